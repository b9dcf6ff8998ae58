"""∂ⁿf/∂xⁿ for symbolic n: the classical families, and their products with powers of x by Leibniz's rule.

A family is a function whose derivative of order n − i is known in closed form for every whole i ≥ 0; then
(x^k·g)^(n) = Σᵢ C(n, i)·(x^k)^(i)·g^(n−i) with i = 0 … k. (DLMF 1.4.12.)
"""

from __future__ import annotations

from collections.abc import Iterator

from infocalc.algebra.normal import tidy
from infocalc.calculus.fractions import Simple, partial_fractions
from infocalc.calculus.nth_families import Derivatives, Order, family_of, of_power
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import call
from infocalc.functions import calls as F

#: the highest power of x that Leibniz's rule is applied to, and of terms after multiplying out
MOST_POWER, MOST_TERMS = 12, 60


def symbolic_nth(f: Expr, x: str, n: str) -> tuple[Expr, tuple[str, ...]] | None:
    """(∂ⁿf/∂xⁿ, conditions) for the symbol named n; None when no closed form is known here.

    A condition says from which n on the answer holds.
    """
    order = Order(x, n)
    if n in f.free:
        return _of_power_n(f, order)
    rational = partial_fractions(f, x)
    if rational is not None and (len(rational.parts) > 1 or (rational.parts and rational.degree)):
        return _of_fractions(rational, order)
    total: list[Expr] = []
    least = 0
    for term in _terms(f, x):
        found = _term(term, order)
        if found is None:
            return None
        total.append(found[0])
        least = max(least, found[1])
    conditions = (f"{n} >= {least}",) if least > 0 else ()
    return _alternating(tidy(X.add(*total))), conditions


def _of_power_n(f: Expr, order: Order) -> tuple[Expr, tuple[str, ...]] | None:
    """d^n (a·x + b)^(n+k)/dx^n = a^n·(n + k)!/k!·(a·x + b)^k, which is 0 for k < 0."""
    still = [g for g in _factors(f) if order.x not in g.free]
    moving = [g for g in _factors(f) if order.x in g.free]
    base, exponent = X.split_power(moving[0]) if len(moving) == 1 else (X.ZERO, X.ZERO)
    line, k = order.linear(base), exponent - order.n
    if line is None or order.name in base.free or k.head != X.NUM or type(k.data) is not int:
        return None
    if k.data < 0:
        return X.ZERO, (f"{order.name} >= {-k.data}",)
    whole = X.mul(F.factorial(order.n + k), X.power(base, k)) / F.factorial(k)
    return X.mul(*still, X.power(line[0], order.n), whole), ()


def _alternating(e: Expr) -> Expr:
    """−(−1)^n written (−1)^(n−1)."""
    if e.head != X.MUL or e.data >= 0:
        return e
    for f in e.args:
        if f.head == X.POW and f.args[0] is X.MINUS_ONE:
            others = [g for g in e.args if g is not f]
            return X.mul(X.rational(-e.data), X.power(X.MINUS_ONE, f.args[1] - 1), *others)
    return e


# ── terms ────────────────────────────────────────────────────────────────────────────────────────


def _terms(f: Expr, x: str) -> Iterator[Expr]:
    """The terms of f multiplied out, products of sines and cosines written as sums of them."""
    todo, count = [f], 0
    while todo:
        term = todo.pop()
        parts = _opened(term, x)
        count += 1
        if parts is None or count > MOST_TERMS:
            yield term
        else:
            todo.extend(reversed(parts))


def _opened(term: Expr, x: str) -> list[Expr] | None:
    """One step of multiplying out; None for a term that stands."""
    if term.head == X.ADD:
        return X.terms(term)
    factors = _factors(term)
    alone = sum(x in f.free for f in factors) == 1
    for i, factor in enumerate(factors):
        rest = X.mul(*factors[:i], *factors[i + 1 :])
        base, exponent = X.split_power(factor)
        if base.head == X.ADD and exponent.head == X.NUM and type(exponent.data) is int and exponent.data > 0:
            if alone and len(base.args) == 1:
                continue  # a power of a·x + b is a family
            less = X.mul(rest, X.power(base, exponent - 1))
            return [X.mul(t, less) for t in X.terms(base)]
        if factor.head == X.CALL and factor.data in (F.sinh.name, F.cosh.name):
            return _exponentials(factor, rest)
    return _sum_of_angles(factors)


def _factors(term: Expr) -> list[Expr]:
    if term.head != X.MUL:
        return [term]
    return [X.rational(term.data), *term.args] if term.data != 1 else list(term.args)


def _exponentials(factor: Expr, rest: Expr) -> list[Expr]:
    """sinh u = (e^u − e^(−u))/2, cosh u = (e^u + e^(−u))/2."""
    u = factor.args[0]
    half = X.mul(X.HALF, rest)
    other = half if factor.data == F.cosh.name else -half
    return [X.mul(half, X.power(X.E, u)), X.mul(other, X.power(X.E, -u))]


def _sum_of_angles(factors: list[Expr]) -> list[Expr] | None:
    """sin u·sin v = (cos(u − v) − cos(u + v))/2 and its kin, for the first two circular factors."""
    angles: list[tuple[str, Expr]] = []
    rest: list[Expr] = []
    for factor in factors:
        base, exponent = X.split_power(factor)
        whole = exponent.head == X.NUM and type(exponent.data) is int and 0 < exponent.data <= MOST_POWER
        if base.head == X.CALL and base.data in (F.sin.name, F.cos.name) and whole:
            angles += [(base.data, base.args[0])] * exponent.data
        else:
            rest.append(factor)
    if len(angles) < 2:
        return None
    (f, u), (g, v), *more = angles
    others = X.mul(X.HALF, *rest, *[call(name, w) for name, w in more])
    if f == g:
        sign = X.ONE if f == F.cos.name else X.MINUS_ONE
        return [X.mul(others, F.cos(u - v)), X.mul(sign, others, F.cos(u + v))]
    if f == F.cos.name:
        u, v = v, u
    return [X.mul(others, F.sin(u + v)), X.mul(others, F.sin(u - v))]


def _term(term: Expr, order: Order) -> tuple[Expr, int] | None:
    """c·x^k·g: the n-th derivative and the least n for which it holds."""
    still = [f for f in _factors(term) if order.x not in f.free]
    moving = [f for f in _factors(term) if order.x in f.free]
    if not moving:
        return X.ZERO, 1
    k = next((_whole_exponent(f, order.x) for f in moving if _whole_exponent(f, order.x)), 0)
    others = [f for f in moving if not _whole_exponent(f, order.x)]
    if not others:
        return X.mul(*still, of_power(X.sym(order.x), k, 0, order.n)), 0
    if k == 0 and len(others) == 1 and others[0].head == X.UNDEF:
        found = _of_undefined(others[0], order)
        return None if found is None else (X.mul(*still, found), 0)
    family = family_of(others, order)
    if family is None or k > MOST_POWER:
        return None
    return X.mul(*still, _leibniz(k, family, order)), max(0, family.least(k))


def _of_undefined(f: Expr, order: Order) -> Expr | None:
    """d^n f(a·x + b)/dx^n = a^n·f^(n)(a·x + b), of a function not differentiated yet."""
    name, orders = f.data
    line = order.linear(f.args[0]) if len(f.args) == 1 and orders == (0,) else None
    if line is None:
        return None
    return X.mul(X.power(line[0], order.n), X.undefined(name, (order.name,), f.args))


def _whole_exponent(factor: Expr, x: str) -> int:
    """k for x^k with whole k > 0, 0 for anything else."""
    base, exponent = X.split_power(factor)
    if base.head != X.SYM or base.data != x or exponent.head != X.NUM or type(exponent.data) is not int:
        return 0
    return max(exponent.data, 0)


def _leibniz(k: int, family: Derivatives, order: Order) -> Expr:
    """Σᵢ C(n, i)·(x^k)^(i)·g^(n−i)."""
    x = X.sym(order.x)
    found = []
    falling = 1
    for i in range(k + 1):
        found.append(X.mul(order.binomial(i), X.num(falling), X.power(x, X.num(k - i)), family.at(i, k)))
        falling *= k - i
    return tidy(X.add(*found)) if k else found[0]


def _of_fractions(f: Simple, order: Order) -> tuple[Expr, tuple[str, ...]]:
    """Σ c/(x − r)^m: (−1)^n·n!·Σ c·(n + 1)…(n + m − 1)/(m − 1)!/(x − r)^(n + m)."""
    n = order.n
    common = f.parts[0][0]
    found = []
    for c, base, m in f.parts:
        rising = X.mul(*[n + t for t in range(1, m)]) / F.factorial(X.num(m - 1))
        a, _ = order.linear(base) or (X.ONE, X.ZERO)
        found.append(X.mul(c / common / a**m, rising, X.power(base if a is X.ONE else base / a, -n - m)))
    body = X.mul(common, X.power(X.MINUS_ONE, n), F.factorial(n), X.add(*found))
    return _alternating(body), (f"{order.name} >= {f.degree}",) if f.degree else ()
