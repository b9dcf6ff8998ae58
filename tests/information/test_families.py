"""Every row of the table of families: it is a distribution, its entropy is that of rigorous integration, and
SciPy agrees where it has the family."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest

from infocalc.algebra.ball import value
from infocalc.expr import expr as X
from infocalc.information.densities import numeric
from infocalc.information.families import TABLE
from infocalc.information.measure import MEASURES
from infocalc.information.measures import of_families
from infocalc.information.options import InformationOptions
from infocalc.information.reading.families import read

from .members import MEMBERS

DIGITS = 25
NAMES = sorted(MEMBERS)

#: SciPy's own entropies that are not right to 1e-8: it integrates or sums numerically without a bound
SCIPY_IS_WRONG = {"Zeta"}


def test_every_family_is_here():
    assert set(MEMBERS) == set(TABLE)


def difference(a: str, b: str) -> Decimal:
    """|a − b|, relative where the numbers are not small."""
    x, y = Decimal(a), Decimal(b)
    return abs(x - y) / max(abs(x), Decimal("0.01"))


@pytest.mark.parametrize("name", NAMES)
def test_the_mass_is_1(name):
    p = read(MEMBERS[name].text)
    found = numeric.number(numeric.mass_task(_law(p)), DIGITS).number
    assert found.certified
    assert difference(found.decimal, "1") < Decimal("1e-20")


@pytest.mark.parametrize("name", NAMES)
def test_entropy_against_rigorous_integration(name):
    p = read(MEMBERS[name].text)
    options = InformationOptions(digits=DIGITS)
    answer = of_families.measured(MEASURES["entropy"], (p,), options)
    integrated = numeric.measured(MEASURES["entropy"], [p], DIGITS)
    assert answer.number is not None
    assert answer.number.certified
    assert integrated.number is not None
    assert difference(answer.number.decimal, integrated.number.decimal) < Decimal("1e-20")


@pytest.mark.parametrize("name", [name for name in NAMES if MEMBERS[name].scipy])
def test_the_density_is_scipys(name):
    stats = pytest.importorskip("scipy.stats")
    p, theirs = read(MEMBERS[name].text), MEMBERS[name].scipy(stats)
    for quantile in (0.1, 0.35, 0.6, 0.9):
        x = float(theirs.ppf(quantile))
        if p.discrete:
            found, expected = p.mass(X.num(int(x))), float(theirs.pmf(int(x)))
        else:
            numerator, denominator = x.as_integer_ratio()
            found, expected = X.power(X.E, p.log_density(X.num(numerator, denominator))), float(theirs.pdf(x))
        assert math.isclose(float(value(found, {}, 17).decimal), expected, rel_tol=1e-10), quantile


@pytest.mark.parametrize("name", [name for name in NAMES if MEMBERS[name].scipy])
def test_the_entropy_is_scipys(name):
    if name in SCIPY_IS_WRONG:
        pytest.skip("SciPy's entropy is not right to 1e-8 here; the integration above is the oracle")
    stats = pytest.importorskip("scipy.stats")
    p = read(MEMBERS[name].text)
    answer = of_families.measured(MEASURES["entropy"], (p,), InformationOptions())
    expected = float(MEMBERS[name].scipy(stats).entropy())
    assert math.isclose(float(answer.number.decimal), expected, rel_tol=1e-8, abs_tol=1e-8)


def _law(p):
    from infocalc.information.densities.members import law_of

    return law_of(p)
