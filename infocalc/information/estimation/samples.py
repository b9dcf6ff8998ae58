"""Differential entropy of a sample of numbers, exactly: logarithms of spacings and of distances; in nats.

A function for each row of the table that gives the entropy of a density. The spacings are those of SciPy's
`differential_entropy`; n observations x_1 ≤ … ≤ x_n, window w, neighbour k.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from itertools import accumulate

from flint import fmpq

from infocalc.errors import Undefined, UsageError
from infocalc.information.estimation.digamma import digammas
from infocalc.information.estimation.table import ESTIMATORS
from infocalc.information.pmf.logarithm_sums import Logs, logs
from infocalc.limits import check_bits
from infocalc.records import NamedTuple

#: the neighbour that is looked at where none is named
NEIGHBOURS = 4


class Sample(NamedTuple):
    """The observations unit·numbers in rising order."""

    numbers: tuple[int, ...]
    unit: fmpq


Estimator = Callable[[Sample, int], Logs]
_RULES: dict[str, Estimator] = {}


def _estimator(name: str) -> Callable[[Estimator], Estimator]:
    def kept(rule: Estimator) -> Estimator:
        _RULES[name] = rule
        return rule

    return kept


def sample_of(numbers: Iterable[fmpq]) -> Sample:
    """The observations over their common denominator."""
    given = list(numbers)
    whole = denominator(given)
    return Sample(tuple(sorted(int((x * whole).p) for x in given)), fmpq(1, whole))


def denominator(numbers: Iterable[fmpq]) -> int:
    """The common denominator of the numbers."""
    found = 1
    for x in numbers:
        found = math.lcm(found, int(x.q))
        check_bits(found.bit_length())
    return found


def estimate(name: str, x: Sample, window: int | None, neighbours: int | None) -> tuple[Logs, str]:
    """The entropy by the estimator of this name, and what was done."""
    n = len(x.numbers)
    if name == "kozachenko-leonenko":
        size = neighbours or NEIGHBOURS
        if not size < n:
            raise UsageError(f"--neighbours {size}: less than the {n} observations is wanted")
        said = f"{size} neighbours"
    else:
        size = window or math.floor(math.sqrt(n) + 0.5)
        if not 2 * size < n:
            raise UsageError(f"--window {size}: less than half of the {n} observations is wanted")
        said = f"window {size}"
    return _RULES[name](x, size), f"estimator {name}: {ESTIMATORS[name].formula}; {said}"


@_estimator("vasicek")
def _vasicek(x: Sample, w: int) -> Logs:
    n = len(x.numbers)
    return _mean((fmpq(n, 2 * w) * x.unit * d for d in _spacings(x, w)), n)


@_estimator("ebrahimi")
def _ebrahimi(x: Sample, w: int) -> Logs:
    """The weight 1 + i/w, i < w observations from an end, and 2 elsewhere."""
    n = len(x.numbers)
    weights = (1 + fmpq(min(i, n - 1 - i, w), w) for i in range(n))
    return _mean((x.unit * d * n / (c * w) for c, d in zip(weights, _spacings(x, w), strict=True)), n)


@_estimator("van-es")
def _van_es(x: Sample, w: int) -> Logs:
    n = len(x.numbers)
    spacings = (b - a for a, b in zip(x.numbers, x.numbers[w:], strict=False))
    found = _mean((fmpq(n + 1, w) * x.unit * d for d in spacings), n - w)
    return logs([*found.terms, (fmpq(w, n + 1), fmpq(1))], digammas([(fmpq(1), n + 1), (fmpq(-1), w)]))


@_estimator("correa")
def _correa(x: Sample, w: int) -> Logs:
    """−mean of log(Σ (x_j − x̄)·(j − i)/(n·Σ (x_j − x̄)²)) over |j − i| ≤ w, by sums from the left."""
    n, wide = len(x.numbers), 2 * w + 1
    padded = [x.numbers[0]] * w + list(x.numbers) + [x.numbers[-1]] * w
    terms = (padded, (j * y for j, y in enumerate(padded)), (y * y for y in padded))
    sums, moments, squares = (list(accumulate(of, initial=0)) for of in terms)

    def inverse_slope(i: int) -> fmpq:
        s, m, q = (of[i + wide] - of[i] for of in (sums, moments, squares))
        slope, spread = m - (i + w) * s, wide * q - s * s
        return n * spread * x.unit / (slope * wide) if spread else fmpq(0)

    return _mean(map(inverse_slope, range(n)), n)


@_estimator("kozachenko-leonenko")
def _kozachenko_leonenko(x: Sample, k: int) -> Logs:
    n = len(x.numbers)
    found = _mean((2 * x.unit * _distance(x.numbers, i, k) for i in range(n)), n)
    return logs(found.terms, digammas([(fmpq(1), n), (fmpq(-1), k)]))


def _distance(x: tuple[int, ...], i: int, k: int) -> int:
    """The distance from x_i to its k-th neighbour: the least over windows of k + 1 that hold it."""
    starts = range(max(0, i - k), min(i, len(x) - 1 - k) + 1)
    return min(max(x[i] - x[a], x[a + k] - x[i]) for a in starts)


def _spacings(x: Sample, w: int) -> Iterable[int]:
    """x_(i + w) − x_(i − w), the first and the last repeated beyond the ends."""
    last = len(x.numbers) - 1
    return (x.numbers[min(i + w, last)] - x.numbers[max(i - w, 0)] for i in range(last + 1))


def _mean(arguments: Iterable[fmpq], n: int) -> Logs:
    """The mean of the logarithms."""
    found = list(arguments)
    if any(y == 0 for y in found):
        raise Undefined(
            "observations that repeat leave a spacing of 0, whose logarithm is infinite",
            hint="take a larger --window or more --neighbours, or count them as labels: --estimator plugin",
        )
    return logs((y, fmpq(1, n)) for y in found)
