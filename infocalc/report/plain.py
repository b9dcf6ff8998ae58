"""The formats a shell reads: `plain` records and bare `value`s.

A plain record is `name TAB symbolic TAB numeric`, always with both tabs, and `TAB unit` when the report
has a unit, so that `cut -f2` is the formula and `cut -f3` the number. An answer of one row without a
formula, or whose formula is itself the number, is just the number (a whole one without decimals). Records
of steps and of the term table follow the answer; notes, warnings and conditions are not records (they go
to standard error).
"""

from __future__ import annotations

from infocalc.errors import UsageError
from infocalc.notation.writer import write
from infocalc.report.cells import (
    answer_rows,
    entry_lines,
    is_plain_number,
    is_whole,
    matrix,
    number_text,
    numeric,
    symbolic,
)
from infocalc.report.hygiene import printable
from infocalc.report.render import RenderOptions, renders
from infocalc.report.report import Report, Row


@renders("plain")
def plain(report: Report, _: RenderOptions) -> str:
    """One record a line."""
    if report.grid is not None:
        cells = (report.grid.titles, *report.grid.lines)
        return "".join("\t".join(printable(cell) for cell in line) + "\n" for line in cells)
    if lone := _lone_number(report):
        return lone + "\n"
    records = [_record(row, report.unit) for row in report.rows]
    records += [_step(k, report) for k in range(len(report.steps))]
    records += [("term", term.label, term.p, term.q or "", term.contribution) for term in report.terms]
    return "".join("\t".join(printable(cell) for cell in record) + "\n" for record in records)


@renders("value")
def value(report: Report, _: RenderOptions) -> str:
    """The numbers asked for, one a line; a matrix has a line for each row, entries separated by tabs."""
    lines = matrix(report) if report.shape else entry_lines(report) or [(row,) for row in answer_rows(report)]
    return "".join("\t".join(_value(row) for row in line) + "\n" for line in lines)


def _lone_number(report: Report) -> str:
    if len(report.rows) != 1 or report.shape or report.steps or report.terms:
        return ""
    row = report.rows[0]
    if not is_plain_number(row.formula):
        return ""
    return symbolic(row) if is_whole(row.formula) else number_text(row)


def _record(row: Row, unit: str | None) -> tuple[str, ...]:
    record = (row.name, symbolic(row), numeric(row))
    return record if unit is None else (*record, unit)


def _step(k: int, report: Report) -> tuple[str, ...]:
    step = report.steps[k]
    return (f"step {k + 1}", write(step.before), write(step.after), step.rule, step.statement)


def _value(row: Row) -> str:
    text = number_text(row)
    if not text:
        raise UsageError(
            f"{row.name} has no numeric value to print", hint="give --at, or use another --format"
        )
    return text
