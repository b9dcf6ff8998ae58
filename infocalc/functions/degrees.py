"""Angles in degrees and in half turns: deg2rad, sind, cosd, tand, sinpi, cospi. All are written out."""

from __future__ import annotations

from collections.abc import Callable

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, num
from infocalc.functions.exact import over
from infocalc.functions.row import Function, call, define


def _radians(x: Expr) -> Expr:
    return num(1, 180) * X.PI * x


def _written_out(
    name: str, meaning: str, spellings: tuple[str, ...], rule: Callable[[Expr], Expr]
) -> Function:
    return Function(name, meaning, spellings, simplify=rule, definition=rule)


define(
    _written_out("deg2rad", "pi*x/180", ("radians",), _radians),
    _written_out("rad2deg", "180*x/pi", ("degrees",), lambda x: over(180 * x, X.PI)),
    _written_out("sind", "sine of x degrees", ("sindg",), lambda x: call("sin", _radians(x))),
    _written_out("cosd", "cosine of x degrees", ("cosdg",), lambda x: call("cos", _radians(x))),
    _written_out("tand", "tangent of x degrees", ("tandg",), lambda x: call("tan", _radians(x))),
    _written_out("sinpi", "sin(pi*x)", (), lambda x: call("sin", X.PI * x)),
    _written_out("cospi", "cos(pi*x)", (), lambda x: call("cos", X.PI * x)),
)
