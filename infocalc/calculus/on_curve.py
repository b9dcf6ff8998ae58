"""Functions on a curve F(x, y) = 0: the shortest form of one, and whether two are equal there.

Where F is c·g^q + … in one of its generators g (x, y, x^y, sin(xy) …) with a constant c, the equation
rewrites g^q. Two functions are equal on the curve when F divides the numerator of their difference; they
differ when a point of the curve, enclosed by a change of the sign of F, shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from math import factorial

from flint import arb, fmpq

from infocalc.algebra.ball import enclosure
from infocalc.algebra.basis import in_basis
from infocalc.algebra.cost import cost
from infocalc.algebra.equality import NICE, Verdict
from infocalc.algebra.factoring import Poly, TooLarge, factors
from infocalc.algebra.field import Field
from infocalc.algebra.jet import NoJet, jet
from infocalc.algebra.normal import tidy
from infocalc.algebra.relations import Relation, rewritten
from infocalc.errors import InfocalcError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import expanded

#: where a change of sign is looked for: steps of 1/4 on both sides of 0
_STEPS, _WIDTH = 40, fmpq(1, 4)
_HALVINGS, _BITS = 80, 160


def shortest(e: Expr, F: Expr) -> Expr:
    """e, or what the equation makes of it where that is shorter: −(x² + y²)/y³ on x² + y² = 25 is −25/y³."""
    best, least = e, cost(e)
    try:
        field = Field([e, F])
        n, d = field.fraction(e)
        for relation in _rules(field, field.fraction(F)[0]):
            above, below = rewritten(n, relation), rewritten(d, relation)
            for top, bottom in ((above, d), (n, below), (above, below)):
                if bottom.is_zero():
                    continue
                found = tidy(field.expression(top) / field.expression(bottom))
                if cost(found) < least:
                    best, least = found, cost(found)
    except TooLarge:
        pass
    return best


def _rules(field: Field, f: Poly) -> Iterator[Relation]:
    """(i, q, p): g_i^q = p on the curve f = 0, where f is ±g_i^q and lower powers of g_i."""
    for i, g in enumerate(field.generators):
        q = int(f.degrees()[i])
        lead = f
        for _ in range(q):
            lead = lead.derivative(i)
        sign = 1 if lead.leading_coefficient() > 0 else -1
        if q > 0 and lead == field.ring.constant(sign * factorial(q)):
            yield i, q, g**q - sign * f


def equal_on(F: Expr, y: str, a: Expr, b: Expr) -> Verdict:
    """Whether a = b on the curve; on 'false' a point of it, y rounded."""
    if a is b or _vanishes_on(F, a - b) or _vanishes_on(in_basis(F), in_basis(a - b)):
        return Verdict("true")
    point = _counterexample(F, y, a - b)
    return Verdict("undecided") if point is None else Verdict("false", point)


def _vanishes_on(F: Expr, e: Expr) -> bool:
    """Whether every irreducible factor of F divides the numerator of e."""
    try:
        field = Field([e, F])
        n = field.fraction(e)[0]
        _, irreducible = factors(field.fraction(F)[0])
        curve = field.one
        for factor, _ in irreducible:
            curve = curve * factor
        return any(divmod(p, curve)[1].is_zero() for p in (n, field.reduced((n, field.one))[0]))
    except TooLarge:
        return False


def _counterexample(F: Expr, y: str, difference: Expr) -> dict[str, Expr] | None:
    """A point of the curve where the difference is proved not to be 0."""
    others = sorted((F.free | difference.free) - {y})
    for k in range(len(NICE)):
        place = {x: NICE[(k + i) % len(NICE)] for i, x in enumerate(others)}
        for low, high in _changes(F, y, place):
            try:
                points = {x: arb(fmpq(v.data)) for x, v in place.items()} | {y: arb(low).union(arb(high))}
                if jet(expanded(F), points, {}, 0, _BITS)[0].contains(0):
                    value = jet(expanded(difference), points, {}, 0, _BITS)[0]
                    if not value.contains(0):
                        return {**place, y: X.rational(_short(low, high))}
            except (NoJet, InfocalcError):
                continue
    return None


def _changes(F: Expr, y: str, place: dict[str, Expr]) -> Iterator[tuple[fmpq, fmpq]]:
    """Short intervals of y at whose ends F has proved signs that differ, or [y, y] where F is 0."""

    def sign(t: fmpq) -> int | None:
        try:
            ball = enclosure(F, {**place, y: X.rational(t)}, _BITS)
        except InfocalcError:
            return None
        if ball is None:
            return None
        return 1 if ball > 0 else -1 if ball < 0 else 0

    known = [(t, sign(t)) for t in (_WIDTH * k for k in range(-_STEPS, _STEPS + 1))]
    yield from ((t, t) for t, s in known if s == 0)
    for (low, s), (high, other) in pairwise(known):
        if s is not None and other is not None and s * other < 0:
            yield _halved(low, high, s, sign)


def _halved(low: fmpq, high: fmpq, s: int, sign: Callable[[fmpq], int | None]) -> tuple[fmpq, fmpq]:
    """The interval, the sign s at its lower end and −s at its upper one, as short as can be told."""
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        here = sign(middle)
        if not here:
            break
        low, high = (middle, high) if here == s else (low, middle)
    return low, high


def _short(low: fmpq, high: fmpq) -> fmpq:
    """A number of few digits for the place of the point."""
    middle = (low + high) / 2
    return fmpq(round(float(middle) * 10**6), 10**6) if middle.q != 1 else middle
