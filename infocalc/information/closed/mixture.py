"""Mixtures Σ wᵢ·Pᵢ of members of families, all discrete or all continuous."""

from __future__ import annotations

from collections.abc import Sequence

from infocalc.errors import DistributionError, ParameterError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.information.closed.closed_form import Closed, ClosedForm, Infinite, joined_conditions
from infocalc.information.closed.divergence import closed_cross_entropy, closed_divergence, closed_entropy
from infocalc.information.condition import Condition, plain
from infocalc.information.facts import Facts
from infocalc.information.families.distribution import Distribution
from infocalc.records import NamedTuple


class Mixture(NamedTuple):
    """`weights` sum to 1; components of weight 0 are left out."""

    weights: tuple[Expr, ...]
    components: tuple[Distribution, ...]
    conditions: tuple[Condition, ...] = ()
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        weights = ", ".join(map(plain, self.weights))
        return f"Mixture(weights=[{weights}], components=[{', '.join(map(str, self.components))}])"

    @property
    def discrete(self) -> bool:
        return self.components[0].discrete

    @property
    def free(self) -> frozenset[str]:
        return frozenset().union(*[w.free for w in self.weights], *[c.free for c in self.components])

    @property
    def facts(self) -> Facts:
        found = Facts().given(self.conditions)
        for c in self.components:
            found = found | c.facts
        return found


def mixture(weights: tuple[Expr, ...], components: tuple[Distribution, ...]) -> Mixture:
    """The mixture, its weights checked: non-negative, sum 1."""
    if len(weights) != len(components) or not weights:
        raise ParameterError(f"Mixture: {len(weights)} weights for {len(components)} components")
    if len({c.discrete for c in components}) > 1:
        raise DistributionError("Mixture: some components have a mass function and some a density")
    conditions = checked_weights(weights)
    kept = [(w, c) for w, c in zip(weights, components, strict=True) if w is not X.ZERO]
    for _, c in kept:
        conditions.extend(c.conditions)
    notes = tuple(note for _, c in kept for note in c.notes)
    return Mixture(
        tuple(w for w, _ in kept), tuple(c for _, c in kept), tuple(dict.fromkeys(conditions)), notes
    )


def checked_weights(weights: tuple[Expr, ...]) -> list[Condition]:
    from infocalc.algebra.normal import is_zero

    total = X.add(*weights)
    if total is not X.ONE and is_zero(total - 1) is not True:
        if total.free:
            raise ParameterError(
                f"Mixture: the weights must sum to 1 identically; their sum is {plain(total)}"
            )
        raise ParameterError(f"Mixture: the weights sum to {plain(total)}, not 1")
    conditions = []
    for w in weights:
        c = Condition(w, ">=")
        verdict = Facts().holds(c)
        if verdict is False:
            raise ParameterError(f"Mixture: a weight must be >= 0, got {plain(w)}")
        if verdict is None:
            conditions.append(c)
    return conditions


def _disjoint(components: tuple[Distribution, ...], facts: Facts) -> bool:
    """Whether the supports are proved not to overlap."""
    supports = [c.support for c in components]
    for i, a in enumerate(supports):
        for b in supports[i + 1 :]:
            if a is None or b is None:
                return False
            relation = ">" if a.discrete else ">="
            apart = (Condition(b.low, relation, a.high), Condition(a.low, relation, b.high))
            if not any(facts.holds(c) for c in apart):
                return False
    return True


def mixture_entropy(p: Mixture) -> Closed:
    """Σ wᵢ·h(Pᵢ) − Σ wᵢ·log wᵢ where the supports are disjoint."""
    facts = p.facts
    if len(p.components) == 1:
        return closed_entropy(p.components[0])
    if not _disjoint(p.components, facts):
        return None
    found = weighted(p.weights, [closed_entropy(c) for c in p.components], p.conditions)
    if not isinstance(found, ClosedForm):
        return found
    own = X.add(*[-w * facts.ln(w) for w in p.weights])
    return ClosedForm(found.expr + own, found.conditions)


def mixture_cross_entropy(p: Mixture | Distribution, q: Mixture | Distribution) -> Closed:
    """Σ wᵢ·H(Pᵢ, Q); for a mixture Q where each Pᵢ lies within one of its components."""
    if isinstance(p, Mixture):
        return weighted(p.weights, [mixture_cross_entropy(c, q) for c in p.components], p.conditions)
    if isinstance(q, Distribution):
        return closed_cross_entropy(p, q)
    if len(q.components) == 1:
        return closed_cross_entropy(p, q.components[0])
    if not _disjoint(q.components, q.facts):
        return None
    for w, c in zip(q.weights, q.components, strict=True):
        found = closed_cross_entropy(p, c)
        if isinstance(found, ClosedForm):
            return ClosedForm(found.expr - q.facts.ln(w), found.conditions)
    return _missed(p, q)


def _missed(p: Distribution, q: Mixture) -> Closed:
    """+∞ where P is all at one outcome that no component of Q has."""
    support = p.support
    if support is None or not support.discrete or support.low is not support.high:
        return None
    parts = [closed_cross_entropy(p, c) for c in q.components]
    if all(isinstance(part, Infinite) for part in parts):
        return Infinite(f"Q({plain(support.low)}) = 0 where P({plain(support.low)}) > 0", p.conditions)
    return None


def mixture_divergence(p: Mixture | Distribution, q: Mixture | Distribution) -> Closed:
    """H(P, Q) − h(P) where both are known."""
    if isinstance(p, Mixture) and isinstance(q, Mixture) and _written(p) == _written(q):
        return ClosedForm(X.ZERO, p.conditions)
    if isinstance(p, Distribution) and isinstance(q, Distribution):
        return closed_divergence(p, q)
    own = mixture_entropy(p) if isinstance(p, Mixture) else closed_entropy(p)
    cross = mixture_cross_entropy(p, q)
    if isinstance(cross, Infinite):
        return cross
    if not isinstance(own, ClosedForm) or not isinstance(cross, ClosedForm):
        return None
    return ClosedForm(cross.expr - own.expr, joined_conditions(cross.conditions, own.conditions))


def _written(p: Mixture) -> list[object]:
    """What makes two mixtures the same text."""
    return [(w, c.family, c.parameters) for w, c in zip(p.weights, p.components, strict=True)]


def weighted(weights: Sequence[Expr], parts: Sequence[Closed], conditions: tuple[Condition, ...]) -> Closed:
    """Σ wᵢ·partᵢ; one infinite part makes it infinite."""
    for part in parts:
        if isinstance(part, Infinite):
            return part
    if not all(isinstance(part, ClosedForm) for part in parts):
        return None
    forms = [part for part in parts if isinstance(part, ClosedForm)]
    conditions = joined_conditions(conditions, *[f.conditions for f in forms])
    return ClosedForm(X.add(*[w * f.expr for w, f in zip(weights, forms, strict=True)]), conditions)
