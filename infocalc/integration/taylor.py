"""Taylor coefficients of an expression on a complex box: the m-th encloses f⁽ᵐ⁾/m! at every point of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flint import acb, acb_series, arb, ctx, fmpq

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.functions import column
from infocalc.integration.analytic import NOWHERE, Unsupported, constant

#: functions of one argument that have Taylor arithmetic on complex boxes
TAYLOR = column("taylor_on_boxes")


def compile_taylor(
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
        case X.CALL if len(parts) == 1 and node.data in TAYLOR:
            return TAYLOR[node.data](parts[0])
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
    return (exponent * TAYLOR[F.log.name](base)).exp()
