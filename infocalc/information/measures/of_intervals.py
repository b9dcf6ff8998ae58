"""Intervals of a measure of counts, by the bootstrap or of the posterior; rows behind the answer."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from flint import fmpq

from infocalc.errors import DistributionError, Undefined, UsageError
from infocalc.information.answers.units import unit_of
from infocalc.information.answers.values import Value, row
from infocalc.information.estimation import bootstrap, doubles, posterior
from infocalc.information.estimation.bootstrap import Bounds
from infocalc.information.estimation.draws import Draws
from infocalc.information.estimation.posterior import Posterior
from infocalc.information.measure import Measure
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pmf import Pmf
from infocalc.information.pmf.rationals import rational, written
from infocalc.records import NamedTuple
from infocalc.report.report import Number, Row

Samples = Sequence[Sequence[int]]
Rows = tuple[tuple[Row, ...], str]
#: what changes the number that the interval would be of
_OTHERS = tuple(
    "renyi tsallis perplexity share both distance relative_to alpha f smooth mixture_weights".split()
)


class _Measured(NamedTuple):
    """The measure by the name of an estimator, its bounds, the moments of its posterior."""

    statistic: Callable[[str], doubles.Statistic]
    bounds: Bounds
    moments: Callable[[Sequence[Posterior]], tuple[tuple[str, Value], ...]]
    has_unit: bool = True


def of_pmfs(measure: Measure, pmfs: Sequence[Pmf], estimate: Row, options: InformationOptions) -> Rows:
    """The interval of a measure of one sample, or of two over the same outcomes."""
    counts = [_whole(pmf.counted(), pmf.name) for pmf in pmfs]
    most = math.inf if measure.most is None else measure.most(len(counts[0]))
    measured = _Measured(
        lambda name: doubles.of_measure(measure, name),
        Bounds(most, measure.vanishes),
        lambda of: posterior.moments(measure.name, of),
        measure.has_unit,
    )
    return _rows(counts, measured, estimate, options)


def of_table(table: Sequence[Sequence[fmpq]], estimate: Row, options: InformationOptions) -> Rows:
    """The interval of I(X; Y) of a table of counts, rows X and columns Y."""
    width, flat = len(table[0]), [y for line in table for y in line]
    measured = _Measured(
        lambda name: doubles.of_table(width, name),
        Bounds(math.log(min(width, len(table))), 2),
        lambda of: posterior.moments_of_table(of[0], width),
    )
    return _rows([_whole(flat, lambda i: f"{i // width + 1},{i % width + 1}")], measured, estimate, options)


def _whole(counts: Sequence[fmpq], name: Callable[[int], str]) -> list[int]:
    for i, y in enumerate(counts):
        if y.q != 1:
            raise DistributionError(f"outcome {name(i)}: {written(y)} is no count to be drawn again")
    return [int(y.p) for y in counts]


def _rows(counts: Samples, measured: _Measured, estimate: Row, options: InformationOptions) -> Rows:
    """Moments and ends of the interval, in the unit of the answer; and how they were found."""
    for name in _OTHERS:
        if getattr(options, name):
            said = f"--{name.replace('_', '-')} says nothing to an interval: it is of {estimate.name}"
            raise UsageError(said, hint="leave one of them out")
    level = _level(options)
    unit, name = unit_of(options), options.estimator or "plugin"
    size = (
        1.0 if unit.base is None or not measured.has_unit else math.log(int(unit.base.p) / int(unit.base.q))
    )
    draws = options.bootstrap or options.bayes or 1
    asked = Draws(draws, options.seed or 0, float(level), options.progress)
    shown = f"{float(100 * level):g}%"
    if options.bayes is None:
        ends = _bootstrapped(counts, measured, name, _nats(estimate, size), asked)
        rows: tuple[Row, ...] = ()
        said = f"bootstrap: basic {shown} interval from {asked.draws} resamples, seed {asked.seed}"
        if measured.bounds.vanishes:
            said += "; its upper end is at least their quantile"
    else:
        after = [posterior.posterior(of, name) for of in counts]
        rows = tuple(row(what, value, unit, options.digits) for what, value in measured.moments(after))
        ends = posterior.credible(after, measured.statistic("plugin"), measured.bounds.most, asked)
        said = f"posterior: {shown} interval with equal tails of {asked.draws} draws, seed {asked.seed}"
    sides = (Row(f"{shown} {side}", None, _number(x / size)) for side, x in zip(SIDES, ends, strict=True))
    return (*rows, *sides), said


#: what the rows of the ends of an interval are called, behind its level
SIDES = ("low", "high")


def _bootstrapped(
    counts: Samples, measured: _Measured, name: str, estimate: float, asked: Draws
) -> tuple[float, float]:
    if name == "nsb":
        raise UsageError("--bootstrap would integrate for each resample of --estimator nsb")
    return bootstrap.interval(counts, measured.statistic(name), estimate, measured.bounds, asked)


def _nats(estimate: Row, size: float) -> float:
    """The number of the row, as a double in nats."""
    found = math.inf if estimate.number is None else float(estimate.number.decimal)
    if found == math.inf:
        raise Undefined(
            f"{estimate.name} is infinite, and so is its interval",
            hint="--estimator jeffreys gives every outcome a probability",
        )
    return found * size


def _level(options: InformationOptions) -> fmpq:
    """The probability of --confidence."""
    level = rational((options.confidence or "0.95").strip())
    if level is None or not 0 < level < 1:
        raise UsageError(
            f"--confidence {options.confidence}: a number between 0 and 1 is wanted", hint="such as 0.9"
        )
    return level


def _number(x: float) -> Number:
    return Number(f"{x:.6g}", False, None, x)
