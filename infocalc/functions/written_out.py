"""Functions of programs and handbooks that are written by others at once: jn(n, x) is √(π/(2x))·J_{n+1/2}(x).

The answer stands in the functions that they are made of, whose derivatives and balls it has.
"""

from __future__ import annotations

from infocalc.expr import expr as X
from infocalc.expr.expr import num, power
from infocalc.functions.exact import exp, half, over, sqrt
from infocalc.functions.handbook import (
    C_BESSEL,
    arc,
    beta_between,
    boxcox,
    celu,
    cosc,
    double_factorial,
    inverse_boxcox,
    log_multigamma,
    multigamma,
    multigamma_ball,
    of_dimension,
    of_modulus,
    of_order,
    pseudo_huber,
    quotient,
    row,
    scaled,
    scaled_airy,
    softshrink,
    spherical,
    squareplus,
    xi,
)
from infocalc.functions.row import call, define

define(
    # Bessel and Airy functions, after SymPy, SciPy, Maxima and Julia
    row(
        "jn",
        "jn(n, x): spherical Bessel function sqrt(pi/(2*x))*besselj(n + 1/2, x)",
        "spherical_jn spherical_bessel_j SphericalBesselJ sphericalbesselj",
        *(spherical("besselj"), 2, "x > 0", C_BESSEL.format("jn", "j")),
    ),
    row(
        "yn",
        "yn(n, x): spherical Bessel function sqrt(pi/(2*x))*bessely(n + 1/2, x)",
        "spherical_yn spherical_bessel_y SphericalBesselY sphericalbessely",
        *(spherical("bessely"), 2, "x > 0", C_BESSEL.format("yn", "y")),
    ),
    row(
        "spherical_in",
        "modified spherical Bessel function of the first kind",
        "",
        *(spherical("besseli"), 2, "y > 0"),
    ),
    row(
        "spherical_kn",
        "modified spherical Bessel function of the second kind",
        "",
        *(spherical("besselk"), 2, "y > 0"),
    ),
    row(
        "hn1",
        "spherical Hankel function jn(n, x) + i*yn(n, x)",
        "spherical_hankel_1",
        *(spherical("hankel1"), 2, "complex: --complex"),
    ),
    row(
        "hn2",
        "spherical Hankel function jn(n, x) - i*yn(n, x)",
        "spherical_hankel_2",
        *(spherical("hankel2"), 2, "complex: --complex"),
    ),
    row("besselj0", "besselj(0, x)", "bessel_j0 BesselJ0", of_order("besselj", 0)),
    row("besselj1", "besselj(1, x)", "bessel_j1 BesselJ1", of_order("besselj", 1)),
    row("bessely0", "bessely(0, x)", "bessel_y0 BesselY0", of_order("bessely", 0), 1, "x > 0"),
    row("bessely1", "bessely(1, x)", "bessel_y1 BesselY1", of_order("bessely", 1), 1, "x > 0"),
    row("besseli0", "besseli(0, x)", "bessel_i0", of_order("besseli", 0)),
    row("besseli1", "besseli(1, x)", "bessel_i1", of_order("besseli", 1)),
    row("besselk0", "besselk(0, x)", "bessel_k0", of_order("besselk", 0), 1, "x > 0"),
    row("besselk1", "besselk(1, x)", "bessel_k1", of_order("besselk", 1), 1, "x > 0"),
    row(
        "besselix",
        "besseli(nu, x)*e^(-|x|)",
        "ive",
        *(lambda nu, x: call("besseli", nu, x) * exp(-call("abs", x)), 2),
        "all real x for whole nu, x > 0 else",
    ),
    row("besselkx", "besselk(nu, x)*e^x", "kve", scaled("besselk", 1), 2, "y > 0"),
    row("airyaix", "airyai(x)*e^(2/3*x^(3/2))", "", scaled_airy("airyai", 1), 1, "x >= 0"),
    row("airyaiprimex", "airyaiprime(x)*e^(2/3*x^(3/2))", "", scaled_airy("airyaiprime", 1), 1, "x >= 0"),
    row("airybix", "airybi(x)*e^(-2/3*x^(3/2))", "", scaled_airy("airybi", -1), 1, "x >= 0"),
    row("airybiprimex", "airybiprime(x)*e^(-2/3*x^(3/2))", "", scaled_airy("airybiprime", -1), 1, "x >= 0"),
    # the other nine functions of Jacobi, and inverses
    *[
        row(
            f"jacobi{p}{q}",
            f"jacobi{p}{q}(u, m): Jacobi's elliptic function "
            + (f"1/{q}n" if p == "n" else f"{p}n" if q == "n" else f"{p}n/{q}n"),
            f"jacobi_{p}{q} Jacobi{p.upper()}{q.upper()}",
            quotient("" if p == "n" else f"{p}n", "" if q == "n" else f"{q}n"),
            2,
            "0 <= m <= 1" if q == "d" else f"0 <= m <= 1, {q}n(u, m) ≠ 0",
        )
        for p in "nscd"
        for q in "scd"
        if p != q
    ],
    *[
        row(
            f"inverse_jacobi_{letters}",
            f"inverse_jacobi_{letters}(x, m): the u with {letters}(u, m) = x, 0 <= u <= K(m)",
            f"InverseJacobi{letters.upper()} arc{letters}",
            arc(amplitude),
            2,
            domain,
        )
        for letters, amplitude, domain in (
            ("sn", lambda x, _: call("asin", x), "-1 <= x <= 1, m < 1"),
            ("cn", lambda x, _: call("acos", x), "-1 <= x <= 1, m < 1"),
            ("dn", of_modulus, "1 - m <= x^2 <= 1"),
            ("sc", lambda x, _: call("atan", x), "m < 1"),
            ("ns", lambda x, _: call("asin", over(1, x)), "|x| >= 1, m < 1"),
            ("nc", lambda x, _: call("acos", over(1, x)), "|x| >= 1, m < 1"),
            ("cs", lambda x, _: call("atan", over(1, x)), "x ≠ 0, m < 1"),
            ("nd", lambda x, m: of_modulus(over(1, x), m), "1 <= x^2 <= 1/(1 - m)"),
            ("sd", lambda x, m: call("asin", over(x, sqrt(1 + m * x**2))), "(1 - m)*x^2 <= 1"),
            ("cd", lambda x, m: call("asin", sqrt(over(1 - x**2, 1 - m * x**2))), "0 <= x <= 1"),
            ("ds", lambda x, m: call("asin", over(1, sqrt(m + x**2))), "x > 0, x^2 >= 1 - m"),
            ("dc", lambda x, m: call("asin", sqrt(over(x**2 - 1, x**2 - m))), "x >= 1"),
        )
    ],
    # gamma, beta, zeta
    of_dimension(
        "multigamma", "multigamma(x, p): multivariate gamma function", (), multigamma, multigamma_ball
    ),
    of_dimension(
        "multigammaln",
        "multigammaln(x, p): log of the multivariate gamma function",
        ("mvlgamma",),
        log_multigamma,
        lambda x, p: multigamma_ball(x, p).log(),
    ),
    row("factorial2", "double factorial x!!, of any real x", "Factorial2", double_factorial, 1, "x > -2"),
    row(
        "logbeta",
        "log of the beta function, a, b > 0",
        "betaln lbeta",
        lambda a, b: call("loggamma", a) + call("loggamma", b) - call("loggamma", a + b),
        *(2, "a, b > 0"),
    ),
    row("rgamma", "1/gamma(x)", "", lambda x: over(1, call("gamma", x)), 1, "x ≠ 0, -1, -2, ..."),
    row(
        "gammainc",
        "gammainc(a, x): regularised lower incomplete gamma function P(a, x)",
        "",
        lambda a, x: over(call("lowergamma", a, x), call("gamma", a)),
        *(2, "a > 0, x >= 0"),
        "gammainc(a, x) is P(a, x), as in SciPy; MATLAB has gammainc(x, a), mpmath uppergamma(a, x)",
    ),
    row(
        "gammaincc",
        "gammaincc(a, x): regularised upper incomplete gamma function Q(a, x)",
        "gamma_incomplete_regularized GammaRegularized",
        lambda a, x: over(call("uppergamma", a, x), call("gamma", a)),
        *(2, "a > 0, x > 0"),
    ),
    row(
        "betainc_regularized",
        "betainc_regularized(a, b, x, y): the share of the beta law with a, b between x and y",
        "BetaRegularized",
        *(beta_between("incbeta_regularised"), (3, 4), "a, b > 0; 0 <= x <= y <= 1"),
    ),
    row(
        "betainc",
        "betainc(a, b, x, y): integral of t^(a-1)*(1-t)^(b-1) from x to y",
        "",
        lambda a, b, x, *y: beta_between("incbeta" if y else "incbeta_regularised")(a, b, x, *y),
        *((3, 4), "a, b > 0; 0 <= x <= y <= 1"),
        "betainc(a, b, x) is regularised, as in SciPy; betainc(a, b, x, y) is not, as in SymPy",
    ),
    row("riemann_xi", "Riemann's xi function", "RiemannXi", xi, 1, "s ≠ 0, 1"),
    row("zetac", "zeta(x) - 1", "", lambda x: call("zeta", x) - 1, 1, "x ≠ 1"),
    row("spence", "spence(x): polylog(2, 1 - x)", "", lambda x: call("polylog", X.TWO, 1 - x), 1, "x >= 0"),
    # sums and logarithms that programs compute without losing digits
    row("exp10", "10^x", "", lambda x: power(num(10), x)),
    row("tanpi", "tan(pi*x)", "", lambda x: call("tan", X.PI * x), 1, "x ≠ n + 1/2"),
    row("sincpi", "sin(pi*x)/(pi*x), NumPy's sinc", "", lambda x: call("sinc", X.PI * x)),
    row("cosc", "cos(pi*x)/x - sin(pi*x)/(pi*x^2), as in Julia", "", cosc),
    row("cosm1", "cos(x) - 1", "", lambda x: call("cos", x) - 1),
    row("powm1", "powm1(x, y): x^y - 1", "", lambda x, y: power(x, y) - 1, 2, "x > 0"),
    row("exprel", "(e^x - 1)/x", "", lambda x: X.ONE if x is X.ZERO else over(exp(x) - 1, x)),
    row("logaddexp", "log(e^x + e^y)", "", lambda x, y: call("logsumexp", x, y), 2),
    row(
        "logaddexp2",
        "log2(2^x + 2^y)",
        "",
        lambda x, y: call("log2", power(X.TWO, x) + power(X.TWO, y)),
        2,
    ),
    row(
        "logsubexp",
        "log(|e^x - e^y|)",
        "",
        lambda x, y: call("log", call("abs", exp(x) - exp(y))),
        2,
        "x ≠ y",
    ),
    row("log1mexp", "log(1 - e^x)", "", lambda x: call("log", 1 - exp(x)), 1, "x < 0"),
    row("logexpm1", "log(e^x - 1)", "", lambda x: call("log", exp(x) - 1), 1, "x > 0"),
    row("log1psq", "log(1 + x^2)", "", lambda x: call("log", 1 + x**2)),
    row("log1pmx", "log(1 + x) - x", "", lambda x: call("log", 1 + x) - x, 1, "x > -1"),
    row("logmxp1", "log(x) - x + 1", "", lambda x: call("log", x) - x + 1, 1, "x > 0"),
    row("xlogx", "x*log(x), 0 for x = 0", "", lambda x: call("xlogy", x, x), 1, "x >= 0"),
    row("logerfc", "log(erfc(x))", "", lambda x: call("log", call("erfc", x))),
    row("logerfcx", "log(erfcx(x))", "", lambda x: call("log", call("erfcx", x))),
    row("log_ndtr", "log(normcdf(x))", "norm.logcdf", lambda x: call("log", call("normcdf", x))),
    # arithmetic
    row("ldexp", "ldexp(x, n): x*2^n", "", lambda x, n: x * power(X.TWO, n), 2),
    row("fma", "fma(x, y, z): x*y + z", "muladd", lambda x, y, z: x * y + z, 3),
    row("fdim", "fdim(x, y): x - y where that is positive, 0 else", "", lambda x, y: call("relu", x - y), 2),
    row("abs2", "|x|^2", "", lambda x: call("abs", x) ** 2),
    row(
        "copysign",
        "copysign(x, y): |x| with the sign of y",
        "",
        lambda x, y: call("abs", x) * call("sign", y),
        2,
        "y ≠ 0",
    ),
    row("boxcox", "boxcox(x, lambda): (x^lambda - 1)/lambda", "", boxcox, 2, "x > 0"),
    row(
        "boxcox1p",
        "boxcox1p(x, lambda): boxcox(1 + x, lambda)",
        "",
        lambda x, lam: boxcox(1 + x, lam),
        2,
        "x > -1",
    ),
    row(
        "inv_boxcox",
        "inv_boxcox(y, lambda): (lambda*y + 1)^(1/lambda)",
        "",
        inverse_boxcox,
        2,
        "lambda*y > -1",
    ),
    row(
        "pseudo_huber",
        "pseudo_huber(delta, r): delta^2*(sqrt(1 + (r/delta)^2) - 1)",
        "",
        pseudo_huber,
        2,
        "delta > 0",
    ),
    # trigonometry of navigation
    row("versin", "1 - cos(x)", "versine vers", lambda x: 1 - call("cos", x)),
    row("coversin", "1 - sin(x)", "coversine", lambda x: 1 - call("sin", x)),
    row("vercos", "1 + cos(x)", "vercosine", lambda x: 1 + call("cos", x)),
    row("haversin", "(1 - cos(x))/2", "haversine hav Haversine", lambda x: half(1 - call("cos", x))),
    row(
        "ahaversin",
        "2*asin(sqrt(x))",
        "InverseHaversine archav",
        lambda x: 2 * call("asin", sqrt(x)),
        1,
        "0 <= x <= 1",
    ),
    row("exsec", "sec(x) - 1", "exsecant", lambda x: call("sec", x) - 1, 1, "cos(x) ≠ 0"),
    row(
        "gudermann",
        "gd(x): Gudermannian 2*atan(tanh(x/2))",
        "gd gudermannian Gudermannian",
        lambda x: 2 * call("atan", call("tanh", half(x))),
    ),
    row(
        "inverse_gudermann",
        "2*atanh(tan(x/2))",
        "InverseGudermannian",
        lambda x: 2 * call("atanh", call("tan", half(x))),
        *(1, "-pi/2 < x < pi/2"),
    ),
    # activations
    row("tanhshrink", "x - tanh(x)", "", lambda x: x - call("tanh", x)),
    row(
        "softshrink",
        "softshrink(x, b): x moved towards 0 by b, which is 1/2 unless given",
        "",
        softshrink,
        (1, 2),
    ),
    row("celu", "celu(x, a): max(0, x) + min(0, a*(e^(x/a) - 1)), a = 1 unless given", "", celu, (1, 2)),
    row(
        "squareplus",
        "squareplus(x, b): (x + sqrt(x^2 + b))/2, b = 4 unless given",
        "",
        squareplus,
        (1, 2),
    ),
)
