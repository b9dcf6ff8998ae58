"""u ≠ 0 as a reader writes it."""

from __future__ import annotations

import pytest

from infocalc.algebra.apart import apart_from_0
from infocalc.algebra.engine import lift, lower
from infocalc.functions import VOCABULARY
from infocalc.notation.parser import parse
from infocalc.notation.writer import write

CONDITIONS = {
    "x": "x != 0",
    "-3*x": "x != 0",
    "y^2": "y != 0",
    "2*x - 4": "x != 2",
    "3 - 2*x": "x != 3/2",
    "x - y": "x != y",
    "2*y - 2*x": "y != x",
    "x^2 - 1": "x^2 != 1",
    "4*x^2 + 6*y - 2": "2*x^2 + 3*y != 1",
    "-x - y - 2": "x + y != -2",
    "x/2 - y/3": "3*x != 2*y",
    "a*x - b": "a*x != b",
    "sin(x)": "sin(x) != 0",
}


@pytest.mark.parametrize("text", CONDITIONS)
def test_conditions(text: str) -> None:
    u = lower(parse(text, VOCABULARY).formula)
    assert write(lift(apart_from_0(u))) == CONDITIONS[text]
