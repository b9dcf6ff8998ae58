"""Exponential and trigonometric integrals, Fresnel, Lambert W."""

from __future__ import annotations

import math

from infocalc.annotations import Any
from infocalc.errors import Undefined
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, num, power
from infocalc.functions.exact import at_zero, even, exp, half, odd, over, turns, values
from infocalc.functions.row import Code, Function, call, check_order, define


def _lambertw(x: Expr, branch: Expr | None = None) -> Expr | None:
    """W(0) = 0, W(e) = 1, W(u·e^u) = u for u ≥ 0, W(−1/e) = −1; W(x, 0) = W(x), W(x, −1) the other branch."""
    if branch is X.ZERO:
        return call("lambertw", x)
    if branch is not None:
        if branch.head == X.NUM and branch is not X.MINUS_ONE:
            raise Undefined("Lambert W is real on the branches 0 and -1", hint="write W(x) or W(x, -1)")
        return None
    known = values((X.ZERO, X.ZERO), (X.E, X.ONE), (-power(X.E, X.MINUS_ONE), X.MINUS_ONE))
    return known(x)


def _lambertw_slope(x: Expr, *branch: Expr) -> Expr:
    w = call("lambertw", x, *branch)
    return over(w, x * (1 + w))


def _branch(k: Any = 0) -> int:
    """The number of a branch, given as a ball; 1 where it is none, of which FLINT knows nothing."""
    return 0 if k == 0 else -1 if k == -1 else 1


def _expn(n: Expr, x: Expr) -> Expr | None:
    """E₀(x) = e^(−x)/x."""
    return over(exp(-x), x) if n is X.ZERO else None


def _expint(first: Expr, *second: Expr) -> Expr:
    return call("expn", first, *second) if second else call("expn", X.ONE, first)


def _expn_ball(n: Any, x: Any) -> Any:
    check_order("function order", n)
    return x.expint(n) if x > 0 else x.nan()


def _complex_expn(n: Any, z: Any) -> Any:
    check_order("function order", n)
    return z.expint(n)


def _sinc_of_turns(x: Expr) -> Expr | None:
    """1 at 0 and 0 at every other multiple of π."""
    if x is X.ZERO:
        return X.ONE
    q = turns(x)
    return X.ZERO if q is not None and q.denominator == 1 else None


def _sinc_series(s: Any) -> Any:
    return s.sin() / s if not s[0].contains(0) else type(s)([s[0].nan()])


def _positive(name: str) -> Any:
    """The real branch for x > 0 of a function with a logarithmic singularity at 0."""

    def ball(x: Any) -> Any:
        return getattr(x, name)() if x > 0 else type(x).nan()

    return ball


define(
    Function(
        "lambertw",
        "Lambert W: the solution w of w*e^w = x; W(x, -1) is the branch below -1",
        ("LambertW", "ProductLog", "W", "productlog", "lambert_w"),
        (1, 2),
        derivative=(_lambertw_slope, None),
        simplify=_lambertw,
        ball=lambda x, *k: x.lambertw(_branch(*k)),
        complex_ball=lambda z, *k: z.lambertw(_branch(*[b.real for b in k])),
        line=(-0.36, math.inf),
        taylor=lambda s, *k: s.lambertw(_branch(*[b[0] for b in k])),
        maclaurin=lambda k: num((-k) ** (k - 1), math.factorial(k)) if k else X.ZERO,
        domain="x >= -1/e, on the branch -1 x < 0 too",
        latex=r"W",
        callable_only=True,
        code=Code(numpy="special.lambertw({all}).real"),
        sympy="LambertW",
    ),
    Function(
        "Ei",
        "exponential integral",
        ("expint_ei", "ExpIntegralEi", "expi", "expintegral_ei"),
        derivative=(lambda x: over(exp(x), x),),
        ball=lambda x: x.ei(),
        complex_ball=lambda z: z.ei(),
        line=(0, math.inf),
        taylor=lambda s: s.ei(),
        domain="x ≠ 0",
        latex=r"\operatorname{Ei}",
        callable_only=True,
        code=Code(numpy="special.expi"),
        sympy="Ei",
    ),
    Function(
        "expn",
        "expn(n, x): generalised exponential integral E_n(x), integral of e^(-x*t)/t^n from 1 to infinity",
        ("En", "ExpIntegralE"),
        (2, 2),
        derivative=(None, lambda n, x: -call("expn", n - 1, x)),
        simplify=_expn,
        ball=_expn_ball,
        complex_ball=_complex_expn,
        domain="x > 0",
        latex=r"\operatorname{E}_{#1}\left(#2\right)",
        positive=lambda _, x: (x,),
        callable_only=True,
        sympy="expint",
    ),
    Function(
        "expint",
        "exponential integral E_1(x); expint(n, x) is E_n(x)",
        ("E1", "exp1", "E_1"),
        (1, 2),
        simplify=_expint,
        definition=_expint,
        domain="x > 0",
        reading="expint(x) is E_1(x), as in MATLAB; Ei(x) is the other exponential integral",
        callable_only=True,
    ),
    Function(
        "sinc",
        "sin(x)/x, 1 at 0",
        ("Sinc",),
        derivative=(lambda x: over(call("cos", x) - call("sinc", x), x),),
        simplify=even("sinc", _sinc_of_turns),
        ball=lambda x: x.sinc(),
        complex_ball=lambda z: z.sinc(),
        taylor=_sinc_series,
        maclaurin=lambda k: num((-1) ** (k // 2) * (1 - k % 2), math.factorial(k + 1)),
        reading="sinc(x) is read as sin(x)/x; NumPy's and MATLAB's sinc(x) is sin(pi*x)/(pi*x)",
        code=Code(
            numpy="np.sinc({0}/np.pi)",
            torch="torch.sinc({0}/math.pi)",
            jax="jnp.sinc({0}/jnp.pi)",
            julia="sinc({0}/pi)",
        ),
        sympy="sinc",
    ),
    Function(
        "Si",
        "sine integral, integral of sin(t)/t from 0 to x",
        ("SinIntegral", "sinint"),
        derivative=(lambda x: over(call("sin", x), x),),
        simplify=odd("Si", at_zero(X.ZERO)),
        ball=lambda x: x.si(),
        complex_ball=lambda z: z.si(),
        whole=True,
        taylor=lambda s: s.si(),
        maclaurin=lambda k: num((-1) ** (k // 2) * (k % 2), max(k, 1) * math.factorial(k)),
        latex=r"\operatorname{Si}",
        callable_only=True,
        code=Code(numpy="special.sici({0})[0]"),
        sympy="Si",
    ),
    Function(
        "Ci",
        "cosine integral",
        ("CosIntegral", "cosint"),
        derivative=(lambda x: over(call("cos", x), x),),
        ball=_positive("ci"),
        complex_ball=lambda z: z.ci(),
        line=(0, math.inf),
        taylor=lambda s: s.ci(),
        domain="x > 0",
        latex=r"\operatorname{Ci}",
        callable_only=True,
        code=Code(numpy="special.sici({0})[1]"),
        sympy="Ci",
    ),
    Function(
        "Shi",
        "hyperbolic sine integral",
        ("SinhIntegral", "sinhint"),
        derivative=(lambda x: over(call("sinh", x), x),),
        simplify=odd("Shi", at_zero(X.ZERO)),
        ball=lambda x: x.shi(),
        complex_ball=lambda z: z.shi(),
        whole=True,
        taylor=lambda s: s.shi(),
        maclaurin=lambda k: num(k % 2, max(k, 1) * math.factorial(k)),
        latex=r"\operatorname{Shi}",
        callable_only=True,
        positive=lambda x: (x,),
        code=Code(numpy="special.shichi({0})[0]"),
        sympy="Shi",
    ),
    Function(
        "Chi",
        "hyperbolic cosine integral",
        ("CoshIntegral", "coshint"),
        derivative=(lambda x: over(call("cosh", x), x),),
        ball=_positive("chi"),
        complex_ball=lambda z: z.chi(),
        line=(0, math.inf),
        taylor=lambda s: s.chi(),
        domain="x > 0",
        latex=r"\operatorname{Chi}",
        callable_only=True,
        code=Code(numpy="special.shichi({0})[1]"),
        sympy="Chi",
    ),
    Function(
        "li",
        "logarithmic integral, integral of 1/log(t) from 0 to x",
        ("Li", "LogIntegral", "logint"),
        (1, 2),
        derivative=(lambda x: over(1, call("log", x)),),
        simplify=lambda x, *more: call("polylog", x, *more) if more else None,
        ball=lambda x: x.li(),
        complex_ball=lambda z: z.li(),
        taylor=lambda s: s.li(),
        domain="x > 0, x ≠ 1",
        latex=r"\operatorname{li}",
        callable_only=True,
        code=Code(numpy="special.expi(np.log({0}))"),
    ),
    Function(
        "fresnels",
        "Fresnel sine integral of sin(pi*t^2/2)",
        ("FresnelS", "fresnel_s", "Fresnels"),
        derivative=(lambda x: call("sin", half(X.PI) * x**2),),
        simplify=odd("fresnels", at_zero(X.ZERO)),
        ball=lambda x: x.fresnel_s(),
        complex_ball=lambda z: z.fresnel_s(),
        whole=True,
        taylor=lambda s: s.fresnel_s(),
        latex=r"\operatorname{FresnelS}",
        code=Code(numpy="special.fresnel({0})[0]"),
        sympy="fresnels",
    ),
    Function(
        "fresnelc",
        "Fresnel cosine integral of cos(pi*t^2/2)",
        ("FresnelC", "fresnel_c", "Fresnelc"),
        derivative=(lambda x: call("cos", half(X.PI) * x**2),),
        simplify=odd("fresnelc", at_zero(X.ZERO)),
        ball=lambda x: x.fresnel_c(),
        complex_ball=lambda z: z.fresnel_c(),
        whole=True,
        taylor=lambda s: s.fresnel_c(),
        latex=r"\operatorname{FresnelC}",
        code=Code(numpy="special.fresnel({0})[1]"),
        sympy="fresnelc",
    ),
)
