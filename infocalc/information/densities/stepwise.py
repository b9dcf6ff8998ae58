"""F − G of two laws on the integers, outcome by outcome: the largest |F − G| and the sum Σ|F − G|.

Beyond k no |F − G| is above the larger of 1 − F(k) and 1 − G(k), and the rest of the sum is not above
E(X − k)⁺ + E(Y − k)⁺.
"""

from __future__ import annotations

from flint import arb

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import subs
from infocalc.information.densities.law import Law, before, ordered
from infocalc.integration.goal import Goal, Uncertified
from infocalc.integration.logarithms import open_logs
from infocalc.integration.ranges import MINUS_OO, Integrand
from infocalc.integration.sums import Integers
from infocalc.integration.value import constant, series

#: outcomes that are summed one by one, steps of the sums beyond them
MOST, STEPS = 20_000, 3_000_000


def enclosed(between: str, p: Law, q: Law, tolerance: arb) -> arb:
    """sup|F − G| or Σ|F − G| as a ball."""
    first = ordered(c.low for law in (p, q) for c in law.components)[0]
    if first is MINUS_OO:
        raise Uncertified("both laws must have a first outcome")
    places = range(int(first.data), int(first.data) + MOST)
    steps = ([mass_at(law, X.num(k)) for law in (p, q)] for k in places)
    f, g, found = arb(0), arb(0), arb(0)
    for n, (k, masses) in enumerate(zip(places, steps, strict=True)):
        f, g = f + masses[0], g + masses[1]
        if between == "height":
            found = found.max(abs(f - g))
            if (1 - f).max(1 - g) <= found.lower():
                return found
            continue
        found += abs(f - g)
        if n & (n - 1) == 0 and n > 2:
            rest = _beyond(p, k, tolerance) + _beyond(q, k, tolerance)
            if rest <= tolerance:
                return found.union(found + rest)
    raise Uncertified(f"{MOST:,} outcomes do not suffice")


def mass_at(law: Law, k: Expr) -> arb:
    """P(X = k)."""
    total = arb(0)
    for c in law.components:
        if not before(k, c.low) and not before(c.high, k):
            total += constant(c.weight * X.power(X.E, subs(c.log, {law.variable: k})))
    return total


def _beyond(law: Law, k: int, tolerance: arb) -> arb:
    """E(X − k)⁺."""
    total, x = arb(0), X.sym(law.variable)
    for c in law.components:
        low = c.low if before(X.num(k), c.low) else X.num(k)
        if not before(c.high, low):
            f = Integrand(c.weight * X.power(X.E, open_logs(c.log)), x - k)
            over = Integers(low, c.high, c.centre or X.ZERO, c.scale or X.ONE)
            total += series(f, law.variable, over, Goal.within(STEPS, tolerance / 8))
    return total.upper()
