"""Every limit of size, in one table: what is bounded, by how much, and the check that refuses.

A limit is checked before the work it bounds is begun, so that a hostile line is refused in
milliseconds. A refusal is `LimitExceeded` (exit 3) and names the limit and the size found.
"""

from __future__ import annotations

from types import MappingProxyType

from infocalc.errors import LimitExceeded, Span

#: name of the limit -> (largest size allowed, what is counted)
LIMITS = MappingProxyType(
    {
        "characters": (100_000, "characters in one expression"),
        "tokens": (20_000, "numbers, names and signs in one expression"),
        "depth": (1_500, "levels of nesting"),
        "name": (64, "characters in a name"),
        "variables": (1_000, "different names in one expression"),
        "digits": (1_000, "digits in a number as typed"),
        "exponent": (9_999, "decimal exponent of a number as typed"),
        "constant bits": (100_000, "bits of an exact constant such as a power or factorial"),
        "order": (1_000, "order of a derivative"),
        "decimals": (10_000, "digits asked for with --digits"),
        "operations": (2_000_000, "operations in an answer"),
        "matrix": (250_000, "entries of a matrix"),
    }
)


def check(name: str, size: int, span: Span | None = None, text: str | None = None) -> None:
    """Raise LimitExceeded when `size` is beyond the limit `name`."""
    most, what = LIMITS[name]
    if size > most:
        raise LimitExceeded(f"{size:,} {what}; the limit is {most:,}", span=span, text=text)


def check_bits(bits: int) -> None:
    """Refuse an exact constant of more bits than the limit, before it is computed."""
    check("constant bits", bits)
