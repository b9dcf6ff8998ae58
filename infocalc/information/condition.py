"""When a closed form holds: comparisons of expressions, and how they are printed."""

from __future__ import annotations

from collections.abc import Iterable

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import subs
from infocalc.records import NamedTuple


class Condition(NamedTuple):
    """left ⋈ right, where ⋈ is one of > >= = != integer, and in what is printed of < and <= too."""

    left: Expr
    relation: str
    right: Expr = X.ZERO

    def __str__(self) -> str:
        if self.relation == "integer":
            return f"{plain(self.left)} is an integer"
        solved = self.solved().parted()
        return f"{plain(solved.left)} {solved.relation} {plain(solved.right)}"

    def parted(self) -> Condition:
        """The same with a term taken away on the other side: 2·s² − 1 > 0 is 2·s² > 1."""
        terms = list(X.terms(self.left))
        taken = [t for t in terms if (t.data if t.head == X.NUM else X.split_coefficient(t)[0]) < 0]
        if len(terms) != 2 or len(taken) != 1 or self.right is not X.ZERO:
            return self
        kept, moved = terms[1 - terms.index(taken[0])], X.scale(-1, taken[0])
        if kept.head == X.NUM and self.relation[0] == ">":
            return Condition(moved, self.relation.replace(">", "<"), kept)
        return Condition(kept, self.relation, moved)

    def upward(self) -> Condition:
        """The same with > for < and >= for <=."""
        if self.relation[0] != "<":
            return self
        return Condition(self.right, self.relation.replace("<", ">"), self.left)

    def solved(self) -> Condition:
        """The same, as s > c where it is linear in one symbol s: dof/2 − 1 > 0 is dof > 2."""
        d = X.add(self.left, X.mul(X.MINUS_ONE, self.right))
        if len(d.free) != 1 or self.left.head == X.SYM:
            return self
        s = X.sym(next(iter(d.free)))
        if any(node.head == X.POW and s.data in node.free for node in X.nodes(d)):
            return self
        from infocalc.algebra.normal import is_zero

        slope = subs(d, {s.data: X.ONE}) - subs(d, {s.data: X.ZERO})
        rest = subs(d, {s.data: X.ZERO})
        if slope.head != X.NUM or rest.head != X.NUM or slope is X.ZERO:
            return self
        if is_zero(slope * s + rest - d) is not True:
            return self
        flipped = (
            {">": "<", ">=": "<=", "=": "=", "!=": "!="}[self.relation] if slope.data < 0 else self.relation
        )
        return Condition(s, flipped, -rest / slope)


def plain(e: Expr) -> str:
    """e as it is printed."""
    from infocalc.algebra.engine import lift
    from infocalc.notation.writer import write

    return write(lift(e), "plain")


def texts(conditions: Iterable[Condition]) -> tuple[str, ...]:
    """The conditions as they are printed, each once; two bounds on one symbol as 0 < p < 1."""
    found: list[str] = []
    bounds: dict[Expr, dict[str, tuple[str, Expr]]] = {}
    places: dict[Expr, int] = {}
    for c in dict.fromkeys(conditions):
        solved = c if c.relation == "integer" else c.solved()
        s = solved.left if solved.left.head == X.SYM else None
        if s is None or solved.relation not in (">", ">=", "<", "<=") or solved.right.head != X.NUM:
            found.append(str(c))
            continue
        side = "low" if solved.relation[0] == ">" else "high"
        if s not in places:
            places[s] = len(found)
            found.append("")
            bounds[s] = {}
        if side not in bounds[s] or _tighter(solved, bounds[s][side]):
            bounds[s][side] = (solved.relation, solved.right)
    for s, place in places.items():
        found[place] = _between(s, bounds[s])
    return tuple(dict.fromkeys(found))


def _tighter(c: Condition, old: tuple[str, Expr]) -> bool:
    relation, bound = old
    if c.right is bound:
        return len(c.relation) < len(relation)
    return bool(c.right.data > bound.data) if relation[0] == ">" else bool(c.right.data < bound.data)


def _between(s: Expr, bounds: dict[str, tuple[str, Expr]]) -> str:
    """low < s < high, or the one bound there is."""
    if len(bounds) == 2:
        (above, low), (below, high) = bounds["low"], bounds["high"]
        return f"{plain(low)} {above.replace('>', '<')} {plain(s)} {below} {plain(high)}"
    [(relation, bound)] = bounds.values()
    return f"{plain(s)} {relation} {plain(bound)}"
