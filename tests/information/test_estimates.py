"""Entropies estimated from counts: known values, the definitions once more, bootstrap intervals."""

from __future__ import annotations

import math
import random
from collections import Counter

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infocalc.errors import InfocalcError
from infocalc.information.estimation import bootstrap
from infocalc.report.report import Report
from tests.information.asked import asked

NAMES = ["plugin", "miller-madow", "chao-shen", "jeffreys", "laplace", "schurmann-grassberger", "minimax"]
#: the example of the manual of the R package entropy: singletons and empty bins
COUNTS = [4, 2, 3, 0, 2, 4, 0, 0, 2, 1, 1]
#: their entropies in nats, from the definitions with 40 digits
KNOWN = {
    "plugin": "1.968382408728",
    "miller-madow": "2.152592935044",
    "chao-shen": "2.201137101280",
    "jeffreys": "2.179480382724",
    "laplace": "2.257875518693",
    "schurmann-grassberger": "2.036887808124",
    "minimax": "2.154091189931",
}


def estimate(counts: list[int], name: str, **options) -> Report:
    text = ",".join(map(str, counts))
    return asked("entropy", text, counts=True, estimator=name, **options)


def by_definition(counts: list[int], name: str) -> mpmath.mpf:
    """The estimators as Hausser and Strimmer (2009) and Chao and Shen (2003) write them."""
    n, bins = mpmath.mpf(sum(counts)), len(counts)
    if name == "chao-shen":
        ones = counts.count(1)
        coverage = 1 - (ones if ones < n else ones - 1) / n
        p = [coverage * y / n for y in counts if y]
        return -mpmath.fsum(x * mpmath.log(x) / (1 - (1 - x) ** n) for x in p)
    alphas = {"jeffreys": 0.5, "laplace": 1, "schurmann-grassberger": 1 / mpmath.mpf(bins)}
    alpha = mpmath.sqrt(n) / bins if name == "minimax" else alphas.get(name, 0)
    shares = [(y + alpha) / (n + bins * alpha) for y in counts if y or alpha]
    plugin = -mpmath.fsum(x * mpmath.log(x) for x in shares)
    return plugin + (sum(map(bool, counts)) - 1) / (2 * n) if name == "miller-madow" else plugin


@pytest.mark.parametrize("name", NAMES)
def test_known_values(name):
    assert estimate(COUNTS, name, digits=13).rows[0].number.decimal == KNOWN[name]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 30), min_size=1, max_size=9).filter(any), st.sampled_from(NAMES))
def test_against_the_definitions(counts, name):
    with mpmath.workdps(50):
        found, expected = (
            mpmath.mpf(estimate(counts, name).rows[0].number.decimal),
            by_definition(counts, name),
        )
        assert abs(found - expected) <= mpmath.mpf(10) ** -14 * max(1, abs(expected))
    assert math.isclose(bootstrap.entropy(counts, name), float(expected), rel_tol=1e-12, abs_tol=1e-12)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.integers(0, 9), min_size=2, max_size=6).filter(any),
    st.sampled_from(NAMES),
    st.randoms(use_true_random=False),
)
def test_the_order_of_bins_does_not_matter(counts, name, shuffled):
    other = counts[:]
    shuffled.shuffle(other)
    assert estimate(other, name).rows[0].number.decimal == estimate(counts, name).rows[0].number.decimal


@pytest.mark.parametrize("name", NAMES)
def test_large_counts_and_many_bins(name):
    """Chao–Shen's (1 − p)^n is no longer written out, pseudo-counts hardly matter."""
    draw = random.Random(3)
    counts = [draw.randrange(10**6) for _ in range(300)]
    with mpmath.workdps(60):
        found = mpmath.mpf(estimate(counts, name).rows[0].number.decimal)
        assert abs(found - by_definition(counts, name)) < 1e-13


def test_bins_are_stated():
    notes = estimate(COUNTS, "laplace").notes
    assert "counts: 19 in all, 11 bins" in notes
    assert "estimator laplace: 1 added to each of 11 bins" in notes
    assert any("8 of 11 bins are not empty" in note for note in estimate(COUNTS, "miller-madow").notes)


def test_samples_are_counted():
    report = asked("entropy", "b,a,b,c", samples=True)
    assert report.rows[0].number.decimal == estimate([2, 1, 1], "plugin").rows[0].number.decimal
    assert report.notes[0] == "samples: 4 observations of 3 different values"


def test_counts_are_scaled():
    """Plugin estimates do not change when all counts are multiplied."""
    ten = [10 * y for y in COUNTS]
    assert estimate(ten, "plugin").rows[0].number.decimal == estimate(COUNTS, "plugin").rows[0].number.decimal


def test_smoothing_and_divergence_of_counts():
    found = asked("kl", "5,3,2", "1,0,9", counts=True, smooth="laplace", digits=20)
    p, q = ([mpmath.mpf(x + 1) / 13 for x in counts] for counts in ([5, 3, 2], [1, 0, 9]))
    with mpmath.workdps(30):
        expected = mpmath.fsum(x * mpmath.log(x / y) for x, y in zip(p, q, strict=True))
        assert abs(mpmath.mpf(found.rows[0].number.decimal) - expected) < 1e-15
    assert asked("kl", "5,3,2", "1,0,9", counts=True).rows[0].number.decimal == "inf"


@pytest.mark.parametrize(
    ("text", "options", "said"),
    [
        ("0.2,0.8", {"estimator": "laplace"}, "--estimator works on counts"),
        ("0.2,0.8", {"bootstrap": 10}, "--bootstrap works on counts"),
        ("1.5,2", {"counts": True}, "entry 1: 1.5 is no count"),
        ("1.5,2", {"weights": True, "estimator": "laplace"}, "outcome 1: 3/2"),
        ("1.5,2", {"weights": True, "bootstrap": 10}, "outcome 1: 3/2"),
        ("1,2", {"counts": True, "estimator": "laplace", "smooth": "1"}, "both change the counts"),
        ("-1,2", {"counts": True}, "entry 1: negative"),
        ("a,,b", {"samples": True}, "an empty observation"),
        ("0,0", {"counts": True}, "all probabilities are 0"),
        ("1,2,3", {"counts": True, "bootstrap": 10_000_000}, "use fewer with --bootstrap"),
    ],
)
def test_refused(text, options, said):
    with pytest.raises(InfocalcError, match=said):
        asked("entropy", text, **options)


# ── the bootstrap ────────────────────────────────────────────────────────────────────────────────


def test_the_interval_is_that_of_its_seed():
    def interval(seed: int | None) -> list[str]:
        return [row.number.decimal for row in estimate(COUNTS, "plugin", bootstrap=200, seed=seed).rows]

    assert interval(1) == interval(1)
    assert interval(0) == interval(None)
    assert interval(1) != interval(2)
    point, low, high = map(float, interval(1))
    assert low < point < high


def test_the_interval_does_not_know_the_unit():
    nats, bits = (
        [row.number.double for row in estimate(COUNTS, "plugin", bootstrap=50, unit=unit).rows[1:]]
        for unit in ("nats", "bits")
    )
    assert [x / math.log(2) for x in nats] == pytest.approx(bits)


def test_resamples_are_multinomial():
    counts = [5, 0, 30, 1, 0]
    found = list(bootstrap.resamples_of(counts, 4_000, 8))
    assert all(sum(one) == 36 and one[1] == one[4] == 0 for one in found)
    for i, y in enumerate(counts):
        assert abs(sum(one[i] for one in found) / 4_000 - y) <= 5 * math.sqrt(y / 4_000)


#: what NumPy's RandomState draws for the seed 8, whatever its version
FROZEN = [[3, 0, 30, 3], [3, 0, 32, 1], [2, 0, 34, 0]]


def test_the_stream_of_a_seed_is_frozen():
    assert list(bootstrap.resamples_of([5, 0, 30, 1], 3, 8)) == FROZEN
    assert list(bootstrap.resamples_of([5, 3], 5, 2**40)) != list(bootstrap.resamples_of([5, 3], 5, 0))


def test_the_interval_covers():
    """Of 100 samples of 500 from one pmf, about 95 intervals hold its entropy."""
    p = [0.4, 0.3, 0.2, 0.1]
    truth = -math.fsum(x * math.log(x) for x in p)
    draw, covered = random.Random(4), 0
    for seed in range(100):
        sample = Counter(draw.choices(range(4), p, k=500))
        counts = [sample[i] for i in range(4)]
        point = bootstrap.entropy(counts, "miller-madow")
        low, high = bootstrap.interval(counts, "miller-madow", point, 200, seed)
        covered += low <= truth <= high
    assert 86 <= covered <= 100


def test_quantiles():
    assert bootstrap.quantile([1.0, 2.0, 3.0, 4.0, 5.0], 0.5) == 3.0
    assert bootstrap.quantile([1.0, 2.0], 0.25) == 1.25
    assert bootstrap.quantile([7.0], 0.9) == 7.0
