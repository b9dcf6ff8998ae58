"""The entropy without FLINT is the report that the usual way gives, and balls lie within its bounds."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb, ctx
from hypothesis import given
from hypothesis import strategies as st

from infocalc.information import plain
from infocalc.information.commands import measured
from infocalc.information.measure import MEASURES
from infocalc.information.options import InformationOptions
from infocalc.information.source import Source

ENTROPY = MEASURES["entropy"]
WEIGHTS = st.lists(st.integers(0, 400), min_size=2, max_size=12).filter(any)


def decimal(x: Fraction) -> str:
    """x as it is typed with a point, where that ends within six places; else as a fraction."""
    millionths = x * 10**6
    return f"{float(x):.6f}" if millionths.denominator == 1 else str(x)


@given(WEIGHTS, st.sampled_from(["nats", "bits"]), st.integers(1, 80), st.sampled_from([str, decimal]))
def test_both_ways_give_the_same_report(weights, unit, digits, typed):
    text = ", ".join(typed(Fraction(w, sum(weights))) for w in weights)
    options = InformationOptions(digits=digits, unit=unit)
    found = plain.entropy(ENTROPY, [text], options)
    assert found is not None
    usual = measured(ENTROPY, [Source(text, name="P")], options)
    assert repr(found) == repr(usual)


@given(WEIGHTS, st.sampled_from([None, 2]), st.integers(1, 120))
def test_balls_lie_within_the_bounds(weights, base, scale):
    whole = sum(weights)
    low, high = plain._enclosed(plain._powers(weights, whole), whole, base, scale)
    with ctx.workprec(1_000):
        p = [arb(w) / whole for w in weights if w]
        nats = -sum((x * x.log() for x in p), arb(0))
        value = nats if base is None else nats / arb(base).log()
        assert value > arb(low[0]) / low[1] or low[0] == 0
        assert value < arb(high[0]) / high[1] or high[0] == 0


@pytest.mark.parametrize(
    "text",
    ["1/2", "1/2,1/3", "a:1/2,b:1/2", "1/2 1/2", "p,1-p", "50%,50%", "-1/2,3/2", "1e-1,0.9", "1/0,1", "½,½",
     "0x1,0", "1/2,1/2,", ".5,.5", "1/1234567,1234566/1234567", "+1/2,1/2", ",".join(["1/65"] * 65)],
)  # fmt: skip
def test_what_is_not_plain_is_left_to_the_usual_way(text):
    assert plain.entropy(ENTROPY, [text], InformationOptions()) is None


@pytest.mark.parametrize(
    "more", [{"counts": True}, {"unit": "bans"}, {"base": "3"}, {"steps": True}, {"digits": 2_000}]
)
def test_what_else_is_asked_is_left_to_the_usual_way(more):
    assert plain.entropy(ENTROPY, ["1/2,1/2"], InformationOptions(**more)) is None


def test_other_measures_are_left_to_the_usual_way():
    assert plain.entropy(MEASURES["kl"], ["1/2,1/2", "1/3,2/3"], InformationOptions()) is None
