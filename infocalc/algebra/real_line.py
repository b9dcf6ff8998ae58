"""Which signs polynomials in one variable have together: those that they have between their real roots."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from flint import arb, fmpq, fmpz_poly

from infocalc.algebra.field import Field
from infocalc.annotations import Any
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr

#: degree of the product whose roots are found
_MOST_DEGREE = 40


def signs_between_roots(parts: Sequence[Expr]) -> frozenset[tuple[int, ...]] | None:
    """The signs of irreducible, different polynomials in one symbol; None where they are no such."""
    polynomials = _polynomials(parts)
    if polynomials is None or sum(p.degree() for p in polynomials) > _MOST_DEGREE:
        return None
    product = fmpz_poly([1])
    for p in polynomials:
        product *= p
    found: Any = product.complex_roots()  # isolated; of real ones the imaginary part is exactly 0
    roots = sorted((r.real for r, _ in found if r.imag == 0), key=lambda r: float(r.mid()))
    return frozenset(tuple(1 if p(at) > 0 else -1 for p in polynomials) for at in _between(roots))


def _polynomials(parts: Sequence[Expr]) -> list[fmpz_poly] | None:
    if not parts or len(frozenset().union(*(f.free for f in parts))) != 1:
        return None
    field = Field(parts)
    if len(field.keys) != 1 or field.keys[0][0].head != X.SYM or field.units[0] != 1:
        return None
    found = []
    for f in parts:
        above, below = field.fraction(f)
        if below != field.one:
            return None
        terms = {k: int(c) for (k,), c in above.to_dict().items()}
        found.append(fmpz_poly([terms.get(k, 0) for k in range(max(terms) + 1)]))
    return found


def _between(roots: Sequence[arb]) -> list[fmpq]:
    """A rational number below, between and above the roots."""
    if not roots:
        return [fmpq(0)]
    inner = [(_exact(a.upper()) + _exact(b.lower())) / 2 for a, b in pairwise(roots)]
    return [_exact(roots[0].lower()) - 1, *inner, _exact(roots[-1].upper()) + 1]


def _exact(x: arb) -> fmpq:
    mantissa, exponent = x.mid().man_exp()
    return fmpq(int(mantissa)) * fmpq(2) ** int(exponent)
