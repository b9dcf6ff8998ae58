"""Entropy, cross-entropy and divergence of two members of families: which way leads to their closed form."""

from __future__ import annotations

from infocalc.errors import DistributionError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.information.closed.closed_form import Closed, ClosedForm, Infinite, joined_conditions
from infocalc.information.closed.expectation import expected, opened, over_pieces, summed
from infocalc.information.condition import Condition
from infocalc.information.facts import Facts
from infocalc.information.families.distribution import Distribution, same
from infocalc.information.families.support import Support, contained


def closed_entropy(p: Distribution) -> Closed:
    """h(P) = E_p[−log p(X)]."""
    if p.family.entropy is not None:
        return ClosedForm(opened(p.family.entropy(*p.parameters), p.facts), p.conditions)
    if p.family.pieces is not None:
        return over_pieces(p, p, p.facts, p.conditions, entropy=True)
    return expected(p, None, p.facts, p.conditions) or summed(p, p, p.facts, p.conditions, cross=True)


def closed_cross_entropy(p: Distribution, q: Distribution) -> Closed:
    """H(P, Q) = E_p[−log q(X)]; +∞ where the support of P sticks out or an expectation diverges."""
    if same(p, q):
        return closed_entropy(p)
    joined = _joined(p, q)
    if joined is None or isinstance(joined, Infinite):
        return joined
    facts, conditions = joined
    found = (
        _of_one_outcome(p, q, conditions)
        or over_pieces(p, q, facts, conditions, entropy=True)
        or expected(p, q, facts, conditions, cross=True)
        or summed(p, q, facts, conditions, cross=True)
    )
    if found is None and p.family is q.family and p.family.divergence is not None:
        return _together(closed_entropy(p), closed_divergence(p, q))
    return found


def closed_divergence(p: Distribution, q: Distribution) -> Closed:
    """D(P‖Q) = E_p[log p(X) − log q(X)], the difference taken before the expectation."""
    if same(p, q):
        return ClosedForm(X.ZERO, p.conditions)
    joined = _joined(p, q)
    if joined is None or isinstance(joined, Infinite):
        return joined
    facts, conditions = joined
    if p.family is q.family and p.family.divergence is not None:
        value = p.family.divergence(facts, p.parameters, q.parameters)
        return ClosedForm(opened(value, facts), conditions)
    found = (
        _of_one_outcome(p, q, conditions)
        or over_pieces(p, q, facts, conditions, entropy=False)
        or expected(p, q, facts, conditions)
        or summed(p, q, facts, conditions, cross=False)
    )
    if found is not None:
        return found
    return _difference(closed_cross_entropy(p, q), closed_entropy(p))


def _together(own: Closed, divergence: Closed) -> Closed:
    """H(P, Q) = h(P) + D(P‖Q), where both are known."""
    if isinstance(divergence, Infinite):
        return divergence
    if not isinstance(own, ClosedForm) or divergence is None:
        return None
    conditions = joined_conditions(own.conditions, divergence.conditions)
    return ClosedForm(own.expr + divergence.expr, conditions)


def _of_one_outcome(p: Distribution, q: Distribution, conditions: tuple[Condition, ...]) -> Closed:
    """−log q(k) for a P that is all at k: its cross-entropy, and its divergence, for H(P) is 0."""
    support = p.support
    if support is None or not support.discrete or support.low is not support.high:
        return None
    return ClosedForm(-q.log_density(support.low), conditions)


def _difference(cross: Closed, own: Closed) -> Closed:
    if isinstance(cross, Infinite):
        return cross
    if cross is None or not isinstance(own, ClosedForm):
        return None
    return ClosedForm(cross.expr - own.expr, joined_conditions(cross.conditions, own.conditions))


def _joined(p: Distribution, q: Distribution) -> tuple[Facts, tuple[Condition, ...]] | Infinite | None:
    """The facts and conditions of both; +∞ where the support of P is proved to stick out of that of Q.

    None where a symbol leaves a support open, as the shape of a Gev does, and Q is not on the whole line.
    """
    if p.discrete != q.discrete:
        mass, density = (p, q) if p.discrete else (q, p)
        raise of_two_kinds(mass.family.name, density.family.name)
    conditions = tuple(dict.fromkeys((*p.conditions, *q.conditions)))
    facts = (p.facts | q.facts).given(conditions)
    a, b = p.support, q.support
    if b is not None and b.low is -X.OO and b.high is X.OO:
        return facts, conditions
    if a is None or b is None:
        return None
    found = contained(a, b, facts)
    if not found.inside:
        reason = f"the support of P, {a}, sticks out of the support of Q, {b}"
        return Infinite(reason, joined_conditions(conditions, _positive_outside(p, b, facts)))
    conditions = (*conditions, *found.conditions)
    return facts.given(found.conditions), conditions


def of_two_kinds(mass: str, density: str) -> DistributionError:
    """The refusal of a discrete law beside a continuous one."""
    return DistributionError(
        f"{mass} has a probability mass function and {density} a density: "
        "neither has a density with respect to the other",
        hint="both operands must be discrete, or both continuous",
    )


def _positive_outside(p: Distribution, b: Support, facts: Facts) -> tuple[Condition, ...]:
    """What makes P give more than nothing to the outside of a support: of Bernoulli(p) beside 0, p > 0."""
    if not p.free:
        return ()
    outside = [X.num(k) for k in p.outcomes() or () if _lies_outside(X.num(k), b, facts)]
    if len(outside) == 1:
        wanted = [Condition(p.mass(outside[0]), ">")]
    else:
        pairs = zip(p.parameters, p.family.parameters, strict=True)
        closed = [c for v, d in pairs if d.domain in ("probability", "nonnegative") for c in d.conditions(v)]
        wanted = [c._replace(relation=">") for c in closed]
    return tuple([c for c in wanted if facts.holds(c) is None])


def _lies_outside(x: Expr, b: Support, facts: Facts) -> bool:
    return any(facts.holds(c) is False for c in (Condition(x, ">=", b.low), Condition(b.high, ">=", x)))
