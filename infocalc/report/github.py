"""`github`: workflow commands for a gate in GitHub Actions.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions: data escapes %, CR and LF,
properties also : and the comma.
"""

from __future__ import annotations

from infocalc.report.cells import answer_rows, number_text, symbolic
from infocalc.report.hygiene import printable
from infocalc.report.remarks import remarks
from infocalc.report.render import RenderOptions, renders
from infocalc.report.report import Report, Row

_LEVEL = {"warning": "warning"}


@renders("github")
def github(report: Report, _: RenderOptions) -> str:
    """One ::error when a check or gate does not hold, a ::notice otherwise; then a line for each remark."""
    said = remarks(report)
    verdicts = [text for kind, text in said if kind in ("gate", "check")]
    answers = [_answer(row, report.unit) for row in answer_rows(report)]
    first = command("notice" if holds(report) else "error", report, "; ".join(answers + verdicts))
    others = [remark for remark in said if remark.kind not in ("gate", "check")]
    return first + "".join(
        command(_LEVEL.get(kind, "notice"), report, f"{kind}: {text}") for kind, text in others
    )


def holds(report: Report) -> bool:
    """Whether all gates and the check hold; an undecided check does not."""
    gated = all(gate.holds for gate in report.gates)
    return gated and (report.check is None or report.check.verdict == "true")


def command(level: str, report: Report, message: str) -> str:
    """One workflow command line."""
    return f"::{level} title={_property('infocalc ' + report.command)}::{_data(message)}\n"


def _answer(row: Row, unit: str | None) -> str:
    value = number_text(row) or symbolic(row)
    return printable(f"{row.name} = {value}") + (f" {unit}" if unit else "")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
