"""Points at which |u|, sign u, max … have a kink: a value where there is a derivative, or the reason."""

from __future__ import annotations

import pytest
from flint import arb, ctx, fmpq

from infocalc.algebra.ball import enclosure
from infocalc.algebra.derivative import derivative
from infocalc.algebra.engine import lower
from infocalc.calculus.commands import diff
from infocalc.calculus.options import CalculusOptions
from infocalc.errors import Undefined
from infocalc.expr import expr as X
from infocalc.functions import VOCABULARY
from infocalc.notation.parser import parse
from infocalc.notation.writer import write
from tests.calculus.asked import asked

AT_0 = CalculusOptions(at={"x": "0"})

SMOOTH = [
    ("x*abs(x)", 1, "0"),
    ("abs(x)^3", 2, "0"),
    ("x^3*sign(x)", 2, "0"),
    ("x*sign(x)^2", 1, "1"),
    ("sign(x^2)*x", 1, "1"),
    ("x*abs(x)*sign(x)", 1, "0"),
    ("cos(abs(x))", 1, "0"),
    ("cos(abs(x))", 2, "-1"),
    ("abs(x)^(4/3)", 1, "0"),
    ("piecewise((x^2, x < 0), (x^3, True))", 1, "0"),
    # the branches meet smoothly
    ("relu(x)^2", 1, "0"),
    ("max(x,0)^2", 1, "0"),
    ("x*max(x,0)", 1, "0"),
    ("Heaviside(x)*x^2", 1, "0"),
    ("max(x^2,x^4)", 1, "0"),
    ("max(x,0)^3", 2, "0"),
    ("max(x,sin x)", 1, "1"),
    ("max(x, exp(x)-1, (x+1)^2/2-1/2)", 1, "1"),
    ("min(x^2, x^4, 0)", 3, "0"),
    ("floor(x)*x^2", 1, "0"),
    ("sqrt(x^4)", 1, "0"),
    ("sqrt(x^4)", 2, "2"),
    # a branch on = or != fills a point
    ("piecewise((sin(x)/x, x != 0), (1, True))", 4, "1/5"),
    ("piecewise((1, x = 0), (sin(x)/x, True))", 2, "-1/3"),
    ("piecewise(((e^x - 1)/x, x != 0), (1, True))", 2, "1/3"),
    ("piecewise(((1 - cos(x))/x^2, x != 0), (1/2, True))", 2, "-1/12"),
    ("piecewise((log(1 + x)/x, x != 0), (1, True))", 3, "-3/2"),
    ("piecewise((x/(e^x - 1), x != 0), (1, True))", 2, "1/6"),
    ("piecewise((x^2*sin(1/x), x != 0), (0, True))", 1, "0"),
    ("piecewise((x^2*log(abs(x)), x != 0), (0, True))", 1, "0"),
    ("piecewise((e^(-1/x^2), x != 0), (0, True))", 3, "0"),
    ("piecewise((x^3, x != 0), (0, True)) + piecewise((tan(x)/x, x != 0), (1, True))", 2, "2/3"),
    # of as many terms as the order needs
    ("piecewise(((x - sin(x))/x^3, x != 0), (1/6, True))", 6, "-1/504"),
    ("piecewise(((cos(x) - e^(-x^2/2))/x^4, x != 0), (-1/12, True))", 4, "-13/210"),
    ("piecewise((1/sin(x)^2 - 1/x^2, x != 0), (1/3, True))", 6, "16/15"),
    # functions whose slopes have the form 0/0 at 0, and poles that cancel
    ("sinc(x)", 4, "1/5"),
    ("Si(x)", 3, "-1/3"),
    ("lambertw(x)", 3, "9"),
    ("besselj(0,x)", 4, "3/8"),
    ("piecewise((besselj(-1,x)/x, x != 0), (-1/2, True))", 2, "1/8"),
    ("polylog(2,x)", 2, "1/2"),
    ("ellipk(x)", 1, "pi/8"),
    ("ellipe(x)", 1, "-pi/8"),
    ("piecewise((1/gamma(x), x != 0), (0, True))", 1, "1"),
    ("piecewise((x*gamma(x), x != 0), (1, True))", 1, "-EulerGamma"),
    ("arctan2(x^2,-1)", 1, "0"),
    ("elu(x)", 1, "1"),
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
    ("sqrt(abs(x))", 1, "not differentiable"),
    ("abs(x)^(4/3)", 2, "not differentiable"),
    ("piecewise((sin(x)/x, x != 0), (2, True))", 1, "not differentiable"),
    ("elu(x)", 2, "(left 1, right 0)"),
    ("celu(x)", 2, "(left 1, right 0)"),
    ("softsign(x)", 2, "(left 2, right -2)"),
    ("arctan2(x,-1)", 1, "not differentiable"),
    ("arctan2(x,x-1)", 1, "not differentiable"),
    ("piecewise((sin(abs(x))/abs(x), x != 0), (1, True))*abs(x)", 1, "(left -1, right 1)"),
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


#: what a function without a value does there, as the hint says it
GAPS = [
    ("sin(x)/x", 1, "removable: with the value 1 there, the derivative is 0"),
    ("sin(x)/x", 2, "removable: with the value 1 there, the derivative of order 2 is -1/3"),
    ("(1 - cos(x))/x^2", 2, "removable: with the value 1/2 there, the derivative of order 2 is -1/12"),
    ("sin(abs(x))/abs(x)*abs(x)/x", 1, "the function jumps: -1 on the left, 1 on the right"),
    ("abs(x)/x", 1, "the function jumps: -1 on the left, 1 on the right"),
    ("sin(x)*abs(x)/x", 1, "the one-sided derivatives differ: -1 on the left, 1 on the right"),
]


@pytest.mark.parametrize(("text", "order", "hint"), GAPS)
def test_a_gap_is_told_by_its_limits(text: str, order: int, hint: str) -> None:
    with pytest.raises(Undefined) as found:
        diff(text, ["x", str(order)], AT_0)
    assert hint in (found.value.hint or "")


@pytest.mark.parametrize("text", ["sin(1/x)", "cos(1/x)*sin(x)/x", "1/x", "e^(1/x)"])
def test_oscillations_and_poles_are_not_called_removable(text: str) -> None:
    with pytest.raises(Undefined) as found:
        diff(text, ["x"], AT_0)
    assert "removable" not in (found.value.hint or "")


@pytest.mark.parametrize("order", range(1, 6))
@pytest.mark.parametrize("inner", ["x", "2*x", "x + x^2", "sin(x)", "e^x - 1"])
@pytest.mark.parametrize(
    "filled", ["sin({0})/({0})", "({0})/(e^({0}) - 1)", "log(1 + ({0}))/({0})", "tan({0})/({0})"]
)
def test_filled_points_have_the_slopes_of_the_series(filled: str, inner: str, order: int) -> None:
    """Against the jet of the quotient 2^-200 beside the point, which differs by less than 2^-150."""
    text = filled.format(inner)
    whole = f"piecewise(({text}, x != 0), (1, True))"
    number = diff(whole, ["x", str(order)], AT_0).rows[0].number
    assert number is not None
    assert number.certified
    with ctx.workprec(3000):
        near = lower(parse(text, VOCABULARY).formula)
        for _ in range(order):
            near = derivative(near, "x")
        beside = enclosure(near, {"x": X.rational(fmpq(1, 2**200))}, 3000)
    assert beside is not None
    assert abs(beside - arb(number.decimal)) < 1e-13


@pytest.mark.parametrize("text", ["abs(x*y)", "abs(x)*abs(y)", "max(x*y, 0)", "sign(x*y)"])
def test_a_mixed_derivative_at_a_corner_is_refused(text: str) -> None:
    at = CalculusOptions(at={"x": "0", "y": "0"})
    with pytest.raises(Undefined):
        diff(text, ["x", "y"], at)
    with pytest.raises(Undefined):
        asked("hessian", text, at, ["x", "y"])


def test_derivatives_that_do_not_commute() -> None:
    """Peano's function: f_xy = -1 and f_yx = 1 at 0."""
    text = "piecewise((x*y*(x^2 - y^2)/(x^2 + y^2), x^2 + y^2 != 0), (0, True))"
    at = CalculusOptions(at={"x": "0", "y": "0"})
    numbers = [row.number for row in asked("hessian", text, at, ["x", "y"]).rows]
    assert [n and n.exact for n in numbers] == ["0", "-1", "1", "0"]


def test_a_root_of_squares_has_a_hessian_at_0() -> None:
    at = CalculusOptions(at={"x": "0", "y": "0"})
    numbers = [row.number for row in asked("hessian", "(x^2 + y^2)^(3/2)", at, ["x", "y"]).rows]
    assert [n and n.exact for n in numbers] == ["0"] * 4


def test_the_larger_of_two_softened_is_smooth_where_they_tie() -> None:
    at = CalculusOptions(at={"x": "1", "y": "1"})
    numbers = [row.number for row in asked("grad", "max(x,y) + log1p(exp(-abs(x - y)))", at, ["x", "y"]).rows]
    assert [n and n.exact for n in numbers] == ["1/2", "1/2"]


@pytest.mark.parametrize(
    ("text", "symbolic", "conditions"),
    [
        ("piecewise((x^2, x != 1), (1, True))", "2*x", ()),
        ("piecewise((x^2, x != 1), (5, True))", "2*x", ("x != 1",)),
        ("piecewise((1, x = 0), (sin(x)/x, True))", "(x*cos(x) - sin(x))/x^2", ("x != 0",)),
        ("piecewise((0, x < 0), (7, x = 0), (x^2, True))", "Piecewise((0, x < 0), (2*x, True))", ("x != 0",)),
        ("piecewise((0, x < 0), (0, x = 0), (x^2, True))", "Piecewise((0, x < 0), (2*x, True))", ()),
    ],
)
def test_a_case_that_holds_at_a_point_has_no_derivative_of_its_own(
    text: str, symbolic: str, conditions: tuple[str, ...]
) -> None:
    found = diff(text, ["x"], CalculusOptions())
    assert write(found.rows[0].formula) == symbolic
    assert found.conditions == conditions


def test_partial_derivatives_are_looked_at_along_their_variables() -> None:
    at = CalculusOptions(at={"x": "0", "y": "0"})
    numbers = [row.number for row in asked("grad", "x*abs(y) + sign(x)*y^2", at, ["x", "y"]).rows]
    assert [number and number.exact for number in numbers] == ["0", "0"]
    with pytest.raises(Undefined):
        asked("hessian", "x*abs(x) + y^2", at, ["x", "y"])
    with pytest.raises(Undefined):
        asked("grad", "abs(x)*y", CalculusOptions(at={"x": "0", "y": "1"}), ["x", "y"])


def test_a_power_of_0_is_0_for_positive_exponents() -> None:
    number = diff("a^b", ["b"], CalculusOptions(at={"a": "0", "b": "1"})).rows[0].number
    assert number is not None
    assert (number.exact, number.certified) == ("0", True)
    with pytest.raises(Undefined):
        diff("a^b", ["b"], CalculusOptions(at={"a": "0", "b": "-1"}))
