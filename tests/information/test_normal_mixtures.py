"""Mixtures of multivariate normal laws: proved in two coordinates, against sums over a grid in doubles."""

from __future__ import annotations

import math

import numpy as np
import pytest
from flint import arb, ctx

from infocalc.errors import NoAnswer, ParameterError
from infocalc.information.densities.gaussian_cubature import Quadratic, mean_logarithm
from infocalc.information.measure import MEASURES
from infocalc.information.measures import of_normals
from infocalc.information.reading.families import read
from infocalc.information.reading.weighted import weighted_sum
from infocalc.integration.goal import Goal, Uncertified
from tests.whole import whole

from .asked import asked

I2 = "[[1,0],[0,1]]"
WIDE = f"3/10*Normal([0,0],{I2}) + 7/10*Normal([2,1],[[2,1/2],[1/2,1]])"
LINE = f"3/10*Normal([0,0],{I2}) + 7/10*Normal([2,1],{I2})"
THREE = (
    f"1/5*Normal([0,0],{I2}) + 1/2*Normal([3,3],[[2,1/2],[1/2,1/5]]) + 3/10*Normal([0,4],[[1/10,0],[0,1/10]])"
)
FAR = f"1/2*Normal([0,0],{I2}) + 1/2*Normal([12,-9],{I2})"
ONE, OTHER = f"MultivariateNormal([0,0],{I2})", "MultivariateNormal([0,1],[[2,0],[0,1]])"
ALONG = f"1/4*Normal([-1,-1/2],{I2}) + 3/4*Normal([4,2],{I2})"


def law_of(text):
    return weighted_sum(text) or read(text)


def density(text):
    """At the points of a grid, in doubles."""
    law = law_of(text)
    weights, parts = (law.weights, law.components) if hasattr(law, "weights") else ([None], [law])
    x = np.arange(-12, 24, 0.05)
    y = np.arange(-20, 16, 0.05)
    points = np.stack(np.meshgrid(x, y, indexing="ij"), axis=-1)
    total = np.zeros(points.shape[:2])
    for weight, part in zip(weights, parts, strict=True):
        mean = np.array([float(m.data) for m in part.mean])
        cov = np.array([[float(c.data) for c in row] for row in part.cov])
        d = points - mean
        square = np.einsum("xyi,ij,xyj->xy", d, np.linalg.inv(cov), d)
        share = 1.0 if weight is None else float(weight.data)
        total += share * np.exp(-square / 2) / (2 * np.pi * math.sqrt(np.linalg.det(cov)))
    return np.maximum(total, 1e-300)


def summed(measure, *texts):
    """The trapezoidal rule, whose error falls exponentially with the width of its cells."""
    p, q = density(texts[0]), density(texts[-1])
    m = (p + q) / 2
    values = {
        "entropy": -p * np.log(p),
        "xent": -p * np.log(q),
        "kl": p * np.log(p / q),
        "jsd": p / 2 * np.log(p / m) + q / 2 * np.log(q / m),
        "jeffreys": (p - q) * np.log(p / q),
    }
    return float(values[measure].sum() * 0.05**2)


QUESTIONS = [
    ("entropy", WIDE),
    ("entropy", LINE),
    ("entropy", FAR),
    ("xent", ONE, WIDE),
    ("xent", WIDE, ONE),
    ("kl", WIDE, ONE),
    ("kl", ONE, WIDE),
    ("kl", LINE, ALONG),
    ("jsd", ONE, OTHER),
    ("jsd", LINE, ALONG),
    ("jeffreys", WIDE, OTHER),
]


@pytest.mark.parametrize("question", [q if i % 4 == 0 else whole(q) for i, q in enumerate(QUESTIONS)])
def test_measures_are_those_of_a_grid(question):
    number = asked(*question).rows[0].number
    assert number.certified
    assert float(number.decimal) == pytest.approx(summed(*question), rel=1e-11)


#: two ridges across each other
RIDGES = "1/2*Normal([0,0],[[1,9/10],[9/10,1]]) + 1/2*Normal([0,0],[[1,-9/10],[-9/10,1]])"


@pytest.mark.parametrize("text", [whole(THREE), whole(RIDGES)])
def test_components_of_many_widths(text):
    number = asked("entropy", text).rows[0].number
    assert number.certified
    assert float(number.decimal) == pytest.approx(summed("entropy", text), rel=1e-11)


@pytest.mark.parametrize(
    ("measure", "laws"), [("entropy", (LINE,)), ("kl", (LINE, ALONG)), ("xent", (ONE, LINE))]
)
def test_along_one_line_is_what_it_is_in_the_plane(measure, laws):
    """The reduction to one coordinate and the boxes of the plane share nothing."""
    found = of_normals.number(MEASURES[measure], [law_of(text) for text in laws], 12).number
    assert float(found.decimal) == pytest.approx(
        float(asked(measure, *laws).rows[0].number.decimal), rel=1e-11
    )


def test_symbols_get_values_and_units():
    text = f"w*Normal([0,0],{I2}) + (1-w)*Normal([a,1],{I2})"
    found = asked("entropy", text, at={"w": "3/10", "a": "2"}, unit="bits").rows[0].number
    nats = asked("entropy", LINE).rows[0].number
    assert float(found.decimal) == pytest.approx(float(nats.decimal) / math.log(2), rel=1e-14)
    assert float(asked("entropy", LINE, perplexity=True).rows[0].number.decimal) == pytest.approx(
        math.exp(float(nats.decimal)), rel=1e-13
    )


# ── more coordinates ─────────────────────────────────────────────────────────────────────────────

APART = "1/2*Normal([0,0,5],[[1,0,0],[0,1,0],[0,0,4]]) + 1/2*Normal([2,1,5],[[2,1/2,0],[1/2,1,0],[0,0,4]])"
#: the same turned by a rotation of the last two coordinates, so that nothing is seen to stand apart
TURNED = (
    "1/2*Normal([0,4,3],[[1,0,0],[0,73/25,36/25],[0,36/25,52/25]])"
    " + 1/2*Normal([2,23/5,11/5],[[2,3/10,-2/5],[3/10,73/25,36/25],[-2/5,36/25,52/25]])"
)


def test_a_coordinate_that_all_share_stands_apart():
    plane = asked("entropy", f"1/2*Normal([0,0],{I2}) + 1/2*Normal([2,1],[[2,1/2],[1/2,1]])").rows[0].number
    whole = asked("entropy", APART).rows[0].number
    rest = math.log(2 * math.pi * math.e * 4) / 2
    assert whole.certified
    assert float(whole.decimal) == pytest.approx(float(plane.decimal) + rest, rel=1e-14)


def test_three_coordinates_are_estimated_and_said_to_be():
    report = asked("entropy", TURNED)
    number = report.rows[0].number
    assert not number.certified
    proved = asked("entropy", APART).rows[0].number
    digits = len(number.decimal.replace(".", "").lstrip("0"))
    assert digits >= 6
    assert abs(float(number.decimal) / float(proved.decimal) - 1) < 10.0 ** (1 - digits)


def test_what_is_out_of_reach_is_refused_with_bounds():
    unit = [[int(i == j) for j in range(4)] for i in range(4)]
    wide = [[1 + int(i == j) for j in range(4)] for i in range(4)]
    text = f"1/2*Normal([0,0,0,0],{unit}) + 1/2*Normal([1,2,3,4],{wide})"
    with pytest.raises(NoAnswer) as refused:
        asked("entropy", text)
    assert "4 dimensions" in refused.value.message
    assert "from sum w*h" in refused.value.hint
    with pytest.raises(NoAnswer):
        asked("hellinger", WIDE, ONE)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"1/2*Normal([0,0],{I2}) + 1/2*Normal(0,1)", "a component is a family"),
        (f"1/2*Normal([0,0],{I2}) + 1/2*Normal([0],[[1]])", "of one dimension"),
        (f"1/2*Normal([0,0],{I2}) + 1/3*Normal([0,1],{I2})", "weights sum to 5/6"),
        (f"1/2*Normal([0,0],{I2}) + 1/2*Dirichlet([1,1])", "a component is a family"),
    ],
)
def test_what_is_no_mixture(text, message):
    with pytest.raises(ParameterError, match=message):
        weighted_sum(text)


@pytest.mark.parametrize("measure", ["kl", "xent", "jsd"])
def test_laws_of_two_dimensions_and_of_one(measure):
    for pair in ((WIDE, "Normal([0],[[1]])"), ("Normal([0],[[1]])", WIDE)):
        with pytest.raises(ParameterError, match="dimensions"):
            asked(measure, *pair)


def test_a_mixture_with_itself():
    assert asked("kl", WIDE, WIDE).rows[0].number.decimal == "0"


@pytest.mark.parametrize("measure", ["pearson", "neyman"])
def test_a_covariance_at_the_end_of_convergence_is_infinite(measure):
    """2Σ₁ − Σ₂ is singular: this was an internal error."""
    pair = (OTHER, ONE) if measure == "pearson" else (ONE, OTHER)
    assert asked(measure, *pair).rows[0].number.decimal == "inf"


# ── the boxes ────────────────────────────────────────────────────────────────────────────────────


def quadratic(c, b, *rows):
    return Quadratic(arb(c), tuple(map(arb, b)), tuple(tuple(map(arb, row)) for row in rows))


@pytest.mark.parametrize("places", [3, 8, 14])
def test_one_term_is_a_moment(places):
    """E[c + b·Z + ZᵀHZ/2] = c + tr H/2."""
    with ctx.workprec(90):
        found = mean_logarithm(
            [quadratic(3, (2, -1), (-4, 1), (1, -2))], Goal.within(10**7, arb(10) ** -places)
        )
    assert found.contains(0)
    assert found.rad() < arb(10) ** -places


@pytest.mark.parametrize("shift", [0, 1, 5])
def test_enclosures_of_two_tolerances_overlap(shift):
    """log(e^l + e^(l + s)) = l + log(1 + e^s) exactly; and of different terms, two tolerances agree."""
    term = quadratic(0, (1, 0), (-1, 0), (0, -3))
    with ctx.workprec(90):
        same = mean_logarithm([term, term._replace(c=arb(shift))], Goal.within(10**7, arb("1e-12")))
        assert same.contains(arb(shift).exp().log1p() - 2)
        two = [term, quadratic(shift, (-1, 2), (-1, "0.5"), ("0.5", -1))]
        rough, fine = (mean_logarithm(two, Goal.within(10**7, arb(tol))) for tol in ("1e-4", "1e-13"))
    assert rough.contains(fine.mid())
    assert fine.rad() < 1e-12


@pytest.mark.parametrize("shift", [-40, -12, -3])
def test_a_term_that_is_left_out_is_bounded(shift):
    """log(e^l + e^(l + s)) = l + log(1 + e^s), also where the second term is left out on most boxes."""
    term = quadratic(0, (0, 0), (-1, 0), (0, -1))
    with ctx.workprec(90):
        found = mean_logarithm([term, term._replace(c=arb(shift))], Goal.within(10**7, arb("1e-8")))
    assert found.contains(arb(shift).exp().log1p() - 1)
    assert found.rad() < 1e-8


def test_steps_end():
    with pytest.raises(Uncertified):
        mean_logarithm([quadratic(0, (1, 0), (-1, 0), (0, -3))], Goal.within(100, arb("1e-12")))
