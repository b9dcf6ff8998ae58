"""How long a formula is to a reader: operations and parentheses weigh two, names and numbers one."""

from __future__ import annotations

from collections.abc import Callable

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
        rule = _COSTS.get(node.head)
        if rule is None:
            found = 2 + sum([_kept(part) for part in node.args])
        else:
            found = rule(node)
        node.length = found
    return found


def _sum(node: Expr) -> int:
    constant, coefficients = node.data
    total = _inner(node) + (2 + _number(constant) if constant else 0)
    for c in coefficients:
        if c != 1:
            total += _coefficient(c)
    bars = sum([has_bar(part) for part in node.args])
    return total + 4 * (bars - 1) if bars > 1 else total


def _product(node: Expr) -> int:
    return _inner(node) + _coefficient(node.data)


def _inner(node: Expr) -> int:
    """The parts of a sum or product, sums in parentheses, and the signs between them."""
    total = -2
    for part in node.args:
        total += part.length or _kept(part)
        total += 5 if part.head == X.ADD else 2
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


_ONE_OR_HALF = (1, X.HALF.data)


def _power(node: Expr) -> int:
    b, e = node.args
    base = b.length or _kept(b)
    around = 2 if b.head in (X.ADD, X.MUL) else 0
    if e.head != X.NUM:
        return base + _kept(e) + 2 + around
    size = abs(e.data)
    if size in _ONE_OR_HALF:
        return base + 2  # a quotient: the bar, or a root
    return base + 2 + around + (1 if size.denominator == 1 else 4)


def has_bar(term: Expr) -> bool:
    """Whether a term is a fraction with something other than a number below the bar."""
    for factor in term.args if term.head == X.MUL else (term,):
        if factor.head == X.POW:
            exponent = factor.args[1]
            if exponent.head == X.NUM and exponent.data < 0:
                return True
    return False


#: head -> the length of a node; any other is a call
_COSTS: dict[str, Callable[[Expr], int]] = {
    X.NUM: lambda node: _number(node.data),
    X.SYM: lambda _: 1,
    X.CONST: lambda _: 1,
    X.ADD: _sum,
    X.MUL: _product,
    X.POW: _power,
}
