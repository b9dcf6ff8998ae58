"""A differential read as a linear map: the matrix J with vec(dY) = J·vec(dX).

vec(L·dX·R) = kron(R', L)·vec(dX), vec(dX') = comm·vec(dX), and a scalar ⟨G, dX⟩ is the row vec(G)'. For
vectors vec is nothing and J is the Jacobian. Source: Magnus and Neudecker, chapters 3 and 9.
"""

from __future__ import annotations

from infocalc.matrices import algebra as A
from infocalc.matrices import traces as T
from infocalc.matrices.coefficients import terms_of
from infocalc.matrices.derive import gradient
from infocalc.matrices.node import (
    MAP,
    PRODUCT,
    TRANSPOSE,
    Node,
    add,
    entries,
    eye,
    hadamard,
    is_constant,
    nodes,
    number,
)
from infocalc.matrices.partials import partial
from infocalc.matrices.sizes import SCALAR, times


def matrix_of(y: Node, dx: Node) -> Node | None:
    """J with vec(y) = J·vec(dx) for y linear in dx; None where it has no short form."""
    size = times(*dx.shape)
    if y is dx:
        return eye(size)
    if dx not in nodes(y):
        return number(0, 1, (times(*y.shape), size))
    if y.head == MAP:
        return _of_map(y, dx)
    if y.is_scalar:
        return A.transposed(T.vec(gradient(y, dx)))
    if y.head == "vec":
        return matrix_of(y.args[0], dx)
    if y.head == PRODUCT:
        return _of_product(y, dx)
    if y.head == TRANSPOSE:
        inner = matrix_of(y.args[0], dx)
        return None if inner is None else A.product(A.comm(*y.args[0].shape), inner)
    return None


def _of_map(y: Node, dx: Node) -> Node | None:
    found = []
    for part in y.args:
        if dx not in nodes(part):
            continue
        inner, d = matrix_of(part, dx), partial(y, part)
        if inner is None:
            return None
        found.append(_scaled(d, inner, part.is_scalar and not y.is_scalar))
    return add(*found)


def _scaled(d: Node, inner: Node, outer: bool) -> Node:
    """vec(d)·row of a scalar part, diag(vec(d))·J of a part of the same shape."""
    if d.is_scalar:
        return hadamard(d, inner)
    if outer:
        return A.product(T.vec(d), inner)
    if is_constant(d):
        return hadamard(entries(d.data, {part.place.data: part for part in d.args}, SCALAR), inner)
    return A.product(A.diag(T.vec(d)), inner)


def _of_product(y: Node, dx: Node) -> Node | None:
    moving = [i for i, part in enumerate(y.args) if dx in nodes(part)]
    if len(moving) != 1:
        return None
    i = moving[0]
    part = y.args[i]
    left = A.product(*y.args[:i]) if i else eye(part.shape[0])
    right = A.product(*y.args[i + 1 :]) if i + 1 < len(y.args) else eye(part.shape[1])
    if part.head == "diag" and right.is_column:
        inner = matrix_of(part.args[0], dx)
        return None if inner is None else A.product(left, A.diag(right), inner)
    inner = matrix_of(part, dx)
    if inner is None:
        return None
    map_ = A.kron(A.transposed(right), left)
    return (
        add(*[A.product(map_, term) for term in terms_of(inner)])
        if part.head == MAP
        else A.product(map_, inner)
    )
