"""The growth of the functions of the table, from their columns: what Tail asks when it meets a call."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from flint import acb, arb

from infocalc.annotations import Any
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import column
from infocalc.functions.row import Far
from infocalc.integration.analytic import compile_analytic, constant
from infocalc.integration.germs import (
    Germ,
    Tail,
    Unclear,
    added,
    bounded,
    direction,
    exponential,
    hull,
    log_slope,
    monomial,
)

_SIDES, _EXTREME, _LOGARITHM = column("sides"), column("extreme"), column("logarithm")
_SLOPE, _LIMIT, _BOUND = column("slope"), column("limit"), column("bound")
_BALL, _FAR, _LOG_FAR, _WAVE = column("ball"), column("far"), column("log_far"), column("wave")


@lru_cache(maxsize=1024)
def _written(of: Callable[..., Any], *args: Any) -> Any:
    """What a column says of these arguments: it is asked for once for every place that a tail may begin."""
    return of(*args)


def has_logarithm(name: str) -> bool:
    """Whether the logarithm of the function is known better than as that of its germ."""
    return name in _LOGARITHM or name in _LOG_FAR or _is_hyperbolic(name)


def germ_of_call(tail: Tail, e: Expr) -> Germ:
    """The germ of f(u)."""
    name = str(e.data)
    if name in _SIDES:
        return _on_a_side(tail, name, e.args[0])
    if name in _EXTREME:
        return _extreme(tail, _EXTREME[name], e.args)
    if name in _LOGARITHM:
        return exponential([tail.germ(_written(_LOGARITHM[name], *e.args))], tail.start)
    i = _moving(tail, e)
    g = tail.germ(e.args[i])
    way = direction(g.order)
    if way < 0 and name in _SLOPE:
        # f(0) = 0, so f(u) = u·f'(ξ) with ξ between 0 and u
        return Germ(g.ball * _SLOPE[name](hull(arb(0), bounded(g, tail.start))), g.order)
    return _where_it_grows(tail, e, i, g) if way > 0 else Germ(_on_ball(e, i, bounded(g, tail.start)))


def log_of_call(tail: Tail, e: Expr) -> Germ | None:
    """The germ of log f(u) for f(u) > 0; None where it is that of the logarithm of the germ."""
    name = str(e.data)
    if name in _LOGARITHM:
        return tail.germ(_written(_LOGARITHM[name], *e.args))
    if name in _LOG_FAR:
        i = _moving(tail, e)
        g = tail.germ(e.args[i])
        grows = direction(g.order) > 0
        return _far(tail, _written(_LOG_FAR[name], i, _sign(g), *e.args), g) if grows else None
    return tail.log(_by_exponentials(e)) if _is_hyperbolic(name) else None


def _where_it_grows(tail: Tail, e: Expr, i: int, g: Germ) -> Germ:
    """The germ of f(…, u, …) for a u that goes to ±∞."""
    name = str(e.data)
    if name in _BOUND:
        return Germ(arb(0, _BOUND[name]))
    sign = _sign(g)
    if name in _LIMIT:
        reached = _BALL[name](_least(g, tail.start))
        return Germ(sign * reached.union(constant(_LIMIT[name])))
    if name in _FAR and (found := _far(tail, _written(_FAR[name], i, sign, *e.args), g)) is not None:
        return found
    if _is_hyperbolic(name):
        return tail.germ(_by_exponentials(e))
    if name in _LOG_FAR and (found := _far(tail, _written(_LOG_FAR[name], i, sign, *e.args), g)) is not None:
        return exponential([found], tail.start)
    raise Unclear


def _far(tail: Tail, far: Far | None, g: Germ) -> Germ | None:
    """main + θ with θ between its bounds, once the argument is beyond the start."""
    if far is None:
        return None
    if far.start and not _least(g, tail.start) > far.start:
        raise Unclear
    low, high = (bounded(tail.germ(end), tail.start) for end in (far.low, far.high))
    return added([tail.germ(far.main), Germ(hull(low, high))], tail.start)


def _least(g: Germ, y: arb) -> arb:
    """The least size of a germ that does not fall from y on."""
    if g.ball.contains(0) or not log_slope(g.order, y)[0] >= 0:
        raise Unclear
    return abs(g.ball).lower() * monomial(g.order, y)


def _sign(g: Germ) -> int:
    if g.ball.contains(0):
        raise Unclear
    return 1 if g.ball > 0 else -1


def _moving(tail: Tail, e: Expr) -> int:
    """The place of the one argument that moves."""
    found = [i for i, u in enumerate(e.args) if tail.variable in u.free]
    if len(found) != 1:
        raise Unclear
    return found[0]


def _on_ball(e: Expr, i: int, ball: arb) -> arb:
    """f(…, ball, …)."""
    x = X.sym("x")
    (value,) = compile_analytic((X.apply(str(e.data), *e.args[:i], x, *e.args[i + 1 :]),), x)(acb(ball))
    if not value.real.is_finite() or not value.imag.contains(0):
        raise Unclear
    return value.real


def _on_a_side(tail: Tail, name: str, u: Expr) -> Germ:
    """m·u + n, by the sign of u; where that is open and both n are 0, between the two."""
    g = tail.germ(u)
    (m, n), (m_above, n_above) = _SIDES[name]
    if g.ball.contains(0):
        if n or n_above:
            raise Unclear
        return Germ(hull(m * g.ball.min(0), m_above * g.ball.max(0)), g.order)
    if g.ball > 0:
        m, n = m_above, n_above
    return added([Germ(m * g.ball, g.order), Germ(arb(n))], tail.start)


def _extreme(tail: Tail, sign: int, args: tuple[Expr, ...]) -> Germ:
    best = args[0]
    for other in args[1:]:
        d = tail.germ(other - best).ball * sign
        if d.contains(0):
            raise Unclear
        best = other if d > 0 else best
    return tail.germ(best)


def _is_hyperbolic(name: str) -> bool:
    """Whether the function is made of e^u and e^(−u), and has no limit."""
    return name in _WAVE and _WAVE[name].exponentials[0] is X.ONE and name not in _LIMIT


def _by_exponentials(e: Expr) -> Expr:
    found: Expr = _written(_hyperbolic, e.data, e.args[0])
    return found


def _hyperbolic(name: str, u: Expr) -> Expr:
    written: Expr = _WAVE[name].exponentials[1](X.power(X.E, u), X.power(X.E, -u))
    return written
