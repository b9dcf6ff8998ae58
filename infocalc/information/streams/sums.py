"""What is added up while the rows of a table go by: exact sums, terms of measures, fingerprints of labels."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
from flint import arb, ctx, fmpq

from infocalc.information.pmf.logarithm_sums import log_ball
from infocalc.information.streams.compensated import Compensated, Whole, divergences, weighted_logs
from infocalc.information.streams.decimals import Floats, Integers, Mask, gaps
from infocalc.information.streams.fingerprints import Fingerprints
from infocalc.information.streams.largest import Largest
from infocalc.information.streams.table_blocks import Block, Single
from infocalc.records import NamedTuple

#: bits for rows that are added one by one
_BITS = 256


class Columns(NamedTuple):
    """p and q of the rows of a block as doubles, q − p from whole numbers except where `loose`."""

    p: Floats
    q: Floats
    gap: Floats
    loose: Mask | None

    def only(self, here: Mask) -> Columns:
        """The same with p = q = 0 elsewhere."""
        p, q, gap = (np.where(here, x, 0.0) for x in (self.p, self.q, self.gap))
        return Columns(p, q, gap, self.loose)

    def turned(self) -> Columns:
        """The same with p and q exchanged."""
        return Columns(self.q, self.p, -self.gap, self.loose)

    def halfway(self) -> Columns:
        """p beside m = (p + q)/2."""
        return Columns(self.p, (self.p + self.q) / 2, self.gap / 2, self.loose)


class RowSum(NamedTuple):
    """A sum over the rows: its terms and how far they are off together, and the term of one row."""

    terms: Callable[[Columns], tuple[Floats, float]]
    term: Callable[[fmpq, fmpq], arb]


def _log_term(x: fmpq, y: fmpq) -> arb:
    return arb(0) if x == 0 else log_ball(y) * x


def _divergence_term(x: fmpq, y: fmpq) -> arb:
    return _log_term(x, x / y if x != 0 else y) + (y - x)


def _jensen_terms(c: Columns) -> tuple[Floats, float]:
    """(p·log(p/m) + q·log(q/m))/2."""
    first, slack = divergences(*c.halfway())
    second, more = divergences(*c.turned().halfway())
    return (first + second) / 2, slack + more


#: sums over rows: Σ p·log p, Σ p·log q, both turned, Σ (p·log(p/q) − p + q), turned, that of Jensen–Shannon
KINDS: Mapping[str, RowSum] = MappingProxyType(
    {
        "own": RowSum(lambda c: weighted_logs(c.p, c.p), lambda x, y: _log_term(x, x)),
        "cross": RowSum(lambda c: weighted_logs(c.p, c.q), _log_term),
        "own of q": RowSum(lambda c: weighted_logs(c.q, c.q), lambda _, y: _log_term(y, y)),
        "crossed": RowSum(lambda c: weighted_logs(c.q, c.p), lambda x, y: _log_term(y, x)),
        "apart": RowSum(lambda c: divergences(*c), _divergence_term),
        "back": RowSum(lambda c: divergences(*c.turned()), lambda x, y: _divergence_term(y, x)),
        "halves": RowSum(
            _jensen_terms,
            lambda x, y: (_divergence_term(x, (x + y) / 2) + _divergence_term(y, (x + y) / 2)) / 2,
        ),
    }
)
#: sums that one outcome with q = 0 < p makes infinite, and those that p = 0 < q does
_NEEDS_Q, _NEEDS_P = frozenset(("cross", "apart")), frozenset(("back", "crossed"))


class OnePass:
    """The sums `names` over the rows added; the first of them ranks the rows when `most` of them are kept."""

    def __init__(self, names: tuple[str, ...], columns: int, labels: bool, most: int) -> None:
        self.count = self.longest = 0
        self.supports = [0] * columns
        self.wholes = tuple(Whole() for _ in range(columns))
        self.sums = {name: Compensated() for name in names}
        self.prints = Fingerprints() if labels else None
        self.lines = Lines()
        self.largest = Largest(most) if most else None
        self.without_q: Single | None = None
        self.without_p: Single | None = None

    def add(self, block: Block) -> None:
        """Add the rows of a block."""
        self.count += block.rows()
        self.longest = max(
            [self.longest, *(c.longest for c in block.columns), *(s.longest for s in block.singles)]
        )
        for i, (whole, cells) in enumerate(zip(self.wholes, block.columns, strict=True)):
            whole.add(cells)
            self.supports[i] += int(np.count_nonzero(cells.m)) + sum(
                row.values[i] != 0 for row in block.singles
            )
        if self.prints is not None and block.prints is not None:
            self.prints.add(block.prints)
            self.lines.add(block.lines)
        if block.columns[0].m.size:
            self._add_columns(block)
        with ctx.workprec(_BITS):
            for row in block.singles:
                self._add_single(row)

    def _add_columns(self, block: Block) -> None:
        columns = _columns(block)
        no_q, no_p = (columns.q == 0) & (columns.p > 0), (columns.p == 0) & (columns.q > 0)
        self.without_q = self.without_q or _first(block, no_q)
        self.without_p = self.without_p or _first(block, no_p)
        ranked = None
        for name, total in self.sums.items():
            infinite = no_q if name in _NEEDS_Q else no_p if name in _NEEDS_P else np.zeros_like(no_q)
            finite = columns.only(~infinite) if infinite.any() else columns
            terms, slack = KINDS[name].terms(finite)
            total.add(terms, slack)
            if ranked is None and self.largest is not None:
                ranked = np.abs(terms - finite.gap if name == "apart" else terms)
                ranked[infinite] = np.inf
                ranked[(columns.p == 0) & ((columns.q == 0) | (name != "halves"))] = -1.0
                self.largest.add(block, ranked)

    def _add_single(self, row: Single) -> None:
        x, y = row.values[0], row.values[-1]
        for whole, value in zip(self.wholes, row.values, strict=True):
            whole.add_one(value)
        self.without_q = self.without_q or (row if y == 0 < x else None)
        self.without_p = self.without_p or (row if x == 0 < y else None)
        size = None
        for name, total in self.sums.items():
            infinite = (y == 0 < x and name in _NEEDS_Q) or (x == 0 < y and name in _NEEDS_P)
            term = arb(0) if infinite else KINDS[name].term(x, y)
            total.add_one(term)
            if size is None:
                ranked = term - (y - x) if name == "apart" else term
                size = float("inf") if infinite else abs(float(ranked.mid()))
        if self.largest is not None and size is not None and (x != 0 or (y != 0 and "halves" in self.sums)):
            self.largest.add_one(size, row)


class Lines:
    """The line of each row: runs of consecutive lines as one pair, others one by one."""

    def __init__(self) -> None:
        self._count = 0
        self._starts: list[int] = []
        self._runs: list[int | Integers] = []

    def add(self, lines: Integers) -> None:
        """Further rows."""
        if not lines.size:
            return
        run = int(lines[-1]) - int(lines[0]) == len(lines) - 1
        self._starts.append(self._count)
        self._runs.append(int(lines[0]) if run else lines)
        self._count += len(lines)

    def of(self, row: int) -> int:
        """The line of a row counted from 0."""
        k = bisect_right(self._starts, row) - 1
        run, i = self._runs[k], row - self._starts[k]
        return run + i if isinstance(run, int) else int(run[i])


def _columns(block: Block) -> Columns:
    p = block.columns[0].floats()
    if len(block.columns) == 1:
        return Columns(p, p, np.zeros_like(p), None)
    return Columns(p, block.columns[1].floats(), *gaps(*block.columns))


def _first(block: Block, here: Mask) -> Single | None:
    return block.single(int(here.argmax())) if here.any() else None
