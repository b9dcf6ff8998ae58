"""The slope of every function at -1, 0 and 1, where kinks, cuts and poles lie, beside quotients of values.

Where a slope is answered, the difference quotients on both sides tend to it. A kink that a row leaves out
(elu has a second one, atan2 jumps behind the origin) shows as a side that does not.
"""

from __future__ import annotations

from itertools import product
from math import comb, factorial

import pytest
from flint import acb, arb, ctx, fmpq

from infocalc.algebra.ball import enclosure, value
from infocalc.algebra.derivative import derivative
from infocalc.calculus.differentiability import slope_at
from infocalc.errors import InfocalcError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import TABLE, call, column, subs
from tests.whole import part_of

#: the distance of the values, and how far their quotient may be from the slope
_H, _NEAR = fmpq(1, 10**12), arb("1e-5")
_BITS = 600
#: rows of which a value takes long, or none is known along the line
_SLOW = {"legendre_q", "chebyshevt", "chebyshevu", "beta"}


def _calls(name: str) -> list[Expr]:
    """f(…, x, …) with x in each place and numbers in the others."""
    least = TABLE[name].arity[0]
    found = []
    for i in range(least):
        for others in product((X.num(-1), X.num(2)), repeat=least - 1):
            args = [*others[:i], X.sym("x"), *others[i:]]
            try:
                e = call(name, *args) if i not in TABLE[name].integers else X.ZERO
            except InfocalcError:
                continue
            found += [e] if e.free else []
    return found


def _quotient(f: Expr, c: int, order: int, side: int) -> arb | None:
    """Σ (−1)^(n−k)·C(n, k)·f(c ± kh)/(±h)ⁿ."""
    total = arb(0)
    for k in range(order + 1):
        try:
            near = enclosure(subs(f, {"x": X.rational(c + side * k * _H)}), {}, _BITS)
        except InfocalcError:
            return None
        if near is None:
            return None
        total += (-1) ** (order - k) * comb(order, k) * near
    return total / arb(side * _H) ** order


def _slope(f: Expr, c: int, order: int) -> arb | None:
    """What is answered for the derivative at c; None where nothing is."""
    at = {"x": X.num(c)}
    try:
        formula = f
        for _ in range(order):
            formula = derivative(formula, "x")
        return arb(slope_at(f, (("x", order),), at, 15, lambda: value(formula, at))[0].decimal)
    except InfocalcError:
        return None


@pytest.mark.parametrize(
    "name", part_of([name for name in sorted(TABLE) if name not in _SLOW and TABLE[name].arity[0] < 3], 3)
)
def test_a_slope_is_the_limit_of_quotients_on_both_sides(name: str) -> None:
    with ctx.workprec(_BITS):
        for f, c, order in product(_calls(name), (-1, 0, 1), (1, 2)):
            found = _slope(f, c, order)
            for side in (1, -1) if found is not None else ():
                beside = _quotient(f, c, order, side)
                assert beside is None or not abs(beside - found) > _NEAR * (1 + abs(found)), (f, c, order)


@pytest.mark.parametrize("name", sorted(column("maclaurin").keys()))
def test_coefficients_at_0_are_those_of_the_function(name: str) -> None:
    """Against the means of its values on a circle, which are the coefficients but for 2^-60 (Cauchy)."""
    row, count, r = TABLE[name], 64, arb(fmpq(1, 8))
    known, ball = row.maclaurin, row.complex_ball
    assert known is not None
    assert ball is not None
    for others in [(X.num(n),) for n in (-2, 0, 1, 3)] if row.arity[0] == 2 else [()]:
        with ctx.workprec(256):
            points = [acb(r) * acb(fmpq(2 * j, count)).exp_pi_i() for j in range(count)]
            values = [ball(*[acb(fmpq(n.data)) for n in others], z) for z in points]
            for k in range(8):
                mean = sum((v / z**k for v, z in zip(values, points, strict=True)), acb(0)) / count
                c = enclosure(known(*others, k) or X.ZERO, {}, 256)
                assert c is not None
                assert abs(mean.real - c) * factorial(k) < 1e-12, (others, k)
