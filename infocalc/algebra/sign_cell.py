"""Cells: the choices of signs for the factors of some parts, and expressions rewritten within one cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product

from flint import fmpq

from infocalc.algebra.ball import enclosure
from infocalc.algebra.factoring import TooLarge, factors
from infocalc.algebra.field import Field
from infocalc.algebra.normal import tidy
from infocalc.algebra.real_line import signs_between_roots
from infocalc.algebra.roots import as_square, is_positive
from infocalc.algebra.turning import (
    EXTREME,
    SIDED,
    TURNING,
    is_exponential,
    is_root,
    outside_cases,
    required_of,
    turns_on,
)
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import TABLE, call, with_parts
from infocalc.functions import calls as F
from infocalc.records import NamedTuple

#: factors whose signs are tried
_MOST_FACTORS = 6
#: inequalities of which it is asked whether they contradict each other
_MOST_ROWS = 100


class Factored(NamedTuple):
    """u = c·Π fᵢ^eᵢ: the constant factors of c, the fᵢ by their places in the list of factors."""

    constants: tuple[tuple[Expr, int], ...]
    exponents: dict[int, int]


class Parts(NamedTuple):
    """The parts on which something turns, factored; those that are not negative on the domain."""

    factors: tuple[Expr, ...]
    known: dict[Expr, Factored]
    nonnegative: frozenset[Expr]


def parts_of(compared: Sequence[Expr], domain: Sequence[Expr]) -> Parts:
    turning = dict.fromkeys(u for e in compared for node in X.nodes(e) for u in turns_on(node))
    required = dict.fromkeys(u for e in domain for node in outside_cases(e) for u in required_of(node))
    everything = [u for u in dict.fromkeys((*turning, *required)) if u.free]
    field = Field([tidy(as_square(u)) for u in everything])
    places: dict[Expr, int] = {}
    known = {u: _factored(u, field, places) for u in everything}
    return Parts(tuple(places), known, frozenset(u for u in required if u in known))


def _factored(u: Expr, field: Field, places: dict[Expr, int]) -> Factored:
    """u by the irreducible factors of its numerator and denominator; constants are taken together."""
    constants: list[tuple[Expr, int]] = []
    exponents: dict[int, int] = {}
    for side, poly in zip((1, -1), field.fraction(tidy(as_square(u))), strict=True):
        content, found = factors(poly)
        constants.append((X.num(int(content)), side))
        for poly_factor, multiplicity in found:
            factor, k = _without_reciprocal(field.expression(poly_factor), side * multiplicity)
            if not factor.free:
                constants.append((factor, k))
                continue
            place = places.setdefault(factor, len(places))
            exponents[place] = exponents.get(place, 0) + k
    return Factored(tuple(constants), exponents)


def _without_reciprocal(factor: Expr, k: int) -> tuple[Expr, int]:
    """sec^k as cos^(−k)."""
    row = TABLE.get(factor.data) if factor.head == X.CALL else None
    wave = row.wave if row is not None else None
    if wave is not None and wave.inverted is not None:
        return call(wave.inverted, *factor.args), -k
    return factor, k


def cells_of(parts: Parts) -> Iterator[tuple[int, ...]]:
    """The signs of the factors under which all that is not negative on the domain is positive."""
    fixed = [1 if is_positive(f) else 0 for f in parts.factors]
    if fixed.count(0) > _MOST_FACTORS:
        return
    on_line = signs_between_roots(parts.factors)
    for signs in product(*[(sign,) if sign else (1, -1) for sign in fixed]):
        required = all(_sign(parts.known[u], signs) > 0 for u in parts.nonnegative)
        occurs = _is_consistent(parts.factors, signs) if on_line is None else signs in on_line
        if required and occurs:
            yield signs


def _is_consistent(known: Sequence[Expr], signs: Sequence[int]) -> bool:
    """Whether linear combinations of these signs leave something: not x > y, y > z and z > x.

    By elimination after Fourier and Motzkin; what is not linear in a sum is a variable of its own.
    """
    rows = [_linear(f, sign) for f, sign in zip(known, signs, strict=True)]
    for t in dict.fromkeys(t for row in rows for t in row if t is not X.ONE):
        above = [row for row in rows if row.get(t, 0) > 0]
        below = [row for row in rows if row.get(t, 0) < 0]
        rows = [row for row in rows if row.get(t, 0) == 0]
        if len(rows) + len(above) * len(below) > _MOST_ROWS:
            return True
        rows += [_without(t, u, v) for u in above for v in below]
    return all(row[X.ONE] > 0 for row in rows)


def _linear(f: Expr, sign: int) -> dict[Expr, fmpq]:
    """sign·f as Σ a·t, with the constant at t = 1."""
    terms = zip(f.args, f.data[1], strict=True) if f.head == X.ADD else ((f, 1),)
    constant = f.data[0] if f.head == X.ADD else 0
    return {X.ONE: sign * fmpq(constant), **{t: sign * fmpq(a) for t, a in terms}}


def _without(t: Expr, u: dict[Expr, fmpq], v: dict[Expr, fmpq]) -> dict[Expr, fmpq]:
    """The sum of two rows in which t falls away."""
    zero = fmpq(0)
    return {s: u.get(s, zero) * -v[t] + v.get(s, zero) * u[t] for s in u.keys() | v.keys() if s is not t}


def _sign(u: Factored, signs: Sequence[int]) -> int:
    """The sign of c·Π fᵢ^eᵢ."""
    found = 1
    for c, k in u.constants:
        found *= _sign_of_constant(c) if k % 2 else 1
    for place, k in u.exponents.items():
        found *= signs[place] if k % 2 else 1
    return found


def _sign_of_constant(c: Expr) -> int:
    ball = enclosure(c)
    if ball is None or ball.contains(0):
        raise TooLarge
    return 1 if ball > 0 else -1


class Cell:
    """Expressions rewritten for one choice of signs."""

    def __init__(self, parts: Parts, signs: tuple[int, ...]) -> None:
        self.parts, self.signs = parts, signs
        self.done: dict[Expr, Expr] = {}

    def rewritten(self, e: Expr) -> Expr:
        """e without roots of products, bars and cases."""
        return X.fold(e, self._visit, self.done)

    def _visit(self, node: Expr, args: tuple[Expr, ...]) -> Expr:
        if is_root(node):
            return self._power(node.args[0], node.args[1])
        if is_exponential(node) and self.sign(node.args[0]) > 0:
            return X.power(X.E, args[1] * self._log(node.args[0]))
        if node.head == X.PIECEWISE:
            return self._case(args)
        return self.decide(node, args)

    def decide(self, node: Expr, args: tuple[Expr, ...]) -> Expr:
        """A node whose value the signs decide, with other arguments."""
        if node.head == X.RELATION:
            return self._relation(node, args)
        if node.head == X.CALL and node.data in TURNING:
            return self._call(node, args)
        return with_parts(node, args)

    def sign(self, u: Expr) -> int:
        """The sign of a part in this cell."""
        return _sign(self.parts.known[u], self.signs) if u in self.parts.known else _sign_of_constant(u)

    def _sizes(self, u: Expr) -> Iterable[tuple[Expr, int]]:
        """The (|c|, e) and (|fᵢ|, eᵢ) of a part; a constant is its own."""
        if u not in self.parts.known:
            yield u * _sign_of_constant(u), 1
            return
        found = self.parts.known[u]
        for c, k in found.constants:
            yield c * _sign_of_constant(c), k
        for place, k in found.exponents.items():
            factor = self.parts.factors[place]
            yield self.signs[place] * self.rewritten(factor), k

    def _power(self, u: Expr, q: Expr) -> Expr:
        """|u|^q, and u^q itself where u < 0: there it is not real."""
        if self.sign(u) < 0:
            return X.power(self.rewritten(u), q)
        return X.mul(*[X.power(size, k * q) for size, k in self._sizes(u)])

    def _log(self, u: Expr) -> Expr:
        return X.add(*[k * F.log(size) for size, k in self._sizes(u)])

    def _relation(self, node: Expr, args: tuple[Expr, ...]) -> Expr:
        difference = node.args[0] - node.args[1]
        if node.data not in _HOLDS or difference not in self.parts.known:
            return with_parts(node, args)
        return X.TRUE if _HOLDS[node.data](self.sign(difference)) else X.FALSE

    def _case(self, args: tuple[Expr, ...]) -> Expr:
        """The first case whose condition holds."""
        for value, condition in zip(args[::2], args[1::2], strict=True):
            if condition is X.TRUE:
                return value
            if condition is not X.FALSE:
                raise TooLarge
        raise TooLarge

    def _call(self, node: Expr, args: tuple[Expr, ...]) -> Expr:
        name, u = node.data, node.args[0]
        if name in EXTREME:
            return self._largest(node, args, EXTREME[name])
        if u not in self.parts.known or len(args) != 1:
            return with_parts(node, args)
        sign = self.sign(u)
        if name in SIDED:
            slope, value = SIDED[name][sign > 0]
            return slope * args[0] + value
        if name == F.cbrt.name:
            return sign * X.mul(*[X.power(size, k * X.num(1, 3)) for size, k in self._sizes(u)])
        if name == F.log.name and sign > 0:
            return self._log(u)
        return with_parts(node, args)

    def _largest(self, node: Expr, args: tuple[Expr, ...], side: int) -> Expr:
        """The argument of max (side 1) or min (−1) that wins against all others."""
        best = 0
        for i in range(1, len(args)):
            u = node.args[best] - node.args[i]
            if u in self.parts.known or not u.free:
                best = i if self.sign(u) * side < 0 else best
            else:
                best = i if self.sign(node.args[i] - node.args[best]) * side > 0 else best
        return args[best]


_HOLDS: dict[str, Callable[[int], bool]] = {
    "<": lambda sign: sign < 0,
    "<=": lambda sign: sign < 0,
    ">": lambda sign: sign > 0,
    ">=": lambda sign: sign > 0,
    "!=": lambda sign: True,
    "=": lambda sign: False,
    "==": lambda sign: False,
}
