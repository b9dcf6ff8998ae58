"""Bars, signs and extremes within what another turns on, taken outside as cases.

Heaviside(x − max(y, z)) is Heaviside(x − y) where y > z, else Heaviside(x − z); |x| < 1 is x < 1 for x > 0.
The parts whose signs decide are sums and products then, which factor.
"""

from __future__ import annotations

from collections.abc import Iterator

from infocalc.algebra.factoring import TooLarge
from infocalc.algebra.turning import EXTREME, SIDED
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import rebuild

#: nodes of a tree before it is too large
_MOST_SIZE = 2000


def opened(node: Expr) -> Expr:
    """The node by cases of what turns within it, where it turns itself."""
    if not _turns(node):
        return node
    inner = next((m for part in node.args for m in X.nodes(part) if _turns(m) and m.head == X.CALL), None)
    if inner is None:
        return node
    if node.size > _MOST_SIZE:
        raise TooLarge
    cases = tuple(e for value, when in _cases(inner) for e in (opened(_put(node, inner, value)), when))
    return X.compound(X.PIECEWISE, cases)


def _turns(node: Expr) -> bool:
    return node.head == X.RELATION or (node.head == X.CALL and (node.data in SIDED or node.data in EXTREME))


def _cases(m: Expr) -> Iterator[tuple[Expr, Expr]]:
    """What a bar, a sign or an extreme is, and when."""
    if m.data in SIDED:
        (u,) = m.args
        below, above = SIDED[m.data]
        yield above[0] * u + above[1], _less(X.ZERO, u)
        yield below[0] * u + below[1], X.TRUE
        return
    for i, u in enumerate(m.args):
        others = m.args[:i] + m.args[i + 1 :]
        wins = tuple(_less(v, u) if EXTREME[m.data] > 0 else _less(u, v) for v in others)
        yield u, X.TRUE if i == len(m.args) - 1 else wins[0] if len(wins) == 1 else X.compound(X.AND, wins)


def _less(u: Expr, v: Expr) -> Expr:
    return X.compound(X.RELATION, (u, v), "<")


def _put(node: Expr, inner: Expr, value: Expr) -> Expr:
    return X.fold(node, lambda e, parts: value if e is inner else rebuild(e, parts))
