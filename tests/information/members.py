"""One member of every family, with the same distribution in SciPy where it has the family."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple


class Member(NamedTuple):
    """How it is typed, and SciPy's frozen distribution made of `scipy.stats` (None: SciPy has none)."""

    text: str
    scipy: Callable[[Any], Any] | None = None


MEMBERS = {
    "Normal": Member("Normal(1/2, 3/2)", lambda s: s.norm(0.5, 1.5)),
    "Laplace": Member("Laplace(1, 3)", lambda s: s.laplace(1, 3)),
    "Logistic": Member("Logistic(1, 3)", lambda s: s.logistic(1, 3)),
    "HyperbolicSecant": Member("HyperbolicSecant(0, 1)"),
    "Cauchy": Member("Cauchy(1, 1/2)", lambda s: s.cauchy(1, 0.5)),
    "StudentT": Member("StudentT(3, 1, 2)", lambda s: s.t(3, 1, 2)),
    "Gumbel": Member("Gumbel(1, 2)", lambda s: s.gumbel_r(1, 2)),
    "GumbelMin": Member("GumbelMin(1, 2)", lambda s: s.gumbel_l(1, 2)),
    "Gev": Member("Gev(0, 2, 1/4)", lambda s: s.genextreme(-0.25, 0, 2)),
    "GeneralizedNormal": Member("GeneralizedNormal(0, 1, 4)", lambda s: s.gennorm(4, 0, 1)),
    "Uniform": Member("Uniform(1/4, 3/4)", lambda s: s.uniform(0.25, 0.5)),
    "Beta": Member("Beta(2, 3)", lambda s: s.beta(2, 3)),
    "Arcsine": Member("Arcsine(0, 1)", lambda s: s.arcsine()),
    "Kumaraswamy": Member("Kumaraswamy(2, 3)"),
    "PowerFunction": Member("PowerFunction(3, 1)", lambda s: s.powerlaw(3)),
    "LogUniform": Member("LogUniform(1/4, 3/4)", lambda s: s.loguniform(0.25, 0.75)),
    "Triangular": Member("Triangular(0, 1, 1/4)", lambda s: s.triang(0.25, 0, 1)),
    "Trapezoidal": Member("Trapezoidal(0, 1/4, 1/2, 1)", lambda s: s.trapezoid(0.25, 0.5, 0, 1)),
    "TruncatedNormal": Member("TruncatedNormal(0, 1, -1, 2)", lambda s: s.truncnorm(-1, 2)),
    "LogitNormal": Member("LogitNormal(0, 1)"),
    "VonMises": Member("VonMises(0, 2)", lambda s: s.vonmises(2)),
    "Pareto": Member("Pareto(1, 3)", lambda s: s.pareto(3)),
    "Lomax": Member("Lomax(3, 2)", lambda s: s.lomax(3, 0, 2)),
    "GeneralizedPareto": Member("GeneralizedPareto(0, 2, 1/4)", lambda s: s.genpareto(0.25, 0, 2)),
    "LogLogistic": Member("LogLogistic(2, 3)", lambda s: s.fisk(3, 0, 2)),
    "Burr": Member("Burr(2, 3)", lambda s: s.burr12(2, 3)),
    "Dagum": Member("Dagum(2, 3)", lambda s: s.burr(3, 2)),
    "BetaPrime": Member("BetaPrime(2, 3)", lambda s: s.betaprime(2, 3)),
    "F": Member("F(4, 6)", lambda s: s.f(4, 6)),
    "HalfCauchy": Member("HalfCauchy(2)", lambda s: s.halfcauchy(0, 2)),
    "Exponential": Member("Exponential(2)", lambda s: s.expon(0, 0.5)),
    "Gamma": Member("Gamma(3, 2)", lambda s: s.gamma(3, 0, 2)),
    "Erlang": Member("Erlang(2, 3)", lambda s: s.erlang(2, 0, 1 / 3)),
    "GeneralizedGamma": Member("GeneralizedGamma(2, 3)", lambda s: s.gengamma(2, 3)),
    "ChiSquared": Member("ChiSquared(5)", lambda s: s.chi2(5)),
    "Chi": Member("Chi(3)", lambda s: s.chi(3)),
    "Rayleigh": Member("Rayleigh(2)", lambda s: s.rayleigh(0, 2)),
    "Maxwell": Member("Maxwell(2)", lambda s: s.maxwell(0, 2)),
    "HalfNormal": Member("HalfNormal(2)", lambda s: s.halfnorm(0, 2)),
    "Nakagami": Member("Nakagami(2, 3)", lambda s: s.nakagami(2, 0, 3**0.5)),
    "Weibull": Member("Weibull(2, 3)", lambda s: s.weibull_min(2, 0, 3)),
    "Frechet": Member("Frechet(3, 2)", lambda s: s.invweibull(3, 0, 2)),
    "InverseGamma": Member("InverseGamma(3, 2)", lambda s: s.invgamma(3, 0, 2)),
    "Levy": Member("Levy(0, 1)", lambda s: s.levy()),
    "Gompertz": Member("Gompertz(1, 1)", lambda s: s.gompertz(1)),
    "Lognormal": Member("Lognormal(0, 1)", lambda s: s.lognorm(1)),
    "InverseGaussian": Member("InverseGaussian(3, 1)", lambda s: s.invgauss(3, 0, 1)),
    "HalfLogistic": Member("HalfLogistic(1)", lambda s: s.halflogistic()),
    "Bernoulli": Member("Bernoulli(1/3)", lambda s: s.bernoulli(1 / 3)),
    "Binomial": Member("Binomial(10, 3/10)", lambda s: s.binom(10, 0.3)),
    "Geometric": Member("Geometric(1/4)", lambda s: s.geom(0.25)),
    "NegativeBinomial": Member("NegativeBinomial(5/2, 3/10)", lambda s: s.nbinom(2.5, 0.3)),
    "Poisson": Member("Poisson(3)", lambda s: s.poisson(3)),
    "LogSeries": Member("LogSeries(7/10)", lambda s: s.logser(0.7)),
    "Zeta": Member("Zeta(4)", lambda s: s.zipf(4)),
    "ZipfFinite": Member("ZipfFinite(2, 10)", lambda s: s.zipfian(2, 10)),
    "DiscreteUniform": Member("DiscreteUniform(1, 6)", lambda s: s.randint(1, 7)),
    "Hypergeometric": Member("Hypergeometric(20, 7, 12)", lambda s: s.hypergeom(20, 7, 12)),
    "BetaBinomial": Member("BetaBinomial(10, 2, 3)", lambda s: s.betabinom(10, 2, 3)),
    "Skellam": Member("Skellam(1, 2)", lambda s: s.skellam(1, 2)),
}
