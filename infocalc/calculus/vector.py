"""The entries of an operator: sums of partial derivatives, each taken once."""

from __future__ import annotations

from collections.abc import Sequence

from infocalc.algebra.derivative import derivative
from infocalc.algebra.tidied import tidied
from infocalc.calculus.operator import Term
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr


def gradient(f: Expr, variables: Sequence[str]) -> list[Expr]:
    """∇f: n×1; row i is ∂f/∂x_i."""
    return [tidied(derivative(f, x)) for x in variables]


def entries(components: Sequence[Expr], terms: Sequence[Sequence[Term]]) -> list[Expr]:
    """Σ c·∂f_i for each entry. Mixed partials commute, so each is worked out in one order only."""
    known: dict[tuple[int, tuple[str, ...]], Expr] = {}
    done: dict[tuple[int, tuple[str, ...]], Expr] = {}

    def slope(component: int, along: tuple[str, ...]) -> Expr:
        if not along:
            return components[component]
        if (component, along) not in known:
            known[component, along] = derivative(slope(component, along[:-1]), along[-1])
        return known[component, along]

    def entry(parts: Sequence[Term]) -> Expr:
        if len(parts) > 1 or parts[0].factor != 1:
            return tidied(X.add(*[X.scale(t.factor, slope(t.component, t.along)) for t in parts]))
        (term,) = parts
        key, turned = (term.component, term.along), (term.component, term.along[::-1])
        if key not in done:
            done[key] = done[turned] if turned in done else tidied(slope(*key))
        return done[key]

    return [entry(parts) for parts in terms]
