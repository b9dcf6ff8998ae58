"""Measures of independent laws side by side as numbers: expectations of logarithms add, integrals of powers
multiply."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from operator import mul

from flint import arb, ctx, fmpq

from infocalc.algebra.decimal import ball_decimal, bits_for
from infocalc.errors import NoAnswer
from infocalc.expr import expr as X
from infocalc.information.answers.answer import Answer, infinite
from infocalc.information.answers.units import Unit
from infocalc.information.closed.closed_form import Closed, ClosedForm, Infinite
from infocalc.information.closed.normal_mixture import NormalLaw, NormalMixture
from infocalc.information.closed.product import Product, beside
from infocalc.information.closed.vectors import MultivariateNormal
from infocalc.information.densities import numeric
from infocalc.information.densities.law import Law
from infocalc.information.densities.members import law_of
from infocalc.information.facts import Facts
from infocalc.information.families.distribution import Distribution
from infocalc.information.measure import MEASURES, Measure
from infocalc.information.measures import of_normals
from infocalc.information.measures.closed_measures import closed_measure
from infocalc.information.measures.expectations import Expectation, expectations
from infocalc.information.measures.powers import Powers, monomials, power_integral
from infocalc.information.reading.families import NamedLaw
from infocalc.information.ring import power
from infocalc.integration.value import constant
from infocalc.records import NamedTuple
from infocalc.report.report import Number

#: digits beyond those asked for, which the difference of 1 and a product may cancel
_SPARE = 12
Pairs = list[tuple[NamedLaw, NamedLaw]]
AsNumbers = Callable[[NamedLaw], "Distribution | Law"]


def measured(
    measure: Measure, laws: tuple[Product, ...], as_numbers: AsNumbers, digits: int, unit: Unit
) -> Answer | None:
    """g(Σ of expectations, which add) or g(Σ c·Π ∫ pᵢ^a·qᵢ^b); None for a measure that is neither."""
    if measure.zeroth or measure.largest:
        return None
    pairs = beside(laws[0], laws[-1])
    summands, parts = expectations(measure), monomials(measure)
    with ctx.workprec(bits_for(digits + 2 * _SPARE)):
        if summands is not None:
            total = _of_expectations(summands, pairs, as_numbers, digits + _SPARE)
        elif parts is not None:
            total = _of_powers(measure, parts, pairs, as_numbers, digits + _SPARE)
        else:
            return None
        if total.reason is not None:
            return infinite(total.reason, sign=-1 if measure.falls else 1)
        if measure.times_log is not None and total.ball.is_zero():
            return infinite("P and Q have no outcome in common")
        value = in_unit(measure, total.ball, unit)
        text = ball_decimal(value if total.certified else value.mid(), digits)
    if text is None:
        raise NoAnswer("the value cannot be told from 0", hint="fewer --digits may do")
    return Answer(None, Number(text, total.certified), "numeric")


def of_vectors(measure: Measure, laws: Sequence[NormalLaw], digits: int, unit: Unit) -> Answer:
    """The measure of normal laws and their mixtures; of what is not proved the digits that agree."""
    found = of_normals.number(measure, laws, digits)
    with ctx.workprec(bits_for(digits + 2 * _SPARE)):
        value = in_unit(measure, found.ball, unit)
        places = digits
        while (text := ball_decimal(value, places)) is None and places > 1 and not found.number.certified:
            places -= 1
    if text is None:
        raise NoAnswer("the value was not pinned down", hint="fewer --digits may do")
    return Answer(None, Number(text, found.number.certified), "numeric")


def in_unit(measure: Measure, total: arb, unit: Unit) -> arb:
    """The measure, g of a total in nats, in the unit."""
    value: arb = measure.whole(total)
    return value * constant(unit.factor()) if measure.has_unit else value


class _Total(NamedTuple):
    """A number and whether it is proved; or the reason why it is infinite."""

    ball: arb
    certified: bool
    reason: str | None = None


def _of_expectations(
    summands: tuple[Expectation, ...], pairs: Pairs, as_numbers: AsNumbers, digits: int
) -> _Total:
    """Σ scale·E[v] over the coordinates: entropies and divergences of independent laws add.

    The density of laws of both kinds is with respect to the product of counting and Lebesgue measure.
    """
    certified, total = True, arb(0)
    for summand in summands:
        for pair in pairs:
            laws = pair[:: -1 if summand.under else 1][: 1 if summand.kind == "own" else 2]
            measure = MEASURES[summand.measure]
            closed = closed_measure(measure, laws)
            found = _number(closed, measure, laws, as_numbers, digits)
            if found.reason is not None:
                return _Total(found.ball, True, found.reason)
            certified = certified and found.number.certified
            total += constant(X.rational(summand.scale)) * found.ball
    return _Total(total, certified)


def _of_powers(
    measure: Measure, parts: list[Powers], pairs: Pairs, as_numbers: AsNumbers, digits: int
) -> _Total:
    """Σ c·Π ∫ pᵢ^a·qᵢ^b."""
    certified, total = True, arb(0)
    for part in parts:
        factors = [_integral(measure, part, p, q, as_numbers, digits) for p, q in pairs]
        reason = next((found.reason for found in factors if found.reason is not None), None)
        if reason is not None:
            return _Total(arb.pos_inf(), True, reason)
        certified = certified and all(found.number.certified for found in factors)
        product = constant(part.factor)
        for found in factors:
            product *= found.ball
        total += product
    return _Total(total, certified)


def _integral(
    measure: Measure, part: Powers, p: NamedLaw, q: NamedLaw, as_numbers: AsNumbers, digits: int
) -> numeric.Found:
    """∫ p^a·q^b of one coordinate."""
    closed = power_integral(p, q, part.a, part.b, p.facts | q.facts)
    if isinstance(closed, Infinite):
        closed = closed._replace(reason="an integral of one of the laws diverges")
    laws = (p,) if part.b is X.ZERO else (p, q)
    return _number(closed, _of_power(measure, part), laws, as_numbers, digits)


def _number(
    closed: Closed,
    measure: Measure,
    laws: tuple[NamedLaw, ...],
    as_numbers: AsNumbers,
    digits: int,
) -> numeric.Found:
    """A measure of one coordinate: in closed form, or as a number."""
    if isinstance(closed, Infinite):
        return numeric.Found(Number("inf", True), arb.pos_inf() * closed.sign, closed.reason)
    if isinstance(closed, ClosedForm):
        return numeric.Found(Number("", True), constant(closed.expr))
    vectors = [p for p in laws if isinstance(p, MultivariateNormal | NormalMixture)]
    if len(vectors) == len(laws):
        return of_normals.number(measure, vectors, digits - _SPARE + 2)
    first, *others = [law_of(as_numbers(p)) for p in laws]
    others = [law.in_terms_of(first.variable).beside(first) for law in others]
    return numeric.number(numeric.task(measure, first, *others), digits)


def _of_power(measure: Measure, part: Powers) -> Measure:
    """∫ p^a·q^b, infinite where one of them is absent and its exponent negative."""
    a, b = (fmpq(e.data) if e.head == X.NUM else e for e in (part.a, part.b))
    return measure._replace(
        term=lambda *densities: reduce(mul, [power(f, e) for f, e in zip(densities, (a, b), strict=False)]),
        after=None,
        times_log=None,
        falls=False,
        finite_without_p=Facts().sign(part.a) != -1,
        finite_without_q=Facts().sign(part.b) != -1,
    )
