"""Integrals and sums without proof: the double-exponential rule at rising fineness until two agree.

(Takahasi & Mori, 1974.) On 0 < s < h: s = h/(1 + e^{π·sinh t}), on s > h: s = h·(1 + e^{π·sinh t}); the
integrand is evaluated in ball arithmetic, so rounding is known and only the rule itself is trusted.
"""

from __future__ import annotations

from collections.abc import Callable

from flint import acb, arb, ctx

from infocalc.expr import expr as X
from infocalc.integration.analytic import Analytic, compile_analytic
from infocalc.integration.quadrature import LOG_S
from infocalc.integration.ranges import Goal, Integrand, Part, Range, S, Uncertified, infinite, parts
from infocalc.integration.sums import EDGES, terms

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
    near = converged(lambda t: _node(f, t, _near(part.core)), digits, goal)
    return near + converged(lambda t: _node(f, t, _far(part.core)), digits, goal) if part.infinite else near


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


def _node(f: Analytic, t: arb, place: Map) -> arb:
    s, log, slope = place(t)
    a, b = f(acb(s), acb(log))
    if a.is_zero():
        return arb(0)
    return (a * b).real * slope


def converged(f: Callable[[arb], arb], digits: int, goal: Goal) -> arb:
    """∫_{−∞}^{∞} f dt by the trapezoidal rule, halving the step until two results agree."""
    small = arb(10) ** -(digits + 6)
    step, last = arb(0.5), None
    total = _walk(f, arb(0), step, small, goal)
    for _ in range(9):
        step = step / 2
        total = total + _walk(f, step, step * 2, small, goal)
        found = (total * step).mid()
        if last is not None and abs(found - last) <= small * abs(found).max(arb(1)) * 100:
            return found + arb(0, abs(found - last).upper())
        last = found
    raise Uncertified("two rules did not agree")


def _walk(f: Callable[[arb], arb], start: arb, step: arb, small: arb, goal: Goal) -> arb:
    """Σ f(start + k·step) over all integers k, until the terms are negligible on either side."""
    total = arb(0)
    for way in (1, -1):
        t = start if way > 0 else start - step
        quiet = 0
        for _ in range(4000):
            goal.check()
            term = f(t)
            if not term.is_finite():
                term = arb(0)
            total += term.mid()
            quiet = quiet + 1 if abs(term.mid()) <= small * small else 0
            if quiet > 8 and abs(t) > 2:
                break
            t = t + step * way
    return total


def _sum(whole: Integrand, variable: str, over: Range, digits: int, goal: Goal) -> arb:
    """Σ p·v by the formula of Abel and Plana on the half-plane, each integral by the rule above."""
    if infinite(over.low) or not infinite(over.high):
        raise Uncertified("a sum over such a range has no estimate")
    inside = whole.at(variable, X.add(*X.terms(over.low), S))
    f = compile_analytic((inside.p, inside.v), S)
    a = arb(EDGES[0]) - 0.5

    def along(t: arb) -> arb:
        s, _, slope = _far(a)(t)
        x, y = f(acb(s))
        return (x * y).real * slope

    def aside(t: arb) -> arb:
        y = (arb.pi() / 2 * t.sinh()).exp()
        x, w = f(acb(a, y))
        return (x * w).imag / (1 + (2 * arb.pi() * y).exp()) * y * arb.pi() / 2 * t.cosh()

    head = terms(inside, range(EDGES[0]), goal)
    return head + converged(along, digits, goal) + 2 * converged(aside, digits, goal)
