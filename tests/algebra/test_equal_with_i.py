"""Equality of what is written with i: proved by its parts, refuted at a point by principal values."""

from __future__ import annotations

import pytest

from infocalc.algebra.engine import lower
from infocalc.algebra.equality import equal
from infocalc.expr.expr import Expr
from infocalc.functions import VOCABULARY
from infocalc.notation.parser import parse

EQUAL = {
    "e^(i*pi)": "-1",
    "e^(2*i*pi)": "1",
    "e^(i*x)": "cos(x) + i*sin(x)",
    "e^(i*x)*e^(i*pi)": "-e^(i*x)",
    "1/(1 + i)": "(1 - i)/2",
    "(x + i)*(x - i)": "x^2 + 1",
    "cos(i)": "cosh(1)",
    "sin(i*x)": "i*sinh(x)",
    "tanh(i*x)": "i*tan(x)",
    "log(i*x)/i": "-i*log(i*x)",
}


def read(text: str) -> Expr:
    return lower(parse(text, VOCABULARY, complex_unit=True).formula, text)


@pytest.mark.parametrize("text", EQUAL)
def test_identities(text: str) -> None:
    assert equal(read(text), read(EQUAL[text])).verdict == "true"


@pytest.mark.parametrize("change", ["{} + 1", "{} + i", "i*({})", "2*({})", "-({})"])
@pytest.mark.parametrize("text", EQUAL)
def test_what_differs(text: str, change: str) -> None:
    assert equal(read(text), read(change.format(EQUAL[text]))).verdict == "false"


@pytest.mark.parametrize("k", range(24))
def test_roots_of_unity(k: int) -> None:
    """e^(πik/12) = cos(πk/12) + i·sin(πk/12)."""
    turn = f"{k}*pi/12"
    assert equal(read(f"e^(i*{turn})"), read(f"cos({turn}) + i*sin({turn})")).verdict == "true"
    assert equal(read(f"e^(i*{turn})"), read(f"cos({turn}) - i*sin({turn})")).verdict == (
        "true" if k in (0, 12) else "false"
    )


@pytest.mark.parametrize(("a", "b"), [("sqrt(-x)", "i*sqrt(x)"), ("log(i*x)", "log(x) + i*pi/2")])
def test_branches(a: str, b: str) -> None:
    """True for x > 0 only: principal values differ for x < 0."""
    found = equal(read(a), read(b))
    assert found.verdict == "false"
    assert found.point is not None
    assert found.point["x"].data < 0
