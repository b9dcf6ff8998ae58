"""Gradient, Jacobian and Hessian as rows of partial derivatives."""

from __future__ import annotations

from collections.abc import Sequence

from infocalc.algebra.real_form import tidied
from infocalc.calculus.derivative import derivative
from infocalc.expr.expr import Expr


def gradient(f: Expr, variables: Sequence[str]) -> list[Expr]:
    """∇f: n×1; row i is ∂f/∂x_i."""
    return [tidied(derivative(f, x)) for x in variables]


def jacobian(components: Sequence[Expr], variables: Sequence[str]) -> list[list[Expr]]:
    """J: m×n; row i, column j is ∂f_i/∂x_j."""
    return [gradient(f, variables) for f in components]


def hessian(f: Expr, variables: Sequence[str]) -> list[list[Expr]]:
    """H: n×n, symmetric; row i, column j is ∂²f/∂x_i∂x_j. Only the upper half is differentiated."""
    first = [derivative(f, x) for x in variables]
    entries: dict[tuple[int, int], Expr] = {}
    for i, slope in enumerate(first):
        for j in range(i, len(variables)):
            entries[i, j] = entries[j, i] = tidied(derivative(slope, variables[j]))
    n = range(len(variables))
    return [[entries[i, j] for j in n] for i in n]
