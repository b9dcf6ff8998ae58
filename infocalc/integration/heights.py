"""Where a function of s > 0 stays below a height, and its sign in a tail, by its growth."""

from __future__ import annotations

from flint import arb

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.integration.germs import Germ, Unclear, bounded, direction
from infocalc.integration.goal import Divergent, Uncertified
from infocalc.integration.quadrature import LINEAR, Tower
from infocalc.integration.ranges import Integrand, Part, S

#: y ↦ s = e^(−y), near an end point, and s = e^y, for tails that are powers of log s
_INWARDS, _OUTWARDS = (Germ(arb(1), (arb(sign), arb(0), arb(0))) for sign in (-1, 1))
#: doublings of y
_MOST = 40


def reach(part: Part, regular: bool, height: arb) -> tuple[arb, arb]:
    """Where s starts and ends: nearer to the end point and beyond, p of the part is below the height.

    At a `regular` end point s starts at 0. Raises Divergent where p grows beyond all bounds, Uncertified
    where no bound is found.
    """
    p = part.f.p
    low = arb(0) if regular else (-_beyond(p, _INWARDS, height)).exp()
    if not part.infinite:
        return low, part.core
    try:
        far = _beyond(p, LINEAR, height)
    except Uncertified:
        far = _beyond(p, _OUTWARDS, height).exp()
    return low, far.max(part.core.upper())


def sign_beyond(e: Expr, variable: str, end: arb, side: int) -> int:
    """The sign of e from `end` on to ±∞ on that side; 0 unless its growth shows it."""
    start = (end * side).lower()
    if not start > 3:
        return 0
    f = Integrand(e, X.ONE).at(variable, X.scale(side, S))
    try:
        ball = Tower(LINEAR).growth(f, start).ball
    except Unclear:
        return 0
    return 1 if ball > 0 else -1 if ball < 0 else 0


def _beyond(p: Expr, base: Germ, height: arb) -> arb:
    """The first y of a doubling search beyond which p is below the height."""
    for k in range(2, _MOST):
        y = arb(2) ** k
        try:
            growth = Tower(base).growth(Integrand(p, X.ONE), y)
            if direction(growth.order) > 0 and growth.ball > 0:
                raise Divergent(1, "the density has no bound")
            if bounded(growth, y).upper() <= height.lower():
                return y
        except Unclear:
            continue
    raise Uncertified("no bound of a tail was found")
