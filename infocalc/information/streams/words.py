"""Labels as words of eight bytes: their mixtures, and an order in which equal ones stand together.

A label of up to 64 bytes *is* its words (there is no NUL in a table, so what is filled up with zeros is not
ambiguous): equal words are equal labels, nothing is left to a hash.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from infocalc.information.streams.decimals import FIRST_BYTES, Integers, Mask, Words, words_of
from infocalc.information.streams.fingerprints import mixed
from infocalc.records import NamedTuple

#: rows whose words are mixed at once
_CHUNK = 1 << 16
_SHIFT = np.uint64(32)
#: odd factors, multiples of the golden section of 2^64
_FACTORS = [np.uint64((0x9E3779B97F4A7C15 * (2 * k + 1)) % 2**64) for k in range(256)]


class Texts(NamedTuple):
    """The labels block[start:start + size] of one column; SHORT bytes beyond the last must be there."""

    block: bytes
    start: Integers
    size: Integers

    def text(self, i: int) -> bytes:
        """Label i."""
        begin = int(self.start[i])
        return self.block[begin : begin + int(self.size[i])]


def words_of_texts(columns: Sequence[Texts]) -> dict[int, Words]:
    """The words of labels of at most SHORT bytes: of column c those from 8·c on; absent words are 0."""
    found = {}
    for c, (block, start, size) in enumerate(columns):
        words = words_of(block)
        shortest = int(size.min())
        for k in range(max(1, -(-int(size.max()) // 8))):
            word = words[start + 8 * k]
            if 8 * k + 8 > shortest:
                word &= FIRST_BYTES[np.clip(size - 8 * k, 0, 8)]
            found[8 * c + k] = word
    return found


class Stack(NamedTuple):
    """The words of rows side by side: those of one row are read at once, wherever it stands.

    `names` says which words they are, rising; `rows` has a line for each row.
    """

    names: tuple[int, ...]
    rows: Words

    def words(self) -> dict[int, Words]:
        """The words by themselves."""
        return {k: self.rows[:, j] for j, k in enumerate(self.names)}

    def chosen(self, places: Integers) -> Words:
        """The lines at these places."""
        return self.rows.take(places, axis=0, mode="clip")


def stacked(parts: Sequence[tuple[Mapping[int, Words], int]]) -> Stack:
    """The words of so many rows of each part, one part behind the other; absent words are 0."""
    names = tuple(sorted({k for words, _ in parts for k in words}))
    found = np.zeros((sum(rows for _, rows in parts), len(names)), np.uint64)
    begin = 0
    for words, rows in parts:
        for j, k in enumerate(names):
            if k in words:
                found[begin : begin + rows, j] = words[k]
        begin += rows
    return Stack(names, found)


def mixture(words: Mapping[int, Words], rows: int) -> Words:
    """64 bits in which every bit of every word counts."""
    found = np.zeros(rows, np.uint64)
    for part in _chunks(rows):
        for k, word in words.items():
            one = word[part] >> _SHIFT
            one ^= word[part]
            one *= _FACTORS[k]
            found[part] += one
        mixed(found[part], _FACTORS[-1])
    return found


def ordered(stack: Stack) -> tuple[NDArray[np.intp], Mask]:
    """An order in which equal rows stand together, and where in it a new one begins."""
    found = _Sorted(stack)
    order = (found.packed & found.places).view(np.intp)
    fresh = np.ones(len(order), np.bool_)
    for at in found.equal():
        fresh[at + 1] = False
    at, some = found.rest()
    order[at] = some
    fresh[at] = _fresh(stack, some)
    return order, fresh


def twins(stack: Stack) -> Iterator[tuple[Integers, Integers]]:
    """Pairs of equal rows, in parts: each row and the next that is equal to it; a pair may come twice."""
    found = _Sorted(stack)
    for at in found.equal():
        first, second = (found.packed[k] & found.places for k in (at, at + 1))
        yield first.view(np.int64), second.view(np.int64)
    _, some = found.rest()
    again = np.flatnonzero(~_fresh(stack, some))
    yield some[again - 1], some[again]


class _Sorted:
    """The mixtures of the words in order, with the places of the rows in their lowest bits.

    Numbers are sorted in half the time of places. Rows that share the other bits are equal, but for a few
    pairs in millions: there the words are compared.
    """

    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        rows = len(stack.rows)
        self._bits = np.uint64(rows.bit_length())
        self.places = (np.uint64(1) << self._bits) - np.uint64(1)
        self.packed = mixture(stack.words(), rows)
        self.packed &= ~self.places
        self.packed |= np.arange(rows, dtype=np.uint64)
        self.packed.sort()
        self._shared: list[Words] = []

    def equal(self) -> Iterator[Integers]:
        """Where in the order a row is followed by an equal one, in parts."""
        for part in _chunks(len(self.packed) - 1):
            here = self.packed[part.start : part.stop + 1]
            at = np.flatnonzero((here[1:] ^ here[:-1]) <= self.places)
            first, second = ((here[k] & self.places).view(np.int64) for k in (at, at + 1))
            other = _differ(self._stack.chosen(first), self._stack.chosen(second))
            if other.any():
                self._shared.append(here[at[other]] >> self._bits)
                at = at[~other]
            yield at + part.start

    def rest(self) -> tuple[Integers, Integers]:
        """Where the rows stand that share their bits with others, once all parts went by; and these rows in
        the order of all of their words, equal ones in that of their places."""
        if not self._shared:
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        bits = np.unique(np.concatenate(self._shared)) << self._bits
        begins = np.searchsorted(self.packed, bits).tolist()
        ends = np.searchsorted(self.packed, bits | self.places, "right").tolist()
        at = np.concatenate([np.arange(i, j) for i, j in zip(begins, ends, strict=True)])
        some = (self.packed[at] & self.places).view(np.int64)
        order = np.lexsort([*self._stack.chosen(some).T, self.packed[at] >> self._bits])
        return at, some[order]


def _differ(some: Words, others: Words) -> Mask:
    """Where lines of two stacks are not the same."""
    found = np.zeros(len(some), np.bool_)
    for one, other in zip(some.T, others.T, strict=True):
        found |= one != other
    return found


def _fresh(stack: Stack, order: Integers) -> Mask:
    """Where a row is another than the one before it; the first is one."""
    found = np.ones(len(order), np.bool_)
    lines = stack.chosen(order)
    found[1:] = _differ(lines[1:], lines[:-1])
    return found


def _chunks(rows: int) -> Iterator[slice]:
    """All rows in parts whose arrays stay in the cache."""
    return (slice(begin, min(begin + _CHUNK, rows)) for begin in range(0, rows, _CHUNK))
