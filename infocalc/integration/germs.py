"""Growth as y → ∞, enclosed: f(y) = γ(y)·e^(ay)·y^b·(log y)^c with γ(y) in a ball for all y ≥ Y.

This is what proves that a tail is small, that an integral diverges, or that a sum converges. The class
is closed under +, ·, powers, log and those exponentials that stay within it; what leaves it, or cannot be
ordered at this Y, is `Unclear`. (The scale is that of a Hardy field, Hardy, Orders of Infinity, 1910.)
"""

from __future__ import annotations

from typing import Protocol

from flint import arb

from infocalc.expr.expr import Expr
from infocalc.records import NamedTuple

Order = tuple[arb, arb, arb]

NIL: Order = (arb(0), arb(0), arb(0))
LINEAR: Order = (arb(0), arb(1), arb(0))
LOGARITHM: Order = (arb(0), arb(0), arb(1))


class Unclear(Exception):
    """Not decided: Y is too small, two orders cannot be told apart, or the function leaves the scale."""


class Germ(NamedTuple):
    """γ(y)·e^(ay)·y^b·(log y)^c for y ≥ Y: `ball` encloses γ, `order` is (a, b, c)."""

    ball: arb
    order: Order = NIL


class Tail(Protocol):
    """Germs of expressions in `variable`, which itself is `base`, valid for all y ≥ `start`."""

    variable: str
    base: Germ
    start: arb

    def germ(self, e: Expr) -> Germ:
        """The germ of e."""

    def log(self, e: Expr) -> Germ:
        """The germ of log e for e > 0."""


def direction(order: Order) -> int:
    """1 where e^(ay)·y^b·(log y)^c → ∞, −1 where it → 0, 0 where it is 1."""
    for exponent in order:
        if exponent > 0:
            return 1
        if exponent < 0:
            return -1
        if not exponent.is_zero():
            raise Unclear
    return 0


def difference(f: Order, g: Order) -> Order:
    return (f[0] - g[0], f[1] - g[1], f[2] - g[2])


def total(f: Order, g: Order) -> Order:
    return (f[0] + g[0], f[1] + g[1], f[2] + g[2])


def monomial(order: Order, y: arb) -> arb:
    """e^(ay)·y^b·(log y)^c."""
    a, b, c = order
    value = (a * y).exp()
    value = value if b.is_zero() else value * y**b
    return value if c.is_zero() else value * y.log() ** c


def log_slope(order: Order, y: arb) -> tuple[arb, arb]:
    """Bounds, for all larger y, of d/dy log of the monomial: a + b/y + c/(y log y)."""
    a, b, c = order
    parts = [b / y, c / (y * y.log())]
    low, high = a, a
    for part in parts:
        low = low + part.min(0)
        high = high + part.max(0)
    return low, high


def greatest(order: Order, y: arb) -> arb:
    """sup of the monomial over [y, ∞); Unclear unless it is known to fall from y on."""
    if direction(order) == 0:
        return arb(1)
    if not log_slope(order, y)[1] < 0 and not _slow_fall(order, y):
        raise Unclear
    return monomial(order, y)


def _slow_fall(order: Order, y: arb) -> bool:
    """y^b·(log y)^c falls from y on when b + c⁺/log y < 0, or b = 0 and c < 0."""
    a, b, c = order
    return bool(a.is_zero() and (b + c.max(0) / y.log() < 0 or (b.is_zero() and c < 0)))


def hull(low: arb, high: arb) -> arb:
    return low.union(high)


def between_zero_and(value: arb) -> arb:
    """The ball [0, upper end of value]."""
    return arb(0).union(value.upper() if isinstance(value, arb) else value)


def bounded(g: Germ, y: arb) -> arb:
    """The values of a germ that does not grow, as a ball."""
    way = direction(g.order)
    if way > 0:
        raise Unclear
    return g.ball if way == 0 else g.ball * between_zero_and(greatest(g.order, y))


def product(f: Germ, g: Germ) -> Germ:
    return Germ(f.ball * g.ball, total(f.order, g.order))


def raised(g: Germ, exponent: arb, whole: int | None = None) -> Germ:
    """g^exponent; `whole` is the exponent where it is an integer, so that the sign of g may be any."""
    order = (g.order[0] * exponent, g.order[1] * exponent, g.order[2] * exponent)
    if whole is not None and whole > 0:
        return Germ(_whole_power(g.ball, whole), order)
    if g.ball > 0:
        return Germ((g.ball.log() * exponent).exp(), order)
    if whole is not None and g.ball < 0:
        return Germ(1 / g.ball ** (-whole), order)
    if g.ball.lower() >= 0 and exponent > 0:
        return Germ(between_zero_and((g.ball.upper().log() * exponent).exp()), order)
    raise Unclear


def _whole_power(ball: arb, n: int) -> arb:
    return ball**n if n % 2 else abs(ball) ** n


def added(germs: list[Germ], y: arb) -> Germ:
    """Σ germs: those of one order first, then every smaller one as a fraction of the largest."""
    groups: list[Germ] = []
    for g in germs:
        for i, other in enumerate(groups):
            if all(d.is_zero() for d in difference(g.order, other.order)):
                groups[i] = Germ(g.ball + other.ball, g.order)
                break
        else:
            groups.append(g)
    groups = [g for g in groups if not g.ball.is_zero()]
    if not groups:
        return Germ(arb(0))
    largest = groups[0]
    for g in groups[1:]:
        if direction(difference(g.order, largest.order)) > 0:
            largest = g
    ball = largest.ball
    for g in groups:
        if g is not largest:
            ball = ball + g.ball * between_zero_and(greatest(difference(g.order, largest.order), y))
    return Germ(ball, largest.order)


def logarithm(g: Germ, y: arb) -> Germ:
    """log g = log γ + a·y + b·log y + c·log log y, for γ > 0."""
    if not g.ball > 0:
        raise Unclear
    a, b, c = g.order
    found = [Germ(g.ball.log())]
    if not a.is_zero():
        found.append(Germ(a, LINEAR))
    if not b.is_zero():
        found.append(Germ(b, LOGARITHM))
    if not c.is_zero():
        # log log y / log y falls once log y > e
        if not y > 16:
            raise Unclear
        found.append(Germ(c * between_zero_and(y.log().log() / y.log()), LOGARITHM))
    return added(found, y)


def exponential(germs: list[Germ], y: arb) -> Germ:
    """exp(Σ germs), each term put into the scale if it can be, the rest bounded by a tangent line."""
    ball, order, large = arb(1), NIL, []
    for g in germs:
        if direction(g.order) <= 0:
            ball = ball * bounded(g, y).exp()
        elif _sharp(g) and _same(g.order, LINEAR):
            order = total(order, (g.ball, arb(0), arb(0)))
        elif _sharp(g) and _same(g.order, LOGARITHM):
            order = total(order, (arb(0), g.ball, arb(0)))
        else:
            large.append(g)
    here = Germ(ball, order)
    return here if not large else product(here, _large_exponential(added(large, y), y))


def _same(f: Order, g: Order) -> bool:
    return all(d.is_zero() for d in difference(f, g))


def _sharp(g: Germ) -> bool:
    return bool(g.ball.rad() <= abs(g.ball.mid()) * arb(2) ** -40)


def _large_exponential(g: Germ, y: arb) -> Germ:
    """e^g for g that grows: an upper bound (the ball starts at 0), or e^(ay) with a in a ball.

    γ ≤ h < 0 with s convex from y on: e^(h·s) ≤ e^(h·s(Y) + h·s'(Y)·(y − Y)), the tangent of h·s at Y.
    Where s = o(y), as log²y, a = γ·s(y)/y lies between 0 and its value at Y.
    """
    top = g.ball.upper()
    if _same(g.order, LINEAR):
        return Germ(arb(0).union(arb(1)), (top, arb(0), arb(0)))
    if _same(g.order, LOGARITHM):
        return Germ(arb(0).union(arb(1)), (arb(0), top, arb(0)))
    slower = difference(g.order, LINEAR)
    if direction(slower) < 0:
        return Germ(arb(1), (g.ball * between_zero_and(greatest(slower, y)), arb(0), arb(0)))
    a, b, c = g.order
    convex = (a > 0 and b >= 0 and c >= 0) or (a.is_zero() and b >= 1 and c >= 0)
    if not (top < 0 and convex):
        raise Unclear
    s = monomial(g.order, y)
    slope = top * s * (a + b / y + c / (y * y.log()))
    rate = slope.upper()
    return Germ(between_zero_and((top * s - rate * y).exp()), (rate, arb(0), arb(0)))


def rest(g: Germ, y: arb) -> arb:
    """A bound of ∫_y^∞ |g|, for a germ that falls exponentially; Unclear otherwise."""
    fall = log_slope(g.order, y)[1]
    if not fall < 0:
        raise Unclear
    return (abs(g.ball) * monomial(g.order, y) / -fall).upper()


def diverges(g: Germ) -> bool:
    """Whether ∫^∞ |g| = ∞ is proved: γ keeps away from 0 and the order is not integrable."""
    if g.ball.contains(0) or not g.ball.is_finite():
        return False
    a, b, c = g.order
    if not a.is_zero():
        return bool(a > 0)
    if not (b + 1).is_zero():
        return bool(b > -1)
    return bool(c >= -1)
