"""The one way in: text is text, `-` is standard input, `@FILE` is a file, `@-` standard input again."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Callable, Iterator

from infocalc.annotations import BinaryIO, cast
from infocalc.errors import FileProblem, InfocalcError, LimitExceeded, TableError, UsageError
from infocalc.limits import LIMITS
from infocalc.notation.patterns import pattern
from infocalc.records import NamedTuple

#: a line that is too long is skipped to its end, but no further than this
_ENDLESS = 10_000_000

_ANONYMOUS = pattern(r"@\s*\(\s*[A-Za-z]\w*(?:\s*,\s*[A-Za-z]\w*)*\s*\)")

_SIGNATURES = (
    (b"\x1f\x8b", "gzip data", "unpack it first: gunzip -c FILE | infocalc … -"),
    (b"BZh", "bzip2 data", "unpack it first: bunzip2 -c FILE | infocalc … -"),
    (b"\xfd7zXZ", "xz data", "unpack it first: xz -dc FILE | infocalc … -"),
    (b"\x28\xb5\x2f\xfd", "zstd data", "unpack it first: zstd -dc FILE | infocalc … -"),
    (b"PK\x03\x04", "a zip archive", "unpack it first: unzip -p FILE | infocalc … -"),
    (b"\xff\xfe", "text in UTF-16", "convert it first: iconv -f UTF-16 -t UTF-8 FILE | infocalc … -"),
    (b"\xfe\xff", "text in UTF-16", "convert it first: iconv -f UTF-16 -t UTF-8 FILE | infocalc … -"),
)


class Line(NamedTuple):
    """A line of a batch: its number from 1, and its text or what is wrong with it."""

    number: int
    text: str
    problem: InfocalcError | None = None


def is_stream(operand: str) -> bool:
    """True for `-`, `@-` and `@FILE`; @(x) x^2 is an anonymous function of MATLAB."""
    return operand == "-" or (operand.startswith("@") and _ANONYMOUS.match(operand) is None)


def is_table(operand: str) -> bool:
    """True for `@FILE` and `@PATTERN` where that is more than one plain text: Parquet, a database, files."""
    if not is_stream(operand) or operand in ("-", "@", "@-"):
        return False
    from infocalc.tables.relation import is_table as found

    return found(operand[1:])


#: bytes of addresses that DuckDB reserves for its threads, of which it uses few (its own limit bounds those)
RESERVED = 1 << 30


def spill_folder() -> str:
    """A folder that is not there yet, for what an engine cannot hold in memory."""
    from tempfile import gettempdir

    return os.path.join(gettempdir(), f"infocalc-{os.getpid()}-{os.urandom(8).hex()}")


def stream_name(operand: str) -> str:
    return "standard input" if operand in ("-", "@-") else operand[1:]


def open_operand(operand: str) -> BinaryIO:
    """The bytes behind `-`, `@-` or `@FILE`."""
    return standard_input() if operand in ("-", "@-") else open_file(operand[1:])


def reopening(operand: str) -> Callable[[], BinaryIO]:
    """What opens the stream of an operand, the second time too: what cannot be read twice is kept."""
    if operand not in ("-", "@-") and os.path.isfile(operand[1:]):
        return lambda: open_operand(operand)
    kept: list[Kept] = []

    def opened() -> BinaryIO:
        if kept:
            return kept[0].again()
        kept.append(Kept(open_operand(operand)))
        return cast(BinaryIO, kept[0])

    return opened


class Kept(io.RawIOBase):
    """A stream whose bytes are kept as they go by: as many as a table may have that is held in memory."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._copy = bytearray()

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most `size` of them."""
        found = self._stream.read(size)
        if len(self._copy) <= LIMITS["table bytes"].most:
            self._copy += found
        return found

    def again(self) -> BinaryIO:
        """The stream from its beginning; what is too long to be kept is too long to be read once more."""
        while len(self._copy) <= LIMITS["table bytes"].most and self.read(1 << 20):
            pass
        return io.BytesIO(self._copy)


def standard_input() -> BinaryIO:
    """The bytes of standard input; text put in its place by a caller is encoded."""
    if sys.stdin is None or sys.stdin.closed:
        raise FileProblem("standard input is closed")
    buffer = getattr(sys.stdin, "buffer", None)
    if buffer is None:
        return io.BytesIO(sys.stdin.read().encode("utf-8", "surrogateescape"))
    return buffer  # type: ignore[no-any-return]


def waiting_input() -> bool:
    """True when standard input is there and not a terminal, so that a missing operand is read from it."""
    return sys.stdin is not None and not sys.stdin.closed and not sys.stdin.isatty()


def open_file(path: str) -> BinaryIO:
    """A regular file or a pipe opened for reading; never a directory or a device, never a URL."""
    if not path:
        raise UsageError("a file name is wanted after @", hint="@FILE reads a file, - standard input")
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as problem:
        raise FileProblem(_cannot_read(path, problem), hint=_file_hint(problem)).in_file(path) from None
    mode = os.fstat(descriptor).st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
        os.close(descriptor)
        kind = "a directory" if stat.S_ISDIR(mode) else "a device or a socket"
        raise FileProblem(f"cannot read '{path}': it is {kind}, not a file").in_file(path)
    return os.fdopen(descriptor, "rb")


def _cannot_read(path: str, problem: Exception) -> str:
    reason = problem.strerror if isinstance(problem, OSError) and problem.strerror else str(problem)
    return f"cannot read '{path}': {reason[:1].lower()}{reason[1:]}"


def _file_hint(problem: Exception) -> str | None:
    return (
        "@ names a file; text itself is given without @" if isinstance(problem, FileNotFoundError) else None
    )


def lines(operand: str) -> Iterator[Line]:
    """The lines of a stream as they come, without comments and blank lines, in constant memory."""
    with _borrowed(operand) as stream:
        yield from _content(stream)


def is_ready(operand: str) -> bool:
    """Whether the next line can be read without waiting: a file, a pipe with something in it or at its end.

    What Python holds in a buffer is not seen: the answer is no where it could be yes.
    """
    if operand not in ("-", "@-"):
        return os.path.isfile(operand[1:])
    import select

    try:
        return bool(select.select([standard_input()], [], [], 0)[0])
    except (io.UnsupportedOperation, OSError, ValueError):  # text put in its place, or Windows
        return True


class _borrowed:  # noqa: N801  (reads as a verb at its only use)
    """The stream of an operand; a file is closed at the end, standard input is the caller's."""

    def __init__(self, operand: str) -> None:
        self.stream = open_operand(operand)
        self.own = operand not in ("-", "@-")

    def __enter__(self) -> BinaryIO:
        return self.stream

    def __exit__(self, *_: object) -> None:
        if self.own:
            self.stream.close()


def _content(stream: BinaryIO) -> Iterator[Line]:
    longest = LIMITS["characters"][0]
    offset = number = 0
    while raw := stream.readline(4 * longest + 2):
        number += 1
        if number == 1:
            refuse_packed(raw)
            raw, offset = (raw[3:], 3) if raw.startswith(b"\xef\xbb\xbf") else (raw, 0)
        whole = raw.endswith(b"\n") or len(raw) < 4 * longest + 2
        text, problem = _decoded(raw, offset)
        offset += len(raw)
        if not whole:
            skipped, whole = _skip_line(stream)
            offset += skipped
            problem = LimitExceeded(f"the line has more than {longest:,} characters, which is the limit")
        text = text.strip("\r\n\t ")
        if problem is not None or (text and not text.startswith("#")):
            yield Line(number, text, problem)
        if not whole:
            return


def _skip_line(stream: BinaryIO) -> tuple[int, bool]:
    """Bytes skipped up to the end of the line, and whether that was reached."""
    skipped = 0
    while skipped < _ENDLESS:
        piece = stream.readline(1 << 16)
        skipped += len(piece)
        if not piece or piece.endswith(b"\n"):
            return skipped, True
    return skipped, False


def _decoded(raw: bytes, offset: int) -> tuple[str, InfocalcError | None]:
    try:
        return raw.decode("utf-8"), None
    except UnicodeDecodeError as wrong:
        place = offset + wrong.start
        problem = TableError(
            f"not UTF-8: byte 0x{raw[wrong.start]:02X} at offset {place}",
            hint="convert the input to UTF-8 with iconv",
        )
        return "", problem


def refuse_packed(head: bytes) -> None:
    """Raise when the first bytes are those of compressed data or of UTF-16; nothing is unpacked silently."""
    for signature, what, hint in _SIGNATURES:
        if head.startswith(signature):
            raise FileProblem(f"the input is {what}", hint=hint)
    if b"\0\0" in (head[1:4:2], head[0:3:2]):
        raise FileProblem("the input looks like UTF-16 or binary data", hint="convert it to UTF-8 with iconv")
