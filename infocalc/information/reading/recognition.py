"""A density by formula that is a member of a family: a*e^(-a*x) on [0, oo) is Exponential(a).

log f = c₀ + Σ cᵢ·Tᵢ has the statistics Tᵢ of the family, and the cᵢ give its parameters. That it is this
member is then proved: the logarithms differ by 0 and the supports are the same. So it is normalised, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from infocalc.algebra.normal import is_zero, tidy
from infocalc.errors import InfocalcError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.information.closed.expansion import Expansion, TooWide
from infocalc.information.condition import Condition
from infocalc.information.densities.density import Density
from infocalc.information.densities.expand import expanded, split_terms
from infocalc.information.densities.kernels import parameter_factors
from infocalc.information.densities.special_values import special_values
from infocalc.information.facts import Facts
from infocalc.information.families import TABLE
from infocalc.information.families.distribution import Distribution
from infocalc.information.families.member import member
from infocalc.integration.analytic import Unsupported
from infocalc.integration.kinks import linear_zero
from infocalc.integration.logarithms import open_logs
from infocalc.records import NamedTuple

S = X.sym("s ")
LOG, FACTORIAL = F.log(S), F.loggamma(S + 1)

Values = tuple[Expr, ...]


class LogForm(NamedTuple):
    """The coefficients of the statistics of log f in s, the range, what is positive."""

    coefficients: Mapping[Expr, Expr]
    low: Expr
    high: Expr
    facts: Facts

    def of(self, *statistics: Expr) -> Values | None:
        """The coefficients of these statistics, 0 where one is absent; None where there are others."""
        if not set(self.coefficients) <= set(statistics):
            return None
        return tuple(self.coefficients.get(t, X.ZERO) for t in statistics)


#: the parameters of the family, None where the statistics are not its own
Parameters = Callable[[LogForm], "Values | None"]


def _normal(f: LogForm) -> Values | None:
    found = f.of(S**2, S)
    if found is None or found[0] is X.ZERO:
        return None
    return tidy(-found[1] / (2 * found[0])), _root(-1 / (2 * found[0]), f.facts)


def _lognormal(f: LogForm) -> Values | None:
    found = f.of(X.power(LOG, X.TWO), LOG)
    if found is None or found[0] is X.ZERO:
        return None
    return tidy(-(found[1] + 1) / (2 * found[0])), _root(-1 / (2 * found[0]), f.facts)


def _half(power: int) -> Parameters:
    """√ of −1/(2c) for s^power·e^(−c·s²): half-normal, Rayleigh, Maxwell."""

    def parameters(f: LogForm) -> Values | None:
        found = f.of(S**2, LOG)
        if found is None or found[0] is X.ZERO or found[1] is not X.num(power):
            return None
        return (_root(-1 / (2 * found[0]), f.facts),)

    return parameters


def _laplace(f: LogForm) -> Values | None:
    if len(f.coefficients) != 1:
        return None
    ((statistic, k),) = f.coefficients.items()
    if not F.abs.heads(statistic):
        return None
    centre = linear_zero(statistic.args[0], S.data)
    return None if centre is None else (centre, tidy(-1 / k))


def _cauchy(f: LogForm) -> Values | None:
    if len(f.coefficients) != 1:
        return None
    ((statistic, k),) = f.coefficients.items()
    if k is not X.MINUS_ONE or not F.log.heads(statistic):
        return None
    constant, parts = split_terms(expanded(statistic.args[0]), S.data)
    found = f._replace(coefficients=parts).of(S**2, S)
    if found is None or found[0] is X.ZERO:
        return None
    centre = tidy(-found[1] / (2 * found[0]))
    return centre, _root(constant / found[0] - centre**2, f.facts)


def _weibull(f: LogForm) -> Values | None:
    powers = [t for t in f.coefficients if X.split_power(t)[0] is S]
    found = f.of(LOG, *powers[:1])
    if found is None or not powers:
        return None
    shape = X.split_power(powers[0])[1]
    scale = f.facts.raised(tidy(-1 / found[1]), 1 / shape)
    return (shape, scale) if is_zero(found[0] + 1 - shape) else None


def _root(e: Expr, facts: Facts) -> Expr:
    return facts.raised(tidy(e), X.HALF)


def _one(statistic: Expr, parameters: Callable[[Expr, LogForm], Values]) -> Parameters:
    """A family with one statistic: parameters of its coefficient and the ends of the range."""

    def of(f: LogForm) -> Values | None:
        found = f.of(statistic)
        return None if found is None or found[0] is X.ZERO else parameters(found[0], f)

    return of


def _gamma(f: LogForm) -> Values | None:
    found = f.of(LOG, S)
    return None if found is None or found[1] is X.ZERO else (found[0] + 1, tidy(-1 / found[1]))


def _inverse_gamma(f: LogForm) -> Values | None:
    found = f.of(LOG, 1 / S)
    return None if found is None or found[1] is X.ZERO else (-found[0] - 1, -found[1])


def _beta(f: LogForm) -> Values | None:
    found = f.of(LOG, F.log(1 - S))
    return None if found is None else (found[0] + 1, found[1] + 1)


def _uniform(f: LogForm) -> Values | None:
    return None if f.coefficients else (f.low, f.high)


def _poisson(f: LogForm) -> Values | None:
    found = f.of(S, FACTORIAL)
    return None if found is None or found[1] is not X.MINUS_ONE else (_power_of(found[0]),)


def _binomial(f: LogForm) -> Values | None:
    found = f.of(S, FACTORIAL, F.loggamma(f.high - S + 1))
    if found is None or any(k is not X.MINUS_ONE for k in found[1:]):
        return None
    odds = _power_of(found[0])
    return f.high, tidy(odds / (1 + odds))


def _power_of(log: Expr) -> Expr:
    """e^log as a product of powers."""
    factors = []
    for term in X.terms(log):
        k, body = X.split_coefficient(term)
        known = F.log.heads(body) and len(body.args) == 1
        factors.append(X.power(body.args[0], X.rational(k)) if known else X.power(X.E, term))
    return X.mul(*factors)


CONTINUOUS: Mapping[str, Parameters] = MappingProxyType(
    {
        "Uniform": _uniform,
        "Exponential": _one(S, lambda c, f: (-c,)),
        "Normal": _normal,
        "HalfNormal": _half(0),
        "Rayleigh": _half(1),
        "Maxwell": _half(2),
        "Gamma": _gamma,
        "InverseGamma": _inverse_gamma,
        "Laplace": _laplace,
        "Cauchy": _cauchy,
        "Lognormal": _lognormal,
        "Pareto": _one(LOG, lambda c, f: (f.low, -c - 1)),
        "PowerFunction": _one(LOG, lambda c, f: (c + 1, f.high)),
        "Beta": _beta,
        "Weibull": _weibull,
    }
)
DISCRETE: Mapping[str, Parameters] = MappingProxyType(
    {
        "DiscreteUniform": _uniform,
        "Geometric": _one(S, lambda c, f: (tidy(1 - _power_of(c)), f.low)),
        "Poisson": _poisson,
        "Binomial": _binomial,
        "Zeta": _one(LOG, lambda c, f: (-c,)),
    }
)


def recognised(density: Density) -> Distribution | None:
    """The member of a family that the density is proved to be."""
    for found in _candidates(density):
        if _is(density, found):
            return found
    return None


def _candidates(density: Density) -> Iterator[Distribution]:
    facts = Facts().given(Condition(e, ">") for e in parameter_factors(density))
    try:
        form = LogForm(split_terms(_log(density, facts), S.data)[1], density.low, density.high, facts)
    except (InfocalcError, Unsupported, TooWide):
        return
    for name, parameters in (DISCRETE if density.discrete else CONTINUOUS).items():
        try:
            values = parameters(form)
            if values is not None and not any(S.data in v.free for v in values):
                yield member(TABLE[name], values)
        except InfocalcError:  # not parameters of this family, or none at all
            continue


def _log(density: Density, facts: Facts) -> Expr:
    """log f in s, opened."""
    from infocalc.functions import subs

    f = subs(density.f, {density.variable: S})
    positive = frozenset((S,)) if facts.is_nonnegative(density.low) else frozenset()
    return expanded(open_logs(F.log(f), facts.positive | positive))


def _is(density: Density, p: Distribution) -> bool:
    """Whether the density is that of p, on the same range."""
    support = p.support
    if support is None or not _same(support.low, density.low) or not _same(support.high, density.high):
        return False
    positive = frozenset((S,)) if p.facts.is_nonnegative(density.low) else frozenset()
    try:
        difference = _log(density, p.facts) - p.log_density(S)
        opened = Expansion(frozenset((S.data,)), positive, p.facts).expand(difference)
    except (InfocalcError, Unsupported, TooWide):
        return False
    return all(is_zero(special_values(c)) is True for c in opened.values())


def _same(a: Expr, b: Expr) -> bool:
    return a is b or (X.OO not in (a, b) and -X.OO not in (a, b) and is_zero(a - b) is True)
