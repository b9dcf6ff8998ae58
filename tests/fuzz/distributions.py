"""Random pmfs as people write them, and information measures by mpmath: an independent oracle."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from random import Random
from typing import Any

from mpmath import mp

UNITS = {"nats": 1, "bits": 2, "bans": 10}


def weights(rng: Random, n: int) -> list[Fraction]:
    """n probabilities, exact; some of them zero, tiny, equal or nearly so."""
    kind = rng.random()
    if kind < 0.2:
        found = [Fraction(1)] * n
    elif kind < 0.4:
        found = [Fraction(rng.randint(0, 9)) for _ in range(n)]
    elif kind < 0.6:
        found = [Fraction(1, 10 ** rng.randint(0, 25)) for _ in range(n)]
    elif kind < 0.8:
        found = [1 + Fraction(rng.randint(-9, 9), 10 ** rng.randint(2, 18)) for _ in range(n)]
    else:
        found = [Fraction(rng.randint(1, 10**6), rng.randint(1, 10**3)) for _ in range(n)]
    total = sum(found)
    return [w / total for w in found] if total else [Fraction(1), *[Fraction(0)] * (n - 1)]


def near(rng: Random, p: list[Fraction]) -> list[Fraction]:
    """A second pmf that is close to p where that can be: one in which mass is moved between two outcomes."""
    i, j = rng.randrange(len(p)), rng.randrange(len(p))
    moved = min(p[i], 1 - p[j]) / 10 ** rng.randint(0, 20)
    found = list(p)
    found[i] -= moved
    found[j] += moved
    return found


def written(rng: Random, p: list[Fraction]) -> str:
    """The pmf as an operand: fractions, or decimals where they end."""
    decimals = rng.random() < 0.5

    def cell(q: Fraction) -> str:
        bottom = q.denominator
        for prime in (2, 5):
            while bottom % prime == 0:
                bottom //= prime
        if decimals and bottom == 1 and q.denominator < 10**30:
            places = max(k for k in range(110) if k == 0 or (q * 10 ** (k - 1)).denominator != 1)
            digits = str(int(q * 10**places)).rjust(places + 1, "0")
            return f"{digits[:-places]}.{digits[-places:]}" if places else digits
        return str(q)

    return rng.choice((",", ", ", " ")).join(cell(q) for q in p)


def _log(q: Fraction) -> Any:
    return mp.log(q.numerator) - mp.log(q.denominator)


def _number(q: Fraction) -> Any:
    return mp.mpf(q.numerator) / q.denominator


def entropy(p: list[Fraction]) -> Any:
    """H(P) as log N − Σ m·log m / N over the whole numbers m = p·N: no term is a logarithm of a fraction."""
    bottom = lcm(*[q.denominator for q in p])
    counts = [int(q * bottom) for q in p]
    return mp.log(bottom) - sum(m * mp.log(m) for m in counts if m) / bottom


def cross_entropy(p: list[Fraction], q: list[Fraction]) -> Any:
    """H(P, Q) by its definition; inf where Q misses an outcome."""
    if any(a and not b for a, b in zip(p, q, strict=True)):
        return mp.inf
    return -sum((_number(a) * _log(b) for a, b in zip(p, q, strict=True) if a), mp.mpf(0))


def divergence(p: list[Fraction], q: list[Fraction]) -> Any:
    """D(P‖Q) by its definition, with p/q formed exactly."""
    if any(a and not b for a, b in zip(p, q, strict=True)):
        return mp.inf
    return sum((_number(a) * _log(a / b) for a, b in zip(p, q, strict=True) if a), mp.mpf(0))


def shannon_jensen(p: list[Fraction], q: list[Fraction]) -> Any:
    """JSD(P, Q) = H((P + Q)/2) − (H(P) + H(Q))/2."""
    middle = [(a + b) / 2 for a, b in zip(p, q, strict=True)]
    return entropy(middle) - (entropy(p) + entropy(q)) / 2
