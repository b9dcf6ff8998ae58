"""One operand of an information measure, as the command line hands it over."""

from __future__ import annotations

from collections.abc import Callable

from infocalc.annotations import TYPE_CHECKING, BinaryIO
from infocalc.errors import InfocalcError
from infocalc.records import NamedTuple

if TYPE_CHECKING:
    from typing import TypeVar

    from infocalc.information.options import InformationOptions
    from infocalc.tables.relation import Room

    T = TypeVar("T")


def telling_file(
    read: Callable[[Source, InformationOptions], T],
) -> Callable[[Source, InformationOptions], T]:
    """The same reader, whose errors know the file that they are about."""

    def reading(source: Source, options: InformationOptions) -> T:
        try:
            return read(source, options)
        except InfocalcError as problem:
            raise problem.in_file(source.path)  # noqa: B904  (it is the same error)

    return reading


class Columns(NamedTuple):
    """Records, each a line number and cells; the first are names where `named`.

    `labelled` says that the first column are labels.
    """

    records: list[tuple[int, list[str]]]
    named: bool
    labelled: bool = False


class Source(NamedTuple):
    """One operand: `text` as typed, an open `stream` of bytes that holds a table or JSON, or `data`.

    `path` is what stands behind @, a file or a pattern; where it is no text (Parquet, a database, several
    files) there is no stream. `data` are the values that a program handed over. `name` is what
    messages call it: 'P', 'standard input', 'q.csv'. `progress` is told how many bytes of a long stream have
    been read. `room` is what an engine may use.
    """

    text: str | None = None
    stream: BinaryIO | None = None
    name: str = "P"
    progress: Callable[[int], None] | None = None
    path: str | None = None
    room: Room | None = None
    data: Columns | None = None


def names_of(n: int) -> tuple[str, ...]:
    """P and Q, or P1, P2, …, as the laws of a question are called."""
    return ("P", "Q")[:n] if n < 3 else tuple(f"P{i}" for i in range(1, n + 1))
