"""The largest value of a log-density, or of the difference of two, in closed form: orders ∞ of Rényi.

In a coordinate y > 0 such functions are often C + a·log y + Σ aₖ·yᵏ or C + a·log y + b·log(1 + β·yᶜ): the
slope y·d/dy is then a sum of two powers, and where they rise, fall and are largest is told by two signs.
"""

from __future__ import annotations

from infocalc.algebra.normal import tidy
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.functions import subs
from infocalc.information.closed.closed_form import Closed, ClosedForm, Infinite
from infocalc.information.closed.expansion import Expansion, Sum, TooWide, expression
from infocalc.information.closed.symbolic_pmf import largest
from infocalc.information.condition import Condition
from infocalc.information.facts import Facts
from infocalc.information.families.distribution import Distribution
from infocalc.information.families.support import Support, contained
from infocalc.records import NamedTuple

#: the name of the coordinate
NAME = "y "
Y = X.sym(NAME)
UNBOUNDED = Infinite("it has no bound")


class Slope(NamedTuple):
    """g(y) and its values at both ends: its slope has the sign of `first` near 0 and of `last` near ∞.

    At `top` it is 0, where these differ.
    """

    g: Expr
    first: Expr
    last: Expr
    top: Expr | None
    at_zero: Closed
    at_infinity: Closed


def peak(p: Distribution, q: Distribution | None, facts: Facts) -> Closed:
    """sup log p, or sup log p/q over the outcomes of P; None where it is open."""
    support = p.support
    if support is None:
        return None
    if q is not None:
        within = None if q.support is None else contained(support, q.support, facts)
        if within is None or within.conditions:
            return None
        if not within.inside:
            return Infinite("Q is 0 where P is not")
    if p.outcomes() is not None:
        return _largest(p, q)
    if q is None and (found := _of_row(p, facts)) is not None:
        return found
    x = X.sym("k" if support.discrete else "x")
    g = p.log_density(x) if q is None else p.log_density(x) - q.log_density(x)
    for coordinate in (_of_line,) if support.discrete else _COORDINATES:
        found = coordinate(g, x, support, p, facts)
        if found is not None:
            return found
    return None


def _of_row(p: Distribution, facts: Facts) -> Closed:
    """log P at the most probable outcome, or as the row has it."""
    mode, largest_of = p.family.mode, p.family.largest
    if mode is not None:
        return ClosedForm(F.log(p.mass(mode(*p.parameters))))
    top = None if largest_of is None else largest_of(facts, *p.parameters)
    return UNBOUNDED if top is X.OO else None if top is None else ClosedForm(top)


def _largest(p: Distribution, q: Distribution | None) -> Closed:
    """Over few outcomes."""
    values = []
    for k in p.outcomes() or ():
        ours, theirs = p.mass(X.num(k)), X.ONE if q is None else q.mass(X.num(k))
        if theirs is not X.ZERO:
            values.append(ours / theirs)
    return ClosedForm(F.log(largest(values)))


def opened(g: Expr, name: str, facts: Facts) -> Sum | None:
    """g in its statistics of a positive variable."""
    try:
        return Expansion(frozenset({name}), frozenset({X.sym(name)}), facts).expand(g)
    except TooWide:
        return None


# ── coordinates ──────────────────────────────────────────────────────────────────────────────────


def _of_line(g: Expr, x: Expr, support: Support, _: Distribution, facts: Facts) -> Closed:
    """C + a·x + b·x² on an interval or on integers from an end on."""
    try:
        found = Expansion(frozenset({x.data}), frozenset(), facts).expand(g)
    except TooWide:
        return None
    if not set(found) <= {X.ONE, x, x**2}:
        return None
    a, b, g = found.get(x, X.ZERO), found.get(x**2, X.ZERO), expression(found)
    if b is X.ZERO:
        return _at_end(g, x, support, a, facts)
    if support.discrete or support.low is not -X.OO or support.high is not X.OO:
        return None
    return _under(-b, ClosedForm(subs(g, {x.data: -a / (2 * b)})), facts)


def _under(e: Expr, found: ClosedForm, facts: Facts) -> Closed:
    """The top that is one where e > 0; there is none for e < 0."""
    sign = facts.sign(e)
    if sign is None:
        return found._replace(conditions=(Condition(e, ">"),)) if e.free else None
    return found if sign > 0 else UNBOUNDED


def _at_end(g: Expr, x: Expr, support: Support, slope: Expr, facts: Facts) -> Closed:
    """g at the end where it is largest, for the slope has this sign throughout."""
    sign = facts.sign(slope)
    if sign is None and support.high is X.OO and support.low is not -X.OO:
        return _under(-slope, ClosedForm(subs(g, {x.data: support.low})), facts)
    if sign is None:
        return None
    end = support.high if sign > 0 else support.low if sign < 0 else X.ZERO
    return UNBOUNDED if end in (X.OO, -X.OO) else ClosedForm(subs(g, {x.data: end}))


def _of_logarithm(g: Expr, x: Expr, support: Support, _: Distribution, facts: Facts) -> Closed:
    """C + a·log x + b·log² x on (0, ∞)."""
    if support.low is not X.ZERO or support.high is not X.OO:
        return None
    found = opened(g, x.data, facts)
    log = F.log(x)
    if found is None or not set(found) <= {X.ONE, log, log**2} or log**2 not in found:
        return None
    a, b = found.get(log, X.ZERO), found[log**2]
    return _under(-b, ClosedForm(found.get(X.ONE, X.ZERO) - a**2 / (4 * b)), facts)


def _of_half_line(g: Expr, x: Expr, support: Support, _: Distribution, facts: Facts) -> Closed:
    """y = x on (0, ∞); between other ends where g rises or falls throughout."""
    if facts.sign(support.low) not in (0, 1):
        return None
    slope = _slope(subs(g, {x.data: Y}), facts)
    if slope is None:
        return None
    if support.low is X.ZERO and support.high is X.OO:
        return _top(slope, facts)
    signs = {facts.sign(slope.first), facts.sign(slope.last)}
    if signs <= {-1, 0}:
        return slope.at_zero if support.low is X.ZERO else _at_end(g, x, support, X.MINUS_ONE, facts)
    return _at_end(g, x, support, X.ONE, facts) if signs <= {1, 0} else None


def _of_distance(g: Expr, x: Expr, support: Support, p: Distribution, facts: Facts) -> Closed:
    """y = |x − loc| where g is even around it."""
    if support.low is not -X.OO or support.high is not X.OO:
        return None
    sides = [opened(subs(g, {x.data: p.centre + side * Y}), NAME, facts) for side in (1, -1)]
    if sides[0] is None or sides[0] != sides[1]:
        return None
    slope = _slope(subs(g, {x.data: p.centre + Y}), facts)
    return None if slope is None else _top(slope, facts)


def _of_exponential(g: Expr, x: Expr, support: Support, p: Distribution, facts: Facts) -> Closed:
    """y = e^((x − loc)/scale) on the line."""
    if support.low is not -X.OO or support.high is not X.OO:
        return None
    slope = _slope(subs(g, {x.data: p.centre + p.scale * F.log(Y)}), facts)
    return None if slope is None else _top(slope, facts)


def _of_odds(g: Expr, x: Expr, support: Support, _: Distribution, facts: Facts) -> Closed:
    """y = x/(1 − x) on (0, 1): log x is log y − log(1 + y), log(1 − x) is −log(1 + y)."""
    if support.low is not X.ZERO or support.high is not X.ONE:
        return None
    found = opened(g, x.data, facts)
    if found is None or not set(found) <= {X.ONE, F.log(x), F.log(1 - x)}:
        return None
    a, b = found.get(F.log(x), X.ZERO), found.get(F.log(1 - x), X.ZERO)
    return _top(_of_ratio(found.get(X.ONE, X.ZERO), a, -a - b, X.ONE, X.ONE), facts)


def _of_angle(g: Expr, x: Expr, support: Support, p: Distribution, facts: Facts) -> Closed:
    """C + a·cos(x − loc) on the circle."""
    if not support.circular:
        return None
    wave = F.cos(x - p.centre)
    a = (subs(g, {x.data: p.centre}) - subs(g, {x.data: p.centre + X.PI})) / 2
    rest = g - a * wave
    from infocalc.algebra.normal import is_zero

    if is_zero(rest - subs(rest, {x.data: p.centre})) is not True:
        return None
    return ClosedForm(subs(g, {x.data: p.centre})) if facts.sign(a) in (0, 1) else None


_COORDINATES = (
    _of_line,
    _of_logarithm,
    _of_half_line,
    _of_distance,
    _of_exponential,
    _of_odds,
    _of_angle,
)


# ── tops ─────────────────────────────────────────────────────────────────────────────────────────


def _slope(g: Expr, facts: Facts) -> Slope | None:
    """The shape of g on y > 0."""
    found = opened(g, NAME, facts)
    if found is None:
        return None
    constant, a = found.pop(X.ONE, X.ZERO), found.pop(F.log(Y), X.ZERO)
    if len(found) == 1:
        [(statistic, b)] = found.items()
        ratio = log_of_one_more(statistic)
        if ratio is not None:
            return _turned(constant, a, b, *ratio, facts)
    powers = [(X.ZERO, a, a)] if a is not X.ZERO else []
    for statistic, b in found.items():
        base, k = X.split_power(statistic)
        if base is not Y or k.free & {NAME}:
            return None
        powers.append((k, b, k * b))
    return _of_powers(g, constant, powers, facts)


def _of_powers(g: Expr, constant: Expr, powers: list[tuple[Expr, Expr, Expr]], facts: Facts) -> Slope | None:
    """Powers k with their coefficients, and those of the slope."""
    if not powers or len(powers) > 2 or any(facts.sign(k) is None for k, _, _ in powers):
        return None
    if len(powers) == 2 and facts.sign(powers[1][0] - powers[0][0]) == -1:
        powers.reverse()
    (low, _, first), (high, _, last) = powers[0], powers[-1]
    if len(powers) == 2 and facts.sign(high - low) != 1:
        return None
    bounded = ClosedForm(constant)
    at_zero = bounded if facts.sign(low) == 1 else UNBOUNDED
    at_infinity = bounded if facts.sign(high) == -1 else UNBOUNDED
    top = None if low is high else facts.raised(-first / last, 1 / (high - low))
    return Slope(g, first, last, top, at_zero, at_infinity)


def _of_ratio(constant: Expr, a: Expr, b: Expr, beta: Expr, c: Expr) -> Slope:
    """C + a·log y + b·log(1 + β·yᶜ): the slope is (a + (a + b·c)·β·yᶜ)/(1 + β·yᶜ)."""
    last = tidy(a + b * c)
    g = constant + a * F.log(Y) + b * F.log(1 + beta * X.power(Y, c))
    top = None if X.ZERO in (a, last) else X.power(tidy(-a / (beta * last)), 1 / c)
    at_zero = ClosedForm(constant) if a is X.ZERO else UNBOUNDED
    at_infinity = ClosedForm(constant + b * F.log(beta)) if last is X.ZERO else UNBOUNDED
    return Slope(g, a, last, top, at_zero, at_infinity)


def _turned(constant: Expr, a: Expr, b: Expr, beta: Expr, c: Expr, facts: Facts) -> Slope | None:
    """For c < 0 log(1 + β·yᶜ) is log β + c·log y + log(1 + y⁻ᶜ/β)."""
    if facts.sign(beta) != 1:
        return None
    if facts.sign(c) == -1:
        return _of_ratio(constant + b * F.log(beta), a + b * c, b, 1 / beta, -c)
    return _of_ratio(constant, a, b, beta, c) if facts.sign(c) == 1 else None


def log_of_one_more(statistic: Expr) -> tuple[Expr, Expr] | None:
    """(β, c) of log(1 + β·yᶜ)."""
    if not F.log.heads(statistic) or len(statistic.args) != 1:
        return None
    rest = statistic.args[0] - 1
    beta = subs(rest, {NAME: X.ONE})
    base, c = X.split_power(rest / beta) if beta is not X.ZERO else (X.ONE, X.ONE)
    return (beta, c) if base is Y and not c.free & {NAME} else None


def _top(slope: Slope, facts: Facts) -> Closed:
    """Where g first rises and then falls at its top, else at an end; None where the signs are open."""
    first, last = facts.sign(slope.first), facts.sign(slope.last)
    if first in (1, None) and last in (-1, None) and slope.top is not None:
        open_ones = [e for e, sign in ((slope.first, first), (-slope.last, last)) if sign is None]
        if any(not e.free for e in open_ones):
            return None
        conditions = tuple(Condition(e, ">") for e in open_ones)
        return ClosedForm(subs(slope.g, {NAME: slope.top}), conditions)
    if first in (-1, 0) and last in (-1, 0):
        return slope.at_zero
    if first in (1, 0) and last in (1, 0):
        return slope.at_infinity
    return UNBOUNDED if (first, last) == (-1, 1) and UNBOUNDED in (slope.at_zero, slope.at_infinity) else None
