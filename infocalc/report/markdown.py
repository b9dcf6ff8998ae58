"""`markdown`: tables of GitHub-flavoured Markdown, formulas in dollars, remarks as a list."""

from __future__ import annotations

import re

from infocalc.notation.formula import Formula
from infocalc.notation.writer import write
from infocalc.report.cells import numeric
from infocalc.report.hygiene import printable
from infocalc.report.remarks import remarks
from infocalc.report.render import RenderOptions, renders
from infocalc.report.report import Grid, Report, Row

_ACTIVE = re.compile(r"([\\`*_\[\]<>|~$&:])")


@renders("markdown")
def markdown(report: Report, _: RenderOptions) -> str:
    """The rows, the steps, the term table, the remarks, each where there are any."""
    blocks = [_rows(report) if report.grid is None else _grid(report.grid), _steps(report), _terms(report)]
    blocks.append("\n".join(f"- **{kind}** {prose(said)}" for kind, said in remarks(report)))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _grid(grid: Grid) -> str:
    """A table that is the answer; lines that do not keep a gate are bold."""
    rule = ["---:" if k in grid.numbers else "---" for k in range(len(grid.titles))]
    lines = [
        [f"**{prose(cell)}**" if i in grid.failed and cell else prose(cell) for cell in line]
        for i, line in enumerate(grid.lines)
    ]
    return "\n".join("| " + " | ".join(line) + " |" for line in (grid.titles, rule, *lines))


def prose(text: str) -> str:
    """Text of unknown origin with every mark of Markdown and HTML made literal."""
    return _ACTIVE.sub(r"\\\1", printable(text))


def formula(row: Formula | None) -> str:
    """A formula as mathematics; a bar would end the cell even there."""
    return "$" + write(row, "latex").replace("|", "\\|") + "$" if row is not None else ""


def _table(names: list[str], lines: list[list[str]]) -> str:
    """Columns that are empty throughout are left out."""
    used = [k for k in range(len(names)) if any(line[k] for line in lines)]
    rule = ["---:" if names[k].startswith(("value", "contribution")) else "---" for k in used]
    rows = [[names[k] for k in used], rule, *([line[k] for k in used] for line in lines)]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _rows(report: Report) -> str:
    value = f"value ({report.unit})" if report.unit else "value"
    return _table(["row", "col", "name", "symbolic", value], [_cells(row) for row in report.rows])


def _cells(row: Row) -> list[str]:
    place = [str(row.row or ""), str(row.col or "")]
    return [*place, prose(row.name), formula(row.formula), numeric(row)]


def _steps(report: Report) -> str:
    lines = [
        [str(k), formula(step.before), formula(step.after), prose(step.statement)]
        for k, step in enumerate(report.steps, 1)
    ]
    return _table(["step", "before", "after", "rule"], lines) if lines else ""


def _terms(report: Report) -> str:
    lines = [[prose(term.label), term.p, term.q or "", term.contribution] for term in report.terms]
    return _table(["label", "p", "q", "contribution"], lines) if lines else ""
