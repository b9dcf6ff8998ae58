"""The sums over two long tables label,p and label,q: rows are joined by label, not by place.

A label is its words of eight bytes (`words.py`), so equal words are equal labels; one longer than 64
bytes is 128 bits of a digest, and the labels of rows that share one are compared. Memory is 8 bytes for each
eight of a label, and 24 for each row.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import cast

import numpy as np
from flint import fmpq

from infocalc.errors import DistributionError, LimitExceeded, TableError
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pmf import check_options, negative, significant_digits
from infocalc.information.reading.beginning import Peeked
from infocalc.information.reading.cells import number
from infocalc.information.reading.header import EMPTY
from infocalc.information.reading.layout import layout_of
from infocalc.information.reading.tables import check_columns
from infocalc.information.source import Source, telling_file
from infocalc.information.streams.decimals import Cells, Integers, Mask, Words, read_cells
from infocalc.information.streams.opening import opening, place_of
from infocalc.information.streams.pieces import SHORT, Plan
from infocalc.information.streams.sums import Lines, OnePass
from infocalc.information.streams.table_blocks import Block, Single, refuse_fractions
from infocalc.information.streams.text_blocks import text_blocks
from infocalc.information.streams.words import Stack, Texts, stacked, twins, words_of_texts
from infocalc.limits import check
from infocalc.records import NamedTuple

#: rows that are summed at once
_CHUNK = 1 << 16
#: the word that marks a digest in the place of a label
_DIGEST = SHORT // 8
_ABSENT = fmpq(0)
_NO_WORDS = stacked([])


class Rows(NamedTuple):
    """The rows of one table: labels as words (none: rows are joined by place), numbers, what is not plain.

    `parts` are the words as they were read, with their numbers of rows; they become `words` in `_together`.
    `exact` holds the numbers that are no plain decimals, by row, with the digits they were typed with; `long`
    the labels that are too long for words.
    """

    name: str
    parts: tuple[tuple[dict[int, Words], int], ...]
    words: Stack
    m: Integers
    t: Integers
    longest: int
    exact: dict[int, tuple[fmpq, int]]
    long: dict[int, str]
    lines: Lines
    notes: tuple[str, ...]

    @property
    def rows(self) -> int:
        return len(self.m)

    def label(self, i: int) -> str:
        """The label of row i, or its line."""
        if not self.words.names:
            return f"row {self.lines.of(i)}"
        if i in self.long:
            return self.long[i]
        return self.words.rows[i].tobytes().rstrip(b"\0").decode() or EMPTY

    def value(self, i: int) -> tuple[fmpq, int]:
        """The number of row i, and its digits."""
        return self.exact.get(i) or (fmpq(int(self.m[i])) * fmpq(10) ** int(self.t[i]), 0)


def summed_pair(
    sources: tuple[Source, Source], options: InformationOptions, names: tuple[str, ...], most: int
) -> tuple[OnePass, tuple[str, ...]]:
    """The sums `names` over two tables joined by label, the `most` largest terms; and notes."""
    check_options(options)
    p, q = (_rows(source, options) for source in sources)
    sums = OnePass(names, 2, False, most)
    p, q, words = _together(p, q)
    match, alone = _matched(p, q, words)
    for block in _blocks(p, q, match, alone):
        if options.counts and not options.weights:
            refuse_fractions(block)
        sums.add(block)
    notes = dict.fromkeys((*p.notes, *q.notes))
    return sums, (*notes, *_absences(p, q, match, alone))


# ── reading one table ─────────────────────────────────────────────────────────────────────────────


@telling_file
def _rows(source: Source, options: InformationOptions) -> Rows:
    stream = cast(Peeked, source.stream)
    head, written, found = opening(stream, options)
    if not found:
        raise TableError(f"{source.name}: the table has no rows")
    layout = layout_of(found, options, 1, written)
    check_columns(len(layout.numbers), 1)
    if len(found) == layout.header:
        raise TableError(f"{source.name}: the table has no rows", hint="there is a header only")
    places = layout.numbers if layout.label is None else (layout.label, *layout.numbers)
    plan = Plan(layout._replace(numbers=places), written, options)
    begins = place_of(found[layout.header][0], head)
    reader = _Reader(source.name, layout.label is not None, layout.names[-1], options)
    for block, read in text_blocks(stream, head[begins.offset :], begins, plan):
        reader.add(block.columns, block.lines)
        if source.progress is not None:
            source.progress(read)
    return reader.gathered((*((f"read as {written.name}",) if written.name else ()), *layout.notes))


class _Reader:
    """Gathers the rows of one table."""

    def __init__(self, name: str, labels: bool, column: str, options: InformationOptions) -> None:
        self._name, self._labels, self._column, self._options = name, labels, column, options
        self._words: list[tuple[dict[int, Words], int]] = []
        self._m: list[Integers] = []
        self._t: list[Integers] = []
        self._exact: dict[int, tuple[fmpq, int]] = {}
        self._long: dict[int, str] = {}
        self._lines = Lines()
        self._count = self._longest = 0

    def add(self, columns: tuple[Texts, ...], lines: Integers) -> None:
        """Further rows."""
        if not len(lines):
            return
        numbers = columns[-1]
        cells = read_cells(
            numbers.block, numbers.start, numbers.start + numbers.size, self._options.decimal == ","
        )
        if cells.plain is not None:
            for i in np.flatnonzero(~cells.plain).tolist():
                self._single(i, numbers.text(i).decode(), int(lines[i]))
        if self._labels:
            self._label(columns[0])
        self._m.append(cells.m)
        self._t.append(cells.t.astype(np.int16))
        self._lines.add(lines)
        self._longest = max(self._longest, cells.longest)
        self._count += len(lines)
        check("labels", self._count)

    def _single(self, i: int, text: str, line: int) -> None:
        value = number(text, line, self._column, self._options)
        if value < 0:
            raise negative(f"row {line}", text, line)
        self._exact[self._count + i] = (value, significant_digits(text))

    def _label(self, texts: Texts) -> None:
        """The words of the labels; of long ones a digest."""
        long = np.flatnonzero(texts.size > SHORT).tolist()
        short = texts._replace(size=np.where(texts.size > SHORT, 0, texts.size)) if long else texts
        words = words_of_texts([short])
        if long:
            words |= {k: words.get(k, np.zeros(len(texts.size), np.uint64)) for k in (0, 1)}
            words[_DIGEST] = np.zeros(len(texts.size), np.uint64)
        for i in long:
            text = texts.text(i)
            digest = hashlib.blake2b(text, digest_size=16).digest()
            words[0][i], words[1][i] = (np.uint64(x) for x in np.frombuffer(digest, "<u8"))
            words[_DIGEST][i] = 1
            self._long[self._count + i] = text.decode()
        self._words.append((words, len(texts.size)))

    def gathered(self, notes: tuple[str, ...]) -> Rows:
        """All of them."""
        if not self._count:
            raise TableError(f"{self._name}: the table has no rows")
        words, m, t = tuple(self._words), np.concatenate(self._m), np.concatenate(self._t)
        if (t == t[0]).all():
            t = np.broadcast_to(t[:1].copy(), t.shape)
        return Rows(
            self._name, words, _NO_WORDS, m, t, self._longest, self._exact, self._long, self._lines, notes
        )


# ── joining ───────────────────────────────────────────────────────────────────────────────────────


def _together(p: Rows, q: Rows) -> tuple[Rows, Rows, Stack]:
    """The words of the labels of p and behind them those of q, of which each side has its share."""
    if not p.parts and not q.parts and p.rows != q.rows:
        raise DistributionError(f"{p.rows} outcomes in p, {q.rows} in q", hint="give both the same outcomes")
    if bool(p.parts) != bool(q.parts):
        which = "p" if q.parts else "q"
        raise DistributionError(
            f"only one of the two has labels; {which} has none", hint="label both or neither"
        )
    words = stacked((*p.parts, *q.parts))
    first, second = (words._replace(rows=rows) for rows in (words.rows[: p.rows], words.rows[p.rows :]))
    return p._replace(parts=(), words=first), q._replace(parts=(), words=second), words


def _matched(p: Rows, q: Rows, words: Stack) -> tuple[Integers, Integers]:
    """For each row of p that of q with the same label, or −1; and the rows of q alone."""
    if not words.names:
        return np.arange(p.rows), np.zeros(0, np.int64)
    match = np.full(p.rows, -1, np.int64)
    taken = np.zeros(q.rows, np.bool_)
    for first, second in twins(words):
        _refuse_doubles(p, q, first, second)
        _compare_long(p, q, first, second)
        partner = second - p.rows
        match[first] = partner
        taken[partner] = True
    return match, np.flatnonzero(~taken)


def _refuse_doubles(p: Rows, q: Rows, first: Integers, second: Integers) -> None:
    """Refuse two rows of one table with the same label."""
    for side, twice, before in ((p, second < p.rows, 0), (q, first >= p.rows, p.rows)):
        if twice.any():
            k = int(np.flatnonzero(twice)[0])
            i, j = sorted((int(first[k]) - before, int(second[k]) - before))
            where = f"rows {side.lines.of(i)} and {side.lines.of(j)}"
            raise TableError(
                f"{side.name}: label {side.label(i)} appears twice ({where})",
                hint="--merge-duplicates adds them",
            )


def _compare_long(p: Rows, q: Rows, first: Integers, second: Integers) -> None:
    """The labels of rows that share a digest, letter by letter."""
    if not p.long or not q.long:
        return
    for i, j in zip(first.tolist(), (second - p.rows).tolist(), strict=True):
        if p.long.get(i) != q.long.get(j):
            raise LimitExceeded(f"two labels of more than {SHORT} bytes share a digest")


def _blocks(p: Rows, q: Rows, match: Integers, alone: Integers) -> Iterator[Block]:
    """The joined rows: those of p in its order, then those of q alone."""
    for begin in range(0, p.rows, _CHUNK):
        i = np.arange(begin, min(begin + _CHUNK, p.rows))
        yield _block(p, q, i, match[i])
    for begin in range(0, len(alone), _CHUNK):
        j = alone[begin : begin + _CHUNK]
        yield _block(p, q, np.full(len(j), -1, np.int64), j)


def _block(p: Rows, q: Rows, i: Integers, j: Integers) -> Block:
    plain = _plain(p, i) & _plain(q, j)

    def single(k: int) -> Single:
        (x, dx), (y, dy) = (
            side.value(at) if at >= 0 else (_ABSENT, 0) for side, at in ((p, int(i[k])), (q, int(j[k])))
        )
        label = p.label(int(i[k])) if i[k] >= 0 else q.label(int(j[k]))
        line = p.lines.of(int(i[k])) if i[k] >= 0 else q.lines.of(int(j[k]))
        return Single(line, label, (x, y), max(dx, dy))

    columns = (_cells(p, i, plain), _cells(q, j, plain))
    singles = tuple(single(k) for k in np.flatnonzero(~plain).tolist())
    return Block(columns, None if plain.all() else plain, singles, None, np.zeros(0, np.int64), single)


def _plain(side: Rows, at: Integers) -> Mask:
    if not side.exact:
        return np.ones(len(at), np.bool_)
    return ~np.isin(at, np.fromiter(side.exact, np.int64, len(side.exact)))


def _cells(side: Rows, at: Integers, plain: Mask) -> Cells:
    here = plain & (at >= 0)
    if here.all():
        return Cells(side.m[at], side.t[at].astype(np.int64), None, side.longest)
    m = np.where(here, side.m[at], 0)
    t = np.where(here, side.t[at], 0).astype(np.int64)
    # the 0 of an absent label is written like the numbers beside it, for sums of one power of ten
    if here.any() and not here.all():
        t[~here] = t[here][0]
    return Cells(m, t, None, side.longest)


def _absences(p: Rows, q: Rows, match: Integers, alone: Integers) -> list[str]:
    """What one of the two lacks, in words, as of small tables."""
    lost = np.flatnonzero(match < 0)
    found = []
    for name, side, places in (("p", q, alone), ("q", p, lost)):
        if len(places):
            more = f" and {len(places) - 5} more" if len(places) > 5 else ""
            labels = ", ".join(side.label(int(i)) for i in places[:5])
            found.append(f"not in {name}, so of probability 0 there: {labels}{more}")
    return found
