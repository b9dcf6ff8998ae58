"""f-divergences by formula: against sums by mpmath, the measures that have names, and the ends of f."""

from __future__ import annotations

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infocalc.errors import InfocalcError
from infocalc.information.source import Source

from .asked import asked

#: f as typed, as a function, f(0) and f'(∞); None: f next to there, which is exact to 23 digits
GENERATORS = {
    "t*log(t)": (lambda t: t * mpmath.log(t), 0, mpmath.inf),
    "-log(t)": (lambda t: -mpmath.log(t), mpmath.inf, 0),
    "(t-1)*log(t)": (lambda t: (t - 1) * mpmath.log(t), mpmath.inf, mpmath.inf),
    "(sqrt(t)-1)^2": (lambda t: (mpmath.sqrt(t) - 1) ** 2, 1, 1),
    "abs(t-1)/2": (lambda t: abs(t - 1) / 2, mpmath.mpf(1) / 2, mpmath.mpf(1) / 2),
    "max(t-2, 0)": (lambda t: max(t - 2, 0), 0, 1),
    "(t-1)^2": (lambda t: (t - 1) ** 2, 1, mpmath.inf),
    "1/t-1": (lambda t: 1 / t - 1, mpmath.inf, 0),
    "(t-1)^2/(t+1)": (lambda t: (t - 1) ** 2 / (t + 1), 1, 1),
    "exp(t)-e": (lambda t: mpmath.exp(t) - mpmath.e, None, mpmath.inf),
    "t*log(t)-(t+1)*log((t+1)/2)": (
        lambda t: t * mpmath.log(t) - (t + 1) * mpmath.log((t + 1) / 2),
        None,
        None,
    ),
}
PAIRS = [("1/2,1/2", "1/3,2/3"), ("1/2,1/2,0", "1/3,0,2/3"), ("1,0", "1/4,3/4"), ("1/4,3/4", "1,0")]


def first(command: str, p: str, q: str, **options) -> str:
    return asked(command, Source(p), Source(q), digits=25, **options).rows[0].number.decimal


def fractions(text: str) -> list[mpmath.mpf]:
    parts = [x.split("/") for x in text.split(",")]
    return [mpmath.mpf(x[0]) / mpmath.mpf(x[-1] if len(x) > 1 else 1) for x in parts]


def summed(text: str, p: str, q: str) -> mpmath.mpf:
    f, at_zero, slope = GENERATORS[text]
    tiny = mpmath.mpf(10) ** -30
    at_zero = f(tiny) if at_zero is None else at_zero
    slope = f(1 / tiny) * tiny if slope is None else slope
    total = mpmath.mpf(0)
    for x, y in zip(fractions(p), fractions(q), strict=True):
        if x or y:
            total += y * f(x / y) if x and y else x * slope if x else y * at_zero
    return total


@pytest.mark.parametrize(("p", "q"), PAIRS)
@pytest.mark.parametrize("text", GENERATORS)
def test_pmfs(text, p, q):
    with mpmath.workdps(90):
        expected = summed(text, p, q)
        assert abs(mpmath.mpf(first("kl", p, q, f=text)) - expected) < 1e-23 or expected == mpmath.inf
        assert (first("kl", p, q, f=text) == "inf") is (expected == mpmath.inf)


#: (f, the command that has it as a measure, what of the measure it is)
NAMED = [
    ("t*log(t)", "kl", lambda x: x),
    ("(t-1)*log(t)", "jeffreys", lambda x: x),
    ("(t-1)^2", "pearson", lambda x: x),
    ("(sqrt(t)-1)^2/2", "hellinger", lambda x: x**2),
    ("abs(t-1)/2", "tv", lambda x: x),
    ("(t*log(t)-(t+1)*log((t+1)/2))/2", "jsd", lambda x: x),
]
LAWS = [
    ("Normal(0,1)", "Normal(1,1)"),
    ("Exponential(2)", "Exponential(3)"),
    ("Poisson(2)", "Poisson(3)"),
    ("Uniform(0,1)", "Uniform(0,2)"),
    ("2*x on [0,1]", "Beta(2,2)"),
    ("Binomial(4,1/3)", "Binomial(4,1/2)"),
]


@pytest.mark.parametrize(("p", "q"), LAWS)
@pytest.mark.parametrize(("text", "command", "of"), NAMED, ids=[command for _, command, _ in NAMED])
def test_laws(text, command, of, p, q):
    named = asked(command, Source(p), Source(q)).rows[0].number.decimal
    found = asked("kl", Source(p), Source(q), f=text).rows[0].number.decimal
    assert float(found) == pytest.approx(of(float(named)), rel=1e-12)


def test_symbols_and_many_outcomes():
    report = asked("kl", Source("p, 1-p"), Source("1/2, 1/2"), f="(t-1)^2", check="(2*p-1)^2")
    assert report.check.verdict == "true"
    p = ",".join(str(k) for k in range(1, 201))
    q = ",".join(str(k) for k in range(200, 0, -1))
    found = first("kl", p, q, f="(t-1)^2/(t+1)", weights=True)
    whole = mpmath.mpf(201 * 100)
    expected = mpmath.fsum((k - (201 - k)) ** 2 / (201 * whole) for k in range(1, 201))
    assert abs(mpmath.mpf(found) - expected) < 1e-14


def test_the_hockey_stick_of_normal_laws():
    """∫ (p − 2q)⁺ of N(0,1) and N(1,1): p > 2q where x < 1/2 − log 2."""
    with mpmath.workdps(30):
        end = mpmath.mpf(1) / 2 - mpmath.log(2)
        expected = mpmath.ncdf(end) - 2 * mpmath.ncdf(end - 1)
        found = asked("kl", Source("Normal(0,1)"), Source("Normal(1,1)"), f="max(t-2, 0)", digits=15)
        assert abs(mpmath.mpf(found.rows[0].number.decimal) - expected) < 1e-14


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("t^2", "f\\(1\\) must be 0, got 1"),
        ("log(t)", "f must be convex"),
        ("1-abs(t-1)-1", "f must be convex"),
        ("log(t-2)-log(-1)", "f\\(1\\) must be 0|must have a value|logarithm"),
        ("x*y-1", "one variable"),
        ("1", "one variable"),
        ("t = 1", "one variable"),
        ("sqrt(t-1)", "must have a value"),
    ],
)
def test_refused(text, said):
    with pytest.raises(InfocalcError, match=said):
        asked("kl", Source("1/2,1/2"), Source("1/3,2/3"), f=text)


def test_f_that_is_not_shown_to_be_convex_is_said_to_be():
    report = asked("kl", Source("1/2,1/2"), Source("1/3,2/3"), f="max(t^2-1, t-1)")
    assert "f is taken to be convex, which was not proved" in report.notes
    assert not any("convex" in note for note in asked("kl", Source("1"), Source("1"), f="abs(t-1)").notes)


weights = st.lists(st.integers(0, 20), min_size=3, max_size=3).filter(any)


@settings(max_examples=40, deadline=None)
@given(weights, weights, st.sampled_from(sorted(GENERATORS)))
def test_turned_it_is_that_of_the_conjugate(p, q, text):
    """D_f(P‖Q) = D_g(Q‖P) with g(t) = t·f(1/t)."""
    conjugate = f"t*({_at_inverse(text)})"
    p, q = (",".join(map(str, x)) for x in (p, q))
    there = first("kl", p, q, f=text, normalize=True)
    back = first("kl", q, p, f=conjugate, normalize=True)
    assert there == back or abs(float(there) - float(back)) < 1e-22


def _at_inverse(text: str) -> str:
    """f(1/t) as text: each t that is a variable, no letter of sqrt, replaced."""
    from re import sub

    return sub(r"(?<![a-z])t(?![a-z])", "(1/t)", text)
