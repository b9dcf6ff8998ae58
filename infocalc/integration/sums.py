"""Σ p(k)·v(k) over integers as a ball that is proved to contain it.

A few thousand terms are added one by one and the rest is bounded by its growth; longer sums are taken as
integrals (`rectangle.py`) between two ends that are added one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from flint import acb, arb

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.integration.abel_plana import NearCut, rectangle
from infocalc.integration.analytic import Analytic, Unsupported, compile_analytic, constant
from infocalc.integration.quadrature import LINEAR, Tower, cut, doubled, exponential_tower, refuse_divergent
from infocalc.integration.ranges import Goal, Integrand, S, Uncertified, Y, infinite, placed

#: sums of at most this many terms are added term by term
DIRECT = 3_000
#: terms added one by one at an end before the rectangle begins, away from singularities such as log k at 0
EDGES = (24, 200, 1500)


class Integers(NamedTuple):
    """The integers from low to high (−oo and oo allowed), with the whereabouts of the mass."""

    low: Expr
    high: Expr
    centre: Expr = X.ZERO
    scale: Expr = X.ONE


def series(whole: Integrand, variable: str, over: Integers, goal: Goal) -> arb:
    """Σ p(k)·v(k), of radius about the tolerance; Divergent and Uncertified as for integrals."""
    try:
        if not infinite(over.low) and not infinite(over.high):
            low, high = integer(over.low), integer(over.high)
            return _stretch(whole.at(variable, X.add(X.num(low), S)), high - low, goal)
        if not infinite(over.low):
            return _ray(whole, variable, _Ray(integer(over.low), 1, over), goal)
        if not infinite(over.high):
            return _ray(whole, variable, _Ray(integer(over.high), -1, over), goal)
        middle = integer_near(over.centre)
        right = _ray(whole, variable, _Ray(middle, 1, over), goal)
        return right + _ray(whole, variable, _Ray(middle - 1, -1, over), goal)
    except Unsupported as problem:
        raise Uncertified(str(problem)) from None


def integer(e: Expr) -> int:
    """The integer that e is."""
    found = constant(e).unique_fmpz()
    if found is None:
        raise Uncertified("an end of the sum is not an integer")
    return int(found)


def integer_near(e: Expr) -> int:
    return int(constant(e).mid().floor().unique_fmpz() or 0)


def _stretch(f: Integrand, n: int, goal: Goal) -> arb:
    """Σ over 0 ≤ s ≤ n."""
    if n < DIRECT:
        return terms(f, range(n + 1), goal)

    def between(edge: int) -> arb:
        body = rectangle(f, arb(edge) - 0.5, arb(n - edge) + 0.5, False, goal)
        return body + terms(f, [*range(edge), *range(n - edge + 1, n + 1)], goal)

    return _by_edges(between)


def _by_edges(attempt: Callable[[int], arb]) -> arb:
    """The sum with the first edge that keeps the rectangle away from poles and cuts."""
    for edge in EDGES[:-1]:
        try:
            return attempt(edge)
        except NearCut:
            continue
    return attempt(EDGES[-1])


class _Ray(NamedTuple):
    """k = start, start + side, start + 2·side, …"""

    start: int
    side: int
    over: Integers

    def reach(self) -> arb:
        """How far the mass lies from the start."""
        distance = abs(constant(self.over.centre) - self.start)
        return distance.max(constant(self.over.scale)).max(arb(4))


def _ray(whole: Integrand, variable: str, ray: _Ray, goal: Goal) -> arb:
    f = whole.at(variable, X.add(X.num(ray.start), X.scale(ray.side, S)))
    light = cut(f, Tower(LINEAR), ray.reach(), goal.tolerance)
    if light is None:
        refuse_divergent(f, Tower(LINEAR), "oo" if ray.side > 0 else "-oo")
        return _heavy_ray(f, "oo" if ray.side > 0 else "-oo", goal)
    last = integer_near(X.num(int(light.y.ceil().unique_fmpz() or 0))) + 1
    if last <= DIRECT:
        return terms(f, range(last + 1), goal) + light.rest
    return _headed(f, arb(last) + 0.5, False, goal) + light.rest


def _heavy_ray(f: Integrand, end: str, goal: Goal) -> arb:
    """The tail is a power of s: cut in the chart s = e^y at a power of two."""
    tower = exponential_tower(1)
    heavy = cut(f, tower, arb(4), goal.tolerance)
    if heavy is None:
        refuse_divergent(f, tower, end)
        refuse_divergent(doubled(f, 1), Tower(LINEAR, 0, Y.data), end)
        raise Uncertified("no bound of the tail of the sum was found")
    # 2^(3Y/2) > e^Y
    power = int((heavy.y * 3 / 2).ceil().unique_fmpz() or 0)
    return _headed(f, arb(2) ** power + 0.5, True, goal) + heavy.rest


def _headed(f: Integrand, end: arb, heavy: bool, goal: Goal) -> arb:
    """Σ over 0 ≤ s < end."""

    def beyond(edge: int) -> arb:
        return rectangle(f, arb(edge) - 0.5, end, heavy, goal) + terms(f, range(edge), goal)

    return _by_edges(beyond)


def terms(f: Integrand, at: Iterable[int], goal: Goal) -> arb:
    """Σ p·v over the integers given; 0·v = 0 whatever v."""
    both = compile_analytic((f.p, f.v), S)
    total = arb(0)
    for i, k in enumerate(at):
        if i % 256 == 0:
            goal.check()
        total += _term(both, f, k)
    return total


def _term(both: Analytic, f: Integrand, k: int) -> arb:
    p, v = both(acb(k))
    value = (p * v).real
    if value.is_finite():
        return value
    mass = placed(f.p, S.data, X.num(k))
    return arb(0) if mass is X.ZERO else constant(mass) * constant(placed(f.v, S.data, X.num(k)))
