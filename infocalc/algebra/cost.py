"""How long a formula is to a reader: operations and parentheses weigh two, names and numbers one."""

from __future__ import annotations

from flint import fmpz

from infocalc.algebra import expr as X
from infocalc.algebra.expr import Expr


def cost(e: Expr, memo: dict[Expr, int] | None = None) -> int:
    """The length of the form in which e would be printed; repeated parts count each time."""
    return X.fold(e, _cost, memo)


def _cost(node: Expr, parts: tuple[int, ...]) -> int:
    match node.head:
        case X.NUM:
            return _number(node.data)
        case X.ADD:
            constant, coefficients = node.data
            inner = sum(p + (3 if a.head == X.ADD else 0) for a, p in zip(node.args, parts, strict=True))
            total = inner + sum(_coefficient(c) for c in coefficients) + 2 * (len(parts) - 1)
            bars = sum(map(has_bar, node.args))
            return total + (2 + _number(constant) if constant else 0) + 4 * max(0, bars - 1)
        case X.MUL:
            inner = sum(p + (3 if a.head == X.ADD else 0) for a, p in zip(node.args, parts, strict=True))
            return inner + _coefficient(node.data) + 2 * (len(parts) - 1)
        case X.POW:
            return _power(node, *parts)
        case X.SYM | X.CONST:
            return 1
        case _:
            return 2 + sum(parts)


def _number(q: X.Rational) -> int:
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
