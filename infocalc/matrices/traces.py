"""Traces, determinants, diagonals and inner products; the trace of an outer product is an inner product."""

from __future__ import annotations

from infocalc.expr import expr as X
from infocalc.matrices.algebra import product, transposed
from infocalc.matrices.coefficients import coefficient, size_node, total
from infocalc.matrices.node import (
    EYE,
    MAP,
    PRODUCT,
    TRANSPOSE,
    Node,
    add,
    entries,
    eye,
    hadamard,
    is_constant,
    make,
    number,
    opened,
    over,
)
from infocalc.matrices.sizes import ONE, SCALAR, times


def tr(a: Node) -> Node:
    """The trace; of an outer product the inner one."""
    if a.is_scalar:
        return a
    c, rest = coefficient(a)
    if c.data is not X.ONE:
        return hadamard(c, tr(rest))
    if a.head == EYE:
        return size_node(a.shape[0])
    if a.head == TRANSPOSE:
        return tr(a.args[0])
    if a.head == MAP and a.data.head == X.ADD and any(_is_outer(part) for part in a.args):
        return add(*[tr(entries(t, opened(a)[1], a.shape)) for t in X.terms(a.data)])
    if a.head == PRODUCT and (cut := _column_cut(a)):
        return product(*a.args[cut:], *a.args[:cut])
    return make("tr", SCALAR, (a,))


def _column_cut(a: Node) -> int:
    """The place in a chain at which a column meets a row; 0 where there is none."""
    return next((i for i, part in enumerate(a.args[:-1], 1) if part.shape[1] == ONE), 0)


def _is_outer(a: Node) -> bool:
    return a.head == PRODUCT and bool(_column_cut(a))


def det(a: Node) -> Node:
    if a.is_scalar:
        return a
    if a.head == "inv":
        return over(number(1), det(a.args[0]))
    if a.head == TRANSPOSE:
        return det(a.args[0])
    return number(1) if a.head == EYE else make("det", SCALAR, (a,))


def diagonal(a: Node) -> Node:
    """The diagonal of a square matrix, as a column."""
    column = (a.shape[0], ONE)
    c, rest = coefficient(a)
    if c.data is not X.ONE:
        return hadamard(c, diagonal(rest))
    if a.head == EYE:
        return number(1, 1, column)
    if a.head == "diag":
        return a.args[0]
    if a.head == TRANSPOSE:
        return diagonal(a.args[0])
    if is_constant(a):
        return entries(a.data, opened(a)[1], column)
    if a.head == MAP and a.data.head == X.ADD:
        return add(*[diagonal(entries(t, opened(a)[1], a.shape)) for t in X.terms(a.data)])
    if a.head == PRODUCT and (cut := _column_cut(a)):
        return hadamard(product(*a.args[:cut]), transposed(product(*a.args[cut:])))
    return make("diagonal", column, (a,))


def inner(a: Node, b: Node) -> Node:
    """⟨a, b⟩ = Σ aᵢⱼ·bᵢⱼ, as a book writes it: a'·b, tr(a'·b), a sum where one is a map."""
    if a.is_scalar:
        return hadamard(a, b)
    if a.is_column or a.is_row:
        return product(transposed(a), b) if a.is_column else product(a, transposed(b))
    if is_constant(a) or is_constant(b):
        return total(hadamard(a, b))
    (_, x), (_, y) = coefficient(a), coefficient(b)
    if (x.head == MAP and x.data.head != X.ADD) or (y.head == MAP and y.data.head != X.ADD):
        return total(hadamard(a, b))
    return tr(product(transposed(a), b))


def frobenius(a: Node) -> Node:
    return make("norm2", SCALAR, (a,))


def vec(a: Node) -> Node:
    """The columns of a stacked; a scalar in front stays there."""
    if a.shape[1] == ONE:
        return a
    c, rest = coefficient(a)
    return hadamard(c, make("vec", (times(*a.shape), ONE), (rest,)))


def power(a: Node, k: Node) -> Node:
    """A^k of a square matrix, as a chain for small whole k."""
    if k.head == MAP and k.data.head == X.NUM and type(k.data.data) is int and 0 <= k.data.data <= 12:
        return product(*[a] * k.data.data) if k.data.data else eye(a.shape[0])
    return a if a.head == EYE else make("power", a.shape, (a, k))
