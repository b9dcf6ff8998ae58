"""Laws on an interval: density η·e^(ηx)/(e^η − 1) on (0, 1), and (1 + cos x)/(2π) on (−π, π)."""

from __future__ import annotations

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, num
from infocalc.functions import calls as F
from infocalc.information.facts import Facts
from infocalc.information.moments.linear import VARIABLE
from infocalc.information.moments.outcome import Moment, Outcome
from infocalc.information.moments.patterns import monomial
from infocalc.records import NamedTuple

_MOST = 12


class Tilted(NamedTuple):
    """The uniform law tilted by e^(ηx), η ≠ 0."""

    eta: Expr
    variables: tuple[Expr, ...] = (VARIABLE,)
    positive: frozenset[Expr] = frozenset({VARIABLE})
    complement: None = None

    def expectation(self, statistic: Expr, facts: Facts) -> Outcome:
        if statistic is F.log(VARIABLE):
            return Moment(-self._entire(self.eta) / self._growth(self.eta))
        if statistic is F.log(1 - VARIABLE):
            return Moment(-self._entire(-self.eta) / self._growth(-self.eta))
        m = monomial(statistic, self.variables)
        if m is None or m.logs:
            return None
        n, t = m.power(VARIABLE), m.rate(VARIABLE)
        if t is X.ZERO and n.head == X.NUM and type(n.data) is int and 0 <= n.data <= _MOST:
            return Moment(self._power(n.data))
        if n is X.ZERO and facts.sign(self.eta + t) not in (None, 0):
            whole = self._growth(self.eta + t) / self._growth(self.eta)
            return Moment(whole * self.eta / (self.eta + t))
        return None

    def _power(self, n: int) -> Expr:
        """E[X^n] = 1/(1 − e^(−η)) − n/η·E[X^(n−1)], by parts."""
        if n == 0:
            return X.ONE
        return 1 / (1 - X.power(X.E, -self.eta)) - n / self.eta * self._power(n - 1)

    def _growth(self, t: Expr) -> Expr:
        return X.power(X.E, t) - 1

    def _entire(self, t: Expr) -> Expr:
        """Σ tⁿ/(n·n!) = Ei(t) − log|t| − γ; −1/t of it is ∫ log(x)·e^(tx) on (0, 1)."""
        return F.Ei(t) - F.log(F.abs(t)) - X.EULER_GAMMA


class RaisedCosine(NamedTuple):
    """E log(1 + cos X) = 1 − log 2, for log(1 + cos x) = −log 2 − 2·Σ (−1)ⁿ·cos(nx)/n."""

    variables: tuple[Expr, ...] = (VARIABLE,)
    positive: frozenset[Expr] = frozenset()
    complement: None = None

    def expectation(self, statistic: Expr, facts: Facts) -> Outcome:
        if statistic is F.log(1 + F.cos(VARIABLE)):
            return Moment(1 - F.log(X.TWO))
        m = monomial(statistic, self.variables)
        if m is None or m.logs:
            return None
        n, t = m.power(VARIABLE), m.rate(VARIABLE)
        if t is X.ZERO and n.head == X.NUM and type(n.data) is int and 0 <= n.data <= _MOST:
            return Moment(_cosine_power(n.data))
        if n is X.ZERO and facts.sign(t) not in (None, 0):
            return Moment(F.sinh(X.PI * t) / (X.PI * t * (1 + t**2)))
        return None


def _cosine_power(n: int) -> Expr:
    """E[X^n] = π^n/(n + 1) + Cₙ/(2π)."""
    return X.ZERO if n % 2 else X.PI**n / (n + 1) + _against_cosine(n) / (2 * X.PI)


def _against_cosine(n: int) -> Expr:
    """Cₙ = ∫ x^n·cos x on (−π, π) = −2n·π^(n−1) − n(n − 1)·Cₙ₋₂, by parts twice."""
    if n == 0:
        return X.ZERO
    return num(-2 * n) * X.PI ** (n - 1) - num(n * (n - 1)) * _against_cosine(n - 2)
