"""--assume 'x>0': what is known of symbols, as expressions that are positive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from infocalc.algebra.ball import enclosure
from infocalc.algebra.engine import lift, lower
from infocalc.algebra.point import meant
from infocalc.errors import InfocalcError, Undefined, UsageError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import VOCABULARY
from infocalc.notation.parser import parse
from infocalc.notation.writer import write
from infocalc.records import NamedTuple


class Assumption(NamedTuple):
    """left > right, from what was typed as any of < <= > >=; equality is set apart: nothing is said there."""

    left: Expr
    right: Expr

    @property
    def positive(self) -> Expr:
        return self.left - self.right

    def __str__(self) -> str:
        if not self.left.free:
            return f"{write(lift(self.right))} < {write(lift(self.left))}"
        return f"{write(lift(self.left))} > {write(lift(self.right))}"


def read_assumptions(texts: Iterable[str], known: Iterable[str]) -> tuple[Assumption, ...]:
    """The assumptions on symbols among the `known`; what says something else is refused."""
    names = frozenset(known)
    return tuple([one for text in texts for one in _read(text, names)])


def _read(text: str, names: frozenset[str]) -> Iterator[Assumption]:
    wanted = f"--assume {text}: an assumption compares symbols, such as x>0 or a<b"
    try:
        found = lower(parse(text, VOCABULARY, variables=names).formula, text)
    except InfocalcError as problem:
        raise UsageError(wanted, problem.hint, problem.span, problem.text) from None
    relations = found.args if found.head == X.AND else (found,)
    for relation in relations:
        if relation.head != X.RELATION or relation.data not in ("<", "<=", ">", ">="):
            raise UsageError(wanted)
        strangers = sorted(relation.free - names)
        if strangers:
            raise UsageError(f"--assume: there is no {strangers[0]}", meant(strangers[0], names))
        left, right = relation.args if relation.data in (">", ">=") else relation.args[::-1]
        yield Assumption(left, right)


def refuse_contradiction(assumptions: Iterable[Assumption], point: Mapping[str, Expr]) -> None:
    """Refuse a point at which an assumption is proved to be false."""
    for one in assumptions:
        ball = enclosure(one.positive, point) if one.positive.free <= point.keys() else None
        if ball is not None and ball < 0:
            raise Undefined(f"the point contradicts the assumption {one}")
