"""A value in closed form, or +∞, and what must hold for it."""

from __future__ import annotations

from infocalc.expr.expr import Expr
from infocalc.information.condition import Condition
from infocalc.records import NamedTuple


class ClosedForm(NamedTuple):
    """A value in nats and what must hold for it."""

    expr: Expr
    conditions: tuple[Condition, ...] = ()
    notes: tuple[str, ...] = ()


class Infinite(NamedTuple):
    """+∞, or −∞ where the sign says so, and why."""

    reason: str
    conditions: tuple[Condition, ...] = ()
    sign: int = 1


Closed = ClosedForm | Infinite | None


def joined_conditions(*several: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """All of them, each once."""
    return tuple(dict.fromkeys(c for conditions in several for c in conditions))
