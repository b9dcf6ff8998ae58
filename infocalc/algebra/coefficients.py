"""Coefficients of the power series of a function of the table at a point, as exact expressions."""

from __future__ import annotations

from collections.abc import Callable
from math import factorial

from infocalc.algebra.ball import enclosure
from infocalc.algebra.derivative import derivative
from infocalc.algebra.exact_value import vanishes
from infocalc.algebra.puiseux import NotReal
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import TABLE, call, subs, with_parts

#: the symbol that a function is expanded in; no formula can contain it
_U = X.sym("u ")
#: the symbol that stands for the value of a function
_F = X.sym("f ")


def maclaurin(e: Expr) -> Callable[[int], Expr] | None:
    """k ↦ the coefficient of uᵏ of f(…, u), where the table has it."""
    known, others = TABLE[e.data].maclaurin, e.args[:-1]
    if known is None or known(*others, 0) is None:
        return None
    return lambda k: known(*others, k) or X.ZERO


def lowered(e: Expr, i: int) -> Expr | None:
    """f(u) = (f(u + 1) − b)/a by the recurrence f(u + 1) = a·f(u) + b: away from poles at 0, −1, …"""
    row = TABLE[e.data]
    if row.raised is None or i != row.stepped:
        return None
    raised = X.fold(row.raised(*e.args), lambda n, parts: _F if n is e else with_parts(n, parts))
    b = subs(raised, {_F.data: X.ZERO})
    a = subs(raised, {_F.data: X.ONE}) - b
    if any(n.head == X.CALL and n.data == e.data for n in X.nodes(b)):
        return None
    return (call(e.data, *e.args[:i], e.args[i] + 1, *e.args[i + 1 :]) - b) / a


def taylor(e: Expr, i: int, c: Expr) -> Callable[[int], Expr]:
    """k ↦ f^(k)(c)/k! of e as a function of its argument i, each derivative made from the one before."""
    derivatives = [call(e.data, *e.args[:i], _U, *e.args[i + 1 :])]

    def coefficient(k: int) -> Expr:
        while len(derivatives) <= k:
            derivatives.append(derivative(derivatives[-1], _U.data))
        return X.scale(X.num(1, factorial(k)).data, real(subs(derivatives[k], {_U.data: c})))

    return coefficient


def real(e: Expr) -> Expr:
    """e, if it has a real value."""
    if e.head != X.NUM and (e is X.OO or (not e.free and enclosure(e) is None and not vanishes(e))):
        raise NotReal
    return e
