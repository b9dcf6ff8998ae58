"""--check reads derivatives of functions known by name as programs and books write them."""

from __future__ import annotations

import pytest

from infocalc import api


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
