"""A distribution as the numeric routes see it: weighted log-densities on intervals, or on integers.

Measures cut the line into regions on which every component is either present or absent, so that inside
a region each density is one smooth expression and 0 outside.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.functions import subs
from infocalc.integration.analytic import Unsupported
from infocalc.integration.logarithms import log, open_logs
from infocalc.integration.ranges import MINUS_OO, Range
from infocalc.integration.value import constant
from infocalc.records import NamedTuple


class Component(NamedTuple):
    """weight · e^log on (low, high); on the integers low, …, high of a discrete law.

    A circular one has the period high − low, and could be cut elsewhere.
    """

    low: Expr
    high: Expr
    log: Expr
    weight: Expr = X.ONE
    breaks: tuple[Expr, ...] = ()
    centre: Expr | None = None
    scale: Expr | None = None
    circular: bool = False


class Law(NamedTuple):
    """Σ of its components; `name` is how messages call it."""

    components: tuple[Component, ...]
    variable: str
    discrete: bool
    name: str = "P"

    def in_terms_of(self, variable: str) -> Law:
        """The same law with another name of its variable."""
        if variable == self.variable:
            return self
        place = {self.variable: X.sym(variable)}
        return Law(
            tuple(c._replace(log=subs(c.log, place)) for c in self.components),
            variable,
            self.discrete,
            self.name,
        )

    def beside(self, other: Law) -> Law:
        """The same law, on the circle cut where the other law is cut."""
        if not all(c.circular for c in (*self.components, *other.components)):
            return self
        low, high = other.components[0][:2]
        return self._replace(components=tuple(c._replace(low=low, high=high) for c in self.components))

    def log_on(self, low: Expr, high: Expr) -> Expr | None:
        """The log-density on a region; None where it is 0."""
        found = [c for c in self.components if not before(low, c.low) and not before(c.high, high)]
        if not found:
            return None
        if len(found) == 1:
            weight = found[0].weight
            return open_logs(found[0].log) if weight is X.ONE else open_logs(found[0].log) + log(weight)
        return F.log(X.add(*[c.weight * X.power(X.E, open_logs(c.log)) for c in found]))


class Region(NamedTuple):
    """A part of the line (or of the integers, ends included) without any end of a support inside."""

    low: Expr
    high: Expr
    breaks: tuple[Expr, ...]
    centre: Expr
    scale: Expr

    def range(self) -> Range:
        return Range(self.low, self.high, self.breaks, self.centre, self.scale)


def before(a: Expr, b: Expr) -> bool:
    """a < b, for real numbers and ±oo."""
    if a is b:
        return False
    if a is MINUS_OO or b is X.OO:
        return True
    if a is X.OO or b is MINUS_OO:
        return False
    d = constant(b - a)
    if d > 0:
        return True
    if d <= 0:
        return False
    raise Unsupported("two ends cannot be told apart")


def regions(*laws: Law) -> list[Region]:
    """The regions of several laws in rising order."""
    components = [c for law in laws for c in law.components]
    if laws[0].discrete:
        return _integer_regions(components)
    ends = ordered(end for c in components for end in (c.low, c.high))
    return [_region(a, b, components) for a, b in pairwise(ends)]


def _integer_regions(components: list[Component]) -> list[Region]:
    """Cuts stand before an integer: at each low, and one after each high."""
    cuts = ordered(end for c in components for end in (c.low, c.high if c.high is X.OO else c.high + 1))
    return [_region(a, b if b is X.OO else b - 1, components) for a, b in pairwise(cuts)]


def _region(low: Expr, high: Expr, components: list[Component]) -> Region:
    inside = [c for c in components if not before(low, c.low) and not before(c.high, high)]
    centres = [c.centre for c in inside if c.centre is not None]
    scales = [c.scale for c in inside if c.scale is not None]
    breaks = [b for c in inside for b in c.breaks]
    more = centres if len(centres) > 1 else []
    return Region(
        low,
        high,
        tuple(dict.fromkeys([*breaks, *more])),
        centres[0] if centres else X.ZERO,
        scales[0] if scales else X.ONE,
    )


def ordered(ends: Iterable[Expr]) -> list[Expr]:
    """Distinct ends in rising order."""
    found: list[Expr] = []
    for end in ends:
        place = 0
        while place < len(found) and before(found[place], end):
            place += 1
        if place == len(found) or found[place] is not end:
            if place < len(found) and not before(end, found[place]):
                continue
            found.insert(place, end)
    return found
