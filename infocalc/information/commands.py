"""entropy, xent, kl, jsd, mi: what each operand is, and who answers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infocalc.information.measures import of_pmfs as finite
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pmf import Pmf, of_text
from infocalc.information.reading import tables
from infocalc.information.reading.beginning import is_long, peeked
from infocalc.information.source import Source
from infocalc.report.report import Report

if TYPE_CHECKING:
    from infocalc.information.measures.of_others import Operand

#: commands whose answers are never negative
DIVERGENCES = ("kl", "jsd", "mi")


def entropy(p: Source, options: InformationOptions) -> Report:
    """H(P), or h(P) of a density."""
    p = peeked(p)
    if is_long(p, options):
        return _of_stream("entropy", p, options)
    operand = _operand(p, options)
    if isinstance(operand, Pmf):
        return _drawn(finite.entropy(operand, options, (p,)), (operand,), options)
    from infocalc.information.measures import of_others as general

    return _drawn(general.entropy(operand, options, (p,)), (operand,), options)


def xent(p: Source, q: Source | None, options: InformationOptions) -> Report:
    """H(P, Q), then H(P)."""
    return _of_two("xent", p, q, options)


def kl(p: Source, q: Source | None, options: InformationOptions) -> Report:
    """D(P‖Q), then H(P) and H(P, Q); with --both the other direction too."""
    return _of_two("kl", p, q, options)


def jsd(p: Source, q: Source | None, options: InformationOptions) -> Report:
    """The Jensen–Shannon divergence."""
    return _of_two("jsd", p, q, options)


def mi(p: Source, options: InformationOptions) -> Report:
    """Mutual information."""
    return _checked(finite.mi(p, options))


def _of_stream(command: str, source: Source, options: InformationOptions) -> Report:
    from infocalc.information.measures import of_streams as streams

    of_streams = {"entropy": streams.entropy, "xent": streams.xent, "kl": streams.kl, "jsd": streams.jsd}
    return of_streams[command](source, options)


def _of_two(command: str, p: Source, q: Source | None, options: InformationOptions) -> Report:
    p = peeked(p)
    if q is None and is_long(p, options):
        return _of_stream(command, p, options)
    first, second = (
        tables.read_pair(p, options) if q is None else (_operand(p, options), _operand(q, options))
    )
    if isinstance(first, Pmf) and isinstance(second, Pmf):
        of_pmfs = {"xent": finite.xent, "kl": finite.kl, "jsd": finite.jsd}[command]
        return _drawn(of_pmfs(first, second, options, (p, q)), (first, second), options)
    from infocalc.information.measures import of_others as general

    of_others = {"xent": general.xent, "kl": general.kl, "jsd": general.jsd}[command]
    return _drawn(of_others(first, second, options, (p, q)), (first, second), options)


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
    if report.command in DIVERGENCES:
        _checked(report)
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
