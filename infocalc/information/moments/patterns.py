"""Statistics taken apart: y^s·e^(t·y)·(log y)^n, and c₀ + c·m under an absolute value or a logarithm."""

from __future__ import annotations

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.records import NamedTuple


class Monomial(NamedTuple):
    """Π variable^power · Π log(variable)^logs · e^(Σ rate·variable)."""

    powers: dict[Expr, Expr]
    logs: dict[Expr, int]
    rates: dict[Expr, Expr]

    def power(self, y: Expr) -> Expr:
        return self.powers.get(y, X.ZERO)

    def log(self, y: Expr) -> int:
        return self.logs.get(y, 0)

    def rate(self, y: Expr) -> Expr:
        return self.rates.get(y, X.ZERO)


def monomial(statistic: Expr, variables: tuple[Expr, ...]) -> Monomial | None:
    """The statistic as a monomial in the variables; None when it is none."""
    found = Monomial({}, {}, {})
    names = frozenset(v.data for v in variables)
    for factor in statistic.args if statistic.head == X.MUL else (statistic,):
        if not _entered(found, factor, variables, names):
            return None
    return found


def _entered(found: Monomial, factor: Expr, variables: tuple[Expr, ...], names: frozenset[str]) -> bool:
    if factor is X.ONE:
        return True
    base, exponent = X.split_power(factor)
    if base in variables and names.isdisjoint(exponent.free):
        found.powers[base] = exponent
        return True
    if F.log.heads(base) and base.args[0] in variables:
        whole = exponent.head == X.NUM and type(exponent.data) is int and exponent.data > 0
        if whole:
            found.logs[base.args[0]] = exponent.data
        return whole
    if base is not X.E:
        return False
    for y in variables:
        rate = exponent / y
        if names.isdisjoint(rate.free):
            found.rates[y] = rate
            return True
    return False


def binomial(e: Expr, names: frozenset[str]) -> tuple[Expr, Expr, Expr] | None:
    """e = c₀ + c·m with one random term: (c₀, c, m)."""
    constant: list[Expr] = []
    random: list[Expr] = []
    for term in X.terms(e):
        (constant if names.isdisjoint(term.free) else random).append(term)
    if len(random) != 1:
        return None
    factors = random[0].args if random[0].head == X.MUL else (random[0],)
    c = X.mul(
        X.rational(random[0].data if random[0].head == X.MUL else 1),
        *[f for f in factors if names.isdisjoint(f.free)],
    )
    m = X.mul(*[f for f in factors if not names.isdisjoint(f.free)])
    return X.add(*constant), c, m


def inside(statistic: Expr, function: str) -> Expr | None:
    """u of function(u), None for any other statistic."""
    return statistic.args[0] if statistic.head == X.CALL and statistic.data == function else None
