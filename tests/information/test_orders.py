"""Entropies and divergences of other orders, perplexity, the share of log n: against mpmath, and laws."""

from __future__ import annotations

from itertools import pairwise

import mpmath
import pytest
from flint import arb, ctx
from hypothesis import given, settings
from hypothesis import strategies as st

from infocalc.algebra.ball import enclosure
from infocalc.algebra.engine import lower
from infocalc.algebra.point import read_point
from infocalc.errors import InfocalcError, NoAnswer
from infocalc.information.source import Source
from tests.information.asked import asked

#: those without an outcome of probability 0
PMFS = ["1/2,1/4,1/4", "1/2,1/3,1/6", "0.9,0.1", "1", "0.2,0.2,0.2,0.2,0.2", "1e-9,0.999999999", "3/7,4/7"]
ORDERS = ["-2", "-1/3", "0", "1/3", "1/2", "1", "3/2", "2", "3", "10", "0.99", "oo"]
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
    if p == "1,0" and a[0] == "-":
        return  # test_where_they_are_infinite
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
    for name in ("renyi", "tsallis"):
        assert asked("entropy", "3/7,0,4/7", **{name: "-1"}).rows[0].number.decimal == "inf"
        assert asked("entropy", "p,0,1-p", **{name: "-1"}).rows[0].number.decimal == "inf"
        assert asked("entropy", "Arcsine(0,1)", **{name: "2"}).rows[0].number.decimal == "-inf"
        assert asked("entropy", "Exponential(1)", **{name: "-1"}).rows[0].number.decimal == "inf"
    for p, q in [("1,0", "1/2,1/2"), ("p,1-p,0", "1/2,1/4,1/4"), ("Uniform(0,1)", "Uniform(0,2)")]:
        assert asked("kl", p, q, renyi="-1").rows[0].number.decimal == "-inf"
    assert asked("kl", "1/2,1/2", "1,0", renyi="-1").rows[0].number.decimal != "-inf"
    assert asked("kl", "1/2,1/2", "1,0", renyi="2").rows[0].number.decimal == "inf"
    assert asked("kl", "1/2,1/2", "1,0", renyi="1/2").rows[0].number.decimal != "inf"
    assert asked("kl", "0,1", "1,0", renyi="1/2").rows[0].number.decimal == "inf"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"renyi": "x = 2"}, "an order is a number or a symbol"),
        ({"tsallis": "oo"}, "the order must be finite"),
        ({"renyi": "2", "tsallis": "2"}, "two different entropies"),
        ({"perplexity": True, "share": True}, "two different numbers"),
        ({"perplexity": True, "tsallis": "2"}, "neither a perplexity nor"),
        ({"tsallis": "2", "unit": "bits"}, "no unit of information"),
        ({"renyi": "2", "bootstrap": 5, "counts": True}, "says nothing to an interval"),
        ({"renyi": "2", "estimator": "chao-shen", "counts": True}, "estimates Shannon entropy"),
    ],
)
def test_refused(options, said):
    with pytest.raises(InfocalcError, match=said):
        asked("entropy", "1/2,1/2" if "counts" not in options else "1,2", **options)


#: a law, and another of its kind
LAWS = [
    ("p, 1-p", "1/3, 2/3"),
    ("1/4, 3/4", "1/3, 2/3"),
    ("Normal(0, s)", "Normal(1, 2)"),
    ("Exponential(r)", "Exponential(2)"),
    ("Poisson(2)", "Poisson(3)"),
    ("Geometric(1/2)", "Geometric(1/3)"),
    ("Laplace(0, 1)", "Laplace(0, 2)"),
    ("Uniform(0, 1)", "Uniform(0, 1)"),
]


#: what the symbols of these laws may be; the divergence of exponential laws is finite there
VALUES = {"p": "5/7", "s": "5/7", "r": "9/4"}


@pytest.mark.parametrize("value", ["2", "1/2", "3/2"])
@pytest.mark.parametrize(("p", "q"), LAWS)
def test_an_order_with_a_name_has_the_value_of_the_number(p, q, value):
    """At a = 2 the formula in a is the formula of order 2; symbols of laws have values too."""
    point = {name: at for name, at in VALUES.items() if name in p.partition("(")[2] or p == name + ", 1-p"}
    for command, operands, option in (
        ("entropy", (p,), "renyi"),
        ("entropy", (p,), "tsallis"),
        ("kl", (p, q), "renyi"),
    ):
        try:
            formula = asked(command, *operands, **{option: "a"}).rows[0]
        except NoAnswer:
            assert (command, p) in {("entropy", "Poisson(2)")}  # no closed form of Σ p(k)^a is known
            continue
        ball = enclosure(lower(formula.formula), read_point(point | {"a": value}))
        expected = asked(command, *operands, at=point, digits=25, **{option: value}).rows[0].number.decimal
        assert ball is not None
        with ctx.workprec(128):
            assert abs(ball - arb(expected)) < 1e-20
        there = asked(command, *operands, at=point | {"a": value}, digits=25, **{option: "a"})
        assert there.rows[0].number.decimal == expected


def test_a_symbolic_order_says_when_it_holds():
    report = asked("entropy", "p, 1-p", renyi="a")
    assert {"a > 0", "a != 1"} <= set(report.conditions)
    with pytest.raises(NoAnswer, match="infinite for a > 1 only"):
        asked("kl", "1/2, 1/2", "1, 0", renyi="a")
    with pytest.raises(InfocalcError, match="there is no b"):
        asked("entropy", "1/2, 1/2", renyi="a", at={"b": "2"})


def test_perplexity_of_other_orders_of_laws():
    found = asked("entropy", "Normal(0, 1)", renyi="2", perplexity=True, digits=20).rows[0].number.decimal
    assert (
        close(mpmath.mpf(found), 2 * mpmath.sqrt(mpmath.pi)) or abs(float(found) - 3.5449077018110318) < 1e-15
    )
    report = asked("xent", "Normal(0,1)", "Normal(1,s)", perplexity=True, at={"s": "2"}, digits=20)
    expected = mpmath.sqrt(2 * mpmath.pi) * 2 * mpmath.exp(mpmath.mpf(1) / 4)
    assert abs(mpmath.mpf(report.rows[0].number.decimal) - expected) < 1e-18


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
