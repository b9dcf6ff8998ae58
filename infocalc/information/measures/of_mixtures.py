"""Measures of several pmfs of numbers, each with a weight."""

from __future__ import annotations

from collections.abc import Sequence

from infocalc.errors import UsageError
from infocalc.information.answers.units import unit_of
from infocalc.information.answers.values import root_row, row
from infocalc.information.measure import Measure
from infocalc.information.measures import finite
from infocalc.information.measures.of_pmfs import Sources, report_of
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.logarithm_sums import Logs
from infocalc.information.pmf.pairs import all_joined
from infocalc.information.pmf.pmf import Pmf
from infocalc.report.report import Report


def of_several(
    measure: Measure, pmfs: Sequence[Pmf], options: InformationOptions, sources: Sources
) -> Report:
    """The measure of several pmfs over the same outcomes."""
    for name in ("both", "test", "estimator", "steps"):
        if getattr(options, name):
            raise UsageError(f"--{name} says nothing to a mixture of several laws")
    joined, notes = all_joined(pmfs)
    value, unit = finite.value(measure, *[p.p for p in joined]), unit_of(options)
    rows, named = (row(measure.symbol, value, unit, options.digits),), unit.name
    if options.distance and isinstance(value, Logs) and measure.root is not None:
        rows, named = (root_row(measure.root, value, unit, options.digits),), f"sqrt({unit.name})"
    notes = (*(note for p in joined for note in p.notes), *notes, *measure.notes)
    return report_of(measure.name, options, rows, notes, sources, (joined[0], ()), named)
