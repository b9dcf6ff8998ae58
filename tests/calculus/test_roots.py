"""Slopes with square roots, as a book prints them; opened roots have the values of those before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infocalc.algebra.ball import complex_enclosure
from infocalc.algebra.engine import lift
from infocalc.algebra.roots import with_open_roots
from infocalc.algebra.tidied import tidied
from infocalc.calculus.commands import diff
from infocalc.calculus.options import CalculusOptions
from infocalc.calculus.reading import read_function
from infocalc.errors import Undefined
from infocalc.expr import expr as X
from infocalc.notation.writer import write

#: functions, their slopes, and where the slope is not defined though its formula is
SLOPES = {
    "asin(x/2)": ("1/sqrt(4 - x^2)", ()),
    "acos(x/3)": ("-1/sqrt(9 - x^2)", ()),
    "asinh(x/3)": ("1/sqrt(x^2 + 9)", ()),
    "asin(x/sqrt(2))": ("1/sqrt(2 - x^2)", ()),
    "asin((x - 1)/2)": ("1/sqrt(4 - (x - 1)^2)", ()),
    "asin(2x - 1)": ("1/sqrt(x*(1 - x))", ()),
    "asec(x/2)": ("2/(sqrt(x^2 - 4)*abs(x))", ()),
    "sqrt(4 - 4x^2)": ("-2*x/sqrt(1 - x^2)", ()),
    "sqrt(2x^2 + 4)": ("2*x/sqrt(2*x^2 + 4)", ()),
    "x/2*sqrt(9 - x^2) + 9/2*asin(x/3)": ("sqrt(9 - x^2)", ()),
    "x/sqrt(1 - x^2/9)": ("27/(9 - x^2)^(3/2)", ()),
    "asin(1/x)": ("-1/(sqrt(x^2 - 1)*abs(x))", ()),
    "asin(x/a)": ("sign(a)/sqrt(a^2 - x^2)", ("a != 0",)),
    "asin(tanh(x))": ("sech(x)", ()),
    "atan(sinh(x))": ("sech(x)", ()),
    "asinh(sinh(x))": ("1", ()),
    "asin(cos(x))": ("-sign(sin(x))", ("sin(x) != 0",)),
    "asin(x/sqrt(1 + x^2))": ("1/(x^2 + 1)", ()),
    "acos(1/sqrt(1 + x^2))": ("sign(x)/(x^2 + 1)", ("x != 0",)),
    "acos((1 - x^2)/(1 + x^2))": ("2*sign(x)/(x^2 + 1)", ("x != 0",)),
    "asin(2x/(1 + x^2))": ("2*sign(1 - x^2)/(x^2 + 1)", ("x^2 != 1",)),
    "asin(2x*sqrt(1 - x^2))": ("2*sign(1 - 2*x^2)/sqrt(1 - x^2)", ("x^2 != 1/2",)),
    "asin(3x - 4x^3)": ("3*sign(1 - 4*x^2)/sqrt(1 - x^2)", ("x^2 != 1/4",)),
    "asin(x*(1 - x/1e12))": (  # too much work to factor
        "(1 - x/500000000000)/sqrt(1 - x^2*(1 - x/1000000000000)^2)",
        (),
    ),
    "sqrt((x^2 + 1)/(x^2 + 4))": ("3*x/(sqrt(x^2 + 1)*(x^2 + 4)^(3/2))", ()),
}


@pytest.mark.parametrize("text", SLOPES)
def test_slopes(text: str) -> None:
    report = diff(text, ["x"], CalculusOptions(steps=True))
    slope, conditions = SLOPES[text]
    assert write(report.rows[0].formula) == slope
    assert report.conditions == conditions
    assert report.verified is not None
    assert write(report.steps[-1].after) == slope


@pytest.mark.parametrize(
    ("text", "x"), [("acos((1 - x^2)/(1 + x^2))", "0"), ("asin(2x/(1 + x^2))", "-1"), ("asin(cos(x))", "pi")]
)
def test_there_is_no_slope_at_a_corner(text: str, x: str) -> None:
    with pytest.raises(Undefined):
        diff(text, ["x"], CalculusOptions(at={"x": x}))


def test_the_variables_of_complex_functions_are_not_real() -> None:
    report = diff("acos((1 - x^2)/(1 + x^2))", ["x"], CalculusOptions(complex_unit=True))
    assert "sign" not in write(report.rows[0].formula)


RADICANDS = st.recursive(
    st.sampled_from(
        "x y x^2 1/x (x+1) (x-y) (x^2+1) (y^2+x^2) tanh(x) sin(y) cos(y) e^x e^(-y) 2 1/4 log(x)".split()
    ),
    lambda parts: (
        st.tuples(parts, st.sampled_from("+ - * /".split()), parts).map(lambda t: f"({' '.join(t)})")
        | parts.map(lambda u: f"({u})^2")
        | parts.map(lambda u: f"(1 - ({u})^2)")
    ),
    max_leaves=6,
)
NUMBERS = st.fractions(-5, 5, max_denominator=97)


@given(RADICANDS, st.sampled_from((X.num(1, 2), X.num(-1, 2), X.num(3, 2), X.num(-3, 2))), NUMBERS, NUMBERS)
def test_opened_roots_have_the_same_values(text: str, exponent: X.Expr, x: object, y: object) -> None:
    try:
        before = X.power(read_function(text, "xy").expr, exponent)
    except Undefined:
        return
    after = with_open_roots(before)
    point = {"x": X.num(x.numerator, x.denominator), "y": X.num(y.numerator, y.denominator)}
    a, b, c = (complex_enclosure(e, point, 200) for e in (before, after, tidied(after)))
    if a is not None:  # where the form before has a value, the others have the same
        assert b is None or (a - b).contains(0), write(lift(after))
        assert c is None or (a - c).contains(0), write(lift(tidied(after)))
