"""Entropies estimated from counts: known values, the definitions once more, bootstrap intervals."""

from __future__ import annotations

import math
import random

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infocalc.errors import InfocalcError
from infocalc.information.estimation import doubles
from infocalc.information.estimation.entropies import RULES
from infocalc.information.estimation.smoothed import PSEUDO_COUNTS
from infocalc.information.estimation.table import ENTROPY, ESTIMATORS, PMF
from infocalc.report.report import Report
from tests.information.asked import asked

#: those of the table that are of counts; an integral and what needs observations that agree are tried below
NAMES = [
    name for name, row in ESTIMATORS.items() if row.gives in (PMF, ENTROPY) and name not in ("nsb", "ansb")
]
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
    "shrink": "2.379602895310",
    "jackknife": "2.231274314180",
    "chao-wang-jost": "2.197116039017",
    "grassberger": "2.099724819507",
    "grassberger-2003": "2.144626386031",
    "zhang": "2.170546674688",
    "bonachela": "2.509242594105",
}


def estimate(counts: list[int], name: str, **options) -> Report:
    text = ",".join(map(str, counts))
    return asked("entropy", text, counts=True, estimator=name, **options)


def plain(p) -> mpmath.mpf:
    return -mpmath.fsum(x * mpmath.log(x) for x in p if x)


def jackknife(counts: list[int], n: int) -> mpmath.mpf:
    """n·H − (n − 1)·(mean of H with one observation left out)."""
    left = []
    for i, y in enumerate(counts):
        rest = [mpmath.mpf(z - (i == j)) / (n - 1) for j, z in enumerate(counts)]
        left.append(y * plain(rest) if y else mpmath.mpf(0))
    return n * plain(mpmath.mpf(y) / n for y in counts) - mpmath.fsum(left) * (n - 1) / n


def zhang(counts: list[int], n: int) -> mpmath.mpf:
    """The definition: Σ 1/v·Σ p·Π (1 − (y − 1)/(n − 1 − j)), as Zhang writes it (2012, eq. (4))."""
    total = mpmath.mpf(0)
    for y in filter(None, counts):
        product = mpmath.mpf(1)
        for v in range(1, n - y + 1):
            product *= 1 - mpmath.mpf(y - 1) / (n - v)
            total += product * y / n / v
    return total


def chao_wang_jost(counts: list[int], n: int) -> mpmath.mpf:
    ones, twos = counts.count(1), counts.count(2)
    seen = mpmath.fsum(
        mpmath.mpf(y) / n * mpmath.fsum(mpmath.mpf(1) / k for k in range(y, n)) for y in counts if y
    )
    if twos:
        a = mpmath.mpf(2 * twos) / ((n - 1) * ones + 2 * twos)
    else:
        a = mpmath.mpf(2) / ((n - 1) * (ones - 1) + 2) if ones else mpmath.mpf(1)
    if a == 1:
        return seen
    rest = mpmath.nsum(lambda k: (1 - a) ** (k + 1) / (n + k), [0, mpmath.inf])
    return seen + rest * ones / n


def grassberger(counts: list[int], n: int) -> mpmath.mpf:
    terms = (y * (mpmath.digamma(y) + mpmath.mpf((-1) ** y) / (y + 1)) for y in counts if y)
    return mpmath.log(n) - mpmath.fsum(terms) / n


def grassberger_2003(counts: list[int], n: int) -> mpmath.mpf:
    """G_1 = −γ − log 2, G_2 = 2 − γ − log 2, G_(2k + 1) = G_2k, G_(2k + 2) = G_2k + 2/(2k + 1)."""
    g = {1: -mpmath.euler - mpmath.log(2), 2: 2 - mpmath.euler - mpmath.log(2)}
    for k in range(3, max(counts) + 1):
        g[k] = g[k - 1] if k % 2 else g[k - 2] + mpmath.mpf(2) / (k - 1)
    return mpmath.log(n) - mpmath.fsum(y * g[y] for y in counts if y) / n


def bonachela(counts: list[int], n: int) -> mpmath.mpf:
    sums = ((y + 1) * mpmath.fsum(mpmath.mpf(1) / j for j in range(y + 2, n + 3)) for y in counts)
    return mpmath.fsum(sums) / (n + 2)


SUMS = {
    "jackknife": jackknife,
    "zhang": zhang,
    "chao-wang-jost": chao_wang_jost,
    "grassberger": grassberger,
    "grassberger-2003": grassberger_2003,
    "bonachela": bonachela,
}


def by_definition(counts: list[int], name: str) -> mpmath.mpf:
    """The estimators as Hausser and Strimmer (2009) and Chao and Shen (2003) write them."""
    n, bins = mpmath.mpf(sum(counts)), len(counts)
    if name == "chao-shen":
        ones = counts.count(1)
        coverage = 1 - (ones if ones < n else ones - 1) / n
        p = [coverage * y / n for y in counts if y]
        return -mpmath.fsum(x * mpmath.log(x) / (1 - (1 - x) ** n) for x in p)
    if name in SUMS:
        return SUMS[name](counts, int(n))
    if name == "shrink":
        p = [y / n for y in counts]
        spread = mpmath.fsum((1 / mpmath.mpf(bins) - x) ** 2 for x in p)
        if n > 1 and spread:
            w = min(mpmath.mpf(1), mpmath.fsum(x * (1 - x) for x in p) / (n - 1) / spread)
        else:
            w = mpmath.mpf(1)
        return plain(w / bins + (1 - w) * x for x in p)
    alphas = {"jeffreys": 0.5, "laplace": 1, "schurmann-grassberger": 1 / mpmath.mpf(bins)}
    alpha = mpmath.sqrt(n) / bins if name == "minimax" else alphas.get(name, 0)
    shares = [(y + alpha) / (n + bins * alpha) for y in counts if y or alpha]
    plugin = -mpmath.fsum(x * mpmath.log(x) for x in shares)
    return plugin + (sum(map(bool, counts)) - 1) / (2 * n) if name == "miller-madow" else plugin


@pytest.mark.parametrize("name", NAMES)
def test_known_values(name):
    assert estimate(COUNTS, name, digits=13).rows[0].number.decimal == KNOWN[name]


def test_every_row_has_its_formula():
    pmfs = {name for name, row in ESTIMATORS.items() if row.gives == PMF}
    assert pmfs == {*PSEUDO_COUNTS, "shrink"}
    assert set(RULES) == {name for name, row in ESTIMATORS.items() if row.gives == ENTROPY}


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.integers(0, 30), min_size=1, max_size=9).filter(lambda y: sum(y) > 1), st.sampled_from(NAMES)
)
def test_against_the_definitions(counts, name):
    with mpmath.workdps(50):
        found, expected = (
            mpmath.mpf(estimate(counts, name).rows[0].number.decimal),
            by_definition(counts, name),
        )
        assert abs(found - expected) <= mpmath.mpf(10) ** -14 * max(1, abs(expected))
    assert math.isclose(doubles.entropy(counts, name), float(expected), rel_tol=1e-12, abs_tol=1e-12)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.integers(0, 9), min_size=2, max_size=6).filter(lambda counts: sum(counts) > 1),
    st.sampled_from(NAMES),
    st.randoms(use_true_random=False),
)
def test_the_order_of_bins_does_not_matter(counts, name, shuffled):
    other = counts[:]
    shuffled.shuffle(other)
    assert estimate(other, name).rows[0].number.decimal == estimate(counts, name).rows[0].number.decimal


@pytest.mark.parametrize("name", NAMES)
def test_large_counts_and_many_bins(name):
    """Powers and harmonic numbers are no longer written out; all are consistent: what they add is small."""
    draw = random.Random(3)
    counts = [1, 1, 1, 2, *(draw.randrange(10**6) for _ in range(300))]
    with mpmath.workdps(60):
        found = mpmath.mpf(estimate(counts, name).rows[0].number.decimal)
        assert abs(found - by_definition(counts, "plugin")) < 1e-4
        if name not in SUMS or name == "grassberger":
            assert abs(found - by_definition(counts, name)) < 1e-13


@pytest.mark.parametrize("name", ["zhang", "bonachela", "chao-wang-jost"])
def test_both_ways_of_sums_agree(name, monkeypatch):
    """Exact sums of 1/k and powers against differences of ψ and ₂F₁."""
    short = estimate(COUNTS, name, digits=25).rows[0]
    monkeypatch.setattr("infocalc.information.estimation.entropies._MOST_HARMONIC", 1)
    monkeypatch.setattr("infocalc.information.estimation.entropies._MOST_BITS", 1)
    long = estimate(COUNTS, name, digits=25).rows[0]
    assert short.formula is not None
    assert long.formula is None
    assert short.number.decimal == long.number.decimal


@pytest.mark.whole
@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(0, 6), min_size=2, max_size=6).filter(any), st.integers(0, 4))
def test_nsb_of_any_counts_is_the_quotient_of_its_integrals(counts, empty):
    test_nsb_is_the_quotient_of_its_integrals([*counts, *[0] * empty])


@pytest.mark.parametrize("counts", [[3, 1, 0]])
def test_nsb_is_the_quotient_of_its_integrals(counts):
    """∫ E[H]·ρ dξ/∫ ρ dξ by mpmath, over β/(1 + β); and it is between 0 and log K."""
    found = float(estimate(counts, "nsb").rows[0].number.decimal)
    assert 0 < found < math.log(len(counts))
    bins, n = len(counts), sum(counts)

    def density(b):
        rho = mpmath.fprod(mpmath.rf(b, y) for y in counts) / mpmath.rf(bins * b, n)
        return rho * (bins * mpmath.psi(1, bins * b + 1) - mpmath.psi(1, b + 1))

    def mean(b):
        whole = n + bins * b
        terms = ((y + b) / whole * mpmath.digamma(y + b + 1) for y in counts)
        return mpmath.digamma(whole + 1) - mpmath.fsum(terms)

    def over(f):
        return mpmath.quad(lambda t: f(t / (1 - t)) / (1 - t) ** 2, [0, 0.25, 0.5, 0.75, 0.9, 0.99, 1])

    scale = density(mpmath.mpf(1))
    whole = over(lambda b: density(b) / scale)
    assert math.isclose(over(lambda b: mean(b) * density(b) / scale) / whole, found, rel_tol=1e-6)


def test_nsb_knows_when_the_prior_speaks():
    """More bins that may be there, more entropy; a single bin has none."""
    some = [float(estimate([3, 2, 1, *[0] * k], "nsb").rows[0].number.decimal) for k in (0, 1, 5, 50)]
    assert some == sorted(some)
    assert estimate([7], "nsb").rows[0].number.decimal == "0"


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
        ("1,1", {"counts": True, "estimator": "ansb"}, "no two observations agree"),
        ("0,1", {"counts": True, "estimator": "jackknife"}, "there is only one"),
        ("1,2", {"counts": True, "estimator": "vasicek"}, "is for numbers"),
        ("1,2", {"counts": True, "estimator": "ksg"}, "is for pairs of numbers"),
        ("1,2", {"counts": True, "estimator": "nsb", "bootstrap": 9}, "integrate for each resample"),
        ("99999,2", {"counts": True, "estimator": "nsb"}, "at most 100,000 observations"),
        ("-1,2", {"counts": True}, "entry 1: negative"),
        ("a,,b", {"samples": True}, "an empty observation"),
        ("0,0", {"counts": True}, "all probabilities are 0"),
        ("1,2,3", {"counts": True, "bootstrap": 10_000_000}, "use fewer with --bootstrap"),
    ],
)
def test_refused(text, options, said):
    with pytest.raises(InfocalcError, match=said):
        asked("entropy", text, **options)
