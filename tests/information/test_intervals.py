"""Intervals of measures of counts: streams, bounds and coverage; posteriors against their definition."""

from __future__ import annotations

import io
import math
import random
from collections import Counter

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infocalc.errors import InfocalcError
from infocalc.information import commands
from infocalc.information.estimation import doubles, draws
from infocalc.information.estimation.bootstrap import Bounds, interval
from infocalc.information.estimation.draws import Draws
from infocalc.information.measure import ESTIMATED, MEASURES
from infocalc.information.options import InformationOptions
from infocalc.information.source import Source
from infocalc.report.report import Report
from tests.information.asked import asked

COUNTS = "4,2,3,0,2,4,0,0,2,1,1"
PAIR = ("32,27,23,25", "29,30,26,19")
TABLE = "7 2 4; 3 9 5"
PRIORS = ["jeffreys", "laplace", "schurmann-grassberger", "minimax"]
#: all measures of counts, each with samples of it
COUNTED = {name: row for name, row in MEASURES.items() if row.between is None}
EVERY = [(name, (PAIR[0],) if row.operands == 1 else PAIR) for name, row in COUNTED.items()]
EVERY.append(("mi", (TABLE,)))


def answer(name: str, operands: tuple[str, ...], **options) -> Report:
    if name == "mi":
        return commands.mi(Source(operands[0]), InformationOptions(counts=True, **options))
    return asked(name, *operands, counts=True, **options)


def ends(report: Report) -> tuple[float, float]:
    low, high = (row.number.double for row in report.rows[-2:])
    return low, high


# ── the bootstrap ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("name", "operands"), EVERY)
@pytest.mark.parametrize("options", [{"bootstrap": 60}, {"bayes": 60, "estimator": "laplace"}])
def test_every_measure_of_counts_has_an_interval(name, operands, options):
    """From 0 to the most, narrower with less confidence, that of its seed, not certified."""
    report = answer(name, operands, **options)
    low, high = ends(report)
    value = float(report.rows[0].number.decimal)
    assert 0 <= low < high
    assert "bayes" in options or low <= value <= high
    most = math.log(2) if name == "mi" else getattr(MEASURES.get(name), "most", None)
    assert most is None or high <= (most if name == "mi" else most(4))
    assert [row.name for row in report.rows[-2:]] == ["95% low", "95% high"]
    assert not any(row.number.certified for row in report.rows[-2:])
    assert ends(answer(name, operands, **options, seed=0)) == (low, high)
    assert ends(answer(name, operands, **options, seed=1)) != (low, high)
    inner = ends(answer(name, operands, **options, confidence="0.5"))
    assert low <= inner[0] < inner[1] <= high


@pytest.mark.parametrize("options", [{"bootstrap": 50}, {"bayes": 50, "estimator": "jeffreys"}])
@pytest.mark.parametrize(("name", "operands"), EVERY)
def test_the_interval_does_not_know_the_unit(name, operands, options):
    if name != "mi" and not MEASURES[name].has_unit:
        pytest.skip("no unit")
    nats, bits = (ends(answer(name, operands, unit=unit, **options)) for unit in ("nats", "bits"))
    assert [x / math.log(2) for x in nats] == pytest.approx(bits)


def test_every_measure_has_the_options():
    assert all(set(ESTIMATED) <= set(row.options) for row in COUNTED.values())


@pytest.mark.parametrize("text", [("3,4,5", "3,4,5"), ("6,8,10", "3,4,5")])
@pytest.mark.parametrize("name", [name for name, row in COUNTED.items() if row.vanishes])
def test_samples_that_agree_prove_nothing(name, text):
    """The estimate is 0, its interval is not that point alone."""
    low, high = ends(answer(name, text, bootstrap=100, estimator="jeffreys"))
    assert low == 0 < high


def test_resamples_are_multinomial():
    counts = [5, 0, 30, 1, 0]
    found = [one for (one,) in draws.resamples([counts], 4_000, 8)]
    assert all(sum(one) == 36 and one[1] == one[4] == 0 for one in found)
    for i, y in enumerate(counts):
        assert abs(sum(one[i] for one in found) / 4_000 - y) <= 5 * math.sqrt(y / 4_000)


#: what NumPy's RandomState draws for the seed 8, whatever its version
FROZEN = [[[3, 0, 30, 3]], [[3, 0, 32, 1]], [[2, 0, 34, 0]]]


def test_the_stream_of_a_seed_is_frozen():
    assert list(draws.resamples([[5, 0, 30, 1]], 3, 8)) == FROZEN
    assert list(draws.resamples([[5, 3]], 5, 2**40)) != list(draws.resamples([[5, 3]], 5, 0))
    (p, q), *_ = draws.resamples([[50, 60], [50, 60]], 1, 3)
    assert p != q


def test_the_interval_covers():
    """Of 100 samples of 500 from one pmf, about 95 intervals hold its entropy."""
    p = [0.4, 0.3, 0.2, 0.1]
    truth = -math.fsum(x * math.log(x) for x in p)
    draw, covered = random.Random(4), 0
    for seed in range(100):
        sample = Counter(draw.choices(range(4), p, k=500))
        counts = [sample[i] for i in range(4)]
        statistic = doubles.of_measure(MEASURES["entropy"], "miller-madow")
        bounds = Bounds(math.log(4), 0)
        low, high = interval([counts], statistic, statistic([counts]), bounds, Draws(200, seed, 0.95))
        covered += low <= truth <= high
    assert 86 <= covered <= 100


@pytest.mark.parametrize("name", ["kl", "jsd", "hellinger", "tv"])
def test_the_interval_of_a_divergence_covers(name):
    """Near P = Q, where the reflected quantile alone is on the wrong side of it."""
    p, q = [0.4, 0.3, 0.2, 0.1], [0.5, 0.25, 0.15, 0.1]
    statistic = doubles.of_measure(MEASURES[name], "plugin")
    truth, draw, covered = statistic([p, q]), random.Random(4), 0
    bounds = Bounds(math.inf, MEASURES[name].vanishes)
    for seed in range(60):
        samples = [Counter(draw.choices(range(4), x, k=150)) for x in (p, q)]
        counts = [[sample[i] for i in range(4)] for sample in samples]
        low, high = interval(counts, statistic, statistic(counts), bounds, Draws(100, seed, 0.95))
        covered += low <= truth <= high
    assert covered >= 54


def test_the_interval_is_cut_at_the_bounds_of_the_entropy():
    """From 0 to log K, which the basic interval of few observations leaves on both sides."""

    def cut(counts, name, estimate):
        statistic = doubles.of_measure(MEASURES["entropy"], name)
        return interval([counts], statistic, estimate, Bounds(math.log(len(counts)), 0), Draws(100, 0, 0.95))

    assert cut([4, 2, 0], "jeffreys", 0.853236150555778)[1] == math.log(3)
    assert cut([30, 1], "plugin", 0.1)[0] == 0.0
    assert cut([7], "plugin", 0.0) == (0.0, 0.0)


def test_quantiles():
    assert draws.quantile([1.0, 2.0, 3.0, 4.0, 5.0], 0.5) == 3.0
    assert draws.quantile([1.0, 2.0], 0.25) == 1.25
    assert draws.quantile([7.0], 0.9) == 7.0


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=5),
    st.sampled_from([name for name, row in COUNTED.items() if row.operands == 2]),
    st.sampled_from(["jeffreys", "laplace", "minimax", "schurmann-grassberger", "shrink", "plugin"]),
)
def test_what_is_drawn_is_measured_as_what_is_given(pairs, name, estimator):
    """Double precision against the certified value of the same counts."""
    counts = [list(side) for side in zip(*pairs, strict=True)]
    if any(sum(side) < 2 for side in counts):
        return
    texts = (",".join(map(str, side)) for side in counts)
    exact = float(answer(name, tuple(texts), estimator=estimator).rows[0].number.decimal)
    found = doubles.of_measure(MEASURES[name], estimator)(counts)
    assert math.isclose(found, exact, rel_tol=1e-12, abs_tol=1e-7) or found == exact == math.inf


# ── the posterior ────────────────────────────────────────────────────────────────────────────────


def beta_mean(f, a: float, b: float):
    """E[f(p)] of a beta variate, by quadrature."""
    scale = mpmath.beta(a, b)
    return mpmath.quad(lambda t: f(t) * t ** (a - 1) * (1 - t) ** (b - 1) / scale, [0, 0.25, 0.5, 0.75, 1])


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 9), st.integers(1, 9), st.sampled_from(PRIORS))
def test_the_moments_are_those_of_the_integral(y, z, name):
    pseudo = {"jeffreys": 0.5, "laplace": 1, "schurmann-grassberger": 0.5}.get(name, math.sqrt(y + z) / 2)
    report = answer("entropy", (f"{y},{z}",), bayes=20, estimator=name)
    assert [row.name for row in report.rows[1:3]] == ["posterior mean", "posterior sd"]
    assert all(row.number.certified for row in report.rows[1:3])

    def h(t):
        return -t * mpmath.log(t) - (1 - t) * mpmath.log(1 - t) if 0 < t < 1 else 0

    mean = beta_mean(h, y + pseudo, z + pseudo)
    deviation = mpmath.sqrt(beta_mean(lambda t: (h(t) - mean) ** 2, y + pseudo, z + pseudo))
    assert float(report.rows[1].number.decimal) == pytest.approx(float(mean), rel=1e-7)
    assert float(report.rows[2].number.decimal) == pytest.approx(float(deviation), rel=1e-6)


@pytest.mark.parametrize("name", ["xent", "kl"])
@pytest.mark.parametrize(("y", "z"), [((5, 3), (4, 2)), ((1, 7), (3, 3))])
def test_moments_of_two_samples_are_those_of_the_integral(name, y, z):
    report = answer(name, tuple(",".join(map(str, of)) for of in (y, z)), bayes=20, estimator="laplace")

    def f(s, t):
        cross = -s * np.log(t) - (1 - s) * np.log(1 - t)
        return cross if name == "xent" else cross + s * np.log(s) + (1 - s) * np.log(1 - s)

    nodes, weights = (x / 2 for x in np.polynomial.legendre.leggauss(400))
    points = nodes + 0.5

    def law(a, b):
        return weights * points**a * (1 - points) ** b / float(mpmath.beta(a + 1, b + 1))

    def mean(g):
        return law(*y) @ g(f(points[:, None], points[None, :])) @ law(*z)

    first = mean(lambda v: v)
    deviation = math.sqrt(mean(lambda v: (v - first) ** 2))
    found = {row.name: float(row.number.decimal) for row in report.rows}
    assert found["posterior mean"] == pytest.approx(float(first), rel=1e-6)
    assert found["posterior sd"] == pytest.approx(float(deviation), rel=1e-6)


@pytest.mark.parametrize("name", ["xent", "kl"])
def test_the_deviation_is_that_of_the_draws(name):
    """Of four bins, within a twentieth."""
    counts = [[5, 3, 0, 9], [2, 2, 4, 1]]
    report = answer(name, tuple(",".join(map(str, of)) for of in counts), bayes=10, estimator="laplace")
    draw = np.random.default_rng(4)
    p, q = (draw.dirichlet(np.array(of) + 1.0, 20_000) for of in counts)
    found = -(p * np.log(q)).sum(1) + ((p * np.log(p)).sum(1) if name == "kl" else 0)
    [deviation] = [float(row.number.decimal) for row in report.rows if row.name == "posterior sd"]
    assert deviation == pytest.approx(found.std(), rel=0.05)


@pytest.mark.parametrize(("name", "operands"), EVERY)
def test_the_mean_is_that_of_the_draws(name, operands):
    """Within four standard errors of 4,000 draws."""
    report = answer(name, operands, bayes=10, estimator="laplace")
    mean = [float(row.number.decimal) for row in report.rows if row.name == "posterior mean"]
    if not mean:
        assert name not in ("entropy", "xent", "kl", "mi")
        return
    rows = operands[0].split(";") if name == "mi" else operands
    samples = [[int(y) + 1.0 for y in text.replace(",", " ").split()] for text in rows]
    if name == "mi":
        statistic, samples = (
            doubles.of_table(len(samples[0]), "plugin"),
            [[x for row in samples for x in row]],
        )
    else:
        statistic = doubles.of_measure(MEASURES[name], "plugin")
    found = [statistic(one) for one in draws.posteriors(samples, 4_000, 5)]
    centre = math.fsum(found) / len(found)
    spread = math.sqrt(math.fsum((x - centre) ** 2 for x in found) / len(found))
    assert abs(centre - mean[0]) < 4 * spread / math.sqrt(len(found))


def test_nothing_is_left_to_know():
    """One outcome, or a variable of one value."""
    assert [row.number.decimal for row in answer("entropy", ("7",), bayes=9, estimator="laplace").rows] == (
        ["0"] * 5
    )
    found = answer("mi", ("3 4 5",), bayes=9, estimator="laplace").rows
    assert [row.number.decimal for row in found if "%" in row.name or "mean" in row.name] == ["0"] * 3


# ── what is refused ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "operands", "options", "said"),
    [
        ("kl", PAIR, {"bootstrap": 9, "renyi": "2"}, "--renyi says nothing to an interval"),
        ("kl", PAIR, {"bootstrap": 9, "both": True}, "--both says nothing to an interval"),
        ("jsd", PAIR, {"bootstrap": 9, "distance": True}, "--distance says nothing to an interval"),
        ("entropy", (COUNTS,), {"bootstrap": 9, "share": True}, "--share says nothing"),
        ("mi", (TABLE,), {"bootstrap": 9, "relative_to": "min"}, "--relative-to says nothing"),
        ("mi", (TABLE,), {"bootstrap": 9, "test": True}, "--bootstrap says nothing to --test"),
        ("kl", ("3,4", "0,1"), {"bootstrap": 9}, "is infinite, and so is its interval"),
        ("kl", ("3,0,1", "1,0,3"), {"bootstrap": 99}, "of 99 resamples are infinite"),
        ("entropy", (COUNTS,), {"bootstrap": 9, "confidence": "95"}, "--confidence 95"),
        ("entropy", (COUNTS,), {"bootstrap": 9, "confidence": "1"}, "--confidence 1"),
        ("entropy", (COUNTS,), {"bayes": 9, "estimator": "zhang"}, "--bayes wants pseudo-counts"),
        ("entropy", (COUNTS,), {"bayes": 9, "estimator": "shrink"}, "--bayes wants pseudo-counts"),
        ("entropy", (COUNTS,), {"bayes": 9}, "--bayes wants pseudo-counts"),
        ("entropy", (COUNTS,), {"bayes": 10**7, "estimator": "laplace"}, "use fewer with --bayes"),
        ("tv", PAIR, {"estimator": "zhang"}, "estimates entropies, and tv is no sum"),
    ],
)
def test_refused(name, operands, options, said):
    with pytest.raises(InfocalcError, match=said):
        answer(name, operands, **options)


@pytest.mark.parametrize("options", [{"bootstrap": 9}, {"estimator": "laplace"}])
def test_groups_have_profiles_only(options):
    rows = Source(None, stream=io.BytesIO(b"a,b\nx,u\nx,v\ny,u\n"), name="t.csv")
    with pytest.raises(InfocalcError, match="says nothing to --by"):
        asked("entropy", rows, samples=True, column="a", by="b", **options)


# ── texts ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", ["characters", "bytes"])
@pytest.mark.parametrize("options", [{"estimator": "zhang"}, {"bootstrap": 20}])
def test_signs_are_counted(kind, options):
    """The characters of a text are estimated from as the counts that they are."""
    text = asked("entropy", "hello", **{kind: True}, **options)
    counts = asked("entropy", "1,1,2,1", counts=True, **options)
    assert [row.number for row in text.rows] == [row.number for row in counts.rows]
