"""--check of the forms that other systems give a derivative: proved as they are meant, and never refuted."""

from __future__ import annotations

import pytest

from infocalc import api

PROVED = [
    ("(x/3)^(x/3)", "x**(x/3)*(log(x) - log(3) + 1)/(3*3**(x/3))"),
    ("2^(2x+1)", "2*exp((2*x + 1)*log(2))*log(2)"),
    ("erf(2x+1)", "4*exp(-1)*exp(-4*x)*exp(-4*x**2)/sqrt(pi)"),
    ("x^x*log(x)", "(log(x) + 1)*exp(x*log(x))*log(x) + exp(x*log(x))/x"),
    ("sinc(x^2)", "2*(x**2*cos(x**2) - sin(x**2))/x**3"),
    ("sinc(1/x)", "(x*sin(1/x) - cos(1/x))/x"),
    ("tanh(sin(x))", "cos(x)/cosh(sin(x))**2"),
    ("cot(sin(x))", "-cos(x)/sin(sin(x))**2"),
    ("e^(-x)*sin(x)", "sqrt(2)*exp(-x)*cos(x + pi/4)"),
    ("fresnels(2x+1)", "2*cos(2*pi*x*(x + 1))"),
    ("x*abs(x)", "Piecewise((0, Eq(x, 0)), (2*x**2/Abs(x), True))"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "expected"), PROVED)
def test_proved(question: str, expected: str) -> None:
    check = api.diff(question, "x", check=expected).check
    assert check is not None
    assert check.verdict == "true"


def test_no_point_at_which_the_form_has_no_value_as_typed_refutes_it() -> None:
    form = (
        "(sin(atan2(0, x)/2)**2 + cos(atan2(0, x)/2)**2)*sign(x)*sign(sqrt(x))/2 + abs(sqrt(x))/(2*sqrt(x))"
    )
    check = api.diff("sqrt(x)*abs(sqrt(x))", check=form).check
    assert check is not None
    assert check.verdict != "false"


@pytest.mark.parametrize(
    ("question", "expected"),
    [("x^y", "y*e^(y*log(x))"), ("f(x)/g(x)", "f'(x)/g(x)"), ("1/x", "1/x^2"), ("x^x", "x^x/x")],
)
def test_wrong_forms_are_refuted(question: str, expected: str) -> None:
    check = api.diff(question, "x", check=expected).check
    assert check is not None
    assert check.verdict == "false"
