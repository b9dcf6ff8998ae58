"""Relations between generators: g_i^q is a polynomial, as √u² = u, sin² = 1 − cos² and i² = −1."""

from __future__ import annotations

from flint import fmpz

from infocalc.algebra.factoring import Poly, TooLarge, terms
from infocalc.functions import column

#: (i, q, p): g_i^q = p
Relation = tuple[int, int, Poly]

#: terms of a polynomial with which it is still tidied
MOST_TERMS = 2_000

#: (a, b, c, s): functions with a² = c + s·b²
PYTHAGOREAN = tuple(
    (name, *wave.squared) for name, wave in column("wave").items() if wave.squared is not None
)


def rewritten(p: Poly, relation: Relation) -> Poly:
    """p with g_i^q replaced by its value."""
    i, q, value = relation
    degree = 0 if p.is_constant() else int(p.degrees()[i])
    if degree < q:
        return p
    if degree // q * len(value) > MOST_TERMS:
        raise TooLarge
    rule = p.context().gen(i) ** q - value
    if rule.monomial(0)[i] == q:  # its first term in the order of the ring: FLINT's division is the rewriting
        return divmod(p, rule)[1]
    kept: dict[tuple[int, ...], fmpz] = {}
    slices: dict[int, dict[tuple[int, ...], fmpz]] = {}
    for exponents, c in terms(p):
        k, rest = divmod(int(exponents[i]), q)
        if k == 0:
            kept[exponents] = c
        else:
            slices.setdefault(k, {})[(*exponents[:i], rest, *exponents[i + 1 :])] = c
    ring = p.context()
    total = ring.from_dict(kept)
    for k, part in slices.items():
        total += ring.from_dict(part) * value**k
    return total
