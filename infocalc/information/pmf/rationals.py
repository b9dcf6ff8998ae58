"""The number grammar of cells and of numeric options: exact, ASCII, nothing that looks like a number only."""

from __future__ import annotations

from flint import fmpq, fmpz

from infocalc.algebra.decimal import rational_decimal
from infocalc.errors import DistributionError
from infocalc.limits import LIMITS, typed_size
from infocalc.notation.patterns import pattern

_PLAIN = pattern(r"([+-]?)([0-9]*)(?:\.([0-9]*))?(?:[eE]([+-]?[0-9]+))?(?:\s*/\s*([0-9]+))?")

#: what stands for a number that is missing
MISSING = frozenset(["nan", "na", "n/a", "null", "none", "<na>"])
#: numbers with more bits are written rounded
_WRITTEN_BITS = 400


class OutOfRange(Exception):
    """A number with more digits, or a larger exponent, than is computed with."""


def rational(text: str) -> fmpq | None:
    """0.25, .5, 1e-3, 1/3, -2 as an exact rational; None for any other text.

    Digits are 0-9 only: no underscores, no hexadecimal, no inf or nan, no thousands separators.
    """
    match = _PLAIN.fullmatch(text)
    if match is None:
        return None
    sign, whole, part, power, below = match.groups()
    digits = whole + (part or "")
    if not digits or (part is None and not whole):
        return None
    most = LIMITS["digits"].most
    if len(digits) > most or (below is not None and len(below) > most):
        raise OutOfRange(f"more than {most:,} digits")
    ten = _exponent(power) - len(part or "")
    p, q = int(digits), 1
    if sign == "-":
        p = -p
    if ten >= 0:
        p *= 10**ten
    else:
        q = 10**-ten
    if below is not None:
        divisor = int(below)
        if divisor == 0:
            return None
        q *= divisor
    return fmpq(fmpz(p), fmpz(q))


def numeric(what: str, text: str, why: str = "", hint: str | None = None) -> fmpq:
    """The number that a label is; DistributionError, saying what the label is of, for any other text."""
    try:
        found = rational(text.strip())
    except OutOfRange as problem:
        raise DistributionError(f"{what} {text[:40]}: {problem}") from None
    if found is None:
        raise DistributionError(f"{what} {text[:40]!r} is no number{why}", hint)
    return found


def _exponent(text: str | None) -> int:
    if text is None:
        return 0
    size, most = typed_size(text.lstrip("+-").lstrip("0") or "0"), LIMITS["exponent"].most
    if size > most:
        raise OutOfRange(f"exponent out of range (at most {most:,})")
    return -size if text[0] == "-" else size


def written(x: fmpq) -> str:
    """x as people write it: 11/10, 3, and the decimal beside it where it is short: '11/10 (1.1)'."""
    if max(x.p.height_bits(), x.q.height_bits()) > _WRITTEN_BITS:
        return _rounded(x)
    if x.q == 1:
        return short(str(int(x.p)))
    exact = short(f"{int(x.p)}/{int(x.q)}")
    decimal = terminating(x)
    if decimal is None:
        return exact
    return decimal if len(exact) > 12 else f"{exact} ({decimal})"


def _rounded(x: fmpq) -> str:
    """A number with too many digits to read: 2.00000e+400, and 1 + 4.94e-324 beside a whole number."""
    whole = (x + fmpq(1, 2)).floor()
    rest = x - whole
    if 0 < whole < 10**6 and rest != 0 and abs(rest) < fmpq(1, 10**9):
        return f"{whole} {'+' if rest > 0 else '-'} {rational_decimal(abs(rest), 3)}"
    return rational_decimal(x, 12)


def terminating(x: fmpq) -> str | None:
    """The whole decimal of x when it ends within 40 places, else None."""
    for places in range(1, 41):
        scaled = x * fmpq(10) ** places
        if scaled.q == 1:
            p = int(scaled.p)
            text = str(abs(p)).rjust(places + 1, "0")
            return f"{'-' if p < 0 else ''}{text[:-places]}.{text[-places:]}"
    return None


def short(text: str) -> str:
    """A long number with its middle left out."""
    return text if len(text) <= 44 else f"{text[:20]}…{text[-10:]}"
