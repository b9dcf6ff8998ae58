"""Tails that no integral has: a logarithm that grows as a power of y, or of e^x."""

from __future__ import annotations

from flint import fmpq

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.functions import subs
from infocalc.information.closed.peaks import NAME, Y, log_of_one_more, opened
from infocalc.information.facts import Facts
from infocalc.information.families.distribution import Distribution
from infocalc.information.families.support import Support


def grows(g: Expr, x: Expr, support: Support, p: Distribution, facts: Facts) -> bool:
    """Whether e^g is proved to grow at an end beyond every power: g is a·yᵏ there, a > 0, and logarithms."""
    if support.discrete or support.high is not X.OO or support.circular:
        return False
    on_line = support.low is -X.OO
    if not on_line and facts.sign(support.low) not in (0, 1):
        return False
    place = p.centre + p.scale * F.log(Y) if on_line else Y
    powers: list[tuple[fmpq, Expr]] = []
    for statistic, c in (opened(subs(g, {x.data: place}), NAME, facts) or {}).items():
        base, k = X.split_power(statistic)
        if base is Y and k.head == X.NUM:
            powers.append((fmpq(k.data), c))
        elif statistic not in (X.ONE, F.log(Y)):
            ratio = log_of_one_more(statistic)
            if ratio is None or facts.sign(ratio[0]) != 1:
                return False
    ends = [max(powers, key=lambda power: power[0])] if powers else []
    if on_line or support.low is X.ZERO:
        ends += [min(powers, key=lambda power: power[0])] if powers else []
    signs = [1, -1]
    return any(k * sign > 0 and facts.sign(c) == 1 for (k, c), sign in zip(ends, signs, strict=False))
