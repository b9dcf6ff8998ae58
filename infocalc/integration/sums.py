"""Σ p(k)·v(k) over integers as a ball that is proved to contain it.

A few thousand terms are added one by one and the rest is bounded by its growth; longer sums are taken as
integrals (`abel_plana.py`) between two ends that are added one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flint import acb, arb

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.integration.abel_plana import NearCut, alternating, rectangle
from infocalc.integration.analytic import Analytic, Unsupported, compile_analytic, constant
from infocalc.integration.goal import Divergent, Goal, Uncertified
from infocalc.integration.logarithms import log
from infocalc.integration.quadrature import (
    LINEAR,
    Tower,
    cut,
    doubled,
    exponential_tower,
    real_on_reals,
    refuse_divergent,
    vanishing,
)
from infocalc.integration.ranges import Integrand, S, Y, infinite, placed
from infocalc.records import NamedTuple

#: sums of at most this many terms are added term by term
DIRECT = 3_000
#: the longest finite sum that is added term by term where it is no integral
MOST_TERMS = 100_000
#: terms added one by one at an end before the rectangle begins, away from singularities such as log k at 0
EDGES = (24, 200, 1500)


class Integers(NamedTuple):
    """The integers from low to high (−oo and oo allowed), with the whereabouts of the mass."""

    low: Expr
    high: Expr
    centre: Expr = X.ZERO
    scale: Expr = X.ONE


class Signed(NamedTuple):
    """±f(s), or ±(−1)^s·f(s) where it alternates."""

    f: Integrand
    sign: int
    alternates: bool

    def sign_at(self, s: int) -> int:
        """The sign in front of f(s)."""
        return -self.sign if self.alternates and s % 2 else self.sign


def signed(f: Integrand) -> Signed:
    """f with the powers of −1 taken out: (−c)^(ms + n) and cos(π(ms + n)) with integers m and n."""
    kept, sign, alternates = [], 1, False
    for factor in f.p.args if f.p.head == X.MUL else (f.p,):
        found = _oscillation(factor)
        if found is None:
            kept.append(factor)
            continue
        rest, m, n = found
        kept.append(rest)
        sign, alternates = sign * (-1) ** (n % 2), alternates ^ (m % 2 == 1)
    coefficient = X.rational(f.p.data) if f.p.head == X.MUL else X.ONE
    return Signed(Integrand(X.mul(coefficient, *kept), f.v), sign, alternates)


def _oscillation(e: Expr) -> tuple[Expr, int, int] | None:
    """|e| at integers with m and n, where e = |e|·(−1)^(ms + n)."""
    if e.head == X.POW and e.args[0].head == X.NUM and e.args[0].data < 0:
        places = _integer_line(e.args[1])
        return None if places is None else (X.power(-e.args[0], e.args[1]), *places)
    if F.cos.heads(e):
        places = _integer_line(e.args[0] / X.PI)
        return None if places is None else (X.ONE, *places)
    return None


def _integer_line(e: Expr) -> tuple[int, int] | None:
    """m and n of e = m·s + n with integers m and n."""
    n = placed(e, S.data, X.ZERO)
    m = placed(e, S.data, X.ONE) - n
    whole = all(c.head == X.NUM and type(c.data) is int for c in (m, n))
    return (m.data, n.data) if whole and m * S + n is e else None


def series(whole: Integrand, variable: str, over: Integers, goal: Goal) -> arb:
    """Σ p(k)·v(k), of radius about the tolerance; Divergent and Uncertified as for integrals."""
    try:
        if not infinite(over.low) and not infinite(over.high):
            low, high = integer(over.low), integer(over.high)
            return _stretch(signed(whole.at(variable, X.add(X.num(low), S))), high - low, goal)
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


def _stretch(run: Signed, n: int, goal: Goal) -> arb:
    """Σ over 0 ≤ s ≤ n; the tolerance of a long sum is one of about its size."""
    if n < DIRECT:
        return terms(run, range(n + 1), goal)

    both = compile_analytic((run.f.p, run.f.v), S)
    size = sum((abs(_term(both, run.f, k)) for k in (0, n // 2, n)), arb(0)) * n
    goal = goal._replace(size=size.max(arb(1)).mid())

    def between(edge: int) -> arb:
        body = _between(run, arb(edge) - 0.5, arb(n - edge) + 0.5, False, goal)
        return body + terms(run, [*range(edge), *range(n - edge + 1, n + 1)], goal)

    try:
        return _by_edges(between)
    except Uncertified:
        if n > MOST_TERMS:
            raise
        return terms(run, range(n + 1), goal)


def _between(run: Signed, a: arb, b: arb, heavy: bool, goal: Goal) -> arb:
    """Σ over a < s < b, by an integral."""
    if run.alternates:
        return run.sign * alternating(run.f, a, b, goal)
    return run.sign * rectangle(run.f, a, b, heavy, goal)


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
    run = signed(whole.at(variable, X.add(X.num(ray.start), X.scale(ray.side, S))))
    end = "oo" if ray.side > 0 else "-oo"
    light = cut(run.f, Tower(LINEAR), ray.reach(), goal.tolerance) or cut(
        _by_logarithm(run.f), Tower(LINEAR), ray.reach(), goal.tolerance
    )
    if light is None:
        _refuse_divergent(run, Tower(LINEAR), end)
        return _heavy_ray(run, end, goal)
    last = integer_near(X.num(int(light.y.ceil().unique_fmpz() or 0))) + 1
    if last <= DIRECT:
        return terms(run, range(last + 1), goal) + light.rest
    return _headed(run, arb(last) + 0.5, False, goal) + light.rest


def _by_logarithm(f: Integrand) -> Integrand:
    """The same with e^(log p) for p: what falls faster than all powers, as 1/Γ(s), has a growth there."""
    return Integrand(X.power(X.E, log(f.p, frozenset((S,)))), f.v)


def _refuse_divergent(run: Signed, tower: Tower, end: str, f: Integrand | None = None) -> None:
    """Raise Divergent where the growth proves it; an alternating sum of falling terms converges."""
    if not run.alternates:
        refuse_divergent(f or run.f, tower, end, run.sign)


def _heavy_ray(run: Signed, end: str, goal: Goal) -> arb:
    """The tail is a power of s: cut in the chart s = e^y at a power of two."""
    tower = exponential_tower(1)
    heavy = cut(run.f, tower, arb(4), goal.tolerance)
    if heavy is None:
        _refuse_divergent(run, tower, end)
        _refuse_divergent(run, Tower(LINEAR, 0, Y.data), end, doubled(run.f, 1))
        if not vanishing(run.f, Tower(LINEAR)):
            raise Divergent(0, "its terms do not tend to 0")
        raise Uncertified("no bound of the tail of the sum was found")
    # 2^(3Y/2) > e^Y
    power = int((heavy.y * 3 / 2).ceil().unique_fmpz() or 0)
    return _headed(run, arb(2) ** power + 0.5, True, goal) + heavy.rest


def _headed(run: Signed, end: arb, heavy: bool, goal: Goal) -> arb:
    """Σ over 0 ≤ s < end."""

    def beyond(edge: int) -> arb:
        return _between(run, arb(edge) - 0.5, end, heavy, goal) + terms(run, range(edge), goal)

    return _by_edges(beyond)


def terms(run: Signed, at: Iterable[int], goal: Goal) -> arb:
    """Σ p·v over the integers given; 0·v = 0 whatever v."""
    both = compile_analytic((run.f.p, run.f.v), S)
    total = arb(0)
    for k in at:
        goal.take(both.size)
        total += run.sign_at(k) * _term(both, run.f, k)
    return total


def _term(both: Analytic, f: Integrand, k: int) -> arb:
    p, v = both(acb(k))
    value = real_on_reals(acb(k), p * v).real
    if value.is_finite():
        return value
    mass = placed(f.p, S.data, X.num(k))
    return arb(0) if mass is X.ZERO else constant(mass) * constant(placed(f.v, S.data, X.num(k)))
