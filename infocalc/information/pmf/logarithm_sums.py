"""Σ c·log x with rational c and x: the form of every measure of a rational pmf, exact and canonical.

Over pairwise coprime integers n > 1 the numbers log n are linearly independent over the rationals, so
the form over a coprime base is canonical; the base is the primes as far as integers can be factored.
"""

from __future__ import annotations

from collections.abc import Iterable

from flint import arb, fmpq, fmpz

from infocalc.annotations import Any
from infocalc.records import NamedTuple

#: integers up to this size are factored completely, larger ones as far as small factors go
_FACTOR_BITS, _SMOOTH_BITS = 80, 3_000
#: more logarithms than this are left as they are
MOST_LOGARITHMS = 64

ZERO, ONE = fmpq(0), fmpq(1)


class Logs(NamedTuple):
    """constant + Σ c·log x over the `terms` (x, c), the x different, x > 0 and x ≠ 1, c ≠ 0; in nats."""

    terms: tuple[tuple[fmpq, fmpq], ...] = ()
    constant: fmpq = ZERO

    def ball(self) -> arb:
        """The value as a ball at the current precision."""
        total = arb(self.constant)
        for x, c in self.terms:
            total += log_ball(x) * c
        return total

    def scaled(self, factor: fmpq) -> Logs:
        """factor · self."""
        if factor == 0:
            return Logs()
        return Logs(tuple([(x, c * factor) for x, c in self.terms]), self.constant * factor)

    def plus(self, other: Logs) -> Logs:
        """self + other, like logarithms together."""
        return logs((*self.terms, *other.terms), self.constant + other.constant)


def logs(pairs: Iterable[tuple[fmpq, fmpq]], constant: fmpq = ZERO) -> Logs:
    """Σ c·log x over pairs (x, c), equal x together."""
    found: dict[tuple[fmpz, fmpz], tuple[fmpq, fmpq]] = {}
    for x, c in pairs:
        key = (x.p, x.q)  # hashed seven times as fast as x
        known = found.get(key)
        found[key] = (x, c if known is None else known[1] + c)
    return Logs(tuple([term for term in found.values() if term[1] != 0 and term[0] != 1]), constant)


def log_ball(x: fmpq) -> arb:
    """log x, relatively accurate near x = 1 too."""
    if 2 * x.p > x.q and x.p < 2 * x.q:
        return arb(x - 1).log1p()
    return arb(x).log()


def canonical(value: Logs) -> dict[int, fmpq] | None:
    """The coefficients over a coprime base of integers > 1, rising; None when that is not worth its time."""
    if len(value.terms) > MOST_LOGARITHMS:
        return None
    powers: dict[int, fmpq] = {}
    for x, c in value.terms:
        for n, sign in ((x.p, 1), (x.q, -1)):
            if n == 1:
                continue
            if n.height_bits() > _SMOOTH_BITS:
                return None
            for base, exponent in _factors(n):
                powers[base] = powers.get(base, ZERO) + c * (sign * exponent)
    if any(base.bit_length() > _FACTOR_BITS for base in powers):
        powers = _refined(powers)
    return {n: powers[n] for n in sorted(powers) if powers[n] != 0}


def _factors(n: fmpz) -> list[tuple[int, int]]:
    """n as a product of powers, of primes where that is quick."""
    whole = n.height_bits() <= _FACTOR_BITS
    return [(int(base), int(e)) for base, e in (n.factor() if whole else n.factor_smooth())]


def _refined(powers: dict[int, fmpq]) -> dict[int, fmpq]:
    """The same sum over integers that are pairwise coprime: a·g and b·g become a, b and g."""
    done: dict[int, fmpq] = {}
    todo = [(fmpz(n), c) for n, c in powers.items()]
    while todo:
        n, c = todo.pop()
        if n == 1:
            continue
        for m in done:
            g = n.gcd(fmpz(m))
            if g > 1:
                other = done.pop(m)
                rest: list[tuple[Any, fmpq]] = [(n // g, c), (fmpz(m) // g, other), (g, c + other)]
                todo.extend(rest)
                break
        else:
            done[int(n)] = done.get(int(n), ZERO) + c
    return _rooted(done)


def _rooted(powers: dict[int, fmpq]) -> dict[int, fmpq]:
    """Perfect powers n = m^k written with m."""
    found: dict[int, fmpq] = {}
    for n, c in powers.items():
        m, k = n, 1
        while fmpz(m).is_perfect_power():
            exponent, m = next((e, int(r)) for e in range(2, 4_000) if (r := fmpz(m).root(e)) ** e == m)
            k *= exponent
        found[m] = found.get(m, ZERO) + c * k
    return found
