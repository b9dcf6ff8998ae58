"""Measures without FLINT: the report is the one that the usual way gives, and balls lie within its bounds."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb, ctx
from hypothesis import assume, given
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


def written(weights, typed) -> str:
    return ", ".join(typed(Fraction(w, sum(weights))) for w in weights)


def usual(name, texts, options):
    return measured(MEASURES[name], [Source(t, name=n) for t, n in zip(texts, "PQ", strict=False)], options)


@given(WEIGHTS, st.sampled_from(["nats", "bits"]), st.integers(1, 80), st.sampled_from([str, decimal]))
def test_both_ways_give_the_same_report(weights, unit, digits, typed):
    texts, options = [written(weights, typed)], InformationOptions(digits=digits, unit=unit)
    found = plain.measured(ENTROPY, texts, options)
    assert found is not None
    assert repr(found) == repr(usual("entropy", texts, options))


@given(
    st.sampled_from(["kl", "xent", "jsd"]),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=2, max_size=8),
    st.sampled_from(["nats", "bits"]),
    st.integers(1, 80),
    st.sampled_from([str, decimal]),
)
def test_both_ways_give_the_same_report_on_two(name, weights, unit, digits, typed):
    p, q = zip(*weights, strict=True)
    assume(any(p) and any(q))
    texts, options = [written(p, typed), written(q, typed)], InformationOptions(digits=digits, unit=unit)
    found = plain.measured(MEASURES[name], texts, options)
    if name == "jsd" or all(b or not a for a, b in weights):
        assert found is not None
        assert repr(found) == repr(usual(name, texts, options))
    else:  # infinite, with a reason
        assert found is None


@pytest.mark.parametrize("name", ["entropy", "xent", "kl", "jsd"])
def test_both_ways_give_the_same_report_on_as_many_as_are_plain(name):
    weights = [range(1, 65), range(64, 0, -1)][: MEASURES[name].operands]
    texts = [written(p, str) for p in weights]
    found = plain.measured(MEASURES[name], texts, InformationOptions())
    assert found is None or repr(found) == repr(usual(name, texts, InformationOptions()))
    assert found is not None or name == "jsd"  # whose terms are twice as many


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 40)), min_size=2, max_size=8),
    st.sampled_from([None, 2]),
    st.integers(1, 120),
)
def test_balls_lie_within_the_bounds(weights, base, scale):
    """H(P), H(P,Q), D(P‖Q), JSD(P,Q) by their definitions."""
    p, q = zip(*weights, strict=True)
    assume(any(p))
    pmfs = [(list(w), sum(w)) for w in (p, q)]
    with ctx.workprec(1_000):
        x, y = ([arb(n) / sum(w) for n in w] for w in (p, q))
        values = {
            "entropy": cross(x, x),
            "xent": cross(x, y),
            "kl": cross(x, y) - cross(x, x),
            "jsd": cross(mean(x, y), mean(x, y)) - (cross(x, x) + cross(y, y)) / 2,
        }
        for name, nats in values.items():
            powers, whole = plain._powers_of(MEASURES[name], pmfs[: MEASURES[name].operands])
            low, high = plain._enclosed(powers, whole, base, scale)
            value = nats if base is None else nats / arb(base).log()
            assert not value < arb(low[0]) / low[1]
            assert not value > arb(high[0]) / high[1]


def cross(p, q) -> arb:
    return -sum((a * b.log() for a, b in zip(p, q, strict=True) if a != 0), arb(0))


def mean(p, q) -> list[arb]:
    return [(a + b) / 2 for a, b in zip(p, q, strict=True)]


@pytest.mark.parametrize(
    "text",
    ["1/2", "1/2,1/3", "a:1/2,b:1/2", "1/2 1/2", "p,1-p", "50%,50%", "-1/2,3/2", "1e-1,0.9", "1/0,1", "½,½",
     "0x1,0", "1/2,1/2,", ".5,.5", "1/1234567,1234566/1234567", "+1/2,1/2", ",".join(["1/65"] * 65)],
)  # fmt: skip
def test_what_is_not_plain_is_left_to_the_usual_way(text):
    assert plain.measured(ENTROPY, [text], InformationOptions()) is None


@pytest.mark.parametrize(
    "more", [{"counts": True}, {"unit": "bans"}, {"base": "3"}, {"steps": True}, {"digits": 2_000}]
)
def test_what_else_is_asked_is_left_to_the_usual_way(more):
    assert plain.measured(ENTROPY, ["1/2,1/2"], InformationOptions(**more)) is None


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("hellinger", ["1/2,1/2", "1/3,2/3"]),
        ("kl", ["1/2,1/2"]),
        ("kl", ["1/2,1/2", None]),
        ("kl", ["1/2,1/2", "1,0"]),
        ("xent", ["1/2,1/2", "1/3,1/3,1/3"]),
        ("jsd", ["1/999983,999982/999983", "1/2,1/2"]),
    ],
)
def test_other_measures_and_pairs_are_left_to_the_usual_way(name, texts):
    assert plain.measured(MEASURES[name], texts, InformationOptions()) is None
