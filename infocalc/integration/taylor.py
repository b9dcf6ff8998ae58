"""Taylor coefficients of an expression on a complex box: the m-th encloses f⁽ᵐ⁾/m! at every point of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flint import acb, acb_series, arb, ctx, fmpq

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.integration.analytic import NOWHERE, Unsupported, constant


def _loggamma(s: Any) -> Any:
    """log Γ(s) for Re s > 0, tight on wide boxes: |ψ''(z)| ≤ |ψ''(Re z)| ≤ 1/x² + 2/x³ (termwise)."""
    z = s[0]
    if not z.real > 0:
        return _nowhere(s)
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


def _nowhere(s: Any) -> Any:
    return s + acb(arb.nan())


#: functions of one argument that have Taylor arithmetic; log off its cut, loggamma where Re > 0 on the box
SERIES: dict[str, Callable[[Any], Any]] = {
    "log": lambda s: s.log() if s[0].real > 0 or not s[0].imag.contains(0) else _nowhere(s),
    "loggamma": _loggamma,
    "gamma": lambda s: s.gamma(),
    "factorial": lambda s: (s + 1).gamma(),
    "sin": lambda s: s.sin(),
    "cos": lambda s: s.cos(),
    "tan": lambda s: s.tan(),
    "atan": lambda s: s.atan(),
    "erf": lambda s: s.erf(),
    "erfc": lambda s: s.erfc(),
    "sinh": lambda s: (s.exp() - (-s).exp()) / 2,
    "cosh": lambda s: (s.exp() + (-s).exp()) / 2,
    "tanh": lambda s: 1 - 2 / ((2 * s).exp() + 1),
}


def compile_series(
    expressions: tuple[Expr, ...], variable: str
) -> Callable[[acb_series, int], tuple[acb_series, ...]]:
    """x ↦ the series of the expressions, for a series x of the given length, constants at this precision."""
    known: dict[Expr, acb] = {}

    def evaluate(x: acb_series, length: int) -> tuple[acb_series, ...]:
        memo: dict[Expr, Any] = {X.sym(variable): x}

        def visit(node: Expr, parts: tuple[Any, ...]) -> Any:
            if variable not in node.free:
                if node not in known:
                    known[node] = acb(constant(node))
                return acb_series([known[node]], length)
            found = _value(node, parts)
            # of the logarithm of a box around 0 FLINT has no value, and derivatives that are wrong
            return found if found[0].is_finite() else acb_series([NOWHERE] * length, length)

        cap = ctx.cap  # FLINT's own bound on the length of a series, which others may have set lower
        ctx.cap = max(cap, length)
        try:
            return tuple(X.fold(e, visit, memo) for e in expressions)
        finally:
            ctx.cap = cap

    return evaluate


def _value(node: Expr, parts: tuple[Any, ...]) -> Any:
    match node.head:
        case X.ADD:
            total = parts[0] * arb(fmpq(node.data[1][0])) + arb(fmpq(node.data[0]))
            for c, part in zip(node.data[1][1:], parts[1:], strict=True):
                total = total + part * arb(fmpq(c))
            return total
        case X.MUL:
            total = parts[0] * arb(fmpq(node.data))
            for part in parts[1:]:
                total = total * part
            return total
        case X.POW:
            return _power(node, parts)
        case X.CALL if len(parts) == 1 and node.data in SERIES:
            return SERIES[node.data](parts[0])
    raise Unsupported(f"no Taylor series of {node.head} {node.data}")


def _power(node: Expr, parts: tuple[Any, ...]) -> Any:
    base, exponent = parts
    if node.args[0] is X.E:
        return exponent.exp()
    if node.args[1].head == X.NUM and type(node.args[1].data) is int:
        n = node.args[1].data
        power = base
        for _ in range(abs(n) - 1):
            power = power * base
        return power if n > 0 else 1 / power
    return (exponent * SERIES["log"](base)).exp()
