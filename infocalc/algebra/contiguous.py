"""Functions whose arguments differ by whole numbers, written by the lowest: Γ(x + 2) as x·(x + 1)·Γ(x).

The recurrence stands in the row of a function (`raised`). And e^(k·W(u)) is (u/W(u))^k for Lambert's W.
"""

from __future__ import annotations

from collections.abc import Iterator

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import TABLE, call, column, with_parts
from infocalc.functions import calls as F

#: a function, its other arguments, and its stepped argument up to whole numbers
Kin = tuple[str, tuple[Expr, ...], Expr]

_MOST_STEPS = 24
_STEPPED = frozenset(column("raised"))


def by_lowest(e: Expr) -> Expr:
    """e with every function of a kin raised from the lowest of them."""
    if e.words.isdisjoint(_STEPPED | {F.lambertw.name}):
        return e
    lowest: dict[Kin, int] = {}
    for node in X.nodes(e):
        if node.head == X.CALL and node.data in _STEPPED:
            kin, n = _kin(node)
            lowest[kin] = min(n, lowest.get(kin, n))

    def visit(node: Expr, parts: tuple[Expr, ...]) -> Expr:
        if node.head == X.CALL and node.data in _STEPPED:
            kin, n = _kin(node)
            if 0 < n - lowest[kin] <= _MOST_STEPS:
                return _raised(kin, n, lowest[kin])
        node = with_parts(node, parts)
        return _lambert(node) if node.head == X.POW and node.args[0] is X.E else node

    return X.fold(e, visit)


def _kin(node: Expr) -> tuple[Kin, int]:
    """The kin of a call and its place in it: the whole part of the constant in the stepped argument."""
    place = TABLE[node.data].stepped
    argument = node.args[place]
    constant = argument.data if argument.head == X.NUM else argument.data[0] if argument.head == X.ADD else 0
    whole = int(constant.numerator // constant.denominator)
    others = (*node.args[:place], *node.args[place + 1 :])
    return (node.data, others, argument - whole), whole


def _raised(kin: Kin, n: int, lowest: int) -> Expr:
    """f at n by f at the lowest and, where the recurrence has two terms, at the one above."""
    name, others, rest = kin
    row = TABLE[name]
    assert row.raised is not None

    def at(k: int) -> tuple[Expr, ...]:
        return (*others[: row.stepped], rest + k, *others[row.stepped :])

    known = {at(lowest): call(name, *at(lowest))}
    first = row.raised(*at(lowest))
    two_terms = any(found.args == at(lowest - 1) for found in _calls(name, first))
    start = lowest + 1 if two_terms else lowest
    known[at(start)] = call(name, *at(start))
    for k in range(start, n):
        known[at(k + 1)] = _put_in(row.raised(*at(k)), name, known)
    return known[at(n)]


def _calls(name: str, e: Expr) -> Iterator[Expr]:
    return (node for node in X.nodes(e) if node.head == X.CALL and node.data == name)


def _put_in(e: Expr, name: str, known: dict[tuple[Expr, ...], Expr]) -> Expr:
    def visit(node: Expr, parts: tuple[Expr, ...]) -> Expr:
        if node.head == X.CALL and node.data == name and node.args in known:
            return known[node.args]
        return with_parts(node, parts)

    return X.fold(e, visit)


def _lambert(power: Expr) -> Expr:
    """e^(k·W(u) + r) as (u/W(u))^k·e^r."""
    found, rest = X.ONE, []
    for term in X.terms(power.args[1]):
        c, w = X.split_coefficient(term)
        if F.lambertw.heads(w):
            found = found * (w.args[0] / w) ** X.rational(c)
        else:
            rest.append(term)
    return found * X.power(X.E, X.add(*rest)) if found is not X.ONE else power
