"""Densities by formula are recognised as the members of families that they are, and only where they are."""

from __future__ import annotations

import pytest

from infocalc.information.densities.density import read
from infocalc.information.reading.recognition import CONTINUOUS, DISCRETE, recognised
from tests.information.asked import asked
from tests.whole import whole

#: a formula, and the member that it is
MEMBERS = (
    ("a*e^(-a*x) on [0,oo)", "Exponential(rate=a)"),
    ("lambda*e^(-lambda*t) on t in [0,oo)", "Exponential(rate=lambda)"),
    ("1/(s*sqrt(2*pi))*e^(-(x-m)^2/(2*s^2)) on x in (-oo,oo)", "Normal(mu=m, sigma=s)"),
    ("e^(-x^2/2)/sqrt(2pi) on R", "Normal(mu=0, sigma=1)"),
    ("1/(b-a) on x in [a,b]", "Uniform(low=a, high=b)"),
    ("1/(2b)*e^(-abs(x-m)/b) on x in R", "Laplace(loc=m, scale=b)"),
    ("x^2*e^(-x)/2 on [0,oo)", "Gamma(shape=3, scale=1)"),
    ("e^(-1/x)/x^2 on (0,oo)", "InverseGamma(shape=1, scale=1)"),
    ("1/pi/(1+x^2) on R", "Cauchy(loc=0, scale=1)"),
    ("x^(a-1)*(1-x)^(b-1)/beta(a,b) on x in [0,1]", "Beta(alpha=a, beta=b)"),
    ("2x on [0,1]", "PowerFunction(shape=2, high=1)"),
    ("2/x^3 on [1,oo)", "Pareto(scale=1, shape=2)"),
    ("k*x^(k-1)*e^(-x^k) on x in [0,oo)", "Weibull(shape=k, scale=1)"),
    ("x*e^(-x^2/2) on [0,oo)", "Rayleigh(sigma=1)"),
    ("e^(-x^2/2)*sqrt(2/pi) on [0,oo)", "HalfNormal(sigma=1)"),
    ("x^2*e^(-x^2/2)*sqrt(2/pi) on [0,oo)", "Maxwell(scale=1)"),
    ("e^(-log(x)^2/2)/(x*sqrt(2pi)) on (0,oo)", "Lognormal(mu=0, sigma=1)"),
    ("(1-p)^(k-1)*p on k in 1..oo", "Geometric(p=p, start=1)"),
    ("lambda^k*e^(-lambda)/k! on k in 0..oo", "Poisson(rate=lambda)"),
    ("1/6 on k in 1..6", "DiscreteUniform(low=1, high=6)"),
    ("binomial(5,k)/32 on k in 0..5", "Binomial(n=5, p=1/2)"),
    ("1/(zeta(3)*k^3) on k in 1..oo", "Zeta(exponent=3)"),
)
#: what looks like a member and is none
OTHERS = ("2*e^(-x) on [0,oo)", "e^(-x) on [1,oo)", "e^(-x) on [0,1]", "x on [0,1]", "1/6 on k in 1..7")


@pytest.mark.parametrize(("text", "member"), MEMBERS)
def test_members(text, member):
    assert str(recognised(read(text))) == member


@pytest.mark.parametrize("text", OTHERS)
def test_others(text):
    assert recognised(read(text)) is None


def test_every_row_has_a_member():
    assert {member.partition("(")[0] for _, member in MEMBERS} == {*CONTINUOUS, *DISCRETE}


def test_two_formulas_have_the_closed_form_of_their_families():
    found = asked("kl", "a*e^(-a*x) on [0,oo)", "b*e^(-b*x) on [0,oo)").rows[0]
    named = asked("kl", "Exponential(a)", "Exponential(b)").rows[0]
    from infocalc.notation.writer import write

    assert write(found.formula) == write(named.formula) == "b/a + log(a/b) - 1"


@pytest.mark.parametrize("f", [whole("1/(k*(k+1))"), "6/pi^2/k^2", whole("4/(k*(k+1)*(k+2))")])
def test_a_pmf_whose_sum_is_1_is_one(f):
    """The sum is enclosed to 30 digits; a ball that does not contain 1 would be a wrong proof."""
    number = asked("entropy", f"{f} on k in 1..oo").rows[0].number
    assert number is not None
    assert number.certified
