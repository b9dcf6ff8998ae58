"""Tables of probabilities: CSV, TSV, JSON, what tools print; cells are exact, errors name their row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from infocalc.errors import TableError
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pmf import Labels, Pmf, checked
from infocalc.information.reading.cells import is_name, is_number, number
from infocalc.information.reading.header import (
    COUNT_NAMES,
    EMPTY,
    Header,
)
from infocalc.information.reading.layout import (
    LABEL_NAMES,
    Layout,
    check_width,
    layout_below,
    layout_of,
    layout_of_data,
)
from infocalc.information.reading.records import Record, records, refuse_twice, text_of
from infocalc.information.reading.structured import columns_of, data_of, is_structured
from infocalc.information.source import Columns, Source
from infocalc.records import NamedTuple


class Table(NamedTuple):
    """Labels (None without), the columns of probabilities as texts with their names; rows by line number."""

    labels: Labels | None
    names: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]
    rows: tuple[int, ...]
    notes: tuple[str, ...] = ()


def read_pmf(source: Source, options: InformationOptions) -> Pmf:
    """The one pmf of a table."""
    table = read(text_of(source), options, 1)
    check_columns(len(table.columns), 1)
    return pmf_of(table, 0, options)


def read_pair(source: Source, options: InformationOptions) -> tuple[Pmf, Pmf]:
    """The two pmfs of a table with the columns p and q, perhaps after labels."""
    table = read(text_of(source), options, 2) if source.data is None else of_columns(source.data, options, 2)
    check_columns(len(table.columns), 2)
    return pmf_of(table, 0, options), pmf_of(table, 1, options)


def check_columns(found: int, wanted: int) -> None:
    """Refuse a table that has not one column of numbers for each distribution."""
    if found == wanted:
        return
    if wanted == 1:
        raise TableError(
            f"{found} columns of numbers, one is wanted",
            hint="choose one with --column; --lines reads one distribution a line",
        )
    raise TableError(
        "a table for two distributions has the columns label,p,q or p,q",
        hint="choose them with --column and --q-column",
    )


def pmf_of(table: Table, column: int, options: InformationOptions) -> Pmf:
    """The pmf that one column of a table is."""
    texts = list(table.columns[column])
    values = [
        number(text, row, table.names[column], options) for row, text in zip(table.rows, texts, strict=True)
    ]
    pmf = checked(values, table.labels, options, texts, list(table.rows))
    return pmf._replace(notes=(*table.notes, *pmf.notes))


def read(text: str, options: InformationOptions, wanted: int) -> Table:
    """The table that a text holds, of so many pmfs: JSON or an array where it begins so, else rows."""
    if is_structured(text):
        return of_data(data_of(text), options, wanted)
    found = records(text, options)
    if not found.records:
        raise TableError("the table has no rows")
    across = _across(found.records, options, wanted)
    if across is not None:
        return across._replace(notes=(*found.notes, *across.notes))
    table = _table(found.records, layout_of(found.records, options, wanted, found.form), options)
    return table._replace(notes=(*found.notes, *table.notes))


def of_data(data: Any, options: InformationOptions, wanted: int) -> Table:
    """The table that JSON or a printed array holds."""
    return of_columns(columns_of(data), options, wanted)


def of_columns(columns: Columns, options: InformationOptions, wanted: int) -> Table:
    """The table of columns that are told apart already."""
    found = columns.records
    rows_of_numbers = not columns.named and not columns.labelled and len(found[0][1]) > 1
    if rows_of_numbers and all(is_number(cell, options) for cell in found[0][1]):
        raise TableError(
            "rows of numbers: one distribution is a list or an object of numbers",
            hint='two are {"p": [0.5, 0.5], "q": [0.4, 0.6]}',
        )
    return _table(found, layout_of_data(columns, options, wanted), options)


def of_records(
    found: Sequence[Record], names: Sequence[str], options: InformationOptions, wanted: int
) -> Table:
    """The table of records below these names."""
    records = [(0, list(names)), *found]
    return _table(records, layout_below(records, Header(tuple(names), ""), options, wanted), options)


def _across(found: Sequence[Record], options: InformationOptions, wanted: int) -> Table | None:
    """One distribution in one row of numbers, perhaps below a row of names; None where it is not that."""
    if wanted != 1 or len(found) > 2 or options.column is not None or options.label_column is not None:
        return None
    line, cells = found[-1]
    if len(cells) < 2 or not all(is_number(cell, options) for cell in cells):
        return None
    names = None
    if len(found) == 2:
        top = found[0][1]
        if len(top) != len(cells) or not all(map(is_name, top)) or options.no_header:
            return None
        if len(top) == 2 and (top[0].lower() in LABEL_NAMES or top[1].lower() in COUNT_NAMES):
            return None  # label, p: a table of one row
        refuse_twice(top, "label")
        names = tuple(top)
    elif len(cells) == 2 and not _is_pair_of_probabilities(line, cells, options):
        return None
    said = "labels in the first row" if names else "--lines reads one distribution a line"
    notes = (f"one row of {len(cells)} numbers read as one distribution ({said})",)
    return Table(names, ("p",) * 1, (tuple(cells),), (line,) * len(cells), notes)


def _is_pair_of_probabilities(line: int, cells: Sequence[str], options: InformationOptions) -> bool:
    """Whether a single row of two numbers is p, 1 − p, and no label with its probability 1; else refused."""
    first, second = (number(cell, line, "p", options) for cell in cells)
    if second == 1 and not options.tallied:
        return False
    if first + second == 1 and not options.tallied:
        return True
    raise TableError(
        f"one row of two numbers may be a distribution, or a label and its number: {', '.join(cells)}",
        hint="--lines reads one distribution a line; --label-column 1 makes the first a label",
    )


def _table(found: Sequence[Record], layout: Layout, options: InformationOptions) -> Table:
    body = found[1:] if layout.header else found
    if not body:
        raise TableError("the table has no rows", hint="there is a header only")
    for row, cells in body:
        check_width(row, cells, layout)
    rows = tuple(row for row, _ in body)
    labels, notes = None, layout.notes
    if layout.label is not None:
        labels = tuple(cells[layout.label] or EMPTY for _, cells in body)
        notes += _empty_labels([row for row, cells in body if not cells[layout.label]])
        _check_labels(labels, rows, options)
    columns = tuple(tuple(cells[i] for _, cells in body) for i in layout.numbers)
    return Table(labels, layout.names, columns, rows, notes)


def _empty_labels(rows: Sequence[int]) -> tuple[str, ...]:
    return tuple(f"row {row}: the label is empty, called {EMPTY}" for row in rows[:1])


def _check_labels(labels: Labels, rows: Sequence[int], options: InformationOptions) -> None:
    seen: dict[str, int] = {}
    for label, row in zip(labels, rows, strict=True):
        if label in seen and not options.merge_duplicates:
            raise TableError(
                f"label {label} appears twice (rows {seen[label]} and {row})",
                hint="--merge-duplicates adds them",
                line=row,
            )
        seen[label] = row
