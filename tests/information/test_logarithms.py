"""log e as a sum: opened exactly where every factor taken out is positive by its form."""

from __future__ import annotations

import pytest

from infocalc.algebra.engine import lower
from infocalc.expr.expr import Expr
from infocalc.functions import VOCABULARY
from infocalc.integration.logarithms import log
from infocalc.notation.parser import parse


def read(text: str) -> Expr:
    return lower(parse(text, VOCABULARY).formula, text)


@pytest.mark.parametrize(
    ("argument", "opened"),
    [
        ("(x^2 + 1)^2", "2*log(x^2 + 1)"),  # what is never negative and what is positive
        ("(x^2 + y^2)^2", "log((x^2 + y^2)^2)"),  # both may be 0
        ("(x^2 - 1)^2", "log((x^2 - 1)^2)"),
        ("(abs(x) + 1)^2*y", "2*log(abs(x) + 1) + log(y)"),
        ("(e^x + x^2)^2", "2*log(e^x + x^2)"),
        ("(2 - pi)^2", "log((2 - pi)^2)"),
        ("(4 - pi)^2*x^3", "2*log(4 - pi) + 3*log(x)"),
        ("x^2", "log(x^2)"),
        ("x^3", "3*log(x)"),
        ("(2 - cosh(x))^2*cosh(y)^2", "log((2 - cosh(x))^2) + 2*log(cosh(y))"),
        ("7*x", "log(7) + log(x)"),
    ],
)
def test_factors_that_are_positive_come_out(argument: str, opened: str) -> None:
    assert log(read(argument)) is read(opened)
