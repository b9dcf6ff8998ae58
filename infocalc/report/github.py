"""`github`: workflow commands for a gate in GitHub Actions.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions: data escapes %, CR and LF,
properties also : and the comma.
"""

from __future__ import annotations

from collections.abc import Iterator

from infocalc.errors import InfocalcError
from infocalc.report.cells import answer_rows, number_text, symbolic
from infocalc.report.hygiene import printable
from infocalc.report.remarks import remarks
from infocalc.report.render import RenderOptions, renders, renders_line, renders_problem
from infocalc.report.report import Grid, Report, Row

_LEVEL = {"warning": "warning"}


@renders("github")
def github(report: Report, _: RenderOptions) -> str:
    """One ::error when a check or gate does not hold, a ::notice otherwise; then a line for each remark.

    A table that is the answer has a command a line. Each names the file that the answer is about.
    """
    return _said(report, None)


@renders_line("github")
def of_line(report: Report, line: int, _: RenderOptions) -> str:
    """The same for the answer to a line of a file."""
    return _said(report, line)


@renders_problem("github")
def problem(error: InfocalcError, place: str | None, line: int | None) -> str:
    """An ::error with its way out, at the row that a table is wrong in."""
    message = printable(error.message) + "".join(f"\n{printable(h)}" for h in (error.hint or "").splitlines())
    return command("error", "", message, error.file or place, error.line if line is None else line)


def _said(report: Report, line: int | None) -> str:
    if report.grid is not None:
        return "".join(_of_grid(report, report.grid))
    said = remarks(report)
    verdicts = [text for kind, text in said if kind in ("gate", "check")]
    answers = [_answer(row, report.unit) for row in answer_rows(report)]
    told = [("notice" if holds(report) else "error", "; ".join(answers + verdicts))]
    told += [
        (_LEVEL.get(kind, "notice"), f"{kind}: {text}")
        for kind, text in said
        if kind not in ("gate", "check")
    ]
    return "".join(command(level, report.command, text, report.place, line) for level, text in told)


def _of_grid(report: Report, grid: Grid) -> Iterator[str]:
    """The lines that do not keep a gate as errors, then a notice on the others, then the warnings."""
    for i in sorted(grid.failed):
        cells = (
            f"{title} {cell}" for title, cell in zip(grid.titles[1:], grid.lines[i][1:], strict=True) if cell
        )
        told = printable(f"{grid.lines[i][0]}: {', '.join(cells)}")
        yield command("error", report.command, told, report.place)
    kept = [line[0] for i, line in enumerate(grid.lines) if i not in grid.failed]
    if kept:
        told = printable(f"no gate is broken by {', '.join(kept)}")
        yield command("notice", report.command, told, report.place)
    for kind, text in remarks(report):
        if kind == "warning":
            yield command("warning", report.command, text, report.place)


def holds(report: Report) -> bool:
    """Whether all gates and the check hold; an undecided check does not."""
    gated = all(gate.holds for gate in report.gates)
    return gated and (report.check is None or report.check.verdict == "true")


def command(level: str, of: str, message: str, place: str | None = None, line: int | None = None) -> str:
    """One workflow command line of the command `of`, about the file `place` and a line of it."""
    file = "" if place is None else f"file={_property(printable(place))},"
    file += f"line={line}," if file and line is not None else ""
    return f"::{level} {file}title={_property(f'infocalc {of}'.rstrip())}::{_data(message)}\n"


def _answer(row: Row, unit: str | None) -> str:
    value = number_text(row) or symbolic(row)
    return printable(f"{row.name} = {value}") + (f" {unit}" if unit else "")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
