"""Tails that no integral has: a logarithm that grows as a power of y or of e^x, or falls too slowly."""

from __future__ import annotations

from collections.abc import Iterator

from flint import fmpq

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.functions import subs
from infocalc.information.closed.peaks import NAME, Y, log_of_one_more, opened
from infocalc.information.facts import Facts
from infocalc.information.families.distribution import Distribution
from infocalc.information.families.support import Support
from infocalc.records import NamedTuple


class Coordinate(NamedTuple):
    """x as a function of y > 0, dx = yᵐ·dy/y but for a constant, and ends of y: 1 for ∞, −1 for 0."""

    place: Expr
    measure: int
    ends: tuple[int, ...]


class Tail(NamedTuple):
    """Σ a·yᵏ + slope·log y, where y goes to ∞ and to 0."""

    powers: tuple[tuple[fmpq, Expr], ...]
    slopes: dict[int, Expr]


def grows(g: Expr, x: Expr, support: Support, p: Distribution, facts: Facts) -> bool:
    """Whether ∫ e^g is proved to diverge at an end."""
    if support.discrete or support.circular:
        return False
    for coordinate in _coordinates(support, p, facts):
        tail = _tail(subs(g, {x.data: coordinate.place}), facts)
        if tail is None:
            continue
        if any(_diverges(tail, end, coordinate.measure, facts) for end in coordinate.ends):
            return True
    return False


def _coordinates(support: Support, p: Distribution, facts: Facts) -> Iterator[Coordinate]:
    if support.high is not X.OO:
        return
    if support.low is -X.OO:
        yield Coordinate(p.centre + p.scale * F.log(Y), 0, (1, -1))
        yield Coordinate(Y, 1, (1,))
        yield Coordinate(-Y, 1, (1,))
    elif facts.sign(support.low) in (0, 1):
        yield Coordinate(Y, 1, (1, -1) if support.low is X.ZERO else (1,))


def _tail(g: Expr, facts: Facts) -> Tail | None:
    """g as powers and logarithms; None where it has anything else."""
    found = opened(g, NAME, facts)
    if found is None:
        return None
    powers, slopes = [], {1: X.ZERO, -1: X.ZERO}
    for statistic, c in found.items():
        base, k = X.split_power(statistic)
        if base is Y and k.head == X.NUM:
            powers.append((fmpq(k.data), c))
        elif statistic is F.log(Y):
            slopes = {end: slope + c for end, slope in slopes.items()}
        elif statistic is not X.ONE:
            ratio = log_of_one_more(statistic)
            if ratio is None or facts.sign(ratio[0]) != 1 or facts.sign(ratio[1]) not in (1, -1):
                return None
            end = facts.sign(ratio[1]) or 0
            slopes[end] = slopes[end] + c * ratio[1]
    return Tail(tuple(powers), slopes)


def _diverges(tail: Tail, end: int, measure: int, facts: Facts) -> bool:
    """By the highest power, or without any by the slope: ∫ y^(s + m)·dy/y diverges at ∞ for s + m ≥ 0."""
    powers = [(k * end, c) for k, c in tail.powers if k * end > 0]
    if powers:
        return facts.sign(max(powers, key=lambda power: power[0])[1]) == 1
    return facts.sign(X.scale(end, tail.slopes[end] + measure)) in (0, 1)
