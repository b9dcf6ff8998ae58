"""The door of integration: integrals and sums as balls, and whether they are proved.

An integral or a sum that stands inside an expression as a constant is computed first, from the inside out,
and stands there as the ball that it is: what is below this file meets no integral in an integrand.
"""

from __future__ import annotations

from functools import lru_cache

from flint import arb, ctx

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import rebuild
from infocalc.integration import analytic, double_exponential, quadrature, sums
from infocalc.integration.analytic import Unsupported
from infocalc.integration.ranges import Divergent, Goal, Integrand, Range, Uncertified
from infocalc.integration.sums import Integers

SECONDS = 3.0
_TOTALS = frozenset((X.INTEGRAL, X.SERIES))


def constant(e: Expr) -> arb:
    """The value of a constant expression as a ball at the current precision."""
    return analytic.constant(resolved(e))


def integral(whole: Integrand, variable: str, over: Range, goal: Goal) -> arb:
    """∫ p·v, proved; raises Divergent with a proof of divergence, Uncertified where no proof is reached."""
    return quadrature.integral(_resolved(whole), variable, over, goal)


def series(whole: Integrand, variable: str, over: Integers, goal: Goal) -> arb:
    """Σ p·v, proved; raises as `integral`."""
    return sums.series(_resolved(whole), variable, over, goal)


def estimated(f: Integrand, variable: str, over: Range, discrete: bool, digits: int, goal: Goal) -> arb:
    """∫ p·v or Σ p·v without proof; Uncertified where no two rules agree."""
    return double_exponential.estimated(_resolved(f), variable, over, discrete, digits, goal)


def proved(e: Expr, precision: int) -> bool:
    """Whether every total inside e is proved."""
    totals = [node for node in X.nodes(e) if node.head in _TOTALS and not node.free]
    return all(total(node, precision)[1] for node in totals)


def resolved(e: Expr) -> Expr:
    """e with the balls of its totals in place of them, at the current precision."""
    if _TOTALS.isdisjoint(e.words):
        return e

    def visit(node: Expr, parts: tuple[Expr, ...]) -> Expr:
        node = rebuild(node, parts)
        return X.ball(node, total(node, ctx.prec)[0]) if node.head in _TOTALS and not node.free else node

    return X.fold(e, visit)


def _resolved(f: Integrand) -> Integrand:
    return Integrand(resolved(f.p), resolved(f.v))


@lru_cache(maxsize=32)
def total(node: Expr, precision: int) -> tuple[arb, bool]:
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
