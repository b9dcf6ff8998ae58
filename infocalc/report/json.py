"""The schema infocalc/1: `json` over several lines, `jsonl` on one."""

from __future__ import annotations

from typing import Any

from infocalc.errors import InfocalcError
from infocalc.report.document import SCHEMA, document, dump
from infocalc.report.render import RenderOptions, renders, renders_line, renders_problem
from infocalc.report.report import Report


@renders("json")
def pretty(report: Report, _: RenderOptions) -> str:
    """Indented, for people and for pipes into jq alike."""
    return dump(document(report), indent=2)


@renders("jsonl")
def compact(report: Report, _: RenderOptions) -> str:
    """One report, one line."""
    return dump(document(report))


@renders_line("jsonl")
def numbered(report: Report, line: int, _: RenderOptions) -> str:
    """One report of a batch, with the number of its line."""
    return dump({"schema": SCHEMA, "line": line} | document(report)) + "\n"


@renders_problem("json")
@renders_problem("jsonl")
def problem(error: InfocalcError, _: str | None = None, line: int | None = None) -> str:
    """The error in the schema infocalc/1, on one line; start and end count code points of the operand."""
    start, end = error.span if error.span is not None else (None, None)
    what: dict[str, Any] = {"code": error.code, "message": error.message, "hint": error.hint}
    data: dict[str, Any] = {"schema": SCHEMA} | ({} if line is None else {"line": line})
    return dump(data | {"ok": False, "error": what | {"start": start, "end": end}}) + "\n"
