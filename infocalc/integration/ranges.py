"""A range cut into parts that have one end point each: where the integrals of `quadrature.py` start."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from flint import arb, fmpq

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import rebuild
from infocalc.integration.analytic import constant
from infocalc.integration.kinks import jumps, kinks, smoothed
from infocalc.integration.logarithms import open_logs
from infocalc.records import NamedTuple

#: the symbols of the charts; no formula can contain them
S, Y = X.sym("s "), X.sym("y ")
MINUS_OO = X.scale(-1, X.OO)


class Integrand(NamedTuple):
    """p·v as functions of one symbol: a density and what is averaged under it."""

    p: Expr
    v: Expr

    def at(self, variable: str, place: Expr) -> Integrand:
        """The same in s > 0, logarithms opened."""
        known = frozenset((S,))
        return Integrand(*(open_logs(placed(e, variable, place), known) for e in (self.p, self.v)))


class Range(NamedTuple):
    """An interval with the places where the integrand has kinks, and the whereabouts of its mass."""

    low: Expr
    high: Expr
    breaks: tuple[Expr, ...] = ()
    centre: Expr = X.ZERO
    scale: Expr = X.ONE


class Part(NamedTuple):
    """0 < s < core, and beyond where `infinite`, of x = origin + side·s.

    `whole` is the integrand in x, `f` the same in s.
    """

    whole: Integrand
    f: Integrand
    variable: str
    origin: Expr
    side: int
    core: arb
    infinite: bool

    def end(self) -> str:
        """The end of the range that this part runs into."""
        return ("oo" if self.side > 0 else "-oo") if self.infinite else "an end of the range"


def parts(whole: Integrand, variable: str, over: Range) -> Iterator[Part]:
    """The range cut at its breaks; a finite stretch is halved, so that every part has one end point."""
    for a, b in _stretches(whole, variable, over):
        f = _smooth(whole, variable, a, b, over)
        if f is None:
            continue
        if infinite(a):
            yield _part(f, variable, b, -1, constant(over.scale), True)
        elif infinite(b):
            yield _part(f, variable, a, 1, constant(over.scale), True)
        else:
            half = constant(b - a) / 2
            yield _part(f, variable, a, 1, half, False)
            yield _part(f, variable, b, -1, half, False)


def _stretches(whole: Integrand, variable: str, over: Range) -> list[tuple[Expr, Expr]]:
    """The range between its breaks and the kinks of p; again where kinks appear once others are resolved."""
    finite = not infinite(over.low) and not infinite(over.high)
    steps = jumps(whole.p, variable, over.low, over.high) if finite else []
    cuts = [over.low, *_inside(over, (*over.breaks, *kinks(whole.p, variable), *steps)), over.high]
    for _ in range(3):
        more = []
        for a, b in pairwise(cuts):
            middle = _between(a, b, over)
            more += kinks(smoothed(whole.p, variable, middle), variable)
        finer = [over.low, *_inside(over, (*cuts[1:-1], *more)), over.high]
        if len(finer) == len(cuts):
            break
        cuts = finer
    return list(pairwise(cuts))


def _smooth(whole: Integrand, variable: str, a: Expr, b: Expr, over: Range) -> Integrand | None:
    """The integrand on a stretch; None where p is 0 there."""
    middle = _between(a, b, over)
    p = smoothed(whole.p, variable, middle)
    return None if p is X.ZERO else Integrand(p, smoothed(whole.v, variable, middle))


def _between(a: Expr, b: Expr, over: Range) -> Expr:
    """A point strictly between a and b."""
    if infinite(a) and infinite(b):
        return over.centre
    if infinite(a) or infinite(b):
        return b - over.scale if infinite(a) else a + over.scale
    return X.scale(fmpq(1, 2), a) + X.scale(fmpq(1, 2), b)


def _part(whole: Integrand, variable: str, origin: Expr, side: int, core: arb, endless: bool) -> Part:
    f = whole.at(variable, X.add(*X.terms(origin), X.scale(side, S)))
    return Part(whole, f, variable, origin, side, core, endless)


def _inside(over: Range, breaks: tuple[Expr, ...]) -> list[Expr]:
    """The breaks strictly inside the range in rising order; the centre where both ends are infinite."""
    places = [b for b in dict.fromkeys(breaks) if _below(over.low, b) and _below(b, over.high)]
    if not places and infinite(over.low) and infinite(over.high):
        places = [over.centre]
    return sorted(places, key=lambda b: float(constant(b).mid()))


def infinite(e: Expr) -> bool:
    return e is X.OO or e is MINUS_OO


def _below(a: Expr, b: Expr) -> bool:
    return a is not b and (a is MINUS_OO or b is X.OO or bool(constant(a) < constant(b)))


def placed(e: Expr, variable: str, place: Expr) -> Expr:
    """e with the variable replaced; sums in sums are opened, so that 1 − x at x = 1 − s is s."""

    def visit(node: Expr, values: tuple[Expr, ...]) -> Expr:
        if node.head == X.SYM:
            return place if node.data == variable else node
        if variable not in node.free:
            return node
        if node.head != X.ADD:
            return rebuild(node, values)
        opened = [X.scale(c, t) for c, part in zip(node.data[1], values, strict=True) for t in X.terms(part)]
        return X.add(X.rational(node.data[0]), *opened)

    return X.fold(e, visit)
