"""Channels and chains: textbook capacities, bounds by the definition, stationary laws by the definition."""

from __future__ import annotations

import io
import math

import mpmath
import pytest
from flint import ctx, fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from infocalc.errors import InfocalcError, NoAnswer, Undefined
from infocalc.information import commands
from infocalc.information.options import InformationOptions
from infocalc.information.pmf import capacity, chains
from infocalc.information.source import Source
from infocalc.notation.writer import write
from infocalc.report.report import Report


def ask(name: str, text: str, stream: bool = False, **options) -> Report:
    source = Source(stream=io.BytesIO(text.encode())) if stream else Source(text)
    return commands.of_matrix(name, source, InformationOptions(**{"unit": "bits", **options}))


def h(*p: float) -> mpmath.mpf:
    return -sum(mpmath.mpf(x) * mpmath.log(x, 2) for x in p if x)


def noisy_typewriter(n: int) -> str:
    return "; ".join(" ".join("1/2" if j in (i, (i + 1) % n) else "0" for j in range(n)) for i in range(n))


#: capacities in bits: T. Cover and J. Thomas, Elements of Information Theory, 7.1, 7.2; mpmath
KNOWN = {
    "0.9 0.1; 0.1 0.9": 1 - h(0.9, 0.1),
    "1 0; 0 1": 1,
    "1/2 1/2; 1/2 1/2": 0,
    "0.75 0.25 0; 0 0.25 0.75": mpmath.mpf(3) / 4,
    "1/3 1/6 1/2; 1/3 1/2 1/6": mpmath.log(3, 2) - h(1 / 3, 1 / 2, 1 / 6),
    noisy_typewriter(26): mpmath.log(13, 2),
    "1 0; 1/2 1/2": mpmath.log(mpmath.mpf(5) / 4, 2),
    "1 0; 0.1 0.9": mpmath.log(1 + mpmath.mpf("0.9") * mpmath.mpf("0.1") ** (mpmath.mpf(1) / 9), 2),
    "1 0; 0 1; 1/2 1/2": 1,
    "1 0 0; 0 1 0; 1/3 1/3 1/3": None,
    "1 0; 1 0; 1/2 1/2; 1/2 1/2": mpmath.log(mpmath.mpf(5) / 4, 2),
}


@pytest.mark.parametrize("channel", KNOWN)
def test_capacities_of_textbooks(channel):
    number = ask("capacity", channel, digits=15).rows[0].number
    assert number.certified
    if KNOWN[channel] is not None:
        assert math.isclose(float(number.decimal), KNOWN[channel], rel_tol=1e-14, abs_tol=1e-15)


CHANNELS = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 6), min_size=width, max_size=width).filter(any), min_size=1, max_size=4
    )
)


@given(CHANNELS)
@settings(max_examples=40, deadline=None)
def test_no_law_of_inputs_does_better(weights):
    w = [[fmpq(x, sum(row)) for x in row] for row in weights]
    try:
        found = float(ask("capacity", "; ".join(" ".join(map(str, row)) for row in w)).rows[0].number.decimal)
    except NoAnswer:  # a law on the edge of the simplex may leave the bounds apart
        return
    rows = [[float(x.p) / float(x.q) for x in row] for row in w]
    best = max(_information(rows, law) for law in _laws(len(rows)))
    assert best <= found + 1e-9
    assert found <= best + 0.08


def _laws(n: int, steps: int = 8) -> list[list[float]]:
    if n == 1:
        return [[1.0]]
    return [
        [k / steps, *[(1 - k / steps) * x for x in rest]]
        for k in range(steps + 1)
        for rest in _laws(n - 1, steps)
    ]


def _information(rows: list[list[float]], law: list[float]) -> float:
    q = [sum(p * row[y] for p, row in zip(law, rows, strict=True)) for y in range(len(rows[0]))]
    return sum(
        p * x * math.log2(x / q[y])
        for p, row in zip(law, rows, strict=True)
        for y, x in enumerate(row)
        if p > 0 and x > 0
    )


def test_the_bounds_hold_for_any_law():
    w = [[fmpq(9, 10), fmpq(1, 10)], [fmpq(1, 5), fmpq(4, 5)]]
    true = capacity.enclosed(w, capacity.optimal(w))
    for share in (1, 2, 5, 9):
        from flint import arb

        wide = capacity.enclosed(w, {0: arb(share), 1: arb(10 - share)})
        assert wide.contains(true)
        assert wide.rad() > 1e-9


@pytest.mark.parametrize(
    ("channel", "written"),
    [("1 0; 1/2 1/2", "log2(5/4)"), ("1 0 0; 0 1 0; 0 1/2 1/2", "log2(9/4)")],
)
def test_an_invertible_channel_has_a_closed_form(channel, written):
    row = ask("capacity", channel).rows[0]
    assert row.formula is not None
    assert write(row.formula) == written


def test_a_hundred_digits():
    decimal = ask("capacity", "1 0; 0.1 0.9", digits=100).rows[0].number.decimal
    with mpmath.workdps(110):
        true = mpmath.log(1 + mpmath.mpf("0.9") * mpmath.mpf("0.1") ** (mpmath.mpf(1) / 9), 2)
        assert abs(mpmath.mpf(decimal) - true) < mpmath.mpf(10) ** -100


@given(st.lists(st.lists(st.integers(1, 9), min_size=4, max_size=4), min_size=4, max_size=4))
def test_the_stationary_law(weights):
    p = [[fmpq(x, sum(row)) for x in row] for row in weights]
    law = chains.stationary(p)
    assert sum(law, fmpq(0)) == 1
    assert [sum((law[i] * p[i][j] for i in range(4)), fmpq(0)) for j in range(4)] == law
    other = chains.stationary_weights(p, lambda x: x, fmpq(0))
    assert [x / sum(other, fmpq(0)) for x in other] == law
    text = "; ".join(" ".join(map(str, row)) for row in p)
    expected = sum(
        float(s.p) / float(s.q) * h(*[mpmath.mpf(int(x.p)) / int(x.q) for x in row])
        for s, row in zip(law, p, strict=True)
    )
    assert math.isclose(float(ask("rate", text).rows[0].number.decimal), expected, rel_tol=1e-12)


def test_a_chain_that_leaves_states_for_good():
    rows = {
        row.name: float(row.number.decimal) for row in ask("rate", "1/2 1/4 1/4; 0 0.9 0.1; 0 0.5 0.5").rows
    }
    within = {row.name: float(row.number.decimal) for row in ask("rate", "0.9 0.1; 0.5 0.5").rows}
    assert rows == within
    assert math.isclose(within["H(X2|X1)"], 5 / 6 * h(0.9, 0.1) + 1 / 6, rel_tol=1e-14)


SYMBOLIC = [
    ("mi", "p/2, (1-p)/2; (1-p)/2, p/2", "log(2) + p*log(p) + (1 - p)*log(1 - p)"),
    ("capacity", "1-p, p; p, 1-p", "log(2) + p*log(p) + (1 - p)*log(1 - p)"),
    ("capacity", "1-r, r, 0; 0, r, 1-r", "(1 - r)*log(2)"),
    ("rate", "1-a, a; b, 1-b", "-(a*b*log(a) + b*(1-a)*log(1-a) + a*b*log(b) + a*(1-b)*log(1-b))/(a + b)"),
]


@pytest.mark.parametrize(("name", "text", "formula"), SYMBOLIC)
def test_symbols(name, text, formula):
    assert ask(name, text, unit="nats", check=formula).check.verdict == "true"
    point = {"p": "1/10", "a": "1/5", "b": "1/3", "r": "1/7"}
    free = {k: v for k, v in point.items() if k in formula.replace("log", "")}
    there = ask(name, text, at=free).rows[0].number.decimal
    for symbol, value in free.items():
        text = text.replace(symbol, f"({value})")
    numbers = text if name != "mi" else "1/20 9/20; 9/20 1/20"
    numbers = {"capacity": "9/10 1/10; 1/10 9/10", "rate": "4/5 1/5; 1/3 2/3"}.get(name, numbers)
    if "r" in free:
        numbers = "6/7 1/7 0; 0 1/7 6/7"
    assert there == ask(name, numbers).rows[0].number.decimal


REFUSED = [
    ("capacity", "0.9 0.2; 0.1 0.9", InfocalcError, "row 1: probabilities sum to 11/10"),
    ("capacity", "1-p, p; q, 1-q", NoAnswer, "no closed form here"),
    ("capacity", "1 0; 1", InfocalcError, "row 2 has 1 entry"),
    ("rate", "1/2 1/4 1/4; 0 1/2 1/2", InfocalcError, "2 rows and 3 columns"),
    ("rate", "1 0; 0 1", Undefined, "2 closed classes"),
    ("rate", "1-p, 2p; p, 1-p", InfocalcError, "row 1: probabilities sum to p . 1"),
    ("mi", "p/2, p; 1/2, 0", InfocalcError, "not identically 1"),
]


@pytest.mark.parametrize(("name", "text", "kind", "message"), REFUSED)
def test_refusals(name, text, kind, message):
    with pytest.raises(kind, match=message):
        ask(name, text)


def test_a_table_of_counts_is_a_chain():
    rows = ask("rate", "from,a,b\na,9,1\nb,1,1\n", True, counts=True).rows
    assert rows[0].number.decimal == ask("rate", "0.9 0.1; 0.5 0.5").rows[0].number.decimal
    assert ctx.prec == 53
