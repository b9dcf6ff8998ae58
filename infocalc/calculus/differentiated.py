"""What a calculus command has differentiated, before it is evaluated, explained and reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from infocalc.calculus.reading import Subject, natural_order
from infocalc.expr.expr import Expr

#: (variable, order), in the order in which one differentiates
Orders = Sequence[tuple[str, int]]


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


def differentiations(draft: Draft) -> list[tuple[Expr, Orders | None]]:
    """For each entry its function, and along which variables it is differentiated; None: not along any."""
    count = len(draft.entries)
    functions = [draft.subjects[i * len(draft.subjects) // count].expr for i in range(count)]
    if draft.orders:
        whole = [(x, n) for x, n in draft.orders if isinstance(n, int)]
        return [(f, whole if len(whole) == len(draft.orders) else None) for f in functions]
    if not draft.shape:
        return [(f, None) for f in functions]
    return [(f, [(x, 1) for x in along]) for f, along in zip(functions, directions(draft), strict=True)]


def directions(draft: Draft) -> list[tuple[str, ...]]:
    """The variables along which each entry is a derivative."""
    variables, n = draft.variables, len(draft.variables)
    if not draft.shape:
        return [variables] * len(draft.entries)
    columns: list[tuple[str, ...]] = [(variables[i % n],) for i in range(len(draft.entries))]
    if draft.command == "hessian":
        return [(variables[i // n], *column) for i, column in enumerate(columns)]
    return columns
