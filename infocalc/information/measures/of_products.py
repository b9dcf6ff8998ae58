"""Measures of independent laws side by side as numbers: the integral of a power is the product of theirs."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import mul

from flint import arb, ctx, fmpq

from infocalc.algebra.decimal import ball_decimal, bits_for
from infocalc.errors import NoAnswer
from infocalc.expr import expr as X
from infocalc.information.answers.answer import Answer, infinite
from infocalc.information.answers.units import Unit
from infocalc.information.closed.closed_form import ClosedForm, Infinite
from infocalc.information.closed.product import Product, beside
from infocalc.information.densities import numeric
from infocalc.information.densities.law import Law
from infocalc.information.densities.members import law_of
from infocalc.information.facts import Facts
from infocalc.information.families.distribution import Distribution
from infocalc.information.measure import Measure
from infocalc.information.measures.powers import Powers, monomials, power_integral
from infocalc.information.reading.families import NamedLaw
from infocalc.information.ring import power
from infocalc.integration.value import constant
from infocalc.report.report import Number

#: digits beyond those asked for, which the difference of 1 and a product may cancel
_SPARE = 12
AsNumbers = Callable[[NamedLaw], "Distribution | Law"]


def measured(
    measure: Measure, laws: tuple[Product, ...], as_numbers: AsNumbers, digits: int, unit: Unit
) -> Answer | None:
    """g(Σ c·Π ∫ pᵢ^a·qᵢ^b); None for a measure that is no sum of powers."""
    parts = None if measure.zeroth or measure.largest else monomials(measure)
    if parts is None:
        return None
    pairs = beside(laws[0], laws[-1])
    certified, total = True, arb(0)
    with ctx.workprec(bits_for(digits + 2 * _SPARE)):
        for part in parts:
            factors = [_integral(measure, part, p, q, as_numbers, digits + _SPARE) for p, q in pairs]
            reason = next((found.reason for found in factors if found.reason is not None), None)
            if reason is not None:
                return infinite(reason, sign=-1 if measure.falls else 1)
            certified = certified and all(found.number.certified for found in factors)
            product = constant(part.factor)
            for found in factors:
                product *= found.ball
            total += product
        if measure.times_log is not None and total.is_zero():
            return infinite("P and Q have no outcome in common")
        value = measure.whole(total) * (constant(unit.factor()) if measure.has_unit else 1)
        text = ball_decimal(value if certified else value.mid(), digits)
    if text is None:
        raise NoAnswer("the value cannot be told from 0", hint="fewer --digits may do")
    return Answer(None, Number(text, certified), "numeric")


def _integral(
    measure: Measure, part: Powers, p: NamedLaw, q: NamedLaw, as_numbers: AsNumbers, digits: int
) -> numeric.Found:
    """∫ p^a·q^b of one coordinate: in closed form, or as a number."""
    closed = power_integral(p, q, part.a, part.b, p.facts | q.facts)
    if isinstance(closed, Infinite):
        return numeric.Found(Number("inf", True), arb.pos_inf(), "an integral of one of the laws diverges")
    if isinstance(closed, ClosedForm):
        return numeric.Found(Number("", True), constant(closed.expr))
    first = law_of(as_numbers(p))
    second = law_of(as_numbers(q)).in_terms_of(first.variable).beside(first)
    laws = (first,) if part.b is X.ZERO else (first, second)
    return numeric.number(numeric.task(_of_power(measure, part), *laws), digits)


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
