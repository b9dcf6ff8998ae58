"""What has no honest reading is refused at its place; what is one step beside it is read."""

from __future__ import annotations

import pytest

from infocalc.algebra.engine import lower
from infocalc.errors import InfocalcError, NotationError
from infocalc.functions import VOCABULARY
from infocalc.notation.parser import parse


def read(text: str):
    return lower(parse(text, VOCABULARY).formula, text)


REFUSED = [
    ("x\n+1", 1, "a line break in a formula"),
    ("1 + х", 4, "looks like x"),
    ("x⁻", 1, "unexpected "),
    ("x!!", 1, "'!!' is read after a whole number only"),
    ("sin(x < 2)*x", 0, "a condition is not a number"),
    ("1 + gamma(x > 1)", 4, "a condition is not a number"),
    ("\\sqrt", 0, "an argument in braces is missing"),
    ("\\sin_<x", 0, "a subscript is missing"),
    ("x^2 + 0/0", 6, "0/0 is undefined"),
]


@pytest.mark.parametrize(("text", "place", "said"), REFUSED)
def test_refused(text, place, said):
    with pytest.raises(InfocalcError) as caught:
        read(text)
    assert said in caught.value.message
    assert caught.value.span is not None
    assert caught.value.span[0] == place


SAME = [
    ("(x\n+ 1)", "x + 1"),
    ("x + 1\n", "x + 1"),
    ("\\frac{x}{2}\n+ 1", "x/2 + 1"),
    ("（x）＋１", "x + 1"),
    ("\\sqrt\\sqrt x", "sqrt(sqrt(x))"),
    ("\\sqrt\\frac12", "sqrt(1/2)"),
    ("\\frac\\sqrt x y", "sqrt(x)/y"),
    ("\\frac\\frac123", "(1/2)/3"),
    ("log1p(x)", "log(1 + x)"),
    ("0!!*x", "x"),
    ("7!!*x", "7*5*3*x"),
    ("8!!*x", "8*6*4*2*x"),
    ("(3!)!*x", "720*x"),
]


@pytest.mark.parametrize(("text", "plain"), SAME)
def test_read_as(text, plain):
    from infocalc.algebra.equality import equal

    assert equal(read(text), read(plain)).verdict == "true"


def test_a_double_factorial_is_echoed():
    assert parse("7!!", VOCABULARY).warnings == (
        "read '7!!' as the double factorial; write (7!)! for the iterate",
    )


def test_the_first_misprint_is_the_one_that_is_shown():
    with pytest.raises(NotationError) as caught:
        read("sin(x) + 3@x")
    assert caught.value.span == (10, 11)
