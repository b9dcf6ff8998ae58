"""Everything multiplied out, which shows that two formulas are equal for all sizes.

Products are distributed over sums, traces and sums over their terms; the factors under a trace are turned to
one canonical rotation. What is left is a scalar expression in words of matrices, and is 0 when that is.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product as choices

from infocalc.algebra.normal import is_zero as is_scalar_zero
from infocalc.algebra.normal import tidy
from infocalc.expr import expr as X
from infocalc.functions import calls as F
from infocalc.functions import subs
from infocalc.functions.rebuild import expanded as in_plain_functions
from infocalc.matrices import algebra as A
from infocalc.matrices import traces as T
from infocalc.matrices.build import applied, operated
from infocalc.matrices.coefficients import coefficient, terms_of, total
from infocalc.matrices.node import (
    MAP,
    PRODUCT,
    Node,
    add,
    entries,
    hadamard,
    negative,
    nodes,
    number,
    opened,
    over,
    raised,
)

#: beyond so many terms nothing is multiplied out
_MOST_TERMS = 400


def are_equal(a: Node, b: Node) -> bool:
    """Whether a − b is shown to be 0 for all sizes and values."""
    if a is b:
        return True
    if a.shape != b.shape:
        return False
    difference = expanded(add(a, negative(b)))
    e = difference.data if difference.head == MAP else difference.place
    return e is X.ZERO or is_scalar_zero(e) is True


def expanded(root: Node) -> Node:
    """The node with all products multiplied out."""
    found: dict[Node, Node] = {}
    for node in nodes(root):
        found[node] = _expanded(node, tuple(found[part] for part in node.args))
    return found[root]


def _expanded(node: Node, parts: tuple[Node, ...]) -> Node:
    if not parts:
        return node
    if node.head == MAP:
        return _composed(node, parts)
    if node.head == PRODUCT:
        return _distributed(parts)
    if node.head in _DEFINITIONS:
        return _expanded_again(_DEFINITIONS[node.head](parts[0]))
    if node.head in ("tr", "sum"):
        rule = _trace if node.head == "tr" else total
        return add(*[hadamard(c, rule(t)) for c, t in map(coefficient, terms_of(parts[0]))])
    return operated(node, parts)


def _expanded_again(node: Node) -> Node:
    """A definition in terms of parts that are expanded already."""
    return _composed(node, node.args) if node.head == MAP else node


def _softmax(v: Node) -> Node:
    return over(applied(F.exp.name, v), total(applied(F.exp.name, v)))


_DEFINITIONS: dict[str, Callable[[Node], Node]] = {
    "softmax": _softmax,
    "logsumexp": lambda v: applied(F.log.name, total(applied(F.exp.name, v))),
    "norm2": lambda v: raised(T.inner(v, v), number(1, 2)),
}


def _composed(node: Node, parts: tuple[Node, ...]) -> Node:
    """The map with the expressions of its parts in the place of their symbols; plain functions."""
    atoms: dict[str, Node] = {}
    values: dict[str, X.Expr] = {}
    for old, new in zip(node.args, parts, strict=True):
        values[old.place.data], below = opened(new)
        atoms |= below
    found = subs(node.data, values)
    plain = in_plain_functions(found)
    return entries(found if plain is found else tidy(plain), atoms, node.shape)


def _distributed(parts: tuple[Node, ...]) -> Node:
    lists = [terms_of(part) for part in parts]
    count = 1
    for one in lists:
        count *= len(one)
    if count > _MOST_TERMS:
        return A.product(*parts)
    return add(*[A.product(*chosen) for chosen in choices(*lists)])


def _trace(node: Node) -> Node:
    """tr of the smallest rotation of a chain or of its transpose."""
    if node.head != PRODUCT:
        return T.tr(node)
    turned = A.transposed(node)
    chains = [node.args, turned.args if turned.head == PRODUCT else node.args]
    rotations = [chain[i:] + chain[:i] for chain in chains for i in range(len(chain))]
    square = [chain for chain in rotations if chain[0].shape[0] == chain[-1].shape[1]]
    best = min(square, key=lambda chain: [str(part.place.data) for part in chain])
    return T.tr(A.product(*best))
