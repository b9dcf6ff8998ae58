"""`sarif`: the log that code scanning reads: a result a gate, check or line of a table that does not hold.

SARIF 2.1.0, https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from infocalc.errors import InfocalcError
from infocalc.report.cells import answer_rows, number_text, symbolic
from infocalc.report.document import dump
from infocalc.report.hygiene import printable
from infocalc.report.remarks import remarks
from infocalc.report.render import RenderOptions, renders, renders_problem
from infocalc.report.report import Grid, Report

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_RULES = {
    "max": "a number is at most its bound",
    "min": "a number is at least its bound",
    "check": "an answer is the expected one",
    "drift": "a column keeps its gates",
    "answered": "the question has an answer",
}

_LEVELS = {"warning": "warning"}

Data = dict[str, Any]


@renders("sarif")
def sarif(report: Report, _: RenderOptions) -> str:
    """One run: what does not hold as results, the answer and the remarks as notifications.

    Code scanning shows every result as an alert, so what holds is none.
    """
    said = [_notification(printable(_answers(report)), "note")]
    said += [_notification(str(remark), _LEVELS.get(remark.kind, "note")) for remark in remarks(report)]
    place = _location(report.place, None)
    return _log([result | place for result in _results(report)], said, True)


@renders_problem("sarif")
def problem(error: InfocalcError, place: str | None, line: int | None) -> str:
    """A run that did not come to its end, and why as its one result."""
    said = printable(f"{error.message}; {error.hint}" if error.hint else error.message)
    place_of = _location(error.file or place, error.line if line is None else line)
    return _log([_result("answered", said) | place_of], [_notification(said, "error")], False)


def _log(results: list[Data], notifications: list[Data], successful: bool) -> str:
    rules = [{"id": name, "shortDescription": {"text": text}} for name, text in _RULES.items()]
    run = {
        "tool": {"driver": {"name": "infocalc", "rules": rules}},
        "invocations": [
            {"executionSuccessful": successful, "toolExecutionNotifications": notifications},
        ],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _answers(report: Report) -> str:
    return "; ".join(f"{row.name} = {number_text(row) or symbolic(row)}" for row in answer_rows(report))


def _results(report: Report) -> Iterator[Data]:
    if report.grid is not None:
        yield from (_result("drift", _of_line(report.grid, i)) for i in sorted(report.grid.failed))
        return
    for gate in report.gates:
        if not gate.holds:
            text = f"{gate.option} {gate.bound} does not hold: {gate.row} = {gate.value}"
            yield _result(gate.option.lstrip("-"), text)
    if report.check is not None and report.check.verdict != "true":
        verdict = report.check.verdict
        text = f"--check {report.check.expected} is {verdict}: {_answers(report)}"
        yield _result("check", text, "error" if verdict == "false" else "warning")


def _of_line(grid: Grid, i: int) -> str:
    name, *cells = grid.lines[i]
    return f"{name}: " + ", ".join(
        f"{t} {cell}" for t, cell in zip(grid.titles[1:], cells, strict=True) if cell
    )


def _result(rule: str, text: str, level: str = "error") -> Data:
    message = {"text": printable(text)}
    return {"ruleId": rule, "ruleIndex": list(_RULES).index(rule), "level": level, "message": message}


def _location(place: str | None, line: int | None) -> Data:
    """The file that a result is about, by its first line where no other is known."""
    if place is None:
        return {}
    region = {"startLine": 1 if line is None else line}
    return {
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(place.replace("\\", "/"))},
                    "region": region,
                }
            }
        ]
    }


def _notification(text: str, level: str) -> Data:
    return {"level": level, "message": {"text": text}}
