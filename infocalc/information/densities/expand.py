"""Sums multiplied out, and read as combinations of functions of one variable."""

from __future__ import annotations

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import rebuild

#: powers of sums up to this are multiplied out
MOST = 8


def expanded(e: Expr) -> Expr:
    """e with products and small whole powers of sums multiplied out."""

    def visit(node: Expr, parts: tuple[Expr, ...]) -> Expr:
        if node.head == X.ADD:
            opened = [
                X.scale(c, t) for c, part in zip(node.data[1], parts, strict=True) for t in X.terms(part)
            ]
            return X.add(X.rational(node.data[0]), *opened)
        if node.head == X.MUL:
            return X.add(*_products([X.rational(node.data)], parts))
        if (
            node.head == X.POW
            and parts[0].head == X.ADD
            and type(parts[1].data) is int
            and 1 < parts[1].data <= MOST
        ):
            return X.add(*_products([X.ONE], (parts[0],) * parts[1].data))
        return rebuild(node, parts)

    return X.fold(e, visit)


def _products(found: list[Expr], factors: tuple[Expr, ...]) -> list[Expr]:
    for factor in factors:
        found = [X.mul(a, b) for a in found for b in X.terms(factor)]
    return found


def split_terms(e: Expr, variable: str) -> tuple[Expr, dict[Expr, Expr]]:
    """c₀ and {T: c} with e = c₀ + Σ c·T, T the parts of the terms that depend on the variable."""
    constant: list[Expr] = []
    found: dict[Expr, Expr] = {}
    for term in X.terms(e):
        inside = [f for f in (term.args if term.head == X.MUL else (term,)) if variable in f.free]
        if not inside:
            constant.append(term)
            continue
        statistic = X.mul(*inside)
        c = X.mul(term, X.power(statistic, X.MINUS_ONE))
        found[statistic] = X.add(found.get(statistic, X.ZERO), c)
    return X.add(*constant), {t: c for t, c in found.items() if c is not X.ZERO}
