"""Tables of probabilities: CSV, TSV and JSON, every cell exact, every error with its row."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from typing import Any

from infocalc.errors import FileProblem, LimitExceeded, TableError
from infocalc.information.options import InformationOptions, Source
from infocalc.information.pmf import Pmf, checked, row_error
from infocalc.information.rationals import OutOfRange, rational

MOST_BYTES, MOST_LINE = 400_000_000, 1_000_000


@dataclass(frozen=True, slots=True)
class Table:
    """Columns by place: labels (None without), then the columns of probabilities as texts; rows by line number."""

    labels: tuple[str, ...] | None
    columns: tuple[tuple[str, ...], ...]
    rows: tuple[int, ...]


def read_pmf(source: Source, options: InformationOptions) -> Pmf:
    """The one pmf of a table."""
    table = read(source, options)
    if len(table.columns) != 1:
        raise TableError(
            f"{len(table.columns)} columns of numbers, one is wanted", hint="choose one with --column"
        )
    return pmf_of(table, 0, options)


def read_pair(source: Source, options: InformationOptions) -> tuple[Pmf, Pmf]:
    """The two pmfs of a table with the columns p and q, perhaps after labels."""
    table = read(source, options)
    if len(table.columns) != 2:
        raise TableError("a table for two distributions has the columns label,p,q or p,q")
    return pmf_of(table, 0, options), pmf_of(table, 1, options)


def pmf_of(table: Table, column: int, options: InformationOptions) -> Pmf:
    texts = list(table.columns[column])
    values = []
    for row, text in zip(table.rows, texts, strict=True):
        try:
            value = rational(text)
        except OutOfRange as problem:
            raise TableError(f"row {row}: {problem}: {text[:40]}") from None
        if value is None:
            raise row_error(row, "pq"[column] if len(table.columns) > 1 else "p", text)
        values.append(value)
    return checked(values, table.labels, options, texts, list(table.rows))


def read(source: Source, options: InformationOptions) -> Table:
    """The table behind a stream: JSON when it starts with a bracket, CSV or TSV otherwise."""
    text = _text(source)
    if text.lstrip()[:1] in ("[", "{"):
        return _json(text)
    return _csv(text, options)


def _text(source: Source) -> str:
    if source.stream is None:
        return source.text or ""
    raw = source.stream.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise LimitExceeded(f"the table is larger than {MOST_BYTES:,} bytes, which is the limit")
    if raw[:2] == b"\x1f\x8b":
        raise FileProblem("the input is gzip data", hint="pipe it through gunzip")
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise FileProblem("the input looks like UTF-16", hint="convert it: iconv -f UTF-16 -t UTF-8")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise TableError(f"not UTF-8: byte 0x{raw[wrong.start]:02X} at offset {wrong.start}") from None
    if "\0" in text:
        raise TableError(f"NUL byte in row {text[: text.index(chr(0))].count(chr(10)) + 1}")
    return text


def _json(text: str) -> Table:
    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        names = [name for name, _ in found]
        double = next((n for n in names if names.count(n) > 1), None)
        if double is not None:
            raise TableError(f"label {double} appears twice")
        return dict(found)

    try:
        data = json.loads(text, parse_float=str, parse_int=str, object_pairs_hook=pairs)
    except (json.JSONDecodeError, RecursionError) as wrong:
        raise TableError(f"not JSON: {wrong}") from None
    labels = tuple(data) if isinstance(data, dict) else None
    cells = list(data.values()) if isinstance(data, dict) else data
    if not cells or not all(isinstance(cell, str) for cell in cells):
        raise TableError(
            "the JSON must be a list or an object of numbers", hint='[0.5, 0.5] or {"a": 0.5, "b": 0.5}'
        )
    return Table(labels, (tuple(cells),), tuple(range(1, len(cells) + 1)))


def _csv(text: str, options: InformationOptions) -> Table:
    if max((len(line) for line in text.splitlines()), default=0) > MOST_LINE:
        raise LimitExceeded(
            f"a line of the table is longer than {MOST_LINE:,} characters, which is the limit"
        )
    delimiter = _delimiter(text, options)
    found: list[tuple[int, list[str]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            cells = [cell.strip() for cell in cells]
            if any(cells):
                found.append((reader.line_num, cells))
    except csv.Error as wrong:
        raise TableError(f"row {reader.line_num}: {wrong}") from None
    header = _header(found, options)
    body = found[1:] if header else found
    if not body:
        raise TableError("the table has no rows")
    width = len(found[0][1])
    for row, cells in body:
        if len(cells) != width:
            of = "header" if header else "first row"
            raise TableError(f"row {row} has {len(cells)} fields, the {of} has {width}")
    return _columns(body, header, width, options)


def _delimiter(text: str, options: InformationOptions) -> str:
    if options.delimiter is not None:
        return {"\\t": "\t", "tab": "\t"}.get(options.delimiter, options.delimiter[:1] or ",")
    first = next((line for line in text.splitlines() if line.strip()), "")
    if ";" in first and "," not in first:
        raise TableError(
            "the table looks like ; with decimal commas", hint="use --delimiter ';' --decimal ','"
        )
    return "\t" if "\t" in first and "," not in first else ","


def _header(found: list[tuple[int, list[str]]], options: InformationOptions) -> list[str] | None:
    if not found or options.no_header:
        return None
    first = found[0][1]
    return None if any(_is_number(cell) for cell in first[-1:]) else first


def _is_number(text: str) -> bool:
    try:
        return rational(text) is not None
    except OutOfRange:
        return True


def _columns(
    body: list[tuple[int, list[str]]], header: list[str] | None, width: int, options: InformationOptions
) -> Table:
    decimal = options.decimal == ","
    cells = [[c.replace(",", ".") if decimal else c for c in row] for _, row in body]
    rows = tuple(row for row, _ in body)
    chosen = [_place(name, header, width) for name in (options.column, options.q_column) if name is not None]
    label = _place(options.label_column, header, width) if options.label_column is not None else None
    if not chosen:
        first_is_label = width > 1 and (
            width == 3 or not all(_is_number(row[0]) for row in cells) or _named(header)
        )
        label = 0 if label is None and first_is_label else label
        chosen = [i for i in range(width) if i != label]
    labels = tuple(row[label] for row in cells) if label is not None else None
    if labels is not None:
        _check_labels(labels, rows)
    return Table(labels, tuple(tuple(row[i] for row in cells) for i in chosen), rows)


def _named(header: list[str] | None) -> bool:
    return header is not None and header[0].lower() in (
        "label",
        "name",
        "outcome",
        "symbol",
        "x",
        "value",
        "key",
    )


def _place(name: str, header: list[str] | None, width: int) -> int:
    if header is not None and name in header:
        return header.index(name)
    if name.isdigit() and 1 <= int(name) <= width:
        return int(name) - 1
    raise TableError(
        f"there is no column {name}", hint=f"there are {', '.join(header or map(str, range(1, width + 1)))}"
    )


def _check_labels(labels: tuple[str, ...], rows: tuple[int, ...]) -> None:
    seen: dict[str, int] = {}
    for label, row in zip(labels, rows, strict=True):
        if label in seen:
            raise TableError(
                f"label {label} appears twice (rows {seen[label]} and {row})",
                hint="--merge-duplicates adds them",
            )
        seen[label] = row
