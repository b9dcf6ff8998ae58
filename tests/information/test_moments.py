"""Expectations that the table knows, beside integrals over SciPy's quantiles."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
from scipy import special, stats

from infocalc.algebra.ball import value
from infocalc.errors import InfocalcError
from infocalc.expr import expr as X
from infocalc.functions import calls as F
from infocalc.functions import log
from infocalc.information.closed.expansion import TooWide
from infocalc.information.closed.expectation import _branches
from infocalc.information.facts import Facts
from infocalc.information.moments.outcome import Moment
from infocalc.information.reading.families import read

from .members import MEMBERS

#: a function of an outcome, as the engine and as NumPy has it
STATISTICS = {
    "1": (lambda x: X.ONE, lambda x: np.ones_like(x, dtype=float)),
    "x": (lambda x: x, lambda x: x),
    "x^2": (lambda x: x**2, lambda x: x**2),
    "x^3": (lambda x: x**3, lambda x: x**3),
    "x^4 - 3x": (lambda x: x**4 - 3 * x, lambda x: x**4 - 3 * x),
    "1/x": (lambda x: 1 / x, lambda x: 1 / x),
    "sqrt(x)": (lambda x: X.power(x, X.HALF), np.sqrt),
    "log(x)": (log, np.log),
    "log(x)^2": (lambda x: log(x) ** 2, lambda x: np.log(x) ** 2),
    "x*log(x)": (lambda x: x * log(x), lambda x: special.xlogy(x, x)),
    "log(1 + x)": (lambda x: log(1 + x), np.log1p),
    "log(1 - x)": (lambda x: log(1 - x), lambda x: np.log1p(-x)),
    "log(1 + x^2)": (lambda x: log(1 + x**2), lambda x: np.log1p(x**2)),
    "log(x^2 + 2x + 5)": (lambda x: log(x**2 + 2 * x + 5), lambda x: np.log(x**2 + 2 * x + 5)),
    "e^(-x)": (lambda x: X.power(X.E, -x), lambda x: np.exp(-x)),
    "e^(x/8)": (lambda x: X.power(X.E, x / 8), lambda x: np.exp(x / 8)),
    "x*e^(-x)": (lambda x: x * X.power(X.E, -x), lambda x: x * np.exp(-x)),
    "|x - 1|": (lambda x: F.abs(x - 1), lambda x: np.abs(x - 1)),
    "|x|^(3/2)": (lambda x: X.power(F.abs(x), X.num(3, 2)), lambda x: np.abs(x) ** 1.5),
    "log(1 + e^(-x))": (lambda x: log(1 + X.power(X.E, -x)), lambda x: np.logaddexp(0, -x)),
    "cos(x)": (F.cos, np.cos),
    "log(1 + cos(x - 1))": (lambda x: log(1 + F.cos(x - 1)), lambda x: np.log1p(np.cos(x - 1))),
}
#: steps of the quantiles u = 1/(1 + e^(−s))
S = np.arange(-33, 33, 0.125)
#: how many of the statistics are known, and of whom; the others are made of pieces
KNOWN = {
    3: "Cauchy Gompertz",
    4: "HalfCauchy Levy GeneralizedLogistic",
    5: "Logistic GumbelMin Gev Hypergeometric BetaBinomial",
    6: "StudentT Skellam LogGamma Moyal WignerSemicircle",
    7: "Gumbel DoubleWeibull RaisedCosine",
    8: (
        "Laplace TruncatedNormal Lomax Bernoulli Binomial Geometric NegativeBinomial Poisson "
        "LogSeries AsymmetricLaplace DoubleGamma PoissonGamma"
    ),
    9: "GeneralizedPareto LogLogistic Dagum F Zeta DiscreteUniform ContinuousBernoulli",
    10: "Normal BetaPrime Frechet InverseGamma InverseGaussian",
    11: "GeneralizedNormal Arcsine Pareto HalfNormal HalfLogistic",
    12: "Beta Burr GeneralizedGamma Chi Maxwell Lognormal",
    13: "PowerFunction LogUniform Rayleigh Nakagami Weibull",
    15: "Exponential Gamma ChiSquared",
    16: "Erlang",
    19: "Uniform Triangular Trapezoidal",
}
COUNTS = {name: count for count, names in KNOWN.items() for name in names.split()}
#: with kinks or poles of the density, which the trapezoidal rule feels
KINKED = {"Laplace", "AsymmetricLaplace", "DoubleGamma", "DoubleWeibull", "Triangular", "Trapezoidal"}


def integral(law, discrete, f):
    """E f(X) by the trapezoidal rule over quantiles, or as a sum; None where the tails still count."""
    if discrete:
        k = np.arange(float(law.ppf(0)) + 1 if law.ppf(0) > -50 else -60, 3_000)
        weights = law.pmf(k)
        terms = np.where(weights > 0, f(np.where(weights > 0, k, 1)), 0) * weights
        return float(np.sum(terms)) if abs(terms[-1] * k[-1]) < 1e-9 else None
    upper = S > 0
    x = np.where(upper, law.isf(special.expit(-S)), law.ppf(special.expit(S)))
    weights = special.expit(S) * special.expit(-S) * (S[1] - S[0])
    terms = f(x) * weights
    if not np.isfinite(terms).all():
        return None
    settled = np.max(np.abs(terms[[0, -1]])) < 1e-9 * max(1e-3, abs(np.sum(terms)))
    return float(np.sum(terms)) if settled else None


def mean(p, g):
    """The engine's E g(X): None where it knows none."""
    construction = p.construction()
    try:
        combined = _branches(construction, g, Facts())
        outcomes = [(c, construction.base.expectation(t, Facts())) for t, c in combined.items()]
        if not all(isinstance(outcome, Moment) for _, outcome in outcomes):
            return None
        return value(X.add(*[c * outcome.value for c, outcome in outcomes]), {}, 17).decimal
    except (TooWide, InfocalcError):
        return None


@pytest.mark.parametrize("name", COUNTS)
def test_moments(name):
    p, law = read(MEMBERS[name].text), MEMBERS[name].scipy(stats)
    known = 0
    for text, (g, f) in STATISTICS.items():
        found = mean(p, g)
        if found is None:
            continue
        known += 1
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            expected = integral(law, p.discrete, f)
        if expected is None:
            continue
        near = 1e-2 if "|" in text or name in KINKED else 1e-5
        assert math.isclose(float(found), expected, rel_tol=near, abs_tol=1e-9), (text, found, expected)
    assert known == COUNTS[name]
