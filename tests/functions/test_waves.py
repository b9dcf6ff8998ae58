"""Each identity that the column of waves states, at random points in balls."""

from __future__ import annotations

from random import Random

import pytest

from infocalc.algebra.evaluation import Evaluation
from infocalc.expr import expr as X
from infocalc.functions import TABLE, call

WAVES = {name: row.wave for name, row in TABLE.items() if row.wave is not None}
RANDOM = Random(18)
POINTS = [X.num(RANDOM.randint(1, 199), 64) for _ in range(5)]


def same(left: X.Expr, right: X.Expr) -> bool:
    size, difference = (abs(Evaluation(e, {}, True).run(128)).upper() for e in (left, left - right))
    return bool(difference < 1e-20 * (1 + size))


@pytest.mark.parametrize("name", WAVES)
def test_exponentials(name: str) -> None:
    unit, rule = WAVES[name].exponentials
    for u in POINTS:
        a, b = (X.power(X.E, X.mul(X.num(side), unit, u)) for side in (1, -1))
        assert same(call(name, u), rule(a, b))


@pytest.mark.parametrize("name", WAVES)
def test_identities(name: str) -> None:
    wave = WAVES[name]
    for u in POINTS:
        f, twice = call(name, u), X.scale(2, u)
        if wave.over is not None:
            below, quotient = wave.over
            assert same(f / call(below, u), call(quotient, u))
        if wave.product is not None:
            other, product = wave.product
            both = X.mul(f, call(other, u))
            halves = (
                (2 * both, call(product, twice)) if other != product else (both, 2 * call(product, twice))
            )
            assert same(*halves)
        if wave.doubled is not None:
            g, ratio, sign = wave.doubled
            assert same(1 + ratio * f**2, sign * call(g, twice))
        if wave.squared is not None:
            g, c, s = wave.squared
            assert same(f**2, c + s * call(g, u) ** 2)
        if wave.inverted is not None:
            assert same(f * call(wave.inverted, u), X.ONE)


def test_every_identity_is_stated() -> None:
    """Of the twelve functions all have exponentials; the identities come in pairs of both kinds."""
    assert len(WAVES) == 12
    assert sum(wave.inverted is not None for wave in WAVES.values()) == 6
    assert sum(wave.squared is not None for wave in WAVES.values()) == 6
    assert sum(wave.doubled is not None for wave in WAVES.values()) == 4
