"""A node again, from new parts, by the constructors that compute: what substitution is made of."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from functools import cache

from infocalc.errors import Undefined
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions.row import TABLE, call, column


def rebuild(node: Expr, parts: tuple[Expr, ...]) -> Expr:
    """node with `parts` for its args: sums collected, calls with values evaluated, decided cases chosen."""
    match node.head:
        case X.ADD:
            constant, coefficients = node.data
            scaled = [X.scale(c, p) for c, p in zip(coefficients, parts, strict=True)]
            return X.add(*scaled, X.rational(constant))
        case X.MUL:
            return X.mul(X.rational(node.data), *parts)
        case X.POW:
            return X.power(*parts)
        case X.CALL:
            return call(node.data, *parts) if node.data in TABLE else X.apply(node.data, *parts)
        case X.UNDEF:
            name, orders = node.data
            return X.undefined(name, orders, parts)
        case X.RELATION:
            return _relation(node.data, *parts)
        case X.AND | X.OR:
            return _junction(node.head, parts)
        case X.PIECEWISE:
            return _piecewise(parts)
        case _:
            return X.compound(node.head, parts, node.data) if parts else node


def with_parts(node: Expr, parts: tuple[Expr, ...]) -> Expr:
    """node itself where `parts` are its args already, rebuilt elsewhere."""
    return node if parts == node.args else rebuild(node, parts)


def subs(e: Expr, values: dict[str, Expr]) -> Expr:
    """e with free symbols replaced; rebuilds through the canonical constructors of `rebuild`."""
    wanted = frozenset(values)
    coming = frozenset().union(*[v.free for v in values.values()])
    memo: dict[Expr, Expr] = {}

    def visit(node: Expr, parts: tuple[Expr, ...]) -> Expr:
        if node.head == X.SYM:
            return values.get(node.data, node)
        if wanted.isdisjoint(node.free):
            return node
        if node.head in (X.INTEGRAL, X.SERIES) and node.args[1].data in wanted | coming:
            return _within(node, parts, values)
        return rebuild(node, parts)

    return X.fold(e, visit, memo)


def _within(node: Expr, parts: tuple[Expr, ...], values: dict[str, Expr]) -> Expr:
    """An integral or sum; its bound symbol stays, and is renamed where what is put in has the same name."""
    f, bound, _, _ = node.args
    inner = {name: v for name, v in values.items() if name != bound.data and name in f.free}
    coming = frozenset().union(*[v.free for v in inner.values()])
    if bound.data in coming:
        name = bound.data
        while name in coming | f.free:
            name += "_1"
        inner[bound.data] = X.sym(name)
        bound = inner[bound.data]
    return rebuild(node, (subs(f, inner), bound, *parts[2:]))


def by_definition(e: Expr, names: AbstractSet[str]) -> Expr:
    """e with these functions written by their definitions, and what the definitions are made of too."""
    if names.isdisjoint(e.words):
        return e

    def visit(node: Expr, parts: tuple[Expr, ...]) -> Expr:
        node = with_parts(node, parts)
        definition = TABLE[node.data].definition if node.head == X.CALL and node.data in names else None
        return node if definition is None else by_definition(definition(*node.args), names)

    return X.fold(e, visit)


def expanded(e: Expr, complex_: bool = False) -> Expr:
    """e with functions that have no ball of their own replaced by their definitions."""
    return by_definition(e, _defined(complex_))


@cache
def _defined(complex_: bool) -> frozenset[str]:
    """The functions of the table that have a definition and no ball."""
    return frozenset(column("definition").keys() - column("complex_ball" if complex_ else "ball").keys())


def _relation(sign: str, a: Expr, b: Expr) -> Expr:
    """a < b and its like; true or false between numbers and between a thing and itself."""
    if a.head == X.NUM and b.head == X.NUM:
        p, q = a.data, b.data
        holds = {"<": p < q, "<=": p <= q, ">": p > q, ">=": p >= q, "=": p == q, "!=": p != q}[sign]
    elif a is b:
        holds = sign in ("<=", ">=", "=")
    else:
        return X.compound(X.RELATION, (a, b), sign)
    return X.TRUE if holds else X.FALSE


def _junction(head: str, parts: tuple[Expr, ...]) -> Expr:
    neutral, absorbing = (X.TRUE, X.FALSE) if head == X.AND else (X.FALSE, X.TRUE)
    flat: dict[Expr, None] = {}
    for p in parts:
        flat.update(dict.fromkeys(p.args if p.head == head else (p,)))
    if absorbing in flat:
        return absorbing
    flat.pop(neutral, None)
    kept = tuple(flat)
    if not kept:
        return neutral
    return kept[0] if len(kept) == 1 else X.compound(head, kept)


def _piecewise(parts: tuple[Expr, ...]) -> Expr:
    """Cases that cannot apply are dropped, and all cases behind one that always does."""
    kept: list[Expr] = []
    for value, condition in zip(parts[::2], parts[1::2], strict=True):
        if condition is X.FALSE:
            continue
        if kept and kept[-2] is value and condition is X.TRUE:
            kept[-1] = X.TRUE
        else:
            kept += [value, condition]
        if condition is X.TRUE:
            break
    if not kept:
        raise Undefined("no case of the piecewise function applies")
    return kept[0] if kept[1] is X.TRUE else X.compound(X.PIECEWISE, tuple(kept))
