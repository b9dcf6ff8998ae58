"""`github`: workflow commands for a gate in GitHub Actions.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions: data escapes %, CR and LF,
properties also : and the comma.
"""

from __future__ import annotations

from collections.abc import Iterator

from infocalc.report.cells import answer_rows, number_text, symbolic
from infocalc.report.hygiene import printable
from infocalc.report.remarks import remarks
from infocalc.report.render import RenderOptions, renders
from infocalc.report.report import Grid, Report, Row

_LEVEL = {"warning": "warning"}


@renders("github")
def github(report: Report, _: RenderOptions) -> str:
    """One ::error when a check or gate does not hold, a ::notice otherwise; then a line for each remark.

    A table that is the answer has a command a line, with the file that it is about.
    """
    if report.grid is not None:
        return "".join(_of_grid(report, report.grid))
    said = remarks(report)
    verdicts = [text for kind, text in said if kind in ("gate", "check")]
    answers = [_answer(row, report.unit) for row in answer_rows(report)]
    first = command("notice" if holds(report) else "error", report, "; ".join(answers + verdicts))
    others = [remark for remark in said if remark.kind not in ("gate", "check")]
    return first + "".join(
        command(_LEVEL.get(kind, "notice"), report, f"{kind}: {text}") for kind, text in others
    )


def _of_grid(report: Report, grid: Grid) -> Iterator[str]:
    """The lines that do not keep a gate as errors, then a notice on the others, then the warnings."""
    for i in sorted(grid.failed):
        cells = (
            f"{title} {cell}" for title, cell in zip(grid.titles[1:], grid.lines[i][1:], strict=True) if cell
        )
        yield command("error", report, printable(f"{grid.lines[i][0]}: {', '.join(cells)}"), grid.place)
    kept = [line[0] for i, line in enumerate(grid.lines) if i not in grid.failed]
    if kept:
        yield command("notice", report, printable(f"no gate is broken by {', '.join(kept)}"), grid.place)
    for kind, text in remarks(report):
        if kind == "warning":
            yield command("warning", report, text, grid.place)


def holds(report: Report) -> bool:
    """Whether all gates and the check hold; an undecided check does not."""
    gated = all(gate.holds for gate in report.gates)
    return gated and (report.check is None or report.check.verdict == "true")


def command(level: str, report: Report, message: str, place: str | None = None) -> str:
    """One workflow command line, about the file `place`."""
    file = "" if place is None else f"file={_property(printable(place))},"
    return f"::{level} {file}title={_property('infocalc ' + report.command)}::{_data(message)}\n"


def _answer(row: Row, unit: str | None) -> str:
    value = number_text(row) or symbolic(row)
    return printable(f"{row.name} = {value}") + (f" {unit}" if unit else "")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
