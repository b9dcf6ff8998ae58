"""∫ p(x)·v(x) dx as a ball that is proved to contain it.

The range is cut at its kinks and, where it is unbounded, at its centre; each part starts at an end point o
and runs in s = |x − o|. An end is taken in the chart in which the integrand falls exponentially:

    level 0   s = y          a regular point, or a tail at least as light as e^(−y)
    level 1   s = e^(±y)     a power of s, at infinity or at an end point (x log x, 1/√x, Cauchy)
    level 2   s = e^(±e^y)   a power of log s (1/(x·log²x))

Beyond y = Y the growth of the integrand bounds the rest, before it the integral is `enclosed`. A tail whose
lower bound does not integrate proves that the integral diverges.
"""

from __future__ import annotations

from flint import acb, arb, ctx

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.integration.analytic import Unsupported, compile_analytic, constant, known_analytic
from infocalc.integration.enclosed import Complex, enclosed
from infocalc.integration.germ_of_expression import ExpressionTail
from infocalc.integration.germs import Germ, Unclear, direction, diverges, product, rest
from infocalc.integration.goal import Divergent, Goal, Uncertified
from infocalc.integration.ranges import Integrand, Part, Range, S, Y, parts, placed
from infocalc.records import NamedTuple

LOG_S = F.log.apply(S)

#: y itself, for y → ∞
LINEAR = Germ(arb(1), (arb(0), arb(1), arb(0)))


def integral(whole: Integrand, variable: str, over: Range, goal: Goal) -> arb:
    """∫ p·v over the range, of radius about the tolerance, at the current precision.

    Raises Divergent with a proof of divergence, Uncertified where no proof is reached.
    """
    if not (known_analytic(whole.p) and known_analytic(whole.v)):
        raise Uncertified("it is not known where a function in it is analytic")
    total = arb(0)
    try:
        for part in parts(whole, variable, over):
            total += _part(part, goal)
    except Unsupported as problem:
        raise Uncertified(str(problem)) from None
    return total


def _part(part: Part, goal: Goal) -> arb:
    f, core = part.f, part.core
    regular = _regular(f, core)
    if not part.infinite:
        return _plain(f, arb(0), core, goal) if regular else _chart(part, -1, goal)
    end = cut(f, Tower(LINEAR), core, goal.tolerance)
    if end is None:
        refuse_divergent(f, Tower(LINEAR), part.end())
        return _chart(part, 1, goal) + (_plain(f, arb(0), core, goal) if regular else _chart(part, -1, goal))
    if regular:
        return _plain(f, arb(0), end.y, goal) + end.rest
    return _chart(part, -1, goal) + _plain(f, core, end.y, goal) + end.rest


def _regular(f: Integrand, core: arb) -> bool:
    """Whether p and v are analytic in a neighbourhood of s = 0."""
    near = acb(arb(0, core / 64), arb(0, core / 64))
    return all(value.is_finite() for value in compile_analytic((f.p, f.v), S)(near, analytic=True))


def _plain(f: Integrand, start: arb, end: arb, goal: Goal, variable: Expr = S) -> arb:
    """∫ p·v ds over [start, end]."""
    both = compile_analytic((f.p, f.v), variable)

    def value(s: acb, analytic: bool) -> acb:
        p, v = both(s, analytic=analytic)
        return real_on_reals(s, p * v)

    return quadrature(value, start, end, goal, both.size)


def real_on_reals(s: acb, value: acb) -> acb:
    """The value at s; Unsupported where s is real and the value is proved not to be."""
    if s.imag.is_zero() and not value.imag.contains(0):
        raise Unsupported("it is not real on the whole range")
    return value


def quadrature(f: Complex, start: arb, end: arb, goal: Goal, weight: int, imaginary: bool = False) -> arb:
    """∫ of an analytic function over [start, end]: its real part, or its imaginary part.

    An evaluation takes `weight` steps.
    """

    def counted(s: acb, analytic: bool) -> acb:
        goal.take(weight)
        return f(s, analytic)

    found = enclosed(counted, acb(start), acb(end), goal.error)
    fair = arb(2) ** (16 - ctx.prec)
    value = found.imag if imaginary else found.real
    if not value.is_finite() or value.rad() > goal.error * 1000 + abs(value.mid()) * fair:
        raise Uncertified("the enclosure of the integral stays wide")
    return value


# ── tails ────────────────────────────────────────────────────────────────────────────────────────


class Tower(NamedTuple):
    """A chart: the symbol of the integrand as a germ in y, with |ds/dy| = e^(jacobian·y)."""

    base: Germ
    jacobian: int = 0
    variable: str = S.data

    def growth(self, f: Integrand, y: arb) -> Germ:
        """p·v·|ds/dy| beyond y."""
        tail = ExpressionTail(self.variable, self.base, y)
        found = product(tail.germ(f.p), tail.germ(f.v))
        return product(found, Germ(arb(1), (arb(self.jacobian), arb(0), arb(0))))


def exponential_tower(sign: int) -> Tower:
    """s = e^(±y)."""
    return Tower(Germ(arb(1), (arb(sign), arb(0), arb(0))), sign)


class Cut(NamedTuple):
    """The integral beyond y lies in the ball `rest`."""

    y: arb
    rest: arb


def cut(f: Integrand, tower: Tower, first: arb, tolerance: arb) -> Cut | None:
    """The first y of a doubling search with a rest below the tolerance; None if there is none."""
    bounded = False
    for k in range(64):
        y = (first * arb(2) ** k).mid()
        if y < 3:
            continue
        bound = _rest(f, tower, y)
        bounded = bounded or bound is not None
        if bound is not None and bound <= tolerance:
            return Cut(y, arb(0, bound))
        if k > 24 and not bounded:
            return None
    return None


def _rest(f: Integrand, tower: Tower, y: arb) -> arb | None:
    try:
        bound = rest(tower.growth(f, y), y)
    except Unclear:
        return None
    return bound if bound.is_finite() else None


def refuse_divergent(f: Integrand, tower: Tower, end: str, sign: int = 1) -> None:
    """Raise Divergent where the growth of sign·f proves it."""
    for k in (4, 8, 16, 32):
        try:
            growth = tower.growth(f, arb(2) ** k)
        except Unclear:
            continue
        if diverges(growth):
            raise Divergent(sign if growth.ball > 0 else -sign, end)


def vanishing(f: Integrand, tower: Tower) -> bool:
    """Whether it is possible that p·v tends to 0: False where its growth proves that it does not."""
    try:
        growth = tower.growth(f, arb(2) ** 32)
        return growth.ball.contains(0) or not growth.ball.is_finite() or direction(growth.order) < 0
    except Unclear:
        return True


# ── charts ───────────────────────────────────────────────────────────────────────────────────────


def _chart(part: Part, sign: int, goal: Goal) -> arb:
    """∫ over s > core in s = e^y (sign 1), over 0 < s < core in s = e^(−y) (sign −1)."""
    tower = exponential_tower(sign)
    end = cut(part.f, tower, arb(4), goal.tolerance)
    if end is None:
        refuse_divergent(part.f, tower, part.end())
        return _double_chart(part, sign, goal)
    both = compile_analytic((part.f.p, part.f.v), S, LOG_S)

    def value(y: acb, analytic: bool) -> acb:
        log = y * sign
        s = log.exp()
        p, v = both(s, log, analytic=analytic)
        return real_on_reals(y, p * v * s)

    # from e^(±start), an exact start close to the core, on to Y
    start = (part.core.log() * sign).mid()
    body = quadrature(value, start, end.y.max(start), goal, both.size)
    return body + _sliver(part.f, (start * sign).exp().union(part.core)) + end.rest


def _sliver(f: Integrand, edge: arb) -> arb:
    """A ball that contains ∫ p·v over any part of the interval `edge`."""
    p, v = compile_analytic((f.p, f.v), S)(acb(edge))
    return (p * v).real * 2 * edge.rad() * arb(0, 1)


def _double_chart(part: Part, sign: int, goal: Goal) -> arb:
    """The chart s = e^(±e^y); at infinity about x = 0, where log x is e^y exactly."""
    f, core = part.f, part.core
    if sign > 0:
        core = core + constant(part.origin) * part.side
        f = part.whole.at(part.variable, X.scale(part.side, S))
    near, edge = arb(0), arb(3) if sign > 0 else arb(1) / 3
    if not core.log() * sign > 1:
        if not core > 0 or not (edge - core) * sign > 0:
            raise Uncertified("no bound of a tail was found")
        near, core = _plain(f, core.min(edge), core.max(edge), goal), edge
    high = doubled(f, sign)
    tower = Tower(LINEAR, 0, Y.data)
    end = cut(high, tower, arb(4), goal.tolerance)
    if end is None:
        refuse_divergent(high, tower, part.end())
        raise Uncertified("no bound of a tail was found")
    start = (core.log() * sign).log().mid()
    sliver = _sliver(f, (start.exp() * sign).exp().union(core))
    return near + _plain(high, start, end.y.max(start), goal, Y) + sliver + end.rest


def doubled(f: Integrand, sign: int) -> Integrand:
    """p·|ds/dy| and v in y, for s = e^(±e^y)."""
    inner = X.scale(sign, X.power(X.E, Y))
    s = X.power(X.E, inner)
    p = X.mul(placed(f.p, S.data, s), X.power(X.E, inner + Y))
    return Integrand(p, placed(f.v, S.data, s))
