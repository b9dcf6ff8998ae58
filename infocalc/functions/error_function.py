"""The error function and its kin."""

from __future__ import annotations

from infocalc.annotations import Any
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, num, power
from infocalc.functions.exact import at_zero, exp, first, half, odd, over, sqrt, undoing, values
from infocalc.functions.row import Code, Far, Function, call, define


def _bell(x: Expr, sign: int) -> Expr:
    """2/√π·e^(±x²), the slope of the error functions."""
    return 2 * exp(sign * x**2) / sqrt(X.PI)


def _erf(x: Expr) -> Expr | None:
    if x is X.OO:
        return X.ONE
    return x.args[0] if x.head == X.CALL and x.data == "erfinv" else None


def _log_erfc_on_boxes(args: list[Any], analytic: bool) -> Any:
    """−u² + log(e^(u²)·erfc u), with U(1/2, 1/2, u²) = √π·e^(u²)·erfc u (DLMF 7.11.5)."""
    (u,) = args
    if u.real > 1:
        a, square = type(u)(0.5), u * u
        return (square.hypgeom_u(a, a) / u.real.pi().sqrt()).log(analytic=analytic) - square
    return u.erfc().log(analytic=analytic)


def _log_erfc_far(_: int, sign: int, u: Expr) -> Far | None:
    """log erfc u = −u² − log u − log(π)/2 + log θ for u > 1, 1 − 1/(2u²) ≤ θ ≤ 1 (DLMF 7.12.1)."""
    if sign < 0:
        return None
    main = -(u**2) - call("log", u) - half(call("log", X.PI))
    return Far(main, low=call("log", 1 - over(1, 2 * u**2)), start=1)


define(
    Function(
        "erf",
        "error function 2/sqrt(pi)*(integral of e^(-t^2) from 0 to x)",
        derivative=(lambda x: _bell(x, -1),),
        simplify=odd("erf", lambda x: X.ZERO if x is X.ZERO else _erf(x)),
        ball=lambda x: x.erf(),
        complex_ball=lambda z: z.erf(),
        whole=True,
        taylor=lambda s: s.erf(),
        positive=lambda x: (x,),
        code=Code(
            python="math.erf", numpy="special.erf", torch="torch.erf", jax="jax.scipy.special.erf", c="erf"
        ),
        sympy="erf",
        taylor_on_boxes=lambda s: s.erf(),
        slope=lambda h: 2 * (-h * h).exp() / h.pi().sqrt(),
        limit=X.ONE,
    ),
    Function(
        "erfc",
        "1 - erf(x)",
        derivative=(lambda x: -_bell(x, -1),),
        simplify=at_zero(X.ONE),
        ball=lambda x: x.erfc(),
        complex_ball=lambda z: z.erfc(),
        whole=True,
        taylor=lambda s: s.erfc(),
        positive=lambda _: (),
        code=Code(
            python="math.erfc",
            numpy="special.erfc",
            torch="torch.erfc",
            jax="jax.scipy.special.erfc",
            c="erfc",
        ),
        sympy="erfc",
        taylor_on_boxes=lambda s: s.erfc(),
        log_analytic=_log_erfc_on_boxes,
        far=lambda _, sign, u: None if sign > 0 else Far(1 - call("erf", u)),
        log_far=_log_erfc_far,
    ),
    Function(
        "erfi",
        "imaginary error function 2/sqrt(pi)*(integral of e^(t^2) from 0 to x)",
        derivative=(lambda x: _bell(x, 1),),
        simplify=odd("erfi", at_zero(X.ZERO)),
        ball=lambda x: x.erfi(),
        complex_ball=lambda z: z.erfi(),
        whole=True,
        taylor=lambda s: s.erfi(),
        positive=lambda x: (x,),
        code=Code(numpy="special.erfi"),
        sympy="erfi",
    ),
    Function(
        "erf2",
        "erf2(x, y): erf(y) - erf(x)",
        (),
        (2, 2),
        simplify=lambda x, y: call("erf", y) - call("erf", x),
        definition=lambda x, y: call("erf", y) - call("erf", x),
    ),
    Function(
        "erfcx",
        "scaled complementary error function e^(x^2)*erfc(x)",
        derivative=(lambda x: 2 * x * call("erfcx", x) - 2 * power(X.PI, num(-1, 2)),),
        simplify=at_zero(X.ONE),
        definition=lambda x: exp(x**2) * call("erfc", x),
        positive=lambda _: (),
        code=Code(numpy="special.erfcx"),
    ),
    Function(
        "erfinv",
        "inverse error function",
        ("inverf", "ierf", "InverseErf"),
        derivative=(lambda x: half(sqrt(X.PI)) * exp(call("erfinv", x) ** 2),),
        simplify=odd("erfinv", first(at_zero(X.ZERO), undoing("erf"))),
        ball=lambda x: x.erfinv(),
        domain="-1 < x < 1",
        code=Code(numpy="special.erfinv"),
        sympy="erfinv",
    ),
    Function(
        "erfcinv",
        "inverse of erfc",
        ("InverseErfc", "inverfc"),
        derivative=(lambda x: -half(sqrt(X.PI)) * exp(call("erfcinv", x) ** 2),),
        simplify=values((X.ONE, X.ZERO)),
        ball=lambda x: x.erfcinv(),
        domain="0 < x < 2",
        code=Code(numpy="special.erfcinv"),
        sympy="erfcinv",
    ),
    Function(
        "erf2inv",
        "erf2inv(x, y): the w with erf(w) - erf(x) = y",
        (),
        (2, 2),
        derivative=(
            lambda x, y: exp(call("erf2inv", x, y) ** 2 - x**2),
            lambda x, y: half(sqrt(X.PI)) * exp(call("erf2inv", x, y) ** 2),
        ),
        definition=lambda x, y: call("erfinv", call("erf", x) + y),
        domain="-1 < erf(x) + y < 1",
        sympy="erf2inv",
    ),
    Function(
        "dawson",
        "Dawson's integral e^(-x^2)*(integral of e^(t^2) from 0 to x)",
        ("dawsn", "DawsonF"),
        derivative=(lambda x: 1 - 2 * x * call("dawson", x),),
        simplify=odd("dawson", at_zero(X.ZERO)),
        definition=lambda x: half(sqrt(X.PI)) * exp(-(x**2)) * call("erfi", x),
        code=Code(numpy="special.dawsn"),
    ),
)
