"""Columns in a frame that are sure to fit: formulas wrap first, then every row becomes a block of lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from infocalc.notation.wrap import wrap
from infocalc.records import NamedTuple
from infocalc.report.grid import aligned
from infocalc.report.render import RenderOptions

if TYPE_CHECKING:
    from rich.console import RenderableType

_NARROWEST_FORMULA = 28
_LONGEST_NAME = 24
_EDGES = 3  # a border and two spaces for each column, and one border more


class Column(NamedTuple):
    """A heading and its cells: names (chopped when long), formulas (wrapped) or numbers (aligned)."""

    title: str
    cells: list[str]
    formula: bool = False
    number: bool = False


def framed(columns: Sequence[Column], options: RenderOptions) -> list[RenderableType]:
    """The columns that have entries, within the width of the terminal."""
    used = [_pointed(column) for column in columns if any(column.cells)]
    if _spare(used, options) >= 0:
        return [_frame(used, options)]
    chopped = [_chopped(column) for column in used]
    narrowed = _narrowed(chopped, _spare(chopped, options))
    if _spare(narrowed, options) >= 0:
        return [_frame(narrowed, options)]
    return list(_stacked(used, options))


def _spare(columns: Sequence[Column], options: RenderOptions) -> int:
    """How many columns of the terminal are left over; negative when some are missing."""
    return options.columns - 1 - sum(_EDGES + _width(column) for column in columns)


def _pointed(column: Column) -> Column:
    return column._replace(cells=aligned(column.cells)) if column.number else column


def _chopped(column: Column) -> Column:
    """Names in pieces of bearable length."""
    if column.number or column.formula:
        return column
    from rich.cells import chop_cells

    return column._replace(cells=["\n".join(chop_cells(cell, _LONGEST_NAME)) for cell in column.cells])


def _narrowed(columns: Sequence[Column], spare: int) -> list[Column]:
    """The widest formula column gives up what is missing, down to a width that can still be read."""
    widest = max((column for column in columns if column.formula), key=_width, default=None)
    if spare >= 0 or widest is None or _width(widest) + spare < _NARROWEST_FORMULA:
        return list(columns)
    width = _width(widest) + spare
    wrapped = widest._replace(cells=["\n".join(wrap(cell, width)) for cell in widest.cells])
    return [wrapped if column is widest else column for column in columns]


def _width(column: Column) -> int:
    from rich.cells import cell_len

    lines = [column.title, *(line for cell in column.cells for line in cell.split("\n"))]
    return max(map(cell_len, lines))


def _frame(columns: Sequence[Column], options: RenderOptions) -> RenderableType:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    several = any("\n" in cell for column in columns for cell in column.cells)
    table = Table(
        box=box.ASCII if options.ascii else box.ROUNDED,
        header_style="bold",
        border_style="dim",
        show_lines=several,
    )
    for column in columns:
        style = "bold" if column is columns[0] else ""
        table.add_column(Text(column.title), no_wrap=True, overflow="ignore", style=style)
    for row in zip(*(column.cells for column in columns), strict=True):
        table.add_row(*map(Text, row))
    return table


def _stacked(columns: Sequence[Column], options: RenderOptions) -> Iterator[RenderableType]:
    """For each row its name, and below it the other cells behind their headings."""
    from rich.text import Text

    names, others = columns[0], columns[1:]
    margin = max((len(column.title) for column in others), default=0) + 4
    for k, name in enumerate(names.cells):
        yield Text(name, style="bold", overflow="fold")
        for column in others:
            cell = column.cells[k].strip()
            lines = wrap(cell, options.columns - margin) if cell else []
            if lines:
                head = f"  {column.title}".ljust(margin)
                yield Text(head + ("\n" + " " * margin).join(lines), no_wrap=True, overflow="ignore")
