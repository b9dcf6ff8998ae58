"""Integrals and sums without proof: the double-exponential rule at rising fineness until two agree.

(Takahasi & Mori, 1974.) On 0 < s < h: s = h/(1 + e^{π·sinh t}), on s > h: s = h·(1 + e^{π·sinh t}); the
integrand is evaluated in ball arithmetic, so rounding is known and only the rule itself is trusted.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from flint import acb, arb, ctx

from infocalc.expr import expr as X
from infocalc.integration.analytic import Analytic, compile_analytic
from infocalc.integration.goal import Goal, Uncertified
from infocalc.integration.quadrature import LOG_S, real_on_reals
from infocalc.integration.ranges import Integrand, Part, Range, S, infinite, parts
from infocalc.integration.sums import EDGES, signed, terms

#: operations of a map, and |t| at which e^(−π·sinh t) is far below all precisions
MAP_STEPS, FURTHEST = 16, 12
#: s and log s at the node t, and |ds/dt|
Map = Callable[[arb], tuple[arb, arb, arb]]


def estimated(f: Integrand, variable: str, over: Range, discrete: bool, digits: int, goal: Goal) -> arb:
    """∫ p·v or Σ p·v over a range; Uncertified where no two levels agree to `digits` digits."""
    with ctx.workprec(int(digits * 3.33) * 2 + 64):
        if discrete:
            return _sum(f, variable, over, digits, goal)
        total = arb(0)
        for piece in parts(f, variable, over):
            total += _piece(piece, digits, goal)
        return total


def _piece(part: Part, digits: int, goal: Goal) -> arb:
    f = compile_analytic((part.f.p, part.f.v), S, LOG_S)
    maps = [_near(part.core), *([_far(part.core)] if part.infinite else [])]
    return sum((converged(partial(_node, f, place), digits, goal, f.size) for place in maps), arb(0))


def _near(h: arb) -> Map:
    """0 < s < h."""

    def place(t: arb) -> tuple[arb, arb, arb]:
        u = arb.pi() * t.sinh()
        grown = u.exp()
        log = h.log() - (1 + grown).log()
        s = log.exp()
        return s, log, s * grown / (1 + grown) * arb.pi() * t.cosh()

    return place


def _far(h: arb) -> Map:
    """s > h."""

    def place(t: arb) -> tuple[arb, arb, arb]:
        grown = (arb.pi() * t.sinh()).exp()
        s = h * (1 + grown)
        return s, s.log(), h * grown * arb.pi() * t.cosh()

    return place


def _node(f: Analytic, place: Map, t: arb) -> arb:
    s, log, slope = place(t)
    a, b = f(acb(s), acb(log))
    if a.is_zero():
        return arb(0)
    value = real_on_reals(acb(s), a * b).real * slope
    if value.is_finite():
        return value
    if abs(slope) > arb(2) ** (-ctx.prec // 2):
        raise Uncertified("the integrand has no value somewhere in the range")
    return arb(0)


def converged(f: Callable[[arb], arb], digits: int, goal: Goal, weight: int) -> arb:
    """∫_{−∞}^{∞} f dt by the trapezoidal rule, halving the step until two results agree."""
    small = arb(10) ** -(digits + 6)
    step, last = arb(0.5), None

    def walked(start: arb, step: arb) -> arb:
        return _walk(f, start, step, small, goal, weight)

    total = walked(arb(0), step)
    for _ in range(9):
        step = step / 2
        total = total + walked(step, step * 2)
        found = (total * step).mid()
        if last is not None and abs(found - last) <= small * abs(found).max(arb(1)) * 100:
            return found + arb(0, abs(found - last).upper())
        last = found
    raise Uncertified("two rules did not agree")


def _walk(f: Callable[[arb], arb], start: arb, step: arb, small: arb, goal: Goal, weight: int) -> arb:
    """Σ f(start + k·step) over all integers k, until the terms are negligible on either side."""
    total = arb(0)
    for way in (1, -1):
        t = start if way > 0 else start - step
        quiet = 0
        while quiet <= 8 or not abs(t) > 2:
            if abs(t) > FURTHEST:
                raise Uncertified("the integrand does not fall off at an end of the range")
            goal.take(weight + MAP_STEPS)
            term = f(t)
            total += term.mid()
            quiet = quiet + 1 if abs(term.mid()) <= small * small else 0
            t = t + step * way
    return total


def _sum(whole: Integrand, variable: str, over: Range, digits: int, goal: Goal) -> arb:
    """Σ p·v by the formula of Abel and Plana on the half-plane, each integral by the rule above."""
    if infinite(over.low) or not infinite(over.high):
        raise Uncertified("a sum over such a range has no estimate")
    run = signed(whole.at(variable, X.add(*X.terms(over.low), S)))
    f = compile_analytic((run.f.p, run.f.v), S)
    edge = EDGES[0]
    a = arb(edge) - 0.5
    head = terms(run, range(edge), goal)

    def upward(t: arb) -> tuple[acb, arb, arb]:
        y = (arb.pi() / 2 * t.sinh()).exp()
        p, v = f(acb(a, y))
        return p * v, y, y * arb.pi() / 2 * t.cosh()

    def aside(t: arb) -> arb:
        value, y, slope = upward(t)
        return _finite(value.imag / (1 + (2 * arb.pi() * y).exp()) * slope)

    def alternating_aside(t: arb) -> arb:
        value, y, slope = upward(t)
        return _finite(value.real * (arb.pi() * y).sech() * slope)

    def along(t: arb) -> arb:
        s, _, slope = _far(a)(t)
        p, v = f(acb(s))
        return _finite((p * v).real * slope)

    if run.alternates:
        return head + run.sign_at(edge) * converged(alternating_aside, digits, goal, f.size)
    return head + run.sign_at(0) * (
        converged(along, digits, goal, f.size) + 2 * converged(aside, digits, goal, f.size)
    )


def _finite(value: arb) -> arb:
    """0 far out, where a vanishing factor meets one that is beyond all bounds."""
    return value if value.is_finite() else arb(0)
