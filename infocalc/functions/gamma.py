"""The gamma function and its derivatives, incomplete ones, beta."""

from __future__ import annotations

import math

from infocalc.annotations import Any
from infocalc.errors import Undefined
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, mul, num, power, rational
from infocalc.functions.exact import half, integer, over, sqrt
from infocalc.functions.row import TABLE, Code, Far, Function, OfArguments, call, define
from infocalc.limits import check_bits

#: larger rationals have no value written out
_MOST = 60


def _loggamma_far(_: int, sign: int, u: Expr) -> Far | None:
    """log Γ(u) = (u − 1/2)·log u − u + log(2π)/2 + θ, 0 ≤ θ ≤ 1/(12u) (Stirling; DLMF 5.11.1, 5.11(ii))."""
    if sign < 0:
        return None
    main = (u - X.HALF) * call("log", u) - u + half(call("log", 2 * X.PI))
    return Far(main, high=over(1, 12 * u))


def _loggamma_at(q: Any) -> Expr | None:
    """log Γ(n) = log (n − 1)!, Γ(n + 1/2) = √π·∏(k − 1/2) (DLMF 5.4)."""
    if not 0 < q <= _MOST or q.q not in (1, 2):
        return None
    product, x = q / q, q
    while x > 1:
        x -= 1
        product *= x
    rational = TABLE["log"].at_rational
    log = None if rational is None else rational(product)
    return None if log is None else log + half(call("log", X.PI)) if q.q == 2 else log


def _digamma_at(q: Any) -> Expr | None:
    """ψ(n) = −γ + Σ 1/k, ψ(n + 1/2) = −γ − 2·log 2 + Σ 2/(2k − 1) (DLMF 5.4)."""
    if not 0 < q <= _MOST or q.q not in (1, 2):
        return None
    total, x = q - q, q
    while x > 1:
        x -= 1
        total += 1 / x
    start = -X.EULER_GAMMA if q.q == 1 else -X.EULER_GAMMA - 2 * X.apply("log", X.TWO)
    return X.rational(total) + start


def factorial(x: Expr) -> Expr | None:
    n = integer(x)
    if n is None:
        return None
    if n < 0:
        raise Undefined(f"({n})! is not defined", hint="the factorial has poles at -1, -2, -3, ...")
    check_bits(n * max(n.bit_length(), 1))
    return num(math.factorial(n))


def _gamma(x: Expr, upper: Expr | None = None) -> Expr | None:
    """Γ(n) = (n − 1)!, Γ(n + 1/2) = rational·√π; Γ(a, x) is the upper incomplete one."""
    if upper is not None:
        return call("uppergamma", x, upper)
    if x.head != X.NUM:
        return None
    n = integer(x)
    if n is not None:
        return factorial(num(n - 1)) if n > 0 else None
    if x.data.denominator != 2 or abs(x.data) > 1000:
        return None
    q, c = x.data, 1
    while q > 1:
        q -= 1
        c = q * c
    while q < 0:
        c = c / q
        q += 1
    return mul(rational(c), sqrt(X.PI))


def _digamma(x: Expr, argument: Expr | None = None) -> Expr | None:
    """ψ(1) = −γ; psi(n, x) is the polygamma function."""
    if argument is not None:
        return call("polygamma", x, argument)
    return -X.EULER_GAMMA if x is X.ONE else None


def _polygamma(n: Expr, x: Expr) -> Expr | None:
    if n is X.ZERO:
        return call("digamma", x)
    if n is X.ONE and x is X.ONE:
        return over(X.PI**2, 6)
    return over(X.PI**2, 2) if n is X.ONE and x is X.HALF else None


def _polygamma_raised(n: Expr, x: Expr) -> Expr:
    """ψₙ(x + 1) = ψₙ(x) + (−1)ⁿ·n!/xⁿ⁺¹."""
    return call("polygamma", n, x) + X.MINUS_ONE**n * call("factorial", n) * x ** (-n - 1)


def _beta(a: Expr, b: Expr) -> Expr | None:
    if a.head == X.NUM and b.head == X.NUM and a.data > 0 and b.data > 0:
        found = over(call("gamma", a) * call("gamma", b), call("gamma", a + b))
        return None if X.CALL in found.words else found
    return None


def _polygamma_ball(n: Any, x: Any) -> Any:
    from flint import acb

    found = acb(x).polygamma(acb(n))
    return found.real if found.imag.contains(0) else found.real * type(x).nan()


def _raised(name: str) -> OfArguments:
    return lambda n, x: call(name, n + 1, x)


def _log_on_boxes(s: Any) -> Any:
    """log Γ(s) for Re s > 0, tight on wide boxes: |ψ''(z)| ≤ |ψ''(Re z)| ≤ 1/x² + 2/x³ (termwise)."""
    from flint import acb, acb_series, arb

    z = s[0]
    if not z.real > 0:
        return s + acb(arb.nan())
    if s.prec > 3 or z.rad() < arb(2) ** -20:
        return s.lgamma()
    middle, x = acb(z.real.mid(), z.imag.mid()), z.real.lower()
    value, slope, bend = acb_series([middle, 1], 3).lgamma().coeffs()
    h = z - middle
    reach = h.abs_upper() * (1 / x**2 + 2 / x**3) / 2
    bend = bend + acb(arb(0, reach), arb(0, reach))
    tilt = slope + 2 * h * bend
    return acb_series(
        [value + h * slope + h * h * bend, tilt * s[1], tilt * s[2] + bend * s[1] ** 2][: s.prec], s.prec
    )


define(
    Function(
        "gamma",
        "gamma function; gamma(a, x) is the upper incomplete one",
        ("Γ", "Gamma", "GAMMA", "tgamma"),
        (1, 2),
        derivative=(lambda x: call("gamma", x) * call("digamma", x),),
        simplify=_gamma,
        ball=lambda x: x.gamma(),
        complex_ball=lambda z: z.gamma(),
        whole=True,
        taylor=lambda s: s.gamma(),
        domain="x ≠ 0, -1, -2, ...",
        latex=r"\Gamma",
        callable_only=True,
        positive=lambda x: (x,),
        raised=lambda x: x * call("gamma", x),
        code=Code(python="math.gamma", numpy="special.gamma", jax="jax.scipy.special.gamma", c="tgamma"),
        sympy="gamma",
        taylor_on_boxes=lambda s: s.gamma(),
        logarithm=lambda u: call("loggamma", u),
    ),
    Function(
        "uppergamma",
        "upper incomplete gamma function, integral of t^(a-1)*e^(-t) from x to infinity",
        ("gammainc_upper", "incgamma", "upper_gamma", "gamma_incomplete"),
        (2, 2),
        derivative=(None, lambda a, x: -(x ** (a - 1)) * power(X.E, -x)),
        simplify=lambda a, x: power(X.E, -x) if a is X.ONE else call("gamma", a) if x is X.ZERO else None,
        ball=lambda a, x: x.gamma_upper(a),
        complex_ball=lambda a, z: z.gamma_upper(a),
        domain="y > 0",
        latex=r"\Gamma",
        raised=lambda a, x: a * call("uppergamma", a, x) + x**a * power(X.E, -x),
        code=Code(numpy="(special.gammaincc({0}, {1})*special.gamma({0}))"),
        sympy="uppergamma",
    ),
    Function(
        "lowergamma",
        "lower incomplete gamma function, integral of t^(a-1)*e^(-t) from 0 to x",
        ("lower_gamma",),
        (2, 2),
        derivative=(None, lambda a, x: x ** (a - 1) * power(X.E, -x)),
        simplify=lambda a, x: 1 - power(X.E, -x) if a is X.ONE else None,
        ball=lambda a, x: x.gamma_lower(a),
        complex_ball=lambda a, z: z.gamma_lower(a),
        domain="a > 0, x >= 0",
        raised=lambda a, x: a * call("lowergamma", a, x) - x**a * power(X.E, -x),
        code=Code(numpy="(special.gammainc({0}, {1})*special.gamma({0}))"),
        sympy="lowergamma",
    ),
    Function(
        "loggamma",
        "log of the gamma function, x > 0",
        ("lgamma", "lnGamma", "gammaln", "logGamma", "LogGamma", "lngamma", "log_gamma"),
        derivative=(lambda x: call("digamma", x),),
        simplify=lambda x: X.ZERO if x is X.ONE or x is X.TWO else None,
        ball=lambda x: x.lgamma(),
        complex_ball=lambda z: z.lgamma(),
        line=(0, math.inf),
        far=_loggamma_far,
        at_rational=_loggamma_at,
        taylor=lambda s: s.lgamma(),
        domain="x > 0",
        raised=lambda x: call("loggamma", x) + call("log", x),
        code=Code(
            python="math.lgamma",
            numpy="special.gammaln",
            torch="torch.lgamma",
            jax="jax.scipy.special.gammaln",
            c="lgamma",
        ),
        sympy="loggamma",
        taylor_on_boxes=_log_on_boxes,
    ),
    Function(
        "digamma",
        "digamma function gamma'(x)/gamma(x); psi(n, x) is its n-th derivative",
        ("psi", "ψ", "Psi"),
        (1, 2),
        derivative=(lambda x: call("polygamma", X.ONE, x),),
        simplify=_digamma,
        ball=lambda x: x.digamma(),
        complex_ball=lambda z: z.digamma(),
        whole=True,
        domain="x ≠ 0, -1, -2, ...",
        latex=r"\psi",
        callable_only=True,
        raised=lambda x: call("digamma", x) + over(X.ONE, x),
        code=Code(numpy="special.digamma", torch="torch.digamma", jax="jax.scipy.special.digamma"),
        sympy="digamma",
        at_rational=_digamma_at,
    ),
    Function(
        "polygamma",
        "n-th derivative of the digamma function",
        ("PolyGamma",),
        (2, 2),
        derivative=(None, _raised("polygamma")),
        integers=(0,),
        simplify=_polygamma,
        ball=_polygamma_ball,
        complex_ball=lambda n, z: z.polygamma(n),
        domain="n = 0, 1, 2, ...; x ≠ 0, -1, -2, ...",
        raised=_polygamma_raised,
        stepped=1,
        latex=r"\psi^{(#1)}\left(#2\right)",
        code=Code(numpy="special.polygamma"),
        sympy="polygamma",
    ),
    Function(
        "trigamma",
        "polygamma(1, x)",
        simplify=lambda x: call("polygamma", X.ONE, x),
        definition=lambda x: call("polygamma", X.ONE, x),
        domain="x ≠ 0, -1, -2, ...",
    ),
    Function(
        "beta",
        "beta function gamma(a)*gamma(b)/gamma(a + b)",
        ("Beta", "Β"),
        (2, 2),
        derivative=(
            lambda a, b: call("beta", a, b) * (call("digamma", a) - call("digamma", a + b)),
            lambda a, b: call("beta", a, b) * (call("digamma", b) - call("digamma", a + b)),
        ),
        simplify=_beta,
        definition=lambda a, b: over(call("gamma", a) * call("gamma", b), call("gamma", a + b)),
        latex=r"\operatorname{Beta}",
        callable_only=True,
        positive=lambda a, b: (a, b),
        domain="x, y ≠ 0, -1, -2, ...",
        code=Code(numpy="special.beta"),
        sympy="beta",
        logarithm=lambda a, b: call("loggamma", a) + call("loggamma", b) - call("loggamma", a + b),
    ),
)
