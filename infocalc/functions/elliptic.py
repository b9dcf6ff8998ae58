"""Elliptic integrals by parameter m = k²: K(m), E(m), F(φ, m), E(φ, m), Π(n, m), Π(n, φ, m).

Derivatives after DLMF 19.4 with k² = m.
"""

from __future__ import annotations

import math

from infocalc.annotations import Any
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions.exact import half, over, sqrt
from infocalc.functions.row import Code, Function, call, define


def _delta(phi: Expr, m: Expr) -> Expr:
    """√(1 − m·sin²φ)."""
    return sqrt(1 - m * call("sin", phi) ** 2)


def _k_slope(m: Expr) -> Expr:
    e, k = call("elliptic_e", m), call("elliptic_k", m)
    return over(e - (1 - m) * k, 2 * m * (1 - m))


def _e_slope(*args: Expr) -> Expr:
    """dE/dm = (E − K)/(2m); ∂E/∂φ = √(1 − m·sin²φ)."""
    if len(args) == 2:
        return _delta(*args)
    (m,) = args
    return over(call("elliptic_e", m) - call("elliptic_k", m), 2 * m)


def _e_parameter_slope(phi: Expr, m: Expr) -> Expr:
    return over(call("elliptic_e", phi, m) - call("elliptic_f", phi, m), 2 * m)


def _f_parameter_slope(phi: Expr, m: Expr) -> Expr:
    e, f = call("elliptic_e", phi, m), call("elliptic_f", phi, m)
    swing = over(call("sin", 2 * phi), 4 * (1 - m) * _delta(phi, m))
    return over(e, 2 * m * (1 - m)) - over(f, 2 * m) - swing


def _pi_slope_n(n: Expr, *rest: Expr) -> Expr:
    """∂Π/∂n (DLMF 19.4.4 in m and n)."""
    common = over(1, 2 * (rest[-1] - n) * (n - 1))
    if len(rest) == 1:
        (m,) = rest
        k, e, p = call("elliptic_k", m), call("elliptic_e", m), call("elliptic_pi", n, m)
        return common * (e + over((m - n) * k, n) + over((n**2 - m) * p, n))
    phi, m = rest
    f, e, p = call("elliptic_f", phi, m), call("elliptic_e", phi, m), call("elliptic_pi", n, phi, m)
    s = call("sin", phi)
    swing = over(n * call("sin", 2 * phi) * _delta(phi, m), 2 * (1 - n * s**2))
    return common * (e + over((m - n) * f, n) + over((n**2 - m) * p, n) - swing)


def _pi_second_slope(n: Expr, *rest: Expr) -> Expr:
    """Π(n, m): ∂/∂m; Π(n, φ, m): ∂/∂φ."""
    if len(rest) == 1:
        (m,) = rest
        return over(over(call("elliptic_e", m), m - 1) + call("elliptic_pi", n, m), 2 * (n - m))
    phi, m = rest
    return over(1, _delta(phi, m) * (1 - n * call("sin", phi) ** 2))


def _pi_third_slope(n: Expr, phi: Expr, m: Expr) -> Expr:
    e, p = call("elliptic_e", phi, m), call("elliptic_pi", n, phi, m)
    swing = over(m * call("sin", 2 * phi), 2 * (m - 1) * _delta(phi, m))
    return over(over(e, m - 1) + p - swing, 2 * (n - m))


def _f_value(phi: Expr, m: Expr) -> Expr | None:
    if phi is X.ZERO:
        return X.ZERO
    if m is X.ZERO:
        return phi
    return call("elliptic_k", m) if phi is half(X.PI) else None


def _e_value(*args: Expr) -> Expr | None:
    if len(args) == 1:
        return half(X.PI) if args[0] is X.ZERO else X.ONE if args[0] is X.ONE else None
    phi, m = args
    if phi is X.ZERO:
        return X.ZERO
    if m is X.ZERO:
        return phi
    return call("elliptic_e", m) if phi is half(X.PI) else None


def _pi_value(n: Expr, *rest: Expr) -> Expr | None:
    if len(rest) == 2 and rest[0] is X.ZERO:
        return X.ZERO
    if n is X.ZERO:
        return call("elliptic_f", *rest) if len(rest) == 2 else call("elliptic_k", *rest)
    return None


def _real(found: Any, inside: bool) -> Any:
    """The real part where the integrand is real and finite all the way."""
    from flint import arb

    return found.real if inside and found.imag.contains(0) else arb.nan()


def _turning(phi: Any, m: Any) -> bool:
    """m·sin² < 1 on the whole of [0, φ]."""
    if m < 1:
        return True
    return bool(abs(phi) < phi.pi() / 2 and m * phi.sin() ** 2 < 1)


def _k_ball(m: Any) -> Any:
    from flint import acb

    return _real(acb(m).elliptic_k(), m < 1)


def _e_ball(*args: Any) -> Any:
    from flint import acb

    if len(args) == 1:
        return _real(acb(args[0]).elliptic_e(), bool(args[0] <= 1))
    phi, m = args
    return _real(acb.elliptic_e_inc(acb(phi), acb(m)), _turning(phi, m))


def _f_ball(phi: Any, m: Any) -> Any:
    from flint import acb

    return _real(acb.elliptic_f(acb(phi), acb(m)), _turning(phi, m))


def _pi_ball(n: Any, *rest: Any) -> Any:
    from flint import acb

    if len(rest) == 1:
        return _real(acb.elliptic_pi(acb(n), acb(rest[0])), bool(n < 1 and rest[0] < 1))
    phi, m = rest
    return _real(acb.elliptic_pi_inc(acb(n), acb(phi), acb(m)), _turning(phi, m) and _turning(phi, n))


def _across(integral: Any, slope: Any, phi: Any, m: Any) -> Any:
    """An incomplete integral also where Re φ is an odd multiple of π/2: there FLINT, which shifts φ by
    periods, finds none. It is its value at φ − ε within ε·sup|d/dφ|, where that derivative is analytic.
    """
    from flint import acb, arb, ctx

    found = integral(phi, m)
    if found.is_finite():
        return found
    step = arb(2) ** (-3 * ctx.prec // 4)
    around = acb(phi.real.union(phi.real - step), phi.imag)
    bound = step * slope(1 - m * around.sin() ** 2).abs_upper()
    return integral(phi - step, m) + acb(arb(0, bound), arb(0, bound))


def _complex_e(*args: Any) -> Any:
    if len(args) == 1:
        return args[0].elliptic_e()
    return _across(type(args[0]).elliptic_e_inc, lambda d: d.sqrt(analytic=True), *args)


def _complex_f(phi: Any, m: Any) -> Any:
    return _across(type(phi).elliptic_f, lambda d: 1 / d.sqrt(analytic=True), phi, m)


def _complex_pi(*args: Any) -> Any:
    kind = type(args[0])
    return kind.elliptic_pi(*args) if len(args) == 2 else kind.elliptic_pi_inc(*args)


def _central(k: int) -> Expr:
    """((2k)!/(4ᵏ·k!²))² (DLMF 19.5.1, 19.5.2)."""
    return X.num(math.comb(2 * k, k), 4**k) ** 2


define(
    Function(
        "elliptic_k",
        "complete elliptic integral of the first kind, K(m)",
        ("EllipticK", "elliptic_kc", "ellipk", "ellipticK"),
        derivative=(_k_slope,),
        simplify=lambda m: half(X.PI) if m is X.ZERO else None,
        ball=_k_ball,
        maclaurin=lambda k: half(X.PI) * _central(k),
        complex_ball=lambda z: z.elliptic_k(),
        line=(-math.inf, 1),
        domain="m < 1",
        latex=r"\operatorname{EllipticK}",
        code=Code(numpy="special.ellipk"),
        sympy="elliptic_k",
    ),
    Function(
        "elliptic_e",
        "elliptic integral of the second kind: E(m), or E(phi, m)",
        ("EllipticE", "elliptic_ec", "ellipe", "ellipeinc", "ellipticE"),
        (1, 2),
        derivative=(_e_slope, _e_parameter_slope),
        simplify=_e_value,
        ball=_e_ball,
        maclaurin=lambda *at: half(X.PI) * over(_central(at[0]), 1 - 2 * at[0]) if len(at) == 1 else None,
        complex_ball=_complex_e,
        line=(-math.inf, 1),
        domain="m <= 1",
        latex=r"\operatorname{EllipticE}",
    ),
    Function(
        "elliptic_f",
        "elliptic integral of the first kind, F(phi, m)",
        ("EllipticF", "ellipkinc", "ellipticF"),
        (2, 2),
        derivative=(lambda phi, m: over(1, _delta(phi, m)), _f_parameter_slope),
        simplify=_f_value,
        ball=_f_ball,
        complex_ball=_complex_f,
        domain="m < 1",
        latex=r"\operatorname{EllipticF}",
        code=Code(numpy="special.ellipkinc"),
    ),
    Function(
        "elliptic_pi",
        "elliptic integral of the third kind: Pi(n, m), or Pi(n, phi, m)",
        ("EllipticPi", "ellipticPi"),
        (2, 3),
        derivative=(_pi_slope_n, _pi_second_slope, _pi_third_slope),
        simplify=_pi_value,
        ball=_pi_ball,
        complex_ball=_complex_pi,
        domain="m < 1, n < 1",
        latex=r"\operatorname{EllipticPi}",
    ),
)
