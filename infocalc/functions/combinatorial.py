"""Factorials, binomial coefficients and harmonic numbers, of real arguments too."""

from __future__ import annotations

import math

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, mul, num, rational
from infocalc.functions.exact import integer, over
from infocalc.functions.gamma import factorial
from infocalc.functions.row import Code, Function, call, define
from infocalc.limits import check_bits


def _harmonic(x: Expr) -> Expr | None:
    n = integer(x)
    if n is None or not 0 <= n <= 1000:
        return None
    from flint import fmpq

    return rational(fmpq.harmonic(n))


def _binomial(n: Expr, k: Expr) -> Expr | None:
    top, below = integer(n), integer(k)
    if below is not None and 0 <= below <= 5 and top is None:
        return mul(*[n - i for i in range(below)], num(1, math.factorial(below)))
    if top is None or below is None or top < 0:
        return None
    if not 0 <= below <= top:
        return X.ZERO
    check_bits(min(below, top - below) * max(top.bit_length(), 1))
    return num(math.comb(top, below))


def _rising(x: Expr, n: Expr) -> Expr | None:
    """x·(x + 1)…(x + n − 1) for a small whole n."""
    count = integer(n)
    return mul(*[x + j for j in range(count)]) if count is not None and 0 <= count <= 12 else None


def _falling(x: Expr, n: Expr) -> Expr | None:
    count = integer(n)
    return mul(*[x - j for j in range(count)]) if count is not None and 0 <= count <= 12 else None


def _shifted(x: Expr) -> Expr:
    return call("digamma", x + 1)


def _binomial_slope_above(n: Expr, k: Expr) -> Expr:
    return call("binomial", n, k) * (_shifted(n) - _shifted(n - k))


def _binomial_slope_below(n: Expr, k: Expr) -> Expr:
    return call("binomial", n, k) * (_shifted(n - k) - _shifted(k))


define(
    Function(
        "factorial",
        "n!, gamma(n + 1) for any real n",
        ("fact",),
        derivative=(lambda x: call("factorial", x) * call("digamma", x + 1),),
        simplify=factorial,
        definition=lambda x: call("gamma", x + 1),
        domain="x ≠ -1, -2, ...",
        positive=lambda x: (x + 1,),
        latex=r"#1!",
        code=Code(python="math.gamma(1 + {0})", numpy="special.gamma(1 + {0})", c="tgamma(1.0 + {0})"),
        sympy="factorial",
        analytic=lambda z, _: (z[0] + 1).gamma(),
        taylor_on_boxes=lambda s: (s + 1).gamma(),
        logarithm=lambda n: call("loggamma", n + 1),
    ),
    Function(
        "binomial",
        "n over k",
        ("binom", "choose", "nCr", "C", "bincoeff", "comb"),
        (2, 2),
        derivative=(_binomial_slope_above, _binomial_slope_below),
        simplify=_binomial,
        definition=lambda n, k: over(call("gamma", n + 1), call("gamma", k + 1) * call("gamma", n - k + 1)),
        latex=r"\binom{#1}{#2}",
        callable_only=True,
        domain="x, y, x - y ≠ -1, -2, ...; or whole x >= 0",
        positive=lambda n, k: (n + 1, k + 1, n - k + 1),
        code=Code(numpy="special.binom"),
        sympy="binomial",
        logarithm=lambda n, k: (
            call("loggamma", n + 1) - call("loggamma", k + 1) - call("loggamma", n - k + 1)
        ),
    ),
    Function(
        "rising",
        "rising(x, n): rising factorial gamma(x + n)/gamma(x)",
        ("RisingFactorial", "rf", "Pochhammer", "pochhammer", "poch"),
        (2, 2),
        derivative=(
            lambda x, n: call("rising", x, n) * (call("digamma", x + n) - call("digamma", x)),
            lambda x, n: call("rising", x, n) * call("digamma", x + n),
        ),
        simplify=_rising,
        definition=lambda x, n: over(call("gamma", x + n), call("gamma", x)),
        domain="x, x + n ≠ 0, -1, -2, ...",
        callable_only=True,
        positive=lambda x, n: (x, x + n),
        code=Code(numpy="special.poch"),
    ),
    Function(
        "falling",
        "falling(x, n): falling factorial gamma(x + 1)/gamma(x - n + 1)",
        ("FallingFactorial", "ff", "FactorialPower"),
        (2, 2),
        derivative=(
            lambda x, n: call("falling", x, n) * (_shifted(x) - _shifted(x - n)),
            lambda x, n: call("falling", x, n) * _shifted(x - n),
        ),
        simplify=_falling,
        definition=lambda x, n: over(call("gamma", x + 1), call("gamma", x - n + 1)),
        domain="x, x - n ≠ -1, -2, ...",
        callable_only=True,
        positive=lambda x, n: (x + 1, x - n + 1),
    ),
    Function(
        "harmonic",
        "harmonic number 1 + 1/2 + ... + 1/x, digamma(x + 1) + EulerGamma for any real x",
        ("HarmonicNumber",),
        derivative=(lambda x: call("polygamma", X.ONE, x + 1),),
        simplify=_harmonic,
        definition=lambda x: call("digamma", x + 1) + X.EULER_GAMMA,
        domain="x ≠ -1, -2, ...",
        positive=lambda x: (x,),
        sympy="harmonic",
    ),
)
