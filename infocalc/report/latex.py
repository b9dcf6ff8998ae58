"""`latex`: the bare body of a formula, to stand inside $…$ or an equation; matrices as bmatrix."""

from __future__ import annotations

from infocalc.notation.writer import write
from infocalc.report.cells import answer_rows, matrix, numeric, symbolic
from infocalc.report.hygiene import printable
from infocalc.report.render import RenderOptions, renders
from infocalc.report.report import Report, Row

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
} | {sign: "\\" + sign for sign in "{}_$&#%"}


@renders("latex")
def latex(report: Report, _: RenderOptions) -> str:
    """The answer; several answers are aligned under each other, steps follow in a block of their own."""
    rows = answer_rows(report)
    if report.shape:
        body = bmatrix(report)
    elif len(rows) == 1:
        body = entry(rows[0])
    else:
        body = _aligned([f"{text(row.name)} &= {entry(row)}" for row in rows])
    return "\n".join([body, *_steps(report)]) + "\n"


def bmatrix(report: Report) -> str:
    """The matrix, a line for each row."""
    lines = [" & ".join(entry(row) for row in line) for line in matrix(report)]
    return "\\begin{bmatrix}\n" + " \\\\\n".join(lines) + "\n\\end{bmatrix}"


def entry(row: Row) -> str:
    """The formula, or the number where there is none."""
    return symbolic(row, "latex") or numeric(row).replace("inf", r"\infty")


def text(words: str) -> str:
    """Words of unknown origin inside mathematics."""
    return r"\text{" + "".join([_SPECIAL.get(c, c) for c in printable(words)]) + "}"


def _aligned(lines: list[str]) -> str:
    return "\\begin{aligned}\n" + " \\\\\n".join(lines) + "\n\\end{aligned}"


def _steps(report: Report) -> list[str]:
    lines = [
        rf"{write(step.before, 'latex')} &\mapsto {write(step.after, 'latex')} && {text(step.statement)}"
        for step in report.steps
    ]
    return [_aligned(lines)] if lines else []
