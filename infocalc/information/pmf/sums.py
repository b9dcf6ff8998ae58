"""Measures of finite pmfs as exact combinations of logarithms, in nats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flint import fmpq

from infocalc.information.measure import MEASURES, Measure
from infocalc.information.pmf.logarithm_sums import Logs, logs

Probabilities = Sequence[fmpq]


def total(row: Measure, *pmfs: Probabilities) -> Logs | int:
    """Σ φ over the outcomes, the arguments of logarithms exact; an outcome where it is infinite."""
    i = infinite_at(row, *pmfs)
    return logs(pair for _, pairs in pairs_of(row, *pmfs) for pair in pairs) if i is None else i


def infinite_at(row: Measure, *pmfs: Probabilities) -> int | None:
    """The first outcome where φ is infinite."""
    if row.finite_without_q and row.finite_without_p:
        return None
    for i, (x, y) in enumerate(zip(*pmfs, strict=True)):
        if (y == 0 and x != 0 and not row.finite_without_q) or (
            x == 0 and y != 0 and not row.finite_without_p
        ):
            return i
    return None


def pairs_of(row: Measure, *pmfs: Probabilities) -> Iterator[tuple[int, list[tuple[fmpq, fmpq]]]]:
    """φ of each outcome that adds something and is not infinite, as pairs (x, c) for c·log x."""
    assert row.logs is not None
    for i, probabilities in enumerate(zip(*pmfs, strict=True)):
        if not row.finite_without_q and probabilities[1] == 0:
            continue
        if any(x != 0 for x in probabilities):
            pairs = [pair for pair in row.logs(*probabilities) if pair[1] != 0]
            if pairs:
                yield i, pairs


def entropy(p: Probabilities) -> Logs:
    """H(p) = −Σ pᵢ·log pᵢ with 0·log 0 = 0."""
    return logs((x, -x) for x in p if x != 0)


def divergence(p: Probabilities, q: Probabilities) -> Logs | int:
    """D(p‖q) = Σ pᵢ·log(pᵢ/qᵢ); the index of an outcome where it is infinite."""
    return total(MEASURES["kl"], p, q)


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
