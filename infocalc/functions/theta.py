"""Jacobi's theta functions θ₁ … θ₄ of z and the nome q (DLMF 20.2), and their derivatives in z.

θ₃ = 1 + 2·Σ q^(n²)·cos 2nz. All four satisfy the heat equation 4q·∂θ/∂q = −∂²θ/∂z² (DLMF 20.13).
"""

from __future__ import annotations

from infocalc.annotations import Any
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions.exact import integer, over
from infocalc.functions.row import Function, call, check_order, define


def _slope(n: Expr, z: Expr, q: Expr, k: Expr = X.ZERO) -> Expr:
    return call("jtheta", n, z, q, k + 1)


def _slope_in_nome(n: Expr, z: Expr, q: Expr, k: Expr = X.ZERO) -> Expr:
    return over(call("jtheta", n, z, q, k + 2), -4 * q)


def _simplify(n: Expr, z: Expr, q: Expr, k: Expr | None = None) -> Expr | None:
    """For q = 0 the first term alone; no derivative is the function."""
    order = 0 if k is None else integer(k)
    if q is X.ZERO and order is not None and n in (X.num(3), X.num(4)):
        return X.ONE if order == 0 else X.ZERO
    if q is X.ZERO and order is not None and n in (X.ONE, X.TWO):
        return X.ZERO
    return call("jtheta", n, z, q) if k is X.ZERO else None


def _height(q: Any) -> Any | None:
    """−iτ of a real q near 1, where it is small; None elsewhere."""
    if not (q.imag.is_zero() and q.real < 1 and q.real.log() > -q.real.pi()):
        return None
    return -q.real.log() / q.real.pi()


def _turned(z: Any, height: Any) -> tuple[Any, Any]:
    """(a, r) with θ₃(z | τ) = e^a·r/√(−iτ), by θ₃(z/τ | −1/τ) (DLMF 20.7.32): r is near 1.

    z is first brought near 0 by whole periods π. Summed here: where |Re z| is π/2, FLINT's own reduction of
    z/τ cannot tell which multiple of −1/τ is the nearest, and has no value.
    """
    from flint import ctx

    pi = z.real.pi()
    z = z - pi * (z.real / pi + type(pi)(0.5)).mid().floor().mid()
    total, k, rest = type(z)(1), 0, pi
    while rest > abs(total).lower() / type(pi)(2) ** ctx.prec and rest > total.real.rad():
        k += 1
        middle, side = -pi * k**2 / height, 2 * k * z / height
        total += (middle + side).exp() + (middle - side).exp()
        # beyond term k each is at most a fraction of the one before
        ratio = ((2 * abs(z.real) - (2 * k + 1) * pi) / height).exp().upper()
        rest = 2 * (middle + 2 * k * abs(z.real) / height).exp().upper() * ratio / (1 - ratio)
        if not ratio < 0.5:
            return z, type(z)(pi.nan())
    return -(z**2) / (pi * height), total + type(z)(type(pi)(0, 1), type(pi)(0, 1)) * rest


def _complex(n: Any, z: Any, q: Any, k: Any = None) -> Any:
    """θ₁ and θ₂ have the factor q^(1/4), cut along q < 0; θ₃ and θ₄ the period 2 in τ, and no cut."""
    index, order = n.unique_fmpz(), 0 if k is None else k.unique_fmpz()
    outside = index not in (1, 2, 3, 4) or order is None or order < 0 or not abs(q) < 1
    if outside or (index in (1, 2) and not q.real > 0):
        return type(z)(z.real.nan())
    height = _height(q) if index == 3 and order == 0 else None
    if height is not None:
        exponent, rest = _turned(z, height)
        return exponent.exp() * rest / height.sqrt()
    if k is not None:
        check_order("function order", k.real)
    pi = z.real.pi()
    tau = q.log() / (type(z)(0, 1) * pi)
    return type(z).modular_theta(z / pi, tau, int(order))[int(index) - 1] / pi ** int(order)


def _real(n: Any, z: Any, q: Any, *k: Any) -> Any:
    from flint import acb

    if not (q > 0 and q < 1):
        return z.nan()
    return _complex(acb(n), acb(z), acb(q), *map(acb, k)).real


def _log_on_boxes(args: list[Any], analytic: bool) -> Any:
    """The exponent apart, which on a wide box is what varies."""
    n, z, q, *k = args
    height = _height(q) if n == 3 and not k else None
    if height is None:
        return _complex(*args).log(analytic=analytic)
    exponent, rest = _turned(z, height)
    return exponent + rest.log(analytic=analytic) - height.log() / 2


define(
    Function(
        "jtheta",
        "jtheta(n, z, q), jtheta(n, z, q, k): Jacobi's theta function theta_n, its k-th derivative in z",
        ("EllipticTheta", "jacobi_theta"),
        (3, 4),
        derivative=(None, _slope, _slope_in_nome, None),
        integers=(0, 3),
        simplify=_simplify,
        ball=_real,
        complex_ball=_complex,
        whole=True,
        log_analytic=_log_on_boxes,
        domain="0 < q < 1; n = 1, 2, 3, 4",
        reading="jtheta(n, z, q) has the nome q, as in mpmath; others have tau, q = e^(i*pi*tau)",
    ),
)
