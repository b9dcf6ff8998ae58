"""Taylor coefficients from values: for functions whose power series FLINT does not have.

F is enclosed at the points j·h close to 0, and the polynomial through them is F's Taylor polynomial up to
an error of order h⁵. That error is covered by widening the balls, generously but without proof: good
enough to catch a wrong derivative, never used for a number that is printed.
"""

from __future__ import annotations

from collections.abc import Callable

from flint import arb, ctx, fmpq

_STEP_BITS, _SPARE, _MOST_ORDER = 40, 5, 8
_WIDENED = 2.0**-90
#: of an argument that is sampled: it moves by less than 1/100 then
MOST_SLOPE = 2.0**30


def coefficients(f: Callable[[fmpq], arb | None], order: int) -> list[arb] | None:
    """c₀ … c_order of f(t) = Σ c_k·t^k, at the precision in force; None where f is not finite."""
    return _interpolated(f, order, _SPARE, _STEP_BITS * (order + 1 + _SPARE) + 64)


def coarse_coefficients(f: Callable[[fmpq], arb | None], order: int) -> list[arb] | None:
    """The same from as few values as tell an error at all: for values that are dear."""
    return _interpolated(f, order, 1, _STEP_BITS * order)


def _interpolated(f: Callable[[fmpq], arb | None], order: int, spare: int, bits: int) -> list[arb] | None:
    """From order + 1 + `spare` values of f, with so many bits more."""
    if order > _MOST_ORDER:
        return None
    count = order + 1 + spare
    nodes = [fmpq(j - count // 2, 2**_STEP_BITS) for j in range(count)]
    with ctx.extraprec(bits):
        values = []
        for t in nodes:
            value = f(t)
            if value is None or not value.is_finite():
                return None
            values.append(value)
        newton = _divided(values, nodes)
        found = _polynomial(nodes, newton)
        width = arb(count) / 2**_STEP_BITS
        # what the next power would have added: all there is to see of a function that is steep over a step
        left_out = [abs(newton[-1]) * width ** (count - 1 - k) for k in range(order + 1)]
    return [c + arb(0, 1) * (_WIDENED * (1 + abs(c)) + e) for c, e in zip(found, left_out, strict=False)]


def _divided(values: list[arb], nodes: list[fmpq]) -> list[arb]:
    """Newton's divided differences f[t₀], f[t₀, t₁], …"""
    table = list(values)
    n = len(nodes)
    for level in range(1, n):
        for i in range(n - 1, level - 1, -1):
            table[i] = (table[i] - table[i - 1]) / (nodes[i] - nodes[i - level])
    return table


def _polynomial(nodes: list[fmpq], newton: list[arb]) -> list[arb]:
    """Monomial coefficients of Σ newton_k·Π_{j<k}(t − t_j), by Horner's rule."""
    found = [newton[-1]]
    for t, c in zip(reversed(nodes[:-1]), reversed(newton[:-1]), strict=True):
        shifted = [arb(0), *found]
        for i, a in enumerate(found):
            shifted[i] -= a * t
        shifted[0] += c
        found = shifted
    return found
