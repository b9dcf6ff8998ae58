"""The exact value of every part of an expression at an exact point: what decides poles, kinks and cases."""

from __future__ import annotations

from collections.abc import Mapping

from infocalc.errors import InfocalcError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import rebuild

#: beyond this many nodes the exact values are not worth their time
MOST_NODES = 5_000
#: an exact value is shown when it is no larger than this
SHORT_NODES, SHORT_BITS = 14, 40


def exact_values(e: Expr, point: Mapping[str, Expr]) -> dict[Expr, Expr | None]:
    """node -> its exact value, None where the value is undefined, too large to write, or not attempted."""
    found: dict[Expr, Expr | None] = {}
    if e.size <= MOST_NODES or sum(1 for _ in X.nodes(e)) <= MOST_NODES:
        X.fold(e, lambda node, parts: _at(node, parts, point), found)
    return found


def _at(node: Expr, parts: tuple[Expr | None, ...], point: Mapping[str, Expr]) -> Expr | None:
    if node.head == X.SYM:
        return point.get(node.data, node)
    if node.head in (X.INTEGRAL, X.SERIES):
        return None  # the bound variable may carry the name of a point
    if node.head == X.PIECEWISE:
        parts = _live(parts)
    known = tuple([p for p in parts if p is not None])
    if len(known) < len(parts):
        return None
    try:
        return rebuild(node, known) if known else node
    except InfocalcError:
        return None


def _live(parts: tuple[Expr | None, ...]) -> tuple[Expr | None, ...]:
    """The cases up to the first that is certain, without those that cannot apply."""
    kept: list[Expr | None] = []
    for value, condition in zip(parts[::2], parts[1::2], strict=True):
        if condition is not X.FALSE:
            kept += [value, condition]
        if condition is X.TRUE:
            break
    return tuple(kept) if kept else (None,)


def is_short(e: Expr) -> bool:
    """Whether an exact value is worth showing beside its decimals: 1/4, pi/6, sqrt(2)/2, e^2."""
    if e.free or e.height > SHORT_NODES:
        return False
    for count, node in enumerate(X.nodes(e), 1):
        if count > SHORT_NODES or node.head in (X.UNDEF, X.INTEGRAL, X.SERIES, X.PIECEWISE, X.RELATION):
            return False
        if node.head == X.NUM and _bits(node.data) > SHORT_BITS:
            return False
        if node.head == X.MUL and _bits(node.data) > SHORT_BITS:
            return False
    return True


def _bits(q: X.Rational) -> int:
    return max(int(q.numerator).bit_length(), int(q.denominator).bit_length())


def vanishes(e: Expr) -> bool:
    """Proved e = 0: by canonical form, by the relations of the rational normal form, or in a common basis."""
    from infocalc.algebra.basis import in_basis, in_outer_basis
    from infocalc.algebra.normal import is_zero

    if e.head == X.NUM:
        return e is X.ZERO
    if is_zero(e) is True:
        return True
    whole, outer = in_basis(e), in_outer_basis(e)
    return is_zero(whole) is True or (outer is not whole and is_zero(outer) is True)
