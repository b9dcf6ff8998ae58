"""--check of the largest and smallest of three, and of bars within conditions: decided by cases."""

from __future__ import annotations

import pytest

from infocalc import api


@pytest.mark.parametrize(
    ("text", "x", "expected"),
    [
        ("max(x, y, z)", "x", "piecewise((1, x > y and x > z), (0, true))"),
        ("max(x, y, z)", "x", "piecewise((1, x > max(y, z)), (0, true))"),
        ("min(x, y, z)", "y", "heaviside(x - y)*heaviside(z - y)"),
        ("max(x, 2*x, 3*x)", "x", "2 + sign(x)"),
        ("max(x, -x, 0)", "x", "sign(x)"),
        ("clip(x, -1, 1)", "x", "piecewise((1, abs(x) < 1), (0, true))"),
    ],
)
def test_true(text: str, x: str, expected: str) -> None:
    assert api.diff(text, x, check=expected).check.verdict == "true"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("max(x, y, z)", "piecewise((1, x > y), (0, true))"),
        ("clip(x, -1, 1)", "piecewise((1, abs(x) < 2), (0, true))"),
    ],
)
def test_false(text: str, expected: str) -> None:
    assert api.diff(text, "x", check=expected).check.verdict == "false"
