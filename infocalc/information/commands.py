"""Measures: what each operand is, and who answers for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from infocalc.information.measure import Measure
from infocalc.information.measures import of_pmfs
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pmf import Pmf, of_text
from infocalc.information.reading import tables
from infocalc.information.reading.beginning import is_long, peeked
from infocalc.information.source import Source
from infocalc.report.report import Report

if TYPE_CHECKING:
    from infocalc.information.measures.of_others import Operand


def measured(measure: Measure, sources: Sequence[Source | None], options: InformationOptions) -> Report:
    """A measure of the table of one operand or of two; Q may be a column of the table P."""
    first = peeked(cast(Source, sources[0]))
    second = sources[1] if len(sources) > 1 else None
    sources = (first, second)[: measure.operands]
    rescaled = options.normalize or options.counts
    if second is None and measure.sums_of(rescaled) and is_long(first, options):
        from infocalc.information.measures import of_streams

        return _guarded(measure, of_streams.measured(measure, first, options))
    operands = _operands(measure, first, second, options)
    finite = [p for p in operands if isinstance(p, Pmf)]
    if len(finite) == len(operands):
        report = of_pmfs.measured(measure, finite, options, sources)
    else:
        from infocalc.information.measures import of_others

        report = of_others.measured(measure, operands, options, sources)
    return _drawn(_guarded(measure, report), operands, options)


def _guarded(measure: Measure, report: Report) -> Report:
    return _checked(report) if measure.nonnegative else report


def mi(p: Source, options: InformationOptions) -> Report:
    """Mutual information."""
    return _checked(of_pmfs.mi(p, options))


def _operands(
    measure: Measure, first: Source, second: Source | None, options: InformationOptions
) -> tuple[Operand, ...]:
    if measure.operands == 1:
        return (_operand(first, options),)
    if second is None:
        return tables.read_pair(first, options)
    return _operand(first, options), _operand(second, options)


class NegativeDivergence(Exception):
    """A divergence that is proved to be negative: a bug in infocalc (Gibbs' inequality)."""


def _checked(report: Report) -> Report:
    """The report of a divergence or of a mutual information, none of which is negative."""
    for row in report.rows[: report.answers]:
        if row.number is not None and row.number.certified and row.number.decimal.startswith("-"):
            raise NegativeDivergence(f"{row.name} = {row.number.decimal}")
    return report


def _drawn(report: Report, operands: tuple[Operand, ...], options: InformationOptions) -> Report:
    """The report with the picture that --plot asks for."""
    if not options.plot:
        return report
    from infocalc.information.plot import picture

    return report._replace(picture=picture(operands, options))


def _operand(source: Source, options: InformationOptions) -> Operand:
    """What an operand is: a table, a pmf of numbers, or something that needs the algebra."""
    if source.stream is not None:
        return tables.read_pmf(source, options)
    text = source.text or ""
    formula = "(" in text or " on " in text or " for " in text
    found = None if formula and not options.samples else of_text(text, options)
    if found is not None:
        return found
    from infocalc.information.measures import of_others as general

    return general.read(text, options)
