"""Laws as they are typed: sums of weighted laws, lists beside families, other parameterisations."""

from __future__ import annotations

import math

import pytest

from infocalc.algebra.normal import is_zero
from infocalc.errors import DistributionError, ParameterError
from infocalc.information.families import TABLE
from infocalc.information.reading.families import read

from .asked import asked


def number(report):
    return float(report.rows[0].number.decimal)


#: a parameterisation by other numbers, and the same law by the parameters of the row
SAME = {
    "Bernoulli(logits=0)": "Bernoulli(1/2)",
    "Bernoulli(logits=log(3))": "Bernoulli(3/4)",
    "Binomial(n=3, logits=-log(3))": "Binomial(3, 1/4)",
    "Geometric(logits=log(2))": "Geometric(2/3, 0)",
    "ContinuousBernoulli(logits=log(2))": "ContinuousBernoulli(2/3)",
    "Gamma(mean=2, variance=3)": "Gamma(4/3, 3/2)",
    "Gamma(mean=2, sd=2)": "Gamma(1, 2)",
    "Beta(mean=1/3, concentration=3)": "Beta(1, 2)",
    "Beta(variance=1/18, mean=1/3)": "Beta(1, 2)",
    "Beta(mean=1/2, sd=1/4)": "Beta(3/2, 3/2)",
    "Lognormal(mean=2, variance=4)": "Lognormal(log(2)/2, sqrt(log(2)))",
    "Lognormal(mean=2, sd=2)": "Lognormal(log(2)/2, sqrt(log(2)))",
    "NegativeBinomial(mean=3, dispersion=1/2)": "NegativeBinomial(2, 2/5)",
    "NegativeBinomial(mean=3, variance=15/2)": "NegativeBinomial(2, 2/5)",
    "NegativeBinomial(mean=2, sd=2)": "NegativeBinomial(2, 1/2)",
    "Laplace(mean=1, variance=2)": "Laplace(1, 1)",
    "Laplace(mean=1, sd=2)": "Laplace(1, sqrt(2))",
    "Logistic(mean=1, variance=pi^2/3)": "Logistic(1, 1)",
    "Logistic(mean=1, sd=pi)": "Logistic(1, sqrt(3))",
    "Gumbel(mean=EulerGamma, variance=pi^2/6)": "Gumbel(0, 1)",
    "Gumbel(mean=1, sd=pi)": "Gumbel(1 - EulerGamma*sqrt(6), sqrt(6))",
    "GumbelMin(mean=-EulerGamma, variance=pi^2/6)": "GumbelMin(0, 1)",
    "GumbelMin(mean=1, sd=pi)": "GumbelMin(1 + EulerGamma*sqrt(6), sqrt(6))",
    "Uniform(mean=1, variance=1/3)": "Uniform(0, 2)",
    "Uniform(mean=3, sd=sqrt(3))": "Uniform(0, 6)",
    "InverseGaussian(mean=2, variance=4)": "InverseGaussian(2, 2)",
    "InverseGaussian(mean=2, sd=1)": "InverseGaussian(2, 8)",
    "InverseGamma(mean=2, variance=4)": "InverseGamma(3, 4)",
    "InverseGamma(mean=1, sd=1)": "InverseGamma(3, 2)",
    "Geometric(mean=4)": "Geometric(1/4)",
    "Geometric(mean=3, start=0)": "Geometric(1/4, 0)",
    "ZeroInflatedPoisson(2, psi=3/4)": "ZeroInflatedPoisson(2, 1/4)",
}


@pytest.mark.parametrize("text", SAME)
def test_another_parameterisation_is_the_same_law_and_is_echoed(text):
    p, same = read(text), read(SAME[text])
    pairs = zip(p.parameters, same.parameters, strict=True)
    assert p.family is same.family
    assert all(a is b or is_zero(a - b) for a, b in pairs)
    assert any(note.startswith("read as ") for note in asked("entropy", text).notes)


def test_every_system_of_parameters_is_tried_here():
    given = {(text.partition("(")[0], names) for text in SAME for names in [_names(text)]}
    for name, row in TABLE.items():
        for system in row.systems:
            assert (name, frozenset(system.names)) in given


def _names(text):
    inside = text.partition("(")[2]
    return frozenset(part.partition("=")[0].strip() for part in inside.split(",") if "=" in part)


@pytest.mark.parametrize(
    "text",
    ["Gamma(mean=-2, variance=3)", "Gamma(mean=2, variance=0)", "Beta(mean=2, concentration=3)",
     "Lognormal(mean=-1, variance=1)", "Laplace(mean=0, variance=-1)", "Beta(mean=1/2, variance=1)",
     "ZeroInflatedPoisson(1, psi=2)"],
)  # fmt: skip
def test_numbers_that_no_law_has_are_refused(text):
    with pytest.raises((DistributionError, ParameterError)):
        read(text)


@pytest.mark.parametrize(
    ("p", "q", "value"),
    [
        ("1/4,1/2,1/4", "Binomial(2,1/2)", 0),
        ("Binomial(2,1/2)", "1/4,1/2,1/4", 0),
        ("1/2,1/2", "Binomial(2,1/2)", math.log(2) / 2),
        ("1:1/2,2:1/2", "Geometric(1/2)", math.log(2) / 2),
        ("2:1/2,1:1/2", "Geometric(1/2)", math.log(2) / 2),
        ("1/4,1/2,1/4", "Poisson(1)", 1 - 1.25 * math.log(2)),
        ("0,1/2,1/2", "Geometric(1/2)", math.log(2) / 2),
        ("Binomial(2,1/2)", "1/2,1/2", math.inf),
        ("Poisson(1)", "1/2,1/2", math.inf),
    ],
)
def test_a_list_beside_a_family_on_the_integers(p, q, value):
    found = asked("kl", p, q)
    assert number(found) == pytest.approx(value, abs=1e-15)
    assert any("outcomes" in note for note in found.notes)


@pytest.mark.parametrize(("p", "q"), [("a:1/2,b:1/2", "Geometric(1/2)"), ("1/2,1/2", "Normal(0,1)")])
def test_a_list_that_no_family_shares_its_outcomes_with_is_refused(p, q):
    with pytest.raises((DistributionError, ParameterError)):
        asked("kl", p, q)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("0.3*Normal(0,1) + 0.7*Normal(3,1)", "Mixture([3/10, 7/10], [Normal(0,1), Normal(3,1)])"),
        ("Uniform(0,1)/2 + 1/2 Uniform(2,3)", "Mixture([1/2, 1/2], [Uniform(0,1), Uniform(2,3)])"),
        ("1/3*Poisson(1) + 2/3*Poisson(rate=4)", "Mixture([1/3, 2/3], [Poisson(1), Poisson(4)])"),
    ],
)
def test_a_sum_of_weighted_laws_is_a_mixture(text, same):
    found = asked("entropy", text)
    assert number(found) == number(asked("entropy", same))
    assert any("mixture" in note for note in found.notes)


@pytest.mark.parametrize(
    "text",
    ["0.3*Normal(0,1) + 0.6*Normal(3,1)", "Normal(0,1) + 2", "Normal(0,1) + Normal(1,1)",
     "1/2*Normal(0,1) + 1/2*Poisson(1)", "1/2*Normal(0,1)*Normal(0,2) + 1/2*Normal(0,1)",
     "3/2*Normal(0,1) - 1/2*Normal(0,2) + 0*Normal(0,1)"],
)  # fmt: skip
def test_other_sums_of_laws_are_refused(text):
    with pytest.raises((DistributionError, ParameterError)):
        asked("entropy", text)
