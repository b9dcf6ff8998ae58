"""Distances of two members of one family by their distribution functions F and G, in closed form.

∫|F − G| is the least E|X − Y| of all couplings, reached where X and Y are the same function of one uniform
variable (G. Dall'Aglio, 1956); sup|F − G| is at a point where the densities meet. Each function takes what is
known and the parameters of both members; None where that leaves the value open.
"""

from __future__ import annotations

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.information.facts import Facts
from infocalc.information.families.row import exp, log, size, sqrt

Parameters = tuple[Expr, ...]


def normal_area(facts: Facts, p: Parameters, q: Parameters) -> Expr:
    """E|δ + σZ| = σ·√(2/π)·e^(−δ²/(2σ²)) + δ·erf(δ/(σ√2)) with δ = m₁ − m₂, σ = |s₁ − s₂|."""
    gap, width = p[0] - q[0], size(p[1] - q[1])
    if width is X.ZERO:
        return size(gap)
    spread = width * sqrt(2 / X.PI) * exp(-(gap**2) / (2 * width**2))
    return spread + gap * F.erf(gap / (width * sqrt(X.num(2))))


def normal_height(facts: Facts, p: Parameters, q: Parameters) -> Expr:
    """At the roots of s₁⁻²(x − m₁)² − s₂⁻²(x − m₂)² = 2·log(s₂/s₁), or half-way where s₁ = s₂."""
    (m1, s1), (m2, s2) = p, q
    if s1 is s2:
        return F.erf(size(m1 - m2) / (2 * sqrt(X.num(2)) * s1))
    return F.max(*[size(_normal_gap(x, p, q)) for x in _normal_crossings(p, q)])


def _normal_crossings(p: Parameters, q: Parameters) -> tuple[Expr, Expr]:
    """Where the densities meet, s₁ ≠ s₂."""
    (m1, s1), (m2, s2) = p, q
    apart = s2**2 - s1**2
    root = s1 * s2 * sqrt((m1 - m2) ** 2 + 2 * apart * log(s2 / s1))
    middle = m1 * s2**2 - m2 * s1**2
    return (middle - root) / apart, (middle + root) / apart


def _normal_gap(x: Expr, p: Parameters, q: Parameters) -> Expr:
    """F(x) − G(x)."""
    first, second = (F.erf((x - m) / (sqrt(X.num(2)) * s)) for m, s in (p, q))
    return (first - second) / 2


def normal_variation(facts: Facts, p: Parameters, q: Parameters) -> Expr:
    """|F − G| half-way where s₁ = s₂, else what F − G changes by between the meetings of the densities."""
    (_, s1), (_, s2) = p, q
    if s1 is s2:
        return normal_height(facts, p, q)
    low, high = _normal_crossings(p, q)
    return size(_normal_gap(high, p, q) - _normal_gap(low, p, q))


def laplace_area(facts: Facts, p: Parameters, q: Parameters) -> Expr:
    """E|δ + σZ| = |δ| + σ·e^(−|δ|/σ) with δ = m₁ − m₂, σ = |b₁ − b₂|."""
    gap, width = size(p[0] - q[0]), size(p[1] - q[1])
    return gap if width is X.ZERO else gap + width * exp(-gap / width)


def laplace_height(facts: Facts, p: Parameters, q: Parameters) -> Expr | None:
    """1 − e^(−|m₁ − m₂|/(2b)), half-way, for one scale b."""
    return 1 - exp(-size(p[0] - q[0]) / (2 * p[1])) if p[1] is q[1] else None


def uniform_area(facts: Facts, p: Parameters, q: Parameters) -> Expr:
    """∫₀¹ |α + (β − α)·u| du = (β|β| − α|α|)/(2(β − α)) with α = a₁ − a₂, β = b₁ − b₂."""
    low, high = p[0] - q[0], p[1] - q[1]
    if low is high:
        return size(low)
    return (high * size(high) - low * size(low)) / (2 * (high - low))


def uniform_height(facts: Facts, p: Parameters, q: Parameters) -> Expr:
    """At one of the four ends, between which F − G is linear."""

    def share(x: Expr, low: Expr, high: Expr) -> Expr:
        return F.min(F.max((x - low) / (high - low), X.ZERO), X.ONE)

    return F.max(*[size(share(x, *p) - share(x, *q)) for x in (*p, *q)])


def uniform_variation(facts: Facts, p: Parameters, q: Parameters) -> Expr:
    """1 − ∫ min(p, q): what both have, over the longer of the two."""
    shared = F.max(F.min(p[1], q[1]) - F.max(p[0], q[0]), X.ZERO)
    return 1 - shared / F.max(p[1] - p[0], q[1] - q[0])


def exponential_area(facts: Facts, p: Parameters, q: Parameters) -> Expr:
    """|1/r₁ − 1/r₂|: one of the two is larger in every case."""
    return size(1 / p[0] - 1 / q[0])


def exponential_height(facts: Facts, p: Parameters, q: Parameters) -> Expr:
    """|e^(−r₁x) − e^(−r₂x)| where r₁·e^(−r₁x) = r₂·e^(−r₂x)."""
    (r1,), (r2,) = p, q
    if r1 is r2:
        return X.ZERO
    ratio = r1 / r2
    return size(X.power(ratio, -r1 / (r1 - r2)) - X.power(ratio, -r2 / (r1 - r2)))


def mean_gap(facts: Facts, p: Parameters, q: Parameters) -> Expr:
    """|θ₁ − θ₂| of laws that rise with θ, their mean."""
    return size(p[0] - q[0])


def binomial_area(facts: Facts, p: Parameters, q: Parameters) -> Expr | None:
    """n·|p₁ − p₂| for as many trials."""
    return p[0] * size(p[1] - q[1]) if p[0] is q[0] else None


def geometric_area(facts: Facts, p: Parameters, q: Parameters) -> Expr | None:
    """|1/p₁ − 1/p₂| from one start."""
    return size(1 / p[0] - 1 / q[0]) if p[1] is q[1] else None
