"""Measures made of integrals of powers: pairs of families in closed form against rigorous integration."""

from __future__ import annotations

import math
from functools import cache

import pytest
from flint import arb

from infocalc.algebra.ball import enclosure
from infocalc.errors import NoAnswer
from infocalc.expr import expr as X
from infocalc.information.closed.closed_form import ClosedForm, Infinite
from infocalc.information.densities import numeric
from infocalc.information.families import TABLE
from infocalc.information.measure import MEASURES
from infocalc.information.measures.closed_measures import closed_measure
from infocalc.information.measures.powers import closed_powers
from infocalc.information.reading.families import read
from tests.whole import part_of

from .asked import asked
from .members import MEMBERS, OTHERS

LAWS = {name: read(member.text) for name, member in MEMBERS.items()}
FROM = [(measure, a) for measure in ("hellinger", "pearson") for a in LAWS]


@cache
def closed(measure: str, a: str) -> dict[str, ClosedForm | Infinite]:
    """b -> the closed form of the measure of a and b, where there is one."""
    others = [b for b in LAWS if a != b and LAWS[a].discrete == LAWS[b].discrete]
    found = {b: closed_powers(MEASURES[measure], (LAWS[a], LAWS[b])) for b in others}
    return {b: form for b, form in found.items() if form is not None}


@pytest.mark.whole
def test_there_are_many():
    assert sum(len(closed(*row)) for row in FROM) >= 130


@pytest.mark.parametrize(("measure", "a"), part_of(FROM, 12))
def test_pairs_from(measure, a):
    for b, form in closed(measure, a).items():
        _compare(measure, a, b, form)


@pytest.mark.parametrize(
    ("p", "q", "far", "farther"),
    [
        ("Gumbel(1,2)", "Gumbel(-1,1/2)", -5, -6),
        ("Logistic(1,3)", "LogGamma(1,0,2)", 20, 30),
        ("Burr(2,3)", "Rayleigh(1)", 30, 60),
        ("HyperbolicSecant(0,1)", "GumbelMin(-1,1/2)", 10, 12),
        ("Weibull(1/2,1)", "Weibull(2,3)", 90, 200),
        ("Frechet(1,1)", "Frechet(3,2)", "1/9", "1/20"),
        ("DoubleWeibull(1)", "Normal(1/2,3/2)", 40, -80),
        ("Lomax(3,2)", "Weibull(1/2,1)", 90_000, 160_000),
    ],
)
def test_a_tail_that_grows_is_infinite(p, q, far, farther):
    laws = read(p), read(q)
    assert isinstance(closed_powers(MEASURES["pearson"], laws), Infinite)
    logs = [2 * laws[0].log_density(x) - laws[1].log_density(x) for x in map(_number, (far, farther))]
    first, second = (enclosure(log) for log in logs)
    assert 100 < first < second


@pytest.mark.parametrize(
    ("p", "q", "infinite"),
    [
        ("HyperbolicSecant(1,2)", "HyperbolicSecant(0,1)", True),
        ("HyperbolicSecant(1,3/2)", "HyperbolicSecant(0,1)", False),
        ("Lomax(1,1)", "Lomax(3,2)", True),
        ("Lomax(1,1)", "Lomax(3/2,2)", False),
        ("Beta(1/2,1)", "Beta(2,1)", True),
    ],
)
def test_a_tail_that_falls_too_slowly_is_infinite(p, q, infinite):
    """p²/q as e^(−c|x|) with c = 0 or above; as x^(−1) or faster."""
    found = closed_powers(MEASURES["pearson"], (read(p), read(q)))
    assert isinstance(found, Infinite) is infinite
    if not infinite:
        number = numeric.measured(MEASURES["pearson"], [read(p), read(q)], 12).number
        assert number.decimal != "inf"


def _number(text):
    above, _, below = str(text).partition("/")
    return X.num(int(above), int(below or 1))


@pytest.mark.parametrize(("p", "q"), [("Gumbel(1,1)", "Gumbel(-1,1)"), ("Gumbel(-1,1/2)", "Gumbel(1,2)")])
def test_a_tail_that_falls_is_integrated(p, q):
    found = numeric.measured(MEASURES["pearson"], [read(p), read(q)], 12).number
    closed_form = closed_powers(MEASURES["pearson"], (read(p), read(q)))
    assert not isinstance(closed_form, Infinite)
    assert found is not None
    assert found.decimal != "inf"


def _compare(measure, a, b, found):
    try:
        integrated = numeric.measured(MEASURES[measure], [LAWS[a], LAWS[b]], 12).number
    except NoAnswer:  # no number without the closed form
        return
    assert integrated is not None
    if isinstance(found, Infinite):
        assert integrated.decimal == "inf"
        return
    assert isinstance(found, ClosedForm)
    assert found.conditions == ()
    value = enclosure(found.expr)
    assert value is not None
    assert abs(value - arb(integrated.decimal)) < 1e-10 * (1 + abs(value))


#: what of the parameters the integral of the power needs, and no more
NEEDED = [
    ("entropy", ("Beta(p, 1)",), {"renyi": "2"}, ("p > 1/2",)),
    ("entropy", ("Beta(p, q)",), {"tsallis": "3"}, ("p > 2/3", "q > 2/3")),
    ("entropy", ("Gamma(k, 1)",), {"renyi": "1/3"}, ("k > 0",)),
    ("hellinger", ("Beta(p, 1)", "Beta(1/2, q)"), {}, ("p > 0", "q > 0")),
    ("bhattacharyya", ("Weibull(2, s)", "Weibull(2, t)"), {}, ("s > 0", "t > 0")),
    ("pearson", ("Normal(0, s)", "Normal(0, 1)"), {}, ("s > 0", "s^2 < 2")),
    ("neyman", ("Normal(0, s)", "Normal(0, 1)"), {}, ("s > 0", "2*s^2 > 1")),
    ("pearson", ("Exponential(r)", "Exponential(2)"), {}, ("r > 1",)),
    ("kl", ("Normal(0, s)", "Normal(0, 1)"), {"renyi": "2"}, ("s > 0", "s^2 < 2")),
    ("kl", ("Normal(0, s)", "Normal(0, 1)"), {"renyi": "1/2"}, ("s > 0",)),
]


@pytest.mark.parametrize(("measure", "laws", "options", "conditions"), NEEDED)
def test_conditions(measure, laws, options, conditions):
    assert asked(measure, *laws, **options).conditions == conditions


# ── total variation ──────────────────────────────────────────────────────────────────────────────

#: pairs of one family whose row has it: near and far, of one scale and of two, apart and one within the other
VARIED = [
    ("Normal(0,1)", "Normal(1,1)"), ("Normal(1/2,3/2)", "Normal(-1,1/2)"), ("Normal(0,1)", "Normal(0,3)"),
    ("Laplace(1,3)", "Laplace(-2,3)"), ("Exponential(2)", "Exponential(3)"),
    ("Exponential(5)", "Exponential(1)"),
    ("Uniform(0,1)", "Uniform(1/2,3)"), ("Uniform(0,1)", "Uniform(-1,3)"), ("Uniform(0,1)", "Uniform(2,3)"),
    ("Bernoulli(1/3)", "Bernoulli(3/4)"),
]  # fmt: skip


@pytest.mark.parametrize(("p", "q"), VARIED)
def test_total_variation_in_closed_form(p, q):
    laws = read(p), read(q)
    found = closed_measure(MEASURES["tv"], laws)
    assert isinstance(found, ClosedForm)
    integrated = numeric.measured(MEASURES["tv"], laws, 12).number
    assert abs(enclosure(found.expr) - arb(integrated.decimal)) < 1e-11


def test_every_family_with_a_total_variation_is_tried():
    assert {name for name, row in TABLE.items() if row.variation} == {p.partition("(")[0] for p, _ in VARIED}


def test_total_variation_of_symbols():
    found = closed_measure(MEASURES["tv"], (read("Normal(0,s)"), read("Normal(0,t)")))
    assert "s != t" in [str(c) for c in found.conditions]


@pytest.mark.parametrize(
    ("p", "q", "expected"),
    [
        (
            "Levy(0,1)",
            "Levy(0,3)",
            math.erf(math.sqrt(0.75 * math.log(3))) - math.erf(math.sqrt(0.25 * math.log(3))),
        ),
        ("Frechet(1,1)", "Frechet(1,2)", 1 / 4),
        ("InverseGamma(1,1)", "InverseGamma(1,2)", 1 / 4),
    ],
)
def test_total_variation_of_laws_with_a_pole_in_the_exponent(p, q, expected):
    """1/X is exponential, and Z² of Levy's law: where the densities meet, F and G differ most."""
    found = numeric.measured(MEASURES["tv"], [read(p), read(q)], 12).number
    assert float(found.decimal) == pytest.approx(expected, rel=1e-11)


@pytest.mark.parametrize(("name", "other"), part_of(list(zip(MEMBERS, OTHERS[0], strict=True)), 10))
def test_every_family_has_a_total_variation(name, other):
    found = numeric.measured(MEASURES["tv"], [LAWS[name], read(other)], 5).number
    assert 0 < float(found.decimal) <= 1
