"""Parts of the certified integrals and of the proofs of signs, each by what it promises."""

from __future__ import annotations

from contextlib import nullcontext
from math import gcd

import pytest
from flint import acb, arb, fmpq, fmpz
from hypothesis import given
from hypothesis import strategies as st

from infocalc.algebra.derivative import derivative
from infocalc.algebra.engine import lift
from infocalc.algebra.equality import equal
from infocalc.algebra.sign_cell import Factored, _sign
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.functions import log
from infocalc.information.answers.values import Plain
from infocalc.information.facts import Facts
from infocalc.information.measure import MEASURES
from infocalc.information.moments.beta import Beta, U
from infocalc.information.moments.linear import VARIABLE, antiderivatives
from infocalc.information.pmf.logarithm_sums import _refined
from infocalc.information.profile import JointProfile, value
from infocalc.integration.abel_plana import NearCut, _check_analytic, centred
from infocalc.integration.analytic import compile_analytic
from infocalc.integration.germs import greatest
from infocalc.integration.goal import Goal
from infocalc.integration.ranges import Integrand, S
from infocalc.notation.writer import write

a, b = X.sym("a"), X.sym("b")


def _written(e: Expr) -> str:
    return write(lift(e))


@pytest.mark.parametrize("p", [X.power(X.E, -10 * (S - 2) ** 2), S**3 * X.power(X.E, -S)], ids=_written)
def test_a_wide_box_has_the_values_of_its_points(p: Expr) -> None:
    """Of the first the slope of log p is 0 at the centre, so that all is in the second-order term."""
    f = Integrand(p, S)
    plain = compile_analytic((f.p, f.v), S)
    found = centred(f)(acb(arb(2, 0.25), arb(0, 0.25)), True)
    for u in range(-4, 5):
        for v in range(-4, 5):
            one, other = plain(acb(arb(2) + arb(u) / 16, arb(v) / 16), analytic=True)
            assert found.contains(one * other)


@pytest.mark.parametrize(("rise", "logs"), [("-0.1", "0"), ("-0.1", "0.4"), ("-1", "-3")])
def test_a_slow_fall_is_greatest_where_it_begins(rise: str, logs: str) -> None:
    begin = arb(5).exp()
    order = (arb(0), arb(rise), arb(logs))
    most = greatest(order, begin)
    assert most.overlaps(begin ** arb(rise) * begin.log() ** arb(logs))


STATISTICS = [
    X.ONE,
    VARIABLE,
    F.abs(VARIABLE - 2) ** X.num(1, 3),
    F.abs(2 * VARIABLE - 1) ** X.num(5, 2),
    log(VARIABLE),
    log(3 * VARIABLE + 1) ** 2,
    (VARIABLE + 2) ** X.num(7, 2),
    1 / (VARIABLE + 3),
    X.power(X.E, 2 * VARIABLE),
]


@pytest.mark.parametrize("statistic", STATISTICS, ids=_written)
def test_each_antiderivative_has_the_next_as_its_slope(statistic: Expr) -> None:
    """F' is the statistic and G' is F."""
    facts = Facts(frozenset((VARIABLE, VARIABLE - 2, 2 * VARIABLE - 1)))
    ladder = antiderivatives(statistic, VARIABLE, facts)
    assert ladder is not None
    first, second = ladder
    assert first is not None
    assert second is not None
    assert equal(derivative(first, VARIABLE.data), statistic).verdict == "true"
    assert equal(derivative(second, VARIABLE.data), first).verdict == "true"


def test_a_sum_of_squares_and_something_positive_is_positive() -> None:
    facts = Facts(positive=frozenset((a,)), nonnegative=frozenset((b,)))
    assert facts.sign(a + b) == 1
    assert facts.sign(a + b**2) == 1
    assert facts.sign(a**2 + b**2) == 1
    assert facts.sign(a**2 + b) == 1
    assert facts.sign(b + b**2) is None


@pytest.mark.parametrize("power", [1, 2, 3, 4])
def test_the_sign_of_a_power_of_a_constant(power: int) -> None:
    negative = 1 - X.power(X.TWO, X.HALF)
    assert _sign(Factored(((negative, power),), {}), ()) == (-1) ** power
    assert _sign(Factored((), {0: power}), (-1,)) == (-1) ** power


def test_a_distance_from_no_monomial_has_no_closed_mean() -> None:
    law = Beta(X.TWO, X.num(3))
    assert law.expectation(F.abs(F.sin(U) - X.HALF), Facts()) is None
    assert law.expectation(F.abs(log(U) * U - X.HALF), Facts()) is None


@pytest.mark.parametrize(("groups", "written"), [(64, True), (65, False)])
def test_long_sums_of_roots_are_not_written_out(groups: int, written: bool) -> None:
    found = value(MEASURES["hellinger"], JointProfile(tuple((k, 1, 1) for k in range(1, groups + 1))))
    assert isinstance(found, Plain)
    assert (found.expr is not None) == written


@pytest.mark.parametrize(("tenths", "near"), [(1, True), (9, True), (30, False)])
def test_a_pole_beside_the_line_is_found(tenths: int, near: bool) -> None:
    """1/((s − 3)² + h²) on [2, 5] × [0, 1], with its pole at 3 + ih."""
    f = Integrand(1 / ((S - 3) ** 2 + X.num(tenths**2, 100)), X.ONE)
    with pytest.raises(NearCut) if near else nullcontext():
        _check_analytic(f, arb(2), arb(5), arb(1), Goal.within(10**7, arb("1e-20")))


@given(st.dictionaries(st.integers(1, 400), st.integers(-5, 5).map(fmpq), max_size=6))
def test_logarithms_over_coprime_integers(powers: dict[int, fmpq]) -> None:
    """Σ c·log n is what it was; no two of the integers have a factor, none is a power."""
    found = _refined(dict(powers))
    before = sum((arb(n).log() * c for n, c in powers.items()), arb(0))
    after = sum((arb(n).log() * c for n, c in found.items()), arb(0))
    assert before.overlaps(after)
    assert all(gcd(m, n) == 1 for m in found for n in found if m != n)
    assert not any(fmpz(n).is_perfect_power() for n in found)
