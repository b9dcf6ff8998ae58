"""Functions that go by another name have the same values."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from infocalc.algebra.ball import complex_enclosure
from infocalc.algebra.naming import renamed
from infocalc.algebra.normal import tidy
from infocalc.expr import expr as X
from infocalc.functions import call

X_, Y_ = X.sym("x"), X.sym("y")
RATIONALS = st.builds(X.num, st.integers(-12, 12).filter(bool), st.integers(1, 4))
EXPONENTS = st.sampled_from([-3, -2, -1, 1, 1, 1, 2, 3])


def products(names: str, angles: list[X.Expr], most: int) -> st.SearchStrategy[X.Expr]:
    calls = st.builds(call, st.sampled_from(names.split()), st.sampled_from(angles))
    powers = st.builds(lambda b, k: b**k, calls | st.sampled_from([*angles, -angles[0]]), EXPONENTS)
    return st.builds(lambda c, fs: X.mul(c, *fs), RATIONALS, st.lists(powers, min_size=1, max_size=most))


#: sin·cos and its kin times powers of the same functions
DOUBLED = st.builds(
    lambda c, pair, u, rest: X.mul(c, *[call(f, u) for f in pair], rest),
    st.sampled_from([X.num(-4), X.num(2), X.num(3), X.num(1, 2)]),
    st.sampled_from([("sin", "cos"), ("sec", "csc"), ("sinh", "cosh")]),
    st.sampled_from([X_, X.scale(2, X_)]),
    products("sin cos csc sinh", [X.scale(2, X_), X.scale(4, X_)], 2),
)
#: products of functions of one angle and twice that, and of all the functions
PRODUCTS = st.one_of(
    DOUBLED,
    products("sin cos", [X_, X.scale(2, X_), X.scale(4, X_)], 6),
    products("sin cos tan", [X_ + Y_, X.scale(2, X_) + X.scale(2, Y_)], 6),
    products("sec csc tan cot", [X_, X.scale(2, X_)], 5),
    products("sinh cosh tanh", [X_, X.scale(2, X_)], 5),
    products("sin cos tan cot sec csc sinh cosh tanh coth sech csch abs sign", [X_ - Y_, X_, X_ + Y_], 5),
)
POINT = {"x": X.num(71, 97), "y": X.num(-103, 97)}


SQUARES = st.builds(
    lambda s, f, u: 1 + 2 * s * call(f, u) ** 2,
    st.sampled_from([1, -1]),
    st.sampled_from("sin cos sinh cosh".split()),
    st.sampled_from([X_, X_ + Y_, X.scale(2, X_), X_ / 2]),
)


def _spread(square: X.Expr, product: X.Expr, other: X.Expr) -> X.Expr:
    return X.add(*[product * t for t in X.terms(square)], other)


#: sums of products, and w·(1 ± 2·f² u), which may be a double angle, among other terms
SUMS = st.lists(PRODUCTS, min_size=2, max_size=4).map(lambda terms: X.add(*terms)) | st.builds(
    _spread, SQUARES, PRODUCTS, PRODUCTS
)


def same(a: X.Expr, b: X.Expr) -> bool:
    x, y = (complex_enclosure(e, POINT, 200) for e in (a, b))
    return x is None or (y is not None and (x - y).contains(0))


@settings(max_examples=600, deadline=None)
@given(PRODUCTS | SUMS)
def test_names_keep_the_value(e):
    assert same(e, renamed(e, {}))


@settings(max_examples=200, deadline=None)
@given(PRODUCTS | SUMS)
def test_tidy_forms_keep_the_value(e):
    assert same(e, tidy(e))
