"""The door of integration: integrals and sums as balls, and whether they are proved.

An integral or a sum that stands inside an expression as a constant is computed first, from the inside out,
and stands there as the ball that it is: what is below this file meets no integral in an integrand.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from flint import arb, ctx

from infocalc.annotations import TYPE_CHECKING
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import expanded, rebuild, subs
from infocalc.integration import analytic
from infocalc.integration.analytic import Unsupported
from infocalc.integration.goal import Divergent, Goal, Uncertified
from infocalc.integration.ranges import MINUS_OO, Integrand, Part, Range, infinite

if TYPE_CHECKING:
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
    from infocalc.integration import quadrature

    return quadrature.integral(_resolved(whole), variable, over, goal)


def series(whole: Integrand, variable: str, over: Integers, goal: Goal) -> arb:
    """Σ p·v, proved; raises as `integral`."""
    from infocalc.integration import sums

    return sums.series(_resolved(whole), variable, over, goal)


def estimated(f: Integrand, variable: str, over: Range, discrete: bool, digits: int, goal: Goal) -> arb:
    """∫ p·v or Σ p·v without proof; Uncertified where no two rules agree."""
    from infocalc.integration import double_exponential

    return double_exponential.estimated(_resolved(f), variable, over, discrete, digits, goal)


def reach(part: Part, regular: bool, height: arb) -> tuple[arb, arb]:
    """Where p of the part may be above a height; raises as `integral`."""
    from infocalc.integration import heights

    return heights.reach(part, regular, height)


def sign_beyond(e: Expr, variable: str, end: arb, side: int) -> int:
    """The sign of e from `end` on to ±∞ on that side; 0 where it is open."""
    from infocalc.integration import heights

    return heights.sign_beyond(e, variable, end, side)


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
    return total(_at(node, point), ctx.prec)


def proved_at(node: Expr, point: Mapping[str, Expr], steps: int) -> arb:
    """The same, proved within so many steps; raises Unsupported where it is not."""
    return _ball(_at(node, point), ctx.prec, steps)


def _at(node: Expr, point: Mapping[str, Expr]) -> Expr:
    return expanded(subs(node, dict(point)), complex_=True)


@lru_cache(maxsize=64)
def total(node: Expr, bits: int) -> tuple[arb, bool]:
    """∫ f or Σ f to an absolute error of about 2^−bits, and whether it is proved.

    Raises Divergent where it is proved to have no value, Unsupported where none is reached.
    """
    try:
        return _ball(node, bits, STEPS), True
    except Unsupported as problem:
        try:
            return _ball(node, bits, STEPS, digits=int(bits * 0.2)), False
        except Unsupported:
            raise problem from None


def _ball(node: Expr, bits: int, steps: int, digits: int | None = None) -> arb:
    """A total, proved, or with `digits` as exact as two rules agree: the ball is as wide as they differ."""
    f, symbol, low, high = node.args
    whole, variable, goal = Integrand(f, X.ONE), symbol.data, Goal.within(steps, arb(2) ** -bits)
    with ctx.workprec(bits + _SPARE_BITS):
        try:
            if node.head == X.INTEGRAL and _backwards(low, high):
                return -_ball(X.compound(node.head, (f, symbol, high, low)), bits, steps, digits)
            if digits is not None:
                discrete = node.head == X.SERIES
                return estimated(whole, variable, Range(low, high), discrete, digits, goal)
            if node.head == X.SERIES:
                from infocalc.integration.sums import Integers

                return series(whole, variable, Integers(low, high), goal)
            return integral(whole, variable, Range(low, high), goal) if low is not high else arb(0)
        except Uncertified as problem:
            raise Unsupported(str(problem)) from problem


def _backwards(low: Expr, high: Expr) -> bool:
    """Whether a range runs from right to left."""
    if infinite(low) or infinite(high):
        return low is X.OO or high is MINUS_OO
    return bool(constant(low) > constant(high))
