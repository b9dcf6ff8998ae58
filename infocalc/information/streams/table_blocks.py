"""A table too long to hold, as blocks of rows: the plain ones as arrays, the others one by one and exactly.

A block is plain when its bytes fall into rows of as many cells as the first row has, with quotes round whole
columns or none. Every other block, and every cell that is not a plain decimal, goes through the reader of
small tables, so that both read the same language and say the same errors.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from itertools import islice

import numpy as np
from flint import fmpq

from infocalc.errors import LimitExceeded, TableError
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pmf import negative, no_count, significant_digits
from infocalc.information.pmf.rationals import written
from infocalc.information.reading.beginning import Peeked
from infocalc.information.reading.cells import number
from infocalc.information.reading.comments import NONE, has_comments, without_comments
from infocalc.information.reading.form import Form
from infocalc.information.reading.header import EMPTY
from infocalc.information.reading.records import Record, decoded, read_lines
from infocalc.information.reading.tables import Layout, check_width
from infocalc.information.streams import fingerprints
from infocalc.information.streams.decimals import Cells, Integers, Mask, read_cells
from infocalc.information.streams.fields import Fields, fields_of, without_quotes, without_returns
from infocalc.limits import LIMITS
from infocalc.records import NamedTuple

#: bytes read at once: the arrays of a block stay in the cache of the processor
SIZE = 1 << 18
AFTER = b"\0" * (fingerprints.SHORT + 8)
_SPACE = 32
#: records read one by one that make a block
_RECORDS = 10_000
#: what Python strips from cells beyond ASCII
WIDE_SPACE = re.compile("[\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")


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


class Plan(NamedTuple):
    """How the rows of a table are written, and what stands where in them."""

    layout: Layout
    written: Form
    options: InformationOptions

    @property
    def delimiter(self) -> str:
        """What separates the cells of `rows`."""
        return self.written.delimiter

    def rows(self, raw: bytes, before: int) -> bytes:
        """Whole lines without comments, as lines of CSV; `before` lines stand above them."""
        plain = self.written.cells is None
        if plain and not has_comments(raw) and self.options.comment in (None, NONE):
            return raw
        text, _ = without_comments(raw.decode(), self.written, self.options, before, self.layout.width)
        return self.written.plain(text).encode()


class Place(NamedTuple):
    """Where in the input something begins: its line from 1, the bytes before it."""

    line: int
    offset: int

    def behind(self, raw: bytes) -> Place:
        """Where what follows these bytes begins."""
        return Place(self.line + raw.count(b"\n"), self.offset + len(raw))


def refuse_fractions(block: Block) -> None:
    """Refuse counts that are no whole numbers, at the first of them."""
    for cells in block.columns:
        if not cells.t.size or cells.t.min() >= 0:
            continue
        scale = 10 ** np.clip(-cells.t, 0, 18)
        wrong = (cells.m % scale != 0) | ((cells.t < -18) & (cells.m != 0))
        if wrong.any():
            row = block.single(int(wrong.argmax()))
            raise no_count(f"row {row.line}", ", ".join(map(written, row.values)))
    for row in block.singles:
        if any(value.q != 1 for value in row.values):
            raise no_count(f"row {row.line}", ", ".join(map(written, row.values)))


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
            yield from _quoted(raw, place, pieces, plan)
            return
        if block is None:
            block = _of_records(read_lines(lines_of(rows), plan.delimiter, place.line - 1), plan)
            place = place.behind(raw)
        else:
            place = Place(place.line + len(block.columns[0].m), place.offset + len(raw))
        yield block, place.offset


def whole_lines(stream: Peeked, head: bytes) -> Iterator[bytes]:
    """Pieces that end with a line."""
    rest = b""
    for more in _pieces(stream, head):
        rest += more
        cut = rest.rfind(b"\n") + 1
        if cut:
            yield rest[:cut]
            rest = rest[cut:]
        elif len(rest) > LIMITS["table line"].most:
            raise LimitExceeded(f"a line has more than {LIMITS['table line'].most:,} characters, the limit")
    if rest:
        yield rest + b"\n"


def _pieces(stream: Peeked, head: bytes) -> Iterator[bytes]:
    """The head and what follows it, in pieces whose arrays stay in the cache."""
    for place in range(0, len(head), SIZE):
        yield head[place : place + SIZE]
    while more := stream.read(SIZE):
        yield more


def check_bytes(raw: bytes, place: Place) -> None:
    """Refuse NUL and what is not UTF-8."""
    if not raw.isascii() or b"\0" in raw:
        decoded(raw, place.offset, place.line)


def lines_of(raw: bytes) -> Iterator[str]:
    return iter(io.StringIO(raw.decode(), newline=""))


# ── plain blocks ─────────────────────────────────────────────────────────────────────────────────


def _plain(raw: bytes, first: int, plan: Plan) -> Block | None:
    """The block as arrays; None when its bytes do not fall into rows of the same form."""
    if not plan.delimiter.isascii() or (not raw.isascii() and WIDE_SPACE.search(raw.decode())):
        return None
    layout, block = plan.layout, raw + AFTER
    buffer = np.frombuffer(block, np.uint8)
    rows = fields_of(buffer[: len(raw)], layout.width, plan.delimiter)
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
        unusual = (b <= a) | (b - a > fingerprints.SHORT) | (buffer[a] <= _SPACE) | (buffer[b - 1] <= _SPACE)
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


def _quoted(raw: bytes, place: Place, pieces: Iterator[bytes], plan: Plan) -> Iterator[tuple[Block, int]]:
    """All that is left, as records whose quotes may hold delimiters and line ends."""
    at = place.behind(raw)

    def lines() -> Iterator[str]:
        nonlocal at
        yield from lines_of(plan.written.plain(raw.decode()).encode())
        for piece in pieces:
            check_bytes(piece, at)
            at = at.behind(piece)
            yield from lines_of(plan.written.plain(piece.decode()).encode())

    records = read_lines(lines(), plan.delimiter, place.line - 1)
    while part := list(islice(records, _RECORDS)):
        _refuse_comments(part, plan.options)
        yield _of_records(iter(part), plan), at.offset


def _refuse_comments(part: list[Record], options: InformationOptions) -> None:
    """Where quotes may hold line ends, a # at the beginning of a row is not told from a comment."""
    mark = options.comment or "#"
    line = next((line for line, cells in part if cells and cells[0].startswith(mark)), None)
    if line is not None and mark != NONE:
        raise TableError(f"row {line} begins with {mark}", hint="remove comments, or pass --comment none")


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
        if not any(cells):
            continue
        check_width(line, cells, layout)
        label = None if layout.label is None else cells[layout.label] or EMPTY
        texts = [cells[i] for i in layout.numbers]
        values = [number(text, line, name, options) for text, name in zip(texts, layout.names, strict=True)]
        for text, value in zip(texts, values, strict=True):
            if value < 0:
                raise negative(f"row {line}", text)
        yield Single(line, label, tuple(values), max(map(significant_digits, texts)))
