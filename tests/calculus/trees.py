"""Random formulas, their values by mpmath and series by FLINT: oracles that share no code with the engine."""

from __future__ import annotations

import math
from typing import Any

import mpmath
from flint import arb, arb_series, ctx
from hypothesis import strategies as st

from infocalc.notation.formula import Formula, call_of, constant, fold, number, symbol

x, y, a = symbol("x"), symbol("y"), symbol("a")
#: a point where the random formulas are seldom singular
TENTHS = {"x": 7, "y": 13, "a": 19}
with mpmath.workdps(70):
    POINT = {name: mpmath.mpf(n) / 10 for name, n in TENTHS.items()}

SMOOTH = ("sin", "cos", "tan", "atan", "sinh", "cosh", "tanh", "asinh", "erf", "sigmoid", "abs")


def plus(*terms: Formula) -> Formula:
    return Formula("sum", terms)


def times(*factors: Formula) -> Formula:
    return Formula("product", factors)


def over(top: Formula, bottom: Formula) -> Formula:
    return Formula("quotient", (top, bottom))


def raised(base: Formula, exponent: Formula) -> Formula:
    return Formula("power", (base, exponent))


def minus(part: Formula) -> Formula:
    return Formula("neg", (part,))


def exp(part: Formula) -> Formula:
    return raised(constant("e"), part)


def positive(part: Formula) -> Formula:
    """1 + u²: something to take the logarithm or the root of."""
    return plus(number(1), raised(part, number(2)))


def _larger(inner: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
    small = st.integers(2, 3).map(number)
    return st.one_of(
        st.builds(plus, inner, inner),
        st.builds(times, inner, inner),
        st.builds(over, inner, inner.map(positive)),
        st.builds(raised, inner, small),
        st.builds(lambda u, v: raised(positive(u), v), inner, inner),
        inner.map(minus),
        inner.map(lambda u: exp(call_of("sin", u))),
        inner.map(lambda u: call_of("log", positive(u))),
        inner.map(lambda u: call_of("sqrt", positive(u))),
        st.builds(call_of, st.sampled_from(SMOOTH), inner),
    )


formulas = st.recursive(
    st.sampled_from([x, x, x, y, a, number(2), number(1, 2), number(3), constant("pi")]),
    _larger,
    max_leaves=6,
)

_CALLS = {
    "abs": mpmath.fabs,
    "sigmoid": lambda u: 1 / (1 + mpmath.exp(-u)),
    "sign": mpmath.sign,
    "heaviside": lambda u: mpmath.mpf(u > 0),
    "log2": lambda u: mpmath.log(u, 2),
}
_CONSTANTS = {"e": mpmath.e, "pi": mpmath.pi, "i": mpmath.j}


def value(formula: Formula, point: dict[str, Any]) -> Any:
    """The number that the formula has at the point."""

    def visit(node: Formula, parts: tuple[Any, ...]) -> Any:
        match node.head:
            case "number":
                return mpmath.mpf(node.value[0]) / node.value[1]
            case "symbol":
                return point[node.value]
            case "constant":
                return +_CONSTANTS[node.value]
            case "sum":
                return mpmath.fsum(parts)
            case "neg":
                return -parts[0]
            case "product":
                return mpmath.fprod(parts)
            case "quotient":
                return parts[0] / parts[1]
            case "power":
                return mpmath.power(*parts)
            case "call":
                return (_CALLS.get(node.value) or getattr(mpmath, node.value))(*parts)
        raise AssertionError(node.head)

    return fold(formula, visit)


def slope_at(formula: Formula, variable: str) -> Any:
    """∂f/∂variable at POINT by numerical differentiation at 60 digits."""
    with mpmath.workdps(60):
        return mpmath.diff(lambda t: value(formula, POINT | {variable: t}), POINT[variable])


_SERIES = {
    "cosh": lambda u: (u.exp() + (-u).exp()) / 2,
    "sinh": lambda u: (u.exp() - (-u).exp()) / 2,
    "tanh": lambda u: 1 - 2 / ((2 * u).exp() + 1),
    "asinh": lambda u: (u + (u * u + 1).sqrt()).log(),
    "sigmoid": lambda u: 1 / (1 + (-u).exp()),
    "abs": lambda u: u if u[0] > 0 else -u,
}
_SERIES_CONSTANTS = {"e": arb.const_e, "pi": arb.pi}


def taylor(formula: Formula, variable: str, order: int, bits: int = 200) -> list[arb]:
    """The Taylor coefficients 0 … order of the formula in the variable at POINT, as balls."""

    def visit(node: Formula, parts: tuple[Any, ...]) -> Any:
        match node.head:
            case "number":
                return arb_series([arb(node.value[0]) / node.value[1]])
            case "symbol":
                return arb_series([arb(TENTHS[node.value]) / 10, 1 if node.value == variable else 0])
            case "constant":
                return arb_series([_SERIES_CONSTANTS[node.value]()])
            case "sum":
                return sum(parts[1:], parts[0])
            case "neg":
                return -parts[0]
            case "product":
                return math.prod(parts[1:], start=parts[0])
            case "quotient":
                return parts[0] / parts[1]
            case "power":
                base, exponent = parts
                if node.args[1].head == "number" and node.args[1].value[1] == 1:
                    return base ** node.args[1].value[0]
                return (base.log() * exponent).exp()
            case "call":
                own = _SERIES.get(node.value)
                return own(*parts) if own else getattr(parts[0], node.value)()
        raise AssertionError(node.head)

    cap, precision = ctx.cap, ctx.prec
    ctx.cap, ctx.prec = order + 1, bits
    try:
        found = fold(formula, visit)
        return [found[k] for k in range(order + 1)]
    finally:
        ctx.cap, ctx.prec = cap, precision
