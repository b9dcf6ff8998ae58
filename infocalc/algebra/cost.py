"""How long a formula is to a reader: operations and parentheses weigh two, names and numbers one."""

from __future__ import annotations

from flint import fmpz

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr


def cost(e: Expr) -> int:
    """The length of the form in which e would be printed; repeated parts count each time."""
    if e.length is None and e.height > X.SHALLOW:
        X.fold(e, lambda node, _: _kept(node))
    return _kept(e)


def _kept(node: Expr) -> int:
    found = node.length
    if found is None:
        found = node.length = _cost(node, list(map(_kept, node.args)))
    return found


def _cost(node: Expr, parts: list[int]) -> int:
    match node.head:
        case X.NUM:
            return _number(node.data)
        case X.ADD:
            constant, coefficients = node.data
            total = _inner(node, parts) + sum(map(_coefficient, coefficients))
            bars = sum(map(has_bar, node.args))
            return total + (2 + _number(constant) if constant else 0) + 4 * max(0, bars - 1)
        case X.MUL:
            return _inner(node, parts) + _coefficient(node.data)
        case X.POW:
            return _power(node, *parts)
        case X.SYM | X.CONST:
            return 1
        case _:
            return 2 + sum(parts)


def _inner(node: Expr, parts: list[int]) -> int:
    """The parts of a sum or product, sums in parentheses, and the signs between them."""
    total = sum(parts) + 2 * (len(parts) - 1)
    for part in node.args:
        if part.head == X.ADD:
            total += 3
    return total


def _number(q: X.Rational) -> int:
    if type(q) is int and -100 < q < 100:
        return 1
    digits = (
        len(str(fmpz(abs(int(q.numerator))))) - 1
    ) // 2  # str() of an int refuses more than 4,300 digits
    return 1 + digits if q.denominator == 1 else 4 + digits


def _coefficient(c: X.Rational) -> int:
    if c == 1:
        return 0
    if c == -1:
        return 1
    return 2 + _number(c) if abs(c.numerator) != 1 else 3


def _power(node: Expr, base: int, exponent: int) -> int:
    b, e = node.args
    around = 2 if b.head in (X.ADD, X.MUL) else 0
    if e.head != X.NUM:
        return base + exponent + 2 + around
    if abs(e.data) == 1:
        return base + 2  # a quotient: the bar
    if abs(e.data) == X.HALF.data:
        return base + 2  # a root
    return base + 2 + around + (1 if e.data.denominator == 1 else 4)


def has_bar(term: Expr) -> bool:
    """Whether a term is a fraction with something other than a number below the bar."""
    for factor in term.args if term.head == X.MUL else (term,):
        if factor.head == X.POW and factor.args[1].head == X.NUM and factor.args[1].data < 0:
            return True
    return False
