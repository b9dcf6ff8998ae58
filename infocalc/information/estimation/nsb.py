"""The estimator of Nemenman, Shafee and Bialek as a proved quotient of two integrals.

I. Nemenman, F. Shafee and W. Bialek, Entropy and inference, revisited, NIPS 14 (2002), eq. (9)–(11). Over the
pseudo-count β the posterior is ρ(β)·dξ/dβ with ρ = Π (β)_y/(Kβ)_n and ξ = ψ(Kβ + 1) − ψ(β + 1), the mean of H
before anything was seen; the mean after it, E[H | β, y], is Wolpert and Wolf's.

Both are integrated by the trapezoidal rule in u = log β. For f analytic in |Im u| < a with
∫ |f(u + ib)| du ≤ M it is off by at most 2M/(e^(2πa/h) − 1) (N. Trefethen and J. Weideman, SIAM Review 56
(2014), theorem 5.1).
All factors of f are products and sums of x + y·β with x, y ≥ 0, and
(x + y·|β|)·cos(a/2) ≤ |x + y·β| ≤ x + y·|β|: so |f(u + ib)| ≤ f(u)/cos(a/2)^(n + 6), and M is that power
times the integral itself. (For dξ/dβ by K·ψ₁(Kβ + 1) = Σ ψ₁(β + j/K)/K, j = 1 … K; for E[H] by
Σ (y + β)/(n + Kβ)·(ψ(n + Kβ + 1) − ψ(y + β + 1)).)
"""

from __future__ import annotations

import math

from flint import arb, ctx

from infocalc.errors import LimitExceeded
from infocalc.information.profile import Profile

#: observations beyond which there are too many terms
_MOST = 100_000


def mean(p: Profile, bins: int) -> arb:
    """The posterior mean of H at the current precision."""
    n = p.rows
    if n > _MOST:
        raise LimitExceeded(f"--estimator nsb is for at most {_MOST:,} observations")
    goal = (ctx.prec + 10) * math.log(2)
    width = min(1.0, math.sqrt(8 * goal / n))
    step = 2 * math.pi * width / (goal - (n + 6) * math.log(math.cos(width / 2)))
    with ctx.workprec(2 * ctx.prec + 60 + 2 * n.bit_length()):
        off = 2 * (1 / (arb(width) / 2).cos()) ** (n + 6) / ((2 * arb.pi() * width / step).exp() - 1)
        whole, found = _sums(p, bins, step, math.ceil(goal / step) + 1)
        largest = 2 * arb(bins).log() * whole
        return (found + off * arb(0, 1) * largest) / (whole * (1 + off * arb(0, 1)))


def _sums(p: Profile, bins: int, step: float, reach: int) -> tuple[arb, arb]:
    """∫ ρ dξ and ∫ E[H]·ρ dξ by the rule, over ρ at its peak; what lies beyond its ends is enclosed."""
    terms = [_term(p, bins, (arb(step) * j).exp()) for j in range(-reach, reach + 1)]
    scale = arb(max((t for t, _ in terms), key=lambda t: t.mid()).mid())
    rest = (_below(p, bins, step, reach) + _above(p, bins, step, reach)) / scale
    whole = sum((t for t, _ in terms), arb(0)) * step / scale
    found = sum((t * h for t, h in terms), arb(0)) * step / scale
    return whole + rest.union(arb(0)), found + (rest * arb(bins).log()).union(arb(0))


def _term(p: Profile, bins: int, beta: arb) -> tuple[arb, arb]:
    """β·K·ρ·dξ/dβ and E[H | β, y]."""
    slope = bins * arb(2).zeta(bins * beta + 1) - arb(2).zeta(beta + 1)  # ψ₁(x) = ζ(2, x)
    return beta * _density(p, bins, beta) * slope, expected(p, bins, beta)


def _density(p: Profile, bins: int, beta: arb) -> arb:
    """K·ρ(β) = β^(m − 1)·Π (β + 1)_(y − 1)/(Kβ + 1)_(n − 1)."""
    total = beta ** (p.labels - 1) / (bins * beta + 1).rising(p.rows - 1)
    for c, m in p.groups:
        total *= (beta + 1).rising(c - 1) ** m
    return total


def _below(p: Profile, bins: int, step: float, reach: int) -> arb:
    """The terms before the first: dξ/dβ < 2K, the rising factors are less than at the first β."""
    first = (-arb(step) * reach).exp()
    most = _density(p, bins, first) * (bins * first + 1).rising(p.rows - 1) / arb(p.rows).gamma()
    return 2 * bins * most * first * step / (1 - (-arb(step)).exp())


def _above(p: Profile, bins: int, step: float, reach: int) -> arb:
    """The terms after the last: dξ/dβ < 1/β² and K·ρ < K^(1 − n)·e^(n²/β)."""
    last = (arb(step) * reach).exp()
    most = (arb(p.rows) ** 2 / last - arb(bins).log() * (p.rows - 1)).exp()
    return most / last * step / (1 - (-arb(step)).exp())


def expected(p: Profile, bins: int, beta: arb) -> arb:
    """E[H | β, y] = ψ(n + Kβ + 1) − Σ (y + β)/(n + Kβ)·ψ(y + β + 1)."""
    whole = bins * beta + p.rows
    total = (whole + 1).digamma()
    for c, m in (*p.groups, (0, bins - p.labels)):
        if m:
            total -= (beta + c) / whole * (beta + c + 1).digamma() * m
    return total
