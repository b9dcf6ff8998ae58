"""Z ~ N(0, 1) given low < Z < high: moments by parts from the density at the ends."""

from __future__ import annotations

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.information.facts import Facts
from infocalc.information.moments.normal import Z
from infocalc.information.moments.outcome import Moment, Outcome
from infocalc.information.moments.patterns import binomial, inside, monomial
from infocalc.records import NamedTuple

_MOST = 12


def bell(z: Expr) -> Expr:
    """φ(z) = e^(−z²/2)/√(2π)."""
    if X.OO in (z, -z):
        return X.ZERO
    return X.power(X.E, -(z**2) / 2) / X.power(2 * X.PI, X.HALF)


def mass(low: Expr, high: Expr) -> Expr:
    """P(low < Z < high)."""
    return (_erf(high) - _erf(low)) / 2


def _erf(z: Expr) -> Expr:
    if X.OO in (z, -z):
        return X.ONE if z is X.OO else X.MINUS_ONE
    return F.erf(z / X.power(X.TWO, X.HALF))


def partial(n: int, low: Expr, high: Expr) -> Expr:
    """∫ z^n·φ(z) from low to high: (n − 1)·∫ z^(n−2)·φ − [z^(n−1)·φ]."""
    if n == 0:
        return mass(low, high)
    ends = _end(n, low) - _end(n, high)
    return ends if n == 1 else (n - 1) * partial(n - 2, low, high) + ends


def _end(n: int, z: Expr) -> Expr:
    return X.ZERO if X.OO in (z, -z) else z ** (n - 1) * bell(z)


class Truncated(NamedTuple):
    low: Expr
    high: Expr
    variables: tuple[Expr, ...] = (Z,)
    positive: frozenset[Expr] = frozenset()
    complement: None = None

    def expectation(self, statistic: Expr, facts: Facts) -> Outcome:
        total = mass(self.low, self.high)
        if statistic is X.ONE:
            return Moment(X.ONE)
        m = monomial(statistic, self.variables)
        if m is not None:
            n, t = m.power(Z), m.rate(Z)
            if m.logs or n.head != X.NUM or type(n.data) is not int or not 0 <= n.data <= _MOST:
                return None
            if t is X.ZERO:
                return Moment(partial(n.data, self.low, self.high) / total)
            if n is not X.ZERO:
                return None
            shifted = mass(self._moved(self.low, t), self._moved(self.high, t))
            return Moment(X.power(X.E, t**2 / 2) * shifted / total)
        distance = inside(statistic, F.abs.name)
        return None if distance is None else self._distance(distance, total, facts)

    def _moved(self, end: Expr, t: Expr) -> Expr:
        return end if X.OO in (end, -end) else end - t

    def _distance(self, u: Expr, total: Expr, facts: Facts) -> Outcome:
        """E|Z − c|, split at c where that lies inside."""
        parts = binomial(u, frozenset({Z.data})) if u is not Z else (X.ZERO, X.ONE, Z)
        if parts is None or parts[1] is not X.ONE or parts[2] is not Z:
            return None
        c = -parts[0]
        above = 1 if self.high is X.OO else facts.sign(self.high - c)
        below = 1 if self.low is -X.OO else facts.sign(c - self.low)
        if above is None or below is None:
            return None
        up = partial(1, c, self.high) - c * mass(c, self.high) if above > 0 and below > 0 else None
        if up is not None:
            down = c * mass(self.low, c) - partial(1, self.low, c)
            return Moment((up + down) / total)
        sign = X.ONE if below <= 0 else X.MINUS_ONE
        return Moment(sign * (partial(1, self.low, self.high) / total - c))
