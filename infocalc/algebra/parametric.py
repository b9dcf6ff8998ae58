"""Derivatives of functions of the table in an argument in which none is known in closed form: J_ν(x) in ν.

They stand as besselj^(1,0)(nu, x), X.UNDEF with the name of a row. Their values are proved: by Cauchy's
formula on a circle of radius r in a disc of radius R on which FLINT encloses the function, so that it is
analytic there and at most M. The mean over N points of f(p + r·ω^j)·ω^(−jk)/r^k is f^(k)(p)/k! up to
M/R^k·(r/R)^N/(1 − (r/R)^N).
"""

from __future__ import annotations

from collections.abc import Callable

from flint import acb, arb, ctx

from infocalc.functions import TABLE

#: R and r/R as powers of 2; the points cost bits, a small disc keeps the bound small
_OUTER_BITS, _RATIO_BITS = 8, 16
#: orders beyond which there is no number
_MOST_ORDER = 12


def parametric_ball(name: str, orders: tuple[int | str, ...], parts: tuple[acb, ...]) -> acb:
    """The derivative on balls; not finite where no number is known, of mixed orders and of symbolic ones."""
    apply = TABLE[name].complex_ball
    (i, order), *others = [(i, k) for i, k in enumerate(orders) if k != 0]
    if apply is None or others or isinstance(order, str) or order > _MOST_ORDER:
        return acb(arb.nan())
    return _cauchy(lambda z: apply(*parts[:i], z, *parts[i + 1 :]), parts[i], order)


def _cauchy(f: Callable[[acb], acb], p: acb, k: int) -> acb:
    """f^(k)(p), not finite where the disc around p is not proved to be free of singularities."""
    bits = ctx.prec
    count = bits // _RATIO_BITS + k + 4
    with ctx.workprec(bits + (k + 1) * (_OUTER_BITS + _RATIO_BITS) + 32):
        outer, r = arb(2) ** -_OUTER_BITS, arb(2) ** -(_OUTER_BITS + _RATIO_BITS)
        bound = f(p + acb(arb(0, outer), arb(0, outer))).abs_upper()
        turns = [(acb(2 * j) / count).exp_pi_i() for j in range(count)]
        mean = sum((f(p + r * w) / w**k for w in turns), acb(0)) / (count * r**k)
        left = bound / outer**k * (r / outer) ** count * 2
        return (mean + acb(arb(0, left), arb(0, left))) * arb(k + 1).gamma()


def real_parametric_ball(name: str, orders: tuple[int | str, ...], parts: tuple[arb, ...]) -> arb:
    """The derivative at real points; not finite where its value is not real."""
    found = parametric_ball(name, orders, tuple(acb(part) for part in parts))
    return found.real if found.imag.contains(0) else arb.nan()
