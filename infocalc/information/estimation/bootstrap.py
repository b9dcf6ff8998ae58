"""Bootstrap intervals: the estimate of as many observations, drawn again with replacement.

B. Efron and R. Tibshirani, An introduction to the bootstrap, 1993, chapter 13. Of an entropy it is the basic
interval (2·estimate − quantile), because resampled entropies are biased downwards once more. A divergence
vanishes at P = Q, and resampled ones are biased upwards: reflected, the upper end would fall on 0 with the
estimate, so it is no less than the quantile itself; a distance is reflected as its square, which is smooth.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from infocalc.errors import Undefined
from infocalc.information.estimation.doubles import Statistic
from infocalc.information.estimation.draws import Draws, check_size, quantile, resamples
from infocalc.records import NamedTuple


class Bounds(NamedTuple):
    """The most that a measure can be, in nats, and like which power of p − q it vanishes at P = Q."""

    most: float
    vanishes: int


def interval(
    samples: Sequence[Sequence[int]],
    statistic: Statistic,
    estimate: float,
    bounds: Bounds,
    asked: Draws,
) -> tuple[float, float]:
    """The interval around the estimate, in nats, cut at 0 and the most that there can be."""
    check_size(samples, asked.draws, "bootstrap")
    found = asked.ordered(statistic, resamples(samples, asked.draws, asked.seed))
    if found[-1] == math.inf:
        count = found.count(math.inf)
        raise Undefined(
            f"{count} of {asked.draws} resamples are infinite: an outcome of the other sample is missing",
            hint="--estimator jeffreys gives every outcome a probability",
        )
    low, high = _reflected(found, estimate, bounds.vanishes, (1 - asked.level) / 2)
    return min(max(low, 0.0), bounds.most), min(max(high, 0.0), bounds.most)


def _reflected(found: Sequence[float], estimate: float, vanishes: int, tail: float) -> tuple[float, float]:
    """2·estimate − quantile, of what vanishes like a square."""
    power = 2 if vanishes == 1 else 1
    upper, lower = quantile(found, 1 - tail), quantile(found, tail)
    low, high = (max(2 * estimate**power - q**power, 0.0) ** (1 / power) for q in (upper, lower))
    return low, max(high, upper) if vanishes else high
