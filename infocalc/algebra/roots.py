"""Roots of real fractions: √(u²·v/w²) is |u|·√v/|w|, (u⁶)^(1/3) is u².

The variables are real, so that a square is its own absolute value; v may be anything. What is positive
wherever it is defined leaves the root without bars, and 1 − tanh² and its kin are squares.
"""

from __future__ import annotations

from functools import cache
from math import lcm

from infocalc.algebra.cost import has_bar
from infocalc.algebra.one_fraction import product_form
from infocalc.algebra.relations import PYTHAGOREAN
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import TABLE, call, column, with_parts
from infocalc.functions import calls as F

#: functions that are real for every real argument at which they are defined
_REAL = column("wave").keys() | {f.name for f in (F.atan, F.asinh, F.sigmoid, F.abs, F.sign)}
_MOST_SIZE = 60


def with_open_roots(e: Expr) -> Expr:
    """e with what is a square taken out of its roots; right for real variables."""
    if X.ROOT not in e.words:
        return e

    def visit(node: Expr, parts: tuple[Expr, ...]) -> Expr:
        node = with_parts(node, parts)
        if F.abs.heads(node) and node.args[0].head == X.MUL:
            product = node.args[0]
            return X.mul(X.rational(abs(product.data)), *[F.abs(f) for f in product.args])
        return _opened(node) if _is_root(node) else node

    return X.fold(e, visit)


def kept_apart(before: Expr, after: Expr) -> list[Expr]:
    """What must not be 0 for `after` to be `before`: sign u stands for |u|/u, which is undefined there."""
    if F.sign.name not in after.words:
        return []
    there = set(X.nodes(before))
    signs = [node for node in X.nodes(after) if F.sign.heads(node)]
    return [node.args[0] for node in signs if node not in there]


def _is_root(e: Expr) -> bool:
    """Whether e is u^(±1/2), u^(±2/3), … of a u of moderate size in which there may be a square."""
    if e.head != X.POW or e.args[1].head != X.NUM or e.args[1].data.denominator == 1:
        return False
    u = e.args[0]
    if u.size > _MOST_SIZE:
        return False
    if u.head == X.ADD:
        return any(map(has_bar, u.args)) or _may_have_square(u) or as_square(u) is not u
    return u.head in (X.MUL, X.POW) and bool(u.free)


def _may_have_square(e: Expr) -> bool:
    """Whether a square may divide a sum: x⁴ + x² by its looks, and one with sums in its terms."""
    found = []
    for term in e.args:
        powers = [X.split_power(f) for f in (term.args if term.head == X.MUL else (term,))]
        if any(base.head == X.ADD for base, _ in powers):
            return True
        found.append({base for base, k in powers if k.head == X.NUM and k.data > 1})
    return e.data[0] == 0 and bool(set.intersection(*found))


def _opened(root: Expr) -> Expr:
    base, exponent = root.args
    leaves = lcm(2, int(exponent.data.denominator))  # of powers of u those of u^leaves become powers of |u|
    product = product_form(as_square(base))
    if product is None or product is X.ZERO:
        return root
    inside = [X.rational(product.data)] if product.head == X.MUL else []
    outside = []
    for factor in product.args if product.head == X.MUL else (product,):
        square = as_square(factor)
        u, k = X.split_power(square)
        whole = k.head == X.NUM and type(k.data) is int
        if whole and is_positive(u):
            outside.append(X.power(u, k * exponent))
        elif whole and abs(k.data) >= leaves and _is_real(u):
            left = X.num(k.data % (leaves if k.data > 0 else -leaves))
            outside.append(X.power(F.abs(u), (k - left) * exponent))
            inside.append(X.power(u, left))
        else:
            inside.append(square)
    return X.mul(*outside, X.power(X.mul(*inside), exponent)) if outside else root


def as_square(e: Expr) -> Expr:
    """1 − tanh² u as sech² u, and the like; any other e as it is."""
    if e.head != X.ADD or len(e.args) != 1 or e.data[0] == 0:
        return e
    constant, [coefficient] = e.data
    b, two = X.split_power(e.args[0])
    if two is not X.TWO or b.head != X.CALL:
        return e
    for first, second, c, s in PYTHAGOREAN:  # first² = c + s·second²
        if b.data == second and constant * s == coefficient * c:
            return X.mul(X.rational(constant * c), X.power(call(first, *b.args), X.TWO))
        if b.data == first and constant == -coefficient * c:
            return X.mul(X.rational(coefficient * s), X.power(call(second, *b.args), X.TWO))
    return e


def is_positive(e: Expr) -> bool:
    """Whether e is positive for all real values of its symbols: x² + 1, cosh u, e^u."""
    if e is X.E or (e.head == X.CALL and _is_positive_everywhere(e.data)):
        return _is_real(e)
    if e.head != X.ADD or not e.data[0] > 0 or not all(c > 0 for c in e.data[1]):
        return False
    return all(_is_square(f) for t in e.args for f in (t.args if t.head == X.MUL else (t,)))


@cache
def _is_positive_everywhere(name: str) -> bool:
    """Whether a function of one argument is positive wherever it is real."""
    row = TABLE.get(name)
    return row is not None and row.positive is not None and row.arity == (1, 1) and not row.positive(X.ZERO)


def _is_square(e: Expr) -> bool:
    u, k = X.split_power(e)
    return (k.head == X.NUM and type(k.data) is int and k.data % 2 == 0 and _is_real(u)) or is_positive(u)


def _is_real(e: Expr) -> bool:
    """Whether e has a real value wherever it has one, for real values of its symbols."""
    return e.words <= _SAFE and not any(node.head == X.POW and _is_open(node) for node in X.nodes(e))


def _is_open(power: Expr) -> bool:
    """Whether a power may leave the real numbers."""
    base, exponent = power.args
    return base is not X.E and not (exponent.head == X.NUM and type(exponent.data) is int)


_SAFE = _REAL | {X.SYM, X.NUM, X.ADD, X.MUL, X.POW, X.ROOT, X.CALL, X.CONST, "e", "pi"}
