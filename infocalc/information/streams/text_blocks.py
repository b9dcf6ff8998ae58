"""Columns of texts of a CSV or TSV of any length, block by block: where each cell stands, with NumPy.

A block is regular when its bytes fall into rows of as many cells as the first row has and its quotes stand
round whole cells. Every other block goes through the reader of records, so that both read the same language
and say the same errors. A line without a character is no row; a row of empty cells is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from infocalc.errors import TableError
from infocalc.information.reading.beginning import Peeked
from infocalc.information.reading.layout import Layout, check_width
from infocalc.information.reading.records import Record, read_lines
from infocalc.information.streams.decimals import Bytes, Integers, Mask
from infocalc.information.streams.fields import Fields, fields_of, without_quotes, without_returns
from infocalc.information.streams.pieces import (
    AFTER,
    Place,
    Plan,
    check_bytes,
    is_narrow,
    lines_of,
    records_from,
    whole_lines,
)
from infocalc.information.streams.words import Texts
from infocalc.records import NamedTuple

#: what is taken off the ends of cells, as str.strip does
_BLANK = np.array([chr(k).isspace() for k in range(128)] + [False] * 128)
_LAST_BLANK = np.flatnonzero(_BLANK)[-1].astype(np.uint8)


class TextBlock(NamedTuple):
    """Rows of a table: the chosen columns, and the line on which each row begins."""

    columns: tuple[Texts, ...]
    lines: Integers


def text_blocks(stream: Peeked, head: bytes, begins: Place, plan: Plan) -> Iterator[tuple[TextBlock, int]]:
    """The blocks of the rows in head and in the stream behind it, each with the bytes read by then.

    The columns are those of `plan.layout.numbers`.
    """
    place = begins
    pieces = whole_lines(stream, head)
    for raw in pieces:
        check_bytes(raw, place)
        rows = plan.rows(raw, place.line - 1)
        found = _regular(rows, place.line, plan.layout, plan.delimiter)
        if found is None:
            try:
                records = list(read_lines(lines_of(rows), plan.delimiter, place.line - 1))
            except TableError:
                # a quote may be closed further on: from here on only a reader of records knows
                for part, offset in records_from(raw, place, pieces, plan):
                    yield _of_records(part, plan.layout), offset
                return
            found = _of_records(records, plan.layout), raw.count(b"\n")
        block, lines = found
        place = Place(place.line + lines, place.offset + len(raw))
        yield block, place.offset


# ── regular blocks ────────────────────────────────────────────────────────────────────────────────


def _regular(raw: bytes, first: int, layout: Layout, delimiter: str) -> tuple[TextBlock, int] | None:
    """The block as arrays, and how many lines it has; None when it is not regular."""
    if not is_narrow(raw, delimiter):
        return None
    block = raw + AFTER
    buffer = np.frombuffer(block, np.uint8)
    quotes = raw.count(b'"') if b'"' in raw else 0
    fields = fields_of(buffer[: len(raw)], layout.width, delimiter, quoted=quotes > 0)
    if fields is None:
        return None
    if b"\r" in raw:
        fields = without_returns(fields, buffer, raw.count(b"\r"))
    if fields is None:
        return None
    count = len(fields[0].start)
    lines = np.arange(first, first + count)
    if layout.width == 1:
        kept = fields[0].end > fields[0].start
        fields, lines = [Fields(fields[0].start[kept], fields[0].end[kept])], lines[kept]
    if quotes:
        if b"\n" in b"".join(raw.split(b'"')[1::2]):
            return None  # a line end within quotes: the lines are not those of the rows
        fields = without_quotes(fields, buffer, quotes)
    if fields is None:
        return None
    # what is no letter is rare: mostly the ends of the lines are all there is of it
    blank = int(np.count_nonzero(buffer[: len(raw)] <= _LAST_BLANK)) > count
    return TextBlock(tuple(_trimmed(block, buffer, *fields[i], blank) for i in layout.numbers), lines), count


def _trimmed(block: bytes, buffer: Bytes, start: Integers, end: Integers, blank: bool) -> Texts:
    """The cells without blanks at their ends; when nothing is `blank`, as they are."""
    if not blank:
        return Texts(block, start, end - start)
    while (more := (end > start) & _BLANK[buffer[start]]).any():
        start = start + more
    while (more := (end > start) & _BLANK[buffer[np.maximum(end - 1, 0)]]).any():
        end = end - more
    return Texts(block, start, end - start)


# ── row by row ────────────────────────────────────────────────────────────────────────────────────


def _of_records(records: Iterable[Record], layout: Layout) -> TextBlock:
    kept = [(line, cells) for line, cells in records if not _blank(cells, layout.width)]
    for line, cells in kept:
        check_width(line, cells, layout)
    columns = tuple(texts_of([cells[i].encode() for _, cells in kept]) for i in layout.numbers)
    return TextBlock(columns, np.array([line for line, _ in kept], np.int64))


def _blank(cells: list[str], width: int) -> bool:
    return not cells or (width > 1 and cells == [""])


def texts_of(texts: Sequence[bytes]) -> Texts:
    """These texts as a block."""
    size = np.array([len(text) for text in texts], np.int64)
    end = np.cumsum(size, dtype=np.int64)
    return Texts(b"".join(texts) + AFTER, end - size, size)


def missing(columns: Sequence[Texts]) -> Mask:
    """The rows in which a cell is empty."""
    found = np.zeros(len(columns[0].size), np.bool_)
    for column in columns:
        found |= column.size == 0
    return found
