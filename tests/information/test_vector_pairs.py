"""Ordered pairs of laws of vectors and matrices and of independent laws: closed forms against cubature.

Each law is typed with symbols, of which three sets of values are taken: every measure of every ordered pair
is compared with an integral over SciPy's log-densities (`cubature.py`), and the formula with symbols at these
values with the number that is found without symbols.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any, NamedTuple

import pytest

from infocalc.information.measure import MEASURES
from tests.whole import part_of

from . import cubature
from .asked import asked
from .cubature import Rule


class Kind(NamedTuple):
    """How it is typed, its symbols as {name}; sets of their values; the rule made of them."""

    text: str
    sets: tuple[dict[str, str], ...]
    rule: Callable[..., Rule]


def _values(names: str, *rows: str) -> tuple[dict[str, str], ...]:
    return tuple(dict(zip(names.split(), row.split(), strict=True)) for row in rows)


KINDS = {
    "MultivariateNormal": Kind(
        "MultivariateNormal([{a}, {b}], [[{v}, {c}], [{c}, {w}]])",
        _values("a b v c w", "0 1 2 1 3", "1/2 -1 1 -1/4 1/2", "3 0 5 2 1"),
        lambda a, b, v, c, w: cubature.normal([a, b], [[v, c], [c, w]]),
    ),
    "MultivariateT": Kind(
        "MultivariateT({n}, [{a}, {b}], [[{v}, {c}], [{c}, {w}]])",
        _values("n a b v c w", "7 0 1 2 1 3", "6 1/2 -1 1 -1/4 1/2", "12 3 0 5 2 1"),
        lambda n, a, b, v, c, w: cubature.student(n, [a, b], [[v, c], [c, w]]),
    ),
    "MatrixNormal": Kind(
        "MatrixNormal([[0, {a}], [1, 2], [{b}, 1]], "
        "[[2, 1, 0], [1, {v}, 0], [0, 0, 1]], [[{w}, {c}], [{c}, 1]])",
        _values("a b v w c", "1 0 3 1 1/2", "-1 1/2 1 2 1", "0 2 5 1/2 -1/4"),
        lambda a, b, v, w, c: cubature.matrix_normal(
            [[0, a], [1, 2], [b, 1]], [[2, 1, 0], [1, v, 0], [0, 0, 1]], [[w, c], [c, 1]]
        ),
    ),
    "Wishart": Kind(
        "Wishart({n}, [[{v}, {c}], [{c}, {w}]])",
        _values("n v c w", "5 2 1 3", "7/2 1 -1/4 1/2", "6 5 2 1"),
        lambda n, v, c, w: cubature.wishart(n, [[v, c], [c, w]]),
    ),
    "InverseWishart": Kind(
        "InverseWishart({n}, [[{v}, {c}], [{c}, {w}]])",
        _values("n v c w", "5 2 1 3", "7/2 1 -1/4 1/2", "6 5 2 1"),
        lambda n, v, c, w: cubature.inverse_wishart(n, [[v, c], [c, w]]),
    ),
    "Dirichlet": Kind(
        "Dirichlet([{a}, {b}, {c}])",
        _values("a b c", "1 2 3", "1/2 5/2 1", "4 2/3 7"),
        cubature.dirichlet,
    ),
    "Multinomial": Kind(
        "Multinomial(4, [{p}, {q}, 1 - {p} - {q}])",
        _values("p q", "1/2 1/3", "1/10 3/5", "1/4 0"),
        lambda p, q: cubature.multinomial(4, p, q, 1 - p - q),
    ),
    "independent": Kind(
        "Normal({m}, {s}) * Exponential({r}) * Geometric({p})",
        _values("m s r p", "0 1 2 1/3", "1 3/2 1/2 1/4", "-2 1/2 3 4/5"),
        cubature.independent,
    ),
}
#: kinds of P and Q: each with itself, Student's law of vectors with the normal one
SPACES = [(name, name) for name in KINDS if name != "MultivariateT"]
SPACES += [("MultivariateT", "MultivariateNormal")]
PAIRS = [(p, q, i, j) for p, q in SPACES for i in range(3) for j in range(3)]
LAWS = [(name, i) for name in KINDS for i in range(3)]


def typed(name: str, i: int) -> str:
    """The law with numbers."""
    return KINDS[name].text.format(**KINDS[name].sets[i])


def named(name: str, of: str) -> str:
    """The law with symbols, P's or Q's."""
    kind = KINDS[name]
    return kind.text.format(**{symbol: f"{symbol}_{of}" for symbol in kind.sets[0]})


def place(name: str, i: int, of: str) -> dict[str, str]:
    return {f"{symbol}_{of}": value for symbol, value in KINDS[name].sets[i].items()}


def rule(name: str, i: int) -> Rule:
    kind = KINDS[name]
    return kind.rule(*[float(Fraction(v)) for v in kind.sets[i].values()])


def value(measure: str, *laws: str, **options: Any) -> float:
    number = asked(measure, *laws, **options).rows[0].number
    assert number is not None
    return float(number.decimal)


def near(found: float, expected: float) -> bool:
    return found == expected or math.isclose(found, expected, rel_tol=1e-9, abs_tol=1e-9)


@pytest.mark.parametrize(("name", "i"), LAWS)
def test_entropies(name, i):
    p = rule(name, i)
    assert near(float(p.weights.sum()), 1)
    found = value("entropy", typed(name, i))
    assert near(found, -p.mean(p.log))
    assert near(value("entropy", named(name, "1"), at=place(name, i, "1")), found)


@pytest.mark.parametrize(("first", "second", "i", "j"), part_of(PAIRS, 2))
def test_measures_of_pairs(first, second, i, j):
    p, q = rule(first, i), rule(second, j)
    apart, cross = p.mean(lambda x: p.log(x) - q.log(x)), p.mean(lambda x: -q.log(x))
    numbers, symbols = (typed(first, i), typed(second, j)), (named(first, "1"), named(second, "2"))
    at = place(first, i, "1") | place(second, j, "2")
    for measure, expected in (("kl", apart), ("xent", cross)):
        found = value(measure, *numbers)
        assert near(found, expected)
        assert near(value(measure, *symbols, at=at), found)
    if (first, i) == (second, j):
        assert value("kl", *numbers) == 0
    if first == second:
        both = value("jeffreys", *numbers)
        assert near(both, apart + q.mean(lambda x: q.log(x) - p.log(x)))


def test_every_measure_that_is_a_sum_of_expectations_is_here():
    """The others have no closed form for laws of vectors, and say so."""
    from infocalc.information.measures.expectations import expectations

    assert {name for name in MEASURES if expectations(MEASURES[name])} == {
        "entropy", "xent", "kl", "jeffreys", "psi"
    }  # fmt: skip
