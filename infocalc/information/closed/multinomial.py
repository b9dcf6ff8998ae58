"""The multinomial law: how often each of k outcomes occurs in n trials."""

from __future__ import annotations

from math import comb

from infocalc.errors import LimitExceeded, ParameterError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, num
from infocalc.functions import subs
from infocalc.information.closed.closed_form import Closed, ClosedForm, Infinite, joined_conditions
from infocalc.information.closed.symbolic_pmf import symbolic
from infocalc.information.condition import Condition, plain
from infocalc.information.facts import Facts
from infocalc.information.moments.factorials import loggamma
from infocalc.records import NamedTuple

#: trials beyond this make an entropy of too many terms
MOST = 400


class Multinomial(NamedTuple):
    n: int
    p: tuple[Expr, ...]
    conditions: tuple[Condition, ...] = ()
    notes: tuple[str, ...] = ()
    discrete: bool = True

    def __str__(self) -> str:
        return f"Multinomial(n={self.n}, p=[{', '.join(map(plain, self.p))}])"

    @property
    def free(self) -> frozenset[str]:
        return frozenset().union(*[v.free for v in self.p])

    @property
    def facts(self) -> Facts:
        return Facts().given(self.conditions)

    def at(self, point: dict[str, Expr]) -> Multinomial:
        """The law with values for its symbols, checked anew."""
        return multinomial(num(self.n), tuple([subs(v, point) for v in self.p]))


def multinomial(n: Expr, p: tuple[Expr, ...]) -> Multinomial:
    """The law, its parameters checked: a whole n, probabilities that sum to 1."""
    if n.head != X.NUM or type(n.data) is not int or n.data < 0:
        raise ParameterError(f"Multinomial: n must be an integer >= 0, got {plain(n)}")
    if n.data > MOST:
        raise LimitExceeded(f"Multinomial: more than {MOST} trials are too many for an exact answer")
    if len(p) < 2:
        raise ParameterError("Multinomial: p must have at least two components")
    return Multinomial(n.data, p, symbolic(p, None).conditions)


def multinomial_entropy(law: Multinomial) -> ClosedForm:
    """−log n! − n·Σ pᵢ·log pᵢ + Σᵢ E[log Xᵢ!] with Xᵢ ~ Binomial(n, pᵢ)."""
    own = [_term(p, p, law.facts) for p in law.p if p is not X.ZERO]
    logs = [_mean_log_factorial(law.n, p) for p in law.p if p is not X.ZERO]
    value = X.add(-loggamma(num(law.n + 1)), *logs) - law.n * X.add(*own)
    return ClosedForm(value, law.conditions)


def _mean_log_factorial(n: int, p: Expr) -> Expr:
    """Σ C(n, k)·p^k·(1 − p)^(n−k)·log k!."""
    if p is X.ONE:
        return loggamma(num(n + 1))
    masses = [(k, num(comb(n, k)) * p**k * (1 - p) ** (n - k)) for k in range(2, n + 1)]
    return X.add(*[mass * loggamma(num(k + 1)) for k, mass in masses])


def multinomial_divergence(p: Multinomial, q: Multinomial) -> Closed:
    """n·Σ pᵢ·log(pᵢ/qᵢ) for as many trials; +∞ where Q has no outcome that P has."""
    if (p.n, len(p.p)) != (q.n, len(q.p)):
        raise ParameterError(f"P is of {p.n} trials and {len(p.p)} outcomes, Q of {q.n} and {len(q.p)}")
    conditions = joined_conditions(p.conditions, q.conditions)
    facts = Facts().given(conditions)
    pairs = [(a, b) for a, b in zip(p.p, q.p, strict=True) if a is not X.ZERO]
    if p.n and any(b is X.ZERO for _, b in pairs):
        return Infinite("Q gives 0 to an outcome of P", conditions)
    terms = [_term(a, a, facts) - _term(a, b, facts) for a, b in pairs if a is not b]
    return ClosedForm(p.n * X.add(*terms), conditions)


def multinomial_cross_entropy(p: Multinomial, q: Multinomial) -> Closed:
    """H(P) + D(P‖Q)."""
    own, divergence = multinomial_entropy(p), multinomial_divergence(p, q)
    if not isinstance(divergence, ClosedForm):
        return divergence
    return ClosedForm(own.expr + divergence.expr, divergence.conditions)


def _term(weight: Expr, p: Expr, facts: Facts) -> Expr:
    return weight * facts.ln(p)
