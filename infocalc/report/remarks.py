"""What is said beside the answer: its conditions, the verdicts, warnings and notes, each with its kind."""

from __future__ import annotations

from infocalc.annotations import Any
from infocalc.records import NamedTuple
from infocalc.report.hygiene import printable
from infocalc.report.report import Check, Gate, Report


class Remark(NamedTuple):
    """kind: 'when', 'check', 'gate', 'warning' or 'note' (the only one that --quiet silences)."""

    kind: str
    text: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}"


def remarks(report: Report, ascii_only: bool = False) -> tuple[Remark, ...]:
    """Everything a reader must know beside the rows, on one line each, safe to print.

    For the formats that do not carry remarks (`FORMATS[name].carries_remarks`) the command line prints these
    on standard error.
    """
    found = [Remark("when", text) for text in report.conditions]
    found += [Remark("check", _verdict(report.check))] if report.check else []
    # a table that is the answer shows the gates that are kept itself
    gates = [gate for gate in report.gates if report.grid is None or not gate.holds]
    found += [Remark("gate", _kept(gate)) for gate in gates]
    found += [Remark("warning", text) for text in report.warnings]
    found += [Remark("note", text) for text in (*report.notes, *_unproved(report))]
    found += [Remark("note", f"{key.replace('_', ' ')}: {_said(v)}") for key, v in report.extra.items()]
    return tuple(Remark(kind, printable(text, ascii_only)) for kind, text in found)


def _verdict(check: Check) -> str:
    if check.verdict == "true":
        return f"true: equal to {check.expected}"
    if check.verdict == "undecided":
        return f"undecided: neither equal to {check.expected} nor shown to differ"
    at = ", ".join(f"{name} = {value}" for name, value in (check.counterexample or {}).items())
    where = f" at {at}" if at else ""
    why = f" ({check.diagnosis})" if check.diagnosis else ""
    return f"false: differs from {check.expected}{where}{why}"


def _kept(gate: Gate) -> str:
    said = f"{gate.option} {gate.bound} {'holds' if gate.holds else 'does not hold'}"
    if gate.holds or gate.value is None:
        return said
    top = ", ".join(f"{term.label} {term.contribution}" for term in gate.top)
    return f"{said}: {gate.row} = {gate.value}" + (f"; largest terms: {top}" if top else "")


def _unproved(report: Report) -> list[str]:
    names = [row.name for row in report.rows if row.number is not None and not row.number.certified]
    if not names:
        return []
    shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    return [f"computed numerically, digits not proved: {shown}"]


def _said(value: Any) -> str:
    """Text as it is, a list of texts or numbers with commas, anything else as JSON."""
    if isinstance(value, list | tuple) and all(isinstance(part, str | int | float) for part in value):
        return ", ".join(map(str, value))
    if isinstance(value, str):
        return value
    from infocalc.report.document import dump

    return dump(value)
