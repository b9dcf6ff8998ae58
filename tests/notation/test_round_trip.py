"""What is written in any of the notations reads back to the formula it was written from."""

from __future__ import annotations

from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infocalc.functions.vocabulary import Vocabulary, Word
from infocalc.notation.formula import Formula, call_of, constant, fold, number, same, symbol, walk
from infocalc.notation.parser import parse
from infocalc.notation.writer import write

_ONE = ("sin", "log", "sqrt", "cbrt", "abs", "factorial", "gamma")
_TWO = ("log", "atan2", "root", "binomial")
VOCABULARY = Vocabulary(
    {name: Word(name, 1, 1) for name in (*_ONE, "Γ")}
    | {name: Word(name, 2, 2) for name in _TWO}
    | {"log": Word("log", 1, 2), "Γ": Word("gamma", 1, 1)},
    callable_only=frozenset({"gamma"}),
    families=frozenset({"Normal"}),
)

Formulas: TypeAlias = st.SearchStrategy[Formula]
Parts: TypeAlias = st.SearchStrategy[tuple[Formula, ...]]

_SYMBOLS = st.sampled_from(["x", "y", "z_1", "alpha", "mu_12", "t"]).map(symbol)
_NUMBERS = st.builds(number, st.integers(0, 30)) | st.fractions(0, 9, max_denominator=9).map(
    lambda q: number(q.numerator, q.denominator)
)
_LEAVES = _SYMBOLS | _NUMBERS | st.sampled_from(["e", "pi"]).map(constant)


def _node(head: str, parts: Parts, value: object = None) -> Formulas:
    return parts.map(lambda args: Formula(head, args, value))


def _undefined(inner: Formulas) -> Formulas:
    one = st.tuples(st.integers(0, 5))
    two = st.tuples(st.integers(0, 3), st.integers(0, 3))
    return st.one_of(
        st.builds(lambda name, k, a: Formula("undefined", (a,), (name, k)), _NAMES, one, inner),
        st.builds(lambda name, k, a, b: Formula("undefined", (a, b), (name, k)), _NAMES, two, inner, inner),
    )


def _piecewise(inner: Formulas) -> Formulas:
    signs = st.sampled_from(["<", "<=", ">", ">=", "!="])
    relation = st.builds(lambda sign, a, b: Formula("relation", (a, b), sign), signs, inner, inner)
    both = _node("and", st.tuples(relation, relation))
    either = _node("or", st.tuples(relation | both, relation))
    conditions = relation | both | either
    return st.builds(
        lambda a, c, b: Formula("piecewise", (a, c, b, constant("true"))), inner, conditions, inner
    )


def _grow(inner: Formulas) -> Formulas:
    pair = st.tuples(inner, inner)
    several = st.lists(inner, min_size=2, max_size=4).map(tuple)
    calls = [_node("call", st.tuples(inner), name) for name in _ONE]
    calls += [_node("call", pair, name) for name in _TWO]
    bound = st.builds(
        lambda head, a, b, c: Formula(head, (a, symbol("k"), b, c)),
        st.sampled_from(["integral", "series"]), inner, inner, inner,
    )  # fmt: skip
    return st.one_of(
        _node("sum", several), _node("product", several), _node("quotient", pair), _node("power", pair),
        _node("neg", st.tuples(inner)), st.one_of(calls), _undefined(inner), _piecewise(inner), bound,
    )  # fmt: skip


_NAMES = st.sampled_from(["f", "g", "phi"])
FORMULAS = st.recursive(_LEAVES, _grow, max_leaves=25)


def canonical(formula: Formula) -> Formula:
    """The formula up to what the writer may change: nested sums and products flat, the sign of a numerator or
    of a first factor in front of the whole, 1/2 a quotient of whole numbers; a cube root is a root."""
    return fold(formula, _canonical)


def _canonical(node: Formula, parts: tuple[Formula, ...]) -> Formula:
    if node.head == "number" and node.value[1] != 1:
        return Formula("quotient", (number(node.value[0]), number(node.value[1])))
    if node.value == "cbrt":
        return call_of("root", *parts, number(3))
    if node.head in ("sum", "product"):
        flat = tuple(p for part in parts for p in (part.args if part.head == node.head else (part,)))
        return _sign_first(Formula(node.head, flat))
    return _sign_first(Formula(node.head, parts, node.value))


def _sign_first(node: Formula) -> Formula:
    if node.head not in ("product", "quotient") or node.args[0].head != "neg":
        return node
    inner, rest = node.args[0].args[0], node.args[1:]
    first = inner.args if inner.head == node.head == "product" else (inner,)
    return Formula("neg", (Formula(node.head, (*first, *rest)),))


def _beyond_latex(node: Formula) -> bool:
    """The base of a logarithm is read where it is a number or a name."""
    return node.value == "log" and len(node.args) == 2 and not write(node.args[1]).isalnum()


@given(FORMULAS)
def test_plain_reads_back(formula: Formula) -> None:
    text = write(formula)
    reading = parse(text, VOCABULARY)
    assert same(canonical(reading.formula), canonical(formula)), (text, write(reading.formula))
    assert reading.warnings == ()
    assert write(reading.formula) == text
    assert text.isascii()


@given(FORMULAS.filter(lambda formula: sum(node.value == "abs" for node in walk(formula)) < 2))
def test_unicode_reads_back(formula: Formula) -> None:
    """Where bars can be paired in one way only."""
    text = write(formula, "unicode")
    assert same(canonical(parse(text, VOCABULARY).formula), canonical(formula)), text


def test_a_root_as_a_power_has_one_reading() -> None:
    assert parse("x^(1/3)", VOCABULARY).warnings == ()


@given(FORMULAS.filter(lambda formula: not any(map(_beyond_latex, walk(formula)))))
def test_latex_reads_back(formula: Formula) -> None:
    text = write(formula, "latex")
    assert same(canonical(parse(text, VOCABULARY).formula), canonical(formula)), text


@pytest.mark.parametrize("text", ["Normal(mu=0, sigma=[1, -x])", "x^2 + y^2 = 25", "[x, -y]", "y'' + y'"])
def test_other_heads_read_back(text: str) -> None:
    assert write(parse(text, VOCABULARY).formula) == text
