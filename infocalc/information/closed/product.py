"""Independent laws side by side: Normal(0, 1) * Exponential(2); entropies and divergences add."""

from __future__ import annotations

from infocalc.annotations import Any
from infocalc.expr import expr as X
from infocalc.information.closed.closed_form import Closed, ClosedForm, Infinite, joined_conditions
from infocalc.information.condition import Condition
from infocalc.information.facts import Facts
from infocalc.records import NamedTuple


class Product(NamedTuple):
    """The law of (X₁, X₂, …), each of its own law, independent of the others."""

    parts: tuple[Any, ...]
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        return " * ".join(map(str, self.parts))

    @property
    def discrete(self) -> bool:
        return all(part.discrete for part in self.parts)

    @property
    def free(self) -> frozenset[str]:
        return frozenset().union(*[part.free for part in self.parts])

    @property
    def conditions(self) -> tuple[Condition, ...]:
        return joined_conditions(*[part.conditions for part in self.parts])

    @property
    def facts(self) -> Facts:
        found = Facts()
        for part in self.parts:
            found = found | part.facts
        return found


def added(parts: list[Closed]) -> Closed:
    """The sum; +∞ where one of them is and the others are known."""
    if any(part is None for part in parts):
        return None
    infinite = next((part for part in parts if isinstance(part, Infinite)), None)
    if infinite is not None:
        return infinite
    forms = [part for part in parts if isinstance(part, ClosedForm)]
    conditions = joined_conditions(*[form.conditions for form in forms])
    return ClosedForm(X.add(*[form.expr for form in forms]), conditions)
