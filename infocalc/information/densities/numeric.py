"""The measures of the table as numbers, where no closed form is known.

Every measure is Σ over regions of ∫ p·v, or Σ p·v over integers, with v a difference of log-densities.
The numbers are certified where the integrals and sums are; otherwise two coarser computations must agree
and the answer says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from flint import arb, ctx

from infocalc.algebra.decimal import ball_decimal, bits_for
from infocalc.algebra.normal import is_zero
from infocalc.errors import DistributionError, NoAnswer
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.information.answers.answer import Answer
from infocalc.information.answers.units import infinity
from infocalc.information.densities.law import Law, Region, regions
from infocalc.information.densities.members import law_of
from infocalc.information.measure import Measure
from infocalc.information.source import names_of
from infocalc.integration.analytic import Unsupported
from infocalc.integration.goal import ENDS, Divergent, Goal, Steps, Uncertified
from infocalc.integration.logarithms import log
from infocalc.integration.ranges import Integrand
from infocalc.integration.sums import Integers
from infocalc.integration.value import constant, estimated, integral, proved, series
from infocalc.records import NamedTuple
from infocalc.report.report import Number

if TYPE_CHECKING:
    from infocalc.information.densities.checked import Normalised
    from infocalc.information.densities.density import Density
    from infocalc.information.families.distribution import Distribution

    Operand: TypeAlias = Distribution | Density | Normalised | Law

#: operations on balls for a certified number, then for an uncertified one
CERTIFIED_STEPS, ESTIMATE_STEPS = 3_000_000, 1_500_000


class Share(NamedTuple):
    """What one region adds to a measure: the integral of f."""

    f: Integrand
    region: Region


class Found(NamedTuple):
    """A number, and the reason where it is infinite."""

    number: Number
    ball: arb
    reason: str | None = None


class Task(NamedTuple):
    """factor·after(Σ of the shares that `make` builds); `what` is the integrand in words.

    Where `after` falls, an infinite sum makes it −∞.
    """

    make: Callable[[], list[Share]]
    variable: str
    discrete: bool
    what: str
    after: Callable[[Any], Any] = lambda total: total
    factor: Expr = X.ONE
    falls: bool = False


def task(measure: Measure, *laws: Law) -> Task:
    """The task of a measure."""
    p = laws[0]
    what = measure.what.format(x=p.variable)
    return Task(
        lambda: shares_of(measure, *laws), p.variable, p.discrete, what, measure.whole, falls=measure.falls
    )


def mass_task(p: Law) -> Task:
    """∫ p."""
    return Task(lambda: mass_shares(p), p.variable, p.discrete, f"p({p.variable})")


def shares_of(measure: Measure, *laws: Law) -> list[Share]:
    """∫ φ(p, q) region by region; Divergent where φ is infinite on one."""
    found: list[Share] = []
    for region in regions(*laws):
        logs = [law.log_on(region.low, region.high) for law in laws]
        if all(log is None for log in logs):
            continue
        _refuse_absent(measure, laws, logs, region)
        densities = [X.ZERO if log is None else X.power(X.E, log) for log in logs]
        found += [Share(f, region) for f in _integrands(measure, densities)]
    if measure.times_log is not None and all(share.f.p is X.ZERO for share in found):
        raise Divergent(1, f"{laws[0].name} and {laws[-1].name} have no outcome in common")
    return found


def _refuse_absent(
    measure: Measure, laws: Sequence[Law], logs: Sequence[Expr | None], region: Region
) -> None:
    """Divergent where one density is 0, the other is not, and φ is infinite there."""
    finite = (measure.finite_without_p, measure.finite_without_q)
    for i, (absent, ok) in enumerate(zip((f is None for f in logs), finite, strict=False)):
        if absent and not ok:
            where = _between(region, laws[0].discrete)
            raise Divergent(1, f"{laws[i].name} is 0 {where}, where {laws[1 - i].name} is not")


def _integrands(measure: Measure, densities: Sequence[Expr]) -> list[Integrand]:
    """φ as densities times logarithms, or as it is."""
    if measure.logs is None:
        assert measure.term is not None
        parts = [X.split_coefficient(term) for term in X.terms(measure.term(*densities))]
        return [Integrand(f, X.rational(c)) for c, f in parts if f is not X.ZERO]
    found = []
    for x, c in measure.logs(*densities):
        for term in X.terms(c):
            k, density = X.split_coefficient(term)
            if density is not X.ZERO and k != 0:
                found.append(Integrand(density, X.scale(k, log(x))))
    return found


def mass_shares(p: Law) -> list[Share]:
    """∫ p."""
    found = [(region, p.log_on(region.low, region.high)) for region in regions(p)]
    return [Share(Integrand(X.power(X.E, f), X.ONE), region) for region, f in found if f is not None]


def _between(region: Region, discrete: bool) -> str:
    from infocalc.algebra.engine import lift
    from infocalc.notation.writer import write

    low, high = (write(lift(end)) for end in (region.low, region.high))
    if discrete:
        return f"at k = {low}" if low == high else f"on {low}..{high}"
    return f"between {low} and {high}"


# ── numbers ──────────────────────────────────────────────────────────────────────────────────────


def number(work: Task, digits: int) -> Found:
    """The measure to `digits` significant digits: certified, or estimated, or infinite with the reason."""
    tried = ""
    try:
        shares = work.make()
        try:
            return _certified(work, shares, digits)
        except (Uncertified, Unsupported) as problem:
            tried = str(problem)
        ball = _estimate(work, shares, digits)
        if ball is not None:
            return Found(Number(_rounded(ball, digits), False), ball)
    except Divergent as infinite:
        return _infinite(work, infinite)
    except Unsupported as problem:
        tried = str(problem)
    raise NoAnswer(
        f"no number was reached: {tried}",
        hint="tried: rigorous integration, then double-exponential rules, which did not agree",
    )


def _estimate(work: Task, shares: list[Share], digits: int) -> arb | None:
    goal = Goal.within(ESTIMATE_STEPS, arb(10) ** -digits)
    total = arb(0)
    with ctx.workprec(bits_for(2 * digits)):
        try:
            for share in shares:
                found = estimated(share.f, work.variable, share.region.range(), work.discrete, digits, goal)
                total += found
            total = _after(work, total)
        except (Uncertified, Unsupported):
            return None
        return total if total.is_finite() else None


def _infinite(work: Task, infinite: Divergent) -> Found:
    reason = infinite.reason
    if reason in ENDS:
        kind = "sum" if work.discrete else "integral"
        reason = f"the {kind} of {work.what} diverges at {reason}"
    if (infinite.sign > 0) is not work.falls:
        return Found(Number("inf", True), arb.pos_inf(), reason)
    return Found(Number("-inf", True), arb.neg_inf(), reason)


def _rounded(ball: arb, digits: int) -> str:
    with ctx.workprec(int(digits * 3.33) + 64):
        text = ball_decimal(ball.mid(), digits)
    return "0" if text is None else text


def _certified(work: Task, shares: list[Share], digits: int) -> Found:
    """The number with every digit proved."""
    steps = Steps(CERTIFIED_STEPS)
    bits = bits_for(digits)
    for _ in range(6):
        with ctx.workprec(bits + 48):
            goal = Goal(arb(2) ** -bits, steps)
            ball = _after(work, enclosure(work, shares, goal))
            text = ball_decimal(ball, digits)
        if text is not None:
            trusted = all(proved(share.f.v, bits + 48) for share in shares)
            return Found(Number(text, trusted), ball)
        # a value near 0 needs as many bits again as it has leading zeros
        bits = bits * 2 if ball.contains(0) else bits + max(32, bits - ball.rel_accuracy_bits())
    raise Uncertified("the value cannot be told from 0")


def _after(work: Task, total: arb) -> arb:
    found: arb = work.after(total)
    return found * constant(work.factor)


def enclosure(work: Task, shares: list[Share], goal: Goal) -> arb:
    """The sum of the integrals as a ball, at the current precision."""
    total = arb(0)
    for share in shares:
        total += _one(share, work, goal)
    return total


def _one(share: Share, work: Task, goal: Goal) -> arb:
    r = share.region
    if is_zero(share.f.v):
        return arb(0)
    if work.discrete:
        return series(share.f, work.variable, Integers(r.low, r.high, r.centre, r.scale), goal)
    return integral(share.f, work.variable, r.range(), goal)


# ── answers ──────────────────────────────────────────────────────────────────────────────────────


def measured(measure: Measure, operands: Sequence[Operand], digits: int, factor: Expr = X.ONE) -> Answer:
    """The measure of one law or of several, in the unit of which a nat is `factor`."""
    if measure.largest and len(operands) > 1:
        message = "the largest ratio of the densities is not known in closed form"
        raise NoAnswer(message, hint="large orders come near it")
    if measure.symbols:
        names = ", ".join(sorted(measure.symbols))
        raise NoAnswer("no closed form is known", hint=f"a number needs a value: --at {names}=…")
    laws = [law_of(p, name) for p, name in zip(operands, names_of(len(operands)), strict=True)]
    first, *others = laws
    if any(law.discrete != first.discrete for law in others):
        raise DistributionError("a mass function and a density cannot be compared")
    others = [law.in_terms_of(first.variable).beside(first) for law in others]
    if measure.largest:
        from infocalc.information.densities import summit

        return summit.measured(measure, first, digits, factor)
    work = task(measure, first, *others)._replace(factor=factor if measure.has_unit else X.ONE)
    found = number(work, digits)
    notes = (f"infinite: {found.reason}",) if found.reason else ()
    formula = {"inf": infinity(1), "-inf": infinity(-1)}.get(found.number.decimal)
    return Answer(formula, found.number, "series" if first.discrete else "numeric", (), notes)
