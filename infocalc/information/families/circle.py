"""Families on the circle (Mardia, Jupp, Directional Statistics, 3.5): their densities have the period 2π.

Where the circle is cut does not matter: two of them with different means have one support.
"""

from __future__ import annotations

from collections.abc import Callable

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.information.condition import Condition
from infocalc.information.facts import Facts
from infocalc.information.families.row import (
    Construction,
    Family,
    Keyword,
    Member,
    Parameter,
    define,
    exp,
    log,
    root,
    sqrt,
)
from infocalc.information.families.support import Support
from infocalc.information.moments.linear import VARIABLE
from infocalc.information.moments.singles import OnCircle

MEAN = Parameter("loc", "real", ("mu", "mean"), X.ZERO)
LENGTH = Parameter("rho", "nonnegative", ("r", "ρ"))


def _turn(loc: Expr) -> Support:
    """The circle, cut opposite of loc."""
    return Support(loc - X.PI, loc + X.PI, circular=True)


def _cosine(x: Expr, loc: Expr) -> Expr:
    return F.cos(x - loc)


def _around(loc: Expr, length: Callable[[int], Expr]) -> Construction:
    """The mean direction and an angle with E[cos nφ] = length(n)."""
    return Construction.of(OnCircle(length), loc + VARIABLE)


def _poisson_kernel(rho: Expr, cosine: Expr) -> Expr:
    """|1 − ρe^(iφ)|² = 1 + ρ² − 2ρ·cos φ."""
    return 1 + rho**2 - 2 * rho * cosine


def _wrapped_cauchy_divergence(_: Facts, p: tuple[Expr, ...], q: tuple[Expr, ...]) -> Expr:
    """log |1 − ρσe^(iδ)|² − log(1 − ρ²) − log(1 − σ²), for E[cos nφ] = ρⁿ and
    log |1 − σe^(iφ)|² = −2·Σ σⁿ·cos(nφ)/n."""
    (a, rho), (b, sigma) = p, q
    return log(_poisson_kernel(rho * sigma, _cosine(a, b))) - log(1 - rho**2) - log(1 - sigma**2)


def _rest(rho: Expr) -> Expr:
    """s = √(1 − 4ρ²): 1 + 2ρ·cos φ is (1 + s)/2·|1 + ae^(iφ)|² with a = 2ρ/(1 + s)."""
    return sqrt(1 - 4 * rho**2)


def _cardioid_entropy(_: Expr, rho: Expr) -> Expr:
    s = _rest(rho)
    return log(4 * X.PI) - log(1 + s) - 1 + s


def _cardioid_divergence(_: Facts, p: tuple[Expr, ...], q: tuple[Expr, ...]) -> Expr:
    """E[log(1 + 2ρ·cos φ)] = log((1 + s)/2) + 2a·E[cos φ], under both laws."""
    (a, rho), (b, sigma) = p, q
    own, other = _rest(rho), _rest(sigma)
    cross = 4 * rho * sigma * _cosine(a, b) / (1 + other)
    return log(1 + own) - log(1 + other) + 1 - own - cross


define(
    Family(
        "VonMises",
        "von Mises distribution on the circle",
        (MEAN, Parameter("concentration", "nonnegative", ("kappa", "k", "κ"))),
        lambda facts, loc, concentration: _turn(loc),
        lambda x, loc, concentration: (
            concentration * _cosine(x, loc) - log(2 * X.PI) - log(F.besseli(X.ZERO, concentration))
        ),
        lambda facts, loc, concentration: _around(
            loc, lambda n: F.besseli(X.num(n), concentration) / F.besseli(X.ZERO, concentration)
        ),
        centre=lambda loc, concentration: loc,
        scale=lambda loc, concentration: 1 / sqrt(concentration + 1),
    ),
    Family(
        "WrappedNormal",
        "normal distribution wrapped round the circle",
        (MEAN, Parameter("sigma", "positive", ("sd", "s"))),
        lambda facts, loc, sigma: _turn(loc),
        lambda x, loc, sigma: log(F.jtheta(X.num(3), (x - loc) / 2, exp(-(sigma**2) / 2))) - log(2 * X.PI),
        lambda facts, loc, sigma: _around(loc, lambda n: exp(-(n**2) * sigma**2 / 2)),
        keywords=(
            Keyword("rho", "sigma", lambda v, _: sqrt(-2 * log(v)), ("r",), "unit"),
            Keyword("variance", "sigma", root),
        ),
        mode=lambda loc, sigma: loc,
        centre=lambda loc, sigma: loc,
        scale=lambda loc, sigma: sigma / sqrt(1 + sigma**2),
        end=lambda loc, sigma: Member("VonMises", (loc, X.ZERO)) if sigma is X.OO else None,
    ),
    Family(
        "WrappedCauchy",
        "Cauchy distribution wrapped round the circle",
        (MEAN, LENGTH),
        lambda facts, loc, rho: _turn(loc),
        lambda x, loc, rho: log(1 - rho**2) - log(2 * X.PI) - log(_poisson_kernel(rho, _cosine(x, loc))),
        lambda facts, loc, rho: _around(loc, lambda n: rho**n),
        constraints=lambda loc, rho: (Condition(X.ONE, ">", rho),),
        entropy=lambda loc, rho: log(2 * X.PI) + log(1 - rho**2),
        divergence=_wrapped_cauchy_divergence,
        mode=lambda loc, rho: loc,
        centre=lambda loc, rho: loc,
        scale=lambda loc, rho: 1 - rho**2,
    ),
    Family(
        "Cardioid",
        "cardioid distribution on the circle, (1 + 2*rho*cos(x - loc))/(2*pi)",
        (MEAN, LENGTH),
        lambda facts, loc, rho: _turn(loc),
        lambda x, loc, rho: log(1 + 2 * rho * _cosine(x, loc)) - log(2 * X.PI),
        lambda facts, loc, rho: _around(loc, lambda n: (X.ONE, rho, X.ZERO)[min(n, 2)]),
        constraints=lambda loc, rho: (Condition(X.HALF, ">", rho),),
        entropy=_cardioid_entropy,
        divergence=_cardioid_divergence,
        mode=lambda loc, rho: loc,
        centre=lambda loc, rho: loc,
        scale=lambda loc, rho: X.ONE,
    ),
)
