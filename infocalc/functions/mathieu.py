"""Mathieu functions: the even and the odd solution of y'' + (a − 2q·cos 2z)·y = 0 (DLMF 28.2), and slopes.

The factor in front differs between books, so there are derivatives in z and values for q = 0 only.
"""

from __future__ import annotations

from infocalc.annotations import Any
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions.exact import sqrt
from infocalc.functions.row import Function, OfArguments, call, define


def _bend(name: str) -> OfArguments:
    return lambda a, q, z: (2 * q * call("cos", 2 * z) - a) * call(name, a, q, z)


def _free(f: OfArguments) -> Any:
    """The function for q = 0."""

    def simplify(a: Expr, q: Expr, z: Expr) -> Expr | None:
        return f(sqrt(a), z) if q is X.ZERO else None

    return simplify


def _row(letter: str, kind: str, slope: OfArguments, at_zero: OfArguments, prime: str = "") -> Function:
    name = f"mathieu{letter}{prime}"
    what = "slope of the " if prime else ""
    return Function(
        name,
        f"{name}(a, q, z): {what}{kind} solution of y'' + (a - 2*q*cos(2*z))*y = 0; no numbers unless q = 0",
        (f"Mathieu{letter.upper()}{prime.capitalize()}",),
        (3, 3),
        derivative=(None, None, slope),
        simplify=_free(at_zero),
        ball=lambda _a, _q, z: z.nan(),
        domain="q = 0",
        sympy=name,
    )


define(
    _row("c", "even", lambda a, q, z: call("mathieucprime", a, q, z), lambda r, z: call("cos", r * z)),
    _row("s", "odd", lambda a, q, z: call("mathieusprime", a, q, z), lambda r, z: call("sin", r * z)),
    _row("c", "even", _bend("mathieuc"), lambda r, z: -r * call("sin", r * z), "prime"),
    _row("s", "odd", _bend("mathieus"), lambda r, z: r * call("cos", r * z), "prime"),
)
