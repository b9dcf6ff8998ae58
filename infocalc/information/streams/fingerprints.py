"""Whether a label appears twice in a stream: 64-bit fingerprints, 8 bytes a row.

Equal labels have equal fingerprints, so no double goes unseen. Two different labels among n share one with
probability n²/2^65 (3·10^−6 for ten million); a file is then looked at again, a pipe is refused.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from infocalc.information.streams.decimals import FIRST_BYTES, words_of
from infocalc.information.streams.pieces import SHORT
from infocalc.limits import check

Prints = NDArray[np.uint64]

#: odd factors, multiples of the golden section of 2^64
_FACTORS = [np.uint64((0x9E3779B97F4A7C15 * (2 * k + 1)) % 2**64) for k in range(SHORT // 8 + 1)]
_SHIFT = np.uint64(32)
#: parts in which the fingerprints are compared, by so many of their first bits
_DRAWERS, _FIRST_BITS = 16, np.uint64(60)


def of_fields(block: bytes, start: NDArray[np.int64], end: NDArray[np.int64]) -> Prints:
    """The fingerprints of block[start:end], each at most SHORT long; SHORT bytes beyond the last are there.

    A sum with one bijection for each eight bytes, which takes 0 to 0: what follows a label does not count.
    """
    words = words_of(block)
    size = end - start
    found = size.astype(np.uint64)
    shortest = int(size.min(initial=0))
    for k in range(0, int(size.max(initial=0)), 8):
        word = words[start + k] if k else words[start]
        if k + 8 > shortest:
            word &= FIRST_BYTES[np.clip(size - k, 0, 8)]
        found += mixed(word, _FACTORS[k // 8])
    return mixed(found, _FACTORS[-1])


def mixed(word: Prints, factor: np.uint64) -> Prints:
    """A bijection of 64 bits in which every bit counts, in place."""
    word ^= word >> _SHIFT
    word *= factor
    word ^= word >> _SHIFT
    return word


def of_labels(labels: Sequence[bytes]) -> Prints:
    """The fingerprints of labels of any length."""
    short = [label if len(label) <= SHORT else b"" for label in labels]
    ends = np.cumsum([len(label) for label in short], dtype=np.int64)
    starts = np.concatenate(([0], ends[:-1])).astype(np.int64)
    found = of_fields(b"".join(short) + b"\0" * (SHORT + 8), starts, ends)
    for i, label in enumerate(labels):
        if len(label) > SHORT:
            digest = hashlib.blake2b(label, digest_size=8).digest()
            found[i] = np.uint64(int.from_bytes(digest, "little"))
    return found


class Fingerprints:
    """The fingerprints of the labels so far, in drawers by their first bits; and each row's drawer."""

    def __init__(self) -> None:
        self._drawers = [array("Q") for _ in range(_DRAWERS)]
        self._of_row = bytearray()

    def add(self, found: Prints) -> None:
        """Keep those of further rows; LimitExceeded when there are too many."""
        check("labels", len(self._of_row) + len(found))
        drawer = (found >> _FIRST_BITS).astype(np.uint8)
        ordered = found[np.argsort(drawer, kind="stable")]
        ends = np.cumsum(np.bincount(drawer, minlength=_DRAWERS)).tolist()
        for kept, begin, end in zip(self._drawers, [0, *ends], ends, strict=False):
            kept.frombytes(ordered[begin:end].tobytes())
        self._of_row += drawer.tobytes()

    def doubles(self) -> Iterator[list[int]]:
        """The places (from 0) of the rows that share a fingerprint, rising."""
        for k, drawer in enumerate(self._drawers):
            kept = np.frombuffer(drawer, np.uint64)
            ordered = np.sort(kept)
            again = ordered[1:] == ordered[:-1]
            if again.any():
                rows = np.flatnonzero(np.frombuffer(self._of_row, np.uint8) == k)
                for value in np.unique(ordered[1:][again]).tolist():
                    yield rows[kept == np.uint64(value)].tolist()
