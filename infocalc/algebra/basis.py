"""One basis for functions that are written in terms of each other.

sin, cos, tan … become powers of e^(iu), sinh … powers of e^u, sigmoid and its kin their definitions, and
logarithms of rationals logarithms of primes. Identities such as sin 2u = 2·sin u·cos u are then identities
of rational functions. Every step is an identity wherever both sides are real.
"""

from __future__ import annotations

from flint import fmpz

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, mul, num, power
from infocalc.functions import TABLE, with_parts
from infocalc.functions import calls as F
from infocalc.functions.exact import positive
from infocalc.functions.row import Wave

_FACTORED_BITS = 64
_MOST_TERMS = 64


def in_basis(e: Expr) -> Expr:
    """e with its functions rewritten to the basis, from the inside out."""
    return X.fold(e, _rewritten)


def in_outer_basis(e: Expr) -> Expr:
    """The same, but for arguments, which stay as they are: tanh(sin x) and cosh(sin x) by e^(sin x)."""

    def visit(node: Expr, parts: tuple[Expr, ...]) -> Expr:
        whole = node.head in (X.ADD, X.MUL) or (node.head == X.POW and node.args[1].head == X.NUM)
        return with_parts(node, parts) if whole else _rewritten(node, node.args)

    return X.fold(e, visit)


def _rewritten(node: Expr, parts: tuple[Expr, ...]) -> Expr:
    node = with_parts(node, parts)
    if node.head == X.POW and node.args[1].head != X.NUM:
        return _exponential(node)
    if node.head != X.CALL:
        return node
    row = TABLE.get(node.data)
    if row is not None and row.wave is not None:
        return _of_wave(row.wave, multiplied_out(node.args[0]))
    if node.data == F.log.name:
        return _logarithm(node.args[0])
    if node.data == F.sinc.name:
        return in_basis(F.sin.apply(node.args[0]) / node.args[0])
    if row is not None and row.definition is not None and not row.basic:
        return in_basis(row.definition(*node.args))
    return node


def _of_wave(wave: Wave, u: Expr) -> Expr:
    """sin u, cosh u … by e^(iu) or e^u."""
    unit, rule = wave.exponentials
    if unit is X.I:
        turn = _spread(X.I, u)
        return rule(_turned(turn), _turned(_spread(X.MINUS_ONE, turn)))
    return rule(power(X.E, u), power(X.E, _spread(X.MINUS_ONE, u)))


def _turned(turn: Expr) -> Expr:
    """e^turn with the multiples of iπ/2 in it as powers of i, of iπ/4 and iπ/6 by their cosine and sine."""
    quarters, rest, known = 0, [], X.ONE
    for term in X.terms(turn):
        k = term / (X.I * X.PI)
        if k.head == X.NUM and k.data.denominator in (1, 2):
            quarters += int(k.data * 2)
        elif k.head == X.NUM and k.data.denominator in (3, 4, 6):
            angle = mul(k, X.PI)
            known = mul(known, F.cos(angle) + X.I * F.sin(angle))
        else:
            rest.append(term)
    return mul(power(X.I, num(quarters)), known, power(X.E, X.add(*rest)))


def _exponential(node: Expr) -> Expr:
    """a^v = e^(v·log a), the numbers in v apart; exponents multiplied out; e^(k·log u) = u^k, k a number."""
    base, exponent = node.args
    v = multiplied_out(exponent)
    if base is X.E:
        return _without_logarithms(v)
    if base.head == X.NUM:
        return power(X.E, _spread(v, _logarithm(base))) if base.data > 0 else power(base, v)
    numbers = X.add(*[term for term in X.terms(v) if term.head == X.NUM])
    return mul(power(base, numbers), power(X.E, _spread(v - numbers, _logarithm(base))))


def _without_logarithms(v: Expr) -> Expr:
    """e^v, where k·log u in v is the factor u^k."""
    factors, rest = [], []
    for term in X.terms(v):
        of = term.args[0] if term.head == X.MUL and len(term.args) == 1 else term
        if of.head == X.CALL and of.data == F.log.name:
            factors.append(power(of.args[0], X.rational(term.data) if of is not term else X.ONE))
        else:
            rest.append(term)
    return mul(power(X.E, X.add(*rest)), *factors)


def _spread(v: Expr, w: Expr) -> Expr:
    """v·w, sum against sum."""
    return X.add(*[mul(a, b) for a in X.terms(v) for b in X.terms(w)])


def multiplied_out(u: Expr) -> Expr:
    """A product with sums among its factors as a sum, where that stays small."""
    if u.head == X.ADD and any(t.head == X.MUL for t in u.args):
        return X.add(*map(multiplied_out, X.terms(u)))
    if u.head == X.POW and u.args[0].head == X.ADD and _is_small_power(u):
        base, found = u.args[0], X.ONE
        for _ in range(int(u.args[1].data)):
            found = _spread(found, base)
        return found
    if u.head != X.MUL:
        return u
    found = X.rational(u.data)
    for f in map(multiplied_out, u.args):
        small = len(X.terms(found)) * len(X.terms(f)) <= _MOST_TERMS
        found = _spread(found, f) if small else mul(found, f)
    return found


def _is_small_power(u: Expr) -> bool:
    n = u.args[1]
    whole = n.head == X.NUM and n.data.denominator == 1 and 1 < n.data <= 6
    return whole and len(u.args[0].args) ** int(n.data) <= _MOST_TERMS


def _logarithm(u: Expr) -> Expr:
    """log of a number as Σ k·log(prime), of a product with positive factors split off, of v^q as q·log v."""
    if u.head == X.NUM and u.data > 0:
        return _of_number(u.data)
    if u is X.E:
        return X.ONE
    if u.head == X.POW:
        base, q = u.args
        real_root = q.head == X.NUM and q.data.denominator != 1
        if positive(base) or real_root:
            return _spread(q, _logarithm(base))
    if u.head == X.MUL:
        known = [f for f in u.args if positive(f)]
        rest = [f for f in u.args if not positive(f)]
        c = X.rational(abs(u.data))
        inner = mul(X.MINUS_ONE if u.data < 0 else X.ONE, *rest)
        if known or c is not X.ONE:
            logs = [_logarithm(f) for f in (c, *known)]
            return X.add(*logs, _logarithm(inner) if inner is not X.ONE else X.ZERO)
    return F.log.apply(u) if u is not X.ONE else X.ZERO


def _of_number(q: X.Rational) -> Expr:
    found = []
    for n, sign in ((fmpz(q.numerator), 1), (fmpz(q.denominator), -1)):
        if n.bit_length() > _FACTORED_BITS:
            found.append(mul(num(sign), F.log.apply(num(int(n)))))
        elif n != 1:
            found += [mul(num(sign * int(k)), F.log.apply(num(int(p)))) for p, k in n.factor()]
    return X.add(*found)
