"""The numbers that formulas of matrices are evaluated with: power series for proofs, exact values and balls.

A ring says what a constant, a function and a power are; sums, products and quotients are those of Python.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Protocol

from flint import arb, arb_mat, arb_series, ctx, fmpq

from infocalc.algebra.ball import enclosure
from infocalc.algebra.jet import NoJet, composed
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import call
from infocalc.functions import calls as F
from infocalc.functions.rebuild import expanded

Entry = Any
Table = list[list[Entry]]


class Singular(Exception):
    """No pivot is proved not to be 0: a singular matrix, or too few bits."""


class Ring(Protocol):
    """What the walk over a formula asks of its numbers."""

    def rational(self, q: fmpq) -> Entry: ...

    def constant(self, name: str) -> Entry: ...

    def function(self, name: str, args: tuple[Entry, ...]) -> Entry: ...

    def power(self, base: Entry, exponent: Entry) -> Entry: ...

    def weight(self, entry: Entry) -> float:
        """How good a pivot the entry is; 0 where it may be 0."""

    def exponential(self, table: Table) -> Table: ...


@lru_cache(maxsize=256)
def _template(name: str, count: int) -> Expr:
    """name(a, b, …) in functions that have series."""
    arguments = [X.sym(f"a{i}") for i in range(count)]
    if name == F.exp.name:
        return X.power(X.E, arguments[0])
    if name == "power":
        return X.power(*arguments)
    return expanded(X.apply(name, *arguments))


class SeriesRing:
    """Power series in t over balls; the caller has set the precision and the number of coefficients."""

    def rational(self, q: fmpq) -> Entry:
        return arb_series([arb(q)])

    def constant(self, name: str) -> Entry:
        return composed(X.const(name), {})

    def function(self, name: str, args: tuple[Entry, ...]) -> Entry:
        return composed(_template(name, len(args)), {f"a{i}": a for i, a in enumerate(args)})

    def power(self, base: Entry, exponent: Entry) -> Entry:
        n = _whole(exponent)
        if n is not None:
            if n < 0 and base[0].contains(0):
                raise NoJet
            return base**n if n >= 0 else (1 / base) ** -n
        if not base[0] > 0:
            raise NoJet
        return (base.log() * exponent).exp()

    def weight(self, entry: Entry) -> float:
        return 0.0 if entry[0].contains(0) else abs(float(entry[0].mid()))

    def exponential(self, table: Table) -> Table:
        """exp of the block Toeplitz matrix of the coefficients, whose first row holds those of exp."""
        n, order = len(table), ctx.cap
        block = arb_mat(n * order, n * order)
        for p in range(order):
            for q in range(p, order):
                for i in range(n):
                    for j in range(n):
                        block[p * n + i, q * n + j] = table[i][j][q - p]
        found = block.exp()
        return [[arb_series([found[i, q * n + j] for q in range(order)]) for j in range(n)] for i in range(n)]


def _whole(series: Entry) -> int | None:
    """The whole number that a constant series is."""
    if series.length() > 1:
        return None
    n = series[0].unique_fmpz() if series[0].is_exact() else None
    return None if n is None or abs(n) > 10_000 else int(n)


class ExactRing:
    """Rational numbers as long as they last, balls beyond; the caller has set the precision."""

    def rational(self, q: fmpq) -> Entry:
        return q

    def constant(self, name: str) -> Entry:
        return rational_or_ball(X.const(name))

    def function(self, name: str, args: tuple[Entry, ...]) -> Entry:
        if all(isinstance(a, fmpq) for a in args):
            numbers = [X.rational(a) for a in args]
            return rational_or_ball(X.power(X.E, numbers[0]) if name == F.exp.name else call(name, *numbers))
        series = {f"a{i}": arb_series([a if isinstance(a, arb) else arb(a)]) for i, a in enumerate(args)}
        return composed(_template(name, len(args)), series)[0]

    def power(self, base: Entry, exponent: Entry) -> Entry:
        if isinstance(base, fmpq) and isinstance(exponent, fmpq):
            return rational_or_ball(X.power(X.rational(base), X.rational(exponent)))
        if isinstance(exponent, fmpq) and exponent.q == 1 and abs(exponent) <= 10_000:
            return base ** int(exponent.p)
        return self.function("power", (base, exponent))

    def weight(self, entry: Entry) -> float:
        if isinstance(entry, fmpq):
            return 0.0 if entry == 0 else 1.0 / (1 + abs(entry.p).bit_length() + entry.q.bit_length())
        return 0.0 if entry.contains(0) else abs(float(entry.mid()))

    def exponential(self, table: Table) -> Table:
        n = len(table)
        found = arb_mat(n, n, [arb(e) if isinstance(e, fmpq) else e for row in table for e in row]).exp()
        return [[found[i, j] for j in range(n)] for i in range(n)]


def rational_or_ball(e: Expr) -> Entry:
    """A rational number as it is, another one as a ball; NoJet where it has no value."""
    if e.head == X.NUM:
        return fmpq(e.data)
    found = enclosure(e, None, ctx.prec)
    if found is None:
        raise NoJet
    return found
