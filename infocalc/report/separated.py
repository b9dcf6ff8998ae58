"""`csv` and `tsv`: name, symbolic, value, unit; entries of a matrix have their row and column first."""

from __future__ import annotations

from collections.abc import Iterator

from infocalc.report.cells import is_placed, numeric, symbolic
from infocalc.report.hygiene import printable, spreadsheet_cell
from infocalc.report.render import RenderOptions, renders, renders_line
from infocalc.report.report import Report, Row

_COLUMNS = ("name", "symbolic", "value", "unit")
_MATRIX_COLUMNS = ("row", "col")


def _heading(name: str, matrix: bool, numbered: bool = False) -> str:
    """The header line."""
    names = ("line",) * numbered + _MATRIX_COLUMNS * matrix + _COLUMNS
    return ("," if name == "csv" else "\t").join(names) + "\n"


@renders("csv")
def csv(report: Report, _: RenderOptions) -> str:
    """Comma-separated, quoted where RFC 4180 asks for it; no cell is one that a spreadsheet would compute."""
    if report.grid is not None:
        lines = [[spreadsheet_cell(printable(cell)) for cell in line] for line in report.grid.lines]
        return "".join(",".join(map(_quoted, line)) + "\n" for line in (report.grid.titles, *lines))
    return _heading("csv", is_placed(report)) + "".join(_csv_lines(report, ()))


@renders("tsv")
def tsv(report: Report, _: RenderOptions) -> str:
    """Tab-separated, never quoted: a tab inside a label is shown by its code point."""
    if report.grid is not None:
        lines = (report.grid.titles, *report.grid.lines)
        return "".join("\t".join(map(printable, line)) + "\n" for line in lines)
    return _heading("tsv", is_placed(report)) + "".join(_tsv_lines(report, ()))


@renders_line("csv", heading=lambda matrix: _heading("csv", matrix, numbered=True))
def numbered_csv(report: Report, line: int, _: RenderOptions) -> str:
    """The rows of one answer of a batch behind the number of the line."""
    return "".join(_csv_lines(report, (str(line),)))


@renders_line("tsv", heading=lambda matrix: _heading("tsv", matrix, numbered=True))
def numbered_tsv(report: Report, line: int, _: RenderOptions) -> str:
    """The rows of one answer of a batch behind the number of the line."""
    return "".join(_tsv_lines(report, (str(line),)))


def _cells(report: Report, row: Row) -> tuple[str, ...]:
    place = ("" if row.row is None else str(row.row), "" if row.col is None else str(row.col))
    name = spreadsheet_cell(printable(row.name))
    return place * is_placed(report) + (name, symbolic(row), numeric(row), report.unit or "")


def _csv_lines(report: Report, before: tuple[str, ...]) -> Iterator[str]:
    for row in report.rows:
        *place, name, formula, number, unit = _cells(report, row)
        cells = (*before, *place, name, _inert(formula), spreadsheet_cell(number), unit)
        yield ",".join([_quoted(cell) for cell in cells]) + "\n"


def _tsv_lines(report: Report, before: tuple[str, ...]) -> Iterator[str]:
    for row in report.rows:
        yield "\t".join((*before, *_cells(report, row))) + "\n"


def _inert(formula: str) -> str:
    """A formula as a cell no spreadsheet computes: (-x^2) reads back as -x^2, which '-x^2 would not."""
    return formula if spreadsheet_cell(formula) == formula else f"({formula})"


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if "," in cell or '"' in cell else cell
