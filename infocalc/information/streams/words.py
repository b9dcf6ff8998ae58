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


def stacked(parts: Sequence[tuple[Mapping[int, Words], int]]) -> dict[int, Words]:
    """The words of so many rows of each part, one part behind the other."""
    names = sorted({k for words, _ in parts for k in words})
    zeros = np.zeros(max((rows for _, rows in parts), default=0), np.uint64)
    return {k: np.concatenate([words.get(k, zeros[:rows]) for words, rows in parts]) for k in names}


def mixture(words: Mapping[int, Words], rows: int) -> Words:
    """64 bits in which every bit of every word counts."""
    found = np.zeros(rows, np.uint64)
    for part in _chunks(rows):
        for k, word in words.items():
            found[part] += mixed(word[part].copy(), _FACTORS[k])
        mixed(found[part], _FACTORS[-1])
    return found


def ordered(words: Mapping[int, Words], rows: int) -> tuple[NDArray[np.intp], Mask]:
    """An order in which equal rows stand together, and where in it a new one begins.

    Sorted are the mixtures of the words with the places of the rows in their lowest bits: numbers are sorted
    in half the time of places. Rows that share the other bits, a few pairs in millions, are then put in
    order by all of their words.
    """
    bits = np.uint64(rows.bit_length())
    places = (np.uint64(1) << bits) - np.uint64(1)
    packed = mixture(words, rows)
    packed &= ~places
    packed |= np.arange(rows, dtype=np.uint64)
    packed.sort()
    order = (packed & places).view(np.intp)
    packed >>= bits
    run = _changes(packed)
    fresh = _fresh(words, order)
    other = fresh & ~run
    if other.any():
        numbers = np.cumsum(run)
        here = np.flatnonzero(np.isin(numbers, numbers[other]))
        some = order[here]
        order[here] = some[np.lexsort([*(word[some] for word in words.values()), numbers[here]])]
        fresh = _fresh(words, order)
    return order, fresh


def _fresh(words: Mapping[int, Words], order: NDArray[np.intp]) -> Mask:
    """Where a row is another than the one before it."""
    found = np.zeros(len(order), np.bool_)
    found[:1] = True
    for part in _chunks(len(order) - 1):
        here = order[part.start : part.stop + 1]
        for word in words.values():
            values = word[here]
            found[part.start + 1 : part.stop + 1] |= values[1:] != values[:-1]
    return found


def _changes(values: Words) -> Mask:
    """Where a value differs from the one before it; at the first."""
    found = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=found[1:])
    return found


def _chunks(rows: int) -> Iterator[slice]:
    """All rows in parts whose arrays stay in the cache."""
    return (slice(begin, min(begin + _CHUNK, rows)) for begin in range(0, rows, _CHUNK))
