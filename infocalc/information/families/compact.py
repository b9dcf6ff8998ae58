"""Families on a bounded interval that are given by an exponential, a circle or a cosine."""

from __future__ import annotations

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.information.families.row import (
    LOC,
    LOGITS,
    SCALE,
    Construction,
    Family,
    Member,
    Parameter,
    define,
    log,
)
from infocalc.information.families.support import Support
from infocalc.information.moments.beta import Beta, U
from infocalc.information.moments.linear import VARIABLE
from infocalc.information.moments.tilted import RaisedCosine, Tilted

P = Parameter("p", "unit", ("prob", "probs", "lambda", "λ", "lam"))
THREE_HALVES = X.num(3, 2)


def _log_odds(p: Expr) -> Expr:
    return log(p / (1 - p))


def _continuous_bernoulli_log_density(x: Expr, p: Expr) -> Expr:
    """log of C·p^x·(1 − p)^(1−x) with C = log(p/(1 − p))/(2p − 1)."""
    return log(_log_odds(p) / (2 * p - 1)) + x * log(p) + (1 - x) * log(1 - p)


def _semicircle_log_density(x: Expr, loc: Expr, radius: Expr) -> Expr:
    inside = log(radius + (x - loc)) / 2 + log(radius - (x - loc)) / 2
    return log(2) - log(X.PI) - 2 * log(radius) + inside


define(
    Family(
        "ContinuousBernoulli",
        "density ~ p^x*(1 - p)^(1 - x) on [0, 1]",
        (P,),
        lambda *_: Support(X.ZERO, X.ONE),
        _continuous_bernoulli_log_density,
        lambda facts, p: Construction.of(Tilted(_log_odds(p)), VARIABLE),
        centre=lambda p: p,
        scale=lambda p: X.num(1, 4),
        keywords=(LOGITS,),
        end=lambda p: Member("Uniform", (X.ZERO, X.ONE)) if p is X.HALF else None,
    ),
    Family(
        "WignerSemicircle",
        "density a half-circle around loc",
        (LOC, Parameter("radius", "positive", ("R", "r", "scale"), X.ONE)),
        lambda facts, loc, radius: Support(loc - radius, loc + radius),
        _semicircle_log_density,
        lambda facts, loc, radius: Construction.of(
            Beta(THREE_HALVES, THREE_HALVES), loc - radius + 2 * radius * U
        ),
        mode=lambda loc, radius: loc,
        centre=lambda loc, radius: loc,
        scale=lambda loc, radius: radius / 2,
        spellings=("Semicircle", "semicircular"),
    ),
    Family(
        "RaisedCosine",
        "density (1 + cos(pi*(x - loc)/scale))/(2*scale) between loc - scale and loc + scale",
        (LOC, SCALE),
        lambda facts, loc, scale: Support(loc - scale, loc + scale),
        lambda x, loc, scale: log(1 + F.cos(X.PI * (x - loc) / scale)) - log(2 * scale),
        lambda facts, loc, scale: Construction.of(RaisedCosine(), loc + scale / X.PI * VARIABLE),
        mode=lambda loc, scale: loc,
        centre=lambda loc, scale: loc,
        scale=lambda loc, scale: scale / 3,
        readings=("scale is half the width of the support; SciPy's cosine has scale/pi",),
    ),
)
