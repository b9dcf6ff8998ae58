"""What every format shows of a row: its formula and its number; where the answer ends and additions begin."""

from __future__ import annotations

from infocalc.errors import InfocalcError
from infocalc.notation.formula import Formula
from infocalc.notation.writer import write
from infocalc.report.report import Report, Row


def symbolic(row: Row, style: str = "plain") -> str:
    """The formula in `style`; empty when there is none."""
    return "" if row.formula is None else write(row.formula, style)


def numeric(row: Row) -> str:
    """The decimal; empty when there is none."""
    return "" if row.number is None else row.number.decimal


def answer_rows(report: Report) -> tuple[Row, ...]:
    """The rows asked for: every entry of a matrix, else the first `answers` rows."""
    if report.shape:
        return tuple(row for row in report.rows if row.row is not None)
    return report.rows[: report.answers]


def further_rows(report: Report) -> tuple[Row, ...]:
    """The rows that add to the answer."""
    if report.shape:
        return tuple(row for row in report.rows if row.row is None)
    return report.rows[report.answers :]


def entry_lines(report: Report) -> list[tuple[Row, ...]]:
    """The entries, row by row, that follow the formula of a whole vector or matrix at a point."""
    entries = [row for row in report.rows if row.row is not None] if report.formula_shape else []
    lines: dict[int | None, list[Row]] = {}
    for row in entries:
        lines.setdefault(row.row, []).append(row)
    return [tuple(line) for line in lines.values()]


def is_placed(report: Report) -> bool:
    """Whether rows of the report are entries with places."""
    return bool(report.shape) or bool(entry_lines(report))


def matrix(report: Report) -> list[tuple[Row, ...]]:
    """The entries row by row."""
    rows, n = answer_rows(report), report.shape[-1]
    return [rows[k : k + n] for k in range(0, len(rows), n)] if n else []


def is_plain_number(formula: Formula | None) -> bool:
    """Whether the formula is a number already (3, -1/2, oo), so that showing both says nothing more."""
    if formula is None:
        return True
    inner = formula.args[0] if formula.head == "neg" else formula
    if inner.head == "quotient":
        return all(part.head == "number" for part in inner.args)
    return inner.head == "number" or (inner.head == "constant" and inner.value == "oo")


def is_whole(formula: Formula | None) -> bool:
    """Whether the formula is a whole number of no more digits than people read at once."""
    if formula is None:
        return False
    inner = formula.args[0] if formula.head == "neg" else formula
    return inner.head == "number" and inner.value[1] == 1 and abs(inner.value[0]) < 10**15


def number_text(row: Row) -> str:
    """The number of the row: its decimal, or the formula when that is a number itself; empty otherwise."""
    if row.number is not None:
        return row.number.decimal
    return symbolic(row) if row.formula is not None and is_plain_number(row.formula) else ""


def read_back(text: str | None) -> Formula | None:
    """The formula of a text that infocalc has read or written; None where it is one only in its place."""
    from infocalc.functions import VOCABULARY
    from infocalc.notation.parser import parse

    try:
        return None if text is None else parse(text, VOCABULARY).formula
    except InfocalcError:
        return None
