"""The zeta functions of Riemann and Hurwitz, derivatives, and Dirichlet's eta."""

from __future__ import annotations

import math

from infocalc.annotations import Any
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, mul, num, power, rational
from infocalc.functions.exact import integer
from infocalc.functions.row import Code, Function, call, check_order, define


def _zeta(s: Expr, a: Expr | None = None) -> Expr | None:
    """ζ(2k) as a multiple of π^2k, ζ(−n) by Bernoulli numbers; ζ(s, a) is Hurwitz'."""
    if a is not None:
        return call("hurwitz", s, a)
    n = integer(s)
    if n is None or not -50 <= n <= 50 or n == 1:
        return None
    from flint import fmpq, fmpz

    if n == 0:
        return num(-1, 2)
    if n < 0:
        return rational(-fmpq.bernoulli(1 - n) / (1 - n))
    if n % 2 == 1:
        return None
    factor = abs(fmpq.bernoulli(n)) * fmpz(2) ** (n - 1) / math.factorial(n)
    return mul(rational(factor), power(X.PI, s))


def _lerch(x: Any, s: Any, a: Any) -> Any:
    from flint import acb

    check_order("function order", s)
    if not (x < 1 and a > 0 and s.is_finite()):
        return x.nan()
    return acb(x).lerch_phi(acb(s), acb(a)).real


def _zeta_derivative(n: Any, s: Any) -> Any:
    from flint import arb, arb_series, ctx

    order = n.unique_fmpz()
    if order is None or order < 0 or order > 200:
        return arb.nan()
    cap, ctx.cap = ctx.cap, int(order) + 1
    try:
        return arb_series([s, 1]).zeta()[int(order)] * math.factorial(int(order))
    finally:
        ctx.cap = cap


define(
    Function(
        "zeta",
        "Riemann zeta function; zeta(s, a) is that of Hurwitz",
        ("ζ", "Zeta"),
        (1, 2),
        derivative=(lambda s: call("zetaprime", X.ONE, s),),
        simplify=_zeta,
        ball=lambda s: s.zeta(),
        complex_ball=lambda z: z.zeta(),
        whole=True,
        taylor=lambda s, *_: s.zeta(),
        domain="s ≠ 1",
        latex=r"\zeta",
        callable_only=True,
        positive=lambda s, *_: (s - 1,),
        code=Code(numpy="special.zeta"),
        sympy="zeta",
    ),
    Function(
        "hurwitz",
        "Hurwitz zeta function zeta(s, a), sum of 1/(a + k)^s",
        ("hurwitz_zeta", "HurwitzZeta", "hurwitzZeta"),
        (2, 2),
        derivative=(None, lambda s, a: -s * call("hurwitz", s + 1, a)),
        simplify=lambda s, a: X.HALF - a if s is X.ZERO else call("zeta", s) if a is X.ONE else None,
        ball=lambda s, a: s.zeta(a) if a > 0 else a.nan(),
        complex_ball=lambda s, a: s.zeta(a),
        domain="s ≠ 1, a > 0",
        latex=r"\zeta",
        positive=lambda s, a: (s - 1, a),
        code=Code(numpy="special.zeta"),
    ),
    Function(
        "lerchphi",
        "lerchphi(x, s, a): Lerch transcendent, sum of x^k/(a + k)^s",
        ("LerchPhi",),
        (3, 3),
        derivative=(
            lambda x, s, a: (call("lerchphi", x, s - 1, a) - a * call("lerchphi", x, s, a)) / x,
            None,
            lambda x, s, a: -s * call("lerchphi", x, s + 1, a),
        ),
        simplify=lambda x, s, a: call("hurwitz", s, a) if x is X.ONE else a**-s if x is X.ZERO else None,
        ball=_lerch,
        domain="x < 1, a > 0",
        sympy="lerchphi",
    ),
    Function(
        "zetaprime",
        "zetaprime(n, s): n-th derivative of the zeta function",
        (),
        (2, 2),
        derivative=(None, lambda n, s: call("zetaprime", n + 1, s)),
        integers=(0,),
        simplify=lambda n, s: call("zeta", s) if n is X.ZERO else None,
        ball=_zeta_derivative,
        domain="n = 0, 1, 2, ...; s ≠ 1",
        latex=r"\zeta^{(#1)}\left(#2\right)",
    ),
    Function(
        "eta",
        "Dirichlet eta function (1 - 2^(1 - s))*zeta(s)",
        ("dirichlet_eta", "DirichletEta"),
        simplify=lambda s: X.apply("log", X.TWO) if s is X.ONE else (1 - X.TWO ** (1 - s)) * call("zeta", s),
        definition=lambda s: (1 - X.TWO ** (1 - s)) * call("zeta", s),
        latex=r"\eta",
        callable_only=True,
    ),
)
