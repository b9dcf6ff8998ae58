"""On whose signs the value of a node turns: of what is under a root, in a logarithm, in bars, in a case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import TABLE, column
from infocalc.functions import calls as F

#: functions of the sign of their argument, the largest or the smallest argument
SIDED: Mapping[str, tuple[tuple[int, int], tuple[int, int]]] = column("sides")
EXTREME = column("extreme")
#: functions that a cell opens, by the sign of their argument; and those that it decides beside
OPENED = frozenset((F.cbrt.name, F.root.name, F.log.name))
TURNING = SIDED.keys() | EXTREME.keys() | OPENED


def turns_on(node: Expr) -> Iterator[Expr]:
    """The parts whose signs decide what a node is."""
    if is_root(node) or is_exponential(node):
        yield node.args[0]
    elif node.head == X.RELATION:
        yield node.args[0] - node.args[1]
    elif node.head == X.CALL and node.data in EXTREME:
        yield from (u - v for i, u in enumerate(node.args) for v in node.args[i + 1 :])
    elif node.head == X.CALL and node.data in TURNING:
        yield node.args[0]


def is_root(node: Expr) -> bool:
    """u^q with a constant q that is not whole."""
    if node.head != X.POW or node.args[1].free or not node.args[0].free:
        return False
    q = node.args[1]
    return q.head != X.NUM or bool(q.data.denominator != 1)


def is_exponential(node: Expr) -> bool:
    """u^v with symbols in both."""
    return node.head == X.POW and bool(node.args[1].free) and node.args[0] is not X.E


def required_of(node: Expr) -> Iterator[Expr]:
    """What is not negative wherever a node is real."""
    if is_root(node) or is_exponential(node):
        yield node.args[0]
    elif node.head == X.CALL and node.data in TABLE:
        requires = TABLE[node.data].requires
        yield from () if requires is None else requires(node.args[0])


def outside_cases(e: Expr) -> Iterator[Expr]:
    """The nodes of e that are needed wherever e is real: not those within cases."""
    seen, stack = {e}, [e]
    while stack:
        node = stack.pop()
        yield node
        if node.head not in (X.PIECEWISE, X.INTEGRAL, X.SERIES):
            fresh = [part for part in node.args if part not in seen]
            seen.update(fresh)
            stack += fresh
