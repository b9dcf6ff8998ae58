"""Activations made of straight pieces, and the logarithm of the logistic function."""

from __future__ import annotations

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, num, power
from infocalc.functions.exact import at_zero, over
from infocalc.functions.row import Function, call, define


def _relu6(x: Expr) -> Expr:
    return call("min", call("max", x, X.ZERO), num(6))


def _within(x: Expr, low: Expr, high: Expr) -> Expr:
    """1 for low < x < high, 0 outside."""
    return call("heaviside", x - low) - call("heaviside", x - high)


def _hardtanh(x: Expr, low: Expr = X.MINUS_ONE, high: Expr = X.ONE) -> Expr:
    return call("clip", x, low, high)


def _logsigmoid(x: Expr) -> Expr:
    return -call("log", 1 + power(X.E, -x))


define(
    Function(
        "relu6",
        "min(max(x, 0), 6)",
        ("ReLU6",),
        derivative=(lambda x: _within(x, X.ZERO, num(6)),),
        simplify=lambda x: _relu6(x) if x.head == X.NUM else None,
        definition=_relu6,
        kink=lambda x: (x, x - 6),
        nonnegative=True,
    ),
    Function(
        "hardtanh",
        "x kept between -1 and 1; hardtanh(x, low, high): between these bounds",
        ("Hardtanh",),
        (1, 3),
        derivative=(
            lambda x, low=X.MINUS_ONE, high=X.ONE: _within(x, low, high),
            lambda x, low, _: call("heaviside", low - x),
            lambda x, _, high: call("heaviside", x - high),
        ),
        simplify=lambda x, *bounds: _hardtanh(x, *bounds) if bounds or x.head == X.NUM else None,
        definition=_hardtanh,
        kink=lambda x: (x + 1, x - 1),
    ),
    Function(
        "hardsigmoid",
        "relu6(x + 3)/6",
        ("Hardsigmoid", "hard_sigmoid"),
        derivative=(lambda x: over(_within(x, num(-3), num(3)), 6),),
        simplify=lambda x: over(_relu6(x + 3), 6) if x.head == X.NUM else None,
        definition=lambda x: over(_relu6(x + 3), 6),
        kink=lambda x: (x + 3, x - 3),
        nonnegative=True,
        reading="hardsigmoid(x) is relu6(x + 3)/6, as in PyTorch; Keras 2 has clip(x/5 + 1/2, 0, 1)",
    ),
    Function(
        "hardswish",
        "x*relu6(x + 3)/6",
        ("Hardswish", "hard_swish", "hardsilu", "hard_silu"),
        derivative=(lambda x: over(call("relu6", x + 3) + x * _within(x, num(-3), num(3)), 6),),
        simplify=lambda x: over(x * _relu6(x + 3), 6) if x.head == X.NUM else None,
        definition=lambda x: over(x * _relu6(x + 3), 6),
        kink=lambda x: (x + 3, x - 3),
    ),
    Function(
        "logsigmoid",
        "log of the logistic function, -log(1 + e^(-x))",
        ("log_sigmoid", "LogSigmoid", "log_expit"),
        derivative=(lambda x: call("sigmoid", -x),),
        simplify=at_zero(-X.apply("log", X.TWO)),
        definition=_logsigmoid,
    ),
)
