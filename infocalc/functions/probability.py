"""Distribution functions of the beta law, Owen's T and Marcum's Q."""

from __future__ import annotations

from infocalc.annotations import Any
from infocalc.errors import NoAnswer
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, power
from infocalc.functions.exact import half, over, sqrt
from infocalc.functions.row import Code, Function, call, check_order, define

#: terms of a series before there is no number
_MOST_TERMS = 1000


def _density(a: Expr, b: Expr, x: Expr) -> Expr:
    return power(x, a - 1) * power(1 - x, b - 1)


def _beta_ball(regularised: bool) -> Any:
    def ball(a: Any, b: Any, x: Any) -> Any:
        from flint import acb

        check_order("function order", a)
        check_order("function order", b)
        if not (a > 0 and b > 0 and x > 0 and x < 1):
            return x.nan()
        return acb(x).beta_lower(acb(a), acb(b), regularised).real

    return ball


def _ends(whole: Any) -> Any:
    def simplify(a: Expr, b: Expr, x: Expr) -> Expr | None:
        return X.ZERO if x is X.ZERO else whole(a, b) if x is X.ONE else None

    return simplify


def _bell(x: Expr) -> Expr:
    return power(X.E, half(-(x**2)))


def _owens_h(h: Expr, a: Expr) -> Expr:
    return -over(_bell(h) * call("erf", over(a * h, sqrt(2))), 2 * sqrt(2 * X.PI))


def _owens_ball(h: Any, a: Any) -> Any:
    """T(h, a) = 1/(2π)·∫₀ᵃ e^(−h²(1 + t²)/2)/(1 + t²) dt."""
    from flint import acb

    if not (h.is_finite() and a.is_finite()):
        return h.nan()
    found = acb.integral(lambda t, _: (-(acb(h) ** 2) * (1 + t * t) / 2).exp() / (1 + t * t), 0, acb(a))
    return found.real / (2 * h.pi())


def _owens(h: Expr, a: Expr) -> Expr | None:
    if a is X.ZERO:
        return X.ZERO
    return over(call("atan", a), 2 * X.PI) if h is X.ZERO else None


def _marcum_a(m: Expr, a: Expr, b: Expr) -> Expr:
    return a * (call("marcumq", m + 1, a, b) - call("marcumq", m, a, b))


def _marcum_b(m: Expr, a: Expr, b: Expr) -> Expr:
    bell = power(X.E, half(-(a**2 + b**2)))
    return -power(b, m) * power(a, 1 - m) * bell * call("besseli", m - 1, a * b)


def _marcum_ball(m: Any, a: Any, b: Any) -> Any:
    """1 − Σ_k w_k·P(m + k, b²/2) with Poisson weights w_k of a²/2; what is left out is in [0, 1 − Σ w_k]."""
    check_order("function order", m)
    if not (m > 0 and a >= 0 and b > 0):
        return a.nan()
    if not (a < 20 and b < 40):
        raise NoAnswer("Marcum's Q is computed for a < 20 and b < 40")
    from flint import ctx

    mean, at = a * a / 2, b * b / 2
    weight, total, left = (-mean).exp(), a * 0, a * 0 + 1
    for k in range(_MOST_TERMS):
        total += weight * at.gamma_lower(m + k, 1)
        left -= weight
        weight *= mean / (k + 1)
        if mean < k and weight < type(a)(2) ** -ctx.prec:
            break
    return 1 - total - left.nonnegative_part().union(a * 0)


define(
    Function(
        "incbeta",
        "incbeta(a, b, x): incomplete beta function, integral of t^(a-1)*(1-t)^(b-1) from 0 to x",
        ("beta_incomplete",),
        (3, 3),
        derivative=(None, None, _density),
        simplify=_ends(lambda a, b: call("beta", a, b)),
        ball=_beta_ball(False),
        domain="a, b > 0; 0 <= x <= 1",
        code=Code(numpy="(special.betainc({0}, {1}, {2})*special.beta({0}, {1}))"),
    ),
    Function(
        "incbeta_regularised",
        "incbeta_regularised(a, b, x): distribution function of the beta law, incbeta(a, b, x)/beta(a, b)",
        ("beta_incomplete_regularized",),
        (3, 3),
        derivative=(None, None, lambda a, b, x: over(_density(a, b, x), call("beta", a, b))),
        simplify=_ends(lambda _a, _b: X.ONE),
        ball=_beta_ball(True),
        domain="a, b > 0; 0 <= x <= 1",
        code=Code(numpy="special.betainc"),
    ),
    Function(
        "owens_t",
        "owens_t(h, a): Owen's T, (integral of e^(-h^2*(1+t^2)/2)/(1+t^2) from 0 to a)/(2*pi)",
        ("OwenT", "owent"),
        (2, 2),
        derivative=(_owens_h, lambda h, a: over(_bell(h) * _bell(a * h), 2 * X.PI * (1 + a**2))),
        simplify=_owens,
        ball=_owens_ball,
        code=Code(numpy="special.owens_t"),
    ),
    Function(
        "marcumq",
        "marcumq(m, a, b): Marcum's Q of order m",
        ("MarcumQ", "marcum_q"),
        (3, 3),
        derivative=(None, _marcum_a, _marcum_b),
        ball=_marcum_ball,
        domain="m > 0, a >= 0, b > 0",
        sympy="marcumq",
    ),
)
