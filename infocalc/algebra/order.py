"""The order in which a textbook writes factors and terms.

Symbols stand in natural order (a, x, y; x1, x2, x10), monomials by falling degree and then in that order, so
that equal entries look the same however they were found. Within any other rank the order of composition
stands: the product rule has written f'·g before f·g'.
"""

from __future__ import annotations

from functools import lru_cache

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, Rational
from infocalc.notation.patterns import pattern

_WORDS_AND_DIGITS = pattern(r"([^0-9]*)([0-9]*)")
_CONSTANT, _SYMBOL, _SYMBOLIC_POWER, _SUM, _EXPONENTIAL, _CALL, _UNDEFINED = range(7)


def _rank(factor: Expr) -> int:
    base, exponent = X.split_power(factor)
    if base.head == X.NUM or (base.head == X.CONST and base is not X.E):
        sign = base.head == X.NUM and base.data < 0  # (−1)^n stands in front
        return _CONSTANT if exponent.head == X.NUM or sign else _EXPONENTIAL
    if base is X.E:
        return _EXPONENTIAL if exponent.free or exponent.head != X.NUM else _CONSTANT
    if exponent.head != X.NUM:
        return _SYMBOLIC_POWER
    if base.head == X.SYM:
        return _SYMBOL
    if base.head in (X.ADD, X.PIECEWISE):
        return _SUM
    return _UNDEFINED if base.head == X.UNDEF else _CALL


@lru_cache(maxsize=1024)
def natural(name: str) -> tuple[tuple[str, int], ...]:
    """The key of natural order: x2 before x10, x before x1."""
    if name.isalpha():
        return (name, -1), ("", -1)
    return tuple((word, int(digits or -1)) for word, digits in _WORDS_AND_DIGITS.findall(name))


def _place(factor: Expr) -> tuple[int, tuple[tuple[str, int], ...]]:
    rank = _rank(factor)
    return rank, natural(X.split_power(factor)[0].data) if rank == _SYMBOL else ()


def arranged_factors(factors: tuple[Expr, ...]) -> list[Expr]:
    """Numbers, symbols, x^n, (sums), e^x, functions, undefined functions (f before g, f before f')."""
    if len(factors) < 2:
        return list(factors)
    found = sorted(factors, key=_place)
    if any(f.head == X.ADD for f in found):
        found = _complements_behind(found)
    if _rank(found[-1]) != _UNDEFINED:
        return found
    split = next(i for i, f in enumerate(found) if _rank(f) == _UNDEFINED)
    return found[:split] + sorted(found[split:], key=lambda f: X.split_power(f)[0].data)


def _complements_behind(factors: list[Expr]) -> list[Expr]:
    """s·(1 − s), as the slope of a logistic function is written."""
    bases = [X.split_power(f)[0] for f in factors]
    found = list(factors)
    for f, base in zip(factors, bases, strict=True):
        if base.head == X.CALL and 1 - base in bases:
            complement = factors[bases.index(1 - base)]
            found.remove(complement)
            found.insert(found.index(f) + 1, complement)
    return found


def arranged_terms(node: Expr) -> list[tuple[Expr, Rational]]:
    """(term, coefficient) of a sum, the constant as (ONE, c): monomials by falling degree, a plus first."""
    constant, coefficients = node.data
    found = list(zip(node.args, coefficients, strict=True))
    powers = [_powers(t) for t in node.args]
    monomials = [p for p in powers if p is not None]
    if len(monomials) == len(powers):
        names = sorted({name for p in monomials for name in p}, key=natural)
        scaled = [X.CONST in t.words for t in node.args]  # x + pi*n/2
        keys = [
            (-sum(p.values()), scaled[i], [-p.get(name, 0) for name in names])
            for i, p in enumerate(monomials)
        ]
        found = [found[i] for i in sorted(range(len(found)), key=keys.__getitem__)]
    if constant != 0:
        leads = constant > 0 and all(c == 1 and t.head == X.POW and t.args[0] is X.E for t, c in found)
        found.insert(0 if leads else len(found), (X.ONE, constant))
    first = next((i for i, (_, c) in enumerate(found) if c > 0), 0)
    return [found[first], *found[:first], *found[first + 1 :]]


def _powers(term: Expr) -> dict[str, float] | None:
    """The exponents of a monomial in symbols, None for anything else."""
    found: dict[str, float] = {}
    for factor in term.args if term.head == X.MUL else (term,):
        base, exponent = X.split_power(factor)
        if base.head in (X.CONST, X.NUM) and base is not X.E:
            continue
        if base.head != X.SYM or exponent.head != X.NUM:
            return None
        found[base.data] = int(exponent.data.numerator) / int(exponent.data.denominator)
    return found
