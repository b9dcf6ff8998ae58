"""Measures of densities and pmfs by formula: closed forms of known kernels, SymPy's integrals, numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from infocalc.errors import DistributionError, NoAnswer
from infocalc.expr.expr import Expr
from infocalc.information.answers.answer import Answer, closed
from infocalc.information.answers.units import unit_of
from infocalc.information.condition import Condition
from infocalc.information.densities.checked import Normalised
from infocalc.information.densities.density import Density
from infocalc.information.densities.density import read as read_density
from infocalc.information.densities.law import Law
from infocalc.information.densities.normalisation import checked
from infocalc.information.families.distribution import Distribution
from infocalc.information.measure import MEASURES, Measure
from infocalc.information.measures.of_families import at, law
from infocalc.information.options import InformationOptions
from infocalc.information.point import read_point
from infocalc.information.reading.families import NamedLaw

#: the digits to which SymPy's closed form must agree with quadrature
_AGREEING_DIGITS = 30

Continuous = Normalised | NamedLaw


def read(text: str, options: InformationOptions) -> Normalised | Distribution:
    """The density that `f(x) on [a, b]` states, shown to be one; with the values of --at where it must be.

    A member of a family is a distribution whatever else can be shown.
    """
    from infocalc.information.reading.recognition import recognised

    density = read_density(text)
    try:
        return _checked(density, options)
    except NoAnswer:
        found = recognised(density)
        if found is None:
            raise
        return found


def _checked(density: Density, options: InformationOptions) -> Normalised:
    point = read_point(options.at, density.parameters)
    if density.parameters and not density.parameters - point.keys():
        try:
            return checked(density, options.normalize)
        except NoAnswer:
            return checked(density.at(point), options.normalize)
    return checked(density, options.normalize)


def as_member(p: Normalised) -> Normalised | Distribution:
    """The member of a family that a density by formula is, where it is one."""
    from infocalc.information.reading.recognition import recognised

    return recognised(p.density) or p


def measured(measure: Measure, args: Sequence[Continuous], options: InformationOptions) -> Answer:
    """The measure in the unit asked for, of operands one of which is a formula."""
    found = closed_answer(measure, args, options)
    if found is not None:
        return found
    from infocalc.information.densities import numeric

    factor = unit_of(options).factor()
    there = [_at(p, options) for p in args]
    answer = numeric.measured(measure, [_law(p) for p in there], options.digits, factor)
    conditions, notes = remarks(args)
    answer = answer._replace(conditions=conditions, notes=(*notes, *answer.notes))
    if answer.number is None or not _is_entropy(measure):
        return answer
    proposed, more = _integrated(there[0], options)
    shown = answer if proposed is None else proposed._replace(notes=(*notes, *proposed.notes))
    return shown._replace(notes=(*shown.notes, *more))


def closed_answer(measure: Measure, args: Sequence[Continuous], options: InformationOptions) -> Answer | None:
    """The closed form of the entropy of a kernel that is known."""
    p = args[0]
    if not _is_entropy(measure) or not isinstance(p, Normalised) or p.closed is None:
        return None
    from infocalc.information.closed.standard_form import standard_form
    from infocalc.information.facts import Facts

    facts = Facts(frozenset(p.closed.positive))
    point = read_point(options.at, p.density.parameters)
    return closed(
        standard_form(p.closed.entropy, facts),
        options.digits,
        unit=unit_of(options),
        point=point,
        there=p.closed.entropy,
        conditions=() if p.density.parameters <= point.keys() else p.conditions,
        notes=p.notes,
    )


def _is_entropy(measure: Measure) -> bool:
    """Shannon's, of no other order and not its exponential."""
    return measure.operands == 1 and measure.logs is not None and measure.after is None


def remarks(args: Sequence[Continuous]) -> tuple[tuple[Condition, ...], tuple[str, ...]]:
    """The conditions and notes of the operands."""
    conditions = [c for p in args if isinstance(p, Normalised) for c in p.conditions]
    return tuple(dict.fromkeys(conditions)), tuple(dict.fromkeys(note for p in args for note in p.notes))


def _at(p: Continuous, options: InformationOptions) -> Continuous:
    """p with the values of --at."""
    if not isinstance(p, Normalised):
        return at(p, read_point(options.at, p.free))
    point: Mapping[str, Expr] = read_point(options.at, p.density.parameters)
    return checked(p.density.at(point)) if point else p


def _law(p: Continuous) -> Distribution | Normalised | Law:
    return p if isinstance(p, Normalised) else law(p)


def _integrated(p: Continuous, options: InformationOptions) -> tuple[Answer | None, tuple[str, ...]]:
    """SymPy's closed form of an entropy, accepted where quadrature agrees with it to 30 digits; a note."""
    if not isinstance(p, Normalised) or p.density.parameters:
        return None, ()
    from infocalc.information.densities.by_sympy import entropy_integral

    proposed, spent = entropy_integral(p.density)
    if spent:
        return None, ("SymPy found no closed form within its steps",)
    if proposed is None or not _agrees(proposed, p.density):
        return None, ()
    return closed(proposed, options.digits, unit=unit_of(options), route="integrated"), ()


def _agrees(proposed: Expr, density: Density) -> bool:
    from decimal import Decimal

    from infocalc.information.densities import numeric

    try:
        ours = closed(proposed, _AGREEING_DIGITS).number
        theirs = numeric.measured(MEASURES["entropy"], [density], _AGREEING_DIGITS).number
    except (NoAnswer, DistributionError):
        return False
    if ours is None or theirs is None or "inf" in theirs.decimal or not theirs.certified:
        return False
    a, b = Decimal(ours.decimal), Decimal(theirs.decimal)
    return abs(a - b) <= abs(b) * Decimal(10) ** (2 - _AGREEING_DIGITS)
