"""The largest value of a density or a mass function, enclosed: Rényi's order ∞ where no closed form is known.

Of a density the range is halved until the slope of its logarithm has one sign, or the bound by the slope is
near enough to the best value seen; in the tails its growth is a bound (`integration/heights.py`). Of a mass
function the outcomes are taken from the middle outwards until what is left weighs less than the best of them.
"""

from __future__ import annotations

from flint import acb, arb, ctx

from infocalc.algebra.decimal import ball_decimal, bits_for
from infocalc.algebra.derivative import derivative
from infocalc.errors import NoAnswer
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.information.answers.answer import Answer, infinite
from infocalc.information.densities.law import Law, Region, regions
from infocalc.information.densities.stepwise import MOST, mass_at
from infocalc.information.measure import Measure
from infocalc.integration.analytic import Analytic, Unsupported, compile_analytic, known_analytic
from infocalc.integration.goal import Divergent, Steps, Uncertified
from infocalc.integration.ranges import MINUS_OO, Integrand, Part, S, parts
from infocalc.integration.value import constant, reach
from infocalc.records import NamedTuple
from infocalc.report.report import Number

#: pieces of the range that are looked at
_PIECES = 20_000
#: the first places of a part that are tried, as fractions of its core
_PLACES = 16


class _Stretch(NamedTuple):
    """The logarithm of the density and its slope in s, from the end point on."""

    part: Part
    both: Analytic

    def at(self, s: arb) -> tuple[arb, arb]:
        log, slope = self.both(acb(s))
        return log.real, slope.real


def measured(measure: Measure, law: Law, digits: int, factor: Expr) -> Answer:
    """−log of the largest density or mass, every digit proved."""
    try:
        for more in (3, 12):
            with ctx.workprec(bits_for(digits + more) + 32):
                tolerance = arb(10) ** -(digits + more)
                log = _of_outcomes(law).log() if law.discrete else _of_density(law, tolerance)
                ball = arb(measure.times_log) * log * constant(factor)
                text = ball_decimal(ball, digits)
            if text is not None:
                return Answer(None, Number(text, True), "series" if law.discrete else "numeric")
    except Divergent as unbounded:
        return infinite(unbounded.reason, sign=-1 if measure.falls else 1)
    except (Uncertified, Unsupported) as problem:
        raise NoAnswer(f"no number was reached: {problem}", hint="large orders come near it") from None
    raise NoAnswer("the value cannot be told from 0", hint="fewer --digits may do")


def _of_outcomes(law: Law) -> arb:
    """sup P(X = k)."""
    ends = [constant(c.low) for c in law.components if c.low is not MINUS_OO]
    low = None if len(ends) < len(law.components) else min(int(float(end.mid())) for end in ends)
    start = round(float(constant(law.components[0].centre or X.ZERO).mid()))
    start = start if low is None else max(start, low)
    best, total = arb(0), arb(0)
    for n in range(MOST):
        for k in (start + n, start - n)[: 1 if n == 0 else 2]:
            if low is not None and k < low:
                continue
            mass = mass_at(law, X.num(k))
            best, total = best.max(mass), total + mass
        if n & 7 == 0 and 1 - total <= best.lower():
            return best
    raise Uncertified(f"{MOST:,} outcomes do not suffice")


def _of_density(law: Law, tolerance: arb) -> arb:
    """sup log p."""
    stretches = [_Stretch(part, _compiled(part)) for region in regions(law) for part in _parts(law, region)]
    best = arb.neg_inf()
    for stretch in stretches:
        for k in range(1, _PLACES):
            value = stretch.at((stretch.part.core * k / _PLACES).mid())[0]
            best = best.max(value.lower()) if value.is_finite() else best
    if not best.is_finite():
        raise Uncertified("the density has no value where it was tried")
    top, steps = best, Steps(_PIECES)
    for stretch in stretches:
        ends = reach(stretch.part, _is_regular(stretch), best.exp())
        best, here = _searched(stretch, ends, best, tolerance, steps)
        top = top.max(here)
    return best.union(top.max(best))


def _parts(law: Law, region: Region) -> list[Part]:
    log = law.log_on(region.low, region.high)
    if log is None:
        return []
    return list(parts(Integrand(X.power(X.E, log), log), law.variable, region.range()))


def _compiled(part: Part) -> Analytic:
    log = part.f.v
    slope = derivative(log, S.data)
    if not (known_analytic(log) and known_analytic(slope)):
        raise Uncertified("it is not known where a function in it is analytic")
    return compile_analytic((log, slope), S)


def _is_regular(stretch: _Stretch) -> bool:
    """Whether the logarithm is smooth at the end point."""
    near = stretch.at(arb(0).union(stretch.part.core / 64))
    return all(value.is_finite() for value in near)


def _searched(
    stretch: _Stretch, ends: tuple[arb, arb], best: arb, tolerance: arb, steps: Steps
) -> tuple[arb, arb]:
    """The best value seen, and a bound of all: both within the tolerance."""
    top = best
    todo = [(ends[0].mid(), ends[1].upper())]
    while todo:
        steps.left -= 1
        if steps.left < 0:
            raise Uncertified("the largest value was not pinned down")
        a, b = todo.pop()
        middle, radius = ((a + b) / 2).mid(), ((b - a) / 2).upper()
        log, slope = stretch.at(arb(middle, radius))
        here = stretch.at(middle)[0]
        if here.is_finite():
            best = best.max(here.lower())
        if log.is_finite() and slope.is_finite():
            above = (here + slope * arb(0, radius)).upper().min(log.upper())
            if above <= best:
                continue
            if above <= best + tolerance:
                top = top.max(above)
                continue
            if not slope.contains(0):
                values = [stretch.at(end)[0] for end in (a, b)]
                if all(value.is_finite() for value in values):
                    highest = values[0].max(values[1])
                    best, top = best.max(highest.lower()), top.max(highest.upper())
                    continue
        todo += [(a, middle), (middle, b)]
    return best, top
