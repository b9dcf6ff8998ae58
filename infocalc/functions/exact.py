"""What exact arguments tell: parity, multiples of π, signs that are known without computing.

Symbols are real, so |e^u| = e^u and log(e^u) = u; an `i` below withdraws such claims.
"""

from __future__ import annotations

from collections.abc import Callable

from flint import fmpq

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, Rational, apply, mul, num, rational
from infocalc.functions.row import TABLE, Function, call

Special = Callable[..., Expr | None]

_SIGN_DEPTH = 8  # a sign that is hidden deeper is not searched for
_POSITIVE = frozenset({X.E, X.PI, X.EULER_GAMMA, X.OO, X.const("Catalan")})


def negative(e: Expr) -> bool:
    """Whether e carries a visible minus: −2, −x, −x − 1."""
    if e.head in (X.NUM, X.MUL):
        return bool(e.data < 0)
    return e.head == X.ADD and e.data[0] <= 0 and all(c < 0 for c in e.data[1])


def opposite(e: Expr) -> Expr:
    """−e with the minus taken into the terms of a sum, so that it is visible no longer."""
    return X.add(*[-t for t in X.terms(e)]) if e.head == X.ADD else -e


def odd(name: str, special: Special | None = None) -> Special:
    """f(−x) = −f(x), and what `special` knows."""

    def simplify(x: Expr) -> Expr | None:
        if negative(x):
            turned = opposite(x)
            found = simplify(turned)
            return -(apply(name, turned) if found is None else found)
        return special(x) if special is not None else None

    return simplify


def even(name: str, special: Special | None = None) -> Special:
    """f(−x) = f(x), and what `special` knows."""

    def simplify(x: Expr) -> Expr | None:
        if negative(x):
            turned = opposite(x)
            found = simplify(turned)
            return apply(name, turned) if found is None else found
        return special(x) if special is not None else None

    return simplify


def values(*pairs: tuple[Expr, Expr]) -> Special:
    """A short table of special values."""
    known = dict(pairs)
    return known.get


def first(*specials: Special) -> Special:
    """The answer of the first that has one."""

    def simplify(*args: Expr) -> Expr | None:
        for special in specials:
            found = special(*args)
            if found is not None:
                return found
        return None

    return simplify


def at_zero(value: Expr) -> Special:
    return values((X.ZERO, value))


def undoing(name: str, sized: bool = False) -> Special:
    """g(f(u)) = u for real u, of the inverse g of f; |u| where f is even."""

    def simplify(x: Expr) -> Expr | None:
        if x.head != X.CALL or x.data != name or not is_real(x.args[0]):
            return None
        return call("abs", *x.args) if sized else x.args[0]

    return simplify


def turns(x: Expr) -> Rational | None:
    """q with x = q·π."""
    if x is X.ZERO:
        return 0
    if x is X.PI:
        return 1
    if x.head == X.MUL and x.args == (X.PI,):
        return x.data  # type: ignore[no-any-return]
    return None


def is_real(e: Expr) -> bool:
    """No imaginary unit anywhere below."""
    return "i" not in e.words


def nonnegative(e: Expr, depth: int = _SIGN_DEPTH) -> bool:
    """Proved e ≥ 0 wherever e is real and defined; False means not proved."""
    if e.head == X.NUM:
        return bool(e.data >= 0)
    if e in _POSITIVE:
        return True
    if depth == 0:
        return False
    if e.head == X.POW:
        return _nonnegative_power(e, depth)
    if e.head == X.CALL:
        row = TABLE.get(e.data)
        return row is not None and is_real(e) and (row.nonnegative or _is_positive_call(row, e))
    if e.head == X.MUL:
        return e.data > 0 and all(nonnegative(f, depth - 1) for f in e.args)
    if e.head == X.ADD:
        constant, coefficients = e.data
        rising = constant >= 0 and all(c > 0 for c in coefficients)
        return rising and all(nonnegative(t, depth - 1) for t in e.args)
    return False


def _nonnegative_power(e: Expr, depth: int) -> bool:
    base, exponent = e.args
    if exponent.head == X.NUM and 0 in (int(exponent.data.numerator) % 2, int(exponent.data.denominator) % 2):
        return is_real(base)
    return nonnegative(base, depth - 1) and is_real(exponent)


def positive(e: Expr) -> bool:
    """Proved e > 0: no zero among the ways to be non-negative that are looked at."""
    if e.head == X.NUM:
        return bool(e.data > 0)
    if e in _POSITIVE:
        return True
    if e.head == X.POW:
        return positive(e.args[0]) and is_real(e.args[1])
    if e.head == X.MUL:
        return e.data > 0 and all(positive(f) for f in e.args)
    if e.head == X.ADD:
        return nonnegative(e) and (e.data[0] > 0 or any(positive(t) for t in e.args if t.head != X.ADD))
    row = TABLE.get(e.data) if e.head == X.CALL else None
    return row is not None and is_real(e) and _is_positive_call(row, e)


def _is_positive_call(row: Function, e: Expr) -> bool:
    """Whether the row calls the function positive for every real argument."""
    return row.positive is not None and not row.positive(*e.args)


def integer(e: Expr) -> int | None:
    """The int that e is."""
    return e.data if e.head == X.NUM and type(e.data) is int else None


def floor_of(q: Rational) -> int:
    return q if type(q) is int else int(fmpq(q).floor())


def sign_of(e: Expr) -> int | None:
    """The proved sign of a constant or of a sum or product of signs; None when unknown or zero-or-more."""
    if e.head == X.NUM:
        return int(e.data > 0) - int(e.data < 0)
    if positive(e):
        return 1
    return -1 if negative(e) and positive(-e) else None


def split_sign(e: Expr) -> tuple[list[Expr], list[Expr]]:
    """The factors of e that are proved ≥ 0, and the others: |e| = Π known·|Π rest|."""
    if e.head != X.MUL:
        return ([e], []) if nonnegative(e) else ([], [e])
    known: list[Expr] = [rational(abs(e.data))]
    rest: list[Expr] = []
    for f in e.args:
        (known if nonnegative(f) else rest).append(f)
    return known, rest


def exp(e: Expr) -> Expr:
    return X.power(X.E, e)


def sqrt(e: Expr | int) -> Expr:
    return X.power(X.as_expr(e), X.HALF)


def over(p: Expr | int, q: Expr | int) -> Expr:
    """p/q."""
    return mul(X.as_expr(p), X.power(X.as_expr(q), X.MINUS_ONE))


def half(e: Expr | int) -> Expr:
    return mul(num(1, 2), X.as_expr(e))
