"""The measures of families, mixtures and laws of vectors.

Every answer is a closed form where the expectation engine reaches one, +∞ with its reason, or a number
from the numeric routes.
"""

from __future__ import annotations

from collections.abc import Mapping

from infocalc.errors import NoAnswer, ParameterError, Undefined
from infocalc.expr.expr import Expr
from infocalc.functions import subs
from infocalc.information.answers.answer import Answer, closed, infinite
from infocalc.information.answers.units import NATS, Unit, unit_of
from infocalc.information.closed.closed_form import Closed, ClosedForm, Infinite
from infocalc.information.closed.matrix_laws import MultivariateT
from infocalc.information.closed.mixture import (
    Mixture,
    mixture,
)
from infocalc.information.closed.normal_mixture import NormalMixture
from infocalc.information.closed.product import Product
from infocalc.information.closed.standard_form import standard_form
from infocalc.information.closed.vectors import (
    Dirichlet,
    MultivariateNormal,
    mutual_information,
    rebuilt,
)
from infocalc.information.condition import Condition
from infocalc.information.densities.law import Law
from infocalc.information.facts import Facts
from infocalc.information.families.distribution import Distribution
from infocalc.information.families.member import substituted
from infocalc.information.measure import Measure
from infocalc.information.measures.closed_measures import closed_measure, facts_of
from infocalc.information.options import InformationOptions
from infocalc.information.point import read_point
from infocalc.information.reading.families import NamedLaw

# ── answers ──────────────────────────────────────────────────────────────────────────────────────


def measured(measure: Measure, args: tuple[NamedLaw, ...], options: InformationOptions) -> Answer:
    """The measure in the unit asked for: a closed form, +∞ with its reason, or a number."""
    unit = unit_of(options) if measure.has_unit else NATS
    found = closed_answer(measure, args, options)
    if found is not None:
        return found
    simpler = _simpler(measure, args)
    if simpler is not None:
        return measured(measure, simpler, options)
    free = frozenset().union(*[p.free for p in args])
    point = read_point(options.at, free)
    if free - point.keys():
        missing = ",".join(f"{s}=…" for s in sorted(free - point.keys()))
        raise NoAnswer("no closed form is known", f"a number needs values for the symbols: --at {missing}")
    there = tuple(at(p, point) for p in args)
    apart = _apart(there)
    if apart is not None:
        return measured(measure, apart, options._replace(at={}))
    products = tuple(p for p in there if isinstance(p, Product))
    if len(products) == len(there):
        from infocalc.information.measures import of_products

        by_parts = of_products.measured(measure, products, law, options.digits, unit)
        if by_parts is not None:
            return by_parts
    return _numeric(measure, there, options.digits, unit)


def _apart(args: tuple[NamedLaw, ...]) -> tuple[NamedLaw, ...] | None:
    """Normal and t laws of one coordinate as laws on the line; others, and mixtures, as independent laws
    side by side where their coordinates come apart."""
    from infocalc.information.closed.normal_mixture import as_products
    from infocalc.information.closed.sufficient import on_the_line

    members = [p for p in map(on_the_line, args) if p is not None]
    if len(members) == len(args):
        return tuple(members)
    vectors = [p for p in args if isinstance(p, MultivariateNormal | NormalMixture)]
    found = as_products(vectors) if len(vectors) == len(args) else None
    return None if found is None else tuple(found)


def _simpler(measure: Measure, args: tuple[NamedLaw, ...]) -> tuple[NamedLaw, ...] | None:
    """Laws of one coordinate with the same f-divergences, in place of laws of several."""
    if len(args) != 2 or not measure.vanishes or measure.between is not None:
        return None
    if all(isinstance(p, Distribution | Mixture) for p in args):
        return None
    from infocalc.information.closed.sufficient import reduced

    return reduced(*args)


def closed_answer(measure: Measure, args: tuple[NamedLaw, ...], options: InformationOptions) -> Answer | None:
    """The answer where there is a closed form or +∞; at a point, what is closed with those values too."""
    unit = unit_of(options) if measure.has_unit else NATS
    free = frozenset().union(*[p.free for p in args])
    point = read_point(options.at, free)
    symbolic = closed_measure(measure, args)
    if not free or free - point.keys():
        return _from_closed(symbolic, args, point, options.digits, unit)
    there = tuple(at(p, point) for p in args)
    if isinstance(symbolic, ClosedForm) and all(_holds(c, point) for c in symbolic.conditions):
        from contextlib import suppress

        with suppress(Undefined):  # a formula with 1/(1 − k) says nothing at k = 1, the law there may
            return _from_closed(symbolic, args, point, options.digits, unit)
    return _from_closed(closed_measure(measure, there), there, {}, options.digits, unit)


def mutual_information_of(p: NamedLaw, options: InformationOptions) -> Answer:
    """I of the coordinates of a multivariate normal law."""
    if not isinstance(p, MultivariateNormal):
        raise ParameterError("mutual information of a family is known for MultivariateNormal only")
    found = mutual_information(p)
    answer = _from_closed(found, (p,), read_point(options.at, p.free), options.digits, unit_of(options))
    assert answer is not None
    return answer


def _from_closed(
    found: Closed, args: tuple[NamedLaw, ...], point: Mapping[str, Expr], digits: int, unit: Unit
) -> Answer | None:
    """The answer of a closed form or of +∞; None where there is none."""
    notes = tuple(dict.fromkeys(note for p in args for note in p.notes))
    if found is None:
        return None
    if isinstance(found, Infinite):
        return infinite(found.reason, found.conditions, notes, found.sign)
    facts = facts_of(args).given(found.conditions)
    return closed(
        standard_form(found.expr, facts),
        digits,
        unit=unit,
        point=point,
        there=found.expr,
        conditions=tuple(c for c in found.conditions if not _holds(c, point)),
        notes=(*notes, *found.notes),
    )


def _numeric(measure: Measure, args: tuple[NamedLaw, ...], digits: int, unit: Unit) -> Answer:
    """The number from integration or summation."""
    from infocalc.information.densities import numeric

    vectors = [p for p in args if isinstance(p, MultivariateNormal | NormalMixture)]
    if len(vectors) == len(args):
        from infocalc.information.measures.of_products import of_vectors

        return of_vectors(measure, vectors, digits, unit)
    round_ones = [p for p in args if isinstance(p, MultivariateNormal | MultivariateT)]
    if len(round_ones) == len(args):
        from infocalc.information.measures import of_students

        answer = of_students.measured(measure, round_ones, digits, unit)
        if answer is not None:
            return answer
    found = numeric.measured(measure, [law(p) for p in args], digits, unit.factor())
    notes = tuple(dict.fromkeys(note for p in args for note in p.notes))
    return found._replace(notes=(*notes, *found.notes))


def law(p: NamedLaw) -> Distribution | Law:
    """p as the numeric routes take it."""
    from infocalc.information.densities.members import law_of
    from infocalc.information.densities.members import mixture as mixed

    if isinstance(p, Mixture):
        return mixed([(w, law_of(c)) for w, c in zip(p.weights, p.components, strict=True)])
    if not isinstance(p, Distribution):
        raise NoAnswer(
            f"no closed form, and no number for {type(p).__name__}: the integral is of several variables",
            hint="hellinger h bounds others: h^2 <= tv <= h*sqrt(2 - h^2), jsd <= tv*log(2)",
        )
    return p


# ── values for symbols ───────────────────────────────────────────────────────────────────────────


def at(p: NamedLaw, point: Mapping[str, Expr]) -> NamedLaw:
    """p with values for its symbols, checked anew."""
    place = dict(point)
    if not place:
        return p
    if isinstance(p, Distribution):
        return substituted(p, place)
    if isinstance(p, Mixture):
        weights = tuple(subs(w, place) for w in p.weights)
        found = mixture(weights, tuple(substituted(c, place) for c in p.components))
        return found._replace(notes=p.notes)
    if isinstance(p, Product):
        return p._replace(parts=tuple(at(part, place) for part in p.parts))
    if isinstance(p, MultivariateNormal | Dirichlet):
        return rebuilt(p, place)
    return p.at(place)


def _holds(c: Condition, point: Mapping[str, Expr]) -> bool:
    """Whether a condition is proved at the point."""
    place = dict(point)
    there = Condition(subs(c.left, place), c.relation, subs(c.right, place))
    return not (there.left.free | there.right.free) and Facts().holds(there) is True
