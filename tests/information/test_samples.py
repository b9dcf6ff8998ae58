"""Samples of numbers: entropies of densities, pairs of numbers, a sample against a law."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence

import mpmath
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from infocalc.errors import InfocalcError
from infocalc.information import commands
from infocalc.information.estimation.table import DENSITY, ESTIMATORS, PAIRS
from infocalc.information.options import InformationOptions
from infocalc.information.source import Source
from infocalc.report.report import Report
from tests.information.asked import asked

OF_SPACINGS = ["vasicek", "van-es", "ebrahimi", "correa"]
OF_NUMBERS = [name for name, row in ESTIMATORS.items() if row.gives == DENSITY]
OF_PAIRS = [name for name, row in ESTIMATORS.items() if row.gives == PAIRS]


def text(numbers: Sequence[float]) -> str:
    return ",".join(f"{x!r}" for x in numbers)


def decimal(report: Report, row: int = 0) -> float:
    return float(report.rows[row].number.decimal)


def entropy(numbers: Sequence[float], name: str, **options) -> float:
    return decimal(asked("entropy", text(numbers), samples=True, estimator=name, **options))


def mi(pairs: Sequence[tuple[float, float]], name: str, **options) -> float:
    joint = Source("; ".join(f"{x!r},{y!r}" for x, y in pairs))
    return decimal(commands.mi(joint, InformationOptions(samples=True, estimator=name, **options)))


def normal(n: int, seed: int) -> list[float]:
    draw = random.Random(seed)
    return [draw.gauss(0, 1) for _ in range(n)]


# ── entropy of a density ─────────────────────────────────────────────────────────────────────────


def test_every_estimator_of_spacings_is_tried():
    assert {*OF_SPACINGS, "kozachenko-leonenko"} == set(OF_NUMBERS)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.floats(-1e3, 1e3).map(lambda x: round(x, 5)), min_size=5, max_size=40, unique=True),
    st.sampled_from(OF_SPACINGS),
    st.integers(1, 6),
)
def test_spacings_are_those_of_scipy(numbers, name, window):
    assume(2 * window < len(numbers))
    expected = stats.differential_entropy(numbers, window_length=window, method=name.replace("-", " "))
    assert math.isclose(entropy(numbers, name, window=window), expected, rel_tol=1e-6, abs_tol=1e-6)


@pytest.mark.parametrize("name", OF_SPACINGS)
@pytest.mark.parametrize("n", [9, 50, 120])
def test_the_window_of_scipy(name, n):
    expected = stats.differential_entropy(normal(n, n), method=name.replace("-", " "))
    assert math.isclose(entropy(normal(n, n), name), expected, rel_tol=1e-9)


@pytest.mark.parametrize("k", [1, 3, 4])
def test_distances_to_neighbours(k):
    x = normal(30, k)
    with mpmath.workdps(30):
        reach = [sorted(abs(mpmath.mpf(a) - b) for b in x)[k] for a in x]
        mean = mpmath.fsum(mpmath.log(2 * r) for r in reach) / 30
        expected = mpmath.digamma(30) - mpmath.digamma(k) + mean
    assert math.isclose(entropy(x, "kozachenko-leonenko", neighbours=k), float(expected), rel_tol=1e-14)


@pytest.mark.parametrize("name", OF_NUMBERS)
def test_laws_of_the_entropy_of_a_density(name):
    """The order does not matter, a shift neither, a scale adds its logarithm; many come near the truth."""
    x = [round(y, 3) for y in dict.fromkeys(normal(200, 5))]
    x = list(dict.fromkeys(x))
    found = entropy(x, name)
    assert entropy(x[::-1], name) == found
    assert math.isclose(entropy([round(y + 7, 3) for y in x], name), found, rel_tol=1e-12)
    scaled = entropy([round(4 * y, 3) for y in x], name)
    assert math.isclose(scaled - math.log(4), found, rel_tol=1e-12)
    assert abs(entropy(normal(3_000, 6), name) - 0.5 * math.log(2 * math.pi * math.e)) < 0.08


# ── pairs of numbers ─────────────────────────────────────────────────────────────────────────────


def by_definition(pairs: Sequence[tuple[int, int]], k: int, first: bool, closed: bool = False) -> float:
    """Kraskov, Stögbauer and Grassberger (2004), eq. (8), (9); `closed` counts numbers at the distance."""
    total = mpmath.mpf(0)
    for i, (x, y) in enumerate(pairs):
        others = [pair for j, pair in enumerate(pairs) if j != i]
        away = sorted(max(abs(a - x), abs(b - y)) for a, b in others)[k - 1]
        near = [(a, b) for a, b in others if max(abs(a - x), abs(b - y)) <= away]
        for side, z in ((0, x), (1, y)):
            reach = away if first else max(abs(pair[side] - z) for pair in near)
            distances = [abs(pair[side] - z) for pair in others]
            if first and not closed:
                total += mpmath.digamma(1 + sum(d < reach for d in distances))
            else:
                total += mpmath.digamma(first + sum(d <= reach for d in distances))
    n = len(pairs)
    return float(mpmath.digamma(k) + mpmath.digamma(n) - total / n - (0 if first else mpmath.mpf(1) / k))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(-30, 30), st.integers(-30, 30)), min_size=6, max_size=25, unique=True),
    st.sampled_from(OF_PAIRS),
    st.integers(1, 4),
)
def test_pairs_by_the_definition(pairs, name, k):
    expected = by_definition(pairs, k, name == "ksg")
    assert math.isclose(mi(pairs, name, neighbours=k), expected, rel_tol=1e-10, abs_tol=1e-10)


#: infomeasure, test_kraskov_stoegbauer_grassberger.py, with y of two cases and of x itself; k = 4
X = [-249, 164, -305, 795, -596, 177, -524, 703, -11, -186]
CASES = [
    ([-859, 841, 376, 377, 569, 175, -320, -400, -400, 685], -0.22710317460317464),
    ([1108, 841, 1147, 878, 1409, 603, 1067, 945, 1272, 1112], -0.12253968253968255),
    (X, 0.49563492063492054),
]


@pytest.mark.parametrize(("y", "expected"), CASES)
def test_infomeasure_counts_the_boundary(y, expected):
    """Its values are those of eq. (8) with ≤ in the place of <, which the paper and NPEET have."""
    pairs = list(zip(X, y, strict=True))
    assert math.isclose(by_definition(pairs, 4, True, closed=True), expected, rel_tol=1e-10)
    assert mi(pairs, "ksg") > expected


@pytest.mark.parametrize("name", OF_PAIRS)
def test_laws_of_the_information_of_pairs(name):
    """Exchanging and scaling X and Y changes nothing; of a normal pair it is near −log(1 − r²)/2."""
    draw = random.Random(2)
    some = [(draw.gauss(0, 1), draw.gauss(0, 1)) for _ in range(600)]
    pairs = [(round(a, 6), round(0.9 * a + math.sqrt(0.19) * b, 6)) for a, b in some]
    found = mi(pairs[:150], name)
    assert mi([(y, x) for x, y in pairs[:150]], name) == found
    assert mi([(x, y) for x, y in pairs[:150]][::-1], name) == found
    table = Source(stream=_csv(pairs), name="pairs.csv")
    report = commands.mi(table, InformationOptions(samples=True, estimator=name))
    assert abs(decimal(report) + 0.5 * math.log(0.19)) < 0.12


def _csv(pairs):
    import io

    return io.BytesIO(("x,y\n" + "\n".join(f"{x},{y}" for x, y in pairs)).encode())


# ── a sample against a law ───────────────────────────────────────────────────────────────────────

LAWS: dict[str, Callable[[float], float]] = {
    "Normal(0,2)": lambda x: stats.norm.logpdf(x, scale=2),
    "StudentT(3)": lambda x: stats.t.logpdf(x, 3),
    "Laplace(1,2)": lambda x: stats.laplace.logpdf(x, 1, 2),
    "Mixture(weights=[1/4,3/4], components=[Normal(0,1),Normal(1,3)])": lambda x: math.log(
        stats.norm.pdf(x) / 4 + 3 * stats.norm.pdf(x, 1, 3) / 4
    ),
}


@pytest.mark.parametrize("law", LAWS)
def test_a_sample_against_a_density(law):
    """D = H(P, Q) − h(P), with the mean of −log q and the entropy by the estimator."""
    x = normal(40, 3)
    cross = -math.fsum(map(LAWS[law], x)) / 40
    report = asked("xent", text(x), law, samples=True)
    assert math.isclose(decimal(report), cross, rel_tol=1e-12)
    for name in OF_NUMBERS:
        found = asked("kl", text(x), law, samples=True, estimator=name)
        assert math.isclose(decimal(found), cross - entropy(x, name), rel_tol=1e-12)
    assert [row.name for row in found.rows] == ["D(P||Q)", "H(P,Q)", "h(P)"]


@pytest.mark.parametrize(
    ("operand", "options"), [("0,1,1,2,5", {"samples": True}), ("1,2,1,0,0,1", {"counts": True})]
)
def test_a_sample_against_a_mass_function(operand, options):
    masses = {0: 1, 1: 2, 2: 1, 5: 1}
    cross = -math.fsum(n / 5 * stats.poisson.logpmf(k, 2) for k, n in masses.items())
    own = -math.fsum(n / 5 * math.log(n / 5) for n in masses.values())
    report = asked("kl", operand, "Poisson(2)", **options)
    assert math.isclose(decimal(report), cross - own, rel_tol=1e-13)
    assert math.isclose(decimal(report, 1), cross, rel_tol=1e-13)


def test_a_law_with_symbols_takes_values():
    found = asked("xent", "0.5,1,1.5", "Exponential(r)", samples=True, at={"r": "2"})
    assert math.isclose(decimal(found), 2 - math.log(2), rel_tol=1e-14)


def test_an_impossible_observation():
    report = asked("kl", "0.5,1,-1,2,3,4", "Exponential(1)", samples=True)
    assert report.rows[0].number.decimal == "inf"
    assert (
        "infinite: outcome -1 has probability 0 in the second distribution and not in the first"
        in report.notes
    )
    half = asked("kl", "0,1,1/2", "Poisson(1)", samples=True)
    assert half.rows[0].number.decimal == "inf"


@pytest.mark.parametrize(
    ("name", "operands", "options", "said"),
    [
        ("entropy", ["a,b,c"], {"samples": True, "estimator": "vasicek"}, "'a' is no number"),
        (
            "entropy",
            ["1,1,1,2"],
            {"samples": True, "estimator": "vasicek", "window": 1},
            "leave a spacing of 0",
        ),
        ("entropy", ["1,2,3"], {"samples": True, "estimator": "vasicek", "window": 2}, "less than half"),
        ("entropy", ["1,2"], {"samples": True, "estimator": "kozachenko-leonenko"}, "less than the 2 obs"),
        (
            "entropy",
            ["1,2,3"],
            {"samples": True, "estimator": "correa", "bootstrap": 9},
            "--bootstrap says nothing",
        ),
        (
            "entropy",
            ["1,2,3"],
            {"samples": True, "estimator": "correa", "share": True},
            "--share says nothing",
        ),
        ("entropy", ["1,2,3"], {"samples": True, "estimator": "correa", "renyi": "2"}, "Shannon"),
        ("kl", ["1,2,3", "Normal(m,1)"], {"samples": True}, "m has none"),
        ("kl", ["1,2,3", "VonMises(0,1)"], {"samples": True}, "laws on the line"),
        ("kl", ["1,2,3", "Normal(0,1)"], {"counts": True}, "is for numbers"),
        ("xent", ["1,2,3", "Normal(0,1)"], {"samples": True, "estimator": "correa"}, "says nothing to xent"),
        ("kl", ["1,2,3", "Poisson(1)"], {"samples": True, "window": 1}, "says nothing to kl"),
        ("kl", ["1,2,3", "2,3,4"], {"counts": True, "estimator": "zhang"}, "kl is no sum of them"),
        ("jsd", ["1,2,3", "2,3,4"], {"counts": True, "estimator": "zhang"}, "two samples of one size"),
        ("kl", ["1,2,3", "2,3,4"], {"counts": True, "estimator": "vasicek"}, "is for numbers"),
    ],
)
def test_refused(name, operands, options, said):
    with pytest.raises(InfocalcError, match=said):
        asked(name, *operands, **options)
