"""Taylor coefficients of an integral or a sum, by its proved values at neighbouring points."""

from __future__ import annotations

from collections.abc import Mapping

from flint import arb, ctx, fmpq

from infocalc.algebra.interpolated import coarse_coefficients
from infocalc.algebra.trial import concrete
from infocalc.errors import NoAnswer
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.integration.goal import Divergent
from infocalc.integration.value import proved_at

#: bits to which integrals and sums are compared: each value of one takes as long as an answer
TOTAL_BITS = 56
#: operations for one of these values: ten times what they take where a proof is found
TOTAL_STEPS = 50_000


def values_beside(
    node: Expr, point: Mapping[str, fmpq], along: Mapping[str, fmpq], order: int
) -> list[arb] | None:
    """c₀ … c_order of node(point + t·along), from order + 2 values; None where one is not proved."""
    total = concrete(node)

    def at(t: fmpq) -> arb | None:
        here = {x: X.rational(point[x] + t * along.get(x, fmpq(0))) for x in node.free}
        try:
            return proved_at(total, here, TOTAL_STEPS)
        except (NoAnswer, Divergent):
            return None

    with ctx.workprec(TOTAL_BITS):
        if order > 0:
            return coarse_coefficients(at, order)
        value = at(fmpq(0))
        return None if value is None else [value]
