"""The signs that polynomials in one variable have together, and what is decided by them."""

from __future__ import annotations

import pytest

from infocalc import api
from infocalc.algebra.engine import lower
from infocalc.algebra.real_line import signs_between_roots
from infocalc.functions import VOCABULARY
from infocalc.notation.parser import parse


def parts(*texts: str):
    return [lower(parse(text, VOCABULARY).formula) for text in texts]


@pytest.mark.parametrize(
    ("texts", "signs"),
    [
        (("x", "x - 1"), {(-1, -1), (1, -1), (1, 1)}),
        (("x^2 - 2", "x"), {(1, -1), (-1, -1), (-1, 1), (1, 1)}),
        (("x^2 + 1", "x"), {(1, -1), (1, 1)}),
        (("x^2 - 2", "x - 2"), {(1, -1), (-1, -1), (1, 1)}),
        (("x^3 - x - 1",), {(-1,), (1,)}),
        (("x^2 + 1",), {(1,)}),
        (("10^9*x - 1", "10^9*x - 2"), {(-1, -1), (1, -1), (1, 1)}),
    ],
)
def test_signs(texts: tuple[str, ...], signs: set[tuple[int, ...]]) -> None:
    assert signs_between_roots(parts(*texts)) == signs


@pytest.mark.parametrize("texts", [("x", "y"), ("e^x",), ("sqrt(x)",), ("x", "sin(x)"), ("x^50 - 2",), ()])
def test_what_is_no_polynomial_in_one_variable(texts: tuple[str, ...]) -> None:
    assert signs_between_roots(parts(*texts)) is None


@pytest.mark.parametrize(
    ("question", "expected", "verdict"),
    [
        ("min(x, 2, x^2)", "piecewise((1, x<0), (2x, x<1), (1, x<2), (0, True))", "true"),
        ("min(x, 2, x^2)", "piecewise((1, x<0), (2x, x<1), (1, x<3), (0, True))", "false"),
        ("max(x^2, 2 - x)", "2x if x>1 or x<-2 else -1", "true"),
        ("max(x^2, 2 - x)", "2x if x>1 or x<-1 else -1", "false"),
        ("abs(x^3 - x)", "piecewise((1-3x^2, x<-1), (3x^2-1, x<0), (1-3x^2, x<1), (3x^2-1, True))", "true"),
        ("max(x^2, 1, x^4)", "4x^3 if abs(x)>1 else 0", "true"),
    ],
)
def test_cases_of_polynomials(question: str, expected: str, verdict: str) -> None:
    assert api.diff(question, "x", check=expected).check.verdict == verdict
