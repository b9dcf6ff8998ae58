"""Random formulas, and their values by mpmath: an oracle that shares no code with the engine."""

from __future__ import annotations

from typing import Any

import mpmath
from hypothesis import strategies as st

from infocalc.notation.formula import Formula, call, constant, fold, number, symbol

x, y, a = symbol("x"), symbol("y"), symbol("a")
#: a point where the random formulas are seldom singular
POINT = {"x": mpmath.mpf(7) / 10, "y": mpmath.mpf(13) / 10, "a": mpmath.mpf(19) / 10}

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
        inner.map(lambda u: exp(call("sin", u))),
        inner.map(lambda u: call("log", positive(u))),
        inner.map(lambda u: call("sqrt", positive(u))),
        st.builds(call, st.sampled_from(SMOOTH), inner),
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
