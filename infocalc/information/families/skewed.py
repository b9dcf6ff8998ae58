"""Families on the whole line that lean to one side, and symmetric ones with a gap or a peak in the middle."""

from __future__ import annotations

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.information.condition import Condition
from infocalc.information.families.row import (
    LOC,
    SCALE,
    Construction,
    Family,
    Member,
    Parameter,
    Piece,
    define,
    exp,
    log,
    size,
    sqrt,
)
from infocalc.information.families.support import real_line
from infocalc.information.moments.beta import Beta, U, V
from infocalc.information.moments.factorials import loggamma
from infocalc.information.moments.gamma import Gamma, Y

SHAPE = Parameter("shape", "positive", ("a", "alpha", "k"))


def _asymmetric_laplace_log_density(x: Expr, loc: Expr, scale: Expr, kappa: Expr) -> Expr:
    """−κ·z above and z/κ below, as −((κ + 1/κ)·|z| + (κ − 1/κ)·z)/2."""
    z = (x - loc) / scale
    slopes = (kappa + 1 / kappa) / 2 * size(z) + (kappa - 1 / kappa) / 2 * z
    return log(kappa) - log(1 + kappa**2) - log(scale) - slopes


def _asymmetric_laplace(loc: Expr, scale: Expr, kappa: Expr) -> Construction:
    """Above loc with probability 1/(1 + κ²), at the distance scale/κ·Y; below it at scale·κ·Y."""
    above = 1 / (1 + kappa**2)
    ends = ((above, loc + scale / kappa * Y), (kappa**2 * above, loc - scale * kappa * Y))
    return Construction(Gamma(X.ONE), ends)


def _generalized_logistic_log_density(x: Expr, shape: Expr, loc: Expr, scale: Expr) -> Expr:
    z = (x - loc) / scale
    return log(shape) - log(scale) - z - (shape + 1) * log(1 + exp(-z))


def _skew_normal_log_density(x: Expr, loc: Expr, scale: Expr, shape: Expr) -> Expr:
    """φ(z)·2Φ(shape·z)/scale, with 2Φ(t) = erfc(−t/√2)."""
    z = (x - loc) / scale
    return -log(scale) - log(2 * X.PI) / 2 - z**2 / 2 + log(F.erfc(-shape * z / sqrt(2)))


def _johnson_log_density(x: Expr, gamma: Expr, delta: Expr, loc: Expr, scale: Expr) -> Expr:
    z = (x - loc) / scale
    normal = -log(2 * X.PI) / 2 - (gamma + delta * F.asinh(z)) ** 2 / 2
    return log(delta) - log(scale) - log(1 + z**2) / 2 + normal


def _crystal_ball_pieces(x: Expr, beta: Expr, tail: Expr, loc: Expr, scale: Expr) -> tuple[Piece, Piece]:
    """A normal bell above loc − beta·scale, a power of exponent −tail below, joined smoothly."""
    z, bell = (x - loc) / scale, exp(-(beta**2) / 2)
    mass = tail / beta / (tail - 1) * bell + sqrt(X.PI / 2) * (1 + F.erf(beta / sqrt(2)))
    height = -log(mass) - log(scale)
    power = tail * (log(tail) - log(beta) - log(tail / beta - beta - z)) - beta**2 / 2
    joint = loc - beta * scale
    return Piece(-X.OO, joint, height + power), Piece(joint, X.OO, height - z**2 / 2)


define(
    Family(
        "AsymmetricLaplace",
        "Laplace distribution with slopes kappa/scale above loc and 1/(kappa*scale) below",
        (LOC, SCALE, Parameter("kappa", "positive", ("asymmetry", "κ"), X.ONE)),
        lambda *_: real_line,
        _asymmetric_laplace_log_density,
        lambda facts, loc, scale, kappa: _asymmetric_laplace(loc, scale, kappa),
        mode=lambda loc, scale, kappa: loc,
        centre=lambda loc, scale, kappa: loc,
        scale=lambda loc, scale, kappa: scale,
        kinks=lambda loc, scale, kappa: (loc,),
        end=lambda loc, scale, kappa: Member("Laplace", (loc, scale)) if kappa is X.ONE else None,
    ),
    Family(
        "LogGamma",
        "loc + scale*log(Y) for a gamma variable Y with that shape",
        (SHAPE, LOC, SCALE),
        lambda *_: real_line,
        lambda x, shape, loc, scale: (
            shape * (x - loc) / scale - exp((x - loc) / scale) - loggamma(shape) - log(scale)
        ),
        lambda facts, shape, loc, scale: Construction.of(Gamma(shape), loc + scale * log(Y)),
        centre=lambda shape, loc, scale: loc + scale * log(shape),
        scale=lambda shape, loc, scale: scale / sqrt(shape),
        spellings=("ExpGamma",),
        readings=("LogGamma is the law of log(Y) for a gamma variable Y, as in SciPy; others mean e^Y",),
    ),
    Family(
        "Moyal",
        "Moyal distribution, loc - scale*log(Z^2) for a standard normal Z",
        (LOC, SCALE),
        lambda *_: real_line,
        lambda x, loc, scale: (
            -log(scale) - log(2 * X.PI) / 2 - (x - loc) / (2 * scale) - exp(-(x - loc) / scale) / 2
        ),
        lambda facts, loc, scale: Construction.of(Gamma(X.HALF), loc - scale * log(2 * Y)),
        centre=lambda loc, scale: loc,
        scale=lambda loc, scale: scale,
    ),
    Family(
        "GeneralizedLogistic",
        "generalised logistic distribution of type I, P(X <= x) = (1 + e^(-z))^(-shape)",
        (Parameter("shape", "positive", ("alpha", "c", "a")), LOC, SCALE),
        lambda *_: real_line,
        _generalized_logistic_log_density,
        lambda facts, shape, loc, scale: Construction.of(Beta(shape, X.ONE), loc + scale * (log(U) - log(V))),
        centre=lambda shape, loc, scale: loc + scale * log(shape),
        scale=lambda shape, loc, scale: 2 * scale,
        spellings=("GeneralisedLogistic", "genlogistic", "SkewLogistic"),
        readings=("GeneralizedLogistic is that of type I, P(X <= x) = (1 + e^(-z))^(-shape)",),
    ),
    Family(
        "SkewNormal",
        "normal density times 2*Phi(shape*z)",
        (
            Parameter("loc", "real", ("xi", "location", "mu"), X.ZERO),
            Parameter("scale", "positive", ("omega", "sigma", "s"), X.ONE),
            Parameter("shape", "real", ("alpha", "a", "skewness", "slant")),
        ),
        lambda *_: real_line,
        _skew_normal_log_density,
        centre=lambda loc, scale, shape: loc,
        scale=lambda loc, scale, shape: scale,
        end=lambda loc, scale, shape: Member("Normal", (loc, scale)) if shape is X.ZERO else None,
    ),
    Family(
        "JohnsonSU",
        "loc + scale*sinh((Z - gamma)/delta) for a standard normal Z",
        (
            Parameter("gamma", "real", ("a", "γ"), X.ZERO),
            Parameter("delta", "positive", ("b", "δ"), X.ONE),
            Parameter("loc", "real", ("xi", "ξ", "location"), X.ZERO),
            Parameter("scale", "positive", ("lambda", "λ"), X.ONE),
        ),
        lambda *_: real_line,
        _johnson_log_density,
        centre=lambda gamma, delta, loc, scale: loc - scale * F.sinh(gamma / delta),
        scale=lambda gamma, delta, loc, scale: scale / delta,
        order=("JohnsonSU(gamma, delta, loc, scale), as in SciPy; Julia gives loc and scale first",),
    ),
    Family(
        "CrystalBall",
        "normal above loc - beta*scale, a power tail of exponent -m below",
        (Parameter("beta", "positive", ("alpha",)), Parameter("m", "real", ("n",)), LOC, SCALE),
        lambda *_: real_line,
        pieces=_crystal_ball_pieces,
        largest=lambda facts, beta, m, loc, scale: (
            _crystal_ball_pieces(loc, beta, m, loc, scale)[1].log_density
        ),
        constraints=lambda beta, m, loc, scale: (Condition(m, ">", X.ONE),),
        centre=lambda beta, m, loc, scale: loc,
        scale=lambda beta, m, loc, scale: scale,
        kinks=lambda beta, m, loc, scale: (loc - beta * scale,),
    ),
    Family(
        "DoubleGamma",
        "gamma distribution on both sides of loc",
        (SHAPE, LOC, SCALE),
        lambda *_: real_line,
        lambda x, shape, loc, scale: (
            (shape - 1) * log(size((x - loc) / scale))
            - size((x - loc) / scale)
            - loggamma(shape)
            - log(2)
            - log(scale)
        ),
        lambda facts, shape, loc, scale: Construction.symmetric(Gamma(shape), loc, scale * Y),
        centre=lambda shape, loc, scale: loc,
        scale=lambda shape, loc, scale: shape * scale,
        kinks=lambda shape, loc, scale: (loc,),
        spellings=("dgamma", "ReflectedGamma"),
    ),
    Family(
        "DoubleWeibull",
        "Weibull distribution on both sides of loc",
        (SHAPE, LOC, SCALE),
        lambda *_: real_line,
        lambda x, shape, loc, scale: (
            log(shape)
            - log(2)
            - log(scale)
            + (shape - 1) * log(size((x - loc) / scale))
            - X.power(size((x - loc) / scale), shape)
        ),
        lambda facts, shape, loc, scale: Construction.symmetric(
            Gamma(X.ONE), loc, scale * X.power(Y, 1 / shape)
        ),
        centre=lambda shape, loc, scale: loc,
        scale=lambda shape, loc, scale: scale,
        kinks=lambda shape, loc, scale: (loc,),
        spellings=("dweibull", "ReflectedWeibull"),
    ),
)
