"""Tables of probabilities: CSV, TSV, JSON, what tools print; cells are exact, errors name their row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from infocalc.errors import TableError
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pairs import look_alikes
from infocalc.information.pmf.pmf import Labels, Pmf, checked
from infocalc.information.reading.across import across
from infocalc.information.reading.cells import is_number, number
from infocalc.information.reading.header import EMPTY, Header
from infocalc.information.reading.layout import (
    Layout,
    check_width,
    layout_below,
    layout_of,
    layout_of_data,
)
from infocalc.information.reading.records import Record, records, text_of
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
    _refuse_texts(table, options)
    check_columns(len(table.columns), 1)
    return pmf_of(table, 0, options)


def read_pair(source: Source, options: InformationOptions) -> tuple[Pmf, Pmf]:
    """The two pmfs of a table with the columns p and q, perhaps after labels."""
    table = read(text_of(source), options, 2) if source.data is None else of_columns(source.data, options, 2)
    check_columns(len(table.columns), 2)
    return pmf_of(table, 0, options), pmf_of(table, 1, options)


def _refuse_texts(table: Table, options: InformationOptions) -> None:
    """Refuse several columns one of which has no numbers at all."""
    if len(table.columns) < 2:
        return
    for name, column in zip(table.names, table.columns, strict=True):
        if not any(is_number(cell, options) for cell in column):
            raise TableError(
                f"row {table.rows[0]}, column {name}: not a number: '{column[0][:60]}'",
                hint="a table has labels and one column of numbers; --column chooses one",
                line=table.rows[0],
            )


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
    warnings = (*pmf.warnings, *look_alikes(table.labels or ()))
    return pmf._replace(notes=(*table.notes, *pmf.notes), warnings=warnings)


def read(text: str, options: InformationOptions, wanted: int) -> Table:
    """The table that a text holds, of so many pmfs: JSON or an array where it begins so, else rows."""
    if is_structured(text):
        return of_data(data_of(text), options, wanted)
    found = records(text, options)
    if not found.records:
        raise TableError("the table has no rows")
    if wanted == 1 and options.column is None and options.label_column is None:
        row = across(found.records, options)
        if row is not None:
            lines = (row.line,) * len(row.texts)
            return Table(row.labels, ("p",), (row.texts,), lines, (*found.notes, row.note))
    table = _table(found.records, layout_of(found.records, options, wanted, found.form), options)
    return table._replace(notes=(*found.notes, *table.notes))


def of_data(data: Any, options: InformationOptions, wanted: int) -> Table:
    """The table that JSON or a printed array holds."""
    if wanted == 2 and isinstance(data, dict) and len(data) != 2:
        data = _by_label(data)
    return of_columns(columns_of(data), options, wanted)


def _by_label(data: dict[str, Any]) -> Any:
    """{"a": {"p": …, "q": …}, …} as {"p": {"a": …}, "q": {"a": …}}."""
    rows = list(data.values())
    names = list(rows[0]) if rows and isinstance(rows[0], dict) else []
    if len(names) != 2 or not all(isinstance(row, dict) and list(row) == names for row in rows):
        return data
    return {name: {label: row[name] for label, row in data.items()} for name in names}


def of_columns(columns: Columns, options: InformationOptions, wanted: int) -> Table:
    """The table of columns that are told apart already."""
    found = columns.records
    rows_of_numbers = not columns.named and not columns.labelled and len(found[0][1]) > 1
    if rows_of_numbers and all(is_number(cell, options) for cell in found[0][1]):
        if wanted == 2:
            return _of_two_lists([cells for _, cells in found])
        raise TableError(
            "rows of numbers: one distribution is a list or an object of numbers",
            hint='two are {"p": [0.5, 0.5], "q": [0.4, 0.6]}',
        )
    return _table(found, layout_of_data(columns, options, wanted), options)


def _of_two_lists(rows: Sequence[Sequence[str]]) -> Table:
    """Two lists are two distributions, lists of two numbers each the pairs of p and q."""
    widths = {len(row) for row in rows}
    if len(widths) > 1 or (len(rows) != 2 and widths != {2}) or (len(rows) == 2 and widths == {2}):
        raise TableError(
            "lists of numbers may be distributions, or pairs of p and q",
            hint='two distributions are {"p": [0.5, 0.5], "q": [0.4, 0.6]}',
        )
    columns = tuple(map(tuple, rows)) if len(rows) == 2 else tuple(zip(*rows, strict=True))
    said = "two distributions, a list each" if len(rows) == 2 else "pairs of p and q"
    lines = tuple(range(1, len(columns[0]) + 1))
    return Table(None, ("p", "q"), columns, lines, (f"read as {said}",))


def of_records(
    found: Sequence[Record], names: Sequence[str], options: InformationOptions, wanted: int
) -> Table:
    """The table of records below these names."""
    records = [(0, list(names)), *found]
    return _table(records, layout_below(records, Header(tuple(names), ""), options, wanted), options)


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
