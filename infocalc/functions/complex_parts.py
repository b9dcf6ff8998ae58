"""Parts of a complex number: re, im, its conjugate, its angle."""

from __future__ import annotations

from collections.abc import Callable

from infocalc.errors import Undefined
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions.exact import is_real, sign_of
from infocalc.functions.piecewise import zero
from infocalc.functions.row import Code, Function, Side, define


def _arg_beside(side: Side, x: Expr) -> Expr:
    found = side.sign(x)
    if found == 0:
        raise Undefined("arg(0) has no value")
    return X.ZERO if found > 0 else X.PI


def _of_real(value: Callable[[Expr], Expr]) -> Callable[[Expr], Expr | None]:
    return lambda x: value(x) if is_real(x) else None


define(
    Function(
        "re",
        "real part",
        ("Re",),
        simplify=_of_real(lambda x: x),
        complex_ball=lambda z: type(z)(z.real),
        latex=r"\operatorname{Re}",
        callable_only=True,
        code=Code(numpy="np.real"),
        real_slope=1,
    ),
    Function(
        "im",
        "imaginary part",
        ("Im",),
        simplify=_of_real(zero),
        complex_ball=lambda z: type(z)(z.imag),
        latex=r"\operatorname{Im}",
        callable_only=True,
        code=Code(numpy="np.imag"),
        real_slope=0,
    ),
    Function(
        "conj",
        "complex conjugate",
        ("conjugate",),
        simplify=_of_real(lambda x: x),
        complex_ball=lambda z: z.conjugate(),
        latex=r"\operatorname{conj}",
        code=Code(numpy="np.conj"),
        real_slope=1,
    ),
    Function(
        "arg",
        "argument (angle) of a complex number",
        simplify=lambda x: X.ZERO if sign_of(x) == 1 else X.PI if sign_of(x) == -1 else None,
        ball=lambda x: x * 0 if x > 0 else x.pi() if x < 0 else x.nan(),
        complex_ball=lambda z: type(z)(z.arg()),
        domain="x ≠ 0",
        latex=r"\arg",
        callable_only=True,
        derivative=(zero,),
        kink=lambda x: (x,),
        beside=_arg_beside,
        code=Code(numpy="np.angle"),
        real_slope=0,
    ),
)
