"""Equality by the signs of the parts on which roots, logarithms, bars and cases turn.

√(1 − x)·√(1 + x) is √(1 − x²) wherever both are real, for there 1 − x and 1 + x are not negative; |x| is x
for x > 0 and −x for x < 0. The parts are factored together; every choice of signs for the factors that the
domain allows is a cell, and in each cell the two are compared as rational functions. The factors are not 0
in a cell: what is proved is equality but for the zeros of factors.
"""

from __future__ import annotations

from collections.abc import Sequence

from infocalc.algebra.contiguous import by_lowest
from infocalc.algebra.exact_value import vanishes
from infocalc.algebra.factoring import TooLarge
from infocalc.algebra.opened import opened
from infocalc.algebra.sign_cell import Cell, Parts, cells_of, parts_of
from infocalc.algebra.turning import OPENED, TURNING, is_exponential, is_root, turns_on
from infocalc.errors import InfocalcError, UsageError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import by_definition, column, rebuild, subs, with_parts
from infocalc.functions import calls as F

#: nodes of what is compared
_MOST_NODES = 600


def equal_by_signs(a: Expr, b: Expr, domain: Sequence[Expr] = ()) -> bool:
    """Whether a = b is proved in every cell of the domain of a, b and the expressions `domain`."""
    try:
        a, b = _plain(a), _plain(b)
        if sum(1 for e in (a, b) for _ in X.nodes(e)) > _MOST_NODES or "i" in a.words | b.words:
            return False
        parts = parts_of((a, b), (*map(_plain, domain), a, b))
        cells = list(cells_of(parts))
        return bool(cells) and all(_equal_in(a, b, parts, signs) for signs in cells)
    except (TooLarge, InfocalcError, RecursionError):
        return False


def _equal_in(a: Expr, b: Expr, parts: Parts, signs: tuple[int, ...]) -> bool:
    cell = Cell(parts, signs)
    difference = by_lowest(cell.rewritten(a) - cell.rewritten(b))
    below = {f.data: -f for f, sign in zip(parts.factors, signs, strict=True) if f.head == X.SYM and sign < 0}
    return vanishes(subs(difference, below) if below else difference)  # all symbols that matter are positive


def decided(e: Expr, positive: Sequence[Expr]) -> Expr:
    """e with the bars, signs and cases that are the same in all cells in which the `positive` are so."""
    try:
        parts = parts_of((e,), tuple([F.log(u) for u in positive]))
        cells = [Cell(parts, signs) for signs in cells_of(parts)]
    except (TooLarge, InfocalcError):
        return e
    if not cells:
        raise UsageError("the assumptions contradict each other")

    def visit(node: Expr, args: tuple[Expr, ...]) -> Expr:
        if is_root(node) or is_exponential(node) or not any(True for _ in turns_on(node)):
            return rebuild(node, args)
        if node.head == X.CALL and node.data in OPENED:
            return rebuild(node, args)
        known = {sign for u in turns_on(node) for sign in [_same(cells, u)]}
        return rebuild(node, args) if 0 in known else cells[0].decide(node, args)

    return X.fold(e, visit)


def _same(cells: Sequence[Cell], u: Expr) -> int:
    """The sign of a part where it is one in all cells, else 0."""
    found = {cell.sign(u) for cell in cells}
    return found.pop() if len(found) == 1 else 0


def _plain(e: Expr) -> Expr:
    """e with functions that have kinks written by their definitions, and no bar within another."""
    return X.fold(by_definition(e, _WRITTEN_OUT), lambda node, args: opened(with_parts(node, args)))


#: functions with kinks, and those that proofs see by their definitions
_WRITTEN_OUT = (column("kink").keys() | column("unfolded").keys()) & column("definition").keys() - TURNING
