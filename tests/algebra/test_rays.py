"""Signs and limits along a ray of two infinitesimals, the first far smaller than the second."""

from __future__ import annotations

import pytest

from infocalc.algebra.engine import lift, lower
from infocalc.algebra.ray import Ray
from infocalc.functions import VOCABULARY
from infocalc.notation.parser import parse
from infocalc.notation.writer import write

SIGNS = [
    ("s - t", 1),
    ("t - s^3", -1),
    ("s*t - t", -1),
    ("t/s - s", -1),
    ("abs(t - s) + t - s", 0),
    ("sin(t) - t", -1),
    ("sqrt(s^2 + t) - s", 1),
    ("zeta(2 + s, 1 + t) - zeta(2 + s, 1)", -1),
]


def ray() -> Ray:
    return Ray(("t", "s"))


@pytest.mark.parametrize(("text", "sign"), SIGNS)
def test_signs(text: str, sign: int) -> None:
    assert ray().sign(lower(parse(text, VOCABULARY).formula, text)) == sign


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("(sqrt(s^2 + t) - s)/t", "sqrt(s^2)/(2*s^2)"),
        ("(zeta(2 + s, 1 + t) - zeta(2 + s, 1))/t", "-(s + 2)*zeta(s + 3)"),
        ("sin(s*t)/t", "s"),
    ],
)
def test_limits_in_the_first(text: str, limit: str) -> None:
    assert write(lift(ray().limit(lower(parse(text, VOCABULARY).formula, text)))) == limit
