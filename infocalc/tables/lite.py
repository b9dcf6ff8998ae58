"""SQLite, by the module of the standard library: one SELECT counts the values of a column by their types."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from os.path import abspath, getsize
from typing import Any, Self
from urllib.parse import quote

from infocalc.errors import FileProblem, TableError
from infocalc.tables.duck_columns import chosen_table
from infocalc.tables.relation import Relation
from infocalc.tables.sql_engine import absent

#: bytes of the header: 4 from 24 on count the changes, from 28 on the pages, from 92 on as of which change
_HEAD = 96
#: what typeof says, and the kind of a column
_KINDS = {"text": "text", "integer": "integer", "real": "float"}


class Lite:
    """A table of a database that is opened to be read; a context manager."""

    def __init__(self, relation: Relation) -> None:
        self._name = relation.name
        path = abspath(relation.parts[0].path)
        with self._explained():
            self._con = sqlite3.connect(f"file:{quote(path)}?mode=ro", uri=True)
        found = self._found(
            "SELECT 'main', name FROM sqlite_master WHERE type IN ('table', 'view') "
            "AND name NOT LIKE 'sqlite_%' ORDER BY name"
        )
        self._refuse_cut(path)
        self._table = _quoted(chosen_table(relation, found)[1])
        self.names = [row[1] for row in self._found(f"PRAGMA table_info({self._table})")]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._con.close()

    def kind(self, name: str) -> str:
        """The kind of a column, by the values that are in it."""
        x = self._known(name)
        found = self._found(f"SELECT DISTINCT typeof({x}) FROM {self._table}")
        kinds = {_KINDS.get(kind, kind) for (kind,) in found if kind != "null"}
        if kinds == {"integer", "float"}:
            return "float"
        if len(kinds) > 1 or "blob" in kinds:
            raise TableError(f"{self._name}: column {name} holds {' and '.join(sorted(kinds))} values")
        return next(iter(kinds), "text")

    def counts(self, columns: Sequence[str]) -> Counter[tuple[str | None, ...]]:
        """How often each row of these columns occurs, as texts."""
        keys = ", ".join(self._known(name) for name in columns)
        with self._explained():
            rows = self._con.execute(f"SELECT {keys}, COUNT(*) FROM {self._table} GROUP BY {keys}")
            return Counter({tuple(map(_text, row[:-1])): row[-1] for row in rows})

    def rows(self, columns: Sequence[str]) -> Iterator[tuple[str | None, ...]]:
        """The rows of these columns as texts."""
        keys = ", ".join(self._known(name) for name in columns)
        with self._explained():
            for row in self._con.execute(f"SELECT {keys} FROM {self._table}"):
                yield tuple(map(_text, row))

    def _found(self, query: str) -> list[tuple[Any, ...]]:
        with self._explained():
            return self._con.execute(query).fetchall()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """The errors of SQLite as ours."""
        try:
            yield
        except sqlite3.Error as problem:
            raise FileProblem(f"cannot read '{self._name}': {problem}") from None

    def _refuse_cut(self, path: str) -> None:
        """Refuse a file with fewer pages than it says: SQLite reads those that are missing as zeros."""
        ((size,),) = self._found("PRAGMA page_size")
        with open(path, "rb") as file:
            head = file.read(_HEAD)
        changes, pages, counted_at = head[24:28], int.from_bytes(head[28:32], "big"), head[92:96]
        if changes == counted_at and getsize(path) < pages * size:
            raise FileProblem(f"cannot read '{self._name}': the database ends early")

    def _known(self, name: str) -> str:
        if name not in self.names:
            raise absent(self._name, name, self.names)
        return _quoted(name)


def _text(value: str | float | None) -> str | None:
    return value if value is None or isinstance(value, str) else repr(value)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
