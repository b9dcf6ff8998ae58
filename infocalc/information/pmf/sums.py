"""H, H(P, Q), D(P‖Q), Jensen–Shannon, I(X; Y) of finite pmfs: exact combinations of logarithms, in nats."""

from __future__ import annotations

from collections.abc import Sequence

from flint import fmpq

from infocalc.information.pmf.logarithm_sums import Logs, logs

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


def jeffreys(p: Probabilities, q: Probabilities) -> Logs | int:
    """J(p, q) = D(p‖q) + D(q‖p) = Σ (pᵢ − qᵢ)·log(pᵢ/qᵢ)."""
    for i, (x, y) in enumerate(zip(p, q, strict=True)):
        if (x == 0) != (y == 0):
            return i
    return logs((x / y, x - y) for x, y in zip(p, q, strict=True) if x != y)


def mutual_information(joint: Sequence[Probabilities]) -> Logs:
    """I(X; Y) = Σ p(x, y)·log(p(x, y)/(p(x)·p(y))), row i is x, column j is y."""
    rows, columns = marginals(joint)
    return logs(
        (p / (rows[i] * columns[j]), p) for i, row in enumerate(joint) for j, p in enumerate(row) if p != 0
    )


def conditional_entropy(joint: Sequence[Probabilities]) -> Logs:
    """H(X|Y) = −Σ p(x, y)·log(p(x, y)/p(y)), row i is x, column j is y."""
    columns = marginals(joint)[1]
    return logs((p / columns[j], -p) for row in joint for j, p in enumerate(row) if p != 0)


def marginals(joint: Sequence[Probabilities]) -> tuple[list[fmpq], list[fmpq]]:
    """p(x), the sums of the rows, and p(y), the sums of the columns."""
    zero = fmpq(0)
    return [sum(row, zero) for row in joint], [sum(column, zero) for column in zip(*joint, strict=True)]
