"""Families on the positive half-line made of gamma variables: waiting times, lengths, their inverses."""

from __future__ import annotations

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.information.facts import Facts
from infocalc.information.families import couplings
from infocalc.information.families.row import (
    POSITIVE_MEAN,
    Construction,
    Family,
    Keyword,
    Parameter,
    by_moments,
    define,
    exp,
    inverse,
    inverse_root,
    log,
    root,
    sqrt,
)
from infocalc.information.families.support import Support, half_line, positive_line
from infocalc.information.moments.factorials import loggamma
from infocalc.information.moments.gamma import Gamma, Y
from infocalc.information.moments.linear import VARIABLE
from infocalc.information.moments.normal import Normal, Z
from infocalc.information.moments.singles import InverseGaussian

SHAPE = Parameter("shape", "positive", ("k", "a", "alpha"))
SCALE = Parameter("scale", "positive", ("theta", "s"), X.ONE)
DOF = Parameter("dof", "positive", ("df", "nu", "k", "degrees_of_freedom"))
SIGMA = Parameter("sigma", "positive", ("scale", "sd", "std", "s"), X.ONE)


def _gamma_log_density(x: Expr, shape: Expr, scale: Expr) -> Expr:
    return (shape - 1) * log(x) - x / scale - loggamma(shape) - shape * log(scale)


def _half_scale(scale: Expr) -> Expr:
    """√(2·scale²·Y), the length of a normal vector."""
    return scale * sqrt(2) * sqrt(Y)


def _gompertz_log_density(x: Expr, shape: Expr, rate: Expr) -> Expr:
    return log(shape) + log(rate) + shape + rate * x - shape * exp(rate * x)


def _gompertz(facts: Facts, shape: Expr, rate: Expr) -> Construction:
    return Construction.of(Gamma(X.ONE), log(1 + Y / shape) / rate)


def _lognormal_log_density(x: Expr, mu: Expr, sigma: Expr) -> Expr:
    return -log(x) - log(sigma) - log(2 * X.PI) / 2 - (log(x) - mu) ** 2 / (2 * sigma**2)


def _lognormal_by_moments(mean: Expr, variance: Expr) -> tuple[Expr, Expr]:
    """σ² = log(1 + v/m²), μ = log m − σ²/2."""
    square = log(1 + variance / mean**2)
    return log(mean) - square / 2, sqrt(square)


def _inverse_gaussian_log_density(x: Expr, mu: Expr, rate: Expr) -> Expr:
    # λ(x − μ)²/(2μ²x) multiplied out
    quadratic = rate * x / (2 * mu**2) - rate / mu + rate / (2 * x)
    return log(rate) / 2 - log(2 * X.PI) / 2 - 3 * log(x) / 2 - quadratic


define(
    Family(
        "Exponential",
        "exponential distribution, density rate*e^(-rate*x)",
        (Parameter("rate", "positive", ("lambda", "λ", "lam", "lambd"), X.ONE),),
        lambda *_: half_line,
        lambda x, rate: log(rate) - rate * x,
        lambda facts, rate: Construction.of(Gamma(X.ONE), Y / rate),
        area=couplings.exponential_area,
        height=couplings.exponential_height,
        variation=couplings.exponential_height,
        centre=lambda rate: 1 / rate,
        scale=lambda rate: 1 / rate,
        spellings=("Exp", "expon"),
        keywords=(Keyword("scale", "rate", inverse, ("mean", "theta", "beta")),),
        order=("Exponential(rate), as in R and torch; NumPy and Julia give scale=...",),
    ),
    Family(
        "Gamma",
        "gamma distribution with mean shape*scale",
        (SHAPE, SCALE),
        lambda *_: positive_line,
        _gamma_log_density,
        lambda facts, shape, scale: Construction.of(Gamma(shape), scale * Y),
        centre=lambda shape, scale: shape * scale,
        scale=lambda shape, scale: sqrt(shape) * scale,
        systems=by_moments(POSITIVE_MEAN, lambda m, v: (m**2 / v, v / m)),
        keywords=(Keyword("rate", "scale", inverse, ("beta", "lambda", "λ")),),
        order=("Gamma(shape, scale), as in NumPy and Julia; R and torch give rate=...",),
    ),
    Family(
        "Erlang",
        "sum of `shape` waiting times at that rate",
        (Parameter("shape", "count", ("k", "n")), Parameter("rate", "positive", ("lambda", "λ"), X.ONE)),
        lambda *_: positive_line,
        lambda x, shape, rate: _gamma_log_density(x, shape, 1 / rate),
        lambda facts, shape, rate: Construction.of(Gamma(shape), Y / rate),
        centre=lambda shape, rate: shape / rate,
        scale=lambda shape, rate: sqrt(shape) / rate,
        keywords=(Keyword("scale", "rate", inverse, ("theta",)),),
        order=("Erlang(shape, rate); Julia gives scale=...",),
    ),
    Family(
        "GeneralizedGamma",
        "scale*Y^(1/power) for a gamma variable Y with that shape",
        (SHAPE, Parameter("power", "positive", ("p", "c")), SCALE),
        lambda *_: positive_line,
        lambda x, shape, power, scale: (
            log(power)
            - log(scale)
            - loggamma(shape)
            + (shape * power - 1) * log(x / scale)
            - X.power(x / scale, power)
        ),
        lambda facts, shape, power, scale: Construction.of(Gamma(shape), scale * X.power(Y, 1 / power)),
        centre=lambda shape, power, scale: scale * X.power(shape, 1 / power),
        scale=lambda shape, power, scale: scale * X.power(shape, 1 / power) / (power * sqrt(shape)),
        spellings=("GeneralisedGamma", "gengamma", "AmorosoGamma"),
    ),
    Family(
        "ChiSquared",
        "sum of dof squared standard normal variables",
        (DOF,),
        lambda *_: positive_line,
        lambda x, dof: _gamma_log_density(x, dof / 2, X.TWO),
        lambda facts, dof: Construction.of(Gamma(dof / 2), 2 * Y),
        centre=lambda dof: dof,
        scale=lambda dof: sqrt(2 * dof),
        spellings=("ChiSquare", "Chi2", "Chisq"),
    ),
    Family(
        "Chi",
        "length of a vector of dof standard normal variables",
        (DOF,),
        lambda *_: positive_line,
        lambda x, dof: (1 - dof / 2) * log(2) - loggamma(dof / 2) + (dof - 1) * log(x) - x**2 / 2,
        lambda facts, dof: Construction.of(Gamma(dof / 2), _half_scale(X.ONE)),
        centre=sqrt,
        scale=lambda dof: X.ONE,
    ),
    Family(
        "Rayleigh",
        "length of a plane normal vector",
        (SIGMA,),
        lambda *_: half_line,
        lambda x, sigma: log(x) - 2 * log(sigma) - x**2 / (2 * sigma**2),
        lambda facts, sigma: Construction.of(Gamma(X.ONE), _half_scale(sigma)),
        centre=lambda sigma: sigma,
        scale=lambda sigma: sigma,
    ),
    Family(
        "Maxwell",
        "length of a normal vector in space",
        (Parameter("scale", "positive", ("a", "sigma"), X.ONE),),
        lambda *_: half_line,
        lambda x, scale: log(2) / 2 - log(X.PI) / 2 + 2 * log(x) - 3 * log(scale) - x**2 / (2 * scale**2),
        lambda facts, scale: Construction.of(Gamma(X.num(3, 2)), _half_scale(scale)),
        centre=lambda scale: sqrt(2) * scale,
        scale=lambda scale: scale,
        spellings=("MaxwellBoltzmann",),
    ),
    Family(
        "HalfNormal",
        "absolute value of a normal variable of mean 0",
        (SIGMA,),
        lambda *_: half_line,
        lambda x, sigma: log(2) / 2 - log(X.PI) / 2 - log(sigma) - x**2 / (2 * sigma**2),
        lambda facts, sigma: Construction.of(Gamma(X.HALF), _half_scale(sigma)),
        centre=lambda sigma: sigma,
        scale=lambda sigma: sigma,
        spellings=("halfnorm",),
        keywords=(
            Keyword("variance", "sigma", root, ("sigma2",)),
            Keyword("precision", "sigma", inverse_root, ("tau",)),
        ),
    ),
    Family(
        "Nakagami",
        "square root of a gamma variable with mean `spread`",
        (
            Parameter("shape", "positive", ("m", "mu", "nu")),
            Parameter("spread", "positive", ("omega",), X.ONE),
        ),
        lambda *_: positive_line,
        lambda x, shape, spread: (
            log(2)
            + shape * (log(shape) - log(spread))
            - loggamma(shape)
            + (2 * shape - 1) * log(x)
            - shape * x**2 / spread
        ),
        lambda facts, shape, spread: Construction.of(Gamma(shape), sqrt(spread / shape) * sqrt(Y)),
        centre=lambda shape, spread: sqrt(spread),
        scale=lambda shape, spread: sqrt(spread / (4 * shape)),
    ),
    Family(
        "Weibull",
        "scale*Y^(1/shape) for a unit exponential Y",
        (SHAPE, Parameter("scale", "positive", ("lambda", "λ"), X.ONE)),
        lambda *_: positive_line,
        lambda x, shape, scale: (
            log(shape) - log(scale) + (shape - 1) * log(x / scale) - X.power(x / scale, shape)
        ),
        lambda facts, shape, scale: Construction.of(Gamma(X.ONE), scale * X.power(Y, 1 / shape)),
        centre=lambda shape, scale: scale,
        scale=lambda shape, scale: scale / shape,
        spellings=("weibull_min",),
        order=("Weibull(shape, scale), as in SciPy, R and Julia; torch gives the scale first",),
    ),
    Family(
        "Frechet",
        "scale*Y^(-1/shape) for a unit exponential Y",
        (SHAPE, Parameter("scale", "positive", ("s", "sigma"), X.ONE)),
        lambda *_: positive_line,
        lambda x, shape, scale: (
            log(shape) - log(scale) - (shape + 1) * log(x / scale) - X.power(x / scale, -shape)
        ),
        lambda facts, shape, scale: Construction.of(Gamma(X.ONE), scale * X.power(Y, -1 / shape)),
        centre=lambda shape, scale: scale,
        scale=lambda shape, scale: scale / shape,
        spellings=("InverseWeibull", "invweibull"),
    ),
    Family(
        "InverseGamma",
        "reciprocal of a gamma variable: scale/Y",
        (SHAPE, Parameter("scale", "positive", ("beta", "s"), X.ONE)),
        lambda *_: positive_line,
        lambda x, shape, scale: shape * log(scale) - loggamma(shape) - (shape + 1) * log(x) - scale / x,
        lambda facts, shape, scale: Construction.of(Gamma(shape), scale / Y),
        centre=lambda shape, scale: scale / (shape + 1),
        scale=lambda shape, scale: scale / (shape + 1) / sqrt(shape + 1),
        spellings=("invgamma",),
        systems=by_moments(POSITIVE_MEAN, lambda m, v: (m**2 / v + 2, m * (m**2 / v + 1))),
    ),
    Family(
        "Levy",
        "Levy distribution: loc + scale/Z^2 for a standard normal Z",
        (Parameter("loc", "real", ("mu",), X.ZERO), Parameter("scale", "positive", ("c",), X.ONE)),
        lambda facts, loc, scale: Support(loc, X.OO, closed_low=False),
        lambda x, loc, scale: (
            log(scale) / 2 - log(2 * X.PI) / 2 - 3 * log(x - loc) / 2 - scale / (2 * (x - loc))
        ),
        lambda facts, loc, scale: Construction.of(Gamma(X.HALF), loc + scale / (2 * Y)),
        centre=lambda loc, scale: loc + scale,
        scale=lambda loc, scale: scale,
    ),
    Family(
        "Gompertz",
        "Gompertz distribution, hazard shape*rate*e^(rate*x)",
        (Parameter("shape", "positive", ("eta", "c")), Parameter("rate", "positive", ("b",), X.ONE)),
        lambda *_: half_line,
        _gompertz_log_density,
        _gompertz,
        mode=lambda shape, rate: F.max(X.ZERO, -log(shape) / rate),
        centre=lambda shape, rate: log(1 + 1 / shape) / rate,
        scale=lambda shape, rate: 1 / (rate * (1 + shape)),
        order=("Gompertz(shape, rate) has the hazard shape*rate*e^(rate*x); others mean other numbers",),
    ),
    Family(
        "Lognormal",
        "e^Z for a normal variable Z",
        (
            Parameter("mu", "real", ("meanlog", "m"), X.ZERO),
            Parameter("sigma", "positive", ("sdlog", "s", "sd"), X.ONE),
        ),
        lambda *_: positive_line,
        _lognormal_log_density,
        lambda facts, mu, sigma: Construction.of(Normal(), exp(mu + sigma * Z)),
        centre=lambda mu, sigma: exp(mu),
        scale=lambda mu, sigma: exp(mu) * sigma,
        systems=by_moments(POSITIVE_MEAN, _lognormal_by_moments),
        spellings=("lognorm", "Galton"),
    ),
    Family(
        "InverseGaussian",
        "inverse Gaussian distribution with mean mu",
        (
            Parameter("mu", "positive", ("mean",), X.ONE),
            Parameter("lambda", "positive", ("lam", "λ", "shape", "rate"), X.ONE),
        ),
        lambda *_: positive_line,
        _inverse_gaussian_log_density,
        lambda facts, mu, rate: Construction.of(InverseGaussian(mu, rate), VARIABLE),
        mode=lambda mu, rate: mu * (sqrt(1 + (3 * mu / (2 * rate)) ** 2) - 3 * mu / (2 * rate)),
        centre=lambda mu, rate: mu,
        scale=lambda mu, rate: sqrt(mu**3 / rate),
        spellings=("Wald", "invgauss"),
        systems=by_moments(POSITIVE_MEAN, lambda m, v: (m, m**3 / v)),
    ),
)
