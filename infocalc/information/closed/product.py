"""Independent laws side by side: Normal(0, 1) * Exponential(2); entropies and divergences add."""

from __future__ import annotations

from collections.abc import Callable

from infocalc.annotations import Any
from infocalc.errors import ParameterError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
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


def alike(p: Any, q: Any) -> bool:
    """Whether P and Q are one law, as far as equal parameters show it."""
    return type(p) is type(q) and bool(p._replace(notes=()) == q._replace(notes=()))


def beside(p: Product, q: Product) -> list[tuple[Any, Any]]:
    """The laws of each coordinate."""
    if len(p.parts) != len(q.parts):
        raise ParameterError(f"P is of {len(p.parts)} laws side by side, Q of {len(q.parts)}")
    return list(zip(p.parts, q.parts, strict=True))


def multiplied(parts: list[Closed]) -> Closed:
    """The product of positive integrals; +∞ where one of them is and the others are known."""
    return _joined(parts, X.mul)


def added(parts: list[Closed]) -> Closed:
    """The sum; +∞ where one of them is and the others are known."""
    return _joined(parts, X.add)


def _joined(parts: list[Closed], together: Callable[..., Expr]) -> Closed:
    if any(part is None for part in parts):
        return None
    infinite = next((part for part in parts if isinstance(part, Infinite)), None)
    if infinite is not None:
        return infinite
    forms = [part for part in parts if isinstance(part, ClosedForm)]
    conditions = joined_conditions(*[form.conditions for form in forms])
    return ClosedForm(together(*[form.expr for form in forms]), conditions)
