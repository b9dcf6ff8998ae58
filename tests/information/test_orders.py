"""Entropies and divergences of other orders, perplexity, the share of log n: against mpmath, and laws."""

from __future__ import annotations

from itertools import pairwise

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infocalc.errors import InfocalcError
from infocalc.information.source import Source
from tests.information.asked import asked

PMFS = ["1/2,1/4,1/4", "1/2,1/3,1/6", "0.9,0.1", "1", "0.2,0.2,0.2,0.2,0.2", "1e-9,0.999999999", "3/7,0,4/7"]
ORDERS = ["0", "1/3", "1/2", "1", "3/2", "2", "3", "10", "0.99", "oo"]
DIGITS = 30


def first(command: str, *operands: str, **options) -> mpmath.mpf:
    sources = [Source(text) for text in operands]
    report = asked(command, *sources, digits=DIGITS, **options)
    return mpmath.mpf(report.rows[0].number.decimal)


def pmf(text: str) -> list[mpmath.mpf]:
    def part(x: str) -> mpmath.mpf:
        above, _, below = x.partition("/")
        return mpmath.mpf(above) / mpmath.mpf(below or 1)

    return [part(x) for x in text.split(",")]


def renyi(p: list[mpmath.mpf], a: str) -> mpmath.mpf:
    support = [x for x in p if x]
    if a == "oo":
        return -mpmath.log(max(support))
    order = pmf(a)[0]
    if order == 1:
        return -mpmath.fsum(x * mpmath.log(x) for x in support)
    return mpmath.log(mpmath.fsum(x**order for x in support)) / (1 - order)


def close(a: mpmath.mpf, b: mpmath.mpf) -> bool:
    return abs(a - b) <= abs(b) * mpmath.mpf(10) ** (2 - DIGITS)


@pytest.fixture(autouse=True)
def _precise():
    with mpmath.workdps(80):
        yield


@pytest.mark.parametrize("a", ORDERS)
@pytest.mark.parametrize("text", PMFS)
def test_renyi_entropy(text, a):
    assert close(first("entropy", text, renyi=a), renyi(pmf(text), a))


@pytest.mark.parametrize("q", [order for order in ORDERS if order != "oo"])
@pytest.mark.parametrize("text", PMFS)
def test_tsallis_entropy(text, q):
    p, order = [x for x in pmf(text) if x], pmf(q)[0]
    expected = renyi(p, "1") if order == 1 else (1 - mpmath.fsum(x**order for x in p)) / (order - 1)
    assert close(first("entropy", text, tsallis=q), expected)


@pytest.mark.parametrize("a", ORDERS)
@pytest.mark.parametrize(
    ("p", "q"), [("1/2,1/3,1/6", "1/3,1/3,1/3"), ("0.9,0.1", "0.5,0.5"), ("1,0", "1/2,1/2")]
)
def test_renyi_divergence(p, q, a):
    x, y = pmf(p), pmf(q)
    pairs = [(s, t) for s, t in zip(x, y, strict=True) if s]
    if a == "oo":
        expected = mpmath.log(max(s / t for s, t in pairs))
    elif a == "1":
        expected = mpmath.fsum(s * mpmath.log(s / t) for s, t in pairs)
    else:
        order = pmf(a)[0]
        expected = mpmath.log(mpmath.fsum(s**order * t ** (1 - order) for s, t in pairs)) / (order - 1)
    assert close(first("kl", p, q, renyi=a), expected)


@pytest.mark.parametrize("text", PMFS)
def test_perplexity_and_share(text):
    p = pmf(text)
    assert close(first("entropy", text, perplexity=True), mpmath.exp(renyi(p, "1")))
    assert close(first("entropy", text, perplexity=True, renyi="2"), mpmath.exp(renyi(p, "2")))
    if len(p) > 1:
        assert close(first("entropy", text, share=True), renyi(p, "1") / mpmath.log(len(p)))


def test_where_they_are_infinite():
    assert asked("kl", "1/2,1/2", "1,0", renyi="2").rows[0].number.decimal == "inf"
    assert asked("kl", "1/2,1/2", "1,0", renyi="1/2").rows[0].number.decimal != "inf"
    assert asked("kl", "0,1", "1,0", renyi="1/2").rows[0].number.decimal == "inf"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"renyi": "-1"}, "an order is a number >= 0"),
        ({"renyi": "x"}, "an order is a number >= 0"),
        ({"tsallis": "oo"}, "the order must be finite"),
        ({"renyi": "2", "tsallis": "2"}, "two different entropies"),
        ({"perplexity": True, "share": True}, "two different numbers"),
        ({"perplexity": True, "tsallis": "2"}, "neither a perplexity nor"),
        ({"tsallis": "2", "unit": "bits"}, "no unit of information"),
        ({"renyi": "2", "bootstrap": 5, "counts": True}, "Shannon entropy only"),
        ({"renyi": "2", "estimator": "chao-shen", "counts": True}, "estimates Shannon entropy"),
    ],
)
def test_refused(options, said):
    with pytest.raises(InfocalcError, match=said):
        asked("entropy", "1/2,1/2" if "counts" not in options else "1,2", **options)


weights = st.lists(st.integers(1, 50), min_size=1, max_size=6)


@settings(max_examples=30, deadline=None)
@given(weights, st.lists(st.fractions(0, 8, max_denominator=6), min_size=2, max_size=2))
def test_falling_in_the_order(counts, orders):
    """H_a ≥ H_b for a ≤ b, between −log max p and log n; all equal log n for the uniform one."""
    text = ",".join(map(str, counts))
    low, high = sorted(orders)
    with mpmath.workdps(60):
        found = [first("entropy", text, renyi=str(a), normalize=True) for a in ("0", low, high, "oo")]
        assert all(a >= b - mpmath.mpf(10) ** -25 for a, b in pairwise(found))
        even = ",".join("1" for _ in counts)
        assert close(first("entropy", even, renyi=str(high), normalize=True), mpmath.log(len(counts)))


@settings(max_examples=30, deadline=None)
@given(weights, st.fractions(0, 4, max_denominator=4))
def test_additive_and_pseudo_additive(counts, a):
    """H_a of a product of p with itself is 2·H_a; S_a is 2·S_a + (1 − a)·S_a²."""
    one = ",".join(map(str, counts))
    two = ",".join(str(x * y) for x in counts for y in counts)
    with mpmath.workdps(60):
        h, h2 = (first("entropy", text, renyi=str(a), normalize=True) for text in (one, two))
        assert close(h2, 2 * h) or abs(h2) < 1e-30
        s, s2 = (first("entropy", text, tsallis=str(a), normalize=True) for text in (one, two))
        expected = 2 * s + (1 - mpmath.mpf(a.numerator) / a.denominator) * s**2
        assert abs(s2 - expected) <= mpmath.mpf(10) ** -24 * max(1, abs(expected))
