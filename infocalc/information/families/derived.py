"""Families made of another: a + bX and a − bX, and X given that it lies between two ends."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.information.condition import Condition
from infocalc.information.facts import Facts
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


@lru_cache(maxsize=256)
def affine(row: Family, sign: int) -> Family:
    """The family of shift + sign·factor·X."""

    def line(values: tuple[Expr, ...]) -> tuple[_Line, tuple[Expr, ...]]:
        return _Line(sign, *values[-2:]), values[:-2]

    def support(facts: Facts, *values: Expr) -> Support | None:
        to, inner = line(values)
        found = row.support(facts, *inner)
        return None if found is None else to.interval(found)

    def density(x: Expr, *values: Expr) -> Expr:
        to, inner = line(values)
        assert row.log_density is not None
        return row.log_density(to.back(x), *inner) - log(to.factor)

    def mass(k: Expr, *values: Expr) -> Expr:
        to, inner = line(values)
        assert row.mass is not None
        return row.mass(to.back(k), *inner)

    def made_of(facts: Facts, *values: Expr) -> Construction | None:
        to, inner = line(values)
        found = row.made_of(facts, *inner) if row.made_of is not None else None
        return found and Construction(found.base, tuple([(w, to.at(x)) for w, x in found.branches]))

    def pieces(x: Expr, *values: Expr) -> tuple[Piece, ...]:
        to, inner = line(values)
        assert row.pieces is not None
        found = [_moved(piece, to) for piece in row.pieces(to.back(x), *inner)]
        return tuple(found[::sign])

    def mapped(f: Callable[..., Expr], scale: bool) -> Callable[..., Expr]:
        def of(*values: Expr) -> Expr:
            to, inner = line(values)
            return to.factor * f(*inner) if scale else to.at(f(*inner))

        return of

    def entropy(*values: Expr) -> Expr:
        to, inner = line(values)
        assert row.entropy is not None
        return row.entropy(*inner) + log(to.factor)

    def kinks(*values: Expr) -> tuple[Expr, ...]:
        to, inner = line(values)
        return tuple([to.at(k) for k in row.kinks(*inner)]) if row.kinks is not None else ()

    return Family(
        f"{'' if sign > 0 else 'Negative'}Affine{row.name}",
        f"shift {'+' if sign > 0 else '-'} factor*X, X as {row.name}",
        (*row.parameters, SHIFT, FACTOR),
        support,
        None if row.log_density is None else density,
        None if row.made_of is None else made_of,
        None if row.mass is None else mass,
        pieces=None if row.pieces is None else pieces,
        entropy=None if row.entropy is None else entropy,
        constraints=_constraints(row),
        centre=None if row.centre is None else mapped(row.centre, False),
        scale=None if row.scale is None else mapped(row.scale, True),
        kinks=kinks,
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
