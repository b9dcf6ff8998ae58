"""Z ~ N(0, 1). E[Z^n·e^(tZ)] = e^(t²/2)·E[(Z + t)^n]; distances by the error function."""

from __future__ import annotations

from math import comb

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, num
from infocalc.functions import calls as F
from infocalc.functions import log
from infocalc.information.condition import Condition
from infocalc.information.facts import Facts
from infocalc.information.moments.factorials import digamma, gamma_quotient, trigamma
from infocalc.information.moments.outcome import Moment, Outcome, existing
from infocalc.information.moments.patterns import binomial, inside, monomial
from infocalc.records import NamedTuple

Z = X.sym("_z")


def standard_moment(n: int) -> int:
    """E[Z^n] = (n − 1)!! for even n."""
    if n % 2:
        return 0
    value = 1
    for k in range(1, n, 2):
        value *= k
    return value


def shifted_moment(n: int, t: Expr) -> Expr:
    """E[(Z + t)^n]."""
    return X.add(*[num(comb(n, k) * standard_moment(k)) * t ** (n - k) for k in range(0, n + 1, 2)])


class Normal(NamedTuple):
    variables: tuple[Expr, ...] = (Z,)
    positive: frozenset[Expr] = frozenset()
    complement: None = None

    def expectation(self, statistic: Expr, facts: Facts) -> Outcome:
        m = monomial(statistic, self.variables)
        if m is not None:
            n = m.power(Z)
            if m.logs or n.head != X.NUM or type(n.data) is not int or n.data < 0:
                return None
            t = m.rate(Z)
            return Moment(X.power(X.E, t**2 / 2) * shifted_moment(n.data, t))
        distance = inside(statistic, F.abs.name)
        if distance is not None:
            return self._distance(distance, facts)
        wave = inside(statistic, F.cos.name)
        if wave is not None:
            return _cosine(wave)
        return self._size(statistic, facts)

    def _distance(self, u: Expr, facts: Facts) -> Outcome:
        """E|Z − c| = 2φ(c) + c·erf(c/√2), and E|e^(tZ) − a| with the threshold log(a)/t."""
        parts = binomial(u, frozenset({Z.data}))
        if parts is None or parts[1] is not X.ONE:
            return Moment(X.power(2 / X.PI, X.HALF)) if u is Z else None
        c, random = -parts[0], parts[2]
        if random is Z:
            bell = X.power(2 / X.PI, X.HALF) * X.power(X.E, -(c**2) / 2)
            return Moment(bell + c * F.erf(c / X.power(X.TWO, X.HALF)))
        m = monomial(random, self.variables)
        if m is None or m.powers or m.logs or facts.sign(c) != 1:
            return None
        t = m.rate(Z)
        size = t if facts.sign(t) == 1 else -t
        if facts.sign(size) != 1:
            return None
        # e^(tZ) and e^(|t|Z) have the same law
        threshold, root = facts.ln(c) / size, X.power(X.TWO, X.HALF)
        mean = X.power(X.E, size**2 / 2)
        return Moment(c * F.erf(threshold / root) - mean * F.erf((threshold - size) / root))

    def _size(self, statistic: Expr, facts: Facts) -> Outcome:
        """E|Z|^s = 2^(s/2)·Γ((s + 1)/2)/√π; E log|Z| = (ψ(1/2) + log 2)/2, and its square."""
        base, s = X.split_power(statistic)
        size = F.abs(Z)
        if base is size:
            half = (s + 1) / 2
            power = X.power(X.TWO, s / 2)
            return existing(lambda: power * gamma_quotient([half], [X.HALF]), facts, Condition(s + 1, ">"))
        if base is log(size) and s in (X.ONE, X.TWO):
            mean = (digamma(X.HALF) + log(X.TWO)) / 2
            return Moment(mean if s is X.ONE else mean**2 + trigamma(X.HALF) / 4)
        return None


def _cosine(u: Expr) -> Outcome:
    """E[cos(tZ + c)] = e^(−t²/2)·cos c."""
    parts = binomial(u, frozenset({Z.data})) if u is not Z else (X.ZERO, X.ONE, Z)
    if parts is None or parts[2] is not Z:
        return None
    return Moment(X.power(X.E, -(parts[1] ** 2) / 2) * F.cos(parts[0]))
