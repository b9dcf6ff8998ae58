"""Families on the whole line."""

from __future__ import annotations

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, num
from infocalc.functions import calls as F
from infocalc.functions import subs
from infocalc.information.facts import Facts
from infocalc.information.families import couplings
from infocalc.information.families.row import (
    LOC,
    MEAN,
    SCALE,
    Construction,
    Family,
    Keyword,
    Member,
    Parameter,
    by_moments,
    define,
    exp,
    inverse_root,
    log,
    root,
    size,
    sqrt,
)
from infocalc.information.families.support import Support, real_line
from infocalc.information.moments.beta import Beta, U, V
from infocalc.information.moments.factorials import loggamma
from infocalc.information.moments.gamma import Gamma, Y
from infocalc.information.moments.linear import VARIABLE
from infocalc.information.moments.normal import Normal, Z
from infocalc.information.moments.outcome import Moment, Outcome
from infocalc.information.moments.patterns import binomial, inside

LOGIT = log(U) - log(V)
_NAMES = frozenset({VARIABLE.data})


def normal_divergence(facts: Facts, p: tuple[Expr, ...], q: tuple[Expr, ...]) -> Expr:
    """log(s₂/s₁) + (s₁² + (m₁ − m₂)²)/(2s₂²) − 1/2."""
    (m1, s1), (m2, s2) = p, q
    return facts.ln(s2) - facts.ln(s1) + (s1**2 + (m1 - m2) ** 2) / (2 * s2**2) - num(1, 2)


def _laplace_distance(statistic: Expr, facts: Facts, loc: Expr, scale: Expr) -> Outcome:
    """E|X − c| = |m − c| + b·e^(−|m − c|/b)."""
    u = inside(statistic, F.abs.name)
    parts = binomial(u, _NAMES) if u is not None and u is not VARIABLE else (X.ZERO, X.ONE, VARIABLE)
    if u is None or parts is None or parts[2] is not VARIABLE or parts[1] is not X.ONE:
        return None
    gap = loc + parts[0]
    sign = facts.sign(gap)
    distance = X.ZERO if gap is X.ZERO else gap if sign == 1 else -gap if sign == -1 else size(gap)
    return Moment(distance + scale * exp(-distance / scale))


def _cauchy_log(statistic: Expr, facts: Facts, loc: Expr, scale: Expr) -> Outcome:
    """E[log((X − r)² + w²)] = log((γ + w)² + (r − m)²)."""
    from infocalc.algebra.normal import tidy

    u = inside(statistic, F.log.name)
    if u is None:
        return None
    c = [subs(u, {VARIABLE.data: num(k)}) for k in (0, 1, -1)]
    second, first = tidy((c[1] + c[2]) / 2 - c[0]), tidy((c[1] - c[2]) / 2)
    if _differ(second * VARIABLE**2 + first * VARIABLE + c[0], u) or facts.sign(second) != 1:
        return None
    r = tidy(-first / (2 * second))
    square = tidy(c[0] / second - r**2)
    known = facts.sign(square)
    if square is not X.ZERO and known == -1:
        return None
    w = facts.raised(square, X.HALF) if square is not X.ZERO else X.ZERO
    return Moment(facts.ln(second) + log((scale + w) ** 2 + (r - loc) ** 2))


def _differ(a: Expr, b: Expr) -> bool:
    from infocalc.algebra.normal import is_zero

    return a is not b and is_zero(a - b) is not True


def _student_log_density(x: Expr, dof: Expr, loc: Expr, scale: Expr) -> Expr:
    z = (x - loc) / scale
    constant = loggamma((dof + 1) / 2) - loggamma(dof / 2) - log(X.PI) / 2 - log(dof) / 2 - log(scale)
    return constant - (dof + 1) / 2 * log(1 + z**2 / dof)


def _gev_log_density(x: Expr, loc: Expr, scale: Expr, shape: Expr) -> Expr:
    z = (x - loc) / scale
    if shape is X.ZERO:
        return -log(scale) - z - exp(-z)
    t = 1 + shape * z
    return -log(scale) - (1 + 1 / shape) * log(t) - X.power(t, -1 / shape)


def _gev_construction(facts: Facts, loc: Expr, scale: Expr, shape: Expr) -> Construction:
    if shape is X.ZERO:
        return Construction.of(Gamma(X.ONE), loc - scale * log(Y))
    return Construction.of(Gamma(X.ONE), loc + scale * (X.power(Y, -shape) - 1) / shape)


def _gev_largest(facts: Facts, _: Expr, scale: Expr, shape: Expr) -> Expr | None:
    """With t = (1 + ξz)^(−1/ξ) the density is t^(1 + ξ)·e^(−t)/s: largest at t = 1 + ξ > 0."""
    sign = facts.sign(1 + shape)
    if sign == -1:
        return X.OO
    return (1 + shape) * (log(1 + shape) - 1) - log(scale) if sign == 1 else None


def _gev_support(facts: Facts, loc: Expr, scale: Expr, shape: Expr) -> Support | None:
    sign = facts.sign(shape)
    if sign is None:
        return None
    end = loc if sign == 0 else loc - scale / shape
    return Support(end if sign > 0 else -X.OO, X.OO if sign >= 0 else end)


def _gumbel_by_moments(sign: int, mean: Expr, variance: Expr) -> tuple[Expr, ...]:
    """mean = loc ± γ·scale, variance = π²·scale²/6."""
    scale = sqrt(6 * variance) / X.PI
    return mean - X.scale(sign, X.EULER_GAMMA * scale), scale


define(
    Family(
        "Normal",
        "normal distribution",
        (
            Parameter("mu", "real", ("mean", "loc", "m", "location"), X.ZERO),
            Parameter("sigma", "positive", ("sd", "std", "stdev", "stddev", "scale", "s"), X.ONE),
        ),
        lambda *_: real_line,
        lambda x, mu, sigma: -log(sigma) - log(2 * X.PI) / 2 - (x - mu) ** 2 / (2 * sigma**2),
        lambda facts, mu, sigma: Construction.of(Normal(), mu + sigma * Z),
        area=couplings.normal_area,
        height=couplings.normal_height,
        variation=couplings.normal_variation,
        centre=lambda mu, sigma: mu,
        scale=lambda mu, sigma: sigma,
        spellings=("Gaussian", "Gauss", "norm"),
        keywords=(
            Keyword("variance", "sigma", root, ("var", "sigma2")),
            Keyword("precision", "sigma", inverse_root, ("tau",)),
        ),
    ),
    Family(
        "Laplace",
        "double exponential distribution",
        (LOC, Parameter("scale", "positive", ("b", "diversity"), X.ONE)),
        lambda *_: real_line,
        lambda x, loc, scale: -log(2 * scale) - size(x - loc) / scale,
        lambda facts, loc, scale: Construction.symmetric(Gamma(X.ONE), loc, scale * Y),
        special=_laplace_distance,
        area=couplings.laplace_area,
        height=couplings.laplace_height,
        variation=couplings.laplace_height,
        centre=lambda loc, scale: loc,
        scale=lambda loc, scale: scale,
        kinks=lambda loc, scale: (loc,),
        systems=by_moments(MEAN, lambda m, v: (m, sqrt(v / 2))),
        spellings=("DoubleExponential",),
    ),
    Family(
        "Logistic",
        "logistic distribution",
        (LOC, SCALE),
        lambda *_: real_line,
        lambda x, loc, scale: -log(scale) - (x - loc) / scale - 2 * log(1 + exp(-(x - loc) / scale)),
        lambda facts, loc, scale: Construction.of(Beta(X.ONE, X.ONE), loc + scale * LOGIT),
        systems=by_moments(MEAN, lambda m, v: (m, sqrt(3 * v) / X.PI)),
        centre=lambda loc, scale: loc,
        scale=lambda loc, scale: 2 * scale,
    ),
    Family(
        "HyperbolicSecant",
        "hyperbolic secant distribution, density sech(pi*z/2)/(2*scale)",
        (LOC, SCALE),
        lambda *_: real_line,
        lambda x, loc, scale: (
            -log(scale) - X.PI * (x - loc) / (2 * scale) - log(1 + exp(-X.PI * (x - loc) / scale))
        ),
        lambda facts, loc, scale: Construction.of(Beta(X.HALF, X.HALF), loc + scale * LOGIT / X.PI),
        centre=lambda loc, scale: loc,
        scale=lambda loc, scale: scale,
        spellings=("Sech", "hypsecant"),
    ),
    Family(
        "Cauchy",
        "Cauchy distribution",
        (LOC, Parameter("scale", "positive", ("gamma", "hwhm"), X.ONE)),
        lambda *_: real_line,
        lambda x, loc, scale: -log(X.PI) - log(scale) - log(1 + (x - loc) ** 2 / scale**2),
        lambda facts, loc, scale: Construction.symmetric(
            Beta(X.HALF, X.HALF), loc, scale * sqrt(U) / sqrt(V)
        ),
        special=_cauchy_log,
        centre=lambda loc, scale: loc,
        scale=lambda loc, scale: scale,
        spellings=("Lorentz", "Lorentzian"),
    ),
    Family(
        "StudentT",
        "Student's t distribution",
        (
            Parameter("dof", "positive", ("df", "nu", "degrees_of_freedom")),
            LOC,
            Parameter("scale", "positive", ("sigma", "s"), X.ONE),
        ),
        lambda *_: real_line,
        _student_log_density,
        lambda facts, dof, loc, scale: Construction.symmetric(
            Beta(X.HALF, dof / 2), loc, scale * sqrt(dof) * sqrt(U) / sqrt(V)
        ),
        centre=lambda dof, loc, scale: loc,
        scale=lambda dof, loc, scale: scale,
        spellings=("Student", "TStudent"),
        end=lambda dof, loc, scale: Member("Normal", (loc, scale)) if dof is X.OO else None,
    ),
    Family(
        "Gumbel",
        "Gumbel distribution of a maximum",
        (LOC, Parameter("scale", "positive", ("beta",), X.ONE)),
        lambda *_: real_line,
        lambda x, loc, scale: -log(scale) - (x - loc) / scale - exp(-(x - loc) / scale),
        lambda facts, loc, scale: Construction.of(Gamma(X.ONE), loc - scale * log(Y)),
        centre=lambda loc, scale: loc,
        scale=lambda loc, scale: scale,
        spellings=("GumbelMax", "gumbel_r"),
        systems=by_moments(MEAN, lambda m, v: _gumbel_by_moments(1, m, v)),
    ),
    Family(
        "GumbelMin",
        "Gumbel distribution of a minimum",
        (LOC, Parameter("scale", "positive", ("beta",), X.ONE)),
        lambda *_: real_line,
        lambda x, loc, scale: -log(scale) + (x - loc) / scale - exp((x - loc) / scale),
        lambda facts, loc, scale: Construction.of(Gamma(X.ONE), loc + scale * log(Y)),
        centre=lambda loc, scale: loc,
        scale=lambda loc, scale: scale,
        spellings=("gumbel_l",),
        systems=by_moments(MEAN, lambda m, v: _gumbel_by_moments(-1, m, v)),
    ),
    Family(
        "Gev",
        "generalised extreme value distribution; shape > 0 has the heavy upper tail",
        (LOC, Parameter("scale", "positive", ("sigma",), X.ONE), Parameter("shape", "real", ("xi",))),
        _gev_support,
        _gev_log_density,
        _gev_construction,
        largest=_gev_largest,
        centre=lambda loc, scale, shape: loc,
        scale=lambda loc, scale, shape: scale,
        spellings=("GeneralizedExtremeValue", "GeneralisedExtremeValue", "genextreme"),
        notes=("scipy's c is -shape",),
    ),
    Family(
        "GeneralizedNormal",
        "generalised normal (exponential power) distribution, density ~ e^(-(|x - loc|/scale)^shape)",
        (LOC, Parameter("scale", "positive", ("alpha",), X.ONE), Parameter("shape", "positive", ("beta",))),
        lambda *_: real_line,
        lambda x, loc, scale, shape: (
            log(shape) - log(2 * scale) - loggamma(1 / shape) - X.power(size((x - loc) / scale), shape)
        ),
        lambda facts, loc, scale, shape: Construction.symmetric(
            Gamma(1 / shape), loc, scale * X.power(Y, 1 / shape)
        ),
        centre=lambda loc, scale, shape: loc,
        scale=lambda loc, scale, shape: scale,
        kinks=lambda loc, scale, shape: (loc,),
        spellings=("GeneralisedNormal", "ExponentialPower", "gennorm"),
    ),
)
