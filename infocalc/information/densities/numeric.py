"""H, H(p, q), D(p‖q) and the Jensen–Shannon divergence as numbers, where no closed form is known.

Every measure is Σ over regions of ∫ p·v, or Σ p·v over integers, with v a difference of log-densities.
The numbers are certified where the integrals and sums are; otherwise two coarser computations must agree
and the answer says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from flint import arb, ctx

from infocalc.algebra.decimal import ball_decimal, bits_for
from infocalc.algebra.normal import is_zero
from infocalc.errors import DistributionError, NoAnswer
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import call
from infocalc.information.answers.answer import Answer
from infocalc.information.densities.law import Law, Region, regions
from infocalc.information.densities.members import law_of
from infocalc.integration.analytic import Unsupported
from infocalc.integration.goal import ENDS, Divergent, Goal, Steps, Uncertified
from infocalc.integration.ranges import Integrand
from infocalc.integration.sums import Integers
from infocalc.integration.value import constant, estimated, integral, proved, series
from infocalc.notation.formula import Formula
from infocalc.notation.formula import constant as constant_formula
from infocalc.report.report import Number

if TYPE_CHECKING:
    from infocalc.information.densities.checked import Checked
    from infocalc.information.densities.density import Density
    from infocalc.information.families.distribution import Distribution

    Operand: TypeAlias = Distribution | Density | Checked | Law

#: operations on balls for a certified number, then for an uncertified one
CERTIFIED_STEPS, ESTIMATE_STEPS = 3_000_000, 1_500_000


class Share(NamedTuple):
    """What one region adds to a measure: `factor` times the integral of f."""

    f: Integrand
    region: Region
    factor: Expr = X.ONE


class Found(NamedTuple):
    """A number, and the reason where it is infinite."""

    number: Number
    ball: arb
    reason: str | None = None


class Task(NamedTuple):
    """Σ of the shares that `make` builds; `what` is the integrand in words."""

    make: Callable[[], list[Share]]
    variable: str
    discrete: bool
    what: str


def task(measure: str, p: Law, q: Law | None = None) -> Task:
    """The task of a measure: 'entropy', 'xent', 'kl', 'jsd' or 'mass'."""
    x = p.variable
    make, what = {
        "entropy": (lambda: entropy_shares(p), f"p({x})·log(1/p({x}))"),
        "mass": (lambda: mass_shares(p), f"p({x})"),
        "xent": (lambda: cross_entropy_shares(p, _other(q)), f"p({x})·log(1/q({x}))"),
        "kl": (lambda: divergence_shares(p, _other(q)), f"p({x})·log(p({x})/q({x}))"),
        "jsd": (lambda: jsd_shares(p, _other(q)), f"p({x})·log(p({x})/m({x}))"),
    }[measure]
    return Task(make, x, p.discrete, what)


def _other(q: Law | None) -> Law:
    if q is None:
        raise TypeError("a measure of two distributions was given one")
    return q


def entropy_shares(p: Law) -> list[Share]:
    """H(p) = ∫ p·(−log p)."""
    return [Share(Integrand(X.power(X.E, log), -log), region) for region, log in _present(p, p)]


def cross_entropy_shares(p: Law, q: Law) -> list[Share]:
    """H(p, q) = ∫ p·(−log q); Divergent where q vanishes and p does not."""
    return [Share(Integrand(X.power(X.E, f), -g), region) for region, f, g in _both(p, q)]


def divergence_shares(p: Law, q: Law) -> list[Share]:
    """D(p‖q) = ∫ p·(log p − log q); Divergent where q vanishes and p does not."""
    return [Share(Integrand(X.power(X.E, f), f - g), region) for region, f, g in _both(p, q)]


def jsd_shares(p: Law, q: Law) -> list[Share]:
    """½·D(p‖m) + ½·D(q‖m) with m = (p + q)/2; where only one of them lives, log 2 times half its mass."""
    found = []
    for region in regions(p, q):
        logs = [law.log_on(region.low, region.high) for law in (p, q)]
        for mine, other in (logs, logs[::-1]):
            if mine is None:
                continue
            density = X.power(X.E, mine)
            if other is None:
                v = call("log", X.TWO)
            else:
                v = mine - call("log", X.HALF * density + X.HALF * X.power(X.E, other))
            found.append(Share(Integrand(density, v), region, X.HALF))
    return found


def mass_shares(p: Law) -> list[Share]:
    """∫ p."""
    return [Share(Integrand(X.power(X.E, log), X.ONE), region) for region, log in _present(p, p)]


def _present(p: Law, *laws: Law) -> list[tuple[Region, Expr]]:
    found = [(region, p.log_on(region.low, region.high)) for region in regions(*laws)]
    return [(region, log) for region, log in found if log is not None]


def _both(p: Law, q: Law) -> list[tuple[Region, Expr, Expr]]:
    found = []
    for region, f in _present(p, p, q):
        g = q.log_on(region.low, region.high)
        if g is None:
            raise Divergent(1, f"{q.name} is 0 {_between(region, p.discrete)}, where {p.name} is not")
        found.append((region, f, g))
    return found


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
                total += found * constant(share.factor)
        except (Uncertified, Unsupported):
            return None
        return total if total.is_finite() else None


def _infinite(work: Task, infinite: Divergent) -> Found:
    reason = infinite.reason
    if reason in ENDS:
        kind = "sum" if work.discrete else "integral"
        reason = f"the {kind} of {work.what} diverges at {reason}"
    if infinite.sign > 0:
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
            ball = enclosure(work, shares, goal)
            text = ball_decimal(ball, digits)
        if text is not None:
            trusted = all(proved(share.f.v, bits + 48) for share in shares)
            return Found(Number(text, trusted), ball)
        # a value near 0 needs as many bits again as it has leading zeros
        bits = bits * 2 if ball.contains(0) else bits + max(32, bits - ball.rel_accuracy_bits())
    raise Uncertified("the value cannot be told from 0")


def enclosure(work: Task, shares: list[Share], goal: Goal) -> arb:
    """The sum of the integrals as a ball, at the current precision."""
    total = arb(0)
    for share in shares:
        total += _one(share, work, goal) * constant(share.factor)
    return total


def _one(share: Share, work: Task, goal: Goal) -> arb:
    r = share.region
    if is_zero(share.f.v):
        return arb(0)
    if work.discrete:
        return series(share.f, work.variable, Integers(r.low, r.high, r.centre, r.scale), goal)
    return integral(share.f, work.variable, r.range(), goal)


# ── answers ──────────────────────────────────────────────────────────────────────────────────────


def measured(measure: str, operands: Sequence[Operand], digits: int, factor: Expr = X.ONE) -> Answer:
    """'entropy', 'xent', 'kl' or 'jsd' of one or two laws, in the unit of which a nat is `factor`."""
    first, *others = [law_of(p, name) for p, name in zip(operands, "PQ", strict=False)]
    second = others[0] if others else None
    if second is not None:
        if first.discrete != second.discrete:
            raise DistributionError("a mass function and a density cannot be compared")
        second = second.in_terms_of(first.variable)
    work = task(measure, first, second)
    scaled = work._replace(make=lambda: [s._replace(factor=s.factor * factor) for s in work.make()])
    found = number(scaled, digits)
    notes = (f"infinite: {found.reason}",) if found.reason else ()
    oo = constant_formula("oo")
    formula = {"inf": oo, "-inf": Formula("neg", (oo,))}.get(found.number.decimal)
    return Answer(formula, found.number, "series" if first.discrete else "numeric", (), notes)
