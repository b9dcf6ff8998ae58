"""Bessel functions. Derivatives and recurrences after DLMF 10.6 and 10.29."""

from __future__ import annotations

import math
from collections.abc import Callable

from infocalc.annotations import Any
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, Rational
from infocalc.functions.exact import exp, half, integer, over, sqrt
from infocalc.functions.row import Code, Far, Function, OfArguments, OnBoxes, call, check_order, define


def _slope(name: str, lower: int, at_order_zero: int) -> OfArguments:
    """C'_ν = ±C_{ν−1} − (ν/x)·C_ν, and C'₀ = ±C₁."""

    def rule(nu: Expr, x: Expr) -> Expr:
        if nu is X.ZERO:
            return at_order_zero * call(name, X.ONE, x)
        return lower * call(name, nu - 1, x) - over(nu, x) * call(name, nu, x)

    return rule


def _recurrence(name: str, turning: int, lower: int) -> OfArguments:
    """C_{ν+1} = ±(2ν/x)·C_ν ± C_{ν−1}."""

    def rule(nu: Expr, x: Expr) -> Expr:
        return over(2 * turning * nu, x) * call(name, nu, x) + lower * call(name, nu - 1, x)

    return rule


def _symmetry(name: str, sign: Callable[[int], int], at_zero: Expr | None) -> Callable[..., Expr | None]:
    """C_{−n} = ±C_n for whole n, and the values at 0."""

    def simplify(nu: Expr, x: Expr) -> Expr | None:
        n = integer(nu)
        if n is not None and n < 0:
            return sign(n) * call(name, -nu, x)
        if at_zero is not None and x is X.ZERO and n is not None:
            return at_zero if n == 0 else X.ZERO
        return None

    return simplify


def _reflected(nu: Expr, x: Expr) -> Expr | None:
    """K_{−ν} = K_ν for every ν."""
    order: Rational | None = nu.data if nu.head == X.NUM else None
    return call("besselk", -nu, x) if order is not None and order < 0 else None


def _alternating(n: int) -> int:
    return -1 if n % 2 else 1


def _same(_n: int) -> int:
    return 1


def _bessel(name: str, whole_line: bool) -> Callable[[Any, Any], Any]:
    """Real for x > 0; J and I of whole order on the whole line."""

    def ball(nu: Any, x: Any) -> Any:
        check_order("function order", nu)
        if x > 0 or (whole_line and (nu.is_integer() or x == 0)):
            return getattr(x, name)(nu)
        return type(x).nan()

    return ball


def _complex(name: str) -> Callable[[Any, Any], Any]:
    def ball(nu: Any, z: Any) -> Any:
        check_order("function order", nu)
        return getattr(z, name)(nu)

    return ball


def _on_boxes(name: str) -> OnBoxes:
    """I and K are cut along the negative axis."""

    def rule(args: list[Any], analytic: bool) -> Any:
        nu, z = args
        cut = analytic and z.imag.contains(0) and not z.real > 0
        return type(z)(z.real.nan()) if cut else getattr(z, name)(nu)

    return rule


def _log_i_on_boxes(args: list[Any], analytic: bool) -> Any:
    nu, z = args
    if z.real > 1:
        return z.bessel_i(nu, scaled=True).log(analytic=analytic) + z
    return _on_boxes("bessel_i")(args, analytic).log(analytic=analytic)


def _log_i_far(i: int, sign: int, nu: Expr, z: Expr) -> Far | None:
    """For ν → ∞ log I_ν(z) = ν·log(z/2) − log Γ(ν + 1) + θ, 0 ≤ θ ≤ z²/(4(ν + 1)) (DLMF 10.25.2, termwise).

    log I₀(z) = z − log(2πz)/2 + log θ for z → ∞, erf(√(2z)) ≤ θ ≤ 1 + (√2 − 1)/(2z) + √(2πz)·e^(−z)/2:
    π·e^(−z)·I₀(z) = ∫ e^(−zt)/√(t(2 − t)) on (0, 2) (DLMF 10.32.1), and 1/√(2 − t) lies between 1/√2 and,
    up to t = 1, its chord (1 + (√2 − 1)·t)/√2.
    """
    if sign < 0 or (i == 1 and nu is not X.ZERO):
        return None
    if i == 0:
        main = nu * call("log", half(z)) - call("loggamma", nu + 1)
        return Far(main, high=over(z**2, 4 * (nu + 1)))
    above = 1 + over(sqrt(X.num(2)) - 1, 2 * z) + half(sqrt(2 * X.PI * z) * exp(-z))
    main = z - half(call("log", 2 * X.PI * z))
    return Far(main, call("log", call("erf", sqrt(2 * z))), call("log", above), 1)


def _hankel(sign: int) -> OfArguments:
    return lambda nu, x: call("besselj", nu, x) + sign * X.I * call("bessely", nu, x)


def _hankel_slope(name: str) -> OfArguments:
    return lambda nu, x: half(call(name, nu - 1, x) - call(name, nu + 1, x))


def _struve_slope(name: str) -> OfArguments:
    """H'_ν = H_{ν−1} − (ν/x)·H_ν, and so L (DLMF 11.4)."""
    return lambda nu, x: call(name, nu - 1, x) - over(nu, x) * call(name, nu, x)


def _struve(sign: int) -> Callable[[Any, Any], Any]:
    """(x/2)^(ν+1)/(Γ(3/2)·Γ(ν + 3/2))·1F2(1; 3/2, ν + 3/2; ∓x²/4) (DLMF 11.2)."""

    def ball(nu: Any, x: Any) -> Any:
        check_order("function order", nu)
        if not (x > 0 and nu.is_finite()):
            return type(x).nan()
        from flint import acb, fmpq

        z, three_halves = acb(x), acb(fmpq(3, 2))
        regularised = (sign * z * z / 4).hypgeom([1], [three_halves, nu + three_halves], regularized=True)
        return ((z / 2).pow(acb(nu + 1)) * regularised).real

    return ball


def _struve_row(name: str, meaning: str, spellings: tuple[str, ...], sign: int, numpy: str) -> Function:
    return Function(
        name,
        meaning,
        spellings,
        (2, 2),
        derivative=(None, _struve_slope(name)),
        ball=_struve(sign),
        domain="x > 0",
        code=Code(numpy=numpy),
    )


def _maclaurin(sign: int) -> Callable[[Expr, int], Expr | None]:
    """(x/2)ⁿ·Σ (±x²/4)ᵐ/(m!·(m + n)!) for whole n (DLMF 10.2.2, 10.25.2)."""

    def coefficient(nu: Expr, k: int) -> Expr | None:
        n = integer(nu)
        if n is None:
            return None
        m, odd = divmod(k - abs(n), 2)
        if odd or m < 0:
            return X.ZERO
        turned = sign ** (m - min(n, 0))
        return X.num(turned, math.factorial(m) * math.factorial(m + abs(n)) * 2**k)

    return coefficient


def _row(
    name: str,
    meaning: str,
    spellings: tuple[str, ...],
    slope: OfArguments,
    simplify: Callable[..., Expr | None],
    whole_line: bool,
    raised: OfArguments,
    **more: Any,
) -> Function:
    method = f"bessel_{name[-1]}"
    return Function(
        name,
        meaning,
        spellings,
        (2, 2),
        derivative=(None, slope),
        simplify=simplify,
        ball=_bessel(method, whole_line),
        complex_ball=_complex(method),
        code=Code(numpy=f"special.{name[-1]}v"),
        sympy=name,
        domain="all real x for whole nu, x > 0 else" if whole_line else "x > 0",
        latex=rf"\operatorname{{{name[-1].upper()}}}" + r"_{#1}\left(#2\right)",
        raised=raised,
        **more,
    )


define(
    _row(
        "besselj",
        "besselj(nu, x): Bessel function of the first kind",
        ("BesselJ", "bessel_j", "jv"),
        _slope("besselj", 1, -1),
        _symmetry("besselj", _alternating, X.ONE),
        True,
        _recurrence("besselj", 1, -1),
        maclaurin=_maclaurin(-1),
    ),
    _row(
        "bessely",
        "bessely(nu, x): Bessel function of the second kind",
        ("BesselY", "bessel_y", "yv"),
        _slope("bessely", 1, -1),
        _symmetry("bessely", _alternating, None),
        False,
        _recurrence("bessely", 1, -1),
    ),
    _row(
        "besseli",
        "besseli(nu, x): modified Bessel function of the first kind",
        ("BesselI", "bessel_i", "iv"),
        _slope("besseli", 1, 1),
        _symmetry("besseli", _same, X.ONE),
        True,
        _recurrence("besseli", -1, 1),
        positive=lambda nu, x: (nu + 1, x),
        maclaurin=_maclaurin(1),
        analytic=_on_boxes("bessel_i"),
        log_analytic=_log_i_on_boxes,
        log_far=_log_i_far,
    ),
    _row(
        "besselk",
        "besselk(nu, x): modified Bessel function of the second kind",
        ("BesselK", "bessel_k", "kv"),
        _slope("besselk", -1, -1),
        _reflected,
        False,
        _recurrence("besselk", 1, 1),
        positive=lambda _, x: (x,),
        analytic=_on_boxes("bessel_k"),
    ),
    Function(
        "hankel1",
        "Hankel function besselj(nu, x) + i*bessely(nu, x)",
        ("HankelH1", "besselh", "hankelh1"),
        (2, 2),
        derivative=(None, _hankel_slope("hankel1")),
        definition=_hankel(1),
        domain="complex: --complex",
        code=Code(numpy="special.hankel1"),
        sympy="hankel1",
    ),
    Function(
        "hankel2",
        "Hankel function besselj(nu, x) - i*bessely(nu, x)",
        ("HankelH2", "hankelh2"),
        (2, 2),
        derivative=(None, _hankel_slope("hankel2")),
        definition=_hankel(-1),
        domain="complex: --complex",
        code=Code(numpy="special.hankel2"),
        sympy="hankel2",
    ),
    _struve_row(
        "struveh", "struveh(nu, x): Struve function", ("StruveH", "struve_h", "struve"), -1, "special.struve"
    ),
    _struve_row(
        "struvel",
        "struvel(nu, x): modified Struve function",
        ("StruveL", "struve_l", "modstruve"),
        1,
        "special.modstruve",
    ),
)
