"""Polylogarithms: Li, Nielsen's, the dilogarithm."""

from __future__ import annotations

from infocalc.annotations import Any
from infocalc.errors import NoAnswer
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, num, power
from infocalc.functions.exact import integer, over
from infocalc.functions.row import Code, Function, call, check_order, define

#: steps of the recurrence of a series before there is no number
_MOST_STEPS = 400_000


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

    What is left out after N terms is at most |x|^(N+1)/((N + 1)ⁿ·(1 − |x|)): summed until that is small
    beside the sum.
    """
    from flint import arb, ctx

    order, lower = p.unique_fmpz(), n.unique_fmpz()
    size = abs(x).upper()
    if order is None or lower is None or order <= 0 or lower < 0 or not size < 1:
        return x.nan()
    if order > 100 or lower > 1000 or not size < 0.99:
        raise NoAnswer("Nielsen's polylogarithm is computed for n <= 1000, p <= 100 and |x| < 0.99")
    row = [arb(1), *[arb(0)] * int(order)]
    total, term, k, rest = arb(0), arb(1), 0, arb(1)
    while k <= order or (rest > abs(total).lower() / arb(2) ** ctx.prec and rest > total.rad()):
        if k * order > _MOST_STEPS:
            raise NoAnswer(f"Nielsen's polylogarithm was not summed to its precision with {k} terms")
        k += 1
        row = [arb(0), *[((k - 1) * row[j] + row[j - 1]) / k for j in range(1, len(row))]]
        term *= x
        total += row[-1] * term / arb(k) ** int(lower)
        if k == 1:
            row[0] = arb(0)
        rest = size ** (k + 1) / (arb(k + 1) ** int(lower) * (1 - size))
    return total + arb(0, 1) * rest


define(
    Function(
        "polylog",
        "polylogarithm, sum of x^k/k^s",
        ("PolyLog", "polylogarithm"),
        (2, 3),
        derivative=(None, lambda s, x: over(call("polylog", s - 1, x), x)),
        simplify=_polylog,
        ball=_polylog_ball,
        complex_ball=_polylog_ball,
        maclaurin=lambda s, k: power(num(k), -s) if k else X.ZERO,
        domain="y < 1",
        latex=(r"\operatorname{Li}_{#1}\left(#2\right)", r"\operatorname{nielsen}"),
        sympy="polylog",
    ),
    Function(
        "nielsen",
        "nielsen(n, p, x): Nielsen's polylogarithm S_{n,p}(x)",
        (),
        (3, 3),
        derivative=(None, None, lambda n, p, x: over(call("nielsen", n - 1, p, x), x)),
        integers=(0, 1),
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
        code=Code(numpy="special.spence(1 - {0})"),
    ),
)
