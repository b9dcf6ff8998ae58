"""Sums over columns of any length: exact ones of decimals, compensated ones of doubles with a bound.

D. Knuth, TAOCP 2, 4.2.2, theorem B: the error of a sum of two doubles is a double. The terms of entropies and
divergences come with what rounding can do to them.
"""

from __future__ import annotations

import math

import numpy as np
from flint import arb, ctx, fmpq

from infocalc.information.streams.decimals import Cells, Floats, Mask

#: half a unit in the last place of a double just above 1
U = 2.0**-53
#: bits of the exact parts of a ball
_BITS = 256
_LOW_HALF = (1 << 32) - 1
#: partial sums that are kept before they are folded
_FOLDED = 2_000
#: terms that are left to math.fsum
_FEW = 64
#: terms y^k/(2k + 1) that leave less than U for y <= 1/9
_SERIES = tuple(1 / (2 * k + 1) for k in range(16, 0, -1))


class Whole:
    """The exact sum of cells: one whole number for each power of ten."""

    def __init__(self) -> None:
        self._of_power: dict[int, int] = {}
        self._rest = fmpq(0)

    def add(self, cells: Cells) -> None:
        """Add all of the cells; their mantissas are split in halves, whose sums are whole doubles."""
        if not cells.m.size:
            return
        low = int(cells.t.min())
        halves = (cells.m & _LOW_HALF, cells.m >> 32)
        if low == int(cells.t.max()):
            found = [[int(half.sum())] for half in halves]
        else:
            found = [np.bincount(cells.t - low, half).astype(np.int64).tolist() for half in halves]
        for k, (small, big) in enumerate(zip(*found, strict=True), low):
            self._of_power[k] = self._of_power.get(k, 0) + small + (big << 32)

    def add_one(self, x: fmpq) -> None:
        """Add one number."""
        self._rest += x

    def total(self) -> fmpq:
        """The sum."""
        return sum((n * fmpq(10) ** k for k, n in self._of_power.items()), self._rest)


class Compensated:
    """A sum of doubles that is exact but for the bound on the error of its terms."""

    def __init__(self) -> None:
        self._parts: list[float] = []
        self._slack = 0.0
        self._ball = arb(0)

    def add(self, terms: Floats, slack: float) -> None:
        """Add the terms, which are off by at most `slack` together."""
        self._parts += _halved(terms)
        self._slack += slack
        if len(self._parts) > _FOLDED:
            self._parts = list(_pair(self._parts))

    def add_one(self, term: arb) -> None:
        """Add a term known as a ball."""
        with ctx.workprec(_BITS):
            self._ball += term

    def ball(self) -> arb:
        """The sum."""
        with ctx.workprec(_BITS):
            return self._ball + sum(map(arb, _pair(self._parts)), arb(0, self._slack * (1 + 1e-6)))


def _halved(terms: Floats) -> list[float]:
    """Doubles with the sum of the terms, but for rounding errors of rounding errors."""
    odd, errors = [0.0], 0.0
    while len(terms) > _FEW:
        half = len(terms) // 2
        if len(terms) % 2:
            odd.append(float(terms[-1]))
        a, b = terms[:half], terms[half : 2 * half]
        s = a + b
        other = s - a
        errors += float(((a - (s - other)) + (b - other)).sum())
        terms = s
    return list(_pair([*terms.tolist(), *odd, errors]))


def _pair(parts: list[float]) -> tuple[float, float]:
    """The sum as a double, and what is missing to it."""
    whole = math.fsum(parts)
    return whole, math.fsum([*parts, -whole])


# ── terms and how far they may be off ────────────────────────────────────────────────────────────
# A double from a cell is off by 3U relatively, NumPy's logarithm by at most 4 units in the last place (8U).


def weighted_logs(x: Floats, y: Floats) -> tuple[Floats, float]:
    """The terms x·log y (0 where x = 0), and how far they are off together."""
    terms = x * np.log(np.where(x > 0, y, 1.0))
    return terms, U * (12.5 * float(np.abs(terms).sum()) + 3.5 * float(x.sum()))


def divergences(p: Floats, q: Floats, gap: Floats, loose: Mask | None) -> tuple[Floats, float]:
    """The terms p·log(p/q) − p + q ≥ 0, and how far they are off together; q > 0 wherever p > 0.

    With t = (q − p)/p they are p·(t − log(1 + t)); for |t| ≤ 1/2 and r = t/(2 + t) that is
    p·r·(t − 2·Σ r^2k/(2k + 1)), which keeps its digits as t → 0. `gap` is q − p from whole numbers, except
    where `loose`.
    """
    near = np.abs(gap) <= p / 2
    terms, slack = np.zeros_like(p), 0.0
    # places instead of masks: to choose by a mask that changes from row to row takes five times as long
    here, there = np.flatnonzero(near), np.flatnonzero(~near)
    if len(here):
        terms[here] = apart = _near(p[here], gap[here])
        slack = 40 * float(apart.sum())
    if loose is not None:
        slack += 18 * float(np.abs(gap[loose]).sum())
    if len(there):
        x, y = p[there], q[there]
        apart = x * np.log(np.where(x > 0, x / np.where(x > 0, y, 1.0), 1.0))
        terms[there] = apart + gap[there]
        slack += 12.5 * float(np.abs(apart).sum()) + 12 * float(x.sum()) + 5 * float(y.sum())
    return terms, U * slack


def _near(p: Floats, gap: Floats) -> Floats:
    """The terms by the series."""
    t = np.divide(gap, p, where=p > 0, out=np.zeros_like(p))
    r = t / (2 + t)
    y = r * r
    series = np.zeros_like(y)
    for c in _SERIES:
        series += c
        series *= y
    series *= 2
    terms: Floats = p * r * (t - series)
    return terms
