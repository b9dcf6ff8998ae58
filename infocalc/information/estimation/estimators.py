"""Estimates from counts: of a pmf, hence of its measures, or of an entropy, hence of sums of entropies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from flint import arb, fmpq

from infocalc.errors import DistributionError, UsageError
from infocalc.information.answers.values import InNats, Value
from infocalc.information.estimation import entropies
from infocalc.information.estimation.entropies import Nats
from infocalc.information.estimation.smoothed import of_balls, rooted, said, smoothed
from infocalc.information.estimation.table import ENTROPY, ESTIMATORS, PMF, gives
from infocalc.information.measure import MEASURES
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.logarithm_sums import Logs
from infocalc.information.pmf.pmf import Pmf
from infocalc.information.pmf.rationals import written
from infocalc.information.profile import Profile, gathered
from infocalc.records import NamedTuple


class Estimate(NamedTuple):
    """The estimated pmf, or the estimated entropy where the estimator gives no pmf; and what was done."""

    pmf: Pmf | None
    entropy: Value | None
    note: str


def estimated(pmf: Pmf, options: InformationOptions) -> Estimate:
    """What options.estimator makes of the counts of the pmf."""
    name, counts = options.estimator or "plugin", pmf.counts or ()
    if name == "plugin":
        return Estimate(pmf, None, said(name, counts))
    check_counts(pmf, name)
    if gives(name) == ENTROPY:
        profile = profile_of(counts)
        return Estimate(
            None, entropies.estimate(name, profile, len(counts)), noted(name, profile, len(counts))
        )
    p = smoothed(name, counts)
    if p is None:
        value = InNats(lambda: of_balls(MEASURES["entropy"], rooted(counts)))
        return Estimate(None, value, said(name, counts))
    return Estimate(pmf._replace(p=p), None, said(name, counts))


def noted(name: str, profile: Profile, bins: int) -> str:
    """The estimator with its formula, and what of the counts it looks at."""
    seen = f"{profile.labels} of {bins} bins are not empty"
    return f"estimator {name}: {ESTIMATORS[name].formula}; {seen}"


def profile_of(counts: Sequence[fmpq]) -> Profile:
    """How many bins have which count."""
    return gathered(Counter(int(y.p) for y in counts).items())


def check_counts(pmf: Pmf, name: str) -> None:
    """Refuse an estimator of numbers, and weights that are no whole numbers."""
    if gives(name) not in (PMF, ENTROPY):
        raise UsageError(
            f"--estimator {name} is for {ESTIMATORS[name].needs}", hint="give observations: --samples"
        )
    for i, y in enumerate(pmf.counts or ()):
        if y.q != 1:
            raise DistributionError(
                f"outcome {pmf.name(i)}: {written(y)} is no count, and --estimator {name} wants whole numbers"
            )


def combined(parts: Sequence[tuple[fmpq, Nats]]) -> Nats:
    """Σ c·H: a formula where all of them are formulas; what stands there twice is taken once."""
    found: dict[int, tuple[fmpq, Nats]] = {}
    for c, h in parts:
        found[id(h)] = (c + found[id(h)][0] if id(h) in found else c, h)
    kept = [(c, h) for c, h in found.values() if c != 0]
    if not all(isinstance(h, Logs) for _, h in kept):
        return InNats(lambda: sum((h.ball() * c for c, h in kept), arb(0)))
    total = Logs()
    for c, h in kept:
        total = total.plus(h.scaled(c)) if isinstance(h, Logs) else total
    return total


def check_order(options: InformationOptions) -> None:
    """Refuse an estimator that gives an entropy but no pmf where one is needed."""
    for name, value in (("renyi", options.renyi), ("tsallis", options.tsallis)):
        if value is not None:
            raise UsageError(f"--estimator {options.estimator} estimates Shannon entropy, not --{name}")
