"""Measures made of ∫ p^a·q^b: Hellinger, Bhattacharyya, χ², Rényi and Tsallis of families in closed form.

log p^a·q^b is a combination of log-densities; kernels with a known integral are in `densities/kernels.py`.
"""

from __future__ import annotations

from infocalc.algebra.normal import tidy
from infocalc.algebra.one_fraction import product_form
from infocalc.errors import InfocalcError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.functions import rebuild
from infocalc.information.closed.closed_form import Closed, ClosedForm, Infinite, joined_conditions
from infocalc.information.closed.expansion import Expansion, TooWide
from infocalc.information.closed.product import Product, alike, beside, multiplied
from infocalc.information.closed.standard_form import distributed
from infocalc.information.condition import Condition
from infocalc.information.densities.density import Density
from infocalc.information.densities.kernels import diverges, log_mass
from infocalc.information.facts import Facts
from infocalc.information.families.distribution import Distribution, same
from infocalc.information.families.support import Support, contained
from infocalc.information.measure import Measure
from infocalc.information.reading.families import NamedLaw
from infocalc.integration.analytic import Unsupported
from infocalc.notation.formula import symbol
from infocalc.records import NamedTuple

P, Q = X.sym("p "), X.sym("q ")


class Powers(NamedTuple):
    """factor · p^a · q^b."""

    factor: Expr
    a: Expr
    b: Expr


def monomials(measure: Measure) -> list[Powers] | None:
    """φ as a sum of powers of p and q; None where it is none."""
    if measure.term is None:
        return None
    found = [_monomial(term) for term in X.terms(measure.term(*(P, Q)[: measure.operands]))]
    return None if None in found else [one for one in found if one is not None]


def _monomial(term: Expr) -> Powers | None:
    rest: list[Expr] = []
    powers = {P: X.ZERO, Q: X.ZERO}
    c, body = X.split_coefficient(term)
    for factor in body.args if body.head == X.MUL else (body,):
        base, exponent = X.split_power(factor)
        if base in powers:
            powers[base] = exponent
        else:
            rest.append(factor)
    whole = X.mul(X.rational(c), *rest)
    return None if whole.free & {P.data, Q.data} else Powers(whole, powers[P], powers[Q])


def closed_powers(measure: Measure, args: tuple[NamedLaw, ...]) -> Closed:
    """g(Σ c·∫ p^a·q^b) for members of families, laws of vectors and products."""
    parts = monomials(measure)
    if parts is None:
        return None
    first, second = args[0], args[-1]
    facts, terms = (first.facts | second.facts).given(measure.needs), []
    conditions = joined_conditions(measure.needs, *(p.conditions for p in args))
    for one in parts:
        found = power_integral(first, second, one.a, one.b, facts)
        if isinstance(found, Infinite):
            return Infinite(_reason(measure, first), sign=-1 if measure.falls else 1)
        if found is None:
            return None
        terms.append(one.factor * found.expr)
        conditions = joined_conditions(conditions, found.conditions)
    return ClosedForm(measure.whole(X.add(*terms)), conditions)


def power_integral(p: NamedLaw, q: NamedLaw, a: Expr, b: Expr, facts: Facts) -> Closed:
    """∫ p^a·q^b; of independent laws side by side the product of theirs."""
    if isinstance(p, Distribution) and isinstance(q, Distribution):
        return integral(p, q, a, b, facts)
    if (a, b) in ((X.ONE, X.ZERO), (X.ZERO, X.ONE)) or (a + b is X.ONE and alike(p, q)):
        return ClosedForm(X.ONE)
    if isinstance(p, Product) and isinstance(q, Product):
        return multiplied([power_integral(*pair, a, b, facts) for pair in beside(p, q)])
    from infocalc.information.closed.vector_powers import log_power_integral

    found = log_power_integral(p, q, a, b, facts)
    if not isinstance(found, ClosedForm):
        return found
    return ClosedForm(_exponential(found.expr, facts), found.conditions)


def _reason(measure: Measure, p: NamedLaw) -> str:
    kind, x = ("sum", "k") if p.discrete else ("integral", "x")
    return f"the {kind} of {measure.what.format(x=x)} diverges"


def integral(p: Distribution, q: Distribution, a: Expr, b: Expr, facts: Facts) -> Closed:
    """∫ p^a·q^b."""
    if (same(p, q) and a + b is X.ONE) or (a, b) in ((X.ONE, X.ZERO), (X.ZERO, X.ONE)):
        return ClosedForm(X.ONE)
    support = _common(p, q, a, b, facts)
    if support is None:
        return None
    if p.outcomes() is not None and q.outcomes() is not None:
        return _summed(p, q, a, b, facts)
    if any(one.family.pieces is not None for one in (p, q)):
        return None
    f = _density(p, q, a, b, support, facts)
    if f is None:
        return None
    try:
        found = log_mass(f, facts.positive)
        if found is None:
            return Infinite("") if diverges(f, facts.positive) or _grows(p, q, a, b, support, facts) else None
    except (InfocalcError, Unsupported):
        return None
    value, positive = found
    # by Hölder's inequality ∫ p^a·q^(1 − a) ≤ 1 for 0 ≤ a ≤ 1: it exists whatever the kernel wants
    exists = a + b is X.ONE and all(facts.is_nonnegative(e) for e in (a, b))
    needed = () if exists else tuple(Condition(shortest(e, facts), ">") for e in positive)
    if any(facts.holds(c) is False for c in needed):
        return None
    return ClosedForm(_exponential(value, facts), tuple(c for c in needed if facts.holds(c) is None))


def _grows(p: Distribution, q: Distribution, a: Expr, b: Expr, support: Support, facts: Facts) -> bool:
    """Whether p^a·q^b is proved to grow towards an end."""
    from infocalc.information.closed.tails import grows

    x = X.sym("x")
    return grows(a * p.log_density(x) + b * q.log_density(x), x, support, p, facts)


def shortest(e: Expr, facts: Facts) -> Expr:
    """A factor of e that is positive exactly where e is: those of known sign left out, and denominators."""
    whole = powers_of(e, facts)
    whole = product_form(whole) or tidy(whole)
    if whole.head != X.MUL:
        return whole
    signs = {factor: facts.sign(factor) for factor in whole.args}
    rest = X.mul(*[factor for factor, sign in signs.items() if sign not in (1, -1)])
    falls = (whole.data < 0) is (sum(sign == -1 for sign in signs.values()) % 2 == 0)
    return X.add(*[X.scale(-1, term) for term in X.terms(rest)]) if falls else rest


def _summed(p: Distribution, q: Distribution, a: Expr, b: Expr, facts: Facts) -> ClosedForm | None:
    """Σ p(k)^a·q(k)^b over few outcomes; 0 where one of them has none and its exponent is positive."""
    total = []
    for n in range(min(p.outcomes() or ()), max(p.outcomes() or ()) + 1):
        masses = [one.mass(X.num(n)) if n in (one.outcomes() or ()) else X.ZERO for one in (p, q)]
        pairs = [(m, e) for m, e in zip(masses, (a, b), strict=True) if e is not X.ZERO]
        if any(m is X.ZERO and facts.sign(e) != 1 for m, e in pairs):
            return None
        if not any(m is X.ZERO for m, _ in pairs):
            total.append(X.mul(*[facts.raised(m, e) for m, e in pairs]))
    return ClosedForm(X.add(*total))


def _density(
    p: Distribution, q: Distribution, a: Expr, b: Expr, support: Support, facts: Facts
) -> Density | None:
    """p^a·q^b, its logarithms opened so that equal ones meet."""
    x = X.sym("k" if p.discrete else "x")
    positive = frozenset((x,)) if facts.is_nonnegative(support.low) else frozenset()
    try:
        log = a * p.log_density(x) + b * q.log_density(x)
        opened = Expansion(frozenset((x.data,)), positive, facts).expand(log)
    except TooWide:
        return None
    f = X.power(X.E, X.add(*[c * statistic for statistic, c in opened.items()]))
    return Density(symbol(x.data), f, x.data, support.low, support.high, p.discrete, "")


def _common(p: Distribution, q: Distribution, a: Expr, b: Expr, facts: Facts) -> Support | None:
    """Where p^a·q^b is not 0: the smaller support; None where neither is proved to lie within the other."""
    if p.support is None or q.support is None:
        return None
    if b is X.ZERO:
        return p.support
    if a is X.ZERO:
        return q.support
    inside, outside = contained(p.support, q.support, facts), contained(q.support, p.support, facts)
    if inside.inside and not inside.conditions and (outside.inside or facts.sign(a) == 1):
        return p.support
    return q.support if outside.inside and not outside.conditions and facts.sign(b) == 1 else None


def _exponential(log: Expr, facts: Facts) -> Expr:
    """e^log with Γ for e^(log Γ) and powers for e^(c·log u)."""
    factors, rest = [], []
    for term in distributed(log):
        body = X.split_coefficient(term)[1]
        logs = [f for f in (body.args if body.head == X.MUL else (body,)) if _is_log(f)]
        if len(logs) != 1:
            rest.append(powers_of(term, facts))
            continue
        (inner,), exponent = logs[0].args, term / logs[0]
        base = tidy(powers_of(inner, facts)) if logs[0].data == F.log.name else F.gamma(inner)
        factors.append(facts.raised(base, exponent))
    return X.mul(*factors, X.power(X.E, tidy(X.add(*rest))))


def powers_of(e: Expr, facts: Facts) -> Expr:
    """e with powers for every e^(c·log u) in it."""

    def visit(node: Expr, parts: tuple[Expr, ...]) -> Expr:
        if node.head == X.POW and node.args[0] is X.E:
            return _exponential(parts[1], facts)
        return rebuild(node, parts)

    return e if X.CALL not in e.words else X.fold(e, visit)


def _is_log(e: Expr) -> bool:
    return e.head == X.CALL and e.data in (F.log.name, F.loggamma.name) and len(e.args) == 1
