"""K on the integers by its factorial moments, tilted by r^K: E[r^K·K^n] = E[r^K]·E_r[K^n].

For these laws weighting with r^K gives the same law with another parameter.
"""

from __future__ import annotations

from collections.abc import Callable
from math import comb

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, num
from infocalc.functions import calls as F
from infocalc.information.condition import Condition
from infocalc.information.facts import Facts
from infocalc.information.moments.outcome import Diverges, Moment, Outcome, existing
from infocalc.information.moments.patterns import Monomial, binomial, inside, monomial
from infocalc.records import NamedTuple

K = X.sym("_k")
_MOST = 8


def stirling(n: int, j: int) -> int:
    """The number of partitions of n things into j sets: k^n = Σ S(n, j)·k(k − 1)···(k − j + 1)."""
    row = [1]
    for _ in range(n):
        row = [(j * row[j] if j < len(row) else 0) + (row[j - 1] if j else 0) for j in range(len(row) + 1)]
    return row[j] if j < len(row) else 0


def raw_moment(n: int, factorial_moment: Callable[[int], Expr]) -> Expr:
    """E[K^n] from E[K(K − 1)···(K − j + 1)]."""
    return X.add(*[num(stirling(n, j)) * factorial_moment(j) for j in range(n + 1) if stirling(n, j)])


def falling(a: Expr, j: int) -> Expr:
    return X.mul(*[a - i for i in range(j)])


def rising(a: Expr, j: int) -> Expr:
    return X.mul(*[a + i for i in range(j)])


def _power_of(m: Monomial) -> int | None:
    n = m.power(K)
    return n.data if n.head == X.NUM and type(n.data) is int and 0 <= n.data <= _MOST and not m.logs else None


def _tilt(m: Monomial) -> Expr:
    """r with e^(rate·K) = r^K."""
    return X.power(X.E, m.rate(K))


def _polynomial(statistic: Expr, variables: tuple[Expr, ...]) -> tuple[int, Expr] | None:
    """(n, r) for K^n·r^K."""
    m = monomial(statistic, variables)
    n = _power_of(m) if m is not None else None
    return None if n is None or m is None else (n, _tilt(m))


class Poisson(NamedTuple):
    """E[K(K − 1)···] = λ^j, E[r^K] = e^(λ(r − 1))."""

    rate: Expr
    variables: tuple[Expr, ...] = (K,)
    positive: frozenset[Expr] = frozenset()
    complement: None = None

    def expectation(self, statistic: Expr, facts: Facts) -> Outcome:
        found = _polynomial(statistic, self.variables)
        if found is None:
            return None
        n, r = found
        tilted = self.rate * r
        weight = X.power(X.E, self.rate * (r - 1))
        return Moment(weight * raw_moment(n, lambda j: tilted**j))


class Binomial(NamedTuple):
    """E[K(K − 1)···] = n(n − 1)···p^j, E[r^K] = (1 − p + p·r)^n."""

    n: Expr
    p: Expr
    variables: tuple[Expr, ...] = (K,)
    positive: frozenset[Expr] = frozenset()
    complement: None = None

    def expectation(self, statistic: Expr, facts: Facts) -> Outcome:
        found = _polynomial(statistic, self.variables)
        if found is None:
            return None
        order, r = found
        total = 1 - self.p + self.p * r
        tilted = self.p * r / total
        weight = X.ONE if r is X.ONE else X.power(total, self.n)
        return Moment(weight * raw_moment(order, lambda j: falling(self.n, j) * tilted**j))


class NegativeBinomial(NamedTuple):
    """Failures before the r-th success: E[K(K − 1)···] = r(r + 1)···(q/p)^j, E[t^K] = (p/(1 − qt))^r."""

    r: Expr
    p: Expr
    variables: tuple[Expr, ...] = (K,)
    positive: frozenset[Expr] = frozenset()
    complement: None = None

    def expectation(self, statistic: Expr, facts: Facts) -> Outcome:
        found = _polynomial(statistic, self.variables)
        if found is None:
            return None
        order, t = found
        q = (1 - self.p) * t

        def value() -> Expr:
            odds = q / (1 - q)
            weight = X.ONE if t is X.ONE else X.power(self.p / (1 - q), self.r)
            return weight * raw_moment(order, lambda j: rising(self.r, j) * odds**j)

        return Moment(value()) if t is X.ONE else existing(value, facts, Condition(1 - q, ">"))


class LogSeries(NamedTuple):
    """−p^k/(k·log(1 − p)): E[K(K − 1)···] = −(j − 1)!·(p/(1 − p))^j/log(1 − p)."""

    p: Expr
    variables: tuple[Expr, ...] = (K,)
    positive: frozenset[Expr] = frozenset({K})
    complement: None = None

    def expectation(self, statistic: Expr, facts: Facts) -> Outcome:
        found = _polynomial(statistic, self.variables)
        if found is None:
            return None
        order, r = found
        slack, scale = 1 - self.p * r, -X.power(F.log(1 - self.p), X.MINUS_ONE)

        def value() -> Expr:
            if order == 0:
                return X.ONE if r is X.ONE else -scale * F.log(slack)
            odds = self.p * r / slack
            return raw_moment(order, lambda j: scale * F.factorial(num(max(j - 1, 0))) * odds**j)

        return Moment(value()) if r is X.ONE else existing(value, facts, Condition(slack, ">"))


class Zeta(NamedTuple):
    """k^(−s)/ζ(s): E[K^t] = ζ(s − t)/ζ(s), E[log K] = −ζ'(s)/ζ(s)."""

    s: Expr
    variables: tuple[Expr, ...] = (K,)
    positive: frozenset[Expr] = frozenset({K})
    complement: None = None

    def expectation(self, statistic: Expr, facts: Facts) -> Outcome:
        m = monomial(statistic, self.variables)
        if m is None:
            return None
        if m.rates:
            return Diverges() if facts.sign(m.rate(K)) == 1 else None
        t, n = m.power(K), m.log(K)
        order = self.s - t
        if t is X.ZERO and n == 0:
            return Moment(X.ONE)

        def value() -> Expr:
            whole = F.zeta(order) if n == 0 else num(-1) ** n * F.zetaprime(num(n), order)
            return whole / F.zeta(self.s)

        return existing(value, facts, Condition(order, ">", X.ONE))


class Hypergeometric(NamedTuple):
    """E[K(K − 1)···] = m(m − 1)···n(n − 1)···/(N(N − 1)···)."""

    population: Expr
    successes: Expr
    draws: Expr
    variables: tuple[Expr, ...] = (K,)
    positive: frozenset[Expr] = frozenset()
    complement: None = None

    def expectation(self, statistic: Expr, facts: Facts) -> Outcome:
        found = _polynomial(statistic, self.variables)
        if found is None or found[1] is not X.ONE:
            return None

        def moment(j: int) -> Expr:
            above = falling(self.successes, j) * falling(self.draws, j)
            return above / falling(self.population, j)

        return Moment(raw_moment(found[0], moment))


class BetaBinomial(NamedTuple):
    """E[K(K − 1)···] = n(n − 1)···α(α + 1)···/((α + β)(α + β + 1)···)."""

    n: Expr
    alpha: Expr
    beta: Expr
    variables: tuple[Expr, ...] = (K,)
    positive: frozenset[Expr] = frozenset()
    complement: None = None

    def expectation(self, statistic: Expr, facts: Facts) -> Outcome:
        found = _polynomial(statistic, self.variables)
        if found is None or found[1] is not X.ONE:
            return None

        def moment(j: int) -> Expr:
            return falling(self.n, j) * rising(self.alpha, j) / rising(self.alpha + self.beta, j)

        return Moment(raw_moment(found[0], moment))


class Skellam(NamedTuple):
    """The difference of two Poisson variables: E[r^K] = e^(λ₁(r − 1) + λ₂(1/r − 1)), moments by expansion."""

    first: Expr
    second: Expr
    variables: tuple[Expr, ...] = (K,)
    positive: frozenset[Expr] = frozenset()
    complement: None = None

    def expectation(self, statistic: Expr, facts: Facts) -> Outcome:
        found = _polynomial(statistic, self.variables)
        if found is None:
            return None
        order, r = found
        weight = X.power(X.E, self.first * (r - 1) + self.second * (1 / r - 1))
        mean, spread = self.first * r - self.second / r, self.first * r + self.second / r
        moments = (X.ONE, mean, spread + mean**2)
        return Moment(weight * moments[order]) if order < len(moments) else None


class DiscreteUniform(NamedTuple):
    """n equal masses on low, …, low + n − 1; J = K − low has E[J(J − 1)···] = (n − 1)(n − 2)···/(j + 1)."""

    low: Expr
    high: Expr
    positive: frozenset[Expr] = frozenset()
    variables: tuple[Expr, ...] = (K,)
    complement: None = None

    @property
    def size(self) -> Expr:
        return self.high - self.low + 1

    def expectation(self, statistic: Expr, facts: Facts) -> Outcome:
        n = self.size
        logarithm = inside(statistic, F.log.name)
        if logarithm is not None:
            return self._log(logarithm, facts)
        found = _polynomial(statistic, self.variables)
        if found is None:
            return None
        order, r = found
        if r is X.ONE:
            return Moment(self._raw(order))
        if order:
            return None
        return Moment(X.power(r, self.low) * (X.power(r, n) - 1) / ((r - 1) * n))

    def _raw(self, order: int) -> Expr:
        """E[(low + J)^order]."""
        n = self.size
        shifted = [raw_moment(i, lambda j: falling(n - 1, j) / (j + 1)) for i in range(order + 1)]
        return X.add(*[num(comb(order, i)) * self.low ** (order - i) * shifted[i] for i in range(order + 1)])

    def _log(self, u: Expr, facts: Facts) -> Outcome:
        """E[log(K + c)] = log(Γ(high + c + 1)/Γ(low + c))/n."""
        parts = binomial(u, frozenset({K.data}))
        if parts is None or parts[2] is not K or facts.sign(parts[1]) != 1:
            return None
        c = parts[0] / parts[1]
        whole = F.loggamma(self.high + c + 1) - F.loggamma(self.low + c)
        return Moment(facts.ln(parts[1]) + whole / self.size)
