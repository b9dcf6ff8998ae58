"""Measures of drawn samples in double precision: what an interval is made of, and nothing is proved of."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence

from flint import arb, ctx, fmpq

from infocalc.information.estimation import entropies
from infocalc.information.estimation.draws import Samples
from infocalc.information.estimation.smoothed import smoothed, total_of
from infocalc.information.estimation.table import PMF, gives
from infocalc.information.measure import Measure
from infocalc.information.profile import gathered

#: a number in nats of what was drawn
Statistic = Callable[[Samples], float]
#: bits for one draw
_BITS = 64


def of_measure(measure: Measure, name: str) -> Statistic:
    """The measure of one sample or two, by the estimator of this name."""
    if measure.name == "entropy":
        return lambda drawn: entropy(drawn[0], name)
    return (lambda drawn: _of_pmfs(measure, drawn, name)) if gives(name) == PMF else _divergence(name)


def of_table(width: int, name: str) -> Statistic:
    """I(X; Y) = H(X) + H(Y) − H(X, Y) of the cells of a table, whose rows are that wide."""

    def information(drawn: Samples) -> float:
        cells = weights(drawn[0], name) if gives(name) == PMF else drawn[0]
        x = [math.fsum(cells[i : i + width]) for i in range(0, len(cells), width)]
        y = [math.fsum(cells[j::width]) for j in range(width)]
        h = plugin if gives(name) == PMF else lambda of: _estimated(of, name)
        return h(x) + h(y) - h(cells)

    return information


def entropy(counts: Sequence[float], name: str) -> float:
    """The entropy by the estimator, in nats."""
    return plugin(weights(counts, name)) if gives(name) == PMF else _estimated(counts, name)


def _estimated(counts: Sequence[float], name: str) -> float:
    profile = gathered(Counter(map(int, counts)).items())
    with ctx.workprec(_BITS):
        return float(entropies.estimate(name, profile, len(counts)).ball().mid())


def weights(counts: Sequence[float], name: str) -> Sequence[float]:
    """The estimated pmf but for its sum."""
    if name == "plugin":
        return counts
    n, bins = sum(counts), len(counts)
    if name == "minimax":
        return [y + math.sqrt(n) / bins for y in counts]
    found = smoothed(name, [fmpq(int(y)) for y in counts]) or ()
    return [int(x.p) / int(x.q) for x in found]


def plugin(of: Sequence[float]) -> float:
    """H of the weights over their sum."""
    n = math.fsum(of)
    return abs(math.fsum(-y / n * math.log(y / n) for y in of if y))


def _divergence(name: str) -> Statistic:
    """JSD = H((P + Q)/2) − (H(P) + H(Q))/2 of two samples of one size."""

    def jsd(drawn: Samples) -> float:
        p, q = drawn
        pooled = [x + y for x, y in zip(p, q, strict=True)]
        return _estimated(pooled, name) - (_estimated(p, name) + _estimated(q, name)) / 2

    return jsd


def _of_pmfs(measure: Measure, drawn: Samples, name: str) -> float:
    """What rounding leaves below 0 is 0, lest a root be none; an outcome may make it infinite."""
    sides = [_shares(weights(of, name)) for of in drawn]
    pairs = [pair for pair in zip(*sides, strict=True) if any(pair)]
    if not measure.finite_without_q and any(not q for _, q in pairs):
        return math.inf
    if not measure.finite_without_p and any(not p for p, _ in pairs):
        return math.inf
    with ctx.workprec(_BITS):
        total = total_of(measure, *([arb(x) for x in side] for side in zip(*pairs, strict=True)))
        found = measure.whole(arb(total.mid()).max(arb(0)))
        return float(found.mid()) if found.is_finite() else math.inf


def _shares(of: Sequence[float]) -> list[float]:
    n = math.fsum(of)
    return [y / n for y in of]
