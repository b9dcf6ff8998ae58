"""Measures of two variables or two samples by an estimator: of the estimated pmfs, or sums of entropies.

I(X; Y) = H(X) + H(Y) − H(X, Y), and JSD = H((P + Q)/2) − (H(P) + H(Q))/2 of samples of one size, whose counts
together are those of the mean. An estimator of entropies says nothing of other measures.
"""

from __future__ import annotations

from collections.abc import Sequence

from flint import arb, fmpq

from infocalc.errors import UsageError
from infocalc.information.answers.units import unit_of
from infocalc.information.answers.values import InNats, Plain, Value, row
from infocalc.information.estimation import entropies
from infocalc.information.estimation.entropies import Nats
from infocalc.information.estimation.estimators import check_counts, combined, noted, profile_of
from infocalc.information.estimation.smoothed import of_balls, rooted, said, smoothed
from infocalc.information.estimation.table import ENTROPY, PMF, gives
from infocalc.information.measure import MEASURES, Measure
from infocalc.information.options import InformationOptions
from infocalc.information.pmf import sums
from infocalc.information.pmf.logarithm_sums import Logs
from infocalc.information.pmf.pmf import Pmf
from infocalc.report.report import Row

Table = Sequence[Sequence[fmpq]]
_HALF = fmpq(1, 2)


def is_asked(options: InformationOptions) -> bool:
    """Whether there is more to do than to divide the counts by their sum."""
    return options.estimator not in (None, "plugin")


# ── two samples ──────────────────────────────────────────────────────────────────────────────────


def of_pair(
    measure: Measure, p: Pmf, q: Pmf, options: InformationOptions
) -> tuple[tuple[Pmf, Pmf] | Value, tuple[str, ...]]:
    """The estimated pmfs of two samples over the same outcomes, or the measure itself; and what was done."""
    name = options.estimator or "plugin"
    for pmf in (p, q):
        check_counts(pmf, name)
    counts = [pmf.counted() for pmf in (p, q)]
    if gives(name) == ENTROPY:
        return _of_entropies(measure, name, counts)
    notes = tuple(said(name, of) for of in counts)
    found = [smoothed(name, of) for of in counts]
    if counts[0] == counts[1] and measure.nonnegative:
        return Logs(), notes
    if found[0] is None or found[1] is None:
        kind = InNats if measure.has_unit else Plain
        return kind(lambda: of_balls(measure, *map(rooted, counts))), notes
    return (p._replace(p=found[0]), q._replace(p=found[1])), notes


def _of_entropies(
    measure: Measure, name: str, counts: Sequence[Sequence[fmpq]]
) -> tuple[Value, tuple[str, ...]]:
    first, second = counts
    if measure.name != "jsd":
        wanted = "an estimator of pmfs is wanted: jeffreys, laplace, minimax, schurmann-grassberger, shrink"
        raise UsageError(
            f"--estimator {name} estimates entropies, and {measure.name} is no sum of them", wanted
        )
    if sum(first) != sum(second):
        hint = "an estimator of pmfs takes any two samples: shrink, jeffreys"
        raise UsageError(f"--estimator {name} of jsd wants two samples of one size", hint)
    pooled = [x + y for x, y in zip(first, second, strict=True)]
    parts = [(fmpq(1), pooled), (-_HALF, first), (-_HALF, second)]
    found = [(c, _entropy(name, of)) for c, of in parts]
    return combined(found), (noted(name, profile_of(pooled), len(pooled)), "JSD = H((P+Q)/2) - (H(P)+H(Q))/2")


def _entropy(name: str, counts: Sequence[fmpq]) -> Nats:
    return entropies.estimate(name, profile_of(counts), len(counts))


# ── two variables ────────────────────────────────────────────────────────────────────────────────


def rows_of(table: Table, options: InformationOptions) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """I(X; Y) and the entropies beside it of a table of counts, rows X and columns Y; and what was done."""
    name, flat = options.estimator or "plugin", [y for line in table for y in line]
    for other in ("relative_to", "steps", "plot"):
        if getattr(options, other):
            raise UsageError(f"--{other.replace('_', '-')} says nothing to --estimator {name}")
    check_counts(Pmf((), None, (), tuple(flat)), name)
    if gives(name) == ENTROPY:
        notes: tuple[str, ...] = (noted(name, profile_of(flat), len(flat)), "I(X;Y) = H(X) + H(Y) - H(X,Y)")
        x, y, joint = _of_counts(name, (*sums.marginals(table), flat))
    else:
        x, y, joint = _of_shares(smoothed(name, flat), table)
        notes = (said(name, flat),)
    one = fmpq(1)
    information = combined([(one, x), (one, y), (-one, joint)])
    values = (
        ("I(X;Y)", Logs() if gives(name) == PMF and _is_product(table) else information),
        ("H(X)", x),
        ("H(Y)", y),
        ("H(X,Y)", joint),
        ("H(X|Y)", combined([(one, joint), (-one, y)])),
        ("H(Y|X)", combined([(one, joint), (-one, x)])),
    )
    unit = unit_of(options)
    return tuple(row(what, value, unit, options.digits) for what, value in values), notes


def _is_product(table: Table) -> bool:
    """Whether all rows, or all columns, are the same: then X and Y are independent whatever is added."""
    return 1 in (len({tuple(map(int, line)) for line in of}) for of in (table, zip(*table, strict=True)))


def _of_counts(name: str, sides: Sequence[Sequence[fmpq]]) -> tuple[Nats, ...]:
    """The entropies, one value where the counts are the same: H(X, Y) = H(X) where Y has one value."""
    profiles = [(profile_of(of), len(of)) for of in sides]
    found = {key: entropies.estimate(name, *key) for key in profiles}
    return tuple(found[key] for key in profiles)


def _of_shares(p: Sequence[fmpq] | None, table: Table) -> tuple[Nats, Nats, Nats]:
    """H(X), H(Y), H(X, Y) of the estimated pmf of the cells; of minimax where p is None, no fractions."""
    width, entropy = len(table[0]), MEASURES["entropy"]
    if p is not None:
        cells = [p[i : i + width] for i in range(0, len(p), width)]
        x, y = sums.marginals(cells)
        return sums.entropy(x), sums.entropy(y), sums.entropy(p)

    def shares() -> list[arb]:
        return rooted([y for line in table for y in line])

    def lines(of: list[arb]) -> list[arb]:
        return [sum(of[i : i + width], arb(0)) for i in range(0, len(of), width)]

    def columns(of: list[arb]) -> list[arb]:
        return [sum(of[j::width], arb(0)) for j in range(width)]

    joint = InNats(lambda: of_balls(entropy, shares()))
    if width == 1 or len(table) == 1:
        return (joint, Logs(), joint) if width == 1 else (Logs(), joint, joint)
    return (
        InNats(lambda: of_balls(entropy, lines(shares()))),
        InNats(lambda: of_balls(entropy, columns(shares()))),
        joint,
    )
