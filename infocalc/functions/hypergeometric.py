"""Hypergeometric functions 0F1, 1F1, 2F1 and Tricomi's U. Slopes after DLMF 13.3, 15.5."""

from __future__ import annotations

from collections.abc import Callable

from infocalc.annotations import Any
from infocalc.errors import NoAnswer
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions.exact import over
from infocalc.functions.row import Code, Function, call, check_order, define

#: terms of a series before there is no number
_MOST_TERMS = 1000


def _one(*args: Expr) -> Expr | None:
    """1 at x = 0, and where a parameter above is 0."""
    above = args[: len(args) // 2]
    return X.ONE if X.ZERO in (args[-1], *above) else None


def _ball(method: str, inside: Callable[[Any], bool] = lambda _: True) -> Callable[..., Any]:
    """method(x, parameters…), the argument last among ours."""

    def ball(*args: Any) -> Any:
        *parameters, x = args
        for parameter in parameters:
            check_order("function order", parameter)
        return getattr(x, method)(*parameters) if inside(x) else x.nan()

    return ball


def _appell(a: Expr, b: Expr, c: Expr, d: Expr, x: Expr, y: Expr) -> Expr | None:
    if x is X.ZERO or b is X.ZERO:
        return call("hyp2f1", a, c, d, y)
    if y is X.ZERO or c is X.ZERO:
        return call("hyp2f1", a, b, d, x)
    return call("hyp2f1", a, b + c, d, x) if x is y else None


def _appell_ball(a: Any, b: Any, c: Any, d: Any, x: Any, y: Any) -> Any:
    """Σ_m t_m·₂F₁(a + m, c; d + m; y), t_m = (a)_m·(b)_m/((d)_m·m!)·x^m (DLMF 16.13.1, summed over n).

    Behind M terms |t_{m+1}/t_m| ≤ q = r·(1 + |b − 1|/(M + 1))·|x| with r = 1 + |a − d|/(d + M), and
    |₂F₁| ≤ (1 − r·|y|)^(−|c|), so that what is left out is at most t_M·(1 − r·|y|)^(−|c|)/(1 − q).
    """
    from flint import ctx

    for parameter in (a, b, c, d):
        check_order("function order", parameter)
    if not (d > 0 and abs(x) < 1 and abs(y) < 1 and (a * b * c).is_finite()):
        return x.nan()
    total, t = x * 0, x * 0 + 1
    for m in range(_MOST_TERMS):
        ratio = 1 + abs(a - d) / (d + m)
        q, inner = ratio * (1 + abs(b - 1) / (m + 1)) * abs(x), 1 - ratio * abs(y)
        if q < 1 and inner > 0:
            left = abs(t) * inner ** -abs(c) / (1 - q)
            if left < abs(total) * type(x)(2) ** -ctx.prec:
                return total + (x * 0).union(left).union(-left)
        total += t * y.hypgeom_2f1(a + m, c, d + m)
        t *= (a + m) * (b + m) / ((d + m) * (m + 1)) * x
    raise NoAnswer(f"Appell's F1 was not summed to its precision with {_MOST_TERMS} terms")


def _complex(method: str) -> Callable[..., Any]:
    def ball(*args: Any) -> Any:
        *parameters, z = args
        for parameter in parameters:
            check_order("function order", parameter)
        return getattr(z, method)(*parameters)

    return ball


define(
    Function(
        "hyp0f1",
        "hyp0f1(b, x): confluent hypergeometric limit function 0F1(; b; x)",
        ("hyper0F1", "Hypergeometric0F1"),
        (2, 2),
        derivative=(None, lambda b, x: over(call("hyp0f1", b + 1, x), b)),
        simplify=lambda b, x: _one(x),
        ball=_ball("hypgeom_0f1"),
        complex_ball=_complex("hypgeom_0f1"),
        domain="b ≠ 0, -1, -2, ...",
        code=Code(numpy="special.hyp0f1"),
    ),
    Function(
        "hyp1f1",
        "hyp1f1(a, b, x): Kummer's confluent hypergeometric function 1F1(a; b; x)",
        ("hyper1F1", "Hypergeometric1F1", "kummerM"),
        (3, 3),
        derivative=(None, None, lambda a, b, x: over(a * call("hyp1f1", a + 1, b + 1, x), b)),
        simplify=_one,
        ball=_ball("hypgeom_1f1"),
        complex_ball=_complex("hypgeom_1f1"),
        domain="b ≠ 0, -1, -2, ...",
        code=Code(numpy="special.hyp1f1"),
    ),
    Function(
        "hyp2f1",
        "hyp2f1(a, b, c, x): Gauss' hypergeometric function 2F1(a, b; c; x)",
        ("hyper2F1", "Hypergeometric2F1"),
        (4, 4),
        derivative=(
            None,
            None,
            None,
            lambda a, b, c, x: over(a * b * call("hyp2f1", a + 1, b + 1, c + 1, x), c),
        ),
        simplify=_one,
        ball=_ball("hypgeom_2f1", lambda x: bool(x < 1)),
        complex_ball=_complex("hypgeom_2f1"),
        domain="x < 1; c ≠ 0, -1, -2, ...",
        code=Code(numpy="special.hyp2f1"),
    ),
    Function(
        "appellf1",
        "appellf1(a, b, c, d, x, y): Appell's F1(a; b, c; d; x, y)",
        ("AppellF1",),
        (6, 6),
        derivative=(
            *(None, None, None, None),
            lambda a, b, c, d, x, y: over(a * b * call("appellf1", a + 1, b + 1, c, d + 1, x, y), d),
            lambda a, b, c, d, x, y: over(a * c * call("appellf1", a + 1, b, c + 1, d + 1, x, y), d),
        ),
        simplify=_appell,
        ball=_appell_ball,
        domain="|x|, |y| < 1; d > 0",
        sympy="appellf1",
    ),
    Function(
        "hyperu",
        "hyperu(a, b, x): Tricomi's confluent hypergeometric function U(a, b, x)",
        ("kummerU", "HypergeometricU"),
        (3, 3),
        derivative=(None, None, lambda a, b, x: -a * call("hyperu", a + 1, b + 1, x)),
        simplify=lambda a, b, x: X.ONE if a is X.ZERO else None,
        ball=_ball("hypgeom_u", lambda x: bool(x > 0)),
        complex_ball=_complex("hypgeom_u"),
        domain="x > 0",
        code=Code(numpy="special.hyperu"),
    ),
)
