"""H, H(P, Q), D(P‖Q), Jensen–Shannon and Rényi of finite pmfs, as exact combinations of logarithms, in nats."""

from __future__ import annotations

from collections.abc import Sequence

from flint import fmpq

from infocalc.information.exact import Logs, logs

Probabilities = Sequence[fmpq]


def entropy(p: Probabilities) -> Logs:
    """H(p) = −Σ pᵢ·log pᵢ with 0·log 0 = 0."""
    return logs((x, -x) for x in p if x != 0)


def cross_entropy(p: Probabilities, q: Probabilities) -> Logs | int:
    """H(p, q) = −Σ pᵢ·log qᵢ; the index of an outcome with pᵢ > 0 and qᵢ = 0 where it is infinite."""
    for i, (x, y) in enumerate(zip(p, q, strict=True)):
        if x != 0 and y == 0:
            return i
    return logs((y, -x) for x, y in zip(p, q, strict=True) if x != 0)


def divergence(p: Probabilities, q: Probabilities) -> Logs | int:
    """D(p‖q) = Σ pᵢ·log(pᵢ/qᵢ), the ratios exact; the index of an outcome where it is infinite."""
    for i, (x, y) in enumerate(zip(p, q, strict=True)):
        if x != 0 and y == 0:
            return i
    return logs((x / y, x) for x, y in zip(p, q, strict=True) if x != 0)


def jensen_shannon(p: Probabilities, q: Probabilities) -> Logs:
    """JSD(p, q) = D(p‖m)/2 + D(q‖m)/2 with m = (p + q)/2."""
    m = [(x + y) / 2 for x, y in zip(p, q, strict=True)]
    first, second = divergence(p, m), divergence(q, m)
    if isinstance(first, int) or isinstance(second, int):
        raise AssertionError("m is positive wherever p or q is")
    return first.plus(second).scaled(fmpq(1, 2))
