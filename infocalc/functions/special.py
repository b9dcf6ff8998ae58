"""Error functions, exponential and trigonometric integrals, Fresnel, Lambert W, polylogarithm."""

from __future__ import annotations

from infocalc.annotations import Any
from infocalc.errors import Undefined
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, num, power
from infocalc.functions.exact import at_zero, even, half, integer, odd, over, sqrt, values
from infocalc.functions.row import Code, Function, call, check_order, define


def _exp(x: Expr) -> Expr:
    return power(X.E, x)


def _bell(x: Expr, sign: int) -> Expr:
    """2/√π·e^(±x²), the slope of the error functions."""
    return 2 * _exp(sign * x**2) / sqrt(X.PI)


def _erf(x: Expr) -> Expr | None:
    if x is X.OO:
        return X.ONE
    return x.args[0] if x.head == X.CALL and x.data == "erfinv" else None


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
    return over(_exp(-x), x) if n is X.ZERO else None


def _expint(first: Expr, *second: Expr) -> Expr:
    return call("expn", first, *second) if second else call("expn", X.ONE, first)


def _expn_ball(n: Any, x: Any) -> Any:
    check_order("function order", n)
    return x.expint(n) if x > 0 else x.nan()


def _complex_expn(n: Any, z: Any) -> Any:
    check_order("function order", n)
    return z.expint(n)


def _sinc_series(s: Any) -> Any:
    return s.sin() / s if not s[0].contains(0) else type(s)([s[0].nan()])


def _polylog(s: Expr, x: Expr, *argument: Expr) -> Expr | None:
    """Li₁(x) = −log(1 − x); Li₋ₙ rational; Li_s(0) = 0, Li_s(1) = ζ(s); of three arguments Nielsen's."""
    if argument:
        return call("nielsen", s, x, *argument)
    n = integer(s)
    if x is X.ZERO:
        return X.ZERO
    if n == 1:
        return -call("log", 1 - x)
    if n is not None and -20 <= n <= 0:
        return _rational_polylog(-n, x)
    if x is X.ONE and n is not None and n > 1:
        return call("zeta", s)
    return over(X.PI**2, -12) if x is X.MINUS_ONE and n == 2 else None


def _rational_polylog(n: int, x: Expr) -> Expr:
    """Li₋ₙ(x) = x·Aₙ(x)/(1 − x)^(n+1) with the Eulerian polynomial Aₙ (DLMF 25.12, 26.14)."""
    if x is X.ONE:
        return X.apply("polylog", num(-n), x)
    eulerian = [1]
    for m in range(2, n + 1):
        shifted = [0, *eulerian]
        eulerian = [
            (k + 1) * (eulerian[k] if k < len(eulerian) else 0) + (m - k) * shifted[k] for k in range(m)
        ]
    above = X.add(*[num(c) * x ** (k + 1) for k, c in enumerate(eulerian)])
    return over(above, (1 - x) ** (n + 1))


def _polylog_ball(s: Any, x: Any) -> Any:
    """FLINT ends the process for an order that is no number, and may compute for minutes for a large one."""
    if not s.is_finite():
        return x * s
    check_order("polylogarithm order", s)
    return x.polylog(s)


def _nielsen(n: Expr, p: Expr, x: Expr) -> Expr | None:
    """S_{n,1} = Li_{n+1}; S_{0,p}(x) = (−log(1 − x))^p/p!."""
    if p is X.ONE:
        return call("polylog", n + 1, x)
    if n is X.ZERO:
        return over(power(-call("log", 1 - x), p), call("factorial", p))
    return X.ZERO if x is X.ZERO else None


def _nielsen_ball(n: Any, p: Any, x: Any) -> Any:
    """Σ_{k≥p} c_k·x^k/kⁿ, c_k = |s(k, p)|/k! ≤ 1 from k·c_k(p) = (k − 1)·c_{k−1}(p) + c_{k−1}(p − 1).

    What is left out after N terms is at most |x|^(N+1)/(1 − |x|).
    """
    from flint import arb, ctx

    order, lower = p.unique_fmpz(), n.unique_fmpz()
    size = abs(x).upper()
    if order is None or lower is None or not (0 < order <= 100 and 0 <= lower <= 1000 and size < 0.99):
        return x.nan()
    row = [arb(1), *[arb(0)] * int(order)]
    total, term, k = arb(0), arb(1), 0
    while size ** (k + 1) > arb(2) ** -ctx.prec:
        k += 1
        row = [arb(0), *[((k - 1) * row[j] + row[j - 1]) / k for j in range(1, len(row))]]
        term *= x
        total += row[-1] * term / arb(k) ** int(lower)
        if k == 1:
            row[0] = arb(0)
    return total + arb(0, 1) * (size ** (k + 1) / (1 - size))


def _positive(name: str) -> Any:
    """The real branch for x > 0 of a function with a logarithmic singularity at 0."""

    def ball(x: Any) -> Any:
        return getattr(x, name)() if x > 0 else type(x).nan()

    return ball


define(
    Function(
        "erf",
        "error function 2/sqrt(pi)*(integral of e^(-t^2) from 0 to x)",
        derivative=(lambda x: _bell(x, -1),),
        simplify=odd("erf", lambda x: X.ZERO if x is X.ZERO else _erf(x)),
        ball=lambda x: x.erf(),
        complex_ball=lambda z: z.erf(),
        series=lambda s: s.erf(),
        positive=lambda x: (x,),
        code=Code(
            python="math.erf", numpy="special.erf", torch="torch.erf", jax="jax.scipy.special.erf", c="erf"
        ),
        sympy="erf",
        complex_series=lambda s: s.erf(),
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
        series=lambda s: s.erfc(),
        positive=lambda _: (),
        code=Code(
            python="math.erfc",
            numpy="special.erfc",
            torch="torch.erfc",
            jax="jax.scipy.special.erfc",
            c="erfc",
        ),
        sympy="erfc",
        complex_series=lambda s: s.erfc(),
    ),
    Function(
        "erfi",
        "imaginary error function 2/sqrt(pi)*(integral of e^(t^2) from 0 to x)",
        derivative=(lambda x: _bell(x, 1),),
        simplify=odd("erfi", at_zero(X.ZERO)),
        ball=lambda x: x.erfi(),
        complex_ball=lambda z: z.erfi(),
        series=lambda s: s.erfi(),
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
        definition=lambda x: _exp(x**2) * call("erfc", x),
        positive=lambda _: (),
        code=Code(numpy="special.erfcx"),
    ),
    Function(
        "erfinv",
        "inverse error function",
        ("inverf", "ierf"),
        derivative=(lambda x: half(sqrt(X.PI)) * _exp(call("erfinv", x) ** 2),),
        simplify=odd("erfinv", at_zero(X.ZERO)),
        ball=lambda x: x.erfinv(),
        domain="-1 < x < 1",
        code=Code(numpy="special.erfinv"),
        sympy="erfinv",
    ),
    Function(
        "erfcinv",
        "inverse of erfc",
        ("InverseErfc", "inverfc"),
        derivative=(lambda x: -half(sqrt(X.PI)) * _exp(call("erfcinv", x) ** 2),),
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
            lambda x, y: _exp(call("erf2inv", x, y) ** 2 - x**2),
            lambda x, y: half(sqrt(X.PI)) * _exp(call("erf2inv", x, y) ** 2),
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
        definition=lambda x: half(sqrt(X.PI)) * _exp(-(x**2)) * call("erfi", x),
        code=Code(numpy="special.dawsn"),
    ),
    Function(
        "lambertw",
        "Lambert W: the solution w of w*e^w = x; W(x, -1) is the branch below -1",
        ("LambertW", "ProductLog", "W", "productlog", "lambert_w"),
        (1, 2),
        derivative=(_lambertw_slope,),
        simplify=_lambertw,
        ball=lambda x, *k: x.lambertw(_branch(*k)),
        complex_ball=lambda z, *k: z.lambertw(_branch(*[b.real for b in k])),
        series=lambda s, *k: s.lambertw(_branch(*[b[0] for b in k])),
        domain="x >= -1/e, on the branch -1 x < 0 too",
        latex=r"W",
        callable_only=True,
        code=Code(numpy="special.lambertw({all}).real"),
        sympy="LambertW",
    ),
    Function(
        "Ei",
        "exponential integral",
        ("expint_ei", "ExpIntegralEi", "expi"),
        derivative=(lambda x: over(_exp(x), x),),
        ball=lambda x: x.ei(),
        complex_ball=lambda z: z.ei(),
        series=lambda s: s.ei(),
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
        simplify=even("sinc", at_zero(X.ONE)),
        ball=lambda x: x.sinc(),
        complex_ball=lambda z: z.sinc(),
        series=_sinc_series,
        reading="sinc(x) is read as sin(x)/x; NumPy's and MATLAB's sinc(x) is sin(pi*x)/(pi*x)",
        code=Code(numpy="np.sinc({0}/np.pi)", torch="torch.sinc({0}/math.pi)", jax="jnp.sinc({0}/jnp.pi)"),
        sympy="sinc",
    ),
    Function(
        "Si",
        "sine integral, integral of sin(t)/t from 0 to x",
        ("SinIntegral",),
        derivative=(lambda x: over(call("sin", x), x),),
        simplify=odd("Si", at_zero(X.ZERO)),
        ball=lambda x: x.si(),
        complex_ball=lambda z: z.si(),
        series=lambda s: s.si(),
        latex=r"\operatorname{Si}",
        callable_only=True,
        code=Code(numpy="special.sici({0})[0]"),
        sympy="Si",
    ),
    Function(
        "Ci",
        "cosine integral",
        ("CosIntegral",),
        derivative=(lambda x: over(call("cos", x), x),),
        ball=_positive("ci"),
        complex_ball=lambda z: z.ci(),
        series=lambda s: s.ci(),
        domain="x > 0",
        latex=r"\operatorname{Ci}",
        callable_only=True,
        code=Code(numpy="special.sici({0})[1]"),
        sympy="Ci",
    ),
    Function(
        "Shi",
        "hyperbolic sine integral",
        ("SinhIntegral",),
        derivative=(lambda x: over(call("sinh", x), x),),
        simplify=odd("Shi", at_zero(X.ZERO)),
        ball=lambda x: x.shi(),
        complex_ball=lambda z: z.shi(),
        series=lambda s: s.shi(),
        latex=r"\operatorname{Shi}",
        callable_only=True,
        positive=lambda x: (x,),
        code=Code(numpy="special.shichi({0})[0]"),
        sympy="Shi",
    ),
    Function(
        "Chi",
        "hyperbolic cosine integral",
        ("CoshIntegral",),
        derivative=(lambda x: over(call("cosh", x), x),),
        ball=_positive("chi"),
        complex_ball=lambda z: z.chi(),
        series=lambda s: s.chi(),
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
        series=lambda s: s.li(),
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
        series=lambda s: s.fresnel_s(),
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
        series=lambda s: s.fresnel_c(),
        latex=r"\operatorname{FresnelC}",
        code=Code(numpy="special.fresnel({0})[1]"),
        sympy="fresnelc",
    ),
    Function(
        "polylog",
        "polylogarithm, sum of x^k/k^s",
        ("PolyLog", "polylogarithm"),
        (2, 3),
        derivative=(None, lambda s, x: over(call("polylog", s - 1, x), x)),
        simplify=_polylog,
        ball=_polylog_ball,
        complex_ball=_polylog_ball,
        domain="x < 1",
        latex=(r"\operatorname{Li}_{#1}\left(#2\right)", r"\operatorname{nielsen}"),
        sympy="polylog",
    ),
    Function(
        "nielsen",
        "nielsen(n, p, x): Nielsen's polylogarithm S_{n,p}(x)",
        (),
        (3, 3),
        derivative=(None, None, lambda n, p, x: over(call("nielsen", n - 1, p, x), x)),
        simplify=_nielsen,
        ball=_nielsen_ball,
        domain="|x| < 1; whole n, p > 0",
    ),
    Function(
        "dilog",
        "polylog(2, x)",
        ("Li2", "Li_2"),
        simplify=lambda x: call("polylog", X.TWO, x),
        definition=lambda x: call("polylog", X.TWO, x),
        domain="x <= 1",
    ),
)
