"""Symbolic order: the classical forms as printed, and each against repeated differentiation at n = 1 … 7."""

from __future__ import annotations

import pytest

from infocalc.algebra.ball import enclosure
from infocalc.algebra.engine import lift
from infocalc.calculus.fractions import partial_fractions
from infocalc.calculus.higher import nth_derivative
from infocalc.calculus.nth import symbolic_nth
from infocalc.calculus.reading import read_function
from infocalc.expr import expr as X
from infocalc.expr.expr import num
from infocalc.functions import subs
from infocalc.notation.writer import write

#: function, its n-th derivative as printed (None: not compared), conditions
ROWS = [
    ("exp(a*x)", "a^n*e^(a*x)", ()),
    ("sin(x)", "sin(x + pi*n/2)", ()),
    ("cos(3x+1)", "3^n*cos(3*x + pi*n/2 + 1)", ()),
    ("x^m", "x^(m - n)*gamma(m + 1)/gamma(m - n + 1)", ()),
    ("x*exp(x)", "(n + x)*e^x", ()),
    ("x^2*exp(x)", "(n^2 + 2*n*x + x^2 - n)*e^x", ()),
    ("x^2*e^(a*x)", None, ()),
    ("2^x", "log(2)^n*2^x", ()),
    ("x*2^x", None, ()),
    ("1/x", "(-1)^n*n!/x^(n + 1)", ()),
    ("1/(1-x)", "n!/(1 - x)^(n + 1)", ()),
    ("1/(a*x+b)", "(-1)^n*a^n*n!/(a*x + b)^(n + 1)", ()),
    ("1/(2x+1)^2", "(-1)^n*2^n*(n + 1)!/(2*x + 1)^(n + 2)", ()),
    ("1/(x^2-1)", "(-1)^n*(1/(x - 1)^(n + 1) - 1/(x + 1)^(n + 1))*n!/2", ()),
    ("(2x+3)/((x-1)^2*(x+2))", None, ()),
    ("x^3/(x-1)", "(-1)^n*n!/(x - 1)^(n + 1)", ("n >= 3",)),
    ("exp(x)*sin(x)", "2^(n/2)*e^x*sin(x + pi*n/4)", ()),
    ("e^(-x)*cos(2x)", None, ()),
    ("e^(a*x)*sin(b*x)", None, ()),
    ("x*e^(-x)*sin(x)", None, ()),
    ("sinh(2x)", None, ()),
    ("x*cosh(x)", None, ()),
    ("log(x)", "(-1)^(n - 1)*(n - 1)!/x^n", ("n >= 1",)),
    ("log(2x+1)", "(-1)^(n - 1)*2^n*(n - 1)!/(2*x + 1)^n", ("n >= 1",)),
    ("x*log(x)", "(-1)^n*x^(1 - n)*(n - 2)!", ("n >= 2",)),
    ("x^2*log(3x)", None, ("n >= 3",)),
    ("x^3", "x^(3 - n)*n!*binomial(3, n)", ()),
    ("(3x+2)^5", None, ()),
    ("x^2 + sin(x) + 7", None, ("n >= 1",)),
    ("sqrt(2x+1)", None, ()),
    ("x^2*sin(x)", "x^2*sin(x + pi*n/2) - 2*n*x*cos(x + pi*n/2) - n*(n - 1)*sin(x + pi*n/2)", ()),
    ("sin(x)^2*cos(x)", None, ()),
    ("(x+1)*(x+2)*e^(2x)", None, ()),
]
POINT = {"x": num(13, 17), "a": num(3, 5), "b": num(7, 5), "m": num(11, 3)}


@pytest.mark.parametrize(("text", "printed", "conditions"), ROWS)
def test_closed_form(text: str, printed: str | None, conditions: tuple[str, ...]) -> None:
    f = read_function(text, ["x"]).expr
    found = symbolic_nth(f, "x", "n")
    assert found is not None
    answer, needed = found
    assert needed == conditions
    assert printed is None or write(lift(answer)) == printed
    least = int(needed[0].removeprefix("n >= ")) if needed else 1
    for k in range(max(1, least), 8):
        ours = enclosure(subs(answer, {**POINT, "n": num(k)}))
        theirs = enclosure(subs(nth_derivative(f, "x", k), POINT))
        assert ours is not None
        assert theirs is not None
        assert ours.overlaps(theirs), k
        assert ours.rad() < 1e-20


#: the order stands in the function too, or the function is known by name only
OF_ORDER_N = [
    ("x^n", "n!", ()),
    ("3*(2x+1)^(n+2)", "3*(2*x + 1)^2*2^n*(n + 2)!/2", ()),
    ("x^(n-1)", "0", ("n >= 1",)),
    ("f(x)", "f^(n)(x)", ()),
    ("a*f(2x) - g(x)", "a*2^n*f^(n)(2*x) - g^(n)(x)", ()),
]


@pytest.mark.parametrize(("text", "printed", "conditions"), OF_ORDER_N)
def test_order_in_the_function_itself(text: str, printed: str, conditions: tuple[str, ...]) -> None:
    found = symbolic_nth(read_function(text, ["x", "n"]).expr, "x", "n")
    assert found is not None
    assert (write(lift(found[0])), found[1]) == (printed, conditions)
    assert read_function(printed, ["x", "n"]).expr is found[0]


@pytest.mark.parametrize("text", ["tan(x)", "e^(x^2)", "1/(x^2+1)", "x*f(x)", "f(x)^2", "x^(2n)", "f(x, a)"])
def test_none_where_no_closed_form_is_known(text: str) -> None:
    assert symbolic_nth(read_function(text, ["x", "n"]).expr, "x", "n") is None


@pytest.mark.parametrize("text", ["1/(x^2-1)", "x^4/((x-1)^3*(2x+5))", "(x^2+1)/(x^3-x)"])
def test_partial_fractions_add_up_to_the_proper_part(text: str) -> None:
    """Differentiated often enough, the polynomial part is gone and both sides agree."""
    f = read_function(text, ["x"]).expr
    parts = partial_fractions(f, "x")
    assert parts is not None
    total = X.add(*[c * X.power(base, num(-m)) for c, base, m in parts.parts])
    assert nth_derivative(total - f, "x", parts.degree + 1) is X.ZERO


def test_irrational_poles_are_left_alone() -> None:
    assert partial_fractions(read_function("1/(x^2-2)", ["x"]).expr, "x") is None
    assert partial_fractions(read_function("sin(x)/x", ["x"]).expr, "x") is None
