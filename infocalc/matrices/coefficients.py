"""The scalar in front of a matrix, and sums over all entries, which scalars leave."""

from __future__ import annotations

from flint import fmpq

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.matrices.node import (
    MAP,
    TRANSPOSE,
    Node,
    add,
    entries,
    hadamard,
    is_constant,
    leaf,
    make,
    number,
    opened,
)
from infocalc.matrices.sizes import SCALAR, Size, times


def coefficient(node: Node) -> tuple[Node, Node]:
    """node = c·rest with c a scalar, as much of it as stands in front."""
    if node.is_scalar or node.head != MAP:
        return number(1), node
    e, atoms = opened(node)
    moving = {name for name, part in atoms.items() if not part.is_scalar}
    factors = [X.rational(e.data), *e.args] if e.head == X.MUL else [e]
    front = X.mul(*[f for f in factors if f.free.isdisjoint(moving)])
    rest = X.mul(*[f for f in factors if not f.free.isdisjoint(moving)])
    if e.head == X.ADD:
        front, rest = _common(e)
    return entries(front, atoms, SCALAR), entries(rest, atoms, node.shape)


def _common(e: Expr) -> tuple[Expr, Expr]:
    """A sum whose terms all carry one coefficient, which leaves them: 2·x − 2·y."""
    constant_, coefficients = e.data
    sizes = {abs(c) for c in coefficients} | ({abs(constant_)} if constant_ != 0 else set())
    if len(sizes) > 1 or sizes == {1}:
        return X.ONE, e
    c = sizes.pop()
    return X.rational(c), X.scale_terms(1 / fmpq(c), e)


def terms_of(node: Node) -> list[Node]:
    """The terms of a sum, a multiple of a sum multiplied out."""
    c, rest = coefficient(node)
    if rest.head != MAP or rest.data.head != X.ADD:
        return [node]
    atoms = opened(rest)[1]
    return [hadamard(c, entries(t, atoms, node.shape)) for t in X.terms(rest.data)]


def total(a: Node) -> Node:
    """The sum of all entries."""
    if a.is_scalar:
        return a
    c, rest = coefficient(a)
    if c.data is not X.ONE:
        return hadamard(c, total(rest))
    if is_constant(a):
        return hadamard(entries(a.data, opened(a)[1], SCALAR), size_node(times(*a.shape)))
    if a.head == TRANSPOSE:
        return total(a.args[0])
    if a.head == MAP and a.data.head == X.ADD:
        fixed, moving = _constant_terms(a)
        if fixed is not None:
            return add(total(fixed), total(moving))
    return make("sum", SCALAR, (a,))


def _constant_terms(a: Node) -> tuple[Node | None, Node]:
    """A sum as what is the same in every entry and the rest; None where no term is."""
    e, atoms = opened(a)
    still = [t for t in X.terms(e) if all(atoms[name].is_scalar for name in t.free)]
    rest = X.add(*[t for t in X.terms(e) if t not in still])
    return (entries(X.add(*still), atoms, a.shape) if still else None), entries(rest, atoms, a.shape)


def size_node(size: Size) -> Node:
    """A size as a number."""
    factors = [leaf(name, SCALAR, frozenset(("size",))) for name in size.names]
    return hadamard(number(size.number), *factors) if factors else number(size.number)
