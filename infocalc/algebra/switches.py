"""Functions that switch at 0 beside each other: H(u), relu u, max(u, 0), |u| and sign u."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.functions import with_parts


def joined(powers: dict[Expr, int], factors: Iterable[Expr]) -> Iterator[tuple[Expr, int]]:
    """What is added to the exponents of a product where relu u, max(u, 0) or H(u) are factors.

    They are 0 for u < 0: beside them |u| is u and sign u is 1. Further H(u) are 1: relu(u)·H(u) is relu(u),
    and H(u)² is H(u).
    """
    above = [base for base, k in map(X.split_power, factors) if k.head == X.NUM and k.data > 0]
    ramps = [_ramped(base) for base in above]
    for base, k in powers.items():
        if F.heaviside.heads(base) and k > 0:
            yield base, -k if base.args[0] in ramps else 1 - k
        elif F.abs.heads(base) or F.sign.heads(base):
            (u,) = base.args
            if u in ramps or F.heaviside.apply(u) in above:
                yield base, -k
                if F.abs.heads(base):
                    yield u, k


def with_ramps(e: Expr) -> Iterator[Expr]:
    """u·H(u) as relu u or max(u, 0), where that is there too: relu x + x·H(x) is 2·relu x."""
    ramps = {F.heaviside.apply(u): (n, u) for n in X.nodes(e) if (u := _ramped(n)) is not None}

    def visit(node: Expr, parts: tuple[Expr, ...]) -> Expr:
        node = with_parts(node, parts)
        for f in node.args if node.head == X.MUL else ():
            ramp, u = ramps.get(f, (f, None))
            if u is not None and any(X.split_power(g)[0] is u for g in node.args):
                return node * ramp / (u * f)
        return node

    if ramps:
        yield X.fold(e, visit)


def _ramped(e: Expr) -> Expr | None:
    """u, where e is relu u or max(u, 0)."""
    if F.relu.heads(e):
        return e.args[0]
    if not F.max.heads(e) or len(e.args) != 2 or X.ZERO not in e.args:
        return None
    return e.args[1] if e.args[0] is X.ZERO else e.args[0]
