"""Equality by signs: right wherever both sides are real, and never for two that differ."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

from infocalc.algebra.ball import enclosure
from infocalc.algebra.by_signs import equal_by_signs
from infocalc.algebra.contiguous import by_lowest
from infocalc.algebra.equality import equal
from infocalc.calculus.reading import read_function
from infocalc.expr import expr as X
from infocalc.functions import TABLE, call

EQUAL = [
    ("sqrt(1-x)*sqrt(1+x)", "sqrt(1-x^2)"),
    ("sqrt(x^2)", "abs(x)"),
    ("abs(x)", "x*sign(x)"),
    ("max(x, y)", "(x + y + abs(x - y))/2"),
    ("min(x, y)", "-max(-x, -y)"),
    ("max(x, 0)", "piecewise((x, x > 0), (0, true))"),
    ("relu(x)", "(x + abs(x))/2"),
    ("log(x*y)*sqrt(x)", "(log(x) + log(y))*sqrt(x)"),
    ("(x^x)^x*log(x)", "x^(x^2)*log(x)"),
    ("cbrt(x)^2", "abs(x)^(2/3)"),
    ("cbrt(x^2)", "(x^2)^(1/3)"),
    ("sqrt(x/y)*sqrt(y)*sqrt(x)", "abs(x)"),
    ("asec(x)/abs(x)", "acos(1/x)/sqrt(x^2)"),
    ("sqrt(1 - cos(x)^2)", "abs(sin(x))"),
    ("log(cos(x))", "-log(1/cos(x))"),
    ("(2x)^e", "2^e*x^e"),
    ("sqrt(4*pi*k*t)", "2*sqrt(pi)*sqrt(k*t)"),
    ("abs(x - 1) + abs(x + 1)", "piecewise((-2x, x < -1), (2, x < 1), (2x, true))"),
]

DIFFERENT = [
    ("sqrt(x^2)", "x"),
    ("sqrt(1-x)*sqrt(1+x)", "sqrt(1+x^2)"),
    ("abs(x)", "-x"),
    ("max(x, y)", "(x + y - abs(x - y))/2"),
    ("log(x^2)", "2*log(x)+1"),
    ("cbrt(x)", "abs(x)^(1/3)"),
    ("abs(x - 1) + abs(x + 1)", "piecewise((-2x, x < -1), (2, x < 1), (3x, true))"),
    ("sqrt(x*y)*sqrt(x)", "x*sqrt(y) + sqrt(x*y)"),
]

PLACES = [Fraction(k, 7) for k in (-19, -8, -3, 2, 5, 11, 23)]


@pytest.mark.parametrize(("a", "b"), EQUAL)
def test_what_is_proved_is_so_wherever_both_are_real(a: str, b: str) -> None:
    left, right = read_function(a).expr, read_function(b).expr
    assert equal_by_signs(left, right) or equal(left, right).verdict == "true"
    names, met = sorted(left.free | right.free), 0
    for place in product(PLACES, repeat=len(names)):
        point = {x: X.num(q.numerator, q.denominator) for x, q in zip(names, place, strict=True)}
        values = enclosure(left, point), enclosure(right, point)
        if values[0] is not None and values[1] is not None:
            met += 1
            assert values[0].overlaps(values[1])
    assert met > 0


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_what_differs_is_not_proved(a: str, b: str) -> None:
    left, right = read_function(a).expr, read_function(b).expr
    assert not equal_by_signs(left, right)
    assert equal(left, right).verdict == "false"


def test_the_domain_of_the_question_decides_bars() -> None:
    x = X.sym("x")
    root = x**X.HALF
    assert equal_by_signs(call("abs", x), x, [root])
    assert not equal_by_signs(call("abs", x), x)
    assert not equal_by_signs(call("abs", x), x, [call("log", -x)])
    assert equal_by_signs(call("abs", x - 1), 1 - x, [call("asin", x)])


#: arguments at which the recurrence of each function is tried
ARGUMENTS = {
    "uppergamma": ("5/3", "7/5"),
    "lowergamma": ("5/3", "7/5"),
    "polygamma": ("2", "9/7"),
}


@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if row.raised is not None])
def test_every_recurrence_is_that_of_its_function(name: str) -> None:
    row = TABLE[name]
    assert row.raised is not None
    texts = ARGUMENTS.get(name, ("5/3", "7/5")[: row.arity[0]])
    args = [read_function(text).expr for text in texts]
    above = call(name, *[a + 1 if i == row.stepped else a for i, a in enumerate(args)])
    ours, theirs = enclosure(row.raised(*args)), enclosure(above)
    assert ours is not None
    assert theirs is not None
    assert ours.overlaps(theirs)
    assert float((ours - theirs).rad()) < 1e-20


CONTIGUOUS = [
    ("gamma(x + 3)", "x*(x+1)*(x+2)*gamma(x)"),
    ("besselj(nu - 1, x) + besselj(nu + 1, x)", "2*nu/x*besselj(nu, x)"),
    ("besselk(nu + 1, x) - besselk(nu - 1, x)", "2*nu/x*besselk(nu, x)"),
    ("besselj(3, x)", "(8/x^2 - 1)*besselj(1, x) - 4/x*besselj(0, x)"),
    ("digamma(x + 2)", "digamma(x) + 1/x + 1/(x + 1)"),
    ("binomial(n + 1, k)*(n + 1 - k)", "binomial(n, k)*(n + 1)"),
    ("e^lambertw(x)*lambertw(x)", "x"),
]


@pytest.mark.parametrize(("a", "b"), CONTIGUOUS)
def test_functions_that_differ_by_whole_numbers(a: str, b: str) -> None:
    left, right = read_function(a).expr, read_function(b).expr
    assert equal(left, right).verdict == "true"
    assert equal(left, right + 1).verdict != "true"


def test_what_has_no_kin_stays() -> None:
    e = read_function("x^2*sin(x)").expr
    assert by_lowest(e) is e
