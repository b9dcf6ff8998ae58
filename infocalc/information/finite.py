"""entropy, xent, kl, jsd and mi of finite numeric pmfs: exact rational arithmetic, from pmfs to a Report."""

from __future__ import annotations

from dataclasses import replace
from collections.abc import Sequence

from infocalc.errors import NoAnswer
from infocalc.information import measures
from infocalc.information.exact import Logs
from infocalc.information.options import InformationOptions, Source
from infocalc.information.pmf import Pmf, joined
from infocalc.information.textbook import exact_form
from infocalc.information.units import certified_number, infinite_number, rational_number, unit_of
from infocalc.notation.formula import constant
from infocalc.report.report import Report, Row


#: the operands as they were given, for the echo in the Report
Sources = Sequence[Source | None]


def entropy(pmf: Pmf, options: InformationOptions, sources: Sources) -> Report:
    """H(P)."""
    return _report("entropy", options, (_row("H(P)", measures.entropy(pmf.p), options),), pmf.notes, sources)


def xent(first: Pmf, second: Pmf, options: InformationOptions, sources: Sources) -> Report:
    """H(P, Q), then H(P)."""
    first, second, notes = _joined(first, second)
    cross = measures.cross_entropy(first.p, second.p)
    rows = (_row("H(P,Q)", cross, options), _row("H(P)", measures.entropy(first.p), options))
    return _report("xent", options, rows, (*notes, *_reason(cross, first)), sources)


def kl(first: Pmf, second: Pmf, options: InformationOptions, sources: Sources) -> Report:
    """D(P‖Q), then H(P) and H(P, Q); with --both the other direction too."""
    first, second, notes = _joined(first, second)
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
    report = _report("kl", options, tuple(rows), (*notes, *_reason(found, first)), sources)
    return replace(report, answers=2) if options.both else report


def jsd(first: Pmf, second: Pmf, options: InformationOptions, sources: Sources) -> Report:
    """The Jensen–Shannon divergence."""
    first, second, notes = _joined(first, second)
    row = _row("JSD(P,Q)", measures.jensen_shannon(first.p, second.p), options)
    return _report("jsd", options, (row,), notes, sources)


def mi(p: Source, options: InformationOptions) -> Report:
    """Mutual information."""
    raise NoAnswer("mutual information is not computed yet")


def _row(name: str, value: Logs | int, options: InformationOptions) -> Row:
    if isinstance(value, int):
        return Row(name, constant("oo"), infinite_number())
    unit = unit_of(options)
    formula, whole = exact_form(value, unit)
    if whole is not None:
        return Row(name, formula, rational_number(whole, options.digits))
    return Row(name, formula, certified_number(lambda: unit.converted(value.ball()), options.digits))


def _joined(first: Pmf, second: Pmf) -> tuple[Pmf, Pmf, tuple[str, ...]]:
    a, b, notes = joined(first, second)
    return a, b, (*first.notes, *second.notes, *notes)


def _reason(value: Logs | int, p: Pmf) -> tuple[str, ...]:
    if not isinstance(value, int):
        return ()
    name = p.labels[value] if p.labels else str(value + 1)
    return (f"infinite: outcome {name} has probability 0 in the second distribution and not in the first",)


def _report(
    command: str, options: InformationOptions, rows: tuple[Row, ...], notes: tuple[str, ...], sources: Sources
) -> Report:
    given = {
        name: s.text if s.stream is None else s.name
        for name, s in zip("pq", sources, strict=False)
        if s is not None
    }
    return Report(command, given, rows, unit=unit_of(options).name, notes=tuple(dict.fromkeys(notes)))
