"""Laws on the line that are made of no other: inverse Gaussian, on the circle, half-logistic."""

from __future__ import annotations

from collections.abc import Callable
from math import factorial

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, num
from infocalc.functions import calls as F
from infocalc.functions import log
from infocalc.information.condition import Condition
from infocalc.information.facts import Facts
from infocalc.information.moments.linear import VARIABLE
from infocalc.information.moments.outcome import Moment, Outcome, existing
from infocalc.information.moments.patterns import binomial, inside, monomial
from infocalc.records import NamedTuple


class InverseGaussian(NamedTuple):
    """Density √(λ/(2πx³))·e^(−λ(x − μ)²/(2μ²x)) (Johnson, Kotz, Balakrishnan, ch. 15)."""

    mu: Expr
    rate: Expr
    variables: tuple[Expr, ...] = (VARIABLE,)
    positive: frozenset[Expr] = frozenset({VARIABLE})
    complement: None = None

    def expectation(self, statistic: Expr, facts: Facts) -> Outcome:
        m = monomial(statistic, self.variables)
        if m is None:
            return None
        s, t, n = m.power(VARIABLE), m.rate(VARIABLE), m.log(VARIABLE)
        if (s, t, n) == (X.ZERO, X.ZERO, 1):
            c = 2 * self.rate / self.mu
            return Moment(facts.ln(self.mu) + X.power(X.E, c) * F.Ei(-c))
        if n:
            return None
        if t is not X.ZERO:
            return self._exponential(t, facts) if s is X.ZERO else None
        if s.head == X.NUM and type(s.data) is int and abs(s.data) <= 8:
            return Moment(self._power(s.data))
        return Moment(self._real_power(s))

    def _power(self, n: int) -> Expr:
        """E[X^n]; E[X^−n] = E[X^(n+1)]/μ^(2n+1)."""
        if n == 0:
            return X.ONE
        if n < 0:
            return self._power(1 - n) / self.mu ** (1 - 2 * n)
        ratio = self.mu / (2 * self.rate)
        terms = [num(factorial(n - 1 + s), factorial(s) * factorial(n - 1 - s)) * ratio**s for s in range(n)]
        return X.mul(self.mu**n, X.add(*terms))

    def _real_power(self, s: Expr) -> Expr:
        """√(2λ/π)·e^(λ/μ)·μ^(s−1/2)·K_(s−1/2)(λ/μ)."""
        c = self.rate / self.mu
        root = X.power(2 * self.rate / X.PI, X.HALF)
        return root * X.power(X.E, c) * X.power(self.mu, s - X.HALF) * F.besselk(s - X.HALF, c)

    def _exponential(self, t: Expr, facts: Facts) -> Outcome:
        slack = 1 - 2 * self.mu**2 * t / self.rate
        exponent = self.rate / self.mu
        return existing(
            lambda: X.power(X.E, exponent * (1 - X.power(slack, X.HALF))), facts, Condition(slack, ">=")
        )


class OnCircle(NamedTuple):
    """The angle from the mean of a symmetric law on the circle; E[cos nX] is `length` of n = 0, 1, 2, …"""

    length: Callable[[int], Expr]
    variables: tuple[Expr, ...] = (VARIABLE,)
    positive: frozenset[Expr] = frozenset()
    complement: None = None

    def expectation(self, statistic: Expr, facts: Facts) -> Outcome:
        if statistic is X.ONE:
            return Moment(X.ONE)
        if statistic is VARIABLE:
            return Moment(X.ZERO)
        wave = inside(statistic, F.cos.name)
        if wave is None:
            return None
        c, slope, x = binomial(wave, frozenset({VARIABLE.data})) or (X.ZERO, X.ZERO, X.ZERO)
        if x is not VARIABLE or slope.head != X.NUM or type(slope.data) is not int:
            return None
        return Moment(self.length(abs(slope.data)) * F.cos(c))


class HalfLogistic(NamedTuple):
    """|log(U/V)| for uniform U: density 2e^(−x)/(1 + e^(−x))² on (0, ∞)."""

    variables: tuple[Expr, ...] = (VARIABLE,)
    positive: frozenset[Expr] = frozenset({VARIABLE})
    complement: None = None

    def expectation(self, statistic: Expr, facts: Facts) -> Outcome:
        x = VARIABLE
        known = {
            X.ONE: X.ONE,
            x: 2 * log(X.TWO),
            x**2: X.PI**2 / 3,
            log(x): log(X.PI) - log(X.TWO) - X.EULER_GAMMA,
            log(1 + X.power(X.E, -x)): 1 - log(X.TWO),
            log(1 + X.power(X.E, x)): 1 + log(X.TWO),
            X.power(X.E, -x): 2 * log(X.TWO) - 1,
        }
        if statistic in known:
            return Moment(known[statistic])
        m = monomial(statistic, self.variables)
        if m is not None and m.rates and not m.logs and not m.powers:
            return existing(lambda: _exponential(m.rate(x)), facts, Condition(1 - m.rate(x), ">"))
        if m is not None and m.powers and not m.logs and not m.rates:
            return self._power(m.power(x), facts)
        return None

    def _power(self, s: Expr, facts: Facts) -> Outcome:
        """E[X^s] = 2·Γ(s + 1)·η(s) with η(s) = (1 − 2^(1−s))·ζ(s), for s > −1."""
        if s is X.ONE:
            return Moment(2 * log(X.TWO))
        if facts.sign(s - 1) is None:  # the formula below is 0·∞ for s = 1
            return None

        def value() -> Expr:
            return 2 * F.gamma(s + 1) * (1 - X.power(X.TWO, 1 - s)) * F.zeta(s)

        return existing(value, facts, Condition(s + 1, ">"))


def _exponential(t: Expr) -> Expr:
    """E[e^(tX)] = 1 + t·(ψ(1 − t/2) − ψ(1/2 − t/2)), by parts and ∫ w^(a−1)/(1 + w) on (0, 1)."""
    # E e^(tX) = 1 + t·∫ 2e^((t−1)x)/(1 + e^(−x)) dx and, with a = 1 − t,
    # ∫ w^(a−1)/(1 + w) dw = (ψ((a + 1)/2) − ψ(a/2))/2
    return 1 + t * (F.digamma(1 - t / 2) - F.digamma((1 - t) / 2))
