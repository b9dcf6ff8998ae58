"""Jets of a formula as it was typed: nothing is simplified on the way from the text to the power series.

The rules by which expressions are made (cos(atan u) = 1/√(1 + u²), x − x = 0) have no part in it, so a wrong
one shows as a difference between the answer and these jets.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import add

from flint import arb, fmpq

from infocalc.algebra.jet import (
    ZERO,
    Jets,
    NoJet,
    Series,
    applied,
    constant,
    number,
    piecewise,
    relation,
    test_function,
    times,
    whole_power,
)
from infocalc.expr import expr as X
from infocalc.functions import TABLE, call, expanded
from infocalc.notation.formula import Formula, fold

Parts = tuple[Series, ...]


def typed_jet(jets: Jets, formula: Formula) -> list[arb]:
    """Coefficients of t⁰ … t^order of the formula; NoJet where there are none or no rule is known."""

    def visit(node: Formula, parts: Parts) -> Series:
        if node.head == "symbol":
            return jets.symbol(node.value)
        rule = _RULES.get(node.head)
        if rule is None:
            raise NoJet
        return rule(node, parts)

    return jets.coefficients(lambda: fold(formula, visit))


def _quotient(_: Formula, parts: Parts) -> Series:
    above, below = parts
    if below[0].contains(ZERO):
        raise NoJet
    return above / below


def _power(node: Formula, parts: Parts) -> Series:
    base, exponent = parts
    if node.args[0].head == "constant" and node.args[0].value == "e":
        return exponent.exp()
    n = exponent[0].unique_fmpz() if exponent.length() <= 1 and exponent[0].is_exact() else None
    if n is not None:
        return whole_power(base, int(n))
    if not base[0] > 0:
        raise NoJet
    return (base.log() * exponent).exp()


def _call(node: Formula, parts: Parts) -> Series:
    """By the series or balls of the row; a function that is made of others by what it is made of."""
    row = TABLE.get(node.value)
    if row is None:
        raise NoJet
    if len(parts) == row.arity[0] and (row.taylor is not None or row.ball is not None):
        return applied(node.value, parts)
    if row.arity[0] != row.arity[1] and row.definition is None and (row.taylor or row.ball) is not None:
        return _of_several(node, parts)
    return _by_definition(node, parts)


def _of_several(node: Formula, parts: Parts) -> Series:
    """A call that may have more arguments: max(a, b, c) by its row, log(x, b) by what it stands for."""
    symbols, _ = _arguments(node, parts)
    written = call(node.value, *symbols)
    if written.head == X.CALL and written.data == node.value:
        return applied(node.value, parts)
    return _by_definition(node, parts)


def _by_definition(node: Formula, parts: Parts) -> Series:
    row = TABLE[node.value]
    symbols, known = _arguments(node, parts)
    meaning = row.definition(*symbols) if row.definition is not None else call(node.value, *symbols)
    if meaning.head == X.CALL and meaning.data == node.value:
        raise NoJet
    inner = Jets({}, {}, 0, 0)
    inner.know(known)
    return inner.taylor(expanded(meaning))


def _arguments(node: Formula, parts: Parts) -> tuple[list[X.Expr], dict[X.Expr, Series]]:
    """Symbols for the arguments, and their series; an index or an order is the number that it is."""
    indexed = TABLE[node.value].derivative[:1] == (None,)
    symbols, known = [], {}
    for k, (a, s) in enumerate(zip(node.args, parts, strict=True)):
        is_index = indexed and k == 0 and a.head == "number"
        symbol = X.num(*a.value) if is_index else X.sym(f"argument {k}")
        symbols.append(symbol)
        known[symbol] = s
    return symbols, known


_RULES: dict[str, Callable[[Formula, Parts], Series]] = {
    "number": lambda node, _: number(node.value[0] if node.value[1] == 1 else fmpq(*node.value)),
    "constant": lambda node, _: constant(node.value),
    "sum": lambda _, parts: reduce(add, parts),
    "neg": lambda _, parts: -parts[0],
    "product": lambda _, parts: reduce(times, parts),
    "quotient": _quotient,
    "power": _power,
    "call": _call,
    "undefined": lambda node, parts: test_function(node.value, parts),
    "piecewise": lambda _, parts: piecewise(parts),
    "relation": lambda node, parts: relation(node.value, parts[0][0], parts[1][0]),
    "and": lambda _, parts: all(parts),
    "or": lambda _, parts: any(parts),
}
