"""A long input in pieces of whole lines, and how its rows are written."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import islice

from infocalc.errors import LimitExceeded
from infocalc.information.options import InformationOptions
from infocalc.information.reading.beginning import Peeked
from infocalc.information.reading.comments import NONE, has_comments, without_comments
from infocalc.information.reading.form import Form
from infocalc.information.reading.layout import Layout
from infocalc.information.reading.records import Record, decoded, read_lines
from infocalc.limits import LIMITS
from infocalc.records import NamedTuple

#: bytes read at once: the arrays of a block stay in the cache of the processor
SIZE = 1 << 18
#: records read one by one that make a block
_RECORDS = 10_000
#: labels up to this many bytes are looked at eight bytes at a time, longer ones one by one
SHORT = 64
#: behind a block, so that words may be read beyond its last cell
AFTER = b"\0" * (SHORT + 8)
#: what Python strips from cells beyond ASCII
_WIDE_SPACE = re.compile("[\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")


class Plan(NamedTuple):
    """How the rows of a table are written, and what stands where in them."""

    layout: Layout
    written: Form
    options: InformationOptions

    @property
    def delimiter(self) -> str:
        """What separates the cells of `rows`."""
        return self.written.delimiter

    def rows(self, raw: bytes, before: int) -> bytes:
        """Whole lines without comments, as lines of CSV; `before` lines stand above them."""
        plain = self.written.cells is None
        if plain and not has_comments(raw) and self.options.comment in (None, NONE):
            return raw
        text, _ = without_comments(raw.decode(), self.written, self.options, before, self.layout.width)
        return self.written.plain(text).encode()


class Place(NamedTuple):
    """Where in the input something begins: its line from 1, the bytes before it."""

    line: int
    offset: int

    def behind(self, raw: bytes) -> Place:
        """Where what follows these bytes begins."""
        return Place(self.line + raw.count(b"\n"), self.offset + len(raw))


def whole_lines(stream: Peeked, head: bytes) -> Iterator[bytes]:
    """Pieces that end with a line."""
    rest = b""
    for more in _pieces(stream, head):
        rest += more
        cut = rest.rfind(b"\n") + 1
        if cut:
            yield rest[:cut]
            rest = rest[cut:]
        elif len(rest) > LIMITS["table line"].most:
            raise LimitExceeded(f"a line has more than {LIMITS['table line'].most:,} characters, the limit")
    if rest:
        yield rest + b"\n"


def _pieces(stream: Peeked, head: bytes) -> Iterator[bytes]:
    """The head and what follows it, in pieces whose arrays stay in the cache."""
    for place in range(0, len(head), SIZE):
        yield head[place : place + SIZE]
    while more := stream.read(SIZE):
        yield more


def check_bytes(raw: bytes, place: Place) -> None:
    """Refuse NUL and what is not UTF-8."""
    if not raw.isascii() or b"\0" in raw:
        decoded(raw, place.offset, place.line)


def lines_of(raw: bytes) -> Iterator[str]:
    return iter(io.StringIO(raw.decode(), newline=""))


def is_narrow(raw: bytes, delimiter: str) -> bool:
    """Whether cells end at single bytes and have no blanks at their ends but those of ASCII."""
    return delimiter.isascii() and (raw.isascii() or _WIDE_SPACE.search(raw.decode()) is None)


def records_from(
    raw: bytes, place: Place, pieces: Iterator[bytes], plan: Plan
) -> Iterator[tuple[list[Record], int]]:
    """All that is left, as records whose quotes may hold delimiters and line ends; the bytes read by then."""
    at = place.behind(raw)

    def lines() -> Iterator[str]:
        nonlocal at
        yield from lines_of(plan.written.plain(raw.decode()).encode())
        for piece in pieces:
            check_bytes(piece, at)
            at = at.behind(piece)
            yield from lines_of(plan.written.plain(piece.decode()).encode())

    records = read_lines(lines(), plan.delimiter, place.line - 1)
    while part := list(islice(records, _RECORDS)):
        yield part, at.offset
