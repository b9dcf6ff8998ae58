"""U ~ Beta(a, b) on (0, 1) and V = 1 − U: the base of everything made of odds and powers.

E[U^s·V^t] = B(a + s, b + t)/B(a, b) for a + s > 0 and b + t > 0; logarithms by d/ds and d/dt.
"""

from __future__ import annotations

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.information.condition import Condition
from infocalc.information.facts import Facts
from infocalc.information.moments.factorials import digamma_difference, gamma_quotient, trigamma
from infocalc.information.moments.outcome import Diverges, Moment, Outcome, existing
from infocalc.information.moments.patterns import binomial, inside, monomial
from infocalc.records import NamedTuple

U, V = X.sym("_u"), X.sym("_v")


class Beta(NamedTuple):
    a: Expr
    b: Expr
    variables: tuple[Expr, ...] = (U, V)
    positive: frozenset[Expr] = frozenset({U, V})
    complement: tuple[Expr, Expr] = (U, V)

    def expectation(self, statistic: Expr, facts: Facts) -> Outcome:
        m = monomial(statistic, self.variables)
        if m is not None:
            if m.rates:
                return None
            return self.moment(m.power(U), m.power(V), m.log(U), m.log(V), facts)
        distance = inside(statistic, F.abs.name)
        if distance is not None:
            return self._distance(distance, facts)
        logarithm = inside(statistic, F.log.name)
        if logarithm is not None:
            return self._log_of_sum(logarithm, facts)
        return None

    def moment(self, s: Expr, t: Expr, i: int, j: int, facts: Facts) -> Outcome:
        """E[U^s·V^t·(log U)^i·(log V)^j] for i + j ≤ 2."""
        if i + j > 2:
            return None
        a, b = self.a + s, self.b + t

        def value() -> Expr:
            whole = gamma_quotient([a, b, self.a + self.b], [self.a, self.b, a + b])
            return whole * _log_moment(a, b, i, j)

        return existing(value, facts, Condition(a, ">"), Condition(b, ">"))

    def _distance(self, u: Expr, facts: Facts) -> Outcome:
        """E|m + c₀| where the distribution function of m is elementary."""
        logistic = self._logistic_distance(u)
        if logistic is not None:
            return logistic
        parts = binomial(u, frozenset({U.data, V.data}))
        if parts is None or parts[1] is not X.ONE:
            return None
        m = monomial(parts[2], self.variables)
        if m is None or m.logs:
            return None
        mean = self.moment(m.power(U), m.power(V), 0, 0, facts)
        if isinstance(mean, Diverges):
            return mean
        for own, other, y, z in ((self.a, self.b, U, V), (self.b, self.a, V, U)):
            if other is X.ONE and z not in m.powers:
                return _power_distance(own, m.power(y), -parts[0], facts)
        return None

    def _logistic_distance(self, u: Expr) -> Outcome:
        """E|log(U/V) − c| = 2·log(1 + e^c) − c for uniform U."""
        logit = F.log(U) - F.log(V)
        for c in (logit - u, logit + u):
            if self.a is X.ONE and self.b is X.ONE and {U.data, V.data}.isdisjoint(c.free):
                return Moment(2 * F.log(1 + X.power(X.E, c)) - c)
        return None

    def _log_of_sum(self, u: Expr, facts: Facts) -> Outcome:
        """E[log(1 + c·U)] = (1 + 1/c)·log(1 + c) − 1 for uniform U, and E[log(U + r·V)] likewise."""
        if self.a is not X.ONE or self.b is not X.ONE:
            return None
        names = frozenset({U.data, V.data})
        parts = binomial(u, names)
        if parts is None or parts[0] is not X.ONE:
            return None
        c, random = parts[1], parts[2]
        extra = X.ZERO
        if random in (V / U, U / V):
            # log(1 + c·v/u) = log(1 + (c − 1)·v) − log u
            c, extra = c - 1, X.ONE
        elif random not in (U, V):
            return None
        if facts.sign(c + 1) != 1:
            return None
        if c is X.ZERO:
            return Moment(extra)
        return Moment((c + 1) / c * facts.ln(c + 1) - 1 + extra)


def _log_moment(a: Expr, b: Expr, i: int, j: int) -> Expr:
    """E[(log U)^i·(log V)^j] for i + j ≤ 2 under Beta(a, b)."""
    log_u, log_v = digamma_difference(a, a + b), digamma_difference(b, a + b)
    match i, j:
        case 2, _:
            return log_u**2 + trigamma(a) - trigamma(a + b)
        case _, 2:
            return log_v**2 + trigamma(b) - trigamma(a + b)
        case 1, 1:
            return log_u * log_v - trigamma(a + b)
    return (log_u if i else X.ONE) * (log_v if j else X.ONE)


def _power_distance(a: Expr, s: Expr, c: Expr, facts: Facts) -> Outcome:
    """E|Y^s − c| for density a·y^(a−1) on (0, 1) and c > 0."""
    direction, beyond = facts.sign(s), facts.sign(c - 1)
    if direction is None or facts.sign(c) != 1 or beyond is None:
        return None
    mean = a / (a + s)
    if beyond * direction >= 0:
        return Moment((c - mean) if direction > 0 else (mean - c))
    threshold = facts.raised(c, X.power(s, X.MINUS_ONE))
    lower = c * facts.raised(threshold, a) - mean * facts.raised(threshold, a + s)
    short = lower if direction > 0 else c - mean - lower
    return Moment(2 * short - c + mean)
