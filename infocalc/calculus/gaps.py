"""Single points that a function leaves out of a case: (sin x)/x for x ≠ 0, and 1 at 0.

The formula of its derivative holds beside them. Where it is the derivative at such a point too, as that of x²
for x ≠ 1, and 1 at 1, nothing need be said; elsewhere the answer has the condition x ≠ c.
"""

from __future__ import annotations

from collections.abc import Sequence

from infocalc.algebra.exact_value import vanishes
from infocalc.calculus.difference_quotient import Broken, NotReal, Unclear, derivative_at
from infocalc.calculus.differentiated import Orders
from infocalc.errors import InfocalcError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import subs, with_parts


def without_gaps(e: Expr, f: Expr, orders: Orders) -> tuple[Expr, tuple[Expr, ...]]:
    """e, the derivative of f, with v for {v, u ≠ 0}, and the conditions u ≠ 0 under which it is that."""
    if X.PIECEWISE not in e.words:
        return e, ()
    found: dict[Expr, None] = {}

    def visit(node: Expr, parts: tuple[Expr, ...]) -> Expr:
        if node.head == X.PIECEWISE and len(parts) == 2 and _is_gap(parts[1]):
            found[parts[1]] = None
            return parts[0]
        return with_parts(node, parts)

    opened = X.fold(e, visit)
    return opened, tuple([c for c in found if not _is_filled(opened, f, orders, c)])


def _is_gap(condition: Expr) -> bool:
    return condition.head == X.RELATION and condition.data == "!="


def _is_filled(e: Expr, f: Expr, orders: Orders, condition: Expr) -> bool:
    """Whether e is the derivative of f at the point that the condition leaves out too."""
    point = _left_out(condition, f.free)
    if point is None:
        return False
    try:
        return vanishes(derivative_at(f, orders, point) - subs(e, point))
    except (Broken, NotReal, Unclear, InfocalcError):
        return False


def _left_out(condition: Expr, free: Sequence[str] | frozenset[str]) -> dict[str, Expr] | None:
    """The point c of x ≠ c, for a function of x alone."""
    u = condition.args[0] - condition.args[1]
    if len(free) != 1 or u.free != frozenset(free):
        return None
    (x,) = free
    at_0 = subs(u, {x: X.ZERO})
    slope = subs(u, {x: X.ONE}) - at_0
    if slope.head != X.NUM or slope is X.ZERO or X.add(slope * X.sym(x), at_0) is not u:
        return None
    return {x: -at_0 / slope}
