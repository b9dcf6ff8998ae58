"""Growth as y → ∞: every enclosure holds the function beyond its start, and is no wider than it was.

What a tail is proved to be rests on these: the order of growth and a ball for the factor in front of it.
"""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb, ctx, fmpq

from infocalc.algebra.ball import enclosure
from infocalc.algebra.engine import lower
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import VOCABULARY
from infocalc.integration.germ_of_expression import ExpressionTail
from infocalc.integration.germs import LINEAR, Germ, Unclear, monomial
from infocalc.notation.parser import parse

#: of functions of s = y from y = 20 on: the width of the ball as a share of its largest value
GROWING = {
    "3": 0,
    "s": 0,
    "1 - s": 0.05001,
    "s^2 + 3*s - 5": 0.1414,
    "(s + 1)/(s^2 + 2)": 0.05248,
    "1/s - 1/(s + 1)": 1.001,
    "sqrt(s^2 + 1)": 0.001248,
    "(s + 3)^(-3/2)": 0.1892,
    "(1 - s)^3": 0.1463,
    "(1 - s)^-2": 0.09876,
    "e^(-s)": 0,
    "e^(-s^2/2)": 1.001,
    "e^(3 - 2*s)*s^2": 1e-6,
    "e^(-s) + e^(-2*s)": 1e-6,
    "1 - e^(-s)": 1e-6,
    "e^(1/s) - 1": 0.04878,
    "e^(log(s)^2)": 0,
    "e^(-log(s)^2)": 0,
    "e^(-sqrt(s))": 0,
    "s^(1/s)": 0.1392,
    "s^(-s)": 1.001,
    "(1 + 1/s)^s": 1.001,
    "2^s/3^s": 0,
    "log(s)": 0,
    "log(2*s + 1)": 0.1967,
    "log(log(s))": 1.001,
    "log(1 + 1/s)": 1.001,
    "log(1 + e^s)": 1e-6,
    "log(1 + e^(-s))": 1.001,
    "log(e^s + e^(-s))": 1e-6,
    "log(s^2 + s^3)": 0.0081,
    "log(e^(-s^2)*s)": 0.00749,
    "log((s + 1)^3)": 0.02404,
    "log((1 - s)^2)": 0.02547,
    "log(s + 1) - log(s)": 1.51,
    "abs(1 - s)": 0.05001,
    "abs(s - 3)*e^(-s)": 0.1501,
    "sign(2 - s)": 0,
    "heaviside(s - 2)": 0,
    "max(s, 5, s^2)": 0,
    "min(s, 3, 7 + s)": 0,
    "loggamma(s)": 0.3686,
    "loggamma(1/s + 2)": 1.001,
    "loggamma(s) - s*log(s) + s": 0.6169,
    "loggamma(2*s) - 2*s*log(s)": 0.1506,
    "loggamma(3*s + 1/2) - 3*s*log(s)": 0.1362,
    "loggamma(s/3 + 2) - s/3*log(s)": 0.4242,
    "loggamma(s + 3) - loggamma(s)": 0.1025,
    "2*loggamma(s/2 + 1/2) - loggamma(s)": 0.1842,
    "e^(loggamma(s) - s*log(s))": 0.004159,
    "e^(loggamma(2*s + 1) - loggamma(s)*2 - s*log(4))": 0.07016,
    "log(binomial(3*s, s))": 1.75,
    "log(factorial(s))": 0.4357,
    "log(gamma(s))": 0.3686,
    "log(besseli(s, 2))": 0.4367,
    "besseli(s, 3)": 1.001,
    "besseli(0, s)*e^(-s)": 1.001,
    "log(besseli(0, s))": 0.1211,
    "besseli(0, 1/s)": 0.0009372,
    "log(besseli(0, 1 + 1/s))": 0.08934,
    "erfc(s)": 1.001,
    "erfc(-s)": 1e-6,
    "erfc(1/s)": 0.05645,
    "log(erfc(s))": 0.008846,
    "log(erfc(-s))": 1e-6,
    "log(erfc(1/s))": 1.001,
    "1 - erf(s)": 2,
    "erf(s)": 1e-6,
    "erf(-s)": 1e-6,
    "erf(1/s)": 0.003743,
    "tanh(s)": 1e-6,
    "tanh(-2*s)": 1e-6,
    "tanh(1/s)": 0.002497,
    "atan(s)": 0.03181,
    "atan(-s)": 0.03181,
    "atan(1/s)": 0.003741,
    "tan(1/s)": 0.002499,
    "asin(1/s)": 0.001875,
    "atanh(1/s)": 0.003746,
    "asinh(s)": 0.1882,
    "asinh(-s)": 0.1882,
    "asinh(1/s)": 0.001873,
    "asinh(2 + 1/s)": 0.01515,
    "sinh(s)": 1e-6,
    "sinh(1/s)": 0.001249,
    "sinh(-s)": 1e-6,
    "cosh(s)": 1e-6,
    "cosh(1/s)": 0.04878,
    "sech(s)": 1.001,
    "log(cosh(s))": 0.03466,
    "log(sinh(s))": 0.03466,
    "log(sinh(1/s))": 0.0006256,
    "log(sech(s))": 0.03466,
    "sin(s)/s": 2,
    "cos(s)*e^(-s)": 2,
    "sin(1/s)": 0.00125,
    "cos(1/s)": 0.00125,
    "digamma(2 + 1/s)": 0.9434,
    "piecewise((s^2, s > 3), (1, True))": 0,
    "piecewise((1, s < 2), (e^(-s), True))": 0,
    "piecewise((1, s < 2 or s > 3), (2, True))": 0,
    "piecewise((1, s > 2 and s < 3), (s, True))": 0,
}
#: of functions of s = e^(−y) from y = 3 on
FALLING = {
    "sin(s)": 0.00124,
    "s - sin(s)": 1.001,
    "1 - cos(s)": 0.00124,
    "tan(s)": 0.002478,
    "log(s)": 0,
    "s*log(s)": 0,
    "s^s": 0.1388,
    "s^(-1/2)": 0,
    "e^s - 1": 0.04857,
    "e^(-1/s)": 1.001,
    "log(1 + s)": 0.04743,
    "log(1 - s)": 0.04979,
    "log(e^s - 1)": 0.02469,
    "atanh(s)": 0.003714,
    "asinh(s)": 0.001857,
    "sinh(s)": 0.001239,
    "cosh(s) - 1": 0.04857,
    "erf(s)": 0.003712,
    "erfc(s)": 0.05621,
    "log(erfc(s))": 0.05971,
    "loggamma(s + 1)": 0.1431,
    "log(sinh(s))": 0.0006194,
    "log(cosh(s))": 0.09826,
    "besseli(0, s)": 0.0009292,
    "log(besseli(0, s))": 1.51,
    "(1 - s)^3": 0.1457,
    "(1 - s^2)^(-1/2)": 0.001241,
    "abs(s - 1)": 0.04979,
    "max(s, s^2)": 0,
    "sign(s - 1)": 0,
    "sqrt(s + s^2)": 0.02401,
    "1/s - 1/(s + s^2)": 1.001,
    "log(s + s^2)": 0.0241,
    "acos(s)": 0.03171,
    "s^2 + s^3": 0.04743,
    "e^(s^2) - 1": 0.002476,
    "log(1/s)": 0,
    "erf(1/s)": 1e-6,
    "atan(1/s)": 0.03167,
    "1/sin(s)": 0.00124,
    "log(sin(s))": 0.0006197,
    "1/(1 - e^(-s))": 0.04857,
}
UNCLEAR = ("besseli(1, s)", "sign(sin(s))", "max(sin(s), 0)", "log(sin(s))", "f(s)")
#: multiples of the start at which the function is compared
PLACES = [Fraction(1), Fraction(5, 4), Fraction(2), Fraction(7), Fraction(50), Fraction(400)]


@pytest.fixture(autouse=True)
def _precision():
    with ctx.workprec(128):
        yield


def expression(text: str) -> Expr:
    return lower(parse(text, VOCABULARY).formula, text)


def growth(text: str, base: Germ, start: int) -> Germ:
    return ExpressionTail("s", base, arb(start)).germ(expression(text))


def check(text: str, found: Germ, at: dict[Fraction, Expr], width: float) -> None:
    for y, s in at.items():
        true = enclosure(expression(text), {"s": s}, 3000)
        assert true is not None
        claimed = monomial(found.order, arb(fmpq(y.numerator, y.denominator))) * found.ball
        assert claimed.overlaps(true), y
    # a quarter more: in which order the terms are added makes a difference
    assert 2 * found.ball.rad() <= arb(str(1.25 * width)) * abs(found.ball).upper()


@pytest.mark.parametrize("text", GROWING)
def test_growth_of_the_variable_itself(text: str) -> None:
    places = {20 * k: X.num((20 * k).numerator, (20 * k).denominator) for k in PLACES}
    check(text, growth(text, Germ(arb(1), LINEAR), 20), places, GROWING[text])


@pytest.mark.parametrize("text", FALLING)
def test_growth_near_0(text: str) -> None:
    base = Germ(arb(1), (arb(-1), arb(0), arb(0)))
    places = {3 * k: X.power(X.E, X.num(-3 * k.numerator, k.denominator)) for k in PLACES if k < 100}
    check(text, growth(text, base, 3), places, FALLING[text])


def test_the_rest_of_stirlings_form_is_a_twelfth() -> None:
    found = growth("e^(loggamma(s) - s*log(s))", Germ(arb(1), LINEAR), 20)
    assert 2 * found.ball.rad() <= arb("0.00416") * found.ball.upper()


@pytest.mark.parametrize("text", UNCLEAR)
def test_what_is_not_told_is_refused(text: str) -> None:
    with pytest.raises(Unclear):
        growth(text, Germ(arb(1), LINEAR), 20)


def test_of_a_steep_function_near_0_nothing_is_told() -> None:
    """Its power series divides by what may be 0 on the whole reach."""
    assert not growth("tanh(5000*s)", Germ(arb(1), (arb(-1), arb(0), arb(0))), 3).ball.is_finite()
