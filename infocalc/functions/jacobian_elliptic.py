"""Jacobi's elliptic functions am, sn, cn, dn of u and the parameter m = k², 0 < m < 1, by theta functions.

sn = θ₃θ₁(z)/(θ₂θ₄(z)), cn = θ₄θ₂(z)/(θ₂θ₄(z)), dn = θ₄θ₃(z)/(θ₃θ₄(z)) with z = u/(2K(m)) (DLMF 22.2); slopes
in m by ∂am/∂m = ((1 − m)u·dn − E(am, m)·dn + m·sn·cn)/(2m(1 − m)).
"""

from __future__ import annotations

from collections.abc import Callable

from infocalc.annotations import Any
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions.exact import over
from infocalc.functions.row import Code, Function, call, define


def _three(u: Expr, m: Expr) -> tuple[Expr, Expr, Expr]:
    return call("jacobisn", u, m), call("jacobicn", u, m), call("jacobidn", u, m)


def _swing(u: Expr, m: Expr) -> Expr:
    """∂am/∂m."""
    s, c, d = _three(u, m)
    arc = (1 - m) * u - call("elliptic_e", call("jacobiam", u, m), m)
    return over(arc * d + m * s * c, 2 * m * (1 - m))


def _dn_slope(u: Expr, m: Expr) -> Expr:
    """∂dn/∂m, from dn² = 1 − m·sn²."""
    s, c, d = _three(u, m)
    return over(-(s**2) - 2 * m * s * c * _swing(u, m), 2 * d)


def _values(
    at_0: Expr, circular: Callable[[Expr], Expr], hyperbolic: Callable[[Expr], Expr | None]
) -> Callable[[Expr, Expr], Expr | None]:
    """The value at u = 0 and for m = 0 and m = 1."""

    def simplify(u: Expr, m: Expr) -> Expr | None:
        if u is X.ZERO:
            return at_0
        return circular(u) if m is X.ZERO else hyperbolic(u) if m is X.ONE else None

    return simplify


def _thetas(u: Any, m: Any) -> tuple[Any, ...] | None:
    """θ₁ … θ₄ at 0 and at u/(2K); None outside of 0 < m < 1."""
    from flint import acb

    if not (m > 0 and m < 1):
        return None
    k = acb(m).elliptic_k()
    tau = acb(0, 1) * acb(1 - m).elliptic_k() / k
    return (*acb.modular_theta(acb(0), tau), *acb.modular_theta(acb(u) / (2 * k), tau))


def _sn(u: Any, m: Any) -> Any:
    t = _thetas(u, m)
    return u.nan() if t is None else (t[2] * t[4] / (t[1] * t[7])).real


def _cn(u: Any, m: Any) -> Any:
    t = _thetas(u, m)
    return u.nan() if t is None else (t[3] * t[5] / (t[1] * t[7])).real


def _dn(u: Any, m: Any) -> Any:
    t = _thetas(u, m)
    return u.nan() if t is None else (t[3] * t[6] / (t[2] * t[7])).real


def _am(u: Any, m: Any) -> Any:
    """The angle of (cn, sn), on the branch with am(2nK) = nπ."""
    from flint import acb

    t = _thetas(u, m)
    if t is None:
        return u.nan()
    turns = (u / (2 * acb(m).elliptic_k().real)).mid()
    n = (turns + type(u)(1) / 2).floor().mid()
    s, c = (t[2] * t[4] / (t[1] * t[7])).real, (t[3] * t[5] / (t[1] * t[7])).real
    sign = 1 if int(float(n)) % 2 == 0 else -1
    return n * u.pi() + u.atan2(sign * s, sign * c)


def _row(
    letters: str,
    meaning: str,
    slopes: tuple[Callable[..., Expr], Callable[..., Expr]],
    simplify: Callable[[Expr, Expr], Expr | None],
    ball: Callable[..., Any],
    spellings: tuple[str, ...],
) -> Function:
    return Function(
        f"jacobi{letters}",
        meaning,
        (*spellings, f"Jacobi{letters.upper()}", f"jacobi_{letters}"),
        (2, 2),
        derivative=slopes,
        simplify=simplify,
        ball=ball,
        domain="0 <= m <= 1",
        code=Code(numpy=f"special.ellipj({{0}}, {{1}})[{('sn', 'cn', 'dn', 'am').index(letters)}]"),
        latex=rf"\operatorname{{{letters}}}" if letters in spellings else None,
    )


define(
    _row(
        "am",
        "jacobiam(u, m): Jacobi's amplitude, the inverse of the elliptic integral F(phi, m)",
        (lambda u, m: call("jacobidn", u, m), _swing),
        _values(X.ZERO, lambda u: u, lambda _: None),
        _am,
        (),
    ),
    _row(
        "sn",
        "sn(u, m): Jacobi's elliptic sine, sin(am(u, m))",
        (
            lambda u, m: call("jacobicn", u, m) * call("jacobidn", u, m),
            lambda u, m: call("jacobicn", u, m) * _swing(u, m),
        ),
        _values(X.ZERO, lambda u: call("sin", u), lambda u: call("tanh", u)),
        _sn,
        ("sn",),
    ),
    _row(
        "cn",
        "cn(u, m): Jacobi's elliptic cosine, cos(am(u, m))",
        (
            lambda u, m: -call("jacobisn", u, m) * call("jacobidn", u, m),
            lambda u, m: -call("jacobisn", u, m) * _swing(u, m),
        ),
        _values(X.ONE, lambda u: call("cos", u), lambda u: call("sech", u)),
        _cn,
        ("cn",),
    ),
    _row(
        "dn",
        "dn(u, m): Jacobi's delta amplitude, sqrt(1 - m*sn(u, m)^2)",
        (lambda u, m: -m * call("jacobisn", u, m) * call("jacobicn", u, m), _dn_slope),
        _values(X.ONE, lambda _: X.ONE, lambda u: call("sech", u)),
        _dn,
        ("dn",),
    ),
)
