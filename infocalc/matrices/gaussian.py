"""Entropy, cross-entropy and divergence of multivariate normal laws, in their means and covariances.

D(P ‖ Q) = ½·(tr(Σ₂⁻¹·Σ₁) + (μ₂ − μ₁)'·Σ₂⁻¹·(μ₂ − μ₁) − n + log(det Σ₂/det Σ₁)). Cover and Thomas, 2nd
edition, theorem 8.4.1 for the entropy; Duchi, Derivations for linear algebra and optimization, for the rest.
"""

from __future__ import annotations

from collections.abc import Callable

from infocalc.functions import calls as F
from infocalc.notation.formula import Formula, call_of, constant, number
from infocalc.records import NamedTuple


class Normal(NamedTuple):
    """A law by the formulas of its mean and its covariance."""

    mean: Formula
    covariance: Formula


def entropy(p: Normal) -> Formula:
    """½·(n·(log(2π) + 1) + log det Σ)."""
    n = call_of("dim", p.mean)
    constants = _product(n, _sum(_log_2pi(), number(1)))
    return _half(_sum(constants, _log(_det(p.covariance))))


def cross_entropy(p: Normal, q: Normal) -> Formula:
    """½·(n·log(2π) + log det Σ₂ + tr(Σ₂⁻¹·Σ₁) + (μ₂ − μ₁)'·Σ₂⁻¹·(μ₂ − μ₁))."""
    constants = _product(call_of("dim", p.mean), _log_2pi())
    return _half(_sum(constants, _log(_det(q.covariance)), _spread(p, q), _distance(p, q)))


def divergence(p: Normal, q: Normal) -> Formula:
    """½·(tr(Σ₂⁻¹·Σ₁) + (μ₂ − μ₁)'·Σ₂⁻¹·(μ₂ − μ₁) − n + log(det Σ₂/det Σ₁))."""
    n = call_of("dim", p.mean)
    ratio = Formula("quotient", (_det(q.covariance), _det(p.covariance)))
    return _half(_sum(_spread(p, q), _distance(p, q), Formula("neg", (n,)), _log(ratio)))


def _spread(p: Normal, q: Normal) -> Formula:
    return call_of("tr", _product(call_of("inv", q.covariance), p.covariance))


def _distance(p: Normal, q: Normal) -> Formula:
    apart = _sum(q.mean, Formula("neg", (p.mean,)))
    return _product(Formula("transpose", (apart,)), call_of("inv", q.covariance), apart)


def _half(f: Formula) -> Formula:
    return _product(Formula("quotient", (number(1), number(2))), f)


def _sum(*terms: Formula) -> Formula:
    return Formula("sum", terms)


def _product(*factors: Formula) -> Formula:
    return Formula("product", factors)


def _log(f: Formula) -> Formula:
    return call_of(F.log.name, f)


def _det(f: Formula) -> Formula:
    return call_of("det", f)


def _log_2pi() -> Formula:
    return _log(_product(number(2), constant("pi")))


#: name of the measure -> its formula, for one law or two
MEASURES: dict[str, Callable[..., Formula]] = {"entropy": entropy, "xent": cross_entropy, "kl": divergence}
