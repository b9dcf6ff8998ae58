"""Nodes of formulas of vectors and matrices: immutable, typed by their shape, shared.

What goes entry by entry (and everything of scalars) is one MAP node: an expression of the scalar engine over
symbols that stand for the nodes below it, so that the scalar rules of derivatives and forms serve matrices
too. A sum of matrices is a MAP that is linear in them. What does not go entry by entry is an operation:
a product of a chain of factors, a transpose, an inverse, a trace (`rules.py` has the table).
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any
from weakref import WeakValueDictionary, ref

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.matrices.sizes import ONE, SCALAR, KnownShape, Size

SYMBOL, MAP, PRODUCT, TRANSPOSE, EYE = "symbol", "map", "product", "transpose", "eye"


class Node:
    """One node. What `data` holds depends on `head`:

    symbol: (name, facts) · map: the expression over the symbols of `args` · everything else: None
    `place` is the symbol under which the node stands in the expression of a map.
    """

    __slots__ = ("__weakref__", "args", "data", "head", "place", "shape", "turned")
    head: str
    args: tuple[Node, ...]
    data: Any
    shape: KnownShape
    place: Expr
    turned: ref[Node] | None  # its transpose, once asked; weak, so that nodes die with their question

    def __repr__(self) -> str:
        return f"Node({self.head}, {self.data!r}, {self.args!r})"

    @property
    def is_scalar(self) -> bool:
        return self.shape == SCALAR

    @property
    def is_column(self) -> bool:
        return self.shape[1] == ONE and self.shape[0] != ONE

    @property
    def is_row(self) -> bool:
        return self.shape[0] == ONE and self.shape[1] != ONE

    @property
    def facts(self) -> frozenset[str]:
        return frozenset(self.data[1]) if self.head == SYMBOL else frozenset()


_nodes: WeakValueDictionary[tuple[Any, ...], Node] = WeakValueDictionary()
_serial = count()


def make(head: str, shape: KnownShape, args: tuple[Node, ...] = (), data: Any = None) -> Node:
    """The one node of this head, shape, parts and data."""
    key = (head, shape, args, data)
    found = _nodes.get(key)
    if found is None:
        found = object.__new__(Node)
        found.head, found.shape, found.args, found.data = head, shape, args, data
        found.turned = None
        found.place = X.sym(data[0] if head == SYMBOL else f"~{next(_serial)}")
        _nodes[key] = found
    return found


def leaf(name: str, shape: KnownShape, facts: frozenset[str] = frozenset()) -> Node:
    return make(SYMBOL, shape, (), (name, facts))


def entries(e: Expr, atoms: dict[str, Node], shape: KnownShape) -> Node:
    """The node of an expression over the places of atoms; an atom by itself is that atom."""
    if e.head == X.SYM and e.data in atoms and atoms[e.data].shape == shape:
        return atoms[e.data]
    return make(MAP, shape, tuple(atoms[name] for name in sorted(e.free)), e)


def opened(node: Node) -> tuple[Expr, dict[str, Node]]:
    """The expression of a node and the nodes that its symbols stand for."""
    if node.head != MAP:
        return node.place, {node.place.data: node}
    return node.data, {part.place.data: part for part in node.args}


def number(p: int, q: int = 1, shape: KnownShape = SCALAR) -> Node:
    return make(MAP, shape, (), X.num(p, q))


def constant(e: Expr, shape: KnownShape = SCALAR) -> Node:
    """Every entry is the constant e: ones for e = 1."""
    return make(MAP, shape, (), e)


def is_zero(node: Node) -> bool:
    return node.head == MAP and node.data is X.ZERO


def is_constant(node: Node) -> bool:
    """Whether every entry is the same scalar."""
    return node.head == MAP and not node.is_scalar and all(part.is_scalar for part in node.args)


def eye(n: Size) -> Node:
    return number(1) if n == ONE else make(EYE, (n, n))


def combined(join: Callable[..., Expr], shape: KnownShape, *nodes: Node) -> Node:
    """join(expressions), entry by entry; scalars meet every entry."""
    atoms: dict[str, Node] = {}
    parts = []
    for node in nodes:
        e, found = opened(node)
        atoms |= found
        parts.append(e)
    return entries(join(*parts), atoms, shape)


def shape_of(*nodes: Node) -> KnownShape:
    """The shape of what goes entry by entry over the nodes."""
    return next((node.shape for node in nodes if not node.is_scalar), SCALAR)


def add(*nodes: Node) -> Node:
    return combined(X.add, shape_of(*nodes), *nodes)


def hadamard(*nodes: Node) -> Node:
    """The product entry by entry, a multiple where one is a scalar."""
    return combined(X.mul, shape_of(*nodes), *nodes)


def negative(node: Node) -> Node:
    return combined(lambda e: X.scale(-1, e), node.shape, node)


def over(a: Node, b: Node) -> Node:
    return combined(lambda x, y: x / y, shape_of(a, b), a, b)


def raised(a: Node, b: Node) -> Node:
    return combined(X.power, shape_of(a, b), a, b)


def nodes(root: Node) -> list[Node]:
    """Every distinct node below and including root, parts before wholes."""
    found: dict[Node, None] = {}
    todo: list[tuple[Node, bool]] = [(root, False)]
    while todo:
        node, ready = todo.pop()
        if node in found:
            continue
        if ready:
            found[node] = None
        else:
            todo.append((node, True))
            todo += [(part, False) for part in reversed(node.args)]
    return list(found)
