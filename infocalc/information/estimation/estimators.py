"""Entropy from counts: the estimators in use, each with its source.

J. Hausser and K. Strimmer, Entropy inference and the James–Stein estimator, JMLR 10 (2009), sections 2.1–2.4
and table 1 (pseudo-counts); A. Chao and T.-J. Shen, Environ. Ecol. Stat. 10 (2003), eq. (6).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from flint import arb, fmpq, fmpz

from infocalc.errors import DistributionError, UsageError
from infocalc.information.answers.values import InNats, Value
from infocalc.information.options import InformationOptions
from infocalc.information.pmf import sums
from infocalc.information.pmf.logarithm_sums import Logs, logs
from infocalc.information.pmf.pmf import Pmf
from infocalc.information.pmf.rationals import written
from infocalc.records import NamedTuple

Counts = Sequence[fmpq]

#: (1 − p)^n is written out up to so many bits
_MOST_BITS = 20_000


def _root_over(n: fmpq, bins: int) -> fmpq | None:
    root = fmpz(n.p).isqrt()
    return fmpq(root, bins) if root * root == n.p else None


#: name -> the pseudo-count for n observations in so many bins; None where it is irrational
PSEUDO_COUNTS: Mapping[str, Callable[[fmpq, int], fmpq | None]] = MappingProxyType(
    {
        "jeffreys": lambda n, bins: fmpq(1, 2),
        "laplace": lambda n, bins: fmpq(1),
        "schurmann-grassberger": lambda n, bins: fmpq(1, bins),
        "minimax": _root_over,
    }
)


class Estimate(NamedTuple):
    """The estimated pmf, or the estimated entropy where the estimator gives no pmf; and what was done."""

    pmf: Pmf | None
    entropy: Value | None
    note: str


def estimated(pmf: Pmf, options: InformationOptions) -> Estimate:
    """What options.estimator makes of the counts of the pmf."""
    name = options.estimator or "plugin"
    counts = pmf.counts or ()
    if name == "plugin":
        return Estimate(pmf, None, f"estimator plugin (maximum likelihood), {len(counts)} bins")
    _check_whole(pmf, name)
    n = sum(counts, fmpq(0))
    if name == "miller-madow":
        return _miller_madow(pmf, n)
    if name == "chao-shen":
        return _chao_shen(counts, n)
    alpha = PSEUDO_COUNTS[name](n, len(counts))
    if alpha is None:
        said = f"estimator minimax: sqrt({written(n)})/{len(counts)} added to each of {len(counts)} bins"
        value: Value = InNats(lambda: _with_root(counts, n)) if len(counts) > 1 else Logs()
        return Estimate(None, value, said)
    whole = n + alpha * len(counts)
    smoothed = pmf._replace(p=tuple((y + alpha) / whole for y in counts))
    return Estimate(smoothed, None, f"estimator {name}: {written(alpha)} added to each of {len(counts)} bins")


def _check_whole(pmf: Pmf, name: str) -> None:
    for i, y in enumerate(pmf.counts or ()):
        if y.q != 1:
            raise DistributionError(
                f"outcome {pmf.name(i)}: {written(y)} is no count, and --estimator {name} wants whole numbers"
            )


def _miller_madow(pmf: Pmf, n: fmpq) -> Estimate:
    """H + (m − 1)/(2n) with the m bins that are not empty."""
    m = sum(1 for y in pmf.counts or () if y != 0)
    plugin = sums.entropy(pmf.p)
    said = f"estimator miller-madow: (m - 1)/(2n) added, {m} of {len(pmf.p)} bins are not empty"
    return Estimate(None, Logs(plugin.terms, plugin.constant + fmpq(m - 1) / (2 * n)), said)


def _chao_shen(counts: Counts, n: fmpq) -> Estimate:
    """−Σ p·log p/(1 − (1 − p)^n) with p = C·y/n, the coverage C = 1 − f₁/n, f₁ the number of singletons."""
    seen = [y for y in counts if y != 0]
    singles = sum(1 for y in seen if y == 1)
    kept = n - (singles if singles != n else singles - 1)  # one singleton less, lest the coverage be 0
    p = [kept / n * y / n for y in seen]
    said = (
        f"estimator chao-shen: coverage {written(kept / n)}, {len(seen)} of {len(counts)} bins are not empty"
    )
    if n * n.p.height_bits() * 2 * len(set(p)) <= _MOST_BITS:
        k = int(n)
        return Estimate(None, logs((x, -x / (1 - (1 - x) ** k)) for x in p), said)
    return Estimate(None, InNats(lambda: _horvitz_thompson(p, n)), said)


def _horvitz_thompson(p: Sequence[fmpq], n: fmpq) -> arb:
    total = arb(0)
    for x in p:
        missed = (arb(-x).log1p() * arb(n)).exp() if x != 1 else arb(0)
        total -= arb(x) * arb(x).log() / (1 - missed)
    return total


def _with_root(counts: Counts, n: fmpq) -> arb:
    """H of (y + √n/bins)/(n + √n)."""
    root = arb(n).sqrt()
    total = arb(0)
    for y in counts:
        p = (y + root / len(counts)) / (n + root)
        total -= p * p.log()
    return total


def check_order(options: InformationOptions) -> None:
    """Refuse an estimator that gives an entropy but no pmf where one is needed."""
    for name, value in (("renyi", options.renyi), ("tsallis", options.tsallis)):
        if value is not None:
            raise UsageError(f"--estimator {options.estimator} estimates Shannon entropy, not --{name}")
