"""--check reads derivatives of functions known by name as programs and books write them."""

from __future__ import annotations

import pytest

from infocalc import api
from infocalc.errors import NotationError


@pytest.mark.parametrize(
    ("text", "asked", "expected"),
    [
        ("f(x)", ("x",), "Derivative(f(x), x)"),
        ("f(x)", ("x",), "diff(f(x), x)"),
        ("f(x)", ("x", "2"), "d^2f/dx^2"),
        ("f(x)", ("x", "2"), "d**2f/dx**2"),
        ("f(x)", ("x", "2"), r"\frac{d^2f}{dx^2}"),
        ("f(x)", ("x", "3"), r"\frac{d^{3} f}{d x^{3}}"),
        ("f(x)", ("x", "2"), "Derivative(f(x), (x, 2))"),
        ("x^2*f(x)", ("x",), "x^2*Derivative(f(x), x) + 2*x*f(x)"),
        ("f(x, y)", ("x",), "Derivative(f(x, y), x)"),
        ("sin(f(x))", ("x", "2"), "-sin(f(x))*(df/dx)^2 + cos(f(x))*d^2f/dx^2"),
    ],
)
def test_forms(text: str, asked: tuple[str, ...], expected: str) -> None:
    assert api.diff(text, *asked, check=expected).check.verdict == "true"


def test_letters_of_the_question_are_no_differentials() -> None:
    """d, f and x are symbols here."""
    assert api.diff("d^2*f/(d*x^2)*t", "t", check="d^2*f/(d*x^2)").check.verdict == "true"


def test_the_order_counts() -> None:
    assert api.diff("f(x)", "x", check="d^2f/dx^2").check.verdict == "false"


@pytest.mark.parametrize(
    "expected",
    [
        r"\frac{d f(x)}{dx} g(x) + f(x) \frac{d}{dx} g(x)",
        r"\frac{\mathrm{d}}{\mathrm{d}x}(f(x)) g(x) + f(x) \frac{\mathrm{d} g(x)}{\mathrm{d} x}",
        "(d/dx f(x)) g(x) + f(x) d/dx g(x)",
        "df(x)/dx g(x) + f(x) dg(x)/dx = f'(x)g(x) + f(x)g'(x)",
    ],
)
def test_an_operator_and_its_function(expected: str) -> None:
    assert api.diff("f(x)*g(x)", "x", check=expected).check.verdict == "true"


@pytest.mark.parametrize("expected", [r"\frac{d}{dx} f(x) g(x)", "d/dx f(x)*g(x)", r"\frac{d}{dx}f(x)\,g(x)"])
def test_an_operator_in_front_of_two_factors_is_refused(expected: str) -> None:
    with pytest.raises(NotationError, match="two readings"):
        api.diff("f(x)*g(x)", "x", check=expected)
