"""Real functions that are written with i come out without it; parts that cancel do."""

from __future__ import annotations

import pytest

from infocalc.algebra.alignment import algebraic, aligned
from infocalc.algebra.ball import value
from infocalc.algebra.derivative import derivative
from infocalc.algebra.engine import lift
from infocalc.algebra.real_form import is_complex, real_form
from infocalc.algebra.tidied import tidied, with_short_roots
from infocalc.calculus.reading import read_function
from infocalc.expr import expr as X
from infocalc.notation.writer import write


def read(text: str) -> X.Expr:
    return read_function(text, "xabn", complex_unit=True).expr


#: antiderivatives as integration tables give them, and the integrand
REAL = {
    "e^(I*x) + e^(-I*x)": "-2*sin(x)",
    "I/2*(polylog(2, -I*a*x) - polylog(2, I*a*x))": "atan(a*x)/x",
    "I/2*(polylog(2, -I*e^x) - polylog(2, I*e^x))": "atan(e^x)",
    "x/4 + I*x^2/2 - x*log(1 + e^(2I*x)) + I/2*polylog(2, -e^(2I*x)) - cos(x)*sin(x)/4 - x*sin(x)^2/2": (
        "x*sin(x)^2*tan(x)"
    ),
    "e^(b^2/4)*sqrt(pi)/4*(erfi((2x - I*b)/2) + erfi((2x + I*b)/2))": "e^(x^2)*cos(b*x)",
    "-2*asinh(x)*atanh(e^asinh(x)) - polylog(2, -e^asinh(x)) + polylog(2, e^asinh(x))": (
        "asinh(x)/(x*sqrt(x^2 + 1))"
    ),
    "-x/2 - 2^(-2 - 1/n)*x*uppergamma(1/n, 2*x^n)/(n*(x^n)^(1/n))": "(e^(-2*x^n) - 2)/4",
    "(-1)^(1/3)*x^2 - (-1)^(1/3)*x^2 + x^3": "3*x^2",
}


@pytest.mark.parametrize("text", REAL)
def test_the_derivative_is_real(text: str) -> None:
    found = tidied(derivative(read(text), "x"))
    assert not is_complex(found)
    wanted = read(REAL[text])
    point = {"x": X.num(3, 7), "a": X.num(5, 7), "b": X.num(2, 3), "n": X.num(3, 2)}
    assert value(found, point, 20).decimal == value(wanted, point, 20).decimal
    assert found.size <= wanted.size + 2, write(lift(found))


#: e, and the same with its parts aligned
ALIGNED = {
    "(2x)^n + x^n": "x^n*2^n + x^n",
    "(-4x)^n*(-2x)^a": "4^n*(-x)^n*2^a*(-x)^a",
    "log(1 - x) - log(1 + x) + 2*atanh(x)": "0",
    "log(1 - I*x) - log(1 + I*x)": "-2*I*atan(x)",
    "sqrt(1 + I*x)*sqrt(1 - I*x)": "sqrt(1 + x^2)",
    "sqrt(1 - x^2/4)": "sqrt(4 - x^2)/2",
    "sqrt(9 - x^2)/sqrt(1 - x^2/9)": "3",
    "sqrt(1 - (2x - 1)^2)": "2*sqrt(x*(1 - x))",
}


@pytest.mark.parametrize("text", ALIGNED)
def test_parts_are_aligned(text: str) -> None:
    assert aligned(read(text)) is read(ALIGNED[text])


@pytest.mark.parametrize(
    "text", ["log(1 - x) - log(1 + x)", "(2x)^n", "sqrt(1 - I*x)", "(2x)^2 + x^2", "log(1 - x) + atanh(x)"]
)
def test_what_has_no_partner_stays(text: str) -> None:
    assert aligned(read(text)) is read(text)


@pytest.mark.parametrize("name", ["asinh", "acosh", "asech"])
@pytest.mark.parametrize("k", [1, -2, 3])
def test_exponentials_of_inverse_functions(name: str, k: int) -> None:
    before = read(f"e^({k}*{name}(x))")
    after = algebraic(before)
    assert after is not before
    for x in (X.num(3, 7), X.num(-5, 7), X.num(9, 4)):
        a, b = (value(e, {"x": x}, 15, complex_=True).decimal for e in (before, after))
        assert a == b


@pytest.mark.parametrize("text", ["cos(x) + I*sin(x)", "log(1 + I*x)", "e^(I*x)", "I*x"])
def test_what_is_not_real_stays(text: str) -> None:
    assert real_form(read(text)) is None


@pytest.mark.parametrize(
    ("text", "real"),
    [
        ("e^(I*asin(x)) + e^(-I*asin(x))", "2*sqrt(1 - x^2)"),
        ("e^(I*acos(x)) + e^(-I*acos(x))", "2*x"),
        ("1/(x + I) + 1/(x - I)", "2*x/(x^2 + 1)"),
        ("sin(x + I*a) + sin(x - I*a)", "2*sin(x)*cosh(a)"),
        ("(-1)^(1/4) + (-1)^(-1/4)", "sqrt(2)"),
    ],
)
def test_real_forms(text: str, real: str) -> None:
    found = real_form(read(text))
    assert found is not None
    point = {"x": X.num(3, 7), "a": X.num(5, 7)}
    assert value(found, point, 20).decimal == value(read(real), point, 20).decimal


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("sqrt(a^2*(x^2 + 1))", "sqrt(x^2 + 1)*abs(a)"),
        ("1/sqrt(a^2*x)", "1/(sqrt(x)*abs(a))"),
        ("sqrt(a^2*x^3)", "sqrt(x)*abs(a)*abs(x)"),
        ("sqrt(x^4 + x^2)", "sqrt(x^4 + x^2)"),
        ("sqrt(x^3)", "sqrt(x^3)"),
    ],
)
def test_squares_come_out_of_roots_where_that_is_as_short(text: str, short: str) -> None:
    """The bars of |u| are no longer than a square."""
    assert write(lift(with_short_roots(tidied(read(text))))) == short
