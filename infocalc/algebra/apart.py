"""u ≠ 0 as a reader writes it: x ≠ 2 for 2x − 4, x ≠ y for x − y, x² ≠ 1 for x² − 1."""

from __future__ import annotations

from flint import fmpq

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr


def apart_from_0(u: Expr) -> Expr:
    """The relation u ≠ 0, with what is subtracted on the right."""
    _, u = X.split_coefficient(u)
    base, exponent = X.split_power(u)
    if exponent.head == X.NUM and exponent.data > 0:
        u = base
    left, right = _sides(u) if u.head == X.ADD else (u, X.ZERO)
    return X.compound(X.RELATION, (left, right), "!=")


def _sides(u: Expr) -> tuple[Expr, Expr]:
    """(v, w) with v − w = c·u: the terms with a plus, and those with a minus and the constant."""
    c = _content(u)
    constant, coefficients = u.data
    terms = [(X.normal(fmpq(k) / c), t) for k, t in zip(coefficients, u.args, strict=True)]
    plus = X.combination([(k, t) for k, t in terms if k > 0])
    minus = X.combination([(-k, t) for k, t in terms if k < 0])
    return plus, minus - X.rational(X.normal(fmpq(constant) / c))


def _content(u: Expr) -> fmpq:
    """What the coefficients have in common, the one of a lone term; of the sign that leaves a plus."""
    constant, coefficients = u.data
    if len(coefficients) == 1:
        return fmpq(coefficients[0])
    common = fmpq(constant)
    for c in coefficients:
        common = common.gcd(fmpq(c))
    return common if any(c > 0 for c in coefficients) else -common
