"""One operand of an information measure, as the command line hands it over."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO, NamedTuple


class Source(NamedTuple):
    """One operand: either `text` as typed, or an open `stream` of bytes that holds a table or JSON.

    `name` is what messages call it: 'P', 'standard input', 'q.csv'. `progress` is told how many bytes of a
    long stream have been read.
    """

    text: str | None = None
    stream: BinaryIO | None = None
    name: str = "P"
    progress: Callable[[int], None] | None = None
