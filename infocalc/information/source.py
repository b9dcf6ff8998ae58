"""One operand of an information measure, as the command line hands it over."""

from __future__ import annotations

from collections.abc import Callable

from infocalc.annotations import TYPE_CHECKING, BinaryIO
from infocalc.records import NamedTuple

if TYPE_CHECKING:
    from infocalc.tables.relation import Room


class Source(NamedTuple):
    """One operand: either `text` as typed, or an open `stream` of bytes that holds a table or JSON.

    `path` is what stands behind @, a file or a pattern; where it is no text (Parquet, a database, several
    files) there is no stream. `name` is what messages call it: 'P', 'standard input', 'q.csv'. `progress`
    is told how many bytes of a long stream have been read. `room` is what an engine may use.
    """

    text: str | None = None
    stream: BinaryIO | None = None
    name: str = "P"
    progress: Callable[[int], None] | None = None
    path: str | None = None
    room: Room | None = None
