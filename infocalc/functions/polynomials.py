"""Orthogonal polynomials of degree n: Legendre, Hermite, Chebyshev, Laguerre, Gegenbauer, Jacobi.

Values after DLMF 18.5(iii), slopes after 18.9(iii). Of a whole degree up to MOST_DEGREE they are written out.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from infocalc.annotations import Any
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, mul, num
from infocalc.functions.exact import half, integer, over
from infocalc.functions.row import Code, Function, OfArguments, call, check_order, define

#: degrees up to which a polynomial is written out
MOST_DEGREE = 12


def _written_out(terms: Callable[..., list[Expr]]) -> Callable[..., Expr | None]:
    """The polynomial of a small whole degree as the sum of its terms."""

    def simplify(n: Expr, *args: Expr) -> Expr | None:
        degree = integer(n)
        return X.add(*terms(degree, *args)) if degree is not None and 0 <= degree <= MOST_DEGREE else None

    return simplify


def _with_parameter(simplify: Callable[..., Expr | None]) -> Callable[..., Expr | None]:
    """L_n(x) is L_n^(0)(x)."""
    return lambda n, *rest: simplify(n, *rest) if len(rest) == 2 else call("laguerre", n, X.ZERO, *rest)


def _rising(a: Expr, k: int) -> Expr:
    """(a)_k = a·(a + 1)…(a + k − 1)."""
    return mul(*[a + i for i in range(k)])


def _gegenbauer(n: int, a: Expr, x: Expr) -> list[Expr]:
    """(−1)^k·(a)_(n−k)/(k!·(n − 2k)!)·(2x)^(n−2k)."""
    return [
        mul(
            num((-1) ** k * 2 ** (n - 2 * k), math.factorial(k) * math.factorial(n - 2 * k)),
            _rising(a, n - k),
            x ** (n - 2 * k),
        )
        for k in range(n // 2 + 1)
    ]


def _chebyshev(n: int, x: Expr) -> list[Expr]:
    """n/2·(−1)^k·(n − k − 1)!/(k!·(n − 2k)!)·(2x)^(n−2k)."""
    if n == 0:
        return [X.ONE]
    return [
        mul(
            num(
                (-1) ** k * n * math.factorial(n - k - 1) * 2 ** (n - 2 * k),
                2 * math.factorial(k) * math.factorial(n - 2 * k),
            ),
            x ** (n - 2 * k),
        )
        for k in range(n // 2 + 1)
    ]


def _hermite(n: int, x: Expr) -> list[Expr]:
    """n!·(−1)^k/(k!·(n − 2k)!)·(2x)^(n−2k)."""
    return [
        mul(
            num(
                (-1) ** k * math.factorial(n) * 2 ** (n - 2 * k),
                math.factorial(k) * math.factorial(n - 2 * k),
            ),
            x ** (n - 2 * k),
        )
        for k in range(n // 2 + 1)
    ]


def _laguerre(n: int, a: Expr, x: Expr) -> list[Expr]:
    """(−x)^k/k!·(a + k + 1)_(n−k)/(n − k)!."""
    return [
        mul(num((-1) ** k, math.factorial(k) * math.factorial(n - k)), _rising(a + (k + 1), n - k), x**k)
        for k in range(n + 1)
    ]


def _jacobi(n: int, a: Expr, b: Expr, x: Expr) -> list[Expr]:
    """binom(n, k)·(n + a + b + 1)_k·(a + k + 1)_(n−k)/n!·((x − 1)/2)^k."""
    return [
        mul(
            num(math.comb(n, k), math.factorial(n)),
            _rising(n + a + b + 1, k),
            _rising(a + (k + 1), n - k),
            half(x - 1) ** k,
        )
        for k in range(n + 1)
    ]


def _ball(method: str) -> Callable[..., Any]:
    """method(x, n, parameters…), the argument last among ours; of whole degree."""

    def ball(n: Any, *rest: Any) -> Any:
        *parameters, x = rest
        check_order("function order", n)
        if not n.is_integer():
            return x.nan()
        return getattr(x, method)(n, *parameters)

    return ball


def _complex_ball(method: str) -> Callable[..., Any]:
    """Of any degree, by the hypergeometric function (DLMF 18.5(iii))."""

    def ball(n: Any, *rest: Any) -> Any:
        *parameters, z = rest
        check_order("function order", n.real)
        return getattr(z, method)(n, *parameters) if n.is_finite() else n

    return ball


def _row(
    name: str,
    meaning: str,
    spellings: tuple[str, ...],
    derivative: tuple[OfArguments | None, ...],
    simplify: Callable[..., Expr | None],
    method: str,
    latex: str | None = None,
    left_out: int = 0,
) -> Function:
    count = len(derivative)
    return Function(
        name,
        meaning,
        spellings,
        (count - left_out, count),
        derivative=derivative,
        simplify=simplify,
        ball=_ball(method),
        complex_ball=_complex_ball(method),
        domain="n = 0, 1, 2, ...",
        latex=latex,
        sympy="assoc_laguerre" if "assoc_laguerre" in spellings else name,
        code=Code(numpy=f"special.{next(word for word in spellings if word.startswith('eval_'))}({{all}})"),
    )


def _legendre_slope(n: Expr, x: Expr) -> Expr:
    return over(n * (x * call("legendre", n, x) - call("legendre", n - 1, x)), x**2 - 1)


def _chebyshev_u_slope(n: Expr, x: Expr) -> Expr:
    return over((n + 1) * call("chebyshevt", n + 1, x) - x * call("chebyshevu", n, x), x**2 - 1)


define(
    _row(
        "legendre",
        "legendre(n, x): Legendre polynomial P_n(x)",
        ("LegendreP", "legendreP", "legendre_p", "eval_legendre"),
        (None, _legendre_slope),
        _written_out(lambda n, x: _gegenbauer(n, X.HALF, x)),
        "legendre_p",
        r"\operatorname{P}_{#1}\left(#2\right)",
    ),
    _row(
        "hermite",
        "hermite(n, x): Hermite polynomial H_n(x) of the weight e^(-x^2)",
        ("HermiteH", "hermiteH", "hermite_h", "eval_hermite"),
        (None, lambda n, x: 2 * n * call("hermite", n - 1, x)),
        _written_out(_hermite),
        "hermite_h",
        r"\operatorname{H}_{#1}\left(#2\right)",
    ),
    _row(
        "chebyshevt",
        "chebyshevt(n, x): Chebyshev polynomial of the first kind, T_n(cos t) = cos(n*t)",
        ("ChebyshevT", "chebyshevT", "chebyshev_t", "chebyt", "eval_chebyt"),
        (None, lambda n, x: n * call("chebyshevu", n - 1, x)),
        _written_out(_chebyshev),
        "chebyshev_t",
    ),
    _row(
        "chebyshevu",
        "chebyshevu(n, x): Chebyshev polynomial of the second kind, U_n(cos t) = sin((n+1)*t)/sin(t)",
        ("ChebyshevU", "chebyshevU", "chebyshev_u", "chebyu", "eval_chebyu"),
        (None, _chebyshev_u_slope),
        _written_out(lambda n, x: _gegenbauer(n, X.ONE, x)),
        "chebyshev_u",
    ),
    _row(
        "laguerre",
        "laguerre(n, x): Laguerre polynomial L_n(x); laguerre(n, a, x): L_n^(a)(x)",
        (
            "assoc_laguerre",
            "genlaguerre",
            "eval_genlaguerre",
            "LaguerreL",
            "laguerreL",
            "eval_laguerre",
            "gen_laguerre",
        ),
        (None, None, lambda n, a, x: -call("laguerre", n - 1, a + 1, x)),
        _with_parameter(_written_out(_laguerre)),
        "laguerre_l",
        left_out=1,
    ),
    _row(
        "gegenbauer",
        "gegenbauer(n, a, x): Gegenbauer polynomial C_n^(a)(x)",
        ("GegenbauerC", "gegenbauerC", "eval_gegenbauer"),
        (None, None, lambda n, a, x: 2 * a * call("gegenbauer", n - 1, a + 1, x)),
        _written_out(_gegenbauer),
        "gegenbauer_c",
    ),
    _row(
        "jacobi",
        "jacobi(n, a, b, x): Jacobi polynomial P_n^(a,b)(x)",
        ("JacobiP", "jacobiP", "eval_jacobi"),
        (
            None,
            None,
            None,
            lambda n, a, b, x: half(n + a + b + 1) * call("jacobi", n - 1, a + 1, b + 1, x),
        ),
        _written_out(_jacobi),
        "jacobi_p",
    ),
)
