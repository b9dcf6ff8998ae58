"""Determinants and inverses of small matrices of expressions, and of larger ones of rationals."""

from __future__ import annotations

from collections.abc import Sequence

from infocalc.annotations import Any
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr

Matrix = tuple[tuple[Expr, ...], ...]


def is_number_matrix(m: Matrix) -> bool:
    return all(e.head == X.NUM for row in m for e in row)


def _rational(m: Matrix) -> Any:
    from flint import fmpq, fmpq_mat

    return fmpq_mat([[fmpq(e.data) for e in row] for row in m])


def bilinear(a: Sequence[Expr], m: Matrix, b: Sequence[Expr]) -> Expr:
    """aᵀMb."""
    n = range(len(a))
    return X.add(*[a[i] * m[i][j] * b[j] for i in n for j in n])


def determinant(m: Matrix) -> Expr:
    """det m."""
    if is_number_matrix(m):
        return X.rational(_rational(m).det())
    return _minor(m, tuple(range(len(m))), tuple(range(len(m))), {})


def minors(m: Matrix) -> list[Expr]:
    """The leading principal minors, of order 1, 2, …"""
    return [determinant(tuple(row[:k] for row in m[:k])) for k in range(1, len(m) + 1)]


def _minor(m: Matrix, rows: tuple[int, ...], columns: tuple[int, ...], known: dict[Any, Expr]) -> Expr:
    """The determinant of chosen rows and columns, by the first row (at most six of them)."""
    if not rows:
        return X.ONE
    if (rows, columns) not in known:
        terms = []
        for place, j in enumerate(columns):
            entry = m[rows[0]][j]
            if entry is not X.ZERO:
                rest = _minor(m, rows[1:], columns[:place] + columns[place + 1 :], known)
                terms.append((-1) ** place * entry * rest)
        known[rows, columns] = X.add(*terms)
    return known[rows, columns]


def inverse(m: Matrix) -> Matrix:
    """m⁻¹ = adj(m)/det(m)."""
    n = len(m)
    if is_number_matrix(m):
        back = _rational(m).inv()
        return tuple(tuple(X.rational(back[i, j]) for j in range(n)) for i in range(n))
    known: dict[Any, Expr] = {}
    whole = determinant(m)
    every = tuple(range(n))

    def entry(i: int, j: int) -> Expr:
        rows, columns = every[:j] + every[j + 1 :], every[:i] + every[i + 1 :]
        sign = X.num((-1) ** (i + j))
        return sign * _minor(m, rows, columns, known) / whole

    return tuple(tuple(entry(i, j) for j in range(n)) for i in range(n))
