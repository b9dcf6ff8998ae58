"""What the expectation of a statistic can be: a value under conditions, divergent, or not known here."""

from __future__ import annotations

from collections.abc import Callable

from infocalc.annotations import Protocol
from infocalc.expr.expr import Expr
from infocalc.information.condition import Condition
from infocalc.information.facts import Facts
from infocalc.records import NamedTuple


class Moment(NamedTuple):
    """E[T] = value, provided that the conditions hold."""

    value: Expr
    conditions: tuple[Condition, ...] = ()


class Diverges(NamedTuple):
    """E[|T|] = ∞; `condition` is what would have to hold for it to exist."""

    condition: Condition | None = None


Outcome = Moment | Diverges | None


class Base(Protocol):
    """A random variable with known expectations.

    `variables` are the symbols that statistics are written in, `positive` those that are > 0,
    `complement` a pair (u, v) of them with u + v = 1.
    """

    @property
    def variables(self) -> tuple[Expr, ...]: ...

    @property
    def positive(self) -> frozenset[Expr]: ...

    @property
    def complement(self) -> tuple[Expr, Expr] | None: ...

    def expectation(self, statistic: Expr, facts: Facts) -> Outcome:
        """E[statistic]."""


def existing(value: Callable[[], Expr], facts: Facts, *conditions: Condition) -> Moment | Diverges:
    """The value under those conditions that are open; Diverges where one is refuted (no value is formed)."""
    open_ones = []
    for c in conditions:
        verdict = facts.holds(c)
        if verdict is False:
            return Diverges(c)
        if verdict is None:
            open_ones.append(c)
    return Moment(value(), tuple(open_ones))
