"""Legendre functions and spherical harmonics (DLMF 14), with the phase (−1)^m of Condon and Shortley.

Slopes after DLMF 14.10.5; P_n^m is Ferrers' function on −1 < x < 1.
"""

from __future__ import annotations

from infocalc.annotations import Any
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, power
from infocalc.functions.exact import over, sqrt
from infocalc.functions.row import Code, Function, call, check_order, define


def _ferrers(method: str) -> Any:
    """Real on −1 < x < 1 and where the imaginary part vanishes."""

    def ball(n: Any, m: Any, x: Any) -> Any:
        from flint import acb

        check_order("function order", n)
        check_order("function order", m)
        if not (abs(x) < 1 and n.is_finite() and m.is_finite()):
            return x.nan()
        return getattr(acb(x), method)(acb(n), acb(m)).real

    return ball


def _complex_legendre(n: Any, m: Any, z: Any) -> Any:
    check_order("function order", n.real)
    check_order("function order", m.real)
    return z.legendre_p(n, m)


def _slope(name: str) -> Any:
    def rule(n: Expr, m: Expr, x: Expr) -> Expr:
        return over(n * x * call(name, n, m, x) - (n + m) * call(name, n - 1, m, x), x**2 - 1)

    return rule


def _associated(n: Expr, m: Expr, x: Expr) -> Expr | None:
    return call("legendre", n, x) if m is X.ZERO else None


def _second_kind(n: Expr, *rest: Expr) -> Expr:
    """Q_n is Q_n^0."""
    return X.apply("assoc_legendre_q", n, X.ZERO, *rest)


def _polar(n: Expr, m: Expr, theta: Expr, phi: Expr) -> Expr:
    """∂Y/∂θ = m·cot θ·Y_n^m + √((n − m)(n + m + 1))·e^(−iφ)·Y_n^(m+1)."""
    lowered = sqrt((n - m) * (n + m + 1)) * power(X.E, -X.I * phi) * call("Ynm", n, m + 1, theta, phi)
    return m * call("cot", theta) * call("Ynm", n, m, theta, phi) + lowered


def _harmonic(n: Any, m: Any, theta: Any, phi: Any) -> Any:
    """Y_n^m for whole 0 ≤ |m| ≤ n."""
    degree, order = n.unique_fmpz(), m.unique_fmpz()
    if degree is None or order is None or not 0 <= degree <= 1000:
        return theta * type(theta)("nan")
    if abs(order) > degree:
        return theta * 0
    return type(theta).spherical_y(int(degree), int(order), theta, phi)


define(
    Function(
        "assoc_legendre",
        "assoc_legendre(n, m, x): associated Legendre function P_n^m(x)",
        ("assoc_legendre_p",),
        (3, 3),
        derivative=(None, None, _slope("assoc_legendre")),
        simplify=_associated,
        ball=_ferrers("legendre_p"),
        complex_ball=_complex_legendre,
        domain="-1 < x < 1",
        reading="assoc_legendre(n, m, x) has the factor (-1)^m, as in SymPy and SciPy",
        code=Code(numpy="special.lpmv({1}, {0}, {2})"),
        sympy="assoc_legendre",
    ),
    Function(
        "assoc_legendre_q",
        "assoc_legendre_q(n, m, x): associated Legendre function of the second kind Q_n^m(x)",
        (),
        (3, 3),
        derivative=(None, None, _slope("assoc_legendre_q")),
        ball=_ferrers("legendre_q"),
        domain="-1 < x < 1",
    ),
    Function(
        "legendre_q",
        "legendre_q(n, x): Legendre function of the second kind Q_n(x)",
        ("LegendreQ", "legendreQ"),
        (2, 2),
        simplify=_second_kind,
        definition=_second_kind,
        domain="-1 < x < 1, n ≠ -1, -2, ...",
    ),
    Function(
        "Ynm",
        "Ynm(n, m, theta, phi): spherical harmonic Y_n^m",
        ("SphericalHarmonicY", "spherical_harmonic", "sphericalY"),
        (4, 4),
        derivative=(None, None, _polar, lambda n, m, t, p: X.I * m * call("Ynm", n, m, t, p)),
        integers=(0, 1),
        complex_ball=_harmonic,
        domain="complex: --complex",
        reading="Ynm(n, m, theta, phi) has the polar angle first, as in SymPy; that of SciPy has it last",
        sympy="Ynm",
    ),
)
