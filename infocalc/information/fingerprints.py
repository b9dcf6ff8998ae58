"""Whether a label appears twice in a stream: 64-bit fingerprints, 8 bytes a row.

Equal labels have equal fingerprints, so no double goes unseen. Two different labels among n share one with
probability n²/2^65 (3·10^−6 for ten million); a file is then looked at again, a pipe is refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from infocalc.limits import check

Prints = NDArray[np.uint64]

#: labels up to this many bytes are mixed eight bytes at a time, longer ones one by one
SHORT = 64
#: odd factors, multiples of the golden section of 2^64
_FACTORS = [np.uint64((0x9E3779B97F4A7C15 * (2 * k + 1)) % 2**64) for k in range(SHORT // 8 + 1)]
_SHIFT = np.uint64(32)
_FIRST_BYTES = np.array([(1 << (8 * k)) - 1 for k in range(9)], dtype=np.uint64)
#: rows by which the store grows; it is moved by the memory manager, not copied
_STEP = 1 << 20
#: the fingerprints are compared in so many parts, to bound the memory
_PARTS = 3


def of_fields(block: bytes, start: NDArray[np.int64], end: NDArray[np.int64]) -> Prints:
    """The fingerprints of block[start:end], each at most SHORT long; SHORT bytes beyond the last are there.

    A sum with one bijection for each eight bytes, which takes 0 to 0: what follows a label does not count.
    """
    words: NDArray[np.uint64] = np.ndarray((len(block) - 7,), "<u8", block, 0, (1,))
    size = end - start
    found = size.astype(np.uint64)
    shortest = int(size.min(initial=0))
    for k in range(0, int(size.max(initial=0)), 8):
        word = words[start + k] if k else words[start]
        if k + 8 > shortest:
            word &= _FIRST_BYTES[np.clip(size - k, 0, 8)]
        found += _mixed(word, _FACTORS[k // 8])
    return _mixed(found, _FACTORS[-1])


def _mixed(word: Prints, factor: np.uint64) -> Prints:
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
    """The fingerprints of the labels so far, in the order of the rows."""

    def __init__(self) -> None:
        self.size = 0
        self._all: Any = np.empty(_STEP, np.uint64)

    def add(self, found: Prints) -> None:
        """Keep those of further rows; LimitExceeded when there are too many."""
        size = self.size + len(found)
        check("labels", size)
        if size > len(self._all):
            self._all.resize(len(self._all) + max(_STEP, len(found)), refcheck=False)
        self._all[self.size : size] = found
        self.size = size

    def doubles(self) -> Iterator[list[int]]:
        """The places (from 0) of the rows that share a fingerprint, rising."""
        kept = self._all[: self.size]
        bounds = [k * 2**64 // _PARTS for k in range(_PARTS)]
        for low, high in zip(bounds, [*bounds[1:], 2**64], strict=True):
            values = kept[(kept >= np.uint64(low)) & (kept <= np.uint64(high - 1))]
            values.sort()
            for value in np.unique(values[1:][values[1:] == values[:-1]]).tolist():
                yield np.flatnonzero(kept == value).tolist()
