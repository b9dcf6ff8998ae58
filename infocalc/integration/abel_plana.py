"""A long sum as an integral, by the formula of Abel and Plana on a rectangle.

For f analytic on [a, b] × [−c, c] and real on the real axis, a and b half-integers,

    Σ_{a<k<b} f(k) = ∫_a^b f dx + 2∫_0^c (Im f(a + iy) − Im f(b + iy)) / (1 + e^{2πy}) dy + E,
    |E| ≤ 2/(e^{2πc} − 1) · ∫_a^b |f(x + ic)| dx

(Olver, Asymptotics and Special Functions, 8.3). Every integral is enclosed; boxes that cover the
rectangle show that f is analytic there.
"""

from __future__ import annotations

from flint import acb, acb_series, arb

from infocalc.functions import log
from infocalc.integration.analytic import NOWHERE, compile_analytic, known_analytic
from infocalc.integration.enclosed import Complex
from infocalc.integration.goal import Goal, Uncertified
from infocalc.integration.quadrature import quadrature
from infocalc.integration.ranges import Integrand, S
from infocalc.integration.taylor import compile_taylor

#: boxes into which the upper side of the rectangle may be cut
MOST_BOXES = 20_000


class NearCut(Uncertified):
    """f is not shown to be analytic in the rectangle; one that begins further out may do."""


def rectangle(f: Integrand, a: arb, b: arb, heavy: bool, goal: Goal) -> arb:
    """Σ_{a<k<b} p(k)·v(k); `heavy` where b is exponentially far away."""
    g, weight = _analytic(f)
    turn = 2 * arb.pi()
    height = ((-goal.tolerance.log() + 24) / turn).mid()
    _check_analytic(f, a, b, height, goal)
    fall = (turn * height).exp()
    error = 2 * _above(g, a, b, height, fall, goal, weight) / (fall - 1)
    body = _along(g, a, b, goal, weight) if heavy else quadrature(g, a, b, goal, weight)
    sides = [_side(g, x, height, goal, weight) for x in (a, b)]
    return body + 2 * (sides[0] - sides[1]) + arb(0, error.upper())


def alternating(f: Integrand, a: arb, b: arb, goal: Goal) -> arb:
    """Σ_{a<k<b} (−1)^k·p(k)·v(k): what the residues of π·f(z)/sin(πz) add up to.

    Σ = (−1)^⌊b⌋·J(b) − (−1)^⌊a⌋·J(a) + E with J(x) = ∫_0^c Re f(x + iy)/cosh(πy) dy and
    |E| ≤ ∫_a^b |f(x + ic)| dx / sinh(πc).
    """
    g, weight = _analytic(f)
    height = ((-goal.tolerance.log() + 24) / arb.pi()).mid()
    _check_analytic(f, a, b, height, goal)
    fall = (arb.pi() * height).exp()
    error = _above(g, a, b, height, fall, goal, weight) / (arb.pi() * height).sinh()
    sides = [_alternating_side(g, x, height, goal, weight) for x in (a, b)]
    return _parity(b) * sides[1] - _parity(a) * sides[0] + arb(0, error.upper())


def _parity(x: arb) -> int:
    """(−1)^⌊x⌋."""
    return -1 if int(x.floor().unique_fmpz() or 0) % 2 else 1


def _analytic(f: Integrand) -> tuple[Complex, int]:
    """The integrand with the steps of one evaluation, where it is known where all of it is analytic."""
    if not (known_analytic(f.p) and known_analytic(f.v)):
        raise Uncertified("it is not known where a function in it is analytic")
    return centred(f), compile_analytic((f.p, f.v), S).size


def centred(f: Integrand) -> Complex:
    """z ↦ p(z)·v(z); on a wide box log p and v by Taylor's formula about its centre.

    log p = k·log λ − log Γ(k + 1) varies slowly where its two parts cancel, which plain ball arithmetic
    cannot see: ℓ(z) ∈ ℓ(m) + ℓ'(m)·(z − m) + ½ℓ''(box)·(z − m)².
    """
    plain = compile_analytic((f.p, f.v), S)
    expand = compile_taylor((log(f.p), f.v), S.data)
    narrow = arb(2) ** -20

    def value(z: acb, analytic: bool) -> acb:
        if z.rad() >= narrow and z.real > 0:
            found = by_taylor(z)
            if found.is_finite():
                return found
        p, v = plain(z, analytic=analytic)
        return p * v

    def by_taylor(z: acb) -> acb:
        middle = acb(z.real.mid(), z.imag.mid())
        try:
            near, wide = (expand(acb_series([x, 1], 3), 3) for x in (middle, z))
        except ValueError:  # a division by a series that may vanish on the box
            return NOWHERE
        h = z - middle
        log_p, v = (m[0] + h * m[1] + h * h * w[2] for m, w in zip(near, wide, strict=True))
        return log_p.exp() * v

    return value


def _along(f: Complex, a: arb, b: arb, goal: Goal, weight: int) -> arb:
    """∫_a^b f dx in x = e^y."""

    def value(y: acb, analytic: bool) -> acb:
        x = y.exp()
        return f(x, analytic) * x

    return quadrature(value, a.log(), b.log(), goal, weight)


def _side(f: Complex, x: arb, height: arb, goal: Goal, weight: int) -> arb:
    """∫_0^c Im f(x + iy)/(1 + e^{2πy}) dy."""
    turn, i = 2 * arb.pi(), acb(0, 1)

    def value(y: acb, analytic: bool) -> acb:
        return f(x + i * y, analytic) / (1 + (turn * y).exp())

    return quadrature(value, arb(0), height, goal, weight, imaginary=True)


def _alternating_side(f: Complex, x: arb, height: arb, goal: Goal, weight: int) -> arb:
    """∫_0^c Re f(x + iy)/cosh(πy) dy."""
    i = acb(0, 1)

    def value(y: acb, analytic: bool) -> acb:
        return f(x + i * y, analytic) * (arb.pi() * y).sech()

    return quadrature(value, arb(0), height, goal, weight)


def _check_analytic(f: Integrand, a: arb, b: arb, height: arb, goal: Goal) -> None:
    """Uncertified unless p·v is proved analytic on [a, b] × [0, c]: no pole and no cut inside."""
    p_v, log_v = (compile_analytic((p, f.v), S) for p in (f.p, log(f.p)))
    todo, boxes = [(a, b, arb(0), height)], 0
    while todo:
        low, high, bottom, top = todo.pop()
        boxes += 1
        goal.take(p_v.size + log_v.size)
        box = acb(low.union(high), bottom.union(top))
        if any(all(w.is_finite() for w in g(box, analytic=True)) for g in (log_v, p_v)):
            continue
        if boxes > MOST_BOXES or (high - low < arb(2) ** -6 and top - bottom < arb(2) ** -6):
            raise NearCut("the terms may have a pole or a cut near the real axis")
        if high - low > top - bottom:
            middle = _split(low, high)
            todo += [(low, middle, bottom, top), (middle, high, bottom, top)]
        else:
            middle = ((bottom + top) / 2).mid()
            todo += [(low, high, bottom, middle), (low, high, middle, top)]


def _split(low: arb, high: arb) -> arb:
    return ((low + high) / 2 if low * 4 > high else (low * high).sqrt()).mid()


def _above(f: Complex, a: arb, b: arb, height: arb, fall: arb, goal: Goal, weight: int) -> arb:
    """An upper bound of ∫_a^b |f(x + ic)| dx, by bisection until every box adds little beside `fall`."""
    share = goal.error * fall / 1000
    total, todo, boxes = arb(0), [(a, b)], 0
    while todo:
        low, high = todo.pop()
        boxes += 1
        if boxes > MOST_BOXES:
            raise Uncertified("the sum could not be compared with its integral")
        goal.take(weight)
        if low * 2 > high:
            bound = f(acb(low.union(high), height), False).abs_upper() * (high - low)
            if bound.is_finite() and (bound < share or high - low < 1):
                total += bound
                continue
        middle = _split(low, high)
        todo += [(low, middle), (middle, high)]
    return total
