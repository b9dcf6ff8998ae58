"""Compositions of max, |·|, ⌊·⌋, cases, roots of squares at the points where they switch, drawn at random.

What is answered is the limit of the difference quotients on both sides, and of the function; where these
differ it is refused. The functions are built once more in mpmath, at 60 digits.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from math import comb

import mpmath
import pytest
from mpmath import mpf

from infocalc.calculus.commands import diff
from infocalc.calculus.options import CalculusOptions
from infocalc.errors import NoAnswer, Undefined

Function = Callable[[mpf], mpf]
LEAVES: list[tuple[str, Function]] = [
    ("x", lambda x: x),
    ("x^2", lambda x: x**2),
    ("x^3", lambda x: x**3),
    ("1", lambda _: mpf(1)),
    ("(x - 1)", lambda x: x - 1),
    ("sin(x)", mpmath.sin),
    ("(e^x - 1)", mpmath.expm1),
    ("(1 - cos(x))", lambda x: 1 - mpmath.cos(x)),
]
#: how two functions are made one
MADE: list[tuple[str, Callable[[Function, Function], Function]]] = [
    ("relu({0})", lambda f, _: lambda x: max(f(x), mpf(0))),
    ("max({0}, {1})", lambda f, g: lambda x: max(f(x), g(x))),
    ("min({0}, {1})", lambda f, g: lambda x: min(f(x), g(x))),
    ("abs({0})", lambda f, _: lambda x: abs(f(x))),
    ("({0})*abs({1})", lambda f, g: lambda x: f(x) * abs(g(x))),
    ("sign({1})*({0})", lambda f, g: lambda x: mpmath.sign(g(x)) * f(x)),
    ("clip({0}, -1, 1)", lambda f, _: lambda x: min(max(f(x), mpf(-1)), mpf(1))),
    ("piecewise(({0}, x < 0), ({1}, True))", lambda f, g: lambda x: f(x) if x < 0 else g(x)),
    ("piecewise(({0}, x != 0), ({1}, True))", lambda f, g: lambda x: f(x) if x != 0 else g(x)),
    ("({0})^2", lambda f, _: lambda x: f(x) ** 2),
    ("({0}) + ({1})", lambda f, g: lambda x: f(x) + g(x)),
    ("floor({0})*({1})", lambda f, g: lambda x: mpmath.floor(f(x)) * g(x)),
    ("sqrt(({0})^2)", lambda f, _: lambda x: abs(f(x))),
    ("elu({0})", lambda f, _: lambda x: f(x) if f(x) > 0 else mpmath.expm1(f(x))),
]
H = mpf(10) ** -12


def drawn(r: random.Random, depth: int) -> tuple[str, Function]:
    if depth == 0:
        return r.choice(LEAVES)
    (a, f), (b, g) = drawn(r, depth - 1), drawn(r, r.randrange(depth))
    form, made = r.choice(MADE)
    return form.format(a, b), made(f, g)


def sides(f: Function, at: int, order: int) -> list[mpf]:
    """The quotients of an order close to the point, on the right and on the left."""
    signs = [(-1) ** (order - k) * comb(order, k) for k in range(order + 1)]
    near = mpf(10) ** -9
    return [
        mpmath.fsum(c * f(at + s * (k + near) * H) for k, c in enumerate(signs)) / (s * H) ** order
        for s in (1, -1)
    ]


def close(a: mpf, b: mpf) -> bool:
    return bool(abs(a - b) < mpf(10) ** -6 * (1 + abs(a)))


@pytest.mark.parametrize("seed", range(12))
def test_a_value_is_the_limit_on_both_sides(seed: int) -> None:
    r, answered = random.Random(seed), 0
    with mpmath.workdps(60):
        for _ in range(40):
            text, f = drawn(r, r.choice((1, 2, 2, 3)))
            order, at = r.choice((1, 1, 2, 2, 3)), r.choice((0, 0, 0, 1, -1))
            try:
                number = diff(text, ["x", str(order)], CalculusOptions(at={"x": str(at)})).rows[0].number
            except (Undefined, NoAnswer):
                continue
            answered += 1
            assert number is not None
            assert close(f(mpf(at)), sides(f, at, 0)[0]), text
            for k in range(order + 1):
                assert close(*sides(f, at, k)), (text, k, at)
            assert close(mpf(number.decimal), sides(f, at, order)[0]), (text, order, at)
    assert answered > 10
