"""Columns of decimal numbers in a block of bytes: whole mantissas and powers of ten, exactly, with NumPy.

A cell that is more than digits, a point and an exponent (a sign, a fraction, spaces, more than 18 digits) is
not read here but marked, for the reader of single cells to decide: nothing is guessed or passed over.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from infocalc.records import NamedTuple

Bytes = NDArray[np.uint8]
Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Words = NDArray[np.uint64]

#: the longest cell, in bytes
WIDTH = 32
#: mantissas stay below 2^63 when one more digit is appended to a number up to this
_FULL = (2**63 - 10) // 10
#: whole numbers below this may be multiplied and subtracted
_HALF = 2**62
#: so many digits are below 2^63
_SAFE = 18
#: powers of ten for which a mantissa times the power is a normal double
_LOWEST, _HIGHEST = -290, 280
_POWERS = np.array([float(f"1e{k}") for k in range(-_LOWEST + 1)])

# a byte minus that of "0", modulo 256
_NINE, _POINT, _COMMA, _EXPONENT, _END = 9, 46 + 208, 44 + 208, 53, 200
_ZERO, _PLUS, _MINUS = 48, 43, 45

#: masks of the first k bytes of a word
FIRST_BYTES = np.array([(1 << (8 * k)) - 1 for k in range(9)], dtype=np.uint64)
_ZEROS, _HIGH, _SIX, _THREES = (np.uint64(x * 0x0101010101010101) for x in (0x30, 0xF0, 0x06, 0x33))
_JOINS = tuple(
    (np.uint64(keep), np.uint64(factor), np.uint64(shift))
    for keep, factor, shift in (
        (0x0F0F0F0F0F0F0F0F, 1 + (10 << 8), 8),
        (0x00FF00FF00FF00FF, 1 + (100 << 16), 16),
        (0x0000FFFF0000FFFF, 1 + (10000 << 32), 32),
    )
)


class Cells(NamedTuple):
    """The numbers m·10^t; where `plain` is False (None: nowhere) the cell was not read and m is 0.

    `longest` is the largest number of digits that a mantissa was typed with.
    """

    m: Integers
    t: Integers
    plain: Mask | None
    longest: int

    def floats(self) -> Floats:
        """The numbers as doubles with a relative error of at most 3·2^−53."""
        above: Floats = self.m.astype(np.float64)
        if self.t.size and self.t[0] <= 0 and (self.t == self.t[0]).all():
            above /= _POWERS[-self.t[0]]
            return above
        scale = _POWERS[np.abs(self.t)]
        found: Floats = np.where(self.t < 0, above / scale, above * scale)
        return found


def read_cells(block: bytes, start: Integers, end: Integers, comma: bool) -> Cells:
    """The cells block[start:end]; 64 bytes beyond the last of them must be there."""
    point = _COMMA if comma else _POINT
    size = end - start
    found = _whole(block, start, size) or _aligned(block, start, size, point)
    if found is not None:
        return found
    buffer = np.frombuffer(block, np.uint8)
    width = min(max(int(size.max()), 1), WIDTH)
    plain = (size > 0) & (size <= WIDTH)
    digits = [buffer.take(start + j) - np.uint8(_ZERO) for j in range(width)]
    for j in range(int(size.min()), width):
        digits[j][size <= j] = _END
    size, t = _cut_exponents(buffer, start, end, digits, size, plain)
    found = _aligned(block, start, size, point) if t.any() and plain.all() else None
    m, places, longest = (found.m, -found.t, found.longest) if found else _one_by_one(digits, point, plain)
    t = t - places
    plain &= (t >= _LOWEST) & (t <= _HIGHEST)
    if plain.all():
        return Cells(m, t, None, longest)
    return Cells(np.where(plain, m, 0), np.where(plain, t, 0), plain, longest)


# ── eight digits at a time ───────────────────────────────────────────────────────────────────────


def words_of(block: bytes) -> Words:
    """The eight bytes from each place on as one number, the first of them lowest."""
    return np.ndarray((len(block) - 7,), "<u8", block, 0, (1,))


def _whole(block: bytes, start: Integers, size: Integers) -> Cells | None:
    """Whole numbers of one to eight digits; None when a cell is something else."""
    longest = int(size.max())
    if longest > 8 or int(size.min()) < 1:
        return None
    m, wrong = _eight(words_of(block)[start], size.view(np.uint64))
    return None if wrong.any() else Cells(m.view(np.int64), np.zeros(len(m), np.int64), None, longest)


def _aligned(block: bytes, start: Integers, size: Integers, point: int) -> Cells | None:
    """Cells whose points stand one below the other behind one to eight digits; None when one does not."""
    mark = (point + _ZERO) % 256
    whole = block.find(mark, start[0], start[0] + size[0]) - int(start[0])
    shortest, longest = int(size.min()), int(size.max())
    places = longest - whole - 1
    if not 1 <= whole <= 8 or shortest <= whole or places > _SAFE:
        return None
    words, after = words_of(block), start + (whole + 1)
    m, wrong = _eight(words[start], np.uint64(whole))
    if (words[after - 1].astype(np.uint8) != mark).any() or (whole + places > _SAFE and m.any()):
        return None
    for j in range(0, places, 8):
        count = min(8, places - j)
        word = words[after + j]
        if shortest < whole + 1 + j + count:
            mask = FIRST_BYTES[np.clip(size - (whole + 1 + j), 0, count)]
            word &= mask
            word |= _ZEROS & ~mask
        value, other = _eight(word, np.uint64(count))
        wrong |= other
        m *= np.uint64(10**count)
        m += value
    if wrong.any():
        return None
    return Cells(m.astype(np.int64), np.full(len(m), -places), None, longest - 1)


def _eight(word: Words, count: np.uint64 | Words) -> tuple[Words, Words]:
    """The first `count` of the eight characters as a number, in place; and not 0 where one is no digit.

    D. Lemire, Quickly parsing eight digits, 2018: neighbours are joined to pairs, fours, eights.
    """
    bits = count << np.uint64(3)
    word <<= np.uint64(64) - bits
    word |= _ZEROS >> bits  # none of 64 bits: NumPy shifts all of them out
    wrong = word + _SIX
    wrong &= _HIGH
    wrong >>= np.uint64(4)
    wrong |= word & _HIGH
    wrong ^= _THREES
    for keep, factor, shift in _JOINS:
        word &= keep
        word *= factor
        word >>= shift
    return word, wrong


# ── other cells ──────────────────────────────────────────────────────────────────────────────────


def _cut_exponents(
    buffer: Bytes, start: Integers, end: Integers, digits: list[Bytes], size: Integers, plain: Mask
) -> tuple[Integers, Integers]:
    """The lengths of the mantissas and the exponents behind them; `digits` end before the letter e."""
    marks = [(d | 32) == _EXPONENT for d in digits]
    if not any(mark.any() for mark in marks):
        return size, np.zeros_like(size)
    place = size.copy()
    for j in range(len(digits) - 1, -1, -1):
        place[marks[j]] = j
    has = place < size
    first = start + place + 1
    sign = buffer.take(np.where(has, first, start))
    first += (sign == _PLUS) | (sign == _MINUS)
    count = end - first
    plain &= ~has | ((count >= 1) & (count <= 3))
    value = np.zeros_like(size)
    for i in range(3):
        here = has & (i < count)
        digit = buffer.take(np.where(here, first + i, start)) - np.uint8(_ZERO)
        plain &= ~here | (digit <= _NINE)
        value = np.where(here, value * 10 + digit, value)
    for j, d in enumerate(digits):
        d[place <= j] = _END
    return place, np.where(sign == _MINUS, -value, value) * has


def _one_by_one(digits: list[Bytes], point: int, plain: Mask) -> tuple[Integers, Integers, int]:
    """Mantissas with points anywhere, the digits behind the points, and the most digits of one."""
    m = np.zeros(len(plain), np.int64)
    places, count = np.zeros_like(m), np.zeros_like(m)
    pointed = np.zeros(len(plain), np.bool_)
    for j, d in enumerate(digits):
        digit, dot = d <= _NINE, d == point
        plain &= digit | (d == _END) | (dot & ~pointed)
        if j >= _SAFE:
            full = digit & (m > _FULL)
            plain &= ~full
            digit &= ~full
        m = np.where(digit, m * 10 + d, m)
        places += digit & pointed
        count += digit
        pointed |= dot
    plain &= count > 0
    return m, places, int((count * plain).max())


def gaps(p: Cells, q: Cells) -> tuple[Floats, Mask | None]:
    """q − p with a relative error of 3·2^−53 from whole numbers; True where it had to be left to doubles."""
    if (p.t == q.t).all() and p.m.max(initial=0) < _HALF and q.m.max(initial=0) < _HALF:
        return Cells(q.m - p.m, p.t, None, 0).floats(), None
    low = np.minimum(p.t, q.t)
    below = float(np.abs(low).max(initial=0)) <= -_LOWEST
    big = [c.m * _POWERS[np.minimum(c.t - low, -_LOWEST)] for c in (p, q)]
    fits = (big[0] < _HALF) & (big[1] < _HALF) & below
    whole = [np.where(fits, c.m * 10 ** np.where(fits, c.t - low, 0), 0) for c in (p, q)]
    exact = Cells(whole[1] - whole[0], low, None, 0).floats()
    if fits.all():
        return exact, None
    return np.where(fits, exact, q.floats() - p.floats()), ~fits
