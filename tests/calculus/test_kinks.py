"""Points at which |u|, sign u, max … have a kink: a value where there is a derivative, or the reason."""

from __future__ import annotations

import pytest

from infocalc.calculus.commands import diff, grad, hessian
from infocalc.calculus.options import CalculusOptions
from infocalc.errors import Undefined

AT_0 = CalculusOptions(at={"x": "0"})

SMOOTH = [
    ("x*abs(x)", 1, "0"),
    ("abs(x)^3", 2, "0"),
    ("x^3*sign(x)", 2, "0"),
    ("x*sign(x)^2", 1, "1"),
    ("x*abs(x)*sign(x)", 1, "0"),
    ("cos(abs(x))", 1, "0"),
    ("cos(abs(x))", 2, "-1"),
    ("abs(x)^(4/3)", 1, "0"),
    ("piecewise((x^2, x < 0), (x^3, True))", 1, "0"),
]
BROKEN = [
    ("abs(x)", 1, "(left -1, right 1)"),
    ("x*abs(x)", 2, "(left -2, right 2)"),
    ("abs(x)^3", 3, "(left -6, right 6)"),
    ("piecewise((x^2, x < 0), (x^3, True))", 2, "(left 2, right 0)"),
    ("relu(x)^2", 2, "(left 0, right 2)"),
    ("sign(x)^2", 1, "not differentiable"),
    ("1e-9*x*abs(x)", 2, "(left -2e-9, right 2e-9)"),
    ("x*abs(x)", 3, "(left -2, right 2)"),
    ("abs(x)", 2, "(left -1, right 1)"),
    ("1e-40*abs(x)", 1, "(left -1e-40, right 1e-40)"),
    ("sign(x^2)*x", 1, "sign(x^2) has a gap at x=0"),
]


@pytest.mark.parametrize(("text", "order", "expected"), SMOOTH)
def test_a_derivative_at_a_kink(text: str, order: int, expected: str) -> None:
    number = diff(text, ["x", str(order)], AT_0).rows[0].number
    assert number is not None
    assert number.exact == expected


@pytest.mark.parametrize(("text", "order", "message"), BROKEN)
def test_no_derivative_at_a_kink(text: str, order: int, message: str) -> None:
    with pytest.raises(Undefined) as found:
        diff(text, ["x", str(order)], AT_0)
    assert message in found.value.message


def test_a_removable_gap_tells_the_value_beside_it() -> None:
    with pytest.raises(Undefined) as found:
        diff("sign(x^2)*x", ["x"], AT_0)
    assert found.value.hint == "close to the point it is 1"


def test_partial_derivatives_are_looked_at_along_their_variables() -> None:
    at = CalculusOptions(at={"x": "0", "y": "0"})
    numbers = [row.number for row in grad("x*abs(y) + sign(x)*y^2", ["x", "y"], at).rows]
    assert [number and number.exact for number in numbers] == ["0", "0"]
    with pytest.raises(Undefined):
        hessian("x*abs(x) + y^2", ["x", "y"], at)
    with pytest.raises(Undefined):
        grad("abs(x)*y", ["x", "y"], CalculusOptions(at={"x": "0", "y": "1"}))
