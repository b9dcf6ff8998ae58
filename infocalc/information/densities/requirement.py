"""What must be positive for a closed form to hold: decided for numbers, stated for parameters."""

from __future__ import annotations

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.information.condition import Condition
from infocalc.information.densities.expand import expanded
from infocalc.integration.value import constant


def requirements(positive: tuple[Expr, ...]) -> tuple[Expr, ...] | None:
    """Sufficient and simple: numbers checked and dropped, products by their factors; None if one fails."""
    found: list[Expr] = []
    for e in map(expanded, positive):
        if not e.free:
            if not constant(e) > 0:
                return None
            continue
        if e.head == X.MUL and e.data < 0:
            found.append(e)
            continue
        for factor in e.args if e.head == X.MUL else (e,):
            base = X.split_power(factor)[0]
            if base.free and base not in found:
                found.append(base)
    return tuple(found)


def conditions(positive: tuple[Expr, ...]) -> tuple[Condition, ...]:
    """Each e > 0 as a reader would put it, bounds on one symbol first."""
    bounds = {e: Condition(e, ">").solved() for e in positive}
    simple = [c for c in bounds.values() if c.left.head == X.SYM and c.right.head == X.NUM]
    return (*simple, *(_sides(e) for e, c in bounds.items() if c not in simple))


def _sides(e: Expr) -> Condition:
    """e > 0 with its negative terms on the other side: b > a, p < 1, lambda > 0."""
    terms = X.terms(e)
    plus = [t for t in terms if not _negative(t)]
    minus = [X.scale(-1, t) for t in terms if _negative(t)]
    left, right, sign = X.add(*plus), X.add(*minus), ">"
    if not left.free and right.free:
        left, right, sign = right, left, "<"
    elif right is X.ZERO and any(not t.free for t in plus) and len(plus) > 1:
        number = X.add(*[t for t in plus if not t.free])
        left, right = X.add(*[t for t in plus if t.free]), X.scale(-1, number)
    return Condition(left, sign, right)


def _negative(e: Expr) -> bool:
    return e.head in (X.NUM, X.MUL) and bool(e.data < 0)
