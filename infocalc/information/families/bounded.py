"""Families on a bounded interval."""

from __future__ import annotations

from itertools import pairwise

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.information.condition import Condition
from infocalc.information.facts import Facts
from infocalc.information.families import couplings
from infocalc.information.families.real_line import normal_divergence
from infocalc.information.families.row import (
    MEAN,
    Construction,
    Family,
    Keyword,
    Parameter,
    Piece,
    System,
    by_moments,
    define,
    exp,
    log,
    root,
    sqrt,
)
from infocalc.information.families.support import Support
from infocalc.information.moments.bell import Truncated, mass
from infocalc.information.moments.beta import Beta, U
from infocalc.information.moments.factorials import log_beta
from infocalc.information.moments.linear import VARIABLE, Linear
from infocalc.information.moments.linear import Piece as Line
from infocalc.information.moments.normal import Z

LOW = Parameter("low", "real", ("a", "min", "lower", "minimum"), X.ZERO)
HIGH = Parameter("high", "real", ("b", "max", "upper", "maximum"), X.ONE)

UNIT_MEAN = Parameter("mean", "unit")


def _kumaraswamy_largest(facts: Facts, a: Expr, b: Expr) -> Expr | None:
    """At x^a = (a − 1)/(ab − 1) for a, b > 1; at an end for a = 1 or b = 1."""
    signs = [facts.sign(a - 1), facts.sign(b - 1)]
    if -1 in signs:
        return X.OO
    if 0 in signs and None not in signs:
        return log(a) + log(b)
    if signs != [1, 1]:
        return None
    whole = a * b - 1
    return log(a) + log(b) + (1 - 1 / a) * log((a - 1) / whole) + (b - 1) * log(a * (b - 1) / whole)


def _nearest(mu: Expr, _: Expr, low: Expr, high: Expr) -> Expr:
    """The place between the ends that is nearest to mu."""
    found = mu if high is X.OO else F.min(mu, high)
    return found if low is -X.OO else F.max(low, found)


def _rising(*ends: Expr) -> tuple[Condition, ...]:
    """e₁ < e₂ < …"""
    return tuple(Condition(b, ">", a) for a, b in pairwise(ends))


def _linear(facts: Facts, *pieces: Line) -> Construction:
    found = tuple(p for p in pieces if facts.sign(p.high - p.low) != 0)
    positive = frozenset({VARIABLE}) if facts.is_nonnegative(pieces[0].low) else frozenset()
    return Construction.of(Linear(found, positive), VARIABLE)


def _uniform(facts: Facts, low: Expr, high: Expr) -> Construction:
    height = 1 / (high - low)
    return _linear(facts, Line(low, high, height, height))


def _trapezium(facts: Facts, a: Expr, b: Expr, c: Expr, d: Expr) -> Construction:
    h = 2 / (d + c - a - b)
    return _linear(facts, Line(a, b, X.ZERO, h), Line(b, c, h, h), Line(c, d, h, X.ZERO))


def _triangle(facts: Facts, low: Expr, high: Expr, mode: Expr) -> Construction:
    h = 2 / (high - low)
    return _linear(facts, Line(low, mode, X.ZERO, h), Line(mode, high, h, X.ZERO))


def _triangular_pieces(x: Expr, low: Expr, high: Expr, mode: Expr) -> tuple[Piece, ...]:
    height = log(2) - log(high - low)
    left = height + log(x - low) - log(mode - low) if mode is not low else height
    right = height + log(high - x) - log(high - mode) if mode is not high else height
    pieces = (Piece(low, mode, left), Piece(mode, high, right))
    return tuple(p for p in pieces if p.low is not p.high)


def _trapezoidal_pieces(x: Expr, a: Expr, b: Expr, c: Expr, d: Expr) -> tuple[Piece, ...]:
    height = log(2) - log(d + c - a - b)
    left = height + log(x - a) - log(b - a) if a is not b else height
    right = height + log(d - x) - log(d - c) if c is not d else height
    pieces = (Piece(a, b, left), Piece(b, c, height), Piece(c, d, right))
    return tuple(p for p in pieces if p.low is not p.high)


def _trapezoidal_entropy(a: Expr, b: Expr, c: Expr, d: Expr) -> Expr:
    """log((d + c − a − b)/2) + (b − a + d − c)/(2(d + c − a − b))."""
    width = d + c - a - b
    return log(width) - log(2) + (b - a + d - c) / (2 * width)


def _beta_by_moments(mean: Expr, variance: Expr) -> tuple[Expr, Expr]:
    """α + β = m(1 − m)/v − 1."""
    total = mean * (1 - mean) / variance - 1
    return mean * total, (1 - mean) * total


def _standard_ends(mu: Expr, sigma: Expr, low: Expr, high: Expr) -> tuple[Expr, Expr]:
    ends = [end if X.OO in (end, -end) else (end - mu) / sigma for end in (low, high)]
    return ends[0], ends[1]


def _truncated_log_density(x: Expr, mu: Expr, sigma: Expr, low: Expr, high: Expr) -> Expr:
    total = mass(*_standard_ends(mu, sigma, low, high))
    return -log(sigma) - log(2 * X.PI) / 2 - (x - mu) ** 2 / (2 * sigma**2) - log(total)


define(
    Family(
        "Uniform",
        "uniform distribution",
        (LOW, HIGH),
        lambda facts, low, high: Support(low, high),
        lambda x, low, high: -log(high - low),
        _uniform,
        constraints=_rising,
        area=couplings.uniform_area,
        height=couplings.uniform_height,
        variation=couplings.uniform_variation,
        centre=lambda low, high: (low + high) / 2,
        scale=lambda low, high: (high - low) / 2,
        spellings=("U", "Unif"),
        systems=by_moments(MEAN, lambda m, v: (m - sqrt(3 * v), m + sqrt(3 * v))),
    ),
    Family(
        "Beta",
        "beta distribution",
        (Parameter("alpha", "positive", ("a",)), Parameter("beta", "positive", ("b",))),
        lambda *_: Support(X.ZERO, X.ONE),
        lambda x, alpha, beta: (alpha - 1) * log(x) + (beta - 1) * log(1 - x) - log_beta(alpha, beta),
        lambda facts, alpha, beta: Construction.of(Beta(alpha, beta), U),
        systems=(
            System((UNIT_MEAN, Parameter("concentration", "positive")), lambda m, c: (m * c, (1 - m) * c)),
            *by_moments(UNIT_MEAN, _beta_by_moments),
        ),
        centre=lambda alpha, beta: alpha / (alpha + beta),
        scale=lambda alpha, beta: sqrt(alpha * beta / (alpha + beta + 1)) / (alpha + beta),
    ),
    Family(
        "Arcsine",
        "arcsine distribution",
        (LOW, HIGH),
        lambda facts, low, high: Support(low, high, closed_low=False, closed_high=False),
        lambda x, low, high: -log(X.PI) - log(x - low) / 2 - log(high - x) / 2,
        lambda facts, low, high: Construction.of(Beta(X.HALF, X.HALF), low + (high - low) * U),
        constraints=_rising,
        centre=lambda low, high: (low + high) / 2,
        scale=lambda low, high: (high - low) / 2,
    ),
    Family(
        "Kumaraswamy",
        "Kumaraswamy distribution, P(X <= x) = 1 - (1 - x^a)^b",
        (Parameter("a", "positive"), Parameter("b", "positive")),
        lambda *_: Support(X.ZERO, X.ONE),
        lambda x, a, b: log(a) + log(b) + (a - 1) * log(x) + (b - 1) * log(1 - X.power(x, a)),
        lambda facts, a, b: Construction.of(Beta(X.ONE, b), X.power(U, 1 / a)),
        largest=_kumaraswamy_largest,
        centre=lambda a, b: X.HALF,
        scale=lambda a, b: X.num(1, 4),
    ),
    Family(
        "PowerFunction",
        "power function distribution, P(X <= x) = (x/high)^shape",
        (
            Parameter("shape", "positive", ("a", "alpha")),
            Parameter("high", "positive", ("b", "scale"), X.ONE),
        ),
        lambda facts, shape, high: Support(X.ZERO, high),
        lambda x, shape, high: log(shape) - log(high) + (shape - 1) * log(x / high),
        lambda facts, shape, high: Construction.of(Beta(shape, X.ONE), high * U),
        centre=lambda shape, high: high * shape / (shape + 1),
        scale=lambda shape, high: high / (shape + 1),
        spellings=("powerlaw",),
    ),
    Family(
        "LogUniform",
        "e^W for W uniform between log(low) and log(high)",
        (Parameter("low", "positive", ("a", "min")), Parameter("high", "positive", ("b", "max"))),
        lambda facts, low, high: Support(low, high),
        lambda x, low, high: -log(x) - log(log(high) - log(low)),
        lambda facts, low, high: Construction(
            _uniform(facts, facts.ln(low), facts.ln(high)).base, ((X.ONE, exp(VARIABLE)),)
        ),
        constraints=_rising,
        centre=lambda low, high: sqrt(low * high),
        scale=lambda low, high: sqrt(low * high),
        spellings=("Reciprocal",),
    ),
    Family(
        "Triangular",
        "triangular distribution",
        (LOW, HIGH, Parameter("mode", "real", ("c",))),
        lambda facts, low, high, mode: Support(low, high),
        None,
        _triangle,
        pieces=_triangular_pieces,
        largest=lambda facts, low, high, mode: log(2) - log(high - low),
        entropy=lambda low, high, mode: X.HALF + log(high - low) - log(2),
        constraints=lambda low, high, mode: (
            Condition(high, ">", low),
            Condition(mode, ">=", low),
            Condition(high, ">=", mode),
        ),
        centre=lambda low, high, mode: mode,
        scale=lambda low, high, mode: (high - low) / 4,
        kinks=lambda low, high, mode: (mode,),
        spellings=("Triangle", "triang"),
    ),
    Family(
        "Trapezoidal",
        "trapezoidal distribution: up from a to b, flat to c, down to d",
        tuple(Parameter(name) for name in "abcd"),
        lambda facts, a, b, c, d: Support(a, d),
        None,
        _trapezium,
        pieces=_trapezoidal_pieces,
        largest=lambda facts, a, b, c, d: log(2) - log(c + d - a - b),
        entropy=_trapezoidal_entropy,
        constraints=lambda a, b, c, d: (
            Condition(b, ">=", a),
            Condition(c, ">=", b),
            Condition(d, ">=", c),
            Condition(d, ">", a),
        ),
        centre=lambda a, b, c, d: (b + c) / 2,
        scale=lambda a, b, c, d: (d - a) / 4,
        kinks=lambda a, b, c, d: (b, c),
        spellings=("trapezoid", "trapz"),
    ),
    Family(
        "TruncatedNormal",
        "normal variable given that it lies between low and high",
        (
            Parameter("mu", "real", ("mean", "loc"), X.ZERO),
            Parameter("sigma", "positive", ("sd", "std", "scale"), X.ONE),
            Parameter("low", "real", ("a", "min", "lower"), -X.OO),
            Parameter("high", "real", ("b", "max", "upper"), X.OO),
        ),
        lambda facts, mu, sigma, low, high: Support(low, high),
        _truncated_log_density,
        lambda facts, mu, sigma, low, high: Construction.of(
            Truncated(*_standard_ends(mu, sigma, low, high)), mu + sigma * Z
        ),
        constraints=lambda mu, sigma, low, high: _rising(low, high),
        mode=_nearest,
        centre=lambda mu, sigma, low, high: mu,
        scale=lambda mu, sigma, low, high: sigma,
        spellings=("truncnorm",),
        keywords=(Keyword("variance", "sigma", root, ("sigma2",)),),
        order=("TruncatedNormal(mu, sigma, low, high), as in Julia; R gives the ends first",),
    ),
    Family(
        "LogitNormal",
        "logistic function of a normal variable",
        (Parameter("mu", "real", ("loc",), X.ZERO), Parameter("sigma", "positive", ("scale", "s"), X.ONE)),
        lambda *_: Support(X.ZERO, X.ONE, closed_low=False, closed_high=False),
        lambda x, mu, sigma: (
            -log(sigma)
            - log(2 * X.PI) / 2
            - log(x)
            - log(1 - x)
            - (log(x) - log(1 - x) - mu) ** 2 / (2 * sigma**2)
        ),
        divergence=normal_divergence,
        centre=lambda mu, sigma: 1 / (1 + exp(-mu)),
        scale=lambda mu, sigma: X.num(1, 4),
        spellings=("LogisticNormal",),
    ),
)
