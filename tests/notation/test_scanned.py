"""Tokens of plain texts are found without the pattern, and are those that the pattern finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from infocalc.errors import InfocalcError
from infocalc.notation import lexer
from infocalc.notation.lexer import tokens

#: letters that may be part of a number or of log1p, digits, signs of which two are one
ALPHABET = "abxyeEoOlgp0189 .*+-/^(),_=²π"


def found(reader, text):
    try:
        return reader(text, text)
    except InfocalcError as problem:
        return type(problem), problem.message


@given(st.text(ALPHABET, max_size=14))
def test_both_find_the_same(text):
    scanned = found(lexer._scanned, text)
    assert scanned is None or scanned == found(lexer._matched, text)


def test_plain_texts_are_scanned():
    for text in ("x^2 sin x", "Normal(0, 1.5)", "x12*exp(-x)/(1 + y)", "2x"):
        assert lexer._scanned(text, text) == tokens(text)


def test_what_is_not_plain_is_left_to_the_pattern():
    for text in ("x**2", "log1p(x)", "1e5", "0x1F", "1.2.3", "2.", "x_1", "x²", "a = b", "np.exp(x)"):
        assert lexer._scanned(text, text) is None
