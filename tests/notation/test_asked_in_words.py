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
    ],
)
def test_read_and_said(text: str, want: str) -> None:
    report = api.diff(text)
    assert report.symbolic == want
    assert any("left out" in note for note in report.notes)


def test_a_function_of_ones_own() -> None:
    assert api.diff("D(x, y)", "x").symbolic == "D^(1,0)(x, y)"


@pytest.mark.parametrize("text", ["diff(x^3, x)*2", "1 + derivative(x^2)"])
def test_within_a_formula_it_is_refused(text: str) -> None:
    with pytest.raises(InfocalcError) as caught:
        api.diff(text)
    assert "the command gives derivatives" in (caught.value.hint or "")
