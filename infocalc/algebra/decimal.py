"""Decimals of which every digit is right: rounded to nearest, proved by a ball at rising precision."""

from __future__ import annotations

from collections.abc import Iterator

from flint import arb, ctx, fmpq

from infocalc.algebra.digits import rational_text, written
from infocalc.errors import LimitExceeded

FIRST_BITS, LAST_BITS = 64, 32_768
#: a power of ten with more digits in its exponent than this is not written
EXPONENT_DIGITS = 18


def bits_for(digits: int) -> int:
    """Binary precision that carries so many decimal digits and a few more."""
    return max(FIRST_BITS, (digits * 10) // 3 + 32)


def ladder(digits: int) -> Iterator[int]:
    """Rising precisions, doubling to a cap that leaves room beyond the digits asked for."""
    bits = bits_for(digits)
    cap = max(LAST_BITS, 2 * bits)
    while bits <= cap:
        yield bits
        bits *= 2


def rational_decimal(q: int | fmpq, digits: int) -> str:
    """The rational q to `digits` significant digits; '0' for 0. Ties go away from zero."""
    q = fmpq(q)
    return rational_text(int(q.p), int(q.q), digits)


def ball_decimal(x: arb, digits: int) -> str | None:
    """The one decimal of `digits` digits to which all of the ball x rounds; None when there is none."""
    if not x.is_finite():
        return None
    if x == 0:
        return "0"
    if x.contains(0):
        return None
    with ctx.workprec(4 * digits + 256):
        size = abs(x)
        logarithm = (size.mid().log() / arb(10).log()).mid().floor()  # a point: its floor is one number
        if abs(logarithm) > arb(10) ** EXPONENT_DIGITS:
            raise LimitExceeded(f"a number beyond 10^(±10^{EXPONENT_DIGITS}) is not written out")
        exponent = int(logarithm.unique_fmpz() or 0)
        for guess in (exponent, exponent + 1, exponent - 1):
            n = _scaled(size, digits - 1 - guess)
            if n is not None and 10 ** (digits - 1) <= n < 10**digits:
                return written(n, guess, digits, x < 0)
    return None


def _scaled(size: arb, shift: int) -> int | None:
    """The integer nearest to size·10^shift."""
    ten = arb(10) ** abs(shift)
    n = ((size * ten if shift >= 0 else size / ten) + arb(1) / 2).floor().unique_fmpz()
    return None if n is None else int(n)
