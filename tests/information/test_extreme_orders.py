"""Orders 0 and ∞ of Rényi: supports and largest densities, against densities of SciPy on a grid."""

from __future__ import annotations

import math
from functools import cache
from itertools import product

import numpy as np
import pytest
from flint import fmpq

from infocalc.algebra.ball import value
from infocalc.errors import InfocalcError, NoAnswer
from infocalc.expr import expr as X
from infocalc.information.closed.closed_form import ClosedForm, Infinite
from infocalc.information.closed.peaks import peak
from infocalc.information.reading.families import read
from tests.whole import part_of

from .asked import asked
from .members import MEMBERS

stats = pytest.importorskip("scipy.stats")
LAWS = {name: read(member.text) for name, member in MEMBERS.items() if member.scipy}


@cache
def scipys(name):
    return MEMBERS[name].scipy(stats)


@cache
def grid(name):
    """Quantiles, and points next to the ends and to the centre."""
    law = scipys(name)
    if LAWS[name].discrete:
        low, high = law.support()
        return np.arange(max(low, -60), min(high, 60) + 1)
    tails = np.logspace(-12, -2, 60)
    quantiles = np.concatenate([tails, np.linspace(0.011, 0.989, 1200), 1 - tails])
    low, high = law.support()
    ends = [x + sign * 1e-9 for x, sign in ((low, 1), (high, -1)) if math.isfinite(x)]
    centre = float(value(LAWS[name].centre, {}, 17).decimal)
    found = np.unique(np.concatenate([law.ppf(quantiles), ends, [centre]]))
    return found[(found > low) & (found < high) & np.isfinite(found)]


def logs(name, x):
    with np.errstate(divide="ignore"):
        return scipys(name).logpmf(x) if LAWS[name].discrete else scipys(name).logpdf(x)


def compared(found, values):
    """Nowhere above what was found, and near it somewhere."""
    values = values[np.isfinite(values)]
    if isinstance(found, Infinite):
        assert values.max() > values.mean() + 1 or len(values) < 100
        return
    top = float(value(found.expr, {}, 15).decimal)
    assert values.max() <= top + 1e-9 * (1 + abs(top))
    assert values.max() >= top - 1e-3 * (1 + abs(top))


@pytest.mark.parametrize("name", LAWS)
def test_the_largest_density_is_scipys(name):
    p = LAWS[name]
    found = peak(p, None, p.facts)
    if found is not None:
        compared(found, logs(name, grid(name)))


def test_most_families_have_one():
    assert sum(peak(p, None, p.facts) is not None for p in LAWS.values()) >= 64


@pytest.mark.parametrize("name", part_of(list(MEMBERS), 4))
def test_every_family_has_its_order_infinity(name):
    """In closed form or as a proved number: nowhere below the density, and met by it somewhere."""
    row = asked("entropy", MEMBERS[name].text, renyi="oo").rows[0]
    p = read(MEMBERS[name].text)
    assert row.number.certified
    if row.number.decimal == "-inf":
        return
    values = np.array([_log_density(p, x) for x in _places(p)])
    top = -float(row.number.decimal)
    assert values[np.isfinite(values)].max() <= top + 1e-9
    assert values[np.isfinite(values)].max() >= top - 3e-2


def _places(p):
    """Outcomes, or places between the ends within twelve scales of the centre, the centre and kinks too."""
    centre, scale = (float(value(e, {}, 17).decimal) for e in (p.centre, p.scale))
    low, high = (
        wide if X.OO in (end, -end) else float(value(end, {}, 17).decimal)
        for end, wide in ((p.support.low, centre - 12 * scale), (p.support.high, centre + 12 * scale))
    )
    if p.discrete:
        return [X.num(k) for k in range(math.ceil(low), math.floor(min(high, low + 80)) + 1)]
    steps = [low + (high - low) * (k + 0.5) / 600 for k in range(600)]
    near = [low + (high - low) * 10.0**-k for k in range(2, 8)]
    return [*(X.rational(fmpq(*x.as_integer_ratio())) for x in (*steps, *near)), p.centre, *p.kinks]


def _log_density(p, x):
    try:
        if p.discrete:
            return math.log(float(value(p.mass(x), {}, 15).decimal))
        return float(value(p.log_density(x), {}, 15).decimal)
    except (InfocalcError, ValueError):
        return -math.inf


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("FoldedNormal(1, 2)", -math.log(2 * math.exp(-1 / 8) / (2 * math.sqrt(2 * math.pi)))),
        ("LogitNormal(0, 1)", -math.log(4 / math.sqrt(2 * math.pi))),
        ("JohnsonSU(0, 1)", math.log(2 * math.pi) / 2),
        ("Normal(0, 1) * Kumaraswamy(1, 3)", math.log(2 * math.pi) / 2 - math.log(3)),
        ("Kumaraswamy(1/2, 3)", -math.inf),
        ("Gev(0, 2, -3)", -math.inf),
        ("1/2*Gamma(1/2,1) + 1/2*Normal(0,1)", -math.inf),
        ("1/2*Normal(-9,1) + 1/2*Normal(9,1/2)", -math.log(1 / math.sqrt(2 * math.pi))),
        (
            "TruncatedNormal(0,1,1,2)",
            math.log((0.9772498680518208 - 0.8413447460685429) / 0.24197072451914337),
        ),
    ],
)
def test_order_infinity_in_known_cases(text, expected):
    assert float(asked("entropy", text, renyi="oo").rows[0].number.decimal) == pytest.approx(
        expected, rel=1e-13
    )


PAIRS = [(a, b) for a, b in product(LAWS, LAWS) if a != b and LAWS[a].discrete is LAWS[b].discrete]


@pytest.mark.parametrize(("a", "b"), part_of(PAIRS, 12))
def test_the_largest_ratio_is_scipys(a, b):
    found = peak(LAWS[a], LAWS[b], LAWS[a].facts | LAWS[b].facts)
    if isinstance(found, ClosedForm):
        x = grid(a)
        top = float(value(found.expr, {}, 15).decimal)
        with np.errstate(invalid="ignore"):
            ratios = logs(a, x) - logs(b, x)
        assert ratios[np.isfinite(ratios)].max() <= top + 1e-7 * (1 + abs(top))


@pytest.mark.parametrize(
    ("command", "laws", "symbolic"),
    [
        ("entropy", ("Normal(m,s)",), "log(s) + log(2*pi)/2"),
        ("entropy", ("Exponential(r)",), "-log(r)"),
        ("entropy", ("Uniform(a,b)",), "log(b - a)"),
        ("entropy", ("Laplace(m,b)",), "log(b) + log(2)"),
        ("entropy", ("GeneralizedGamma(3/2,1,2)",), "log(gamma(3/2)) + log(2) + log(2)/2 + 1/2"),
        ("entropy", ("Poisson(3)",), "3 - 2*log(3) + log(2)"),
        ("entropy", ("Normal(0,1) * Exponential(r)",), "log(2*pi)/2 - log(r)"),
        ("entropy", ("MultivariateNormal([0,0],[[1,r],[r,1]])",), "log(2*pi) + log(1 - r^2)/2"),
        ("entropy", ("Gamma(k,1)",), "loggamma(k) - (k - 1)*log(k - 1) + k - 1"),
        ("kl", ("Exponential(2)", "Exponential(1)"), "log(2)"),
        ("kl", ("Exponential(b)", "Exponential(a)"), "log(b/a)"),
        ("kl", ("Normal(a,1)", "Normal(b,s)"), "log(s) + (a - b)^2/(2*(s^2 - 1))"),
        ("kl", ("Normal(0,1)", "Normal(1,2)"), "log(2) + 1/6"),
        ("kl", ("Binomial(3,1/2)", "Binomial(3,1/3)"), "3*log(3) - 3*log(2)"),
    ],
)
def test_order_infinity_in_closed_form(command, laws, symbolic):
    found = asked(command, *laws, renyi="oo")
    assert float(number(found, symbolic)) == pytest.approx(float(number(found, None)), abs=1e-14)


def number(report, symbolic):
    """The number of the row, or of a formula in its place, with 7/3 and so on for symbols."""
    from infocalc.algebra.engine import lower
    from infocalc.expr import expr as X
    from infocalc.functions import VOCABULARY, subs
    from infocalc.notation.parser import parse

    formula = report.rows[0].formula if symbolic is None else parse(symbolic, VOCABULARY).formula
    e = lower(formula)
    point = {
        name: X.num(1, 2) if name == "r" else X.num(7 + 2 * i, 3) for i, name in enumerate(sorted(e.free))
    }
    return value(subs(e, point), {}, 17).decimal


@pytest.mark.parametrize(
    ("command", "laws", "expected"),
    [
        ("entropy", ("Normal(0,1)",), math.inf),
        ("entropy", ("Uniform(1,4)",), math.log(3)),
        ("entropy", ("Binomial(3,1/3)",), math.log(4)),
        ("entropy", ("Dirichlet([1,2,3])",), -math.log(2)),
        ("entropy", ("p,1-p",), math.log(2)),
        ("entropy", ("1/2*Uniform(0,1) + 1/2*Uniform(3,5)",), math.log(3)),
        ("entropy", ("Beta(2,3) * Uniform(0,3)",), math.log(3)),
        ("kl", ("Uniform(0,1)", "Uniform(0,3)"), math.log(3)),
        ("kl", ("Uniform(0,1)", "Uniform(2,3)"), math.inf),
        ("kl", ("Normal(0,1)", "Uniform(0,1)"), 0),
        ("kl", ("Uniform(0,1)", "Exponential(1)"), -math.log(1 - math.exp(-1))),
        ("kl", ("DiscreteUniform(0,3)", "Poisson(1)"), -math.log(math.exp(-1) * (1 + 1 + 1 / 2 + 1 / 6))),
        ("kl", ("Poisson(1)", "DiscreteUniform(0,3)"), 0),
    ],
)
def test_order_0_is_the_size_of_the_support(command, laws, expected):
    assert float(asked(command, *laws, renyi="0").rows[0].number.decimal) == pytest.approx(
        expected, rel=1e-14
    )


def test_order_0_of_tsallis():
    assert asked("entropy", "Uniform(1,3)", tsallis="0").rows[0].number.decimal == "1.00000000000000"
    assert float(asked("entropy", "Binomial(3,1/3)", tsallis="0").rows[0].number.decimal) == 3


def test_ends_of_ranges_are_conditions_or_refused():
    assert "0 < p < 1" in asked("entropy", "Binomial(n,p)", renyi="0").conditions
    with pytest.raises(InfocalcError):
        asked("entropy", "p,1-p", tsallis="oo")
    with pytest.raises(NoAnswer):
        asked("kl", "Rice(1,1)", "Rice(2,3)", renyi="oo")


def test_the_order_is_approached():
    """D_a rises to D_oo, h_a falls to h_oo."""
    laws = ("Gamma(3,2)", "Gamma(2,3)")
    last = float(asked("kl", *laws, renyi="oo").rows[0].number.decimal)
    near = float(asked("kl", *laws, renyi="100").rows[0].number.decimal)
    assert near < last < near + 0.1
    h = [float(asked("entropy", laws[0], renyi=a).rows[0].number.decimal) for a in ("200", "oo")]
    assert h[1] < h[0] < h[1] + 0.05


def test_a_probability_of_symbols():
    assert asked("entropy", "p,1-p", renyi="oo").rows[0].formula is not None
