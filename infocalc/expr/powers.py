"""Products, powers of one base collected; powers by laws that hold for every real value of the symbols."""

from __future__ import annotations

from collections.abc import Callable

from flint import fmpq, fmpz

from infocalc.errors import Undefined
from infocalc.expr.node import (
    ADD,
    CALL,
    MINUS_ONE,
    MUL,
    NUM,
    ONE,
    PI,
    POW,
    SYM,
    UNDEF,
    ZERO,
    E,
    Expr,
    I,
    Rational,
    as_expr,
    product,
    raised,
    rational,
    split_power,
)
from infocalc.expr.radicals import bits_of, is_moderate, outgrows, radical
from infocalc.expr.sums import add, scale_terms, split_coefficient
from infocalc.limits import check_bits


def mul(*factors: Expr) -> Expr:
    """Π factors, powers of one base collected."""
    c: Rational = 1
    found: dict[Expr, Expr] = {}  # base -> the one factor that is a power of it
    collected: dict[Expr, Expr] = {}  # base -> the exponent, where factors were put together
    radical = False  # behind other factors, among which there may be one to be put together with it
    for f in factors:
        if f.head == NUM:
            c *= f.data
            continue
        if f.head == MUL:
            c *= f.data
        for g in f.args if f.head == MUL else (f,):
            base = g.args[0] if g.head == POW else g
            radical = radical or (base.head == NUM and bool(found))
            if base in found:
                before = collected[base] if base in collected else split_power(found[base])[1]
                collected[base] = add(before, split_power(g)[1])
            else:
                found[base] = g
    if c == 0:
        return ZERO
    if collected or radical:
        powers = {b: collected[b] if b in collected else split_power(g)[1] for b, g in found.items()}
        return _merged(c, powers)
    return product(c, tuple(found.values())) if found else rational(c)


def _merged(c: Rational, powers: dict[Expr, Expr]) -> Expr:
    """The product of powers some of which were just collected, so that they may simplify further."""
    factors: list[Expr] = []
    radicals: dict[Expr, Expr] = {}
    again = False
    for base, exponent in powers.items():
        p = power(base, exponent)
        if p.head == NUM:
            c *= p.data
        elif p.head == POW and p.args[0].head == NUM and p.args[1].head == NUM:
            # √2·√3 = √6; the radicand may then have a square factor of its own. √−2·√−3 is not √6 but −√6
            root, other = p.args[1], radicals.get(p.args[1], ONE)
            if p.args[0].data < 0 and other.data < 0:
                factors.append(p)
            else:
                radicals[root] = rational(p.args[0].data * other.data)
        else:
            again = again or p.head == MUL or (p.head == POW and p.args[0] is not base)
            factors.append(p)
    for root, radicand in radicals.items():
        p = power(radicand, root)
        again = again or p.head in (MUL, NUM)
        factors.append(p)
    if again:
        return mul(rational(c), *factors)
    return product(c, tuple(factors)) if factors else rational(c)


_TRIVIAL = (0, 1)
#: heads of bases of which no rational power but the first and the zeroth is anything else
_PLAIN = frozenset((SYM, ADD, CALL, UNDEF))


def power(base: Expr, exponent: Expr) -> Expr:
    """base^exponent with the laws that hold for every real value of the symbols."""
    if exponent.head == NUM:
        if base.head in _PLAIN and exponent.data not in _TRIVIAL:
            return raised(base, exponent)
        return _rational_power(base, exponent.data, exponent)
    if base is ONE:
        return ONE
    if base.head == POW and _positive_constant(base.args[0]):
        return power(base.args[0], mul(base.args[1], exponent))
    if base is E:
        return _exponential(exponent)
    return raised(base, exponent)


def _exponential(u: Expr) -> Expr:
    """e^u; e^(c·log v) is v^c."""
    c, t = split_coefficient(u)
    if t.head == CALL and t.data == "log" and len(t.args) == 1:
        return power(t.args[0], rational(c))
    return raised(E, u)


def _positive_constant(e: Expr) -> bool:
    return e in (E, PI) or (e.head == NUM and e.data > 0)


def _rational_power(base: Expr, q: Rational, exponent: Expr) -> Expr:
    if q == 0:
        return ONE
    if q == 1:
        return base
    if base.head == NUM:
        return _number_power(base.data, q, exponent)
    if base is I and type(q) is int:
        return (ONE, I, MINUS_ONE, mul(MINUS_ONE, I))[q % 4]
    if base.head == POW and (type(q) is int or _positive_constant(base.args[0])):
        # the exponent is multiplied out: 1/x^(n + 1) is x^(−n − 1)
        return power(base.args[0], scale_terms(q, base.args[1]))
    if base.head == MUL and type(q) is int:
        return mul(_number_power(base.data, q, exponent), *[power(f, exponent) for f in base.args])
    if base.head == MUL and abs(base.data) != 1:
        # (4x)^(1/2) = 2·x^(1/2), the sign stays inside
        inside = product(1 if base.data > 0 else -1, base.args)
        root = raised if inside.head == MUL else power  # (4/pi)^(1/2) = 2·pi^(−1/2)
        return mul(_number_power(abs(base.data), q, exponent), root(inside, exponent))
    return raised(base, exponent)


def _number_power(b: Rational, q: Rational, exponent: Expr) -> Expr:
    if b == 0:
        if q < 0:
            raise Undefined("division by zero")
        return ZERO
    if b == 1:
        return ONE
    bits = bits_of(b)
    if type(q) is int:
        if outgrows(b, q) and is_moderate(b, q):
            return raised(rational(b), exponent)
        check_bits(abs(q) * bits)
        return rational(b**q if q > 0 else fmpq(b) ** q)
    if b < 0:
        return raised(rational(b), exponent)
    whole = int(q.numerator) // int(q.denominator)
    check_bits(abs(whole) * bits)
    part = fmpq(q) - whole
    # (n/d)^part = n^part · d^(1 − part) / d
    outside, above = radical(fmpz(b.numerator), part)
    below, under = radical(fmpz(b.denominator), 1 - part)
    c = fmpq(outside * below, fmpz(b.denominator)) * fmpq(b) ** whole
    found = [r for r in (above, under) if r is not None]
    if len(found) == 2 and found[0][1] == found[1][1]:
        found = [(found[0][0] * found[1][0], found[0][1])]
    radicals = tuple([raised(rational(n), rational(r)) for n, r in found])
    return product(c, radicals) if radicals else rational(c)


# ── operators ────────────────────────────────────────────────────────────────────────────────────

_OPERATORS: dict[str, Callable[..., Expr]] = {
    "__add__": lambda self, other: add(self, as_expr(other)),
    "__radd__": lambda self, other: add(as_expr(other), self),
    "__sub__": lambda self, other: add(self, mul(MINUS_ONE, as_expr(other))),
    "__rsub__": lambda self, other: add(as_expr(other), mul(MINUS_ONE, self)),
    "__mul__": lambda self, other: mul(self, as_expr(other)),
    "__rmul__": lambda self, other: mul(as_expr(other), self),
    "__truediv__": lambda self, other: mul(self, power(as_expr(other), MINUS_ONE)),
    "__rtruediv__": lambda self, other: mul(as_expr(other), power(self, MINUS_ONE)),
    "__pow__": lambda self, other: power(self, as_expr(other)),
    "__rpow__": lambda self, other: power(as_expr(other), self),
    "__neg__": lambda self: mul(MINUS_ONE, self),
}

for _name, _operation in _OPERATORS.items():
    setattr(Expr, _name, _operation)
