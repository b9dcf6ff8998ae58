"""Counts that vary more than Poisson's: with extra zeros, or with a random rate."""

from __future__ import annotations

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.functions import rebuild
from infocalc.information.families.row import (
    Construction,
    Family,
    Keyword,
    Member,
    Parameter,
    Piece,
    all_at,
    define,
    exp,
    inverse,
    log,
    sqrt,
)
from infocalc.information.families.support import Support
from infocalc.information.moments import counts
from infocalc.information.moments.counts import K
from infocalc.information.moments.factorials import loggamma

NATURAL = Support(X.ZERO, X.OO, discrete=True)


def _poisson_log_mass(k: Expr, rate: Expr) -> Expr:
    return k * log(rate) - rate - loggamma(k + 1)


def _inflated_pieces(k: Expr, rate: Expr, zero: Expr) -> tuple[Piece, Piece]:
    """zero + (1 − zero)·e^(−rate) at 0; elsewhere 1 − zero of Poisson's."""
    at_zero = log(zero + (1 - zero) * exp(-rate))
    return Piece(X.ZERO, X.ZERO, at_zero), Piece(X.ONE, X.OO, log(1 - zero) + _poisson_log_mass(k, rate))


def _inflated_mass(k: Expr, rate: Expr, zero: Expr) -> Expr:
    extra = X.ONE if k is X.ZERO else X.ZERO
    if k.head != X.NUM:
        node = X.compound(X.PIECEWISE, (X.ONE, X.compound(X.RELATION, (k, X.ZERO), "="), X.ZERO, X.TRUE))
        extra = rebuild(node, node.args)
    return zero * extra + (1 - zero) * X.power(rate, k) * exp(-rate) / F.factorial(k)


def _inflated_end(rate: Expr, zero: Expr) -> Member | None:
    """All at 0 without a rate; Poisson's without extra zeros."""
    if rate is X.ZERO or zero is X.ONE:
        return all_at(X.ZERO)
    return Member("Poisson", (rate,)) if zero is X.ZERO else None


def _gamma_poisson_log_mass(k: Expr, shape: Expr, rate: Expr) -> Expr:
    """shape failures of probability 1/(1 + rate) each."""
    odds = shape * (log(rate) - log(1 + rate)) - k * log(1 + rate)
    return loggamma(k + shape) - loggamma(shape) - loggamma(k + 1) + odds


define(
    Family(
        "ZeroInflatedPoisson",
        "0 with probability `zero`, else a Poisson variable",
        (
            Parameter("rate", "positive", ("lambda", "λ", "mu", "lam")),
            Parameter("zero", "probability", ("pi", "p", "π", "inflation")),
        ),
        lambda *_: NATURAL,
        mass=_inflated_mass,
        pieces=_inflated_pieces,
        centre=lambda rate, zero: rate,
        scale=lambda rate, zero: sqrt(rate),
        spellings=("Zip",),
        keywords=(Keyword("psi", "zero", lambda v, _: 1 - v, ("ψ",), "probability"),),
        readings=("zero is the probability of an extra 0; psi = 1 - zero is that of a Poisson variable",),
        end=_inflated_end,
    ),
    Family(
        "PoissonGamma",
        "Poisson with a gamma distributed rate: NegativeBinomial(shape, rate/(1 + rate))",
        (
            Parameter("shape", "positive", ("alpha", "a", "r")),
            Parameter("rate", "positive", ("beta", "b")),
        ),
        lambda *_: NATURAL,
        _gamma_poisson_log_mass,
        lambda facts, shape, rate: Construction.of(counts.NegativeBinomial(shape, rate / (1 + rate)), K),
        mass=lambda k, shape, rate: exp(_gamma_poisson_log_mass(k, shape, rate)),
        mode=lambda shape, rate: F.max(X.ZERO, F.floor((shape - 1) / rate)),
        centre=lambda shape, rate: shape / rate,
        scale=lambda shape, rate: sqrt(shape * (1 + rate)) / rate,
        spellings=("GammaPoisson",),
        keywords=(Keyword("scale", "rate", inverse, ("theta",)),),
        readings=("rate is that of the gamma law; write scale=... for its inverse",),
    ),
)
