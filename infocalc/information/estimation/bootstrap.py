"""Bootstrap intervals of an entropy by multinomial resampling.

B. Efron and R. Tibshirani, An introduction to the bootstrap, 1993, chapter 13; the interval is the basic one
(2·estimate − quantile), because resampled entropies are biased downwards once more. The variates are those of
NumPy's RandomState, whose streams are frozen: the same seed gives the same interval with every version.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from flint import ctx, fmpq

from infocalc.errors import DistributionError, LimitExceeded, UsageError
from infocalc.information.answers.units import Unit
from infocalc.information.estimation import entropies
from infocalc.information.estimation.smoothed import smoothed
from infocalc.information.estimation.table import PMF, gives
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pmf import Pmf
from infocalc.information.pmf.rationals import written
from infocalc.information.profile import gathered
from infocalc.report.report import Number, Row

LEVEL = 0.95
#: variates drawn at most, and counts beyond which doubles are no longer whole numbers
_MOST_VARIATES, _MOST_COUNT = 20_000_000, 2**53
#: bits for one resample
_BITS = 64


def entropy_interval(
    pmf: Pmf, estimate: Row, options: InformationOptions, unit: Unit
) -> tuple[Number, Number, int]:
    """The basic interval around the estimate in the unit, as doubles that are not certified, and the seed."""
    seed = options.seed or 0
    size = 1.0 if unit.base is None else math.log(int(unit.base.p) / int(unit.base.q))
    if options.estimator == "nsb":
        raise UsageError("--bootstrap would integrate for each resample of --estimator nsb")
    counts = [_whole(pmf, i) for i in range(len(pmf.counts or ()))]
    found = float(estimate.number.decimal) * size if estimate.number is not None else 0.0
    progress = options.progress or _untold
    low, high = interval(counts, options.estimator or "plugin", found, options.bootstrap or 1, seed, progress)
    return _number(low / size), _number(high / size), seed


def _untold(_: int) -> None:
    """Nobody looks on."""


def _whole(pmf: Pmf, i: int) -> int:
    count = (pmf.counts or ())[i]
    if count.q != 1:
        raise DistributionError(f"outcome {pmf.name(i)}: {written(count)} is no count to be resampled")
    return int(count)


def _number(x: float) -> Number:
    return Number(f"{x:.6g}", False, None, x)


def interval(
    counts: Sequence[int],
    name: str,
    estimate: float,
    resamples: int,
    seed: int,
    progress: Callable[[int], None] = _untold,
) -> tuple[float, float]:
    """The basic interval at LEVEL around the estimate, in nats, cut at 0 and log K of K bins."""
    if resamples * len(counts) > _MOST_VARIATES or sum(counts) > _MOST_COUNT:
        raise LimitExceeded(f"{resamples:,} resamples of {len(counts):,} bins; use fewer with --bootstrap")
    found = []
    for drawn in resamples_of(counts, resamples, seed):
        found.append(entropy(drawn, name))
        progress(len(found))
    found.sort()
    tail = (1 - LEVEL) / 2
    low, high = (2 * estimate - quantile(found, share) for share in (1 - tail, tail))
    most = math.log(len(counts))
    return min(max(low, 0.0), most), min(max(high, 0.0), most)


def quantile(ordered: Sequence[float], share: float) -> float:
    """Linear between the two nearest order statistics."""
    place = share * (len(ordered) - 1)
    i = min(int(place), len(ordered) - 2) if len(ordered) > 1 else 0
    j = min(i + 1, len(ordered) - 1)
    return ordered[i] + (place - i) * (ordered[j] - ordered[i])


def resamples_of(counts: Sequence[int], resamples: int, seed: int) -> Iterator[list[int]]:
    """Draws from the multinomial distribution of the counts; what was not seen is not drawn."""
    from numpy.random import RandomState

    words = [seed >> 32 * i & 0xFFFFFFFF for i in range(max(1, -(-seed.bit_length() // 32)))]
    random, n = RandomState(words), sum(counts)
    seen = [i for i, y in enumerate(counts) if y]
    for _ in range(resamples):
        found = [0] * len(counts)
        drawn = random.multinomial(n, [counts[i] / n for i in seen]).tolist()
        for i, y in zip(seen, drawn, strict=True):
            found[i] = y
        yield found


def entropy(counts: Sequence[int], name: str) -> float:
    """The estimator in double precision, in nats."""
    if gives(name) == PMF:
        return _plugin(_weights(counts, name))
    profile = gathered(Counter(counts).items())
    with ctx.workprec(_BITS):
        return float(entropies.estimate(name, profile, len(counts)).ball().mid())


def _weights(counts: Sequence[int], name: str) -> list[float]:
    """The estimated pmf but for its sum."""
    n, bins = sum(counts), len(counts)
    if name == "minimax":
        return [y + math.sqrt(n) / bins for y in counts]
    found = smoothed(name, [fmpq(y) for y in counts]) or ()
    return [int(x.p) / int(x.q) for x in found]


def _plugin(weights: Sequence[float]) -> float:
    n = math.fsum(weights)
    return abs(math.fsum(-y / n * math.log(y / n) for y in weights if y))
