"""What is known of an expression without looking at all of it is what a look at all of it finds."""

from __future__ import annotations

import pytest
from flint import Ordering, fmpz_mpoly_ctx
from hypothesis import given, settings
from hypothesis import strategies as st

from infocalc.algebra.ball import is_plainly_defined, value
from infocalc.algebra.cost import cost
from infocalc.algebra.engine import lower
from infocalc.algebra.factoring import factors
from infocalc.algebra.relations import rewritten
from infocalc.calculus.reading import read_function
from infocalc.errors import InfocalcError
from infocalc.expr import expr as X
from infocalc.functions import expanded
from tests.calculus.trees import formulas

RING = fmpz_mpoly_ctx.get(["a", "b", "c", "d"], Ordering.lex)
MONOMIALS = st.tuples(*[st.integers(0, 2)] * 4)
POLYNOMIALS = st.dictionaries(MONOMIALS, st.integers(-6, 6).filter(bool), min_size=1, max_size=5)


@settings(max_examples=1000, deadline=None)
@given(POLYNOMIALS, MONOMIALS, st.integers(-4, 4).filter(bool))
def test_factors_are_those_of_flint_in_its_order(terms, common, c):
    p = RING.from_dict(terms) * RING.from_dict({common: c})
    assert factors(p) == p.factor()


@settings(max_examples=1000, deadline=None)
@given(POLYNOMIALS, POLYNOMIALS, st.integers(0, 3), st.integers(1, 3))
def test_a_relation_leaves_the_remainder_of_its_division(terms, values, i, q):
    p = RING.from_dict(terms) ** 2
    value = RING.from_dict({(*e[:i], 0, *e[i + 1 :]): c for e, c in values.items()})
    found = rewritten(p, (i, q, value))
    assert found.is_zero() or found.degrees()[i] < q
    assert divmod(p - found, RING.gen(i) ** q - value)[1].is_zero()


@settings(max_examples=200, deadline=None)
@given(formulas)
def test_words_are_what_occurs(formula):
    e = lower(formula)
    nodes = X.nodes(e)
    names = {node.data for node in nodes if node.head in (X.CALL, X.CONST)}
    powers = {node.args[1] for node in nodes if node.head == X.POW}
    roots = {X.ROOT for q in powers if q.head != X.NUM or q.data.denominator != 1}
    assert e.words == names | roots | {node.head for node in nodes}
    assert e.free == {node.data for node in nodes if node.head == X.SYM}


def test_bound_variables_are_not_free():
    assert read_function("integrate(t*x, t, 0, a) + sum(x^k, k, 0, n)").expr.free == {"x", "a", "n"}


def test_a_deep_nest_has_a_length():
    assert cost(read_function("sin(" * 900 + "x" + ")" * 900).expr) == 1 + 2 * 900


@settings(max_examples=200, deadline=None)
@given(formulas, st.integers(-9, 9))
def test_what_balls_prove_to_be_defined_has_a_value(formula, k):
    e = lower(formula)
    point = dict.fromkeys(e.free, X.num(k, 4))
    if is_plainly_defined(e, point):
        assert value(e, point, 3)


@pytest.mark.parametrize(
    ("text", "at"),
    [("1/x", 0), ("sqrt(x)", -1), ("log(x)", 0), ("x^n", 0), ("tan(pi/2*x)", 1)],
)
def test_what_is_not_plain_is_left_to_exact_values(text, at):
    e = read_function(text).expr
    assert not is_plainly_defined(e, {"x": X.num(at), "n": X.num(-1)})


@pytest.mark.parametrize("text", ["sigmoid(x) + x", "log2(x)", "softplus(relu(x))"])
def test_definitions_are_put_in_wherever_there_is_no_ball(text):
    e = read_function(text).expr
    known = expanded(e)
    assert expanded(known) is known
    try:
        assert value(e, {"x": X.num(1, 3)}) == value(known, {"x": X.num(1, 3)})
    except InfocalcError as problem:
        pytest.fail(problem.message)
