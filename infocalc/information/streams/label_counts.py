"""How often each label occurs, for any number of rows: labels are held as words of eight bytes, not as texts.

Equal words are equal labels (`words.py`). A table of slots, one look-up a row, holds the labels met first;
what finds no slot is gathered, and sorted whenever it has doubled. Labels of more than 64 bytes are keys of a
dictionary. A row may consist of several labels, which together are one outcome.

Why not numpy.unique or a Counter: they want texts. Behind the cutting of lines they take 0.9 and 1.0 s for a
million labels, 200,000 of them different; the whole answer takes 0.35 s here, in eight bytes a word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from infocalc.information.streams.decimals import Integers, Mask, Words
from infocalc.information.streams.pieces import SHORT
from infocalc.information.streams.words import Stack, Texts, mixture, ordered, stacked, words_of_texts
from infocalc.records import NamedTuple

#: the slots are chosen by so many bits of a mixture of the words
_BITS = 16
_SLOTS, _SHIFT = 1 << _BITS, np.uint64(64 - _BITS)
#: words of one label
_MOST = SHORT // 8
#: rows without a slot that are gathered before they are sorted for the first time
_FEW = 1 << 19


class Keys(NamedTuple):
    """Outcomes as words: `words[8·column + k]` are the bytes from 8k on; absent words are 0."""

    words: dict[int, Words]
    counts: Integers

    @property
    def rows(self) -> int:
        return len(self.counts)

    def chosen(self, places: Integers | Mask) -> Keys:
        """Those at these places."""
        return Keys({k: word[places] for k, word in self.words.items()}, self.counts[places])


class Counted(NamedTuple):
    """The outcomes that occur, each once: short ones as keys, long ones by their texts."""

    keys: Keys
    long: dict[tuple[bytes, ...], int]
    columns: int

    @property
    def labels(self) -> int:
        return self.keys.rows + len(self.long)

    def counts(self) -> Integers:
        """The counts of all outcomes, the short ones first."""
        return np.concatenate((self.keys.counts, np.array(list(self.long.values()), np.int64)))

    def texts(self, places: Integers) -> list[tuple[str, ...]]:
        """The outcomes at these places, in the order of counts()."""
        short = places < self.keys.rows
        found = self._short(places[short]) if short.any() else []
        if short.all():
            return found
        known, rest = iter(found), list(self.long)
        return [
            next(known) if i < self.keys.rows else tuple(cell.decode() for cell in rest[i - self.keys.rows])
            for i in places.tolist()
        ]

    def _short(self, places: Integers) -> list[tuple[str, ...]]:
        """The outcomes that are keys: the bytes of their words, which end where zeros begin."""
        cells = []
        for c in range(self.columns):
            words = [self.keys.words[k] for k in range(_MOST * c, _MOST * (c + 1)) if k in self.keys.words]
            width = 8 * len(words)
            if not words:
                cells.append([""] * len(places))
                continue
            block = np.stack([word[places] for word in words], axis=1).tobytes()
            cells.append([block[i : i + width].rstrip(b"\0").decode() for i in range(0, len(block), width)])
        return list(zip(*cells, strict=True))


class LabelCounts:
    """Counts the outcomes of rows of so many labels each."""

    def __init__(self, columns: int = 1) -> None:
        self.columns = columns
        self._slots = Keys({}, np.zeros(_SLOTS, np.int64))
        self._taken = np.zeros(_SLOTS, np.bool_)
        self._rest: list[Keys] = []
        self._gathered, self._enough = 0, _FEW
        self._long: Counter[tuple[bytes, ...]] = Counter()

    def add(self, columns: Sequence[Texts]) -> None:
        """Count the rows of a block."""
        long = np.zeros(len(columns[0].start), np.bool_)
        for column in columns:
            long |= column.size > SHORT
        if long.any():
            places = np.flatnonzero(long).tolist()
            self._long.update(tuple(column.text(i) for column in columns) for i in places)
            columns = [Texts(c.block, c.start[~long], c.size[~long]) for c in columns]
        if len(columns[0].start):
            self._add_short(words_of_texts(columns))

    def _add_short(self, words: dict[int, Words]) -> None:
        rows = len(next(iter(words.values())))
        slot = (mixture(words, rows) >> _SHIFT).astype(np.int64)
        met = self._taken[slot]
        for k in words.keys() | self._slots.words.keys():
            known = self._slots.words.get(k)
            met &= (0 if known is None else known[slot]) == words.get(k, np.uint64(0))
        if met.all():
            self._slots.counts[:] += np.bincount(slot, minlength=_SLOTS)
            return
        self._slots.counts[:] += np.bincount(slot[met], minlength=_SLOTS)
        missed = Keys({k: word[~met] for k, word in words.items()}, np.ones(rows - int(met.sum()), np.int64))
        self._gather(self._settled(united([missed])))

    def _settled(self, new: Keys) -> Keys:
        """Give free slots to new outcomes; those that find none are left."""
        slot = (mixture(new.words, new.rows) >> _SHIFT).astype(np.int64)
        first = np.zeros(new.rows, np.bool_)
        first[np.unique(slot, return_index=True)[1]] = True
        first &= ~self._taken[slot]
        at = slot[first]
        self._taken[at] = True
        self._slots.counts[at] = new.counts[first]
        for k, word in new.words.items():
            if k not in self._slots.words:
                self._slots.words[k] = np.zeros(_SLOTS, np.uint64)
            self._slots.words[k][at] = word[first]
        return new if not first.any() else new.chosen(~first)

    def _gather(self, keys: Keys) -> None:
        if not keys.rows:
            return
        self._rest.append(keys)
        self._gathered += keys.rows
        if self._gathered > self._enough:
            self._rest = [united(self._rest)]
            self._gathered = self._rest[0].rows
            self._enough = max(_FEW, 2 * self._gathered)

    def counted(self) -> Counted:
        """What was counted; the object is used up."""
        rest, self._rest = self._rest, []
        slots = self._slots.chosen(self._taken)
        keys = slots if not rest else united([slots, *rest])
        return Counted(keys, dict(self._long), self.columns)


def united(parts: Sequence[Keys]) -> Keys:
    """The outcomes of all parts, each once, with the sums of their counts."""
    stack, counts = _concatenated(parts)
    order, fresh = ordered(stack)
    begins = np.flatnonzero(fresh)
    lines = stack.chosen(order[begins])
    words = {k: np.ascontiguousarray(lines[:, j]) for j, k in enumerate(stack.names)}
    return Keys(words, np.add.reduceat(counts[order], begins) if len(begins) else counts)


def _concatenated(parts: Sequence[Keys]) -> tuple[Stack, Integers]:
    """The outcomes of all parts and their counts, one behind the other; an outcome may occur again."""
    words = stacked([(part.words, part.rows) for part in parts])
    return words, np.concatenate([part.counts for part in parts])


class Paired(NamedTuple):
    """The outcomes of two tables, each once: its counts a and b there, and where each of them stands.

    `place` is the place of an outcome in the first table, or −1 minus its place in the second.
    """

    a: Integers
    b: Integers
    place: Integers


def none_of(columns: int) -> Counted:
    """No outcome, of so many labels each."""
    return Counted(Keys({}, np.zeros(0, np.int64)), {}, columns)


def paired(p: Counted, q: Counted) -> Paired:
    """The outcomes of both, by their labels."""
    if not q.labels:
        counts = p.counts()
        return Paired(counts, np.zeros_like(counts), np.arange(len(counts)))
    n, m = p.keys.rows, q.keys.rows
    stack, occurring = _concatenated([p.keys, q.keys])
    order, fresh = ordered(stack)
    begins = np.flatnonzero(fresh)
    first = order < n
    sides = []
    for side in (first, ~first):
        counts = occurring[order] * side
        sides.append(np.add.reduceat(counts, begins) if len(begins) else counts)
    where = order[begins]
    places = np.where(where < n, where, n - 1 - where)
    texts = list(dict.fromkeys((*p.long, *q.long)))
    rank = [{text: i for i, text in enumerate(side.long)} for side in (p, q)]
    a = [p.long.get(text, 0) for text in texts]
    b = [q.long.get(text, 0) for text in texts]
    rest = [n + rank[0][text] if text in p.long else -1 - m - rank[1][text] for text in texts]
    join = [np.array(x, np.int64) for x in (a, b, rest)]
    return Paired(*(np.concatenate(x) for x in zip((*sides, places), join, strict=True)))
