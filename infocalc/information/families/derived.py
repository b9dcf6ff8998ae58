"""Families made of another: a + bX and a − bX, and X given that it lies between two ends."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.information.condition import Condition, plain
from infocalc.information.facts import Facts
from infocalc.information.families.distribution import Distribution
from infocalc.information.families.row import Construction, Family, Parameter, Piece, exp, log
from infocalc.information.families.support import Support
from infocalc.records import NamedTuple

SHIFT, FACTOR = Parameter("shift", "real"), Parameter("factor", "positive")
LOW, HIGH = Parameter("low", "real", (), -X.OO), Parameter("high", "real", (), X.OO)


class _Line(NamedTuple):
    """x ↦ shift + sign·factor·x."""

    sign: int
    shift: Expr
    factor: Expr

    def at(self, x: Expr) -> Expr:
        if x is X.OO or x is -X.OO:
            return X.scale(self.sign, x)
        return self.shift + X.scale(self.sign, self.factor * x)

    def back(self, x: Expr) -> Expr:
        return X.scale(self.sign, x - self.shift) / self.factor

    def interval(self, s: Support) -> Support:
        if self.sign > 0:
            return s._replace(low=self.at(s.low), high=self.at(s.high))
        return s._replace(
            low=self.at(s.high), high=self.at(s.low), closed_low=s.closed_high, closed_high=s.closed_low
        )


class _Affine(NamedTuple):
    """The columns of shift + sign·factor·X from those of X; the last two values are shift and factor."""

    row: Family
    sign: int

    def _line(self, values: tuple[Expr, ...]) -> tuple[_Line, tuple[Expr, ...]]:
        return _Line(self.sign, *values[-2:]), values[:-2]

    def support(self, facts: Facts, *values: Expr) -> Support | None:
        to, inner = self._line(values)
        found = self.row.support(facts, *inner)
        return None if found is None else to.interval(found)

    def log_density(self, x: Expr, *values: Expr) -> Expr:
        to, inner = self._line(values)
        assert self.row.log_density is not None
        return self.row.log_density(to.back(x), *inner) - log(to.factor)

    def mass(self, k: Expr, *values: Expr) -> Expr:
        to, inner = self._line(values)
        assert self.row.mass is not None
        return self.row.mass(to.back(k), *inner)

    def made_of(self, facts: Facts, *values: Expr) -> Construction | None:
        to, inner = self._line(values)
        assert self.row.made_of is not None
        found = self.row.made_of(facts, *inner)
        return found and Construction(found.base, tuple([(w, to.at(x)) for w, x in found.branches]))

    def pieces(self, x: Expr, *values: Expr) -> tuple[Piece, ...]:
        to, inner = self._line(values)
        assert self.row.pieces is not None
        found = [_moved(piece, to) for piece in self.row.pieces(to.back(x), *inner)]
        return tuple(found[:: self.sign])

    def centre(self, *values: Expr) -> Expr:
        to, inner = self._line(values)
        assert self.row.centre is not None
        return to.at(self.row.centre(*inner))

    def scale(self, *values: Expr) -> Expr:
        to, inner = self._line(values)
        assert self.row.scale is not None
        return to.factor * self.row.scale(*inner)

    def entropy(self, *values: Expr) -> Expr:
        to, inner = self._line(values)
        assert self.row.entropy is not None
        return self.row.entropy(*inner) + log(to.factor)

    def kinks(self, *values: Expr) -> tuple[Expr, ...]:
        to, inner = self._line(values)
        return tuple([to.at(k) for k in self.row.kinks(*inner)]) if self.row.kinks is not None else ()

    def typed(self, *values: Expr) -> str:
        """Shifted(Scaled(X, factor), shift)."""
        to, inner = self._line(values)
        text = str(Distribution(self.row, inner))
        if (factor := X.scale(self.sign, to.factor)) is not X.ONE:
            text = f"Negative({text})" if factor is X.MINUS_ONE else f"Scaled({text}, {plain(factor)})"
        return text if to.shift is X.ZERO else f"Shifted({text}, {plain(to.shift)})"


@lru_cache(maxsize=256)
def affine(row: Family, sign: int) -> Family:
    """The family of shift + sign·factor·X: of the columns that can be moved those that the row has."""
    moved = _Affine(row, sign)
    columns = ("log_density", "made_of", "mass", "pieces", "entropy", "centre", "scale")
    return Family(
        f"{'' if sign > 0 else 'Negative'}Affine{row.name}",
        f"shift {'+' if sign > 0 else '-'} factor*X, X as {row.name}",
        (*row.parameters, SHIFT, FACTOR),
        moved.support,
        constraints=_constraints(row),
        kinks=moved.kinks,
        typed=moved.typed,
        **{name: getattr(moved, name) for name in columns if getattr(row, name) is not None},
    )


def _moved(piece: Piece, to: _Line) -> Piece:
    low, high = (to.at(end) for end in (piece.low, piece.high)[:: to.sign])
    return Piece(low, high, piece.log_density - log(to.factor))


@lru_cache(maxsize=256)
def truncated(row: Family) -> Family:
    """The family of X given low ≤ X ≤ high, ends within the support of X."""

    def support(facts: Facts, *values: Expr) -> Support | None:
        found = row.support(facts, *values[:-2])
        return found and found._replace(low=values[-2], high=values[-1], circular=False)

    def density(x: Expr, *values: Expr) -> Expr:
        assert row.log_density is not None
        return row.log_density(x, *values[:-2]) - log(between(row, *values))

    def mass(k: Expr, *values: Expr) -> Expr:
        assert row.mass is not None
        return row.mass(k, *values[:-2]) / between(row, *values)

    def of_inner(f: Callable[..., Expr] | None) -> Callable[..., Expr] | None:
        return None if f is None else lambda *values: f(*values[:-2])

    kinks = row.kinks
    return Family(
        f"Truncated{row.name}",
        f"X between low and high, X as {row.name}",
        (*row.parameters, LOW, HIGH),
        support,
        density,
        mass=None if row.mass is None else mass,
        constraints=_constraints(row),
        centre=of_inner(row.centre),
        scale=of_inner(row.scale),
        kinks=None if kinks is None else lambda *values: kinks(*values[:-2]),
        typed=lambda *values: (
            f"Truncated({Distribution(row, values[:-2])}, {plain(values[-2])}, {plain(values[-1])})"
        ),
    )


def _constraints(row: Family) -> Callable[..., tuple[Condition, ...]] | None:
    inner = row.constraints
    return None if inner is None else lambda *values: inner(*values[:-2])


def between(row: Family, *values: Expr) -> Expr:
    """P(low ≤ X ≤ high): an integral, or a sum over the few outcomes on one side or the other."""
    *inner, low, high = values
    support = row.support(Facts(), *inner)
    assert support is not None
    density, mass = row.log_density, row.mass
    assert density is not None
    if not support.discrete:
        t = X.sym("_t")
        if low is support.low and high is support.high:
            return X.ONE
        return X.compound(X.INTEGRAL, (exp(density(t, *inner)), t, low, high))

    def total(first: Expr, last: Expr) -> Expr:
        ks = [X.num(k) for k in range(int(first.data), int(last.data) + 1)]
        return X.add(*[exp(density(k, *inner)) if mass is None else mass(k, *inner) for k in ks])

    if high is not X.OO and low is not -X.OO:
        return total(low, high)
    below = X.ZERO if low is support.low else total(support.low, low - 1)
    above = X.ZERO if high is support.high else total(high + 1, support.high)
    return 1 - below - above
