"""What a rule of differentiation is: from d/dx(u) to a formula with smaller derivatives in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from infocalc.notation.formula import Formula
from infocalc.records import NamedTuple

#: names for an inner function, in the order in which they are tried
INNER = ("u", "v", "w", "s", "t", "z")


@dataclass(frozen=True, slots=True)
class Context:
    """d/dx, where the symbols in `dependent` are functions of x and all others are constant."""

    x: str
    dependent: frozenset[str] = frozenset()
    known: dict[Formula, frozenset[str]] = field(default_factory=dict)

    def free(self, formula: Formula) -> frozenset[str]:
        """Names of the free symbols; the variable of an integral or a sum is bound."""
        todo = [formula]
        while todo:
            node = todo[-1]
            waiting = [part for part in node.args if part not in self.known]
            if waiting:
                todo.extend(waiting)
                continue
            todo.pop()
            self.known[node] = self._names(node)
        return self.known[formula]

    def _names(self, node: Formula) -> frozenset[str]:
        if node.head == "symbol":
            return frozenset((node.value,))
        parts = [self.known[part] for part in node.args]
        if node.head in ("integral", "series"):
            parts[0] = parts[0] - parts[1]
            parts[1] = frozenset()
        own = (node.value[0],) if node.head == "undefined" and not node.args else ()
        return frozenset(own).union(*parts)

    def varies(self, formula: Formula) -> bool:
        free = self.free(formula)
        return self.x in free or not free.isdisjoint(self.dependent)

    def is_variable(self, formula: Formula) -> bool:
        return formula.head == "symbol" and formula.value == self.x

    def slope(self, formula: Formula) -> Formula:
        """d/dx(formula), still to be worked out."""
        return Formula("derivative", (formula,), self.x)

    def fresh(self, formula: Formula, taken: frozenset[str] = frozenset()) -> str:
        """A name for an inner function that the formula does not use."""
        used = self.free(formula) | self.dependent | taken | {self.x}
        candidates = (*INNER, *[f"u_{k}" for k in range(1, len(used) + 2)])
        return next(name for name in candidates if name not in used)


class Move(NamedTuple):
    """What a rule makes of d/dx(u): `after`, in which each name of `let` stands for an inner function."""

    after: Formula
    let: Mapping[str, Formula] = MappingProxyType({})
    statement: str | None = None


Applied = Move | Formula | None


class Rule(NamedTuple):
    """One row: its stable id, its statement, and the function that applies it (None: does not fit)."""

    id: str
    statement: str
    heads: tuple[str, ...]
    apply: Callable[[Formula, Context], Applied]


#: the rules in the order in which they are tried; complete once this package is imported
RULES: list[Rule] = []


def rule(
    name: str, *heads: str, statement: str
) -> Callable[[Callable[[Formula, Context], Applied]], Callable[[Formula, Context], Applied]]:
    """Enter the function into the table, for nodes with one of `heads` (any node when there are none)."""

    def enter(apply: Callable[[Formula, Context], Applied]) -> Callable[[Formula, Context], Applied]:
        RULES.append(Rule(name, statement, heads, apply))
        return apply

    return enter


def applied(formula: Formula, context: Context) -> tuple[Rule, Move]:
    """The first rule that fits d/dx(formula), and what it makes of it."""
    for row in RULES:
        if row.heads and formula.head not in row.heads:
            continue
        found = row.apply(formula, context)
        if found is not None:
            return row, found if isinstance(found, Move) else Move(found)
    raise AssertionError(f"no rule for a {formula.head}")
