"""Where a distribution lives: an interval, or the integers of one; whether one lies within another."""

from __future__ import annotations

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.information.condition import Condition, plain
from infocalc.information.facts import Facts
from infocalc.records import NamedTuple

MINUS_OO = -X.OO


class Support(NamedTuple):
    """low < x < high, or the integers low, …, high; a closed end is one where the density is defined.

    A circular one is a turn of the circle, wherever it is cut; the density has the period high − low.
    """

    low: Expr
    high: Expr
    discrete: bool = False
    closed_low: bool = True
    closed_high: bool = True
    circular: bool = False

    def __str__(self) -> str:
        if self.discrete:
            return f"{plain(self.low)}..{plain(self.high)}"
        left = "[" if self.closed_low and self.low is not MINUS_OO else "("
        right = "]" if self.closed_high and self.high is not X.OO else ")"
        return f"{left}{plain(self.low)}, {plain(self.high)}{right}"


class Containment(NamedTuple):
    """Whether one support lies within another: `inside` unless False; the conditions are the open ones."""

    inside: bool
    conditions: tuple[Condition, ...] = ()


def contained(p: Support, q: Support, facts: Facts) -> Containment:
    """supp P ⊆ supp Q, decided where the ends can be compared."""
    if p.circular and q.circular:
        return Containment(True)
    open_ones = []
    for wanted in (_ordered(q.low, p.low), _ordered(p.high, q.high)):
        verdict = facts.holds(wanted)
        if verdict is False:
            return Containment(False)
        if verdict is None:
            open_ones.append(wanted)
    return Containment(True, tuple(open_ones))


def _ordered(a: Expr, b: Expr) -> Condition:
    """a ≤ b."""
    return Condition(b, ">=", a)


real_line = Support(MINUS_OO, X.OO)
positive_line = Support(X.ZERO, X.OO, closed_low=False)
half_line = Support(X.ZERO, X.OO)
