"""Y ~ Gamma(k, 1), density y^(k−1)·e^(−y)/Γ(k) on (0, ∞): the base of everything made of exponentials.

E[Y^s·e^(tY)] = Γ(k + s)/Γ(k)·(1 − t)^−(k+s) for k + s > 0 and t < 1; logarithms by d/ds.
"""

from __future__ import annotations

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.information.condition import Condition
from infocalc.information.facts import Facts
from infocalc.information.moments.factorials import digamma, gamma_quotient, lower_gamma, trigamma
from infocalc.information.moments.outcome import Diverges, Moment, Outcome, existing
from infocalc.information.moments.patterns import binomial, inside, monomial
from infocalc.records import NamedTuple

Y = X.sym("_y")


class Gamma(NamedTuple):
    shape: Expr
    variables: tuple[Expr, ...] = (Y,)
    positive: frozenset[Expr] = frozenset({Y})
    complement: None = None

    def expectation(self, statistic: Expr, facts: Facts) -> Outcome:
        m = monomial(statistic, self.variables)
        if m is not None:
            return self.moment(m.power(Y), m.rate(Y), m.log(Y), facts)
        distance = inside(statistic, F.abs.name)
        if distance is not None:
            return self._distance(distance, facts)
        logarithm = inside(statistic, F.log.name)
        if logarithm is not None:
            return self._shifted_log(logarithm, facts)
        return None

    def moment(self, s: Expr, t: Expr, n: int, facts: Facts) -> Outcome:
        """E[Y^s·e^(tY)·(log Y)^n] for n ≤ 2."""
        if n > 2:
            return None
        order, slack = self.shape + s, 1 - t

        def value() -> Expr:
            log = facts.ln(slack)
            whole = gamma_quotient([order], [self.shape]) * facts.raised(slack, -order)
            if n == 1:
                return whole * (digamma(order) - log)
            return whole * ((digamma(order) - log) ** 2 + trigamma(order)) if n == 2 else whole

        return existing(value, facts, Condition(order, ">"), Condition(slack, ">"))

    def _below(self, s: Expr, threshold: Expr) -> Expr:
        """E[Y^s; Y < threshold]."""
        return gamma_quotient([self.shape + s], [self.shape]) * lower_gamma(self.shape + s, threshold)

    def _distance(self, u: Expr, facts: Facts) -> Outcome:
        """E|m + c₀| for a monomial m = Y^s, and for m = log Y or log(1 + c·Y) of a unit exponential."""
        parts = binomial(u, frozenset({Y.data}))
        if parts is None:
            return None
        c0, c, random = parts
        logarithm = inside(random, F.log.name)
        if logarithm is not None:
            return self._log_distance(logarithm, -c0, facts) if c is X.ONE and self.shape is X.ONE else None
        m = monomial(random, self.variables)
        if m is None or c is not X.ONE or m.logs or m.rates:
            return None
        s = m.power(Y)
        mean = self.moment(s, X.ZERO, 0, facts)
        if not isinstance(mean, Moment) or mean.conditions:
            return mean if isinstance(mean, Diverges) else None
        return self._split_distance(-c0, s, mean.value, facts)

    def _split_distance(self, a: Expr, s: Expr, mean: Expr, facts: Facts) -> Outcome:
        """E|Y^s − a| for a > 0, split at Y = a^(1/s)."""
        direction = facts.sign(s)
        if facts.sign(a) != 1 or direction is None:
            return None
        threshold = facts.raised(a, X.power(s, X.MINUS_ONE))
        lower = a * self._below(X.ZERO, threshold) - self._below(s, threshold)
        # E[(a − Y^s)₊] is the lower part for s > 0, and the upper part for s < 0
        short = lower if direction > 0 else a - mean - lower
        return Moment(2 * short - a + mean)

    def _log_distance(self, u: Expr, a: Expr, facts: Facts) -> Outcome:
        """E|log u − a| of the unit exponential: γ + a − 2·Ei(−e^a) for u = Y; for u = 1 + c·Y and a > 0
        a + e^(1/c)·(Ei(−1/c) − 2·Ei(−e^a/c)), by E|L − a| = E[L] − a + 2·E[(a − L)₊]."""
        if u is Y:
            return Moment(X.EULER_GAMMA + a - 2 * F.Ei(-X.power(X.E, a)))
        inverse, sign = self._inverse_slope(u, facts), facts.sign(a)
        if inverse is None or sign is None:
            return None
        ends = F.Ei(-inverse)
        if sign < 1:
            return Moment(-X.power(X.E, inverse) * ends - a)
        return Moment(a + X.power(X.E, inverse) * (ends - 2 * F.Ei(-inverse * X.power(X.E, a))))

    def _shifted_log(self, u: Expr, facts: Facts) -> Outcome:
        """E[log(1 + cY)] = T = −e^(1/c)·Ei(−1/c) for the unit exponential, 1 + (1 − 1/c)·T for shape 2."""
        inverse = self._inverse_slope(u, facts) if self.shape in (X.ONE, X.TWO) else None
        if inverse is None:
            return None
        unit = -X.power(X.E, inverse) * F.Ei(-inverse)
        return Moment(unit if self.shape is X.ONE else 1 + (1 - inverse) * unit)

    def _inverse_slope(self, u: Expr, facts: Facts) -> Expr | None:
        """1/c of u = 1 + c·Y with c > 0."""
        parts = binomial(u, frozenset({Y.data}))
        if parts is None or parts[2] is not Y or parts[0] is not X.ONE or facts.sign(parts[1]) != 1:
            return None
        return X.power(parts[1], X.MINUS_ONE)


class Mixed(NamedTuple):
    """Y ~ Gamma(kᵢ, 1) with probability wᵢ."""

    parts: tuple[tuple[Expr, Gamma], ...]
    variables: tuple[Expr, ...] = (Y,)
    positive: frozenset[Expr] = frozenset({Y})
    complement: None = None

    def expectation(self, statistic: Expr, facts: Facts) -> Outcome:
        terms: list[Expr] = []
        conditions: list[Condition] = []
        for weight, law in self.parts:
            found = law.expectation(statistic, facts)
            if not isinstance(found, Moment):
                return found
            terms.append(weight * found.value)
            conditions += found.conditions
        return Moment(X.add(*terms), tuple(dict.fromkeys(conditions)))
