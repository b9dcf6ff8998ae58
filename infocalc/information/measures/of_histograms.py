"""A histogram against a law on the line: P has the cells, Q their probabilities, ∫ q over each, proved.

What lies beyond the cells, and between them, are cells of P with probability 0.
"""

from __future__ import annotations

from collections.abc import Sequence

from flint import arb, ctx, fmpq

from infocalc.algebra.normal import tidy
from infocalc.errors import NoAnswer, UsageError
from infocalc.expr import expr as X
from infocalc.information.answers.units import unit_of
from infocalc.information.answers.values import InNats, Plain, Value, row
from infocalc.information.closed.mixture import Mixture
from infocalc.information.densities import members
from infocalc.information.densities.law import Law, before
from infocalc.information.densities.numeric import mass_shares, mass_task, number
from infocalc.information.estimation.smoothed import of_balls
from infocalc.information.families.distribution import Distribution
from infocalc.information.measure import MEASURES, Measure
from infocalc.information.measures import finite
from infocalc.information.measures.of_pmfs import infinite, report_of
from infocalc.information.measures.of_samples import law_of
from infocalc.information.options import InformationOptions
from infocalc.information.pmf import sums
from infocalc.information.reading import histogram
from infocalc.information.reading.histogram import Cell, End
from infocalc.information.source import Source
from infocalc.report.report import Report

#: digits of the probability of a cell for each bit of the answer, and spare ones
_DIGITS_OF_BIT, _SPARE = 0.302, 5


def measured(measure: Measure, p: Source, q: Source, options: InformationOptions) -> Report:
    """The measure of a histogram and a law."""
    law = law_of(q, options)
    line = _line(law)
    found = histogram.read(p, options)
    cells = _whole_line(found.cells)
    counted = dict(zip(found.cells, found.pmf.p, strict=True))
    parts = [_cut(line, cell) for cell in cells]
    kept = [i for i, cell in enumerate(cells) if parts[i].components or counted.get(cell, 0) != 0]
    shares = [counted.get(cells[i], fmpq(0)) for i in kept]
    masses = _Masses([parts[i] for i in kept])
    notes = (*found.pmf.notes, *law.notes, f"cells: {len(found.cells)}, with probabilities of {law}")

    def valued(of: Measure) -> Value:
        return sums.entropy(shares) if of.operands == 1 else _value(of, shares, masses)

    value = valued(measure)
    if isinstance(value, int):
        sides = ("second", "first") if shares[value] != 0 else ("first", "second")
        notes = (*notes, infinite(histogram.name_of(cells[kept[value]]), *sides))
    unit = unit_of(options)
    rows = [row(measure.symbol, value, unit, options.digits)]
    rows += [row(MEASURES[n].symbol, valued(MEASURES[n]), unit, options.digits) for n in measure.beside]
    named = unit.name if measure.has_unit else None
    return report_of(measure.name, options, tuple(rows), notes, (p, q), (found.pmf, ()), named)


def _line(law: Distribution | Mixture) -> Law:
    """The density of the law; no probabilities of integers, whose cells would want to know their ends."""
    if law.free:
        names = ", ".join(sorted(law.free))
        raise UsageError(f"a histogram is compared with numbers, and {names} has none", "give it with --at")
    if law.discrete:
        raise UsageError(
            f"a histogram is compared with a density, and {law} has none",
            hint="counts of integers are a table of outcomes: k,count with --counts",
        )
    if isinstance(law, Distribution):
        found = members.law_of(law, "Q")
    else:
        parts = zip(law.weights, law.components, strict=True)
        found = members.mixture([(w, members.law_of(c)) for w, c in parts], "Q")
    if any(c.circular for c in found.components):
        raise UsageError(f"a histogram is compared with laws on the line, not with {law}")
    return found


def _whole_line(cells: Sequence[Cell]) -> list[Cell]:
    """The cells with those between and beyond them."""
    found: list[Cell] = []
    last: End = None
    for i, (low, high) in enumerate(cells):
        if low is not None and (i == 0 or low != last):
            found.append((last, low))
        found.append((low, high))
        last = high
    return found if last is None else [*found, (last, None)]


def _cut(law: Law, cell: Cell) -> Law:
    """The density within the cell, not divided by its probability."""
    low, high = (
        side if end is None else X.rational(end) for end, side in zip(cell, (-X.OO, X.OO), strict=True)
    )
    found = []
    for c in law.components:
        inner = c._replace(
            low=low if before(c.low, low) else c.low, high=high if before(high, c.high) else c.high
        )
        if before(inner.low, inner.high):
            found.append(inner)
    return law._replace(components=tuple(found))


class _Masses:
    """∫ of the densities: exactly where all are rational, else as balls, found once for each precision."""

    def __init__(self, parts: Sequence[Law]) -> None:
        self._parts = parts
        self._found: dict[int, list[arb]] = {}

    def exact(self) -> list[fmpq] | None:
        found = [_rational(part) for part in self._parts]
        return None if any(x is None for x in found) else [x for x in found if x is not None]

    def positive(self) -> list[bool]:
        return [bool(part.components) for part in self._parts]

    def balls(self) -> list[arb]:
        digits = int(ctx.prec * _DIGITS_OF_BIT) + _SPARE
        if digits not in self._found:
            self._found[digits] = [_mass(part, digits) for part in self._parts]
        return self._found[digits]


def _rational(part: Law) -> fmpq | None:
    """The probability of a cell where the density is constant."""
    total = fmpq(0)
    for share in mass_shares(part) if part.components else ():
        area = tidy(share.f.p * (share.region.high - share.region.low))
        if area.head != X.NUM:
            return None
        total += fmpq(area.data)
    return total


def _mass(part: Law, digits: int) -> arb:
    if not part.components:
        return arb(0)
    found = number(mass_task(part), digits)
    if not found.number.certified:
        raise NoAnswer("the probability of a cell was not proved", hint="give wider cells")
    return found.ball


def _value(measure: Measure, p: Sequence[fmpq], masses: _Masses) -> Value:
    """The measure; the index of a cell where it is infinite."""
    q = masses.exact()
    if q is not None:
        return finite.value(measure, p, q)
    for i, (x, there) in enumerate(zip(p, masses.positive(), strict=True)):
        if (x != 0 and not there and not measure.finite_without_q) or (
            x == 0 and there and not measure.finite_without_p
        ):
            return i
    kind = InNats if measure.has_unit else Plain
    return kind(lambda: of_balls(measure, [arb(x) for x in p], masses.balls()))
