"""Columns of decimal numbers in a block of bytes: whole mantissas and powers of ten, exactly, with NumPy.

A cell that is more than digits, a point and an exponent (a sign, a fraction, spaces, more than 18 digits) is
not read here but marked, for the reader of single cells to decide: nothing is guessed or passed over.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

#: the longest cell, in bytes
WIDTH = 32
#: mantissas stay below 2^63 when one more digit is appended to a number up to this
_FULL = (2**63 - 10) // 10
#: powers of ten for which a mantissa times the power is a normal double
_LOWEST, _HIGHEST = -290, 280
_POWERS = np.array([float(f"1e{k}") for k in range(-_LOWEST + 1)])

# a byte minus that of "0", modulo 256
_NINE, _POINT, _COMMA, _EXPONENT, _END = 9, 46 + 208, 44 + 208, 53, 200
_ZERO, _PLUS, _MINUS = 48, 43, 45


@dataclass(frozen=True, slots=True)
class Cells:
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


def read_cells(buffer: Bytes, start: Integers, end: Integers, comma: bool) -> Cells:
    """The cells buffer[start:end]; 64 bytes beyond the last of them must be there."""
    size = end - start
    width = min(max(int(size.max()), 1), WIDTH)
    plain = (size > 0) & (size <= WIDTH)
    digits = [buffer.take(start + j) - np.uint8(_ZERO) for j in range(width)]
    shortest = int(size.min())
    for j in range(shortest, width):
        digits[j][size <= j] = _END
    size, t = _cut_exponents(buffer, start, end, digits, size, plain)
    point = _COMMA if comma else _POINT
    m, places, points = _alike(digits, point) or _unlike(digits, point, plain)
    _check_first(digits, point, plain)
    t = t - places
    plain &= (t >= _LOWEST) & (t <= _HIGHEST)
    longest = int(np.where(plain, size - points, 0).max())
    if plain.all():
        return Cells(m, t, None, longest)
    return Cells(np.where(plain, m, 0), np.where(plain, t, 0), plain, longest)


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


def _alike(digits: list[Bytes], point: int) -> tuple[Integers, int, int] | None:
    """Mantissas whose points stand one below the other, short ones filled up with zeros; None for others."""
    m = np.zeros(len(digits[0]), np.int64)
    places, points = 0, 0
    for j, d in enumerate(digits):
        most = int(d.max())
        if most == point and points == 0 and int(d.min()) == point:
            points = 1
            continue
        if most == _END and points:
            d = np.where(d == _END, np.uint8(0), d)  # noqa: PLW2901  (the same column, filled up)
            most = int(d.max())
        if most > _NINE or (j >= 18 and int(m.max()) > _FULL):
            return None
        m *= 10
        m += d
        places += points
    return m, places, points


def _unlike(digits: list[Bytes], point: int, plain: Mask) -> tuple[Integers, Integers, Integers]:
    """Mantissas one by one as to where their points are."""
    m = np.zeros(len(plain), np.int64)
    places = np.zeros(len(plain), np.int64)
    pointed = np.zeros(len(plain), np.bool_)
    for j, d in enumerate(digits):
        digit, dot = d <= _NINE, d == point
        plain &= digit | (d == _END) | (dot & ~pointed)
        if j >= 18:
            full = digit & (m > _FULL)
            plain &= ~full
            digit &= ~full
        m = np.where(digit, m * 10 + d, m)
        places += digit & pointed
        pointed |= dot
    return m, places, pointed.astype(np.int64)


def _check_first(digits: list[Bytes], point: int, plain: Mask) -> None:
    """A mantissa begins with a digit, or with a point before a digit."""
    first = digits[0] <= _NINE
    if len(digits) > 1:
        first |= (digits[0] == point) & (digits[1] <= _NINE)
    plain &= first


def gaps(p: Cells, q: Cells) -> tuple[Floats, Mask | None]:
    """q − p with a relative error of 3·2^−53 from whole numbers; True where it had to be left to doubles."""
    low = np.minimum(p.t, q.t)
    below = float(np.abs(low).max(initial=0)) <= -_LOWEST
    big = [c.m * _POWERS[np.minimum(c.t - low, -_LOWEST)] for c in (p, q)]
    fits = (big[0] < 2**62) & (big[1] < 2**62) & below
    whole = [np.where(fits, c.m * 10 ** np.where(fits, c.t - low, 0), 0) for c in (p, q)]
    exact = Cells(whole[1] - whole[0], low, None, 0).floats()
    if fits.all():
        return exact, None
    return np.where(fits, exact, q.floats() - p.floats()), ~fits
