"""Measures of laws that are no sums of integrals of powers: orders 0 and ∞, the total variation."""

from __future__ import annotations

from infocalc.expr import expr as X
from infocalc.information.closed.closed_form import Closed, ClosedForm, Infinite, joined_conditions
from infocalc.information.closed.product import Product, added, beside, multiplied
from infocalc.information.closed.vectors import MultivariateNormal, log_density_at_mean
from infocalc.information.condition import Condition
from infocalc.information.facts import Facts
from infocalc.information.families.distribution import Distribution, same
from infocalc.information.families.row import Parameter
from infocalc.information.families.support import contained
from infocalc.information.measure import Measure
from infocalc.information.measures.powers import P, Q, closed_powers, power_integral, powers_of, shortest
from infocalc.information.reading.families import NamedLaw
from infocalc.information.ring import size


def closed_otherwise(measure: Measure, args: tuple[NamedLaw, ...]) -> Closed:
    """The measure, where it is no sum of expectations of log-densities."""
    if measure.zeroth:
        return _zeroth(measure, args)
    if measure.largest:
        return _of_largest(measure, args)
    if measure.operands == 2 and measure.term is not None and measure.term(P, Q) is size(P - Q) / 2:
        return _variation(*args)
    return closed_powers(measure, args)


def _variation(p: NamedLaw, q: NamedLaw) -> Closed:
    """∫|p − q|/2 of two members of a family where its row has it."""
    if not isinstance(p, Distribution) or not isinstance(q, Distribution) or p.family is not q.family:
        return None
    conditions = joined_conditions(p.conditions, q.conditions)
    if same(p, q):
        return ClosedForm(X.ZERO, conditions)
    apart = [
        Condition(a, "!=", b)
        for one, a, b in zip(p.family.parameters, p.parameters, q.parameters, strict=True)
        if one.domain == "positive" and a is not b and (a - b).free
    ]
    conditions = joined_conditions(conditions, tuple(apart))
    row = p.family
    found = None if row.variation is None else row.variation(p.facts | q.facts, p.parameters, q.parameters)
    return None if found is None else ClosedForm(found, conditions)


def _of_largest(measure: Measure, args: tuple[NamedLaw, ...]) -> Closed:
    """Order ∞: −log sup p, or log sup p/q; those of independent laws add."""
    first, second = args[0], args[-1]
    if isinstance(first, Product) and isinstance(second, Product):
        pairs = beside(first, second)
        return added([_of_largest(measure, pair[: len(args)]) for pair in pairs])
    if isinstance(first, MultivariateNormal) and len(args) == 1:
        return ClosedForm(-log_density_at_mean(first), first.conditions)
    if not isinstance(first, Distribution) or not isinstance(second, Distribution):
        return None
    from infocalc.information.closed.peaks import peak

    facts = first.facts | second.facts
    found = peak(first, second if len(args) > 1 else None, facts)
    if isinstance(found, Infinite):
        return found._replace(sign=-1 if measure.falls else 1)
    if found is None:
        return None
    needed = tuple(Condition(shortest(c.left, facts), ">") for c in found.conditions)
    conditions = joined_conditions(*(p.conditions for p in args), needed)
    return ClosedForm(X.scale(measure.times_log, powers_of(found.expr, facts)), conditions)


def _zeroth(measure: Measure, args: tuple[NamedLaw, ...]) -> Closed:
    """Order 0: the size of the support of P, or Q of it where the one support lies within the other."""
    first, second = args[0], args[-1]
    facts = first.facts | second.facts
    conditions = joined_conditions(*(p.conditions for p in args), *map(_uncertain, args))
    if len(args) == 1:
        found = _size(first, facts)
        if not isinstance(found, ClosedForm):
            return found
        return ClosedForm(measure.whole(found.expr), joined_conditions(conditions, found.conditions))
    if not isinstance(first, Distribution) or not isinstance(second, Distribution):
        return None
    if first.support is None or second.support is None:
        return None
    within = contained(second.support, first.support, facts)
    return ClosedForm(measure.whole(X.ONE), conditions) if within.inside and not within.conditions else None


def _uncertain(p: NamedLaw) -> tuple[Condition, ...]:
    """What must hold for a law to be at no end of its range, where it has fewer outcomes: 0 < p < 1."""
    if not isinstance(p, Distribution):
        return ()
    pairs = zip(p.family.parameters, p.parameters, strict=False)
    open_ones = [value for one, value in pairs if one.domain == "probability" and value.free]
    return tuple(c for value in open_ones for c in Parameter("p", "unit").conditions(value))


def _size(p: NamedLaw, facts: Facts) -> Closed:
    """The length of the support, or the number of outcomes."""
    if isinstance(p, Product):
        return multiplied([_size(part, facts) for part in p.parts])
    if not isinstance(p, Distribution):
        found = power_integral(p, p, X.ZERO, X.ZERO, facts)
        return Infinite("the support has no end") if isinstance(found, Infinite) else found
    if p.support is None:
        return None
    low, high = p.support.low, p.support.high
    if X.OO in (high, -low):
        return Infinite("the support has no end")
    return ClosedForm(high - low + 1 if p.support.discrete else high - low)
