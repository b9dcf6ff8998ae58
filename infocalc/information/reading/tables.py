"""Tables of probabilities: CSV, TSV and JSON, every cell exact, every error with its row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from flint import fmpq

from infocalc.errors import TableError
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pmf import Labels, Pmf, checked, counted, row_error
from infocalc.information.pmf.rationals import OutOfRange, rational
from infocalc.information.reading.records import (
    Record,
    is_label,
    is_number,
    json_of,
    names_a_column,
    records,
    refuse_twice,
    text_of,
)
from infocalc.information.source import Source

#: records that decide what the columns are
_SAMPLE = 1_000


class Table(NamedTuple):
    """Labels (None without), the columns of probabilities as texts with their names; rows by line number."""

    labels: Labels | None
    names: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]
    rows: tuple[int, ...]


class Layout(NamedTuple):
    """Where things stand in a record: `label` (None without labels), the columns of numbers, their names."""

    header: bool
    width: int
    label: int | None
    numbers: tuple[int, ...]
    names: tuple[str, ...]


def read_pmf(source: Source, options: InformationOptions) -> Pmf:
    """The one pmf of a table."""
    if options.samples:
        return counted(_observations(text_of(source), options), options)
    table = read(source, options, 1)
    check_columns(len(table.columns), 1)
    return pmf_of(table, 0, options)


def read_pair(source: Source, options: InformationOptions) -> tuple[Pmf, Pmf]:
    """The two pmfs of a table with the columns p and q, perhaps after labels."""
    table = read(source, options, 2)
    check_columns(len(table.columns), 2)
    return pmf_of(table, 0, options), pmf_of(table, 1, options)


def check_columns(found: int, wanted: int) -> None:
    """Refuse a table that has not one column of numbers for each distribution."""
    if found == wanted:
        return
    if wanted == 1:
        raise TableError(f"{found} columns of numbers, one is wanted", hint="choose one with --column")
    raise TableError(
        "a table for two distributions has the columns label,p,q or p,q",
        hint="choose them with --column and --q-column",
    )


def pmf_of(table: Table, column: int, options: InformationOptions) -> Pmf:
    texts = list(table.columns[column])
    values = [
        number(text, row, table.names[column], options) for row, text in zip(table.rows, texts, strict=True)
    ]
    return checked(values, table.labels, options, texts, list(table.rows))


def number(text: str, row: int, column: str, options: InformationOptions) -> fmpq:
    """A cell as an exact number; the error names its row, its column and its text."""
    plain = text
    if options.decimal == ",":
        if "." in text:
            raise row_error(row, column, text)
        plain = text.replace(",", ".")
    try:
        value = rational(plain)
    except OutOfRange as problem:
        raise TableError(f"row {row}, column {column}: {problem}: {text[:40]}") from None
    if value is None:
        raise row_error(row, column, text)
    return value


def read(source: Source, options: InformationOptions, wanted: int) -> Table:
    """The table behind a stream, of so many pmfs: JSON when it starts with a bracket, else CSV or TSV."""
    text = text_of(source)
    if text.lstrip()[:1] in ("[", "{"):
        return _json(text)
    found = records(text, options)
    if not found:
        raise TableError("the table has no rows")
    layout = layout_of(found, options, wanted)
    body = found[1:] if layout.header else found
    if not body:
        raise TableError("the table has no rows", hint="there is a header only")
    for row, cells in body:
        check_width(row, cells, layout)
    rows = tuple(row for row, _ in body)
    labels = None if layout.label is None else tuple(cells[layout.label] for _, cells in body)
    if labels is not None:
        _check_labels(labels, rows, options)
    columns = tuple(tuple(cells[i] for _, cells in body) for i in layout.numbers)
    return Table(labels, layout.names, columns, rows)


def _json(text: str) -> Table:
    data = json_of(text)
    labels = tuple(data) if isinstance(data, dict) else None
    cells = list(data.values()) if isinstance(data, dict) else data
    if not cells or not all(isinstance(cell, str) for cell in cells):
        raise TableError(
            "the JSON must be a list or an object of numbers", hint='[0.5, 0.5] or {"a": 0.5, "b": 0.5}'
        )
    return Table(labels, ("p",), (tuple(cells),), tuple(range(1, len(cells) + 1)))


def layout_of(found: Sequence[Record], options: InformationOptions, wanted: int) -> Layout:
    """What the columns are, from the first records, the options and the number of pmfs wanted.

    Labels stand beside the wanted columns: in the last when it is text beside numbers, else in the first.
    """
    first = found[0][1]
    width = len(first)
    header = first if has_header(first, options) else None
    if header is not None:
        refuse_twice((name for name in header if name), "column")
    body = found[header is not None : _SAMPLE]
    sample = [cells for _, cells in body if len(cells) == width]
    chosen = [_place(name, header, width) for name in (options.column, options.q_column) if name is not None]
    label = _place(options.label_column, header, width) if options.label_column is not None else None
    if label is None and width > 1:
        kinds = [{is_number(cells[i], options) for cells in sample} for i in (0, -1)]
        named = header is not None and is_label(header[0])
        if not chosen and width == wanted + 1:
            label = width - 1 if kinds == [{True}, {False}] else 0
        elif 0 not in chosen and (False in kinds[0] or named):
            label = 0
    if options.q_column is not None and options.column is None:
        rest = [i for i in range(width) if i not in (label, *chosen)]
        chosen = [*rest[:1], *chosen]
    places = tuple(chosen or (i for i in range(width) if i != label))
    names = tuple(header[i] if header else _plain_name(k, len(places)) for k, i in enumerate(places))
    return Layout(header is not None, width, label, places, names)


def _plain_name(k: int, n: int) -> str:
    return "p" if k == 0 else "q" if n == 2 else str(k + 1)


def has_header(first: list[str], options: InformationOptions) -> bool:
    """Whether the first record names the columns: no cell of it after the labels is like a number."""
    if options.no_header:
        return False
    if any(name in first for name in (options.column, options.q_column, options.label_column) if name):
        return not any(is_number(cell, options) for cell in first)
    return names_a_column(first[-1]) and not any(is_number(cell, options) for cell in first[1:])


def check_width(row: int, cells: list[str], layout: Layout) -> None:
    if len(cells) != layout.width:
        of = "header" if layout.header else "first row"
        comment = any(name.startswith("#") for name in layout.names[-1:])
        fields = "field" if len(cells) == 1 else "fields"
        raise TableError(
            f"row {row} has {len(cells)} {fields}, the {of} has {layout.width}",
            hint="comments are not read: remove the lines that begin with #" if comment else None,
        )


def _place(name: str, header: list[str] | None, width: int) -> int:
    if header is not None and name in header:
        return header.index(name)
    if name.isascii() and name.isdigit() and 1 <= int(name) <= width:
        return int(name) - 1
    raise TableError(
        f"there is no column {name}", hint=f"there are {', '.join(header or map(str, range(1, width + 1)))}"
    )


def _check_labels(labels: Labels, rows: Sequence[int], options: InformationOptions) -> None:
    seen: dict[str, int] = {}
    for label, row in zip(labels, rows, strict=True):
        if not label:
            raise TableError(f"row {row}: the label is empty")
        if label in seen and not options.merge_duplicates:
            raise TableError(
                f"label {label} appears twice (rows {seen[label]} and {row})",
                hint="--merge-duplicates adds them",
            )
        seen[label] = row


def _observations(text: str, options: InformationOptions) -> Counter[str]:
    """How often each text stands in the column of observations; JSON: a list of texts or numbers."""
    if text.lstrip()[:1] == "[":
        data = json_of(text)
        if not all(isinstance(cell, str) for cell in data):
            raise TableError("the JSON must be a list of observations", hint='["a", "b", "a"]')
        return Counter(data)
    found = records(text, options)
    if not found:
        raise TableError("the table has no rows")
    width = len(found[0][1])
    if width > 1 and options.column is None:
        raise TableError(f"{width} columns, one of observations is wanted", hint="choose one with --column")
    first = found[0][1]
    named = options.column is not None and options.column in first
    numeric = all(is_number(cells[-1], options) for _, cells in found[1:])
    header = not options.no_header and (named or (numeric and names_a_column(first[-1])))
    place = _place(options.column, first if header else None, width) if options.column is not None else 0
    layout = Layout(header, width, None, (place,), ())
    tally: Counter[str] = Counter()
    for row, cells in found[header:]:
        check_width(row, cells, layout)
        if not cells[place]:
            raise TableError(f"row {row}: an empty observation")
        tally[cells[place]] += 1
    return tally
