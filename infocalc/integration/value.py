"""The door of integration: integrals and sums as balls, and whether they are proved.

An integral or a sum that stands inside an expression as a constant is computed first, from the inside out,
and stands there as the ball that it is: what is below this file meets no integral in an integrand.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from flint import arb, ctx

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import expanded, rebuild, subs
from infocalc.integration import analytic, double_exponential, quadrature, sums
from infocalc.integration.analytic import Unsupported
from infocalc.integration.goal import Divergent, Goal, Uncertified
from infocalc.integration.ranges import MINUS_OO, Integrand, Range, infinite
from infocalc.integration.sums import Integers

#: operations on balls for the proof of a total, and again for an estimate
STEPS = 1_500_000
#: bits of the working precision beyond those of the tolerance
_SPARE_BITS = 32
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
    return all(total(node, precision - _SPARE_BITS)[1] for node in totals)


def resolved(e: Expr) -> Expr:
    """e with the balls of its totals in place of them, at the current precision."""
    if _TOTALS.isdisjoint(e.words):
        return e

    def visit(node: Expr, parts: tuple[Expr, ...]) -> Expr:
        node = rebuild(node, parts)
        return X.ball(node, _known(node)) if node.head in _TOTALS and not node.free else node

    return X.fold(e, visit)


def _known(node: Expr) -> arb:
    try:
        return total(node, ctx.prec - _SPARE_BITS)[0]
    except Divergent as problem:
        raise Unsupported("a total is infinite") from problem


def _resolved(f: Integrand) -> Integrand:
    return Integrand(resolved(f.p), resolved(f.v))


def total_at(node: Expr, point: Mapping[str, Expr]) -> tuple[arb, bool]:
    """The integral or sum with numbers for its free symbols, at the current precision; raises as `total`."""
    return total(expanded(subs(node, dict(point)), complex_=True), ctx.prec)


@lru_cache(maxsize=64)
def total(node: Expr, bits: int) -> tuple[arb, bool]:
    """∫ f or Σ f to an absolute error of about 2^−bits, and whether it is proved.

    Raises Divergent where it is proved to have no value, Unsupported where none is reached.
    """
    f, variable, low, high = node.args
    with ctx.workprec(bits + _SPARE_BITS):
        try:
            if node.head == X.SERIES:
                return _total(Integrand(f, X.ONE), variable.data, Integers(low, high), bits)
            if infinite(low) or infinite(high):
                reversed_ = low is X.OO or high is MINUS_OO
            else:
                reversed_ = bool(constant(low) > constant(high))
            ends = (high, low) if reversed_ else (low, high)
            if ends[0] is ends[1]:
                return arb(0), True
            found, proved_ = _total(Integrand(f, X.ONE), variable.data, Range(*ends), bits)
            return (-found if reversed_ else found), proved_
        except Uncertified as problem:
            raise Unsupported(str(problem)) from problem


def _total(whole: Integrand, variable: str, over: Range | Integers, bits: int) -> tuple[arb, bool]:
    """Proved where that comes to an end, else as two rules agree: the ball is as wide as they differ."""
    tolerance = arb(2) ** -bits
    goal = Goal.within(STEPS, tolerance)
    try:
        if isinstance(over, Integers):
            return series(whole, variable, over, goal), True
        return integral(whole, variable, over, goal), True
    except Uncertified as problem:
        reason = problem
    goal, discrete = Goal.within(STEPS, tolerance), isinstance(over, Integers)
    try:
        return estimated(whole, variable, Range(over.low, over.high), discrete, int(bits * 0.2), goal), False
    except (Uncertified, Unsupported):
        raise reason from None
