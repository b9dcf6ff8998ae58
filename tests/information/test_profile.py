"""Measures from profiles: the same as of the pmf that the profile is of, and of independent formulas."""

from __future__ import annotations

import mpmath
import pytest
from flint import arb, ctx, fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from infocalc.expr import expr as X
from infocalc.information import profile as profiles
from infocalc.information.answers.units import certified_number
from infocalc.information.answers.values import Plain
from infocalc.information.measure import MEASURES
from infocalc.information.measures import finite, orders
from infocalc.information.measures.of_profiles import _said
from infocalc.information.options import InformationOptions
from infocalc.information.pmf import sums
from infocalc.information.profile import JointProfile, PairProfile, Profile

mpmath.mp.dps = 40

counts = st.lists(st.integers(1, 10**6), min_size=1, max_size=12)
both = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=2, max_size=12).filter(
    lambda pairs: any(a for a, _ in pairs) and any(b for _, b in pairs) and (0, 0) not in pairs
)


def decimal(value, digits=25):
    return "inf" if isinstance(value, int) else certified_number(value.ball, digits).decimal


def near(value, expected):
    assert abs(mpmath.mpf(decimal(value)) - expected) <= abs(expected) * mpmath.mpf(10) ** -23


def of_pairs(pairs):
    return JointProfile(tuple((a, b, pairs.count((a, b))) for a, b in dict.fromkeys(pairs)))


@settings(max_examples=60, deadline=None)
@given(counts)
def test_one_table_is_the_pmf_of_its_counts(c):
    p = profiles.gathered((n, 1) for n in c)
    shares = [fmpq(n, sum(c)) for n in c]
    assert (p.rows, p.labels) == (sum(c), len(c))
    assert decimal(profiles.entropy(p)) == decimal(sums.entropy(shares))
    for order in (fmpq(2), fmpq(1, 2), fmpq(3), None):
        assert decimal(profiles.renyi(p, order)) == decimal(orders.renyi_entropy(shares, order))
    for order in (fmpq(2), fmpq(1, 2)):
        assert decimal(profiles.tsallis(p, order)) == decimal(orders.tsallis_entropy(shares, order))


@settings(max_examples=40, deadline=None)
@given(both)
@pytest.mark.parametrize(
    "name", [name for name, row in MEASURES.items() if row.operands == 2 and row.between is None]
)
def test_every_measure_of_two_tables_is_that_of_their_pmfs(name, pairs):
    joint = of_pairs(pairs)
    n, m = joint.rows
    p, q = [fmpq(a, n) for a, _ in pairs], [fmpq(b, m) for _, b in pairs]
    expected = finite.value(MEASURES[name], p, q)
    found = profiles.value(MEASURES[name], joint)
    assert isinstance(found, int) == isinstance(expected, int)
    if isinstance(found, Plain) and found.expr == X.ZERO:
        assert expected.expr == X.ZERO
    elif not isinstance(found, int):
        with ctx.workprec(300):
            assert found.ball().overlaps(expected.ball())
            assert float(found.ball().rad()) < 1e-60
    assert joint.swapped().swapped() == joint


@pytest.mark.parametrize(("statistic", "degrees"), [("2.5", 1), ("40", 3), ("1000", 12), ("1/3", 7)])
def test_p_values_are_those_of_the_incomplete_gamma_function(statistic, degrees):
    x = fmpq(*map(int, statistic.split("/"))) if "/" in statistic else fmpq(int(10 * float(statistic)), 10)
    exact = mpmath.mpf(int(x.p)) / int(x.q)
    near(profiles.p_value(x, degrees), mpmath.gammainc(mpmath.mpf(degrees) / 2, exact / 2, regularized=True))


def test_a_p_value_beyond_every_double_has_its_digits():
    joint = JointProfile(((1001, 2000, 1), (1000, 2000, 1), (1999, 0, 1)))
    assert decimal(profiles.p_value(profiles.g_statistic(joint), 2)).endswith("e-750")


def test_one_distribution_behind_both_has_no_distance_at_all():
    joint = JointProfile(((3, 6, 2), (5, 10, 1)))
    for name in ("kl", "jeffreys", "jsd"):
        assert decimal(profiles.value(MEASURES[name], joint)) == "0"
    many = JointProfile(tuple((a, 2 * a, 1) for a in range(1, 300)))
    assert profiles.value(MEASURES["hellinger"], many).expr == X.ZERO
    assert profiles.pearson_statistic(joint) == 0
    assert profiles.p_value(profiles.g_statistic(joint), 2).ball() == 1
    assert profiles.chance(joint) == 2 * (fmpq(1, 11) + fmpq(1, 22))


def test_the_statistics_are_those_of_the_table_of_two_rows():
    pairs = [(12, 5), (7, 9), (0, 3)]
    n, m = 19, 17
    g = x2 = mpmath.mpf(0)
    for a, b in pairs:
        for own, total in ((a, n), (b, m)):
            expected = mpmath.mpf((a + b) * total) / (n + m)
            g += 2 * own * mpmath.log(own / expected) if own else 0
            x2 += (own - expected) ** 2 / expected
    near(profiles.g_statistic(of_pairs(pairs)), g)
    near(Plain(lambda: arb(profiles.pearson_statistic(of_pairs(pairs)))), x2)


def test_mutual_information_of_pairs_is_exact_where_they_are_independent():
    independent = PairProfile(((2, 3, 1, 3), (4, 3, 2, 3), (2, 3, 1, 0)))
    assert decimal(profiles.mutual_information(PairProfile(independent.groups[:2]))) is not None
    # x and y with the counts 2, 4 and 3, 3: every pair occurs as often as chance has it
    assert decimal(profiles.mutual_information(PairProfile(((2, 3, 1, 2), (4, 3, 2, 2))))) == "0"
    same = PairProfile(((5, 5, 5, 2),))
    assert decimal(profiles.mutual_information(same)) == decimal(profiles.entropy(Profile(((5, 2),))))


@pytest.mark.parametrize("scale", [1, 10**4])
def test_standard_errors_are_those_of_numerical_derivatives(scale):
    """The delta method: Σ (∂/∂p)²·p − (Σ p·∂/∂p)², with the derivative as a quotient of differences."""
    pairs = [(30 * scale, 20 * scale), (50 * scale, 55 * scale), (20 * scale, 25 * scale)]
    joint = of_pairs(pairs)
    n, m = joint.rows

    def jsd(p, q):
        total = mpmath.mpf(0)
        for x, y in zip(p, q, strict=True):
            mid = (x + y) / 2
            total += x * mpmath.log(x / mid) / 2 + y * mpmath.log(y / mid) / 2
        return total

    p, q = [mpmath.mpf(a) / n for a, _ in pairs], [mpmath.mpf(b) / m for _, b in pairs]
    h = mpmath.mpf(10) ** -12

    def slopes(f, x):
        return [(f([*x[:i], x[i] + h, *x[i + 1 :]]) - f(x)) / h for i in range(len(x))]

    variance = mpmath.mpf(0)
    for x, f, rows in ((p, lambda x: jsd(x, q), n), (q, lambda y: jsd(p, y), m)):
        d = slopes(f, x)
        mean = sum(s * v for s, v in zip(x, d, strict=True))
        variance += (sum(s * v * v for s, v in zip(x, d, strict=True)) - mean**2) / rows
    found = mpmath.mpf(decimal(Plain(lambda: profiles.jensen_shannon_error(joint))))
    assert abs(found - mpmath.sqrt(variance)) < found * mpmath.mpf(10) ** -6


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (None, "estimator plugin (maximum likelihood), 3 bins"),
        ("plugin", "estimator plugin (maximum likelihood), 3 bins"),
        ("miller-madow", "estimator miller-madow: plugin + (m - 1)/(2*n); 3 of 3 bins are not empty"),
    ],
)
def test_the_estimator_of_a_profile_is_said(name, said):
    assert _said(Profile(((1, 2), (3, 1))), InformationOptions(estimator=name)) == said
