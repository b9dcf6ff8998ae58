"""Wasserstein-1 and Kolmogorov-Smirnov distances: closed forms against enclosures by cells, and SciPy."""

from __future__ import annotations

import math
import os
from itertools import product

import pytest
from flint import arb, ctx
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from infocalc.errors import InfocalcError, NoAnswer
from infocalc.information.densities import cumulative
from infocalc.information.measure import MEASURES
from infocalc.information.measures import on_the_line
from infocalc.information.reading.families import read
from tests.whole import part_of

from .asked import asked
from .members import MEMBERS

BETWEEN = {"wasserstein": "area", "ks": "height"}


def value(command: str, p: str, q: str, **options) -> float:
    return float(asked(command, p, q, **options).rows[0].number.decimal)


#: pairs with closed forms: apart, overlapping, within, of equal and of different scales
CLOSED = {
    "Normal": ("Normal(0,1)", "Normal(1,1)", "Normal(1/2,2)", "Normal(-3,1/2)"),
    "Laplace": ("Laplace(0,1)", "Laplace(1,1)", "Laplace(1/2,2)"),
    "Uniform": ("Uniform(0,1)", "Uniform(1/2,2)", "Uniform(1/4,1/2)", "Uniform(2,3)"),
    "Exponential": ("Exponential(1)", "Exponential(3)", "Exponential(1/2)"),
    "Poisson": ("Poisson(1)", "Poisson(3)"),
    "Geometric": ("Geometric(1/2)", "Geometric(1/5)"),
}
PAIRS = [(name, p, q) for name, laws in CLOSED.items() for p, q in product(laws, laws) if p != q]


@pytest.mark.parametrize("command", BETWEEN)
@pytest.mark.parametrize(("name", "p", "q"), part_of(PAIRS, 4))
def test_closed_forms_against_cells(command, name, p, q):
    laws = (read(p), read(q))
    closed = on_the_line._closed(MEASURES[command], *laws)
    if closed is None:
        return
    found = asked(command, p, q, digits=15).rows[0].number
    enclosed = cumulative.measured(BETWEEN[command], laws, 12).number
    assert found.certified
    assert enclosed.certified
    assert float(found.decimal) == pytest.approx(float(enclosed.decimal), abs=1e-11)


def test_most_pairs_have_closed_forms():
    laws = [(read(p), read(q)) for _, p, q in PAIRS]
    found = {name: [on_the_line._closed(MEASURES[name], *pair) for pair in laws] for name in BETWEEN}
    counts = {name: sum(form is not None for form in forms) for name, forms in found.items()}
    assert counts == {"wasserstein": len(PAIRS), "ks": len(PAIRS) - 8}


#: continuous families on the line, each against the next
LAWS = [text for text in (m.text for m in MEMBERS.values()) if not read(text).discrete]
ON_THE_LINE = [text for text in LAWS if not read(text).support.circular]
NEXT = list(zip(ON_THE_LINE, ON_THE_LINE[1:] + ON_THE_LINE[:1], strict=True))
TESTED = NEXT if os.environ.get("INFOCALC_ALL_PAIRS") else NEXT[::7]


@pytest.mark.parametrize(("p", "q"), TESTED)
def test_heights_of_families_against_a_grid(p, q):
    """No |F − G| on a grid is above the height, and it comes near to it."""
    try:
        height = value("ks", p, q, digits=8)
    except NoAnswer:
        pytest.skip("no number was reached")
    scipy = [next(m.scipy for m in MEMBERS.values() if m.text == text) for text in (p, q)]
    if None in scipy:
        return
    f, g = (make(stats) for make in scipy)
    places = sorted({law.ppf(k / 400) for law in (f, g) for k in range(1, 400)})
    grid = max(abs(f.cdf(x) - g.cdf(x)) for x in places)
    assert grid <= height + 1e-7
    assert height <= grid + 1 / 200


@pytest.mark.parametrize(
    ("p", "q", "expected"),
    [
        # P is larger in every case, or all on one side: the gap of the means
        ("Gamma(2,1)", "Gamma(3,2)", 4),
        ("2*x on [0,1]", "Uniform(0,1)", 1 / 6),
        ("Exponential(1)", "Uniform(-1,0)", 1.5),
        ("Cauchy(0,1)", "Cauchy(3,1)", 3),
        ("0.3*Normal(0,1) + 0.7*Normal(3,1)", "Normal(0,1)", 2.1),
        ("Poisson(2)", "NegativeBinomial(3,1/2)", 1),
    ],
)
def test_areas(p, q, expected):
    assert value("wasserstein", p, q) == pytest.approx(expected, abs=1e-13)


@pytest.mark.parametrize(
    ("p", "q", "expected"),
    [
        # Q is a multiple of P: the gap is E|X|
        ("StudentT(3)", "StudentT(3,0,2)", 2 * 3**0.5 / math.pi),
        (
            "StudentT(3/2)",
            "StudentT(3/2,0,3)",
            2 * 2 * 1.5**0.5 / (0.5 * math.pi**0.5) * math.gamma(1.25) / math.gamma(0.75),
        ),
        # P is below Q in every case: the gap of the means, of b^(1/a)·Γ(…)
        ("Lomax(3,2)", "Lomax(2,2)", 2 / (2 - 1) - 2 / (3 - 1)),
        ("Pareto(1,3)", "Pareto(2,3)", 3 / 2),
    ],
)
def test_areas_of_laws_whose_tails_are_powers(p, q, expected):
    """Beyond a place where the sign of f − g is known the area is an expectation."""
    assert value("wasserstein", p, q) == pytest.approx(expected, rel=1e-13)


def test_the_sign_in_a_tail_is_that_of_its_growth():
    from flint import arb

    from infocalc.expr import expr as X
    from infocalc.integration.value import sign_beyond

    x = X.sym("x")
    f = X.power(x**2 + 1, X.MINUS_ONE) - X.power(2 * x**2 + 1, X.MINUS_ONE)
    assert [sign_beyond(f, "x", arb(side * 40), side) for side in (1, -1)] == [1, 1]
    assert sign_beyond(-f, "x", arb(40), 1) == -1
    assert sign_beyond(f, "x", arb(1), 1) == 0
    assert sign_beyond(x**3, "x", arb(-40), -1) == -1


def test_area_of_heavy_tails():
    """StudentT(3) beside Normal(0,1): by symmetry twice ∫ over x > 0, where F − G changes its sign once."""
    from scipy.integrate import quad

    f = lambda x: abs(stats.t(3).cdf(x) - stats.norm.cdf(x))  # noqa: E731
    expected = 2 * (quad(f, 0, 4, limit=200)[0] + quad(f, 4, 100, limit=400)[0])
    expected += 2 * quad(stats.t(3).sf, 100, float("inf"))[0]
    assert value("wasserstein", "StudentT(3)", "Normal(0,1)", digits=6) == pytest.approx(expected, rel=1e-5)
    assert asked("wasserstein", "Cauchy(0,1)", "Normal(0,1)").rows[0].number.decimal == "inf"


finite = st.lists(
    st.tuples(st.integers(-5, 5), st.integers(1, 9)), min_size=2, max_size=6, unique_by=lambda x: x[0]
)


@settings(max_examples=60, deadline=None)
@given(finite, finite)
def test_finite_laws_as_scipy_has_them(p, q):
    texts = [",".join(f"{x}:{w}" for x, w in law) for law in (p, q)]
    sides = [x for law in (p, q) for x in zip(*law, strict=True)]
    expected = stats.wasserstein_distance(sides[0], sides[2], sides[1], sides[3])
    assert value("wasserstein", *texts, normalize=True) == pytest.approx(expected, abs=1e-12)
    gaps, gap = [0.0], 0.0
    for place in range(-5, 6):
        gap += dict(p).get(place, 0) / sum(sides[1]) - dict(q).get(place, 0) / sum(sides[3])
        gaps.append(abs(gap))
    assert value("ks", *texts, normalize=True) == pytest.approx(max(gaps), abs=1e-12)


@pytest.mark.parametrize("command", BETWEEN)
def test_many_digits(command):
    """Every digit of the enclosures is that of the closed forms, beyond those of a double too."""
    p, q = "Normal(0,1)", "Normal(1,2)"
    enclosed = cumulative.measured(BETWEEN[command], (read(p), read(q)), 25).number.decimal
    assert enclosed == asked(command, p, q, digits=25).rows[0].number.decimal


def test_samples():
    sample, other = "3,1,2,5,4,2", "2,2,7,1"
    numbers = [[float(x) for x in text.split(",")] for text in (sample, other)]
    found = value("ks", sample, other, samples=True)
    assert found == pytest.approx(stats.ks_2samp(*numbers).statistic, abs=1e-12)
    assert value("ks", "-1,0,1,2", "Normal(0,1)", samples=True) == pytest.approx(
        stats.kstest([-1, 0, 1, 2], "norm").statistic, abs=1e-13
    )
    assert value("ks", "0.1:1/2,1.2:1/2", "Uniform(0,1)") == 0.5


def test_symbols():
    assert asked("wasserstein", "p, 1-p", "q, 1-q", check="abs(p-q)").check.verdict == "true"
    report = asked("wasserstein", "Normal(m,s)", "Normal(0,1)", at={"m": "1", "s": "2"}, digits=20)
    assert report.rows[0].formula is not None
    expected = value("wasserstein", "Normal(0,1)", "Normal(1,2)")
    assert float(report.rows[0].number.decimal) == pytest.approx(expected)
    found = asked("ks", "Normal(m,1)", "Normal(0,1)", at={"m": "1"}, digits=20).rows[0].number.decimal
    with ctx.workprec(128):
        assert abs(arb(found) - (arb(1) / arb(8).sqrt()).erf()) < 1e-19


@pytest.mark.parametrize(
    ("p", "q", "said"),
    [
        ("a:1/2,b:1/2", "a:1/3,b:2/3", "is no number"),
        ("VonMises(0,1)", "VonMises(1,1)", "circle"),
        ("Dirichlet([1,2])", "Dirichlet([1,2])", "no law on the line"),
        ("Exponential(1)", "Gamma(1,1)", "cannot be told from 0"),
        ("Poisson(2)", "Normal(0,1)", "mass function and a density"),
        ("Gamma(a,1)", "Gamma(2,3)", "needs values"),
    ],
)
def test_refused(p, q, said):
    with pytest.raises(InfocalcError) as problem:
        asked("ks", p, q)
    assert said in problem.value.message or said in (problem.value.hint or "")


def test_distance_from_itself_is_0():
    for text in ("Normal(0,1)", "Poisson(3)", "0:1/2,1:1/2", "Gamma(2,3)"):
        assert [asked(command, text, text).rows[0].number.exact for command in BETWEEN] == ["0", "0"]
