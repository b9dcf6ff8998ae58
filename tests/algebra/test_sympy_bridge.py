"""What is asked of SymPy ends by the calls it took, on every machine alike."""

from __future__ import annotations

import os

import pytest

from infocalc.algebra.sympy_bridge import Proposal, proposed
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
