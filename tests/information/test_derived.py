"""Laws made of a law: shifted, scaled, turned, truncated; every family, against rigorous integration."""

from __future__ import annotations

import math

import pytest

from infocalc.errors import ParameterError
from infocalc.information.densities import numeric
from infocalc.information.densities.members import law_of
from infocalc.information.measure import MEASURES
from infocalc.information.measures import of_families
from infocalc.information.options import InformationOptions
from infocalc.information.reading.families import read
from tests.whole import part_of, whole

from .asked import asked
from .members import MEMBERS

LAWS = {name: read(member.text) for name, member in MEMBERS.items()}
ON_THE_LINE = sorted(name for name, p in LAWS.items() if not p.discrete and not p.support.circular)
ON_INTEGERS = sorted(name for name, p in LAWS.items() if p.discrete)


def entropy(p):
    found = of_families.measured(MEASURES["entropy"], (p,), InformationOptions())
    return float(found.number.decimal)


def integrated(p):
    return float(numeric.measured(MEASURES["entropy"], [p], 15).number.decimal)


def mass(p):
    return float(numeric.number(numeric.mass_task(law_of(p)), 15).number.decimal)


@pytest.mark.parametrize("name", part_of(ON_THE_LINE, 3))
def test_a_line_of_x_has_its_entropy_and_log_of_the_factor(name):
    text = MEMBERS[name].text
    p, q = read(f"Shifted(Scaled({text}, -3), 2)"), read(f"Negative(Shifted({text}, 1/2))")
    assert mass(p) == pytest.approx(1, abs=1e-14)
    assert entropy(p) == pytest.approx(entropy(LAWS[name]) + math.log(3), abs=1e-12)
    assert integrated(p) == pytest.approx(entropy(p), abs=1e-12)
    assert entropy(q) == pytest.approx(entropy(LAWS[name]), abs=1e-12)


@pytest.mark.parametrize("name", ON_INTEGERS)
def test_a_law_on_the_integers_is_shifted_and_turned(name):
    for text in (f"Shifted({MEMBERS[name].text}, 3)", f"Negative({MEMBERS[name].text})"):
        assert mass(read(text)) == pytest.approx(1, abs=1e-14)
        assert entropy(read(text)) == pytest.approx(entropy(LAWS[name]), abs=1e-12)
    with pytest.raises(ParameterError):
        read(f"Scaled({MEMBERS[name].text}, 2)")
    with pytest.raises(ParameterError):
        read(f"Shifted({MEMBERS[name].text}, 1/2)")


@pytest.mark.parametrize("name", [n for n in sorted(LAWS) if LAWS[n].family.log_density])
def test_a_truncated_law_has_mass_1_and_loses_log_of_its_share(name):
    p = LAWS[name]
    if p.support.circular:
        with pytest.raises(ParameterError):
            read(f"Truncated({MEMBERS[name].text}, 0, 1)")
        return
    low, high = ("1", "4") if p.discrete else ("3/10", "7/10")
    low, high = ("6/5", "9/5") if name == "Pareto" else (low, high)
    q = read(f"Truncated({MEMBERS[name].text}, {low}, {high})")
    assert mass(q) == pytest.approx(1, abs=1e-13)
    laws = [law_of(q), law_of(p)]
    divergence = float(numeric.measured(MEASURES["kl"], laws, 15).number.decimal)
    share = q.family is not p.family or q.parameters != p.parameters
    assert divergence > 0 if share else divergence == 0


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Shifted(Normal(0,1), 2)", "Normal(2,1)"),
        whole("Scaled(Gamma(2,1), 3)", "Gamma(2,3)"),
        ("Negative(Gumbel(0,1))", "GumbelMin(0,1)"),
        ("Scaled(Uniform(0,1), -2)", "Uniform(-2,0)"),
        ("Truncated(Normal(0,1), -1, 2)", "TruncatedNormal(0,1,-1,2)"),
        ("Truncated(Uniform(0,4), 1, 9)", "Uniform(1,4)"),
        ("Truncated(Gamma(2,1), -1, oo)", "Gamma(2,1)"),
        whole("Truncated(Exponential(1), 1, oo)", "Shifted(Exponential(1), 1)"),
        ("Truncated(Geometric(1/3), 4, oo)", "Geometric(1/3, 4)"),
        ("Shifted(Geometric(1/3), -1)", "Geometric(1/3, 0)"),
    ],
)
def test_laws_that_are_others(text, same):
    assert entropy(read(text)) == pytest.approx(entropy(read(same)), abs=1e-13)
    found = numeric.measured(MEASURES["tv"], [read(text), read(same)], 5)
    assert abs(float(found.number.decimal)) < 1e-10 or found.number.decimal == "0"


def test_without_its_zeros():
    expected = -math.log(-math.expm1(-2))
    assert float(asked("kl", "ZeroTruncated(Poisson(2))", "Poisson(2)").rows[0].number.decimal) == (
        pytest.approx(expected, abs=1e-14)
    )


@pytest.mark.parametrize(
    "text",
    [
        "Truncated(Normal(0,1), 3, 2)",
        "Truncated(Beta(1,2), 2, 3)",
        "Truncated(Poisson(2), 1.5, 3)",
        "Truncated(Normal(0,1), 0)",
        "Truncated(Exponential(r), 0, 1)",
        "Scaled(Normal(0,1), 0)",
        "ZeroTruncated(Normal(0,1))",
        "Shifted(3, 1)",
        "ZeroTruncated(Geometric(1/2))",
        "Scaled(VonMises(0,1), 2)",
    ],
)
def test_what_is_no_law_is_refused(text):
    with pytest.raises(ParameterError):
        read(text)
