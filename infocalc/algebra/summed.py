"""Numbers of integrals and sums inside an expression.

Finite integrals of functions whose analyticity is checked along the way are enclosed (Arb's adaptive
Gauss–Legendre quadrature, Johansson 2018); finite sums are added up. Infinite ranges and functions with
corners are estimated by two rules that must agree, and marked as not certified.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flint import acb, arb, ctx, fmpq

from infocalc.algebra.ball import Evaluation, Problem, enclosure
from infocalc.algebra.exact_value import expanded
from infocalc.errors import NoAnswer
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import TABLE, subs

MOST_TERMS = 100_000
#: holomorphic wherever they are finite, so a finite ball is a proof of analyticity
MEROMORPHIC = frozenset(
    {
        *("sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "sech", "csch"),
        *("gamma", "digamma", "erf", "erfc", "erfi", "Si", "Shi", "fresnels", "fresnelc", "zeta"),
        *("airyai", "airybi", "airyaiprime", "airybiprime"),
    }
)

Found = tuple[arb | Problem, bool]


def integral(node: Expr, point: Mapping[str, Expr]) -> Found:
    """∫_a^b f dt as (ball, whether it is proved)."""
    f, t, a, b = node.args
    inner = {k: v for k, v in point.items() if k != t.data}
    bits = ctx.prec
    low, high = (None if end in (X.OO, -X.OO) else enclosure(end, point, bits) for end in (a, b))
    if low is not None and high is not None:
        found = _rigorous(expanded(f, complex_=True), t.data, inner, acb(low), acb(high))
        if found is not None:
            return found, True
    return _estimated(node, inner, low, high)


def _rigorous(f: Expr, t: str, point: Mapping[str, Expr], a: acb, b: acb) -> arb | None:
    try:
        found = acb.integral(_integrand(f, t, point), a, b, eval_limit=20_000)
    except _NotAnalytic:
        return None
    return found.real if found.is_finite() else None


class _NotAnalytic(Exception):
    """A part of the integrand whose analyticity is not known."""


def _integrand(f: Expr, t: str, point: Mapping[str, Expr]) -> Callable[[acb, bool], acb]:
    """z, flag -> f(z); not finite where the flag asks for a proof of analyticity and there is none."""
    fixed = Evaluation(X.ZERO, point, True)

    def at(z: acb, analytic: bool) -> acb:
        def visit(node: Expr, parts: tuple[Any, ...]) -> Any:
            if node.head == X.SYM and node.data == t:
                return z
            if node.head == X.SYM:
                return Evaluation(point[node.data], {}, True).run(ctx.prec)
            return _holomorphic(fixed, node, parts, analytic and t in node.free)

        found: acb = X.fold(f, visit)
        return found

    return at


def _holomorphic(fixed: Evaluation, node: Expr, parts: tuple[acb, ...], analytic: bool) -> Any:
    if node.head == X.POW:
        exponent = node.args[1]
        if node.args[0] is X.E:
            return parts[1].exp()
        if exponent.head == X.NUM and exponent.data.denominator == 1:
            return parts[0] ** int(exponent.data)
        return parts[0].pow(parts[1], analytic=analytic)
    if node.head == X.CALL:
        if node.data == "log":
            return parts[0].log(analytic=analytic)
        if node.data == "abs":
            return parts[0].real_abs(analytic=analytic)
        row = TABLE.get(node.data)
        if row is None or row.complex_ball is None or (analytic and node.data not in MEROMORPHIC):
            raise _NotAnalytic
        return row.complex_ball(*parts)
    if node.head in (X.NUM, X.CONST, X.ADD, X.MUL):
        found = fixed.operation(node, parts)
        if not isinstance(found, Problem):
            return found
    raise _NotAnalytic


def _estimated(node: Expr, point: Mapping[str, Expr], low: arb | None, high: arb | None) -> Found:
    """Tanh–sinh and Gauss–Legendre quadrature at 30 digits, where they agree."""
    import mpmath

    f, t, a, b = node.args
    sample = _sampler(f, t.data, point)
    with mpmath.workdps(30):
        ends = [_end(e, x) for e, x in ((a, low), (b, high))]
        if any(end is None for end in ends):
            return Problem(node, "a bound of the integral is not a number", True), False
        try:
            first = mpmath.quad(sample, ends, method="tanh-sinh")
            second = mpmath.quad(sample, ends, method="gauss-legendre")
        except _NoSample as problem:
            return Problem(node, str(problem), True), False
        return _agreed(node, first, second)


def _end(e: Expr, x: arb | None) -> Any:
    import mpmath

    if e is X.OO:
        return mpmath.inf
    if e is -X.OO:
        return -mpmath.inf
    return None if x is None else _mpf(x)


def _agreed(node: Expr, first: Any, second: Any) -> Found:
    import mpmath

    error = abs(first - second)
    if not mpmath.isfinite(first) or error > 1e-6 * max(abs(first), mpmath.mpf(10) ** -30):
        return Problem(node, "it did not converge", True), False
    radius = max(error, abs(first) * mpmath.mpf(10) ** -27)
    return arb(_exact(first), _exact(radius)), False


class _NoSample(Exception):
    """The integrand has no value inside the range."""


def _sampler(f: Expr, t: str, point: Mapping[str, Expr]) -> Callable[[Any], Any]:
    def sample(x: Any) -> Any:
        q = fmpq(*_ratio(x))
        found = enclosure(f, {**point, t: X.rational(q)}, 160)
        if found is None:
            raise _NoSample(f"the integrand has no value at {t} = {float(x):.6g}")
        return _mpf(found)

    return sample


def _ratio(x: Any) -> tuple[int, int]:
    import mpmath

    man, exponent = mpmath.mpf(x).man_exp  # the mantissa comes without its sign
    man = int(mpmath.sign(x)) * int(man)
    return (man << exponent, 1) if exponent >= 0 else (man, 1 << -exponent)


def _exact(x: Any) -> arb:
    return arb(fmpq(*_ratio(x)))


def _mpf(x: arb) -> Any:
    import mpmath

    man, exponent = x.mid().man_exp()
    return mpmath.ldexp(mpmath.mpf(int(man)), int(exponent))


# ── sums ─────────────────────────────────────────────────────────────────────────────────────────


def series(node: Expr, point: Mapping[str, Expr]) -> Found:
    """Σ_{k=a}^b f: added up when finite, estimated when infinite."""
    f, k, a, b = node.args
    inner = {name: v for name, v in point.items() if name != k.data}
    first = _whole(a, point)
    if first is None:
        return Problem(node, "a bound of the sum is not an integer", True), False
    if b is X.OO:
        return _infinite(node, f, k.data, first, inner)
    last = _whole(b, point)
    if last is None:
        return Problem(node, "a bound of the sum is not an integer", True), False
    if last - first > MOST_TERMS:
        return Problem(node, f"a sum of more than {MOST_TERMS:,} terms", True), False
    total = arb(0)
    for i in range(first, last + 1):
        term = Evaluation(f, {**inner, k.data: X.num(i)}, False).run(ctx.prec)
        if isinstance(term, Problem):
            return term, False
        total += term
    return total, True


def _whole(e: Expr, point: Mapping[str, Expr]) -> int | None:
    at = subs(e, dict(point))
    return at.data if at.head == X.NUM and type(at.data) is int else None


def _infinite(node: Expr, f: Expr, k: str, first: int, point: Mapping[str, Expr]) -> Found:
    import mpmath

    sample = _sampler(f, k, point)
    with mpmath.workdps(30):
        try:
            one = mpmath.nsum(sample, [first, mpmath.inf])
            two = mpmath.nsum(sample, [first + 7, mpmath.inf], method="l+r+e")
            two += mpmath.fsum(sample(i) for i in range(first, first + 7))
        except _NoSample as problem:
            return Problem(node, str(problem), True), False
        except (ValueError, ZeroDivisionError, NoAnswer, mpmath.NoConvergence):
            return Problem(node, "it did not converge", True), False
        return _agreed(node, one, two)
