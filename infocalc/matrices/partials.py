"""Derivatives of what goes entry by entry, by the scalar rules: ∂E/∂a for every node a within a MAP."""

from __future__ import annotations

from infocalc.algebra.cost import cost
from infocalc.algebra.derivative import derivative
from infocalc.algebra.tidied import tidied
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.matrices import traces as T
from infocalc.matrices.node import Node, add, entries, hadamard, is_zero, number, opened


def partial(y: Node, part: Node) -> Node:
    """∂E/∂a with the shape of the map y."""
    return entries(slope(y.data, part.place.data), opened(y)[1], y.shape)


def map_adjoints(y: Node, g: Node) -> tuple[Node | None, ...]:
    """a̅ = Y̅.*∂E/∂a for a of the shape of Y, ⟨Y̅, ∂E/∂a⟩ for a scalar."""
    found: list[Node | None] = []
    for part in y.args:
        d = partial(y, part)
        if part.is_scalar and not y.is_scalar:
            found.append(T.inner(g, d))
        else:
            found.append(hadamard(g, d))
    return tuple(found)


def map_differential(y: Node, d: tuple[Node, ...]) -> Node:
    """dY = Σ ∂E/∂a.*da."""
    terms = [hadamard(partial(y, part), da) for part, da in zip(y.args, d, strict=True) if not is_zero(da)]
    return add(number(0, 1, y.shape), *terms)


def slope(e: Expr, name: str) -> Expr:
    """∂e/∂name, tidied."""
    found = derivative(e, name)
    return found if found.size < 4 else shortened(found)


def shortened(e: Expr) -> Expr:
    """The shorter of e and its tidy form."""
    found = tidied(e)
    e = found if cost(found) < cost(e) else e
    return _with_one_exponential(e)


def _with_one_exponential(e: Expr) -> Expr:
    """e^u/(1 + e^u) = 1/(1 + e^(−u)), where that is shorter."""
    if e.head != X.MUL:
        return e
    for power in e.args:
        if power.head != X.POW or power.args[0] is not X.E:
            continue
        below, opposite = X.power(1 + power, X.MINUS_ONE), X.power(X.E, X.scale(-1, power.args[1]))
        if below in e.args:
            rest = [f for f in e.args if f is not power and f is not below]
            found = X.mul(X.rational(e.data), *rest, X.power(1 + opposite, X.MINUS_ONE))
            return found if cost(found) < cost(e) else e
    return e
