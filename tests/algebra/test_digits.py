"""Decimals of rationals are those of a division that rounds once, halves away from zero."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from infocalc.algebra.digits import nearest, rational_text

SIZES = st.integers(1, 10**6) | st.integers(1, 10**60)


@given(SIZES, SIZES, st.integers(1, 60))
@example(2, 3, 1)
@example(333333333333332333, 333333333333333333, 15)
@example(10**40 - 1, 10**40, 5)
def test_a_quotient_is_rounded_once(p, q, digits):
    divided = Context(prec=digits, rounding=ROUND_HALF_UP).divide(Decimal(p), Decimal(q))
    n, exponent = nearest(p, q, digits)
    assert len(str(n)) == digits
    assert Decimal(n).scaleb(exponent + 1 - digits, Context(prec=100)) == divided


@pytest.mark.parametrize(
    ("p", "q", "digits", "text"),
    [(2, 3, 1, "0.7"), (-2, 3, 1, "-0.7"), (0, 1, 5, "0"), (19, 20, 1, "1"), (10**30, 1, 3, "1.00e+30")],
)
def test_texts(p, q, digits, text):
    assert rational_text(p, q, digits) == text


def test_more_digits_than_python_writes():
    assert rational_text(1, 3, 9_000) == "0." + "3" * 9_000
