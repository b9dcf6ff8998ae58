"""Partial fractions of rational functions of one variable whose poles are rational."""

from __future__ import annotations

from flint import fmpq, fmpq_poly, fmpz_poly

from infocalc.algebra.factoring import MOST_FACTORED, Poly, TooLarge
from infocalc.algebra.field import Field
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.records import NamedTuple

#: c/base^m
Part = tuple[Expr, Expr, int]


class Simple(NamedTuple):
    """Σ c/base^m for (c, base, m) in `parts`, plus a polynomial that vanishes after `degree` derivatives."""

    parts: tuple[Part, ...]
    degree: int


def partial_fractions(f: Expr, x: str) -> Simple | None:
    """f decomposed; None when f is no rational function of x over the rationals, or a pole is irrational."""
    try:
        field = Field([f])
        if field.keys != [(X.sym(x), X.ONE)]:
            return None
        top, bottom = (_univariate(p) for p in field.fraction(f))
    except TooLarge:
        return None
    _, factors = bottom.factor()
    if any(p.degree() > 1 for p, _ in factors):
        return None
    numerator, denominator = fmpq_poly(top), fmpq_poly(bottom)
    whole, rest = divmod(numerator, denominator)
    parts: list[Part] = []
    for p, m in factors:
        parts += _at_pole(rest, denominator, fmpq(-p[0], p[1]), int(m), x)
    return Simple(tuple(parts), len(whole.coeffs()))


def _univariate(p: Poly) -> fmpz_poly:
    if max(p.degrees()) > MOST_FACTORED:
        raise TooLarge
    terms = {int(e[0]): int(c) for e, c in p.to_dict().items()}
    return fmpz_poly([terms.get(k, 0) for k in range(max(terms, default=0) + 1)])


def _at_pole(
    rest: fmpq_poly, denominator: fmpq_poly, r: fmpq, m: int, x: str
) -> list[tuple[Expr, Expr, int]]:
    """The part at the pole r of order m: the Laurent coefficients of rest/denominator there."""
    shift = fmpq_poly([r, 1])
    top = rest(shift).coeffs()
    below = denominator(shift).coeffs()[m:]
    base = X.sym(x) - X.rational(r)
    found: list[Part] = []
    series: list[fmpq] = []
    for k in range(m):
        c = top[k] if k < len(top) else fmpq(0)
        for j in range(1, min(k, len(below) - 1) + 1):
            c -= below[j] * series[k - j]
        series.append(c / below[0])
        if series[k] != 0:
            found.append((X.rational(series[k]), base, m - k))
    return found
