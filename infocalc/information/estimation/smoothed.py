"""Estimates of a pmf from counts: each is drawn towards the uniform one, p = w/K + (1 − w)·y/n.

Pseudo-counts α are w = K·α/(n + K·α); James and Stein's estimator chooses w by the variance of the counts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from flint import arb, fmpq, fmpz

from infocalc.information.measure import Measure
from infocalc.information.pmf.rationals import written

Counts = Sequence[fmpq]


def _root_over(n: fmpq, bins: int) -> fmpq | None:
    root = fmpz(n.p).isqrt()
    return fmpq(root, bins) if root * root == n.p else None


#: name -> the pseudo-count for n observations in so many bins; None where it is irrational
PSEUDO_COUNTS: Mapping[str, Callable[[fmpq, int], fmpq | None]] = MappingProxyType(
    {
        "plugin": lambda n, bins: fmpq(0),
        "jeffreys": lambda n, bins: fmpq(1, 2),
        "laplace": lambda n, bins: fmpq(1),
        "schurmann-grassberger": lambda n, bins: fmpq(1, bins),
        "minimax": _root_over,
    }
)


def smoothed(name: str, counts: Counts) -> tuple[fmpq, ...] | None:
    """The estimated probabilities; None where they are irrational."""
    n, bins = sum(counts, fmpq(0)), len(counts)
    if name == "shrink":
        w = shrinkage(counts)
        return tuple(w / bins + (1 - w) * y / n for y in counts)
    alpha = PSEUDO_COUNTS[name](n, bins)
    if alpha is None and len(set(counts)) == 1:
        return (fmpq(1, bins),) * bins
    return None if alpha is None else tuple((y + alpha) / (n + alpha * bins) for y in counts)


def shrinkage(counts: Counts) -> fmpq:
    """λ* of Hausser and Strimmer: Σ Var(p)/Σ (1/K − p)², at most 1."""
    n, bins = sum(counts, fmpq(0)), len(counts)
    p = [y / n for y in counts]
    spread = sum(((fmpq(1, bins) - x) ** 2 for x in p), fmpq(0))
    if n == 1 or spread == 0:
        return fmpq(1)
    return min(fmpq(1), (1 - sum((x * x for x in p), fmpq(0))) / ((n - 1) * spread))


def rooted(counts: Counts) -> list[arb]:
    """(y + √n/K)/(n + √n), the probabilities of minimax, at the current precision."""
    n, bins = sum(counts, fmpq(0)), len(counts)
    root = arb(n).sqrt()
    return [(y + root / bins) / (n + root) for y in counts]


def of_balls(measure: Measure, *pmfs: Sequence[arb]) -> arb:
    """The measure of positive probabilities that are balls."""
    return measure.whole(total_of(measure, *pmfs))  # type: ignore[no-any-return]


def total_of(measure: Measure, *pmfs: Sequence[arb]) -> arb:
    """Σ φ over outcomes where it is finite, whose probabilities are balls, not all of them 0."""
    total = arb(0)
    for xs in zip(*pmfs, strict=True):
        if measure.logs is not None:
            total += sum((c * x.log() for x, c in measure.logs(*xs) if not c.is_zero()), arb(0))
        elif measure.term is not None:
            total += measure.term(*xs)
    return total


def said(name: str, counts: Counts) -> str:
    """What was done to the counts."""
    n, bins = sum(counts, fmpq(0)), len(counts)
    if name == "plugin":
        return f"estimator plugin (maximum likelihood), {bins} bins"
    if name == "shrink":
        return f"estimator shrink: {written(shrinkage(counts))} of the uniform distribution of {bins} bins"
    alpha = PSEUDO_COUNTS[name](n, bins)
    added = f"sqrt({written(n)})/{bins}" if alpha is None else written(alpha)
    return f"estimator {name}: {added} added to each of {bins} bins"
