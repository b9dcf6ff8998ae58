"""Common divisors and factors of FLINT's polynomials, refused where they would take long."""

from __future__ import annotations

from collections.abc import Iterable

from flint import fmpz, fmpz_mpoly

Poly = fmpz_mpoly
Factors = list[tuple[Poly, int]]

#: degrees up to which common divisors and factors of sparse polynomials are a matter of milliseconds
MOST_DIVIDED, MOST_FACTORED = 20_000, 500
#: with fewer terms nothing is gained by factors that are known
_FEW = 16


class TooLarge(Exception):
    """The expression has more generators, nodes or terms than tidying is worth, or parts not in the field."""


def divisor(p: Poly, q: Poly) -> Poly:
    """The greatest common divisor of p and q."""
    if len(p) > 1 and len(q) > 1 and max(*p.degrees(), *q.degrees()) > MOST_DIVIDED:
        raise TooLarge
    return p.gcd(q)


def factors(p: Poly, likely: Iterable[Poly] = ()) -> tuple[fmpz, Factors]:
    """The content of p and its irreducible factors with their multiplicities, in the order of FLINT.

    Long polynomials are divided by the `likely` factors first, as far as those are known to be irreducible.
    """
    content, common, rest = _primitive(p)
    rest, known = _divided(rest, filter(_is_irreducible, likely)) if len(rest) > _FEW else (rest, [])
    found = [] if rest.is_one() else _linear(rest)
    if found is None and not known:
        return _by_flint(p)
    found = [*known, *(_by_flint(rest)[1] if found is None else found)]
    return content, _with_generators(found, common)


def shown_factors(p: Poly, likely: Iterable[Poly]) -> tuple[fmpz, Factors]:
    """The same, but u stays whole in c·m·uᵏ for a sum u of two terms and a monomial m.

    Such a sum has no square factor, and no product of sums is as short: x⁶ − 1.
    """
    content, common, rest = _primitive(p)
    if len(rest) == 2:
        return content, _with_generators([(rest, 1)], common)
    pairs = [_primitive(q)[2] for q in likely if len(q) == 2] if len(rest) > 1 else []
    left, known = _divided(rest, pairs)
    if len(known) == 1 and left.is_one():
        return content, _with_generators(known, common)
    return factors(p, likely)


def _primitive(p: Poly) -> tuple[fmpz, Poly, Poly]:
    """±c, c·m and q without content, of positive leading coefficient, where p = ±c·m·q for a monomial m."""
    common = p.term_content()
    rest = p if common.is_one() else p // common
    content = common.leading_coefficient()
    return (content, common, rest) if rest.leading_coefficient() > 0 else (-content, common, -rest)


def _with_generators(found: Factors, common: Poly) -> Factors:
    """The factors with those of a monomial, in the order of FLINT."""
    if not common.is_constant():
        generator = common.context().gen
        found += [(generator(i), int(k)) for i, k in enumerate(common.degrees()) if k]
    return sorted(found, key=_place) if len(found) > 1 else found


def _divided(p: Poly, likely: Iterable[Poly]) -> tuple[Poly, Factors]:
    """p without the likely factors, and those that divide it."""
    found = []
    for q in likely:
        k = 0
        while True:
            quotient, rest = divmod(p, q)
            if not rest.is_zero():
                break
            p, k = quotient, k + 1
        found += [(q, k)] if k else []
    return p, found


def _is_irreducible(p: Poly) -> bool:
    """Whether p is known at once to have no factors, not even a number."""
    if p.leading_coefficient() < 0 or not p.term_content().is_one():
        return False
    return not p.is_constant() and _linear(p) == [(p, 1)]


def is_long(p: Poly, most: int) -> bool:
    """Whether the coefficients of p have more than so many bits together, at the size of the largest."""
    return len(p) > _FEW and len(p) * max(int(c).bit_length() for c in p.coeffs()) > most


def _by_flint(p: Poly) -> tuple[fmpz, Factors]:
    if len(p) > 1 and max(p.degrees()) > MOST_FACTORED and max(_span(p)) > MOST_FACTORED:
        raise TooLarge
    try:
        return p.factor()
    except OverflowError:  # the factors are sorted by coefficients taken for machine words
        raise TooLarge from None


def _linear(p: Poly) -> Factors | None:
    """The factors of a·h + b without content, h a generator that a and b do not have; None for other p.

    The leading coefficient of p is positive, and then so are those of the factors.

    (a·h + b)/gcd(a, b) does not factor, which is known in a tenth of the time that FLINT takes to factor it.
    """
    degrees = p.degrees()
    places = [i for i, k in enumerate(degrees) if k == 1]
    if not places:
        return None
    slopes = [p.derivative(i) for i in places]
    if any(len(slope) == 1 for slope in slopes):
        return [(p, 1)]
    common = divisor(slopes[0], p - slopes[0] * p.context().gens()[places[0]])
    return [(p, 1)] if common.is_one() else [*factors(common)[1], (p // common, 1)]


def _place(factor: tuple[Poly, int]) -> tuple[int, list[tuple[tuple[int, ...], int]]]:
    p, k = factor
    return k, list(zip(p.monoms(), map(int, p.coeffs()), strict=True))


def terms(p: Poly) -> Iterable[tuple[tuple[int, ...], fmpz]]:
    """(exponents, coefficient) of every term, in the order of the ring."""
    return zip(p.monoms(), p.coeffs(), strict=True)


def _span(p: Poly) -> list[int]:
    """The degree of p in each generator beyond the power of it that divides p."""
    return [max(column) - min(column) for column in zip(*p.monoms(), strict=True)]
