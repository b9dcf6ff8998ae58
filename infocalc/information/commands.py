"""entropy, xent, kl: from operands to a Report."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from infocalc.errors import NoAnswer
from infocalc.information import measures, tables
from infocalc.information.exact import Logs
from infocalc.information.options import InformationOptions, Source
from infocalc.information.pmf import Pmf, checked, joined, labelled, numbers, parts_of
from infocalc.information.textbook import exact_form
from infocalc.information.units import certified_number, infinite_number, rational_number, unit_of
from infocalc.notation.formula import constant
from infocalc.report.report import Report, Row


def entropy(p: Source, options: InformationOptions) -> Report:
    """H(P)."""
    pmf = _pmf(p, options)
    return _report("entropy", options, (_row("H(P)", measures.entropy(pmf.p), options),), pmf.notes, p)


def xent(p: Source, q: Source | None, options: InformationOptions) -> Report:
    """H(P, Q), then H(P)."""
    first, second, notes = _pair(p, q, options)
    cross = measures.cross_entropy(first.p, second.p)
    rows = (_row("H(P,Q)", cross, options), _row("H(P)", measures.entropy(first.p), options))
    return _report("xent", options, rows, (*notes, *_reason(cross, first)), p, q)


def kl(p: Source, q: Source | None, options: InformationOptions) -> Report:
    """D(P‖Q), then H(P) and H(P, Q); with --both the other direction too."""
    first, second, notes = _pair(p, q, options)
    found = measures.divergence(first.p, second.p)
    cross = measures.cross_entropy(first.p, second.p)
    rows = [_row("D(P||Q)", found, options)]
    if options.both:
        back = measures.divergence(second.p, first.p)
        rows.append(_row("D(Q||P)", back, options))
        same = found == back
        notes = (
            *notes,
            *_reason(back, second),
            "the two directions agree" if same else "the two directions differ",
        )
        notes = (*notes, "D(P||Q) = H(P,Q) - H(P)")
    rows += [_row("H(P)", measures.entropy(first.p), options), _row("H(P,Q)", cross, options)]
    report = _report("kl", options, tuple(rows), (*notes, *_reason(found, first)), p, q)
    return replace(report, answers=2) if options.both else report


def jsd(p: Source, q: Source | None, options: InformationOptions) -> Report:
    """The Jensen–Shannon divergence."""
    first, second, notes = _pair(p, q, options)
    row = _row("JSD(P,Q)", measures.jensen_shannon(first.p, second.p), options)
    return _report("jsd", options, (row,), notes, p, q)


def mi(p: Source, options: InformationOptions) -> Report:
    """Mutual information."""
    raise NoAnswer("mutual information is not computed yet")


def _pmf(source: Source, options: InformationOptions) -> Pmf:
    if source.stream is not None:
        return tables.read_pmf(source, options)
    labels, texts = labelled(parts_of(source.text or ""))
    values = numbers(texts)
    if values is None:
        raise NoAnswer("only numeric distributions are read yet")
    return checked(values, labels, options, texts)


def _pair(p: Source, q: Source | None, options: InformationOptions) -> tuple[Pmf, Pmf, tuple[str, ...]]:
    first, second = tables.read_pair(p, options) if q is None else (_pmf(p, options), _pmf(q, options))
    a, b, notes = joined(first, second)
    return a, b, (*first.notes, *second.notes, *notes)


def _row(name: str, value: Logs | int, options: InformationOptions) -> Row:
    if isinstance(value, int):
        return Row(name, constant("oo"), infinite_number())
    unit = unit_of(options)
    formula, whole = exact_form(value, unit)
    if whole is not None:
        return Row(name, formula, rational_number(whole, options.digits))
    return Row(name, formula, certified_number(lambda: unit.converted(value.ball()), options.digits))


def _reason(value: Logs | int, p: Pmf) -> tuple[str, ...]:
    if not isinstance(value, int):
        return ()
    name = p.labels[value] if p.labels else str(value + 1)
    return (f"infinite: outcome {name} has probability 0 in the second distribution and not in the first",)


def _report(
    command: str, options: InformationOptions, rows: tuple[Row, ...], notes: tuple[str, ...], *sources: Any
) -> Report:
    given = {
        name: s.text if s.stream is None else s.name
        for name, s in zip("pq", sources, strict=False)
        if s is not None
    }
    return Report(command, given, rows, unit=unit_of(options).name, notes=tuple(dict.fromkeys(notes)))
