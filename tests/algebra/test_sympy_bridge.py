"""What is asked of SymPy ends by the calls it took, on every machine alike."""

from __future__ import annotations

import os

import pytest

from infocalc.algebra.sympy_bridge import Proposal, from_sympy, proposed, to_sympy
from infocalc.calculus.reading import read_function
from infocalc.expr import expr as X

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there are no processes to ask")


def endless(sympy):
    while True:
        sympy.sin(sympy.Symbol("x")).diff()


def test_an_answer_comes_back():
    assert proposed(lambda sympy: sympy.Symbol("x") ** 2, 10_000) == Proposal(X.sym("x") ** 2)


def test_steps_that_are_used_up_are_told():
    assert proposed(endless, 10_000) == Proposal(None, spent=True)


def test_what_fails_or_has_no_counterpart_is_nothing():
    assert proposed(lambda sympy: 1 // 0, 10_000) == Proposal(None)
    assert proposed(lambda sympy: sympy.Function("f")(sympy.Symbol("x")), 10_000) == Proposal(None)


@pytest.mark.parametrize(
    "text",
    [
        "3/2 + x - 2*y/7",
        "x^2*y^(1/3)/5",
        "sin(x)*cos(y)^2 + atan(x)",
        "e^(2*x) - e",
        "log(pi*x + EulerGamma)",
        "besselj(2, x)*gamma(x + 1/2)*erf(y)",
        "sqrt(x^2 + 1)*i",
    ],
)
def test_there_and_back_it_is_the_same_tree(text):
    sympy = pytest.importorskip("sympy")
    e = read_function(text).expr
    assert from_sympy(to_sympy(e, {name: sympy.Symbol(name) for name in e.free}, sympy)) is e


def test_what_sympy_has_as_a_decimal_is_that_decimal():
    sympy = pytest.importorskip("sympy")
    assert from_sympy(sympy.Float("0.125") * sympy.exp(sympy.Symbol("x"))) is X.num(1, 8) * X.power(
        X.const("e"), X.sym("x")
    )


def test_what_has_no_counterpart_is_told():
    sympy = pytest.importorskip("sympy")
    with pytest.raises(KeyError):
        to_sympy(read_function("f(x)").expr, {"x": sympy.Symbol("x")}, sympy)
    with pytest.raises(KeyError):
        from_sympy(sympy.Derivative(sympy.Function("f")(sympy.Symbol("x"))))
