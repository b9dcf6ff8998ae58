"""A table too long to hold, as blocks of rows: the plain ones as arrays, the others one by one and exactly.

A block is plain when its bytes fall into rows of as many cells as the first row has, with quotes round whole
columns or none. Every other block, and every cell that is not a plain decimal, goes through the reader of
small tables, so that both read the same language and say the same errors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from flint import fmpq

from infocalc.errors import TableError
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pmf import negative, no_count, significant_digits
from infocalc.information.pmf.rationals import written
from infocalc.information.reading.beginning import Peeked
from infocalc.information.reading.cells import number
from infocalc.information.reading.comments import NONE
from infocalc.information.reading.header import EMPTY
from infocalc.information.reading.layout import check_width
from infocalc.information.reading.records import Record, is_blank, read_lines
from infocalc.information.streams import fingerprints
from infocalc.information.streams.decimals import Cells, Integers, Mask, read_cells
from infocalc.information.streams.fields import Fields, fields_of, without_quotes, without_returns
from infocalc.information.streams.pieces import (
    AFTER,
    SHORT,
    Place,
    Plan,
    check_bytes,
    is_narrow,
    lines_of,
    records_from,
    whole_lines,
)
from infocalc.records import NamedTuple

_SPACE = 32


class Single(NamedTuple):
    """One row read by itself: its line, label and numbers, and the digits of the longest of them as typed."""

    line: int
    label: str | None
    values: tuple[fmpq, ...]
    longest: int


class Block(NamedTuple):
    """Rows: columns of plain ones (a row that is not plain is 0 in them), singles, fingerprints of labels.

    `lines` are where the rows with fingerprints stand, `single` reads row i of the columns by itself.
    """

    columns: tuple[Cells, ...]
    plain: Mask | None
    singles: tuple[Single, ...]
    prints: fingerprints.Prints | None
    lines: Integers
    single: Callable[[int], Single]

    def rows(self) -> int:
        """How many rows there are."""
        plain = len(self.columns[0].m) if self.plain is None else int(self.plain.sum())
        return plain + len(self.singles)


def refuse_fractions(block: Block) -> None:
    """Refuse counts that are no whole numbers, at the first of them."""
    for cells in block.columns:
        if not cells.t.size or cells.t.min() >= 0:
            continue
        scale = 10 ** np.clip(-cells.t, 0, 18)
        wrong = (cells.m % scale != 0) | ((cells.t < -18) & (cells.m != 0))
        if wrong.any():
            row = block.single(int(wrong.argmax()))
            raise no_count(f"row {row.line}", ", ".join(map(written, row.values)), row.line)
    for row in block.singles:
        if any(value.q != 1 for value in row.values):
            raise no_count(f"row {row.line}", ", ".join(map(written, row.values)), row.line)


def blocks(stream: Peeked, head: bytes, begins: Place, plan: Plan) -> Iterator[tuple[Block, int]]:
    """The blocks of the rows in head and in the stream behind it, each with the bytes read by then."""
    place = begins
    pieces = whole_lines(stream, head)
    for raw in pieces:
        check_bytes(raw, place)
        rows = plan.rows(raw, place.line - 1)
        block = _plain(rows, place.line, plan)
        if block is None and b'"' in rows:
            # a quote may hold line ends: from here on only a reader of records knows where rows end
            for records, offset in records_from(raw, place, pieces, plan):
                _refuse_comments(records, plan.options)
                yield _of_records(iter(records), plan), offset
            return
        if block is None:
            block = _of_records(read_lines(lines_of(rows), plan.delimiter, place.line - 1), plan)
            place = place.behind(raw)
        else:
            place = Place(place.line + len(block.columns[0].m), place.offset + len(raw))
        yield block, place.offset


# ── plain blocks ─────────────────────────────────────────────────────────────────────────────────


def _plain(raw: bytes, first: int, plan: Plan) -> Block | None:
    """The block as arrays; None when its bytes do not fall into rows of the same form."""
    if not is_narrow(raw, plan.delimiter):
        return None
    layout, block = plan.layout, raw + AFTER
    buffer = np.frombuffer(block, np.uint8)
    rows = fields_of(buffer[: len(raw)], layout.width, plan.delimiter, quoted=False)
    if rows is None:
        return None
    fields: list[Fields] | None = rows
    if b"\r" in raw:
        fields = without_returns(rows, buffer, raw.count(b"\r"))
    if b'"' in raw and fields is not None:
        fields = without_quotes(fields, buffer, raw.count(b'"'))
    if fields is None:
        return None
    unusual = np.zeros(len(rows[0].start), np.bool_)
    prints = None
    if layout.label is not None:
        a, b = fields[layout.label]
        unusual = (b <= a) | (b - a > SHORT) | (buffer[a] <= _SPACE) | (buffer[b - 1] <= _SPACE)
        prints = fingerprints.of_fields(block, a, np.where(unusual, a, b) if unusual.any() else b)
    comma = plan.options.decimal == ","
    columns = tuple(read_cells(block, *fields[i], comma) for i in layout.numbers)

    def records(i: int) -> Iterator[Single]:
        text = raw[rows[0].start[i] : rows[-1].end[i]].decode()
        return _singles(read_lines([text], plan.delimiter, first + i - 1), plan)

    return _with_singles(columns, unusual, prints, np.arange(first, first + len(unusual)), records)


def _with_singles(
    columns: tuple[Cells, ...],
    unusual: Mask,
    prints: fingerprints.Prints | None,
    lines: Integers,
    records: Callable[[int], Iterator[Single]],
) -> Block:
    """The block with the rows that are not plain read one by one; a blank row is none."""
    plain = ~unusual
    for column in columns:
        if column.plain is not None:
            plain &= column.plain

    def single(i: int) -> Single:
        return next(records(i))

    if plain.all():
        return Block(columns, None, (), prints, lines, single)
    places = np.flatnonzero(~plain)
    found = [(i, row) for i in places.tolist() for row in records(i)]
    singles = tuple(row for _, row in found)
    if prints is not None:
        prints[[i for i, _ in found]] = fingerprints.of_labels([str(row.label).encode() for row in singles])
        blank = np.setdiff1d(places, [i for i, _ in found])
        prints, lines = np.delete(prints, blank), np.delete(lines, blank)
    columns = tuple(Cells(np.where(plain, c.m, 0), np.where(plain, c.t, 0), None, c.longest) for c in columns)
    return Block(columns, plain, singles, prints, lines, single)


# ── row by row ───────────────────────────────────────────────────────────────────────────────────


def _refuse_comments(part: list[Record], options: InformationOptions) -> None:
    """Where quotes may hold line ends, a # at the beginning of a row is not told from a comment."""
    mark = options.comment or "#"
    line = next((line for line, cells in part if cells and cells[0].startswith(mark)), None)
    if line is not None and mark != NONE:
        raise TableError(
            f"row {line} begins with {mark}", hint="remove comments, or pass --comment none", line=line
        )


def _of_records(records: Iterator[Record], plan: Plan) -> Block:
    """The records as arrays as far as their numbers are plain."""
    layout = plan.layout
    kept = [record for record in records if any(record[1])]
    for line, cells in kept:
        check_width(line, cells, layout)
    prints = None
    if layout.label is not None:
        prints = fingerprints.of_labels([(cells[layout.label] or EMPTY).encode() for _, cells in kept])
    columns = tuple(_column([cells[i].encode() for _, cells in kept], plan) for i in layout.numbers)
    lines = np.array([line for line, _ in kept], np.int64)
    none = np.zeros(len(kept), np.bool_)
    return _with_singles(columns, none, prints, lines, lambda i: _singles(iter([kept[i]]), plan))


def _column(texts: list[bytes], plan: Plan) -> Cells:
    if not texts:
        return Cells(np.zeros(0, np.int64), np.zeros(0, np.int64), None, 0)
    end = np.cumsum([len(text) for text in texts], dtype=np.int64)
    start = np.concatenate((np.zeros(1, np.int64), end[:-1]))
    return read_cells(b"".join(texts) + AFTER, start, end, plan.options.decimal == ",")


def _singles(records: Iterator[Record], plan: Plan) -> Iterator[Single]:
    """The records that are not blank, checked as in a small table."""
    layout, options = plan.layout, plan.options
    for line, cells in records:
        if is_blank(cells):
            continue
        check_width(line, cells, layout)
        label = None if layout.label is None else cells[layout.label] or EMPTY
        texts = [cells[i] for i in layout.numbers]
        values = [number(text, line, name, options) for text, name in zip(texts, layout.names, strict=True)]
        for text, value in zip(texts, values, strict=True):
            if value < 0:
                raise negative(f"row {line}", text, line)
        yield Single(line, label, tuple(values), max(map(significant_digits, texts)))
