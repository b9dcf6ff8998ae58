"""sinh, cosh, tanh, coth, sech, csch and their inverses."""

from __future__ import annotations

import math

from infocalc.annotations import Any
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, num, power
from infocalc.functions.exact import at_zero, even, first, odd, over, sqrt, undoing, values
from infocalc.functions.row import Far, Function, OfArguments, Wave, call, define, everywhere, reciprocal


def _inner(inverse: str, at: Expr) -> OfArguments:
    """f(0), and f(g(u)) = u for the inverse g."""

    def simplify(x: Expr) -> Expr | None:
        if x is X.ZERO:
            return at
        return x.args[0] if x.head == X.CALL and x.data == inverse else None

    return simplify  # type: ignore[return-value]


def _asinh_on_boxes(args: list[Any], analytic: bool) -> Any:
    """log(z + √(1 + z²)) on the right of the imaginary axis, odd; cuts on that axis from ±i outwards.

    FLINT's own has no finite value on wide balls.
    """
    (z,) = args
    if abs(z.real) > 1:
        u = z if z.real > 0 else -z
        value = (u + (1 + u * u).sqrt()).log()
        return value if z.real > 0 else -value
    if analytic and z.real.contains(0) and not abs(z.imag) < 1:
        return type(z)(z.real.nan())
    return z.asinh()


def _asinh_far(_: int, sign: int, u: Expr) -> Far:
    """asinh u = ±(log(2|u|) + θ), 0 ≤ θ ≤ 1/(4u²)."""
    main, error = sign * call("log", 2 * sign * u), sign * over(1, 4 * u**2)
    return Far(main, high=error) if sign > 0 else Far(main, low=error)


def _log_sinh_on_boxes(args: list[Any], analytic: bool) -> Any:
    """u + log((1 − e^(−2u))/2)."""
    (u,) = args
    if u.real > 1:
        return u + ((1 - (-2 * u).exp()) / 2).log(analytic=analytic)
    return u.sinh().log(analytic=analytic)


def _log_sinh_far(_: int, sign: int, u: Expr) -> Far | None:
    """log sinh u = u − log 2 + log(1 − e^(−2u)) for u > 0."""
    if sign < 0:
        return None
    return Far(u - call("log", num(2)), call("log", 1 - power(X.E, -2 * u)))


define(
    Function(
        "sinh",
        "hyperbolic sine, (e^x − e^(−x))/2",
        ("sh",),
        derivative=(lambda x: call("cosh", x),),
        simplify=odd("sinh", _inner("asinh", X.ZERO)),
        ball=lambda x: x.sinh(),
        complex_ball=lambda z: z.sinh(),
        whole=True,
        taylor=lambda s: (s.exp() - (-s).exp()) / 2,
        latex=r"\sinh",
        positive=lambda x: (x,),
        code=everywhere("sinh"),
        rule="hyperbolic",
        inverse="asinh",
        sympy="sinh",
        wave=Wave(
            (X.ONE, lambda a, b: (a - b) / 2),
            over=("cosh", "tanh"),
            product=("cosh", "sinh"),
            doubled=("cosh", 2, 1),
            split=lambda p, q: (call("sinh", p) * call("cos", q), call("cosh", p) * call("sin", q)),
        ),
        taylor_on_boxes=lambda s: (s.exp() - (-s).exp()) / 2,
        log_analytic=_log_sinh_on_boxes,
        slope=lambda h: h.cosh(),
        log_far=_log_sinh_far,
    ),
    Function(
        "cosh",
        "hyperbolic cosine, (e^x + e^(−x))/2",
        ("ch",),
        derivative=(lambda x: call("sinh", x),),
        simplify=even("cosh", _inner("acosh", X.ONE)),
        ball=lambda x: x.cosh(),
        complex_ball=lambda z: z.cosh(),
        whole=True,
        taylor=lambda s: (s.exp() + (-s).exp()) / 2,
        latex=r"\cosh",
        positive=lambda _: (),
        code=everywhere("cosh"),
        rule="hyperbolic",
        inverse="acosh",
        sympy="cosh",
        wave=Wave(
            (X.ONE, lambda a, b: (a + b) / 2),
            over=("sinh", "coth"),
            doubled=("cosh", -2, -1),
            squared=("sinh", 1, 1),
            split=lambda p, q: (call("cosh", p) * call("cos", q), call("sinh", p) * call("sin", q)),
        ),
        taylor_on_boxes=lambda s: (s.exp() + (-s).exp()) / 2,
    ),
    Function(
        "tanh",
        "hyperbolic tangent, sinh x/cosh x",
        ("th", "tgh"),
        derivative=(lambda x: 1 - call("tanh", x) ** 2,),
        simplify=odd("tanh", _inner("atanh", X.ZERO)),
        ball=lambda x: x.tanh(),
        complex_ball=lambda z: z.tanh(),
        whole=True,
        taylor=lambda s: 1 - 2 / ((2 * s).exp() + 1),
        latex=r"\tanh",
        positive=lambda x: (x,),
        code=everywhere("tanh"),
        rule="hyperbolic",
        inverse="atanh",
        sympy="tanh",
        wave=Wave((X.ONE, lambda a, b: (a - b) / (a + b))),
        taylor_on_boxes=lambda s: 1 - 2 / ((2 * s).exp() + 1),
        slope=lambda h: 1 / h.cosh() ** 2,
        limit=X.ONE,
    ),
    Function(
        "coth",
        "hyperbolic cotangent, cosh x/sinh x",
        ("cth", "ctgh"),
        derivative=(lambda x: -(call("csch", x) ** 2),),
        simplify=odd("coth"),
        ball=lambda x: x.coth(),
        complex_ball=lambda z: z.coth(),
        whole=True,
        taylor=lambda s: 1 + 2 / ((2 * s).exp() - 1),
        domain="x ≠ 0",
        latex=r"\coth",
        positive=lambda x: (x,),
        code=reciprocal("tanh"),
        rule="hyperbolic",
        inverse="acoth",
        sympy="coth",
        wave=Wave((X.ONE, lambda a, b: (a + b) / (a - b)), inverted="tanh"),
    ),
    Function(
        "sech",
        "hyperbolic secant, 1/cosh x",
        derivative=(lambda x: -call("sech", x) * call("tanh", x),),
        simplify=even("sech", at_zero(X.ONE)),
        ball=lambda x: x.sech(),
        complex_ball=lambda z: z.sech(),
        whole=True,
        taylor=lambda s: 2 / (s.exp() + (-s).exp()),
        latex=r"\operatorname{sech}",
        positive=lambda _: (),
        code=reciprocal("cosh"),
        rule="hyperbolic",
        inverse="asech",
        sympy="sech",
        wave=Wave((X.ONE, lambda a, b: 2 / (a + b)), squared=("tanh", 1, -1), inverted="cosh"),
    ),
    Function(
        "csch",
        "hyperbolic cosecant, 1/sinh x",
        ("cosech",),
        derivative=(lambda x: -call("csch", x) * call("coth", x),),
        simplify=odd("csch"),
        ball=lambda x: x.csch(),
        complex_ball=lambda z: z.csch(),
        whole=True,
        taylor=lambda s: 2 / (s.exp() - (-s).exp()),
        domain="x ≠ 0",
        latex=r"\operatorname{csch}",
        positive=lambda x: (x,),
        code=reciprocal("sinh"),
        rule="hyperbolic",
        inverse="acsch",
        sympy="csch",
        wave=Wave((X.ONE, lambda a, b: 2 / (a - b)), squared=("coth", -1, 1), inverted="sinh"),
    ),
    Function(
        "asinh",
        "inverse hyperbolic sine, log(x + sqrt(x^2 + 1))",
        ("arcsinh", "arsinh", "arsh", "argsh", "argsinh"),
        derivative=(lambda x: over(1, sqrt(x**2 + 1)),),
        simplify=odd("asinh", first(at_zero(X.ZERO), undoing("sinh"))),
        ball=lambda x: x.asinh(),
        complex_ball=lambda z: z.asinh(),
        analytic=_asinh_on_boxes,
        taylor=lambda s: (s + (s * s + 1).sqrt()).log(),
        latex=r"\operatorname{arsinh}",
        positive=lambda x: (x,),
        code=everywhere("asinh", "arcsinh"),
        rule="inverse-hyperbolic",
        sympy="asinh",
        exponential=lambda u: u + power(u**2 + 1, X.HALF),
        slope=lambda h: 1 / (1 + h * h).sqrt(),
        far=_asinh_far,
    ),
    Function(
        "acosh",
        "inverse hyperbolic cosine, log(x + sqrt(x^2 − 1))",
        ("arccosh", "arcosh", "arch", "argch", "argcosh"),
        derivative=(lambda x: over(1, sqrt(x**2 - 1)),),
        simplify=first(values((X.ONE, X.ZERO)), undoing("cosh", sized=True)),
        ball=lambda x: x.acosh(),
        complex_ball=lambda z: z.acosh(),
        line=(1, math.inf),
        taylor=lambda s: (s + (s * s - 1).sqrt()).log(),
        domain="x >= 1",
        latex=r"\operatorname{arcosh}",
        nonnegative=True,
        code=everywhere("acosh", "arccosh"),
        rule="inverse-hyperbolic",
        sympy="acosh",
        requires=lambda u: (u - 1, u),
        exponential=lambda u: u + power(u**2 - 1, X.HALF),
    ),
    Function(
        "atanh",
        "inverse hyperbolic tangent, log((1 + x)/(1 − x))/2",
        ("arctanh", "artanh", "arth", "argth", "argtanh"),
        derivative=(lambda x: over(1, 1 - x**2),),
        simplify=odd("atanh", first(at_zero(X.ZERO), undoing("tanh"))),
        ball=lambda x: x.atanh(),
        complex_ball=lambda z: z.atanh(),
        line=(-1, 1),
        taylor=lambda s: ((1 + s) / (1 - s)).log() / 2,
        domain="-1 < x < 1",
        latex=r"\operatorname{artanh}",
        code=everywhere("atanh", "arctanh"),
        rule="inverse-hyperbolic",
        sympy="atanh",
        requires=lambda u: (1 - u, 1 + u),
        slope=lambda h: 1 / (1 - h * h),
    ),
    Function(
        "acoth",
        "inverse hyperbolic cotangent, atanh(1/x)",
        ("arccoth", "arcoth", "argcoth"),
        derivative=(lambda x: over(1, 1 - x**2),),
        simplify=odd("acoth"),
        definition=lambda x: call("atanh", over(1, x)),
        domain="|x| > 1",
        latex=r"\operatorname{arcoth}",
        rule="inverse-hyperbolic",
        sympy="acoth",
        basic=True,
        requires=lambda u: (u**2 - 1,),
        unfolded=True,
    ),
    Function(
        "asech",
        "inverse hyperbolic secant, acosh(1/x)",
        ("arcsech", "arsech"),
        derivative=(lambda x: over(-1, x * sqrt(1 - x**2)),),
        simplify=first(values((X.ONE, X.ZERO)), undoing("sech", sized=True)),
        definition=lambda x: call("acosh", over(1, x)),
        domain="0 < x <= 1",
        latex=r"\operatorname{arsech}",
        rule="inverse-hyperbolic",
        sympy="asech",
        basic=True,
        requires=lambda u: (u, 1 - u),
        unfolded=True,
        exponential=lambda u: (1 + power(1 - u**2, X.HALF)) / u,
    ),
    Function(
        "acsch",
        "inverse hyperbolic cosecant, asinh(1/x)",
        ("arccsch", "arcsch"),
        derivative=(lambda x: over(-1, call("abs", x) * sqrt(1 + x**2)),),
        simplify=odd("acsch"),
        definition=lambda x: call("asinh", over(1, x)),
        domain="x ≠ 0",
        latex=r"\operatorname{arcsch}",
        rule="inverse-hyperbolic",
        sympy="acsch",
        basic=True,
        unfolded=True,
    ),
)
