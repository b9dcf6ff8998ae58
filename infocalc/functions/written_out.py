"""Functions of programs and handbooks that are written by others at once: jn(n, x) is √(π/(2x))·J_{n+1/2}(x).

The answer stands in the functions that they are made of, whose derivatives and balls it has.
"""

from __future__ import annotations

from collections.abc import Callable

from infocalc.annotations import Any
from infocalc.errors import NoAnswer
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, mul, num, power
from infocalc.functions.exact import half, integer, over, sqrt
from infocalc.functions.row import Function, Rule, call, define

_FOUR = num(4)


def _exp(x: Expr) -> Expr:
    return power(X.E, x)


def _spherical(name: str) -> Rule:
    """√(π/(2x)) times the cylinder function of order n + 1/2 (DLMF 10.47)."""
    return lambda n, x: sqrt(over(X.PI, 2 * x)) * call(name, n + X.HALF, x)


def _scaled(name: str, sign: int) -> Rule:
    return lambda nu, x: call(name, nu, x) * _exp(sign * x)


def _of_order(name: str, order: int) -> Rule:
    return lambda x: call(name, num(order), x)


def _scaled_airy(name: str, sign: int) -> Rule:
    """Ai(x)·e^(2/3·x^(3/2)) (DLMF 9.7)."""
    return lambda x: call(name, x) * _exp(num(2 * sign, 3) * power(x, num(3, 2)))


def _quotient(above: str, below: str) -> Rule:
    """Glaisher's names: ns is 1/sn, sc is sn/cn (DLMF 22.2.10)."""
    return lambda u, m: over(
        call(f"jacobi{above}", u, m) if above else 1, call(f"jacobi{below}", u, m) if below else 1
    )


def _arc(amplitude: Rule) -> Rule:
    """The inverse function as F(φ, m), φ the amplitude at which the function has the value (DLMF 22.15)."""
    return lambda x, m: call("elliptic_f", amplitude(x, m), m)


def _of_modulus(u: Expr, m: Expr) -> Expr:
    """φ with dn = u: sin φ = √((1 − u²)/m)."""
    return call("asin", sqrt(over(1 - u**2, m)))


def _multigamma(x: Expr, p: int) -> Expr:
    """Γ_p(x) = π^(p(p−1)/4)·Π_{j<p} Γ(x − j/2) (DLMF 35.3.1)."""
    return mul(power(X.PI, num(p * (p - 1), 4)), *[call("gamma", x - num(j, 2)) for j in range(p)])


def _log_multigamma(x: Expr, p: int) -> Expr:
    constant = num(p * (p - 1), 4) * call("log", X.PI)
    return X.add(constant, *[call("loggamma", x - num(j, 2)) for j in range(p)])


def _multigamma_ball(x: Any, p: Any) -> Any:
    count = p.unique_fmpz()
    if count is None or not 1 <= count <= 50 or not 2 * x > int(count) - 1:
        return x.nan()
    product = (x.pi().log() * int(count * (count - 1)) / 4).exp()
    for j in range(int(count)):
        product *= (x - type(x)(j) / 2).gamma()
    return product


def _of_dimension(
    name: str, meaning: str, spellings: tuple[str, ...], rule: Callable[[Expr, int], Expr], ball: Any
) -> Function:
    """A multivariate gamma function; of a dimension that is no number it stands as it is."""

    def simplify(x: Expr, p: Expr) -> Expr | None:
        count = integer(p)
        if count is not None and not 1 <= count <= 50:
            raise NoAnswer("the dimension of a multivariate gamma function is a whole number from 1 to 50")
        return None if count is None else rule(x, count)

    domain = "x > (p - 1)/2; p = 1, 2, 3, ..."
    return Function(name, meaning, spellings, (2, 2), simplify=simplify, ball=ball, domain=domain)


def _double_factorial(x: Expr) -> Expr:
    """x!! = 2^(x/2)·(π/2)^((cos πx − 1)/4)·Γ(x/2 + 1) (DLMF 5.4.2)."""
    turn = over(call("cos", X.PI * x) - 1, 4)
    return power(X.TWO, half(x)) * power(half(X.PI), turn) * call("gamma", half(x) + 1)


def _xi(s: Expr) -> Expr:
    """ξ(s) = s(s − 1)/2·π^(−s/2)·Γ(s/2)·ζ(s) (DLMF 25.4.4)."""
    return half(s * (s - 1)) * power(X.PI, half(-s)) * call("gamma", half(s)) * call("zeta", s)


def _beta_between(name: str) -> Rule:
    """Of three arguments from 0 to x, of four from x to y."""

    def rule(a: Expr, b: Expr, x: Expr, *y: Expr) -> Expr:
        return call(name, a, b, *y) - call(name, a, b, x) if y else call(name, a, b, x)

    return rule


def _boxcox(x: Expr, lam: Expr) -> Expr:
    return call("log", x) if lam is X.ZERO else over(power(x, lam) - 1, lam)


def _inverse_boxcox(y: Expr, lam: Expr) -> Expr:
    return _exp(y) if lam is X.ZERO else power(lam * y + 1, over(1, lam))


def _cosc(x: Expr) -> Expr:
    """The slope of sin(πx)/(πx), 0 at 0."""
    if x is X.ZERO:
        return X.ZERO
    return over(call("cos", X.PI * x), x) - over(call("sin", X.PI * x), X.PI * x**2)


def _pseudo_huber(delta: Expr, r: Expr) -> Expr:
    return delta**2 * (sqrt(1 + over(r, delta) ** 2) - 1)


def _softshrink(x: Expr, bound: Expr = X.HALF) -> Expr:
    return call("sign", x) * call("max", call("abs", x) - bound, X.ZERO)


def _squareplus(x: Expr, b: Expr = _FOUR) -> Expr:
    return half(x + sqrt(x**2 + b))


def _celu(x: Expr, a: Expr = X.ONE) -> Expr:
    return call("max", X.ZERO, x) + call("min", X.ZERO, a * (_exp(over(x, a)) - 1))


def _row(
    name: str,
    meaning: str,
    spellings: str,
    rule: Rule,
    arity: int | tuple[int, int] = 1,
    domain: str = "all real x",
    reading: str = "",
) -> Function:
    counts = arity if isinstance(arity, tuple) else (arity, arity)
    return Function(
        name,
        meaning,
        tuple(spellings.split()),
        counts,
        simplify=rule,
        definition=rule,
        domain=domain,
        reading=reading,
        callable_only=True,
    )


_C_BESSEL = "{0}(n, x) is the spherical Bessel function, as in SymPy; that of C is bessel{1}(n, x)"

define(
    # Bessel and Airy functions, after SymPy, SciPy, Maxima and Julia
    _row(
        "jn",
        "jn(n, x): spherical Bessel function sqrt(pi/(2*x))*besselj(n + 1/2, x)",
        "spherical_jn spherical_bessel_j SphericalBesselJ sphericalbesselj",
        *(_spherical("besselj"), 2, "x > 0", _C_BESSEL.format("jn", "j")),
    ),
    _row(
        "yn",
        "yn(n, x): spherical Bessel function sqrt(pi/(2*x))*bessely(n + 1/2, x)",
        "spherical_yn spherical_bessel_y SphericalBesselY sphericalbessely",
        *(_spherical("bessely"), 2, "x > 0", _C_BESSEL.format("yn", "y")),
    ),
    _row(
        "spherical_in",
        "modified spherical Bessel function of the first kind",
        "",
        *(_spherical("besseli"), 2, "x > 0"),
    ),
    _row(
        "spherical_kn",
        "modified spherical Bessel function of the second kind",
        "",
        *(_spherical("besselk"), 2, "x > 0"),
    ),
    _row(
        "hn1",
        "spherical Hankel function jn(n, x) + i*yn(n, x)",
        "spherical_hankel_1",
        *(_spherical("hankel1"), 2, "complex: --complex"),
    ),
    _row(
        "hn2",
        "spherical Hankel function jn(n, x) - i*yn(n, x)",
        "spherical_hankel_2",
        *(_spherical("hankel2"), 2, "complex: --complex"),
    ),
    _row("besselj0", "besselj(0, x)", "bessel_j0 BesselJ0", _of_order("besselj", 0)),
    _row("besselj1", "besselj(1, x)", "bessel_j1 BesselJ1", _of_order("besselj", 1)),
    _row("bessely0", "bessely(0, x)", "bessel_y0 BesselY0", _of_order("bessely", 0), 1, "x > 0"),
    _row("bessely1", "bessely(1, x)", "bessel_y1 BesselY1", _of_order("bessely", 1), 1, "x > 0"),
    _row("besseli0", "besseli(0, x)", "bessel_i0", _of_order("besseli", 0)),
    _row("besseli1", "besseli(1, x)", "bessel_i1", _of_order("besseli", 1)),
    _row("besselk0", "besselk(0, x)", "bessel_k0", _of_order("besselk", 0), 1, "x > 0"),
    _row("besselk1", "besselk(1, x)", "bessel_k1", _of_order("besselk", 1), 1, "x > 0"),
    _row(
        "besselix",
        "besseli(nu, x)*e^(-|x|)",
        "ive",
        *(lambda nu, x: call("besseli", nu, x) * _exp(-call("abs", x)), 2),
        "all real x for whole nu, x > 0 else",
    ),
    _row("besselkx", "besselk(nu, x)*e^x", "kve", _scaled("besselk", 1), 2, "x > 0"),
    _row("airyaix", "airyai(x)*e^(2/3*x^(3/2))", "", _scaled_airy("airyai", 1), 1, "x >= 0"),
    _row("airyaiprimex", "airyaiprime(x)*e^(2/3*x^(3/2))", "", _scaled_airy("airyaiprime", 1), 1, "x >= 0"),
    _row("airybix", "airybi(x)*e^(-2/3*x^(3/2))", "", _scaled_airy("airybi", -1), 1, "x >= 0"),
    _row("airybiprimex", "airybiprime(x)*e^(-2/3*x^(3/2))", "", _scaled_airy("airybiprime", -1), 1, "x >= 0"),
    # the other nine functions of Jacobi, and inverses
    *[
        _row(
            f"jacobi{p}{q}",
            f"jacobi{p}{q}(u, m): Jacobi's elliptic function "
            + (f"1/{q}n" if p == "n" else f"{p}n" if q == "n" else f"{p}n/{q}n"),
            f"jacobi_{p}{q} Jacobi{p.upper()}{q.upper()}",
            _quotient("" if p == "n" else f"{p}n", "" if q == "n" else f"{q}n"),
            2,
            "0 <= m <= 1",
        )
        for p in "nscd"
        for q in "scd"
        if p != q
    ],
    *[
        _row(
            f"inverse_jacobi_{letters}",
            f"inverse_jacobi_{letters}(x, m): the u with {letters}(u, m) = x, 0 <= u <= K(m)",
            f"InverseJacobi{letters.upper()} arc{letters}",
            _arc(amplitude),
            2,
            domain,
        )
        for letters, amplitude, domain in (
            ("sn", lambda x, _: call("asin", x), "-1 <= x <= 1"),
            ("cn", lambda x, _: call("acos", x), "-1 <= x <= 1"),
            ("dn", _of_modulus, "1 - m <= x^2 <= 1"),
            ("sc", lambda x, _: call("atan", x), "all real x"),
            ("ns", lambda x, _: call("asin", over(1, x)), "|x| >= 1"),
            ("nc", lambda x, _: call("acos", over(1, x)), "|x| >= 1"),
            ("cs", lambda x, _: call("atan", over(1, x)), "x ≠ 0"),
            ("nd", lambda x, m: _of_modulus(over(1, x), m), "1 <= x^2 <= 1/(1 - m)"),
            ("sd", lambda x, m: call("asin", over(x, sqrt(1 + m * x**2))), "(1 - m)*x^2 <= 1"),
            ("cd", lambda x, m: call("asin", sqrt(over(1 - x**2, 1 - m * x**2))), "0 <= x <= 1"),
            ("ds", lambda x, m: call("asin", over(1, sqrt(m + x**2))), "x > 0, x^2 >= 1 - m"),
            ("dc", lambda x, m: call("asin", sqrt(over(x**2 - 1, x**2 - m))), "x >= 1"),
        )
    ],
    # gamma, beta, zeta
    _of_dimension(
        "multigamma", "multigamma(x, p): multivariate gamma function", (), _multigamma, _multigamma_ball
    ),
    _of_dimension(
        "multigammaln",
        "multigammaln(x, p): log of the multivariate gamma function",
        ("mvlgamma",),
        _log_multigamma,
        lambda x, p: _multigamma_ball(x, p).log(),
    ),
    _row("factorial2", "double factorial x!!, of any real x", "Factorial2", _double_factorial, 1, "x > -2"),
    _row(
        "logbeta",
        "log of the beta function, a, b > 0",
        "betaln lbeta",
        lambda a, b: call("loggamma", a) + call("loggamma", b) - call("loggamma", a + b),
        *(2, "a, b > 0"),
    ),
    _row("rgamma", "1/gamma(x)", "", lambda x: over(1, call("gamma", x)), 1, "x ≠ 0, -1, -2, ..."),
    _row(
        "gammainc",
        "gammainc(a, x): regularised lower incomplete gamma function P(a, x)",
        "",
        lambda a, x: over(call("lowergamma", a, x), call("gamma", a)),
        *(2, "a > 0, x >= 0"),
        "gammainc(a, x) is P(a, x), as in SciPy; MATLAB has gammainc(x, a), mpmath uppergamma(a, x)",
    ),
    _row(
        "gammaincc",
        "gammaincc(a, x): regularised upper incomplete gamma function Q(a, x)",
        "gamma_incomplete_regularized GammaRegularized",
        lambda a, x: over(call("uppergamma", a, x), call("gamma", a)),
        *(2, "a > 0, x > 0"),
    ),
    _row(
        "betainc_regularized",
        "betainc_regularized(a, b, x, y): the share of the beta law with a, b between x and y",
        "BetaRegularized",
        *(_beta_between("incbeta_regularised"), (3, 4), "a, b > 0; 0 <= x <= y <= 1"),
    ),
    _row(
        "betainc",
        "betainc(a, b, x, y): integral of t^(a-1)*(1-t)^(b-1) from x to y",
        "",
        lambda a, b, x, *y: _beta_between("incbeta" if y else "incbeta_regularised")(a, b, x, *y),
        *((3, 4), "a, b > 0; 0 <= x <= y <= 1"),
        "betainc(a, b, x) is regularised, as in SciPy; betainc(a, b, x, y) is not, as in SymPy",
    ),
    _row("riemann_xi", "Riemann's xi function", "RiemannXi", _xi, 1, "s ≠ 0, 1"),
    _row("zetac", "zeta(x) - 1", "", lambda x: call("zeta", x) - 1, 1, "x ≠ 1"),
    _row("spence", "spence(x): polylog(2, 1 - x)", "", lambda x: call("polylog", X.TWO, 1 - x), 1, "x >= 0"),
    # sums and logarithms that programs compute without losing digits
    _row("exp10", "10^x", "", lambda x: power(num(10), x)),
    _row("tanpi", "tan(pi*x)", "", lambda x: call("tan", X.PI * x), 1, "x ≠ n + 1/2"),
    _row("cosc", "cos(pi*x)/x - sin(pi*x)/(pi*x^2), as in Julia", "", _cosc),
    _row("cosm1", "cos(x) - 1", "", lambda x: call("cos", x) - 1),
    _row("powm1", "powm1(x, y): x^y - 1", "", lambda x, y: power(x, y) - 1, 2, "x > 0"),
    _row("exprel", "(e^x - 1)/x", "", lambda x: X.ONE if x is X.ZERO else over(_exp(x) - 1, x)),
    _row("logaddexp", "log(e^x + e^y)", "", lambda x, y: call("logsumexp", x, y), 2),
    _row(
        "logaddexp2",
        "log2(2^x + 2^y)",
        "",
        lambda x, y: call("log2", power(X.TWO, x) + power(X.TWO, y)),
        2,
    ),
    _row(
        "logsubexp",
        "log(|e^x - e^y|)",
        "",
        lambda x, y: call("log", call("abs", _exp(x) - _exp(y))),
        2,
        "x ≠ y",
    ),
    _row("log1mexp", "log(1 - e^x)", "", lambda x: call("log", 1 - _exp(x)), 1, "x < 0"),
    _row("logexpm1", "log(e^x - 1)", "", lambda x: call("log", _exp(x) - 1), 1, "x > 0"),
    _row("log1psq", "log(1 + x^2)", "", lambda x: call("log", 1 + x**2)),
    _row("log1pmx", "log(1 + x) - x", "", lambda x: call("log", 1 + x) - x, 1, "x > -1"),
    _row("logmxp1", "log(x) - x + 1", "", lambda x: call("log", x) - x + 1, 1, "x > 0"),
    _row("xlogx", "x*log(x), 0 for x = 0", "", lambda x: call("xlogy", x, x), 1, "x >= 0"),
    _row("logerfc", "log(erfc(x))", "", lambda x: call("log", call("erfc", x))),
    _row("logerfcx", "log(erfcx(x))", "", lambda x: call("log", call("erfcx", x))),
    _row("log_ndtr", "log(normcdf(x))", "norm.logcdf", lambda x: call("log", call("normcdf", x))),
    # arithmetic
    _row("ldexp", "ldexp(x, n): x*2^n", "", lambda x, n: x * power(X.TWO, n), 2),
    _row("fma", "fma(x, y, z): x*y + z", "muladd", lambda x, y, z: x * y + z, 3),
    _row("fdim", "fdim(x, y): x - y where that is positive, 0 else", "", lambda x, y: call("relu", x - y), 2),
    _row("abs2", "|x|^2", "", lambda x: call("abs", x) ** 2),
    _row(
        "copysign",
        "copysign(x, y): |x| with the sign of y",
        "",
        lambda x, y: call("abs", x) * call("sign", y),
        2,
        "y ≠ 0",
    ),
    _row("boxcox", "boxcox(x, lambda): (x^lambda - 1)/lambda", "", _boxcox, 2, "x > 0"),
    _row(
        "boxcox1p",
        "boxcox1p(x, lambda): boxcox(1 + x, lambda)",
        "",
        lambda x, lam: _boxcox(1 + x, lam),
        2,
        "x > -1",
    ),
    _row(
        "inv_boxcox",
        "inv_boxcox(y, lambda): (lambda*y + 1)^(1/lambda)",
        "",
        _inverse_boxcox,
        2,
        "lambda*y > -1",
    ),
    _row(
        "pseudo_huber",
        "pseudo_huber(delta, r): delta^2*(sqrt(1 + (r/delta)^2) - 1)",
        "",
        _pseudo_huber,
        2,
        "delta > 0",
    ),
    # trigonometry of navigation
    _row("versin", "1 - cos(x)", "versine vers", lambda x: 1 - call("cos", x)),
    _row("coversin", "1 - sin(x)", "coversine", lambda x: 1 - call("sin", x)),
    _row("vercos", "1 + cos(x)", "vercosine", lambda x: 1 + call("cos", x)),
    _row("haversin", "(1 - cos(x))/2", "haversine hav Haversine", lambda x: half(1 - call("cos", x))),
    _row(
        "ahaversin",
        "2*asin(sqrt(x))",
        "InverseHaversine archav",
        lambda x: 2 * call("asin", sqrt(x)),
        1,
        "0 <= x <= 1",
    ),
    _row("exsec", "sec(x) - 1", "exsecant", lambda x: call("sec", x) - 1, 1, "cos(x) ≠ 0"),
    _row(
        "gudermann",
        "gd(x): Gudermannian 2*atan(tanh(x/2))",
        "gd gudermannian Gudermannian",
        lambda x: 2 * call("atan", call("tanh", half(x))),
    ),
    _row(
        "inverse_gudermann",
        "2*atanh(tan(x/2))",
        "InverseGudermannian",
        lambda x: 2 * call("atanh", call("tan", half(x))),
        *(1, "-pi/2 < x < pi/2"),
    ),
    # activations
    _row("tanhshrink", "x - tanh(x)", "", lambda x: x - call("tanh", x)),
    _row(
        "softshrink",
        "softshrink(x, b): x moved towards 0 by b, which is 1/2 unless given",
        "",
        _softshrink,
        (1, 2),
    ),
    _row("celu", "celu(x, a): max(0, x) + min(0, a*(e^(x/a) - 1)), a = 1 unless given", "", _celu, (1, 2)),
    _row(
        "squareplus",
        "squareplus(x, b): (x + sqrt(x^2 + b))/2, b = 4 unless given",
        "",
        _squareplus,
        (1, 2),
    ),
)
