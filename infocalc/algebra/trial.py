"""Trial functions: what stands for functions known by name only where formulas are compared in numbers."""

from __future__ import annotations

from zlib import crc32

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import with_parts
from infocalc.functions.row import is_parametric


def concrete(e: Expr) -> Expr:
    """e with every undefined function f replaced by e^(Σ cᵢ·sᵢ) + d·Σ sᵢ², constants made from its name."""

    def visit(node: Expr, parts: tuple[Expr, ...]) -> Expr:
        if node.head == X.UNDEF and not is_parametric(node):
            name, orders = node.data
            return trial(name, orders, parts)
        return with_parts(node, parts)

    return X.fold(e, visit) if X.UNDEF in e.words else e


def trial(name: str, orders: tuple[int | str, ...], args: tuple[Expr, ...]) -> Expr:
    """The derivative of the given orders of the trial function; a bare y' is a symbol of its own."""
    if not args:
        return X.sym(name + "'" * sum(k for k in orders if isinstance(k, int)))
    seed = crc32(name.encode())
    exponent, scale = X.ZERO, X.ONE
    for i, (s, k) in enumerate(zip(args, orders, strict=True)):
        c = X.num((seed >> (3 * i)) % 13 + 2, 17)
        exponent, scale = exponent + c * s, scale * c ** (X.sym(k) if isinstance(k, str) else k)
    return scale * X.E**exponent + X.num(seed % 11 + 3, 7) * _squares(orders, args)


def _squares(orders: tuple[int | str, ...], args: tuple[Expr, ...]) -> Expr:
    """∂^orders of Σ sᵢ²."""
    raised = [i for i, k in enumerate(orders) if k]
    if not raised:
        return X.add(*[s**2 for s in args])
    if len(raised) > 1 or orders[raised[0]] not in (1, 2):
        return X.ZERO
    i = raised[0]
    return 2 * args[i] if orders[i] == 1 else X.TWO
