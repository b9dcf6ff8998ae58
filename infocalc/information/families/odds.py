"""Families on a half-line made of beta variables: odds, their powers, heavy tails."""

from __future__ import annotations

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.information.facts import Facts
from infocalc.information.families.row import (
    LOC,
    SCALE,
    Construction,
    Family,
    Parameter,
    define,
    log,
    sqrt,
)
from infocalc.information.families.support import Support, half_line, positive_line
from infocalc.information.moments.beta import Beta, U, V
from infocalc.information.moments.factorials import log_beta
from infocalc.information.moments.gamma import Gamma, Y

ODDS = U / V
SHAPE = Parameter("shape", "positive", ("alpha", "a", "k", "b"))


def _beta_prime_log_density(x: Expr, alpha: Expr, beta: Expr, scale: Expr) -> Expr:
    z = x / scale
    return (alpha - 1) * log(z) - (alpha + beta) * log(1 + z) - log_beta(alpha, beta) - log(scale)


def _pareto_log_density(x: Expr, loc: Expr, scale: Expr, shape: Expr) -> Expr:
    z = (x - loc) / scale
    return -log(scale) - z if shape is X.ZERO else -log(scale) - (1 + 1 / shape) * log(1 + shape * z)


def _pareto_construction(facts: Facts, loc: Expr, scale: Expr, shape: Expr) -> Construction | None:
    """Heavy tail: odds of Beta(1, 1/ξ); none: exponential; bounded: Beta(1/|ξ|, 1) from above."""
    match facts.sign(shape):
        case 0:
            return Construction.of(Gamma(X.ONE), loc + scale * Y)
        case 1:
            return Construction.of(Beta(X.ONE, 1 / shape), loc + scale / shape * ODDS)
        case -1:
            return Construction.of(Beta(X.ONE, -1 / shape), loc - scale / shape * U)
    return None


def _pareto_support(facts: Facts, loc: Expr, scale: Expr, shape: Expr) -> Support | None:
    sign = facts.sign(shape)
    if sign is None and not facts.is_nonnegative(shape):
        return None
    return Support(loc, loc - scale / shape) if sign == -1 else Support(loc, X.OO)


def _f_log_density(x: Expr, dfn: Expr, dfd: Expr) -> Expr:
    return _beta_prime_log_density(x, dfn / 2, dfd / 2, dfd / dfn)


def _burr_log_density(x: Expr, c: Expr, k: Expr, scale: Expr) -> Expr:
    z = x / scale
    return log(c) + log(k) - log(scale) + (c - 1) * log(z) - (k + 1) * log(1 + X.power(z, c))


def _dagum_log_density(x: Expr, p: Expr, a: Expr, b: Expr) -> Expr:
    z = x / b
    return log(a) + log(p) - log(b) + (a * p - 1) * log(z) - (p + 1) * log(1 + X.power(z, a))


define(
    Family(
        "Pareto",
        "Pareto distribution, P(X > x) = (scale/x)^shape",
        (Parameter("scale", "positive", ("xm", "x_m", "m", "minimum"), X.ONE), SHAPE),
        lambda facts, scale, shape: Support(scale, X.OO),
        lambda x, scale, shape: log(shape) + shape * log(scale) - (shape + 1) * log(x),
        lambda facts, scale, shape: Construction.of(Beta(shape, X.ONE), scale / U),
        centre=lambda scale, shape: scale + scale / shape,
        scale=lambda scale, shape: scale / shape,
        order=("Pareto(scale, shape), as in torch; Julia gives the shape first",),
    ),
    Family(
        "Lomax",
        "Pareto distribution of type II, P(X > x) = (1 + x/scale)^(-shape)",
        (SHAPE, Parameter("scale", "positive", ("lambda", "λ"), X.ONE)),
        lambda *_: half_line,
        lambda x, shape, scale: log(shape) - log(scale) - (shape + 1) * log(1 + x / scale),
        lambda facts, shape, scale: Construction.of(Beta(shape, X.ONE), scale * V / U),
        centre=lambda shape, scale: scale / shape,
        scale=lambda shape, scale: scale / shape,
        spellings=("ParetoII",),
    ),
    Family(
        "GeneralizedPareto",
        "generalised Pareto distribution, P(X > x) = (1 + shape*(x - loc)/scale)^(-1/shape)",
        (LOC, Parameter("scale", "positive", ("sigma",), X.ONE), Parameter("shape", "real", ("xi", "c"))),
        _pareto_support,
        _pareto_log_density,
        _pareto_construction,
        centre=lambda loc, scale, shape: loc + scale / 2,
        scale=lambda loc, scale, shape: scale / 2,
        spellings=("GeneralisedPareto", "genpareto", "GPD"),
    ),
    Family(
        "LogLogistic",
        "scale*(U/(1 - U))^(1/shape) for a uniform U",
        (Parameter("scale", "positive", ("alpha",), X.ONE), Parameter("shape", "positive", ("beta", "c"))),
        lambda *_: positive_line,
        lambda x, scale, shape: _burr_log_density(x, shape, X.ONE, scale),
        lambda facts, scale, shape: Construction.of(Beta(X.ONE, X.ONE), scale * X.power(ODDS, 1 / shape)),
        centre=lambda scale, shape: scale,
        scale=lambda scale, shape: scale / shape,
        spellings=("Fisk",),
        order=("LogLogistic(scale, shape), as in Julia; R gives the shape first",),
    ),
    Family(
        "Burr",
        "Burr XII (Singh-Maddala) distribution, P(X > x) = (1 + (x/scale)^c)^(-k)",
        (Parameter("c", "positive"), Parameter("k", "positive"), SCALE),
        lambda *_: positive_line,
        _burr_log_density,
        lambda facts, c, k, scale: Construction.of(Beta(X.ONE, k), scale * X.power(ODDS, 1 / c)),
        centre=lambda c, k, scale: scale,
        scale=lambda c, k, scale: scale / c,
        spellings=("BurrXII", "SinghMaddala", "burr12"),
        readings=("Burr is the law of type XII; that of type III, SciPy's burr, is Dagum",),
    ),
    Family(
        "Dagum",
        "Dagum (Burr III) distribution, P(X <= x) = (1 + (x/b)^(-a))^(-p)",
        (
            Parameter("p", "positive"),
            Parameter("a", "positive"),
            Parameter("b", "positive", ("scale",), X.ONE),
        ),
        lambda *_: positive_line,
        _dagum_log_density,
        lambda facts, p, a, b: Construction.of(Beta(p, X.ONE), b * X.power(ODDS, 1 / a)),
        centre=lambda p, a, b: b,
        scale=lambda p, a, b: b / a,
        spellings=("BurrIII",),
        order=("Dagum(p, a, b), b the scale; others give a, b, p",),
    ),
    Family(
        "BetaPrime",
        "odds U/(1 - U) of a beta variable, times scale",
        (Parameter("alpha", "positive", ("a",)), Parameter("beta", "positive", ("b",)), SCALE),
        lambda *_: positive_line,
        _beta_prime_log_density,
        lambda facts, alpha, beta, scale: Construction.of(Beta(alpha, beta), scale * ODDS),
        centre=lambda alpha, beta, scale: scale * alpha / (beta + 1),
        scale=lambda alpha, beta, scale: scale * sqrt(alpha) / (beta + 1),
        spellings=("BetaII",),
    ),
    Family(
        "F",
        "ratio of two mean squares with dfn and dfd degrees of freedom",
        (
            Parameter("dfn", "positive", ("d1", "dof1", "df1")),
            Parameter("dfd", "positive", ("d2", "dof2", "df2")),
        ),
        lambda *_: positive_line,
        _f_log_density,
        lambda facts, dfn, dfd: Construction.of(Beta(dfn / 2, dfd / 2), dfd / dfn * ODDS),
        centre=lambda dfn, dfd: X.ONE,
        scale=lambda dfn, dfd: sqrt(2 / dfn + 2 / dfd),
        spellings=("FisherSnedecor", "FDistribution", "FisherF"),
    ),
    Family(
        "HalfCauchy",
        "absolute value of a Cauchy variable around 0",
        (Parameter("scale", "positive", ("s", "gamma"), X.ONE),),
        lambda *_: half_line,
        lambda x, scale: log(2) - log(X.PI) - log(scale) - log(1 + x**2 / scale**2),
        lambda facts, scale: Construction.of(Beta(X.HALF, X.HALF), scale * sqrt(ODDS)),
        centre=lambda scale: scale,
        scale=lambda scale: scale,
    ),
)
