"""The bytes behind an operand, unpacked where they are gzip, bzip2, xz or zstd; other formats are named."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import BinaryIO, cast

from infocalc.errors import FileProblem
from infocalc.limits import check

#: bytes that tell what a file is
SIGNATURE = 16
#: first bytes of what is no text -> what it is, and the way out
_NAMED = (
    (b"PK\x03\x04", "a zip archive (.xlsx, .ods, .npz)", "save the sheet as CSV; unzip -p unpacks"),
    (b"\xd0\xcf\x11\xe0", "an old Excel file (.xls)", "save the sheet as CSV"),
    (b"PAR1", "a Parquet file", "write it as CSV: duckdb -csv -c \"from 'FILE'\""),
    (b"\x93NUMPY", "a NumPy array (.npy)", "write it as text: numpy.savetxt"),
    (b"ARROW1", "an Arrow file", "write it as CSV"),
    (b"SQLite format 3\0", "a SQLite database", "sqlite3 -csv FILE 'select …' | infocalc … -"),
    (b"\x89HDF", "an HDF5 file", "write the table as CSV"),
    (b"%PDF", "a PDF file", "a table is wanted"),
    (b"\xff\xfe", "what looks like UTF-16", "convert it: iconv -f UTF-16 -t UTF-8"),
    (b"\xfe\xff", "what looks like UTF-16", "convert it: iconv -f UTF-16 -t UTF-8"),
)  # fmt: skip


def _gzip(stream: BinaryIO) -> BinaryIO:
    import gzip

    return cast(BinaryIO, gzip.GzipFile(fileobj=stream))


def _bzip2(stream: BinaryIO) -> BinaryIO:
    import bz2

    return cast(BinaryIO, bz2.BZ2File(stream))


def _xz(stream: BinaryIO) -> BinaryIO:
    import lzma

    return cast(BinaryIO, lzma.LZMAFile(stream))


def _zstd(stream: BinaryIO) -> BinaryIO:
    try:
        from importlib import import_module

        module = import_module("compression.zstd")
    except ImportError:
        hint = "pipe it through zstd -dc; Python 3.14 and later unpack it themselves"
        raise FileProblem("the input is zstd data", hint=hint) from None
    return cast(BinaryIO, module.ZstdFile(stream))


_PACKED: tuple[tuple[bytes, str, Callable[[BinaryIO], BinaryIO]], ...] = (
    (b"\x1f\x8b", "gzip", _gzip),
    (b"BZh", "bzip2", _bzip2),
    (b"\xfd7zXZ\0", "xz", _xz),
    (b"\x28\xb5\x2f\xfd", "zstd", _zstd),
)


class _Exactly(io.RawIOBase):
    """A stream that may give more than is asked for, as one that does not."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._rest = stream, b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes."""
        found = self._rest or self._stream.read(size)
        self._rest = found[size:] if size >= 0 else b""
        return found[:size] if size >= 0 else found + self._stream.read(-1)

    def close(self) -> None:
        self._stream.close()


class Unpacked(io.RawIOBase):
    """What a packed stream holds, up to the limit of size; damaged data is a FileProblem."""

    def __init__(self, stream: BinaryIO, packing: str) -> None:
        self._stream, self._packing, self._count = stream, packing, 0

    def seekable(self) -> bool:
        return False

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        try:
            found = self._stream.read(size)
        except (OSError, EOFError, ValueError) as problem:
            raise FileProblem(f"the {self._packing} data is damaged: {problem}") from None
        except Exception as problem:  # lzma.LZMAError, zlib.error: of modules that need not be loaded
            if type(problem).__name__ not in ("LZMAError", "error", "ZstdError"):
                raise
            raise FileProblem(f"the {self._packing} data is damaged: {problem}") from None
        self._count += len(found)
        check("unpacked bytes", self._count)
        return found

    def close(self) -> None:
        self._stream.close()


def unpacked(head: bytes, whole: BinaryIO) -> BinaryIO | None:
    """The stream behind these first bytes unpacked, None where it is not packed; `whole` begins with them."""
    for signature, packing, opened in _PACKED:
        if head.startswith(signature):
            return cast(BinaryIO, Unpacked(opened(cast(BinaryIO, _Exactly(whole))), packing))
    refuse_binary(head)
    return None


def refuse_binary(head: bytes) -> None:
    """Name what is no text."""
    for signature, what, hint in _NAMED:
        if head.startswith(signature):
            raise FileProblem(f"the input is {what}", hint=hint)
