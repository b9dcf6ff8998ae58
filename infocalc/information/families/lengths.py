"""Families on the positive half-line: lengths of normal vectors off the centre, waiting times in parts."""

from __future__ import annotations

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.information.families.row import (
    Construction,
    Family,
    Keyword,
    Member,
    Parameter,
    define,
    exp,
    inverse,
    log,
    sqrt,
)
from infocalc.information.families.support import half_line, positive_line
from infocalc.information.moments.gamma import Gamma, Mixed, Y
from infocalc.information.moments.linear import VARIABLE
from infocalc.information.moments.singles import HalfLogistic

SIGMA = Parameter("sigma", "positive", ("scale", "sd", "std", "s"), X.ONE)


def _folded_log_density(x: Expr, mu: Expr, sigma: Expr) -> Expr:
    """The normal density at x and at −x: φ(x − μ)·(1 + e^(−2μx/σ²))."""
    bell = -log(sigma) - log(2 * X.PI) / 2 - (x - mu) ** 2 / (2 * sigma**2)
    return bell + log(1 + exp(-2 * mu * x / sigma**2))


def _rice_log_density(x: Expr, nu: Expr, sigma: Expr) -> Expr:
    bessel = log(F.besseli(X.ZERO, x * nu / sigma**2))
    return log(x) - 2 * log(sigma) - (x**2 + nu**2) / (2 * sigma**2) + bessel


def _exponentiated_weibull_log_density(x: Expr, exponent: Expr, shape: Expr, scale: Expr) -> Expr:
    """1 − e^(−z) as 2·e^(−z/2)·sinh(z/2), which is right near z = 0."""
    z = X.power(x / scale, shape)
    weibull = log(shape) - log(scale) + (shape - 1) * log(x / scale) - z
    return log(exponent) + weibull + (exponent - 1) * (log(2) - z / 2 + log(F.sinh(z / 2)))


def _lindley(rate: Expr) -> Construction:
    """A waiting time at that rate with probability rate/(1 + rate), else the sum of two."""
    parts = ((rate / (1 + rate), Gamma(X.ONE)), (1 / (1 + rate), Gamma(X.TWO)))
    return Construction.of(Mixed(parts), Y / rate)


define(
    Family(
        "FoldedNormal",
        "absolute value of a normal variable",
        (Parameter("mu", "real", ("mean", "loc")), SIGMA),
        lambda *_: half_line,
        _folded_log_density,
        centre=lambda mu, sigma: F.abs(mu),
        scale=lambda mu, sigma: sigma,
        notes=("mu and sigma are those of the normal variable; SciPy's c is mu/sigma",),
        end=lambda mu, sigma: Member("HalfNormal", (sigma,)) if mu is X.ZERO else None,
    ),
    Family(
        "Rice",
        "length of a plane normal vector with a mean of length nu",
        (Parameter("nu", "nonnegative", ("distance", "ν")), SIGMA),
        lambda *_: half_line,
        _rice_log_density,
        centre=lambda nu, sigma: sqrt(nu**2 + sigma**2),
        scale=lambda nu, sigma: sigma,
        spellings=("Rician",),
        notes=("SciPy's b is nu/sigma",),
        end=lambda nu, sigma: Member("Rayleigh", (sigma,)) if nu is X.ZERO else None,
    ),
    Family(
        "Lindley",
        "Lindley distribution, density ~ (1 + x)*e^(-rate*x)",
        (Parameter("rate", "positive", ("theta", "θ")),),
        lambda *_: half_line,
        lambda x, rate: 2 * log(rate) - log(1 + rate) + log(1 + x) - rate * x,
        lambda facts, rate: _lindley(rate),
        mode=lambda rate: F.max(X.ZERO, (1 - rate) / rate),
        centre=lambda rate: 1 / rate,
        scale=lambda rate: 1 / rate,
        keywords=(Keyword("scale", "rate", inverse),),
    ),
    Family(
        "ExponentiatedWeibull",
        "P(X <= x) = (1 - e^(-(x/scale)^shape))^exponent",
        (
            Parameter("exponent", "positive", ("a", "alpha")),
            Parameter("shape", "positive", ("k", "c")),
            Parameter("scale", "positive", ("lambda", "λ"), X.ONE),
        ),
        lambda *_: positive_line,
        _exponentiated_weibull_log_density,
        centre=lambda exponent, shape, scale: scale,
        scale=lambda exponent, shape, scale: scale / shape,
        end=lambda exponent, shape, scale: Member("Weibull", (shape, scale)) if exponent is X.ONE else None,
    ),
    Family(
        "HalfLogistic",
        "absolute value of a logistic variable of mean 0",
        (Parameter("scale", "positive", ("s",), X.ONE),),
        lambda *_: half_line,
        lambda x, scale: log(2) - log(scale) - x / scale - 2 * log(1 + exp(-x / scale)),
        lambda facts, scale: Construction.of(HalfLogistic(), scale * VARIABLE),
        mode=lambda scale: X.ZERO,
        centre=lambda scale: scale,
        scale=lambda scale: scale,
    ),
)
