"""The value of a definite integral or sum that stands inside an expression as a constant."""

from __future__ import annotations

from flint import arb

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.integration.analytic import Unsupported, total
from infocalc.integration.double_exponential import estimated
from infocalc.integration.quadrature import integral
from infocalc.integration.ranges import Divergent, Goal, Integrand, Range, Uncertified
from infocalc.integration.sums import Integers, series

SECONDS = 3.0


def total_of(node: Expr, precision: int) -> tuple[arb, bool]:
    """∫ f or Σ f as a ball and whether it is proved; an estimate's ball is as wide as its last correction."""
    f, variable, low, high = node.args
    whole = Integrand(f, X.ONE)
    discrete = node.head == X.SERIES
    goal = Goal.within(SECONDS, arb(2) ** (32 - precision))
    try:
        if discrete:
            return series(whole, variable.data, Integers(low, high), goal), True
        return integral(whole, variable.data, Range(low, high), goal), True
    except Divergent as problem:
        raise Unsupported("a total is infinite") from problem
    except Uncertified:
        goal = Goal.within(SECONDS, goal.tolerance)
    try:
        return estimated(whole, variable.data, Range(low, high), discrete, int(precision * 0.2), goal), False
    except Uncertified as problem:
        raise Unsupported(str(problem)) from problem


def proved(e: Expr, precision: int) -> bool:
    """Whether every total inside e is proved."""
    totals = [node for node in X.nodes(e) if node.head in (X.INTEGRAL, X.SERIES)]
    return all(total(node, precision)[1] for node in totals)
