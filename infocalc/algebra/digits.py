"""Decimal digits of rationals, by whole numbers alone."""

from __future__ import annotations

#: Python writes no integers with many more digits; FLINT does, and faster
_MOST_DIGITS = 4_000


def nearest(p: int, q: int, digits: int) -> tuple[int, int]:
    """(n, e) where p/q > 0 is n·10^(e + 1 − digits) to the nearest n of `digits` digits; ties go up."""
    exponent = (p.bit_length() - q.bit_length()) * 30_103 // 100_000
    least = 10 ** (digits - 1)
    while True:
        shift = digits - 1 - exponent
        above, below = (p * 10**shift, q) if shift >= 0 else (p, q * 10**-shift)
        if above < least * below:
            exponent -= 1
        elif above >= 10 * least * below:
            exponent += 1
        else:
            n = (2 * above + below) // (2 * below)
            return (n, exponent) if n < 10 * least else (least, exponent + 1)


def written(n: int, exponent: int, digits: int, negative: bool) -> str:
    """n·10^(exponent + 1 − digits): plain where the point is near the digits, else d.ddde±k."""
    text = _text(n, digits)
    if -5 <= exponent < digits:
        if exponent < 0:
            text = "0." + "0" * (-exponent - 1) + text
        elif exponent + 1 < digits:
            text = text[: exponent + 1] + "." + text[exponent + 1 :]
    else:
        point = "." + text[1:] if digits > 1 else ""
        text = f"{text[0]}{point}e{exponent:+03d}"
    return "-" + text if negative else text


def _text(n: int, digits: int) -> str:
    if digits <= _MOST_DIGITS:
        return str(n)
    from flint import fmpz

    return str(fmpz(n))


def rational_text(p: int, q: int, digits: int) -> str:
    """p/q with q > 0 to `digits` significant digits; '0' for 0. Ties go away from zero."""
    if p == 0:
        return "0"
    return written(*nearest(abs(p), q, digits), digits, p < 0)
