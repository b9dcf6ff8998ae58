"""Distances of laws on the line by their distribution functions F and G.

W₁ = ∫|F − G| is the area between them (L. Vaserstein, 1969), the distance of Kolmogorov and Smirnov is
sup|F − G|. Outcomes of finite laws are numbers: their labels, or 0, 1, 2, …
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from flint import fmpq

from infocalc.algebra.engine import lift
from infocalc.errors import DistributionError, NoAnswer
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.information.answers.answer import Answer, closed
from infocalc.information.closed import symbolic_pmf
from infocalc.information.closed.mixture import Mixture
from infocalc.information.closed.points import numbered
from infocalc.information.closed.symbolic_pmf import Symbolic
from infocalc.information.densities import cumulative
from infocalc.information.densities.checked import Normalised
from infocalc.information.densities.law import Law
from infocalc.information.families.distribution import Distribution, same
from infocalc.information.families.row import LOC
from infocalc.information.measure import Measure
from infocalc.information.measures import of_families
from infocalc.information.measures.of_densities import as_member
from infocalc.information.measures.of_others import Operand, report_of
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pmf import Labels, Pmf
from infocalc.information.pmf.rationals import numeric
from infocalc.information.point import read_point
from infocalc.information.source import Source
from infocalc.limits import check
from infocalc.report.report import Report

OnLine = Symbolic | Mixture | Distribution | Normalised
#: the mass of each outcome
Masses = Mapping[fmpq, Expr]


def measured(
    measure: Measure,
    operands: Sequence[Operand],
    options: InformationOptions,
    sources: Sequence[Source | None],
) -> Report:
    """The distance: exact where both laws are finite or of one kind, else a number that is proved."""
    typed = [_on_line(one) for one in operands]
    free = frozenset().union(*map(_free, typed))
    point = read_point(options.at, free)
    p, q = typed if free - point.keys() else [_at(one, point) for one in typed]
    answer = _answer(measure, p, q, options.digits)
    symbolic = _closed(measure, *typed) if point else None
    if symbolic is not None and answer.number is not None:
        answer = answer._replace(formula=lift(symbolic))
    conditions = tuple(dict.fromkeys((*p.conditions, *q.conditions)))
    notes = tuple(dict.fromkeys((*_said(p), *_said(q), *answer.notes)))
    answer = answer._replace(conditions=conditions, notes=notes)
    return report_of(measure, [(measure.symbol, answer)], options, sources)


def _on_line(p: Operand) -> OnLine:
    """A law on the line; others are refused."""
    found = symbolic_pmf.of_pmf(p) if isinstance(p, Pmf) else as_member(p) if isinstance(p, Normalised) else p
    if not isinstance(found, OnLine):
        raise DistributionError(f"{type(p).__name__} is no law on the line", hint="numbers have an order")
    if isinstance(found, Distribution) and found.support is not None and found.support.circular:
        raise DistributionError(f"{found} is a law on the circle, which has no first point")
    return found


def _free(p: OnLine) -> frozenset[str]:
    return p.density.parameters if isinstance(p, Normalised) else p.free


def _at(p: OnLine, point: Mapping[str, Expr]) -> OnLine:
    if not point:
        return p
    if isinstance(p, Normalised):
        return p._replace(density=p.density.at(point), conditions=())
    if isinstance(p, Symbolic):
        found = symbolic_pmf.at(p, point)
        return symbolic_pmf.of_pmf(found) if isinstance(found, Pmf) else found
    there = of_families.at(p, point)
    assert isinstance(there, Distribution | Mixture)
    return there


def _said(p: OnLine) -> tuple[str, ...]:
    if isinstance(p, Symbolic) and p.labels is None:
        return (*p.notes, f"the outcomes are 0..{len(p.p) - 1}; others are labels: 1:1/2, 2:1/2")
    return p.notes


def _answer(measure: Measure, p: OnLine, q: OnLine, digits: int) -> Answer:
    found = _closed(measure, p, q)
    if found is not None:
        return closed(found, digits)
    free = sorted(_free(p) | _free(q))
    if free:
        missing = ",".join(f"{s}=…" for s in free)
        raise NoAnswer("no closed form is known", f"a number needs values for the symbols: --at {missing}")
    for steps, law in ((p, q), (q, p)):
        masses = _masses(steps)
        if masses is not None and not _is_discrete(law) and measure.between == "height":
            return cumulative.of_steps(_in_order(masses), _numeric(law), digits)
    return cumulative.measured(measure.between or "", [_numeric(one) for one in (p, q)], digits)


def _in_order(masses: Masses) -> list[tuple[fmpq, fmpq]]:
    check("sample", len(masses))
    return [(x, fmpq(mass.data)) for x, mass in sorted(masses.items()) if mass is not X.ZERO]


def _is_discrete(p: OnLine) -> bool:
    return p.density.discrete if isinstance(p, Normalised) else isinstance(p, Symbolic) or p.discrete


def _numeric(p: OnLine) -> Distribution | Law | Normalised:
    """The law as the numeric routes take it."""
    if isinstance(p, Symbolic):
        return of_families.law(numbered(p))
    return p if isinstance(p, Normalised) else of_families.law(p)


def _closed(measure: Measure, p: OnLine, q: OnLine) -> Expr | None:
    """The distance in closed form, exact where the laws are finite."""
    masses = [_masses(one) for one in (p, q)]
    if masses[0] is not None and masses[1] is not None:
        return _of_masses(measure, masses[0], masses[1])
    if not (isinstance(p, Distribution) and isinstance(q, Distribution)) or p.family is not q.family:
        return None
    if same(p, q):
        return X.ZERO
    row, pairs = p.family, (p.facts | q.facts, p.parameters, q.parameters)
    if measure.between == "area":
        return row.area(*pairs) if row.area is not None else _shift(p, q)
    return None if row.height is None else row.height(*pairs)


def _shift(p: Distribution, q: Distribution) -> Expr | None:
    """|a − b| of two laws that differ in their place alone."""
    pairs = list(zip(p.family.parameters, p.parameters, q.parameters, strict=True))
    different = [(name, a, b) for name, a, b in pairs if a is not b]
    if len(different) != 1 or different[0][0] is not LOC:
        return None
    return F.abs(different[0][1] - different[0][2])


# ── finite laws ──────────────────────────────────────────────────────────────────────────────────


def _masses(p: OnLine) -> Masses | None:
    """The masses of a law with few outcomes; None for others."""
    if isinstance(p, Symbolic):
        return _summed(zip(_places(p.labels, len(p.p)), p.p, strict=True))
    if isinstance(p, Normalised) or not p.discrete:
        return None
    parts = p.components if isinstance(p, Mixture) else (p,)
    weights = p.weights if isinstance(p, Mixture) else (X.ONE,)
    found = []
    for weight, part in zip(weights, parts, strict=True):
        outcomes = part.outcomes()
        if outcomes is None:
            return None
        found += [(fmpq(k), weight * part.mass(X.num(k))) for k in outcomes]
    return _summed(found)


def _summed(masses: Iterable[tuple[fmpq, Expr]]) -> Masses:
    found: dict[fmpq, Expr] = {}
    for x, mass in masses:
        found[x] = found[x] + mass if x in found else mass
    return found


def _places(labels: Labels | None, n: int) -> list[fmpq]:
    """The numbers that the labels are."""
    return [fmpq(k) for k in range(n)] if labels is None else [_number(label) for label in labels]


def _number(label: str) -> fmpq:
    hint = "label the outcomes by numbers: 1:1/2, 2:1/2; tv compares outcomes without an order"
    return numeric("outcome", label, ": it has no place on the line", hint)


def _of_masses(measure: Measure, p: Masses, q: Masses) -> Expr:
    """Σ |F − G|·(length of the step), or the largest |F − G|."""
    places = sorted({*p, *q})
    gaps, gap = [], X.ZERO
    for x in places:
        gap = gap + p.get(x, X.ZERO) - q.get(x, X.ZERO)
        gaps.append(F.abs(gap))
    if measure.between == "height":
        return _largest(gaps)
    lengths = [b - a for a, b in pairwise(places)]
    return X.add(*[X.scale(length, size) for length, size in zip(lengths, gaps, strict=False)])


def _largest(values: list[Expr]) -> Expr:
    numbers = [x for x in values if x.head == X.NUM]
    largest = [max(numbers, key=lambda x: x.data)] if numbers else []
    return F.max(*dict.fromkeys((*largest, *(x for x in values if x.head != X.NUM))))
