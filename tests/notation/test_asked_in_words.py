"""diff(x^2, x), Derivative(…) and "derivative of" around a whole formula say what the command does."""

from __future__ import annotations

import pytest

from infocalc import api
from infocalc.errors import InfocalcError


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("diff(x^2, x)", "2*x"),
        ("D(x^2*y, x, 2)", "2*y"),
        ("Derivative(x^3, (x, 2))", "6*x"),
        ("derivative(sin(x), x)", "cos(x)"),
        ("diff(f(x, y), x, y)", "f^(1,1)(x, y)"),
        ("derivative of x^2", "2*x"),
        ("The derivative of x^3", "3*x^2"),
        ("D[x^2*Sin[x], x]", "2*x*sin(x) + x^2*cos(x)"),
        ("D[x^3, {x, 2}]", "6*x"),
        ("diff(%e^x, x);", "e^x"),
        ("diff(x^3, x$2)", "6*x"),
        ("sp.diff(x**2, x)", "2*x"),
        ("(x**3).diff(x, 2)", "6*x"),
        ("sin(x).diff(x)", "cos(x)"),
        ("jax.grad(lambda x: x**2)(x)", "2*x"),
        ("grad(lambda x: jnp.sin(x))", "cos(x)"),
        ('D(expression(x^2), "x")', "2*x"),
        ('deriv(~ x^2, "x")', "2*x"),
        ("math.derivative('x^2 + x', 'x')", "2*x + 1"),
        ("second derivative of x^3", "6*x"),
        ("partial derivative of x^2*y with respect to y", "x^2"),
        ("what is the derivative of x^2?", "2*x"),
        ("Differentiate f(x) = x^2 with respect to x.", "2*x"),
        ("find dy/dx if y = x^2", "2*x"),
        ("Find f'(x) if f(x) = x^2", "2*x"),
        ("derivative of x^2 wrt x", "2*x"),
        ("find d/dx x^2", "2*x"),
        ("Let f(x) = x^2", "2*x"),
        ("Given y = x^2", "2*x"),
        ("d/dx of x^2", "2*x"),
        ("(d/dx)(x^2 + 3x)", "2*x + 3"),
        ("∂_x (x^2*y)", "2*x*y"),
        ("\\partial_x^2 (x^3*y)", "6*x*y"),
        ("D_x(x^2*y)", "2*x*y"),
        ("(x^3)''", "6*x"),
        ("\\left(x^2\\right)'", "2*x"),
    ],
)
def test_read_and_said(text: str, want: str) -> None:
    report = api.diff(text)
    assert report.symbolic == want
    assert any("left out" in note for note in report.notes), report.notes


def test_a_function_of_ones_own() -> None:
    assert api.diff("D(x, y)", "x").symbolic == "D^(1,0)(x, y)"


@pytest.mark.parametrize(
    ("text", "value"),
    [("x^2 at x=3", "6"), ("slope of x^2 at x = 3", "6"), ("x^2 |_{x=3}", "6"), ("|x|^3 at x = -1", "-3")],
)
def test_the_point_behind_the_formula(text: str, value: str) -> None:
    assert str(api.diff(text).exact) == value


@pytest.mark.parametrize("text", ["x^2 at 3", "sine of x", "e to x"])
def test_words_within_a_formula_are_refused(text: str) -> None:
    with pytest.raises(InfocalcError) as caught:
        api.diff(text, "x")
    assert "is not read" in caught.value.message


@pytest.mark.parametrize("text", ["diff(x^3, x)*2", "1 + derivative(x^2)"])
def test_within_a_formula_it_is_refused(text: str) -> None:
    with pytest.raises(InfocalcError) as caught:
        api.diff(text)
    assert "the command gives derivatives" in (caught.value.hint or "")
