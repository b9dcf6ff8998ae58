"""Measures of what is no finite table of numbers, from operands to a Report.

Operands are families, mixtures and laws of vectors (`of_families.py`), densities and pmfs by formula
(`of_densities.py`) and pmfs with symbols (`symbolic_pmf.py`). The rows beside the answer are those that have
a closed form: nobody should wait for numbers that were not asked for.
"""

from __future__ import annotations

from collections.abc import Sequence

from infocalc.annotations import TYPE_CHECKING
from infocalc.errors import DistributionError, InfocalcError
from infocalc.information.answers.answer import Answer, closed, infinite
from infocalc.information.answers.units import NATS, Unit, unit_of
from infocalc.information.closed import symbolic_pmf
from infocalc.information.closed.closed_form import Closed, ClosedForm, Infinite
from infocalc.information.closed.mixture import Mixture
from infocalc.information.closed.symbolic_pmf import Symbolic
from infocalc.information.condition import texts
from infocalc.information.densities.checked import Normalised
from infocalc.information.families.distribution import Distribution
from infocalc.information.measure import MEASURES, Measure
from infocalc.information.measures import of_families
from infocalc.information.measures.derived import derived
from infocalc.information.measures.of_pmfs import both_ways
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pmf import Pmf
from infocalc.information.point import read_point
from infocalc.information.reading.families import NamedLaw
from infocalc.information.reading.products import product
from infocalc.information.reading.weighted import weighted_sum
from infocalc.information.source import Source, names_of
from infocalc.report.report import Report, Row

if TYPE_CHECKING:
    from infocalc.information.measures.of_densities import Continuous

Operand = Pmf | Symbolic | Normalised | NamedLaw


def read(text: str, options: InformationOptions) -> Operand:
    """The distribution that an operand without a table writes."""
    from infocalc.information.densities import density
    from infocalc.information.reading import families, family_names

    if density.is_density(text):
        from infocalc.information.measures import of_densities

        return of_densities.read(text, options)
    if family_names.is_named(text):
        return families.read(text)
    combined = weighted_sum(text) or product(text)
    if combined is not None:
        return combined
    return symbolic_pmf.read(text, options)


def measured(
    measure: Measure,
    operands: Sequence[Operand],
    options: InformationOptions,
    sources: Sequence[Source | None],
) -> Report:
    """The measure, with --both that of Q and P too; then the rows beside it that have a closed form."""
    args, notes = _comparable(operands)
    row, measure = measure, derived(measure, options)
    if measure is not row:
        args = [_of_one_kind(p, True) for p in args]
    rows = [(_symbol(measure, args[0]), _measured(measure, args, options))]
    if options.both:
        rows.append((measure.turned, _measured(measure, args[::-1], options)))
        if measure is row and measure.together is not None:
            rows += _beside([MEASURES[measure.together]], args, options)
    if measure.has_unit:
        rows += _beside([MEASURES[name] for name in measure.beside], args, options)
    if options.both and measure.has_unit:
        turned = [MEASURES[name]._replace(symbol=MEASURES[name].turned) for name in measure.beside]
        rows += _beside(turned, args[::-1], options)
    report = report_of(measure, rows, options, sources, (*notes, *measure.notes))
    return both_ways(report, measure) if options.both else report


def mi(source: Source, options: InformationOptions) -> Report:
    """The divergence of a joint law by name from the product of its marginals."""
    from infocalc.information.reading import families

    answer = of_families.mutual_information_of(families.read(source.text or ""), options)
    return report_of(MEASURES["kl"]._replace(name="mi"), [("I", answer)], options, [source])


# ── one measure ──────────────────────────────────────────────────────────────────────────────────


def _measured(measure: Measure, args: Sequence[Operand], options: InformationOptions) -> Answer:
    if all(isinstance(p, Symbolic) for p in args):
        return _of_symbolic(measure, args, options)
    if any(isinstance(p, Normalised) for p in args):
        from infocalc.information.measures import of_densities

        return of_densities.measured(measure, _continuous(args), options)
    return of_families.measured(measure, _named(args), options)


def _closed_answer(measure: Measure, args: Sequence[Operand], options: InformationOptions) -> Answer | None:
    """The answer where it has a closed form or is infinite, at once."""
    if all(isinstance(p, Symbolic) for p in args):
        return _of_symbolic(measure, args, options)
    if any(isinstance(p, Normalised) for p in args):
        from infocalc.information.measures import of_densities

        return of_densities.closed_answer(measure, _continuous(args), options)
    return of_families.closed_answer(measure, _named(args), options)


def _beside(
    wanted: Sequence[Measure], args: Sequence[Operand], options: InformationOptions
) -> list[tuple[str, Answer]]:
    """The further rows that have a closed form."""
    found = []
    for measure in wanted:
        try:
            answer = _closed_answer(measure, args[: measure.operands], options)
        except InfocalcError:  # the answer asked for stands without it
            continue
        if answer is not None:
            found.append((_symbol(measure, args[0]), answer))
    return found


def _of_symbolic(measure: Measure, args: Sequence[Operand], options: InformationOptions) -> Answer:
    pmfs = [p for p in args if isinstance(p, Symbolic)]
    found = symbolic_pmf.value(measure, *pmfs)
    free = frozenset().union(*[p.free for p in pmfs])
    point = read_point(options.at, free)
    unit = unit_of(options) if measure.has_unit else NATS
    if not free or free - point.keys():
        return _answer(found, options, unit)
    there = [symbolic_pmf.at(p, point) for p in pmfs]
    numbers = [symbolic_pmf.of_pmf(p) if isinstance(p, Pmf) else p for p in there]
    exact = symbolic_pmf.value(measure, *numbers)
    at_point = _answer(exact, options, unit)
    if not isinstance(found, ClosedForm) or isinstance(exact, Infinite):
        return at_point
    return at_point._replace(formula=unit.formula(found.expr), route="closed form")


def _answer(found: Closed, options: InformationOptions, unit: Unit) -> Answer:
    if found is None:
        raise AssertionError("a finite sum has a closed form")
    if isinstance(found, Infinite):
        return infinite(found.reason, found.conditions, sign=found.sign)
    return closed(found.expr, options.digits, unit=unit, conditions=found.conditions)


# ── operands ─────────────────────────────────────────────────────────────────────────────────────


def _comparable(operands: Sequence[Operand]) -> tuple[Sequence[Operand], tuple[str, ...]]:
    """The operands of one kind, over the same outcomes where they are finite."""
    found = [_of_one_kind(x, len(operands) > 1) for x in operands]
    finite = [p for p in found if isinstance(p, Symbolic)]
    if len(finite) == 2 == len(found):
        p, q, notes = symbolic_pmf.joined(*finite)
        return (p, q), notes
    if len(finite) == len(found) > 2:
        return symbolic_pmf.all_joined(finite), ()
    if 0 < len(finite) < len(found):
        on_integers = _on_integers(found)
        if on_integers is not None:
            return on_integers, ()
        raise DistributionError(
            "a list of probabilities and a distribution by name or formula are not over the same outcomes",
            hint="give both as lists, both as families, or both as formulas: p(k) on k in 1..n",
        )
    return found, ()


def _on_integers(operands: Sequence[Operand]) -> list[Operand] | None:
    """A list beside a family on the integers, both as laws on them; None beside any other law."""
    from infocalc.information.closed.points import numbered, points

    others = [p for p in operands if not isinstance(p, Symbolic)]
    if not all(isinstance(p, Distribution | Mixture) and p.discrete for p in others):
        return None
    found: list[Operand] = [numbered(p) if isinstance(p, Symbolic) else p for p in operands]
    return [(points(p) or p) if isinstance(p, Distribution) else p for p in found]


def _of_one_kind(p: Operand, compared: bool) -> Operand:
    """A pmf among symbolic ones; beside another law a density is the member of a family that it is."""
    if isinstance(p, Pmf):
        return symbolic_pmf.of_pmf(p)
    if not compared or not isinstance(p, Normalised):
        return p
    from infocalc.information.measures import of_densities

    return of_densities.as_member(p)


def _continuous(args: Sequence[Operand]) -> list[Continuous]:
    return [p for p in args if not isinstance(p, Symbolic | Pmf)]


def _named(args: Sequence[Operand]) -> tuple[NamedLaw, ...]:
    return tuple(p for p in args if not isinstance(p, Symbolic | Pmf | Normalised))


def _symbol(measure: Measure, p: Operand) -> str:
    """H of a mass function, h of a density."""
    law = p.density if isinstance(p, Normalised) else p
    if isinstance(law, Symbolic | Pmf) or law.discrete or measure.of_density is None:
        return measure.symbol
    turned = measure.symbol == MEASURES[measure.name].turned
    return measure._replace(symbol=measure.of_density).turned if turned else measure.of_density


# ── the report ───────────────────────────────────────────────────────────────────────────────────


def report_of(
    measure: Measure,
    rows: Sequence[tuple[str, Answer]],
    options: InformationOptions,
    sources: Sequence[Source | None],
    notes: tuple[str, ...] = (),
) -> Report:
    """The answers as the rows of a report, with the conditions of all of them."""
    names = map(str.lower, names_of(len(sources)))
    given = {name: s.text or s.name for name, s in zip(names, sources, strict=True) if s is not None}
    if options.at:
        given["at"] = dict(options.at)  # type: ignore[assignment]
    first = rows[0][1]
    answered = [c for _, answer in rows for c in answer.conditions]
    conditions = tuple(dict.fromkeys((*measure.needs, *answered)))
    report = Report(
        measure.name,
        given,
        tuple(Row(name, answer.formula, answer.number) for name, answer in rows),
        unit=unit_of(options).name if measure.has_unit else None,
        route=first.route,
        conditions=texts(conditions),
        notes=tuple(dict.fromkeys((*notes, *(n for _, answer in rows for n in answer.notes)))),
    )
    if options.check is None:
        return report
    from infocalc.information.measures.check import with_check

    return with_check(report, conditions, options.check, options)
