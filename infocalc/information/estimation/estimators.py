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
        value: Value = InNats(lambda: of_balls(MEASURES["entropy"], rooted(counts)))
        return Estimate(None, Logs() if len(counts) == 1 else value, said(name, counts))
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


def combined(parts: Sequence[tuple[int, Nats]]) -> Nats:
    """Σ c·H of whole coefficients c: a formula where all of them are formulas."""
    exact = [(c, h) for c, h in parts if isinstance(h, Logs)]
    if len(exact) < len(parts):
        return InNats(lambda: sum((h.ball() * c for c, h in parts), arb(0)))
    total = Logs()
    for c, h in exact:
        total = total.plus(h.scaled(fmpq(c)))
    return total


def check_order(options: InformationOptions) -> None:
    """Refuse an estimator that gives an entropy but no pmf where one is needed."""
    for name, value in (("renyi", options.renyi), ("tsallis", options.tsallis)):
        if value is not None:
            raise UsageError(f"--estimator {options.estimator} estimates Shannon entropy, not --{name}")
