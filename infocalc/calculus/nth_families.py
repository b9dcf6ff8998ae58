"""Families whose derivative of symbolic order is known: exponentials, waves, logarithms, powers."""

from __future__ import annotations

from collections.abc import Callable

from infocalc.algebra.derivative import derivative
from infocalc.algebra.normal import tidy
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import call, subs
from infocalc.functions import calls as F
from infocalc.records import NamedTuple


class Derivatives(NamedTuple):
    """g^(n−i) for i = 0 … k is `at(i, k)`; it holds for n ≥ least(k)."""

    at: Callable[[int, int], Expr]
    least: Callable[[int], int] = lambda _: 0


class Order(NamedTuple):
    """d^n/dx^n."""

    x: str
    name: str

    @property
    def n(self) -> Expr:
        return X.sym(self.name)

    def linear(self, u: Expr) -> tuple[Expr, Expr] | None:
        """(a, b) with u = a·x + b, a ≠ 0."""
        a = tidy(derivative(u, self.x))
        if self.x in a.free or a is X.ZERO:
            return None
        return a, subs(u, {self.x: X.ZERO})

    def power(self, a: Expr, i: int) -> Expr:
        """a^(n−i), factor by factor: n is whole, so (−2·b)^n = (−1)^n·2^n·b^n."""
        c, t = X.split_coefficient(a) if a.head != X.NUM else (a.data, X.ONE)
        parts = [X.MINUS_ONE] if c < 0 else []
        parts += [X.rational(abs(c))] if abs(c) != 1 else []
        parts += [f for f in (t.args if t.head == X.MUL else (t,)) if t is not X.ONE]
        return X.mul(*[X.mul(_symbolic_power(p, self.n), X.power(p, X.num(-i))) for p in parts])

    def factorial(self, shift: int, lowest: int) -> Expr:
        """(n + shift)! as (n + lowest)!·Π (n + t)."""
        rest = [self.n + t for t in range(lowest + 1, shift + 1)]
        return X.mul(F.factorial(self.n + lowest), *rest)

    def binomial(self, i: int) -> Expr:
        """C(n, i) as a polynomial in n."""
        found = X.ONE
        for t in range(i):
            found = X.mul(found, self.n - t, X.num(1, t + 1))
        return found


def _symbolic_power(p: Expr, n: Expr) -> Expr:
    base, exponent = X.split_power(p)
    return X.power(base, X.mul(exponent, n))


def of_power(u: Expr, m: int, i: int, n: Expr) -> Expr:
    """d^j u^m/du^j = j!·C(m, j)·u^(m−j) with j = n − i, which is 0 beyond j = m."""
    return X.mul(F.factorial(n - i), F.binomial(X.num(m), n - i), X.power(u, X.add(X.num(m + i), -n)))


def family_of(factors: list[Expr], order: Order) -> Derivatives | None:
    """The family of a product of factors other than whole powers of x."""
    exponentials = [f for f in factors if f.head == X.POW and order.x not in f.args[0].free]
    others = [f for f in factors if f not in exponentials]
    rate = _rate(exponentials, order)
    if rate is None or len(others) > 1:
        return None
    if not others:
        whole = X.mul(*exponentials)
        return Derivatives(lambda i, _: order.power(rate, i) * whole)
    if others[0].head == X.CALL and others[0].data in (F.sin.name, F.cos.name):
        return _oscillation(others[0], rate, X.mul(*exponentials), order)
    if exponentials:
        return None
    return _logarithm(others[0], order) or _power(others[0], order)


def _rate(exponentials: list[Expr], order: Order) -> Expr | None:
    """α of Π a^(u) = e^(α·x + β), 0 for the empty product; None where an exponent is not linear."""
    rate = X.ZERO
    for f in exponentials:
        line = order.linear(f.args[1])
        if line is None:
            return None
        rate = rate + (line[0] if f.args[0] is X.E else line[0] * F.log(f.args[0]))
    return rate


def _oscillation(f: Expr, rate: Expr, envelope: Expr, order: Order) -> Derivatives | None:
    """(e^(αx)·sin(bx + c))^(n) = r^n·e^(αx)·sin(bx + c + n·θ) with r² = α² + b², tan θ = b/α."""
    line = order.linear(f.args[0])
    if line is None:
        return None
    b = line[0]
    if rate is X.ZERO:
        return Derivatives(lambda i, _: order.power(b, i) * _turned(f, i, order.n))
    radius, angle = tidy(rate**2 + b**2) ** X.HALF, _angle(b, rate)

    def at(i: int, _: int) -> Expr:
        phase = X.add(f.args[0], order.n * angle, X.scale(-i, angle))
        return X.mul(order.power(radius, i), envelope, call(f.data, phase))

    return Derivatives(at)


def _turned(f: Expr, i: int, n: Expr) -> Expr:
    """f(u + (n − i)·π/2) for f = sin or cos, by quarter turns of f(u + n·π/2)."""
    u = f.args[0] + n * X.PI / 2
    sine = i % 2 == (1 if f.data == F.cos.name else 0)
    negative = i % 4 in ((2, 3) if f.data == F.cos.name else (1, 2))
    return X.mul(X.MINUS_ONE if negative else X.ONE, (F.sin if sine else F.cos)(u))


def _angle(b: Expr, rate: Expr) -> Expr:
    """The angle of the point (α, b): atan(b/α) to the right, π more to the left."""
    if rate.head != X.NUM:
        return F.atan2(b, rate)
    turn = X.ZERO if rate.data > 0 else X.PI
    return F.atan(b / rate) + turn


def _logarithm(f: Expr, order: Order) -> Derivatives | None:
    """log(ax + b)^(m) = (−1)^(m−1)·(m−1)!·a^m/(ax + b)^m for m ≥ 1."""
    if not F.log.heads(f):
        return None
    line = order.linear(f.args[0])
    if line is None:
        return None

    def at(i: int, k: int) -> Expr:
        below = X.power(f.args[0], i - order.n)
        return X.mul(X.MINUS_ONE, order.power(-line[0], i), order.factorial(-1 - i, -1 - k), below)

    return Derivatives(at, lambda k: k + 1)


def _power(f: Expr, order: Order) -> Derivatives | None:
    """(ax + b)^m: falling factorials of m; for m = −q they are (−1)^j·(q + j − 1)!/(q − 1)!."""
    base, m = X.split_power(f)
    line = order.linear(base)
    if line is None or order.x in m.free:
        return None
    a = line[0]
    if m.head == X.NUM and type(m.data) is int and m.data < 0:
        q = -int(m.data)
        below = F.factorial(X.num(q - 1))

        def at(i: int, k: int) -> Expr:
            top = order.factorial(q - 1 - i, q - 1 - k)
            return X.mul(order.power(-a, i), top, X.power(base, i - q - order.n)) / below

        return Derivatives(at, lambda k: max(0, k - q + 1))

    if m.head == X.NUM and type(m.data) is int:
        return Derivatives(lambda i, _: order.power(a, i) * of_power(base, m.data, i, order.n), lambda k: k)

    def falling(i: int, _: int) -> Expr:
        left = X.add(m, X.num(i), -order.n)
        return X.mul(order.power(a, i), F.gamma(m + 1), X.power(base, left)) / F.gamma(left + 1)

    return Derivatives(falling)
