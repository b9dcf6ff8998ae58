"""Every limit of size, in one table: what is bounded, by how much, and the check that refuses.

A limit is checked before the work it bounds is begun, so that a hostile line is refused in
milliseconds. A refusal is `LimitExceeded` (exit 3) and names the limit and the size found.
"""

from __future__ import annotations

from types import MappingProxyType

from infocalc.errors import LimitExceeded, Span
from infocalc.records import NamedTuple


class Limit(NamedTuple):
    """The largest size allowed, what is counted, and how a size beyond it is said."""

    most: int
    what: str
    found: str = "{size} {what}"


LIMITS = MappingProxyType(
    {
        "characters": Limit(100_000, "characters in one expression"),
        "tokens": Limit(20_000, "tokens (numbers, names, signs) in one expression"),
        "depth": Limit(1_500, "levels of nesting", "a depth of {size} {what}"),
        "name": Limit(64, "characters in a name"),
        "variables": Limit(1_000, "different variables in one expression"),
        "digits": Limit(1_000, "digits in a number as typed"),
        "exponent": Limit(
            9_999, "decimal exponent of a number as typed", "exponent {size} of a number out of range"
        ),
        "constant bits": Limit(
            100_000,
            "bits of an exact constant such as a power or factorial",
            "an exact constant needs {size} bits",
        ),
        "order": Limit(1_000, "order of a derivative", "{size} is the {what}"),
        "function order": Limit(10_000, "order of a Bessel function", "{size} is the {what}"),
        "polylogarithm order": Limit(1_000, "order of a polylogarithm", "{size} is the {what}"),
        "decimals": Limit(10_000, "decimals asked for with --digits"),
        "operations": Limit(1_000_000, "operations in an answer"),
        "matrix": Limit(250_000, "entries of a matrix"),
        "channel": Limit(2_500, "entries of a channel"),
        "table line": Limit(1_000_000, "characters in a line of a table"),
        "table rows": Limit(10_000_000, "rows of a table held in memory"),
        "sample": Limit(100_000, "numbers in a sample"),
        "pairs": Limit(20_000, "pairs of numbers in a sample"),
        "labels": Limit(50_000_000, "labels in a stream"),
        "unpacked bytes": Limit(10_000_000_000, "bytes of a compressed table"),
        "table bytes": Limit(400_000_000, "bytes of a table held in memory"),
    }
)
#: sizes beyond this are not said to the last digit
_COUNTED = 10**30


def check(name: str, size: int, span: Span | None = None, text: str | None = None) -> None:
    """Raise LimitExceeded when `size` is beyond the limit `name`."""
    most, what, found = LIMITS[name]
    if size > most:
        said = found.format(size=_said(size), what=what)
        raise LimitExceeded(f"{said}; the limit is {most:,}", span=span, text=text)


def check_bits(bits: int) -> None:
    """Refuse an exact constant of more bits than the limit, before it is computed."""
    check("constant bits", bits)


def typed_size(digits: str) -> int:
    """The size that a run of digits writes; a run too long to be read as a number is merely large."""
    return int(digits) if len(digits) <= 1_000 else 10**1_000


def _said(size: int) -> str:
    return f"{size:,}" if size < _COUNTED else "more than 10^30"
