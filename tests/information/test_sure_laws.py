"""Laws with one outcome, of every family that has them: each is the same law as the others at its place."""

from __future__ import annotations

from itertools import product

import pytest

from infocalc.information.measure import MEASURES
from tests.information.asked import asked
from tests.whole import part_of

AT_0 = """Bernoulli(0) Binomial(3,0) Binomial(0,0.5) Poisson(0) Geometric(1,start=0) NegativeBinomial(2,1)
Hypergeometric(10,0,3) Hypergeometric(10,4,0) BetaBinomial(0,2,3) Skellam(0,0) DiscreteUniform(0,0)
Truncated(Poisson(2),0,0)""".split()
AT_1 = """Bernoulli(1) Geometric(1) Truncated(Poisson(2),1,1) Truncated(Geometric(0.3),1,1)
Shifted(Poisson(0),1) Negative(DiscreteUniform(-1,-1))""".split()
#: measure of two laws -> its value at different places
APART = {
    "kl": "inf",
    "jsd": "0.693147180559945",
    "tv": "1",
    "hellinger": "1",
    "pearson": "inf",
    "jeffreys": "inf",
    "bhattacharyya": "inf",
    "wasserstein": "1",
    "ks": "1",
}


def value(name: str, p: str, q: str) -> str | None:
    number = asked(name, p, q).rows[0].number
    return None if number is None else number.decimal


@pytest.mark.parametrize(("p", "q"), part_of([*product(AT_0, AT_0), *product(AT_1, AT_1)], 7))
def test_two_at_one_place_are_one_law(p: str, q: str) -> None:
    for name in APART:
        assert value(name, p, q) == "0", name


@pytest.mark.parametrize(("p", "q"), part_of(product(AT_0, AT_1), 7))
def test_two_at_different_places(p: str, q: str) -> None:
    for name, expected in APART.items():
        found = value(name, p, q)
        assert found is not None
        assert found == expected or abs(float(found) - float(expected)) < 1e-14, name


def test_the_measures_are_in_the_table() -> None:
    assert APART.keys() <= MEASURES.keys()
