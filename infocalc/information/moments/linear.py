"""X with a piecewise linear density: uniform, triangular, trapezoidal, and parts of them.

∫ T·f = [f·F] − f'·[G] on each piece, where F' = T and G' = F: two antiderivatives of every statistic.
"""

from __future__ import annotations

from collections.abc import Iterator

from infocalc.algebra.normal import tidy
from infocalc.errors import Undefined
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, num
from infocalc.functions import calls as F
from infocalc.functions import subs
from infocalc.information.condition import Condition
from infocalc.information.facts import Facts
from infocalc.information.moments.outcome import Diverges, Moment, Outcome
from infocalc.information.moments.patterns import binomial
from infocalc.records import NamedTuple

VARIABLE = X.sym("_x")
_NAMES = frozenset({VARIABLE.data})

#: (F, G) at a point: T's first and second antiderivative; None where that is infinite
Ladder = tuple[Expr | None, Expr | None]


class Piece(NamedTuple):
    """density = left at low, right at high, linear between."""

    low: Expr
    high: Expr
    left: Expr
    right: Expr


class Linear(NamedTuple):
    pieces: tuple[Piece, ...]
    positive: frozenset[Expr] = frozenset()
    variables: tuple[Expr, ...] = (VARIABLE,)
    complement: None = None

    def expectation(self, statistic: Expr, facts: Facts) -> Outcome:
        total = X.ZERO
        for piece in self.pieces:
            found = _integral(piece, statistic, facts)
            if not isinstance(found, Expr):
                return found
            total = total + found
        return Moment(total, tuple(self._open_conditions(total, facts)))

    def _open_conditions(self, value: Expr, facts: Facts) -> Iterator[Condition]:
        """low < high of a piece of which low ≤ high is known, where the value is undefined for low = high."""
        for piece in self.pieces:
            if facts.sign(piece.high - piece.low) is not None:
                continue
            low, high = (piece.low, piece.high) if piece.high.head == X.SYM else (piece.high, piece.low)
            try:
                if high.head == X.SYM and not subs(tidy(value), {high.data: low}).free & {high.data}:
                    continue
            except Undefined:
                pass
            yield Condition(piece.high, ">", piece.low)

    def part(self, low: Expr, high: Expr, facts: Facts) -> Linear | None:
        """The density cut to [low, high]; None where the order of the ends is not known."""
        found = []
        for piece in self.pieces:
            a, b = _larger(piece.low, low, facts), _smaller(piece.high, high, facts)
            if a is None or b is None:
                return None
            sign = facts.sign(b - a)
            if sign is None and not facts.is_nonnegative(b - a):
                return None
            if sign in (1, None):
                slope = (piece.right - piece.left) / (piece.high - piece.low)
                left, right = (piece.left + slope * (end - piece.low) for end in (a, b))
                found.append(Piece(a, b, left, right))
        return Linear(tuple(found), self.positive)


def _larger(a: Expr, b: Expr, facts: Facts) -> Expr | None:
    sign = 1 if b is -X.OO else -1 if b is X.OO else facts.sign(a - b)
    return None if sign is None else a if sign >= 0 else b


def _smaller(a: Expr, b: Expr, facts: Facts) -> Expr | None:
    larger = _larger(a, b, facts)
    return None if larger is None else b if larger is a else a


def _integral(piece: Piece, statistic: Expr, facts: Facts) -> Expr | Diverges | None:
    """∫ T·f over one piece."""
    slope = (piece.right - piece.left) / (piece.high - piece.low)
    values = []
    for end, density in ((piece.low, piece.left), (piece.high, piece.right)):
        ladder = antiderivatives(statistic, end, facts)
        if ladder is None:
            return None
        first, second = ladder
        if first is None and density is not X.ZERO:
            return Diverges()
        if second is None and slope is not X.ZERO:
            return Diverges()
        upper = X.ZERO if density is X.ZERO or first is None else density * first
        values.append(upper if slope is X.ZERO or second is None else upper - slope * second)
    return values[1] - values[0]


def antiderivatives(statistic: Expr, at: Expr, facts: Facts) -> Ladder | None:
    """F and G of the statistic at a point."""
    if statistic is X.ONE:
        return at, at**2 / 2
    base, exponent = X.split_power(statistic)
    if base is X.E:
        return _exponential(exponent, at)
    if exponent.head == X.NUM and exponent.data == 2 and F.log.heads(base):
        return _of_line(base.args[0], at, facts, lambda v: _square_log(v, facts))
    if exponent is X.ONE and base.head == X.CALL and len(base.args) == 1:
        return _of_call(base, at, facts)
    if F.abs.heads(base) and _NAMES.isdisjoint(exponent.free):
        return _of_line(base.args[0], at, facts, lambda u: _absolute(u, exponent, facts))
    if _NAMES.isdisjoint(exponent.free):
        return _of_line(base, at, facts, lambda u: _power(u, exponent, facts))
    return None


def _of_call(e: Expr, at: Expr, facts: Facts) -> Ladder | None:
    u = e.args[0]
    match e.data:
        case F.log.name:
            u = u.args[0] if F.abs.heads(u) else u
            return (
                _of_line(u, at, facts, lambda v: _log(v, facts))
                or _softplus(u, at)
                or _log_quadratic(u, at, facts)
            )
        case F.abs.name:
            return _of_line(u, at, facts, lambda v: _absolute(v, X.ONE, facts))
        case F.cos.name:
            return _of_line(u, at, facts, lambda v: (F.sin(v), -F.cos(v)))
    return None


def _of_line(u: Expr, at: Expr, facts: Facts, ladder: object) -> Ladder | None:
    """The ladder of g(c₀ + c₁·x): those of g at c₀ + c₁·x, over c₁ and c₁²."""
    line = _line(u)
    if line is None or not callable(ladder):
        return None
    c0, c1 = line
    first, second = ladder(c0 + c1 * at)
    return (None if first is None else first / c1, None if second is None else second / c1**2)


def _line(u: Expr) -> tuple[Expr, Expr] | None:
    if u is VARIABLE:
        return X.ZERO, X.ONE
    parts = binomial(u, _NAMES)
    return (parts[0], parts[1]) if parts is not None and parts[2] is VARIABLE else None


def _size(u: Expr, facts: Facts) -> Expr:
    return u if facts.sign(u) == 1 else -u if facts.sign(u) == -1 else F.abs(u)


def _log(u: Expr, facts: Facts) -> Ladder:
    if u is X.ZERO:
        return X.ZERO, X.ZERO
    log = facts.ln(_size(u, facts))
    return u * log - u, u**2 * log / 2 - 3 * u**2 / 4


def _square_log(u: Expr, facts: Facts) -> Ladder:
    if u is X.ZERO:
        return X.ZERO, X.ZERO
    log = facts.ln(_size(u, facts))
    return u * (log**2 - 2 * log + 2), u**2 / 2 * (log**2 - 3 * log + num(7, 2))


def _absolute(u: Expr, k: Expr, facts: Facts) -> Ladder:
    """∫|u|^k = u·|u|^k/(k + 1)."""
    if u is X.ZERO:
        return (X.ZERO if facts.sign(k + 1) == 1 else None), X.ZERO
    size = facts.raised(_size(u, facts), k)
    return u * size / (k + 1), u**2 * size / ((k + 1) * (k + 2))


def _power(u: Expr, k: Expr, facts: Facts) -> Ladder:
    if k is X.MINUS_ONE:
        return (None, X.ZERO) if u is X.ZERO else (facts.ln(_size(u, facts)), _log(u, facts)[0])
    first = second = None
    if u is not X.ZERO or facts.sign(k + 1) == 1:
        first = X.power(u, k + 1) / (k + 1) if u is not X.ZERO else X.ZERO
    if k.head == X.NUM and k.data == -2:
        second = None if u is X.ZERO else -facts.ln(_size(u, facts))
    elif u is not X.ZERO or facts.sign(k + 2) == 1:
        second = X.power(u, k + 2) / ((k + 1) * (k + 2)) if u is not X.ZERO else X.ZERO
    return first, second


def _exponential(exponent: Expr, at: Expr) -> Ladder | None:
    rate = exponent / VARIABLE
    if not _NAMES.isdisjoint(rate.free):
        return None
    value = X.power(X.E, rate * at)
    return value / rate, value / rate**2


def _softplus(u: Expr, at: Expr) -> Ladder | None:
    """log(1 + c·e^(tx)): −Li₂(−c·e^(tx))/t, −Li₃(−c·e^(tx))/t²."""
    parts = binomial(u, _NAMES)
    if parts is None or parts[0] is not X.ONE or parts[2].head != X.POW or parts[2].args[0] is not X.E:
        return None
    rate = parts[2].args[1] / VARIABLE
    if not _NAMES.isdisjoint(rate.free):
        return None
    inner = -parts[1] * X.power(X.E, rate * at)
    return -F.polylog(X.TWO, inner) / rate, -F.polylog(num(3), inner) / rate**2


def _log_quadratic(u: Expr, at: Expr, facts: Facts) -> Ladder | None:
    """log(A·((x − r)² + w²)): t·log(t² + w²) − 2t + 2w·atan(t/w) with t = x − r, and its antiderivative."""
    c = {0: X.ZERO, 1: X.ZERO, 2: X.ZERO}
    for term in X.terms(u):
        degree = 2 if not _NAMES.isdisjoint((term / VARIABLE).free) and term.free >= _NAMES else 1
        degree = 0 if _NAMES.isdisjoint(term.free) else degree
        c[degree] = c[degree] + term / VARIABLE**degree
    if any(not _NAMES.isdisjoint(k.free) for k in c.values()) or facts.sign(c[2]) != 1:
        return None
    r = -c[1] / (2 * c[2])
    square = c[0] / c[2] - r**2
    if facts.sign(square) != 1:
        return None
    t, w = at - r, facts.raised(square, X.HALF)
    log, angle = F.log(t**2 + square), F.atan(t / w)
    scale = facts.ln(c[2])
    first = t * log - 2 * t + 2 * w * angle + scale * t
    second = (t**2 - square) * log / 2 - 3 * t**2 / 2 + 2 * w * t * angle + scale * t**2 / 2
    return first, second
