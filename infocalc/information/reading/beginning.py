"""The beginning of a stream, looked at before it is decided who reads it."""

from __future__ import annotations

import io
from collections.abc import Sequence

from infocalc.annotations import BinaryIO, cast
from infocalc.errors import UsageError
from infocalc.information.options import InformationOptions
from infocalc.information.source import Source

#: bytes up to which a table is held in memory and computed with exactly, in a few tenths of a second
SHORT = 400_000
#: digits that sums of doubles can have
DIGITS = 15


class Peeked(io.RawIOBase):
    """A stream whose first bytes, `head`, are known and are read again."""

    def __init__(self, stream: BinaryIO, size: int) -> None:
        self._stream = stream  # first: reading may be refused, and what is thrown away is closed
        self._start = stream.tell() if stream.seekable() else None
        self.head = stream.read(size)
        self._left: bytes | None = self.head

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at least `size` of them where there are so many."""
        left, self._left = self._left, None
        if left is None:
            return self._stream.read(size)
        return left + self._stream.read(-1 if size < 0 else max(size - len(left), 0))

    def again(self) -> BinaryIO | None:
        """The stream at its beginning once more, where it can be read twice."""
        if self._start is None:
            return None
        self._stream.seek(self._start)
        return self._stream

    def close(self) -> None:
        self._stream.close()


def peeked(source: Source) -> Source:
    """The source unpacked, with as much of its stream looked at as decides whether the table is long."""
    if source.stream is None or isinstance(source.stream, Peeked):
        return source
    from infocalc.information.reading.packed import SIGNATURE, refuse_binary, unpacked

    whole = Peeked(source.stream, max(SHORT + 1, SIGNATURE))
    opened = unpacked(whole.head, cast(BinaryIO, whole))
    if opened is not None:
        whole = Peeked(opened, SHORT + 1)
        refuse_binary(whole.head)
    return source._replace(stream=cast(BinaryIO, whole))


def is_long(source: Source, options: InformationOptions) -> bool:
    """Whether the source is a CSV or TSV that is summed as it goes by instead of being held."""
    head = getattr(source.stream, "head", b"")
    if len(head) <= SHORT or head.lstrip()[:1] in (b"[", b"{"):
        return False
    return not _needs_all(options)


def is_json(source: Source) -> bool:
    """Whether the source begins as JSON does."""
    return getattr(source.stream, "head", b"").lstrip()[:1] in (b"[", b"{")


def _needs_all(options: InformationOptions) -> bool:
    """Whether something is asked for that wants all of the table, or more digits than doubles have."""
    return (
        options.digits > DIGITS
        or options.samples
        or options.merge_duplicates
        or options.smooth is not None
        or options.estimator not in (None, "plugin")
        or options.with_interval
        or options.test
        or options.renyi is not None
        or options.tsallis is not None
    )


def are_raw(sources: Sequence[Source], options: InformationOptions) -> bool:
    """Whether an engine counts the rows of these tables: none of them is typed, and one is for an engine."""
    if any(source.text is not None for source in sources):
        _refuse_of_rows(options, "the rows of a table", "give a file: @FILE")
        return False
    return any(_is_raw(source, options) for source in sources)


def _is_raw(source: Source, options: InformationOptions) -> bool:
    """Whether a table is for an engine: no plain text, long, or one is asked what only an engine tells."""
    if not options.samples:
        if source.stream is not None:
            _refuse_of_rows(options, "raw rows", "pass --samples too")
        return False
    if source.stream is None:
        return source.path is not None
    asked = (options.columns, options.given, options.by, options.nulls, options.engine)
    if any(one not in ((), None) for one in asked):
        return True
    head = getattr(source.stream, "head", b"")
    return len(head) > SHORT and head.lstrip()[:1] not in (b"[", b"{")


def _refuse_of_rows(options: InformationOptions, what: str, hint: str) -> None:
    """Refuse what is asked about raw rows where there are none."""
    for name in ("columns", "given", "nulls", "engine"):
        if getattr(options, name):
            raise UsageError(f"--{name} is about {what}", hint=hint)
