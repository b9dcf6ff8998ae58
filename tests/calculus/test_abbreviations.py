"""--in-terms-of: a power of what is abbreviated is a power of the abbreviation."""

from __future__ import annotations

import pytest

from infocalc import api


@pytest.mark.parametrize(
    ("text", "order", "name", "want"),
    [
        ("sqrt(x^2 + y^2)", "2", "r = sqrt(x^2 + y^2)", "y^2/r^3"),
        ("1/sqrt(x^2 + y^2)", "1", "r = sqrt(x^2 + y^2)", "-x/r^3"),
        ("1/(x^2 + y^2)", "1", "r = sqrt(x^2 + y^2)", "-2*x/r^4"),
        ("(x^2 + 1)^(1/3)", "1", "c = (x^2 + 1)^(1/3)", "2*x/(3*c^2)"),
        ("exp(2*x)", "1", "s = exp(x)", "2*s^2"),
        ("sigmoid(x)", "1", "s = sigmoid(x)", "s*(1 - s)"),
    ],
)
def test_powers(text: str, order: str, name: str, want: str) -> None:
    assert api.diff(text, "x", order, in_terms_of=[name]).symbolic == want
