"""What stands behind @FILE and @PATTERN: the files, and by their first bytes what kind of table they are."""

from __future__ import annotations

import os
import re
import stat
from errno import ENOENT

from infocalc.errors import FileProblem, TableError, UsageError
from infocalc.records import NamedTuple

_PARQUET, _GZIP, _ZSTD, _SQLITE = b"PAR1", b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"SQLite format 3\0"
_DUCKDB, _DUCKDB_AT = b"DUCK", 8
#: names of packed JSON lines, which are not looked into
_JSON_ZSTD = (".json.zst", ".jsonl.zst", ".ndjson.zst")
#: bytes that decide what a file is
_HEAD = 1 << 16
_PATTERN = re.compile(r"[*?\[]")


class Part(NamedTuple):
    """One file: its path, how it is packed ('' when it is not), and of a text its columns and their rows.

    `columns` are the names in the order of the file, `header` says whether its first row holds them.
    """

    path: str
    packed: str = ""
    columns: tuple[str, ...] = ()
    header: bool = True


class Relation(NamedTuple):
    """A table: 'text' (CSV or TSV), 'ndjson', 'parquet', 'duckdb' or 'sqlite', and the files it is made of.

    `name` is what was typed behind @. `table` names the one in a database.
    """

    name: str
    kind: str
    parts: tuple[Part, ...]
    delimiter: str = ","
    table: str | None = None

    @property
    def plain(self) -> bool:
        """Whether it is one file of text that nothing packs."""
        return self.kind == "text" and len(self.parts) == 1 and not self.parts[0].packed


class Room(NamedTuple):
    """Bytes of memory that an engine may use, and the folder that it may fill when that is not enough."""

    memory: int | None = None
    spill: str | None = None


def files_of(name: str) -> tuple[str, ...]:
    """The files behind @name: a file of exactly this name, else those that match the pattern, sorted."""
    if os.path.lexists(name) or not _PATTERN.search(name):
        return (name,)
    if re.match(r"[a-z][a-z0-9+.-]+://", name):
        raise FileProblem(f"cannot read '{name}': @ names a file, not a URL")
    from glob import glob

    found = sorted(path for path in glob(name, recursive=True) if not os.path.isdir(path))
    if not found:
        raise FileProblem(f"no file matches {name}", hint="@ names a file or a pattern of files")
    return tuple(found)


def is_table(name: str) -> bool:
    """Whether @name is more than one plain text: a pattern, or a file whose first bytes say so."""
    files = files_of(name)
    if len(files) != 1 or files[0] != name:
        return True
    head = _head(name)
    return _kind(head, name) != "text" or bool(_packed(head))


def relation(name: str, table: str | None = None) -> Relation:
    """The table behind @name."""
    files = files_of(name)
    heads = [_head(path) for path in files]
    for path, head in zip(files, heads, strict=True):
        if not head:
            raise TableError(f"{path}: the table has no rows")
    parts = tuple(Part(path, _packed(head)) for path, head in zip(files, heads, strict=True))
    for part in parts:
        if part.packed == "zstd":
            from infocalc.tables.zstd import check_whole

            check_whole(part.path)
    kinds = {path: _kind(head, path) for path, head in zip(files, heads, strict=True)}
    kind = kinds[files[0]]
    other = next((path for path in files if kinds[path] != kind), None)
    if other is not None:
        raise TableError(
            f"{files[0]} is {_SAID[kind]} and {other} is {_SAID[kinds[other]]}: one kind is wanted"
        )
    if table is not None and kind not in ("duckdb", "sqlite"):
        raise UsageError(f"--table names a table of a database, and {name} is {_SAID[kind]}")
    if len(parts) > 1 and kind in ("duckdb", "sqlite"):
        raise TableError(f"{len(parts)} databases match {name}, one is wanted")
    return Relation(name, kind, parts, table=table)


_SAID = {
    "text": "text",
    "ndjson": "JSON",
    "parquet": "Parquet",
    "duckdb": "a DuckDB database",
    "sqlite": "an SQLite database",
}


def _head(path: str) -> bytes:
    """The first bytes of a regular file; those of anything else are left where they are."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return b"?"
        with open(path, "rb") as file:
            return file.read(_HEAD)
    except OSError as problem:
        reason = (problem.strerror or str(problem)).lower()
        hint = "@ names a file; text itself is given without @" if problem.errno == ENOENT else None
        raise FileProblem(f"cannot read '{path}': {reason}", hint=hint).in_file(path) from None


def _packed(head: bytes) -> str:
    return "gzip" if head.startswith(_GZIP) else "zstd" if head.startswith(_ZSTD) else ""


def _kind(head: bytes, path: str) -> str:
    if head.startswith(_PARQUET):
        return "parquet"
    if head.startswith(_SQLITE):
        return "sqlite"
    if head[_DUCKDB_AT : _DUCKDB_AT + 4] == _DUCKDB:
        return "duckdb"
    if head.startswith(_ZSTD):
        return "ndjson" if path.lower().endswith(_JSON_ZSTD) else "text"
    return "ndjson" if _is_json_lines(_unpacked(head)) else "text"


def _unpacked(head: bytes) -> bytes:
    if not head.startswith(_GZIP):
        return head
    from zlib import decompressobj, error

    try:
        return decompressobj(31).decompress(head, _HEAD)
    except error:
        return b""


def _is_json_lines(head: bytes) -> bool:
    """Whether the first two lines are objects: a single one is a distribution."""
    lines = [line.strip() for line in head.removeprefix(b"\xef\xbb\xbf").lstrip().split(b"\n", 2)]
    return len(lines) > 1 and lines[0][:1] == b"{" and lines[0][-1:] == b"}" and lines[1][:1] == b"{"
