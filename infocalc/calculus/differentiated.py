"""What a calculus command has differentiated, before it is evaluated, explained and reported."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from infocalc.calculus.reading import Subject, natural_order
from infocalc.expr.expr import Expr


class Draft(NamedTuple):
    """entries are (name, expression), row-major for a matrix; orders are (variable, order) for diff."""

    command: str
    subjects: tuple[Subject, ...]
    variables: tuple[str, ...]
    entries: tuple[tuple[str, Expr], ...]
    shape: tuple[int, ...] = ()
    orders: tuple[tuple[str, int | str], ...] = ()
    notes: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()


def unassigned(e: Expr, point: Mapping[str, Expr]) -> list[str]:
    """Symbols of e that the point gives no value."""
    return natural_order(e.free - frozenset(point))
