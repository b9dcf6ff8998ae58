"""Distributions of every kind as the numeric routes take them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infocalc.errors import NoAnswer
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.information.densities.checked import Normalised
from infocalc.information.densities.density import Density
from infocalc.information.densities.law import Component, Law
from infocalc.integration.analytic import Unsupported
from infocalc.integration.value import constant

if TYPE_CHECKING:
    from infocalc.information.families.distribution import Distribution


def law_of(p: Distribution | Density | Normalised | Law, name: str = "P") -> Law:
    """p as weighted log-densities on intervals or integers.

    Raises NoAnswer where a parameter has no value.
    """
    if isinstance(p, Law):
        return p._replace(name=name)
    if isinstance(p, Normalised):
        p = p.density
    free = sorted(p.parameters if isinstance(p, Density) else p.free)
    if free:
        raise NoAnswer(
            f"no closed form, and no number without values for {', '.join(free)}",
            hint=f"give them with --at {','.join(f'{symbol}=…' for symbol in free)}",
        )
    if isinstance(p, Density):
        return p.law(name)
    return Law(components(p), "k" if p.discrete else "x", p.discrete, name)


def components(p: Distribution, weight: Expr = X.ONE) -> tuple[Component, ...]:
    """The log-density of a member of a family, between its kinks."""
    variable = X.sym("k" if p.discrete else "x")
    scale = _positive(p.scale)
    circular = p.support is not None and p.support.circular
    return tuple(
        Component(piece.low, piece.high, piece.log_density, weight, p.kinks, p.centre, scale, circular)
        for piece in p.pieces(variable)
    )


def mixture(parts: list[tuple[Expr, Law]], name: str = "P") -> Law:
    """Σ wᵢ·pᵢ of laws of one kind."""
    first = parts[0][1]
    found = [c._replace(weight=w * c.weight) for w, law in parts for c in law.beside(first).components]
    return Law(tuple(found), first.variable, first.discrete, name)


def _positive(scale: Expr) -> Expr:
    try:
        return scale if constant(scale) > 0 else X.ONE
    except Unsupported:
        return X.ONE
