"""Slopes of a function at a point where it is not real, by differences of its principal branch.

log(x − 2) + x is complex at x = 1, and its slope there is 1/(1 − 2) + 1 = 0 on the principal branch. A
formula that was derived for real values may belong to another branch: 1/√(x² − 1) is the slope of acosh at 2
and that of −acosh at −2.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

from flint import acb, arb, ctx

from infocalc.algebra.ball import complex_enclosure
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr

#: differences are taken at ±2^−STEP_BITS along each variable, of no more than MOST_ORDER variables
STEP_BITS, MOST_ORDER = 80, 6
#: the error of such differences is far below, a slope of another branch far above
TOLERANCE = 1e-9


def is_slope(e: Expr, f: Expr, along: Sequence[str], point: Mapping[str, Expr]) -> bool:
    """Whether e has the value that the derivative of the principal branch of f has at the point."""
    if len(along) > MOST_ORDER:
        return False
    by_differences, by_formula = _quotient(f, along, point), complex_enclosure(e, point, 128)
    if by_differences is None or by_formula is None:
        return False
    return bool(abs(by_differences - by_formula) < TOLERANCE * (1 + abs(by_formula)))


def _quotient(f: Expr, along: Sequence[str], point: Mapping[str, Expr]) -> acb | None:
    """Σ ±f(p ± h … ± h)/(2h)^n, the central difference in each of the n variables."""
    bits = STEP_BITS * len(along) + 200
    total = acb(0)
    with ctx.workprec(bits):
        for signs in product((1, -1), repeat=len(along)):
            place, weight = dict(point), 1
            for x, sign in zip(along, signs, strict=True):
                place[x] = place[x] + X.num(sign, 2**STEP_BITS)
                weight *= sign
            found = complex_enclosure(f, place, bits)
            if found is None:
                return None
            total += weight * found
        return total * arb(2) ** ((STEP_BITS - 1) * len(along))
