"""Powers of rational numbers: how large they get, and what leaves a root."""

from __future__ import annotations

from flint import fmpq, fmpz

from infocalc.limits import LIMITS

Rational = int | fmpq
#: radicand^exponent
Radical = tuple[int, fmpq]


def bits_of(b: Rational) -> int:
    return max(int(b.numerator).bit_length(), int(b.denominator).bit_length())


def outgrows(b: Rational, q: int) -> bool:
    """Whether b^q has more bits than an exact constant may have."""
    return abs(q) * bits_of(b) > LIMITS["constant bits"].most


def is_moderate(b: Rational, q: int) -> bool:
    """Whether b^q has an ordinary size, by |log b| ≤ |n − d|/min(n, d) for b = n/d > 0.

    1.0000001^10000000 has 240 million bits and the value 2.718…: such a power stays as written.
    """
    n, d = int(b.numerator), int(b.denominator)
    return min(n, d) > 1 and 3 * abs(q) * abs(n - d) <= 2 * min(n, d) * LIMITS["constant bits"].most


def radical(n: fmpz, r: fmpq) -> tuple[fmpz, Radical | None]:
    """n^r = outside · radicand^exponent for an integer n > 0 and 0 < r < 1, all perfect powers taken out."""
    if n == 1:
        return fmpz(1), None
    if r.q > 64:  # the 941st root of 168: nothing a reader would want taken apart
        return fmpz(1), (int(n), r)
    if n.bit_length() > 128:  # factoring may be slow beyond: an exact root or nothing
        if r.q <= n.bit_length():  # no other index has an exact root, and FLINT takes a machine word
            root = n.root(int(r.q))
            if root ** int(r.q) == n:
                return root ** int(r.p), None
        return fmpz(1), (int(n), r)
    outside, left = fmpz(1), []
    for prime, k in n.factor():
        whole, rest = divmod(int(k) * int(r.p), int(r.q))
        outside *= prime**whole
        if rest:
            left.append((prime, rest))
    if not left:
        return outside, None
    if len(left) == 1:
        return outside, (int(left[0][0]), fmpq(left[0][1], r.q))
    common = int(r.q)
    for _, rest in left:
        common = int(fmpz(common).gcd(rest))
    radicand = fmpz(1)
    for prime, rest in left:
        radicand *= prime ** (rest // common)
    return outside, (int(radicand), fmpq(common, r.q))
