"""A measure as a sum of expectations of log-densities, read off its row: what closed forms are made of."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, Rational
from infocalc.information.measure import Measure, Pairs
from infocalc.records import NamedTuple

P, Q = X.sym("p "), X.sym("q ")


class Expectation(NamedTuple):
    """scale · E[v] under law number `under` (0 for P): v is −log of its own density, of the other, or
    their difference."""

    under: int
    kind: str
    scale: Rational

    @property
    def measure(self) -> str:
        """The name of E[v]."""
        return {"own": "entropy", "other": "xent", "both": "kl"}[self.kind]


def expectations(measure: Measure) -> tuple[Expectation, ...] | None:
    """E_p[−log p], E_p[−log q], E_p[log p − log q], also with p and q exchanged; None for other measures."""
    several = measure.logs is None or measure.operands > 2
    return None if several or measure.logs is None else _of_logs(measure.logs, measure.operands)


@cache
def _of_logs(logs: Callable[..., Pairs], operands: int) -> tuple[Expectation, ...] | None:
    found = []
    for x, c in logs(*(P, Q)[:operands]):
        exponents = _exponents(x)
        if exponents is None:
            return None
        for term in X.terms(c):
            k, under = X.split_coefficient(term)
            if under not in (P, Q):
                return None
            one = _expectation((P, Q).index(under), exponents, k)
            if one is None:
                return None
            found.append(one)
    return tuple(found)


def _exponents(x: Expr) -> tuple[Rational, Rational] | None:
    """(a, b) of p^a·q^b."""
    powers = dict.fromkeys((P, Q), 0)
    for factor in x.args if x.head == X.MUL and x.data == 1 else (x,):
        base, exponent = X.split_power(factor)
        if base not in powers or exponent.head != X.NUM:
            return None
        powers[base] = exponent.data
    return powers[P], powers[Q]


def _expectation(under: int, exponents: tuple[Rational, Rational], k: Rational) -> Expectation | None:
    """k·E[a·log p + b·log q]."""
    own, other = exponents if under == 0 else exponents[::-1]
    if other == 0:
        return Expectation(under, "own", -k * own)
    if own == 0:
        return Expectation(under, "other", -k * other)
    return Expectation(under, "both", k * own) if own == -other else None
