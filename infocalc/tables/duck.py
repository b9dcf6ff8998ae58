"""DuckDB in this process, locked: it reads the files named and nothing else, and only counts.

Its sniffer of CSV is never asked (it can lose a header and rows, and turns 007 into 7): columns are explicit
texts, the names come from our own reader. What it would have to repair it rejects, and the row is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from os.path import abspath, getsize
from typing import Any, Self

from infocalc.errors import TableError
from infocalc.tables import statements
from infocalc.tables.counts import Counts, Question
from infocalc.tables.dialects import DIALECTS
from infocalc.tables.duck_columns import chosen_table, columns_of
from infocalc.tables.duck_text import (
    escaped,
    explained,
    misread,
    path_of,
    select_text,
)
from infocalc.tables.relation import Part, Relation, Room
from infocalc.tables.sql_engine import Refused, SqlEngine, absent, trimmed
from infocalc.tables.watched import watched

_D = DIALECTS["duckdb"]
#: who is told of the bytes of a table that are read
Tell = Callable[[int], None] | None
_NESTED = ("STRUCT", "MAP", "LIST", "UNION", "BLOB", "BIT")


class Duck(SqlEngine):
    """A session over one or two tables; a context manager."""

    name = "duckdb"
    dialect = _D

    def __init__(self, relations: Sequence[Relation], room: Room, tell: Sequence[Tell] = ()) -> None:
        import duckdb

        self.relations = tuple(relations)
        self._tell = tell or (None,) * len(relations)
        config: dict[str, Any] = {
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
            "temp_directory": room.spill or "",
        }
        if room.memory is not None:
            config["memory_limit"] = f"{max(room.memory // 3 >> 20, 16)}MiB"
        with explained():
            self._con = duckdb.connect(":memory:", config=config)
            self._tables = [self._attached(i, r) for i, r in enumerate(self.relations)]
            self._lock()
            self._kinds = [self._columns(i) for i in range(len(self.relations))]
        self._made = 0
        self._loaded: dict[int, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._con.close()

    @property
    def kinds(self) -> Sequence[dict[str, str]]:
        """The columns of each table and their kinds."""
        return self._kinds

    def rows(self, i: int, columns: Sequence[str]) -> Iterator[tuple[str | None, ...]]:
        """The rows of table i as texts; doubles as their shortest decimals."""
        whole = trimmed if self.relations[i].kind == "text" else "CAST({} AS VARCHAR)".format
        texts = ", ".join(whole(_D.name(name)) for name in columns)
        with explained():
            found = self._con.execute(f"SELECT {texts} FROM {self.source(i, columns)}")
            while part := found.fetchmany(10_000):
                yield from part
            self.refuse_rejects()

    def count(self, questions: Sequence[Question]) -> list[Counts]:
        """What is asked about the columns, each text being read once where that is more than one question."""
        with explained():
            if len(questions) > 1:
                self._load([name for question in questions for name in question.columns])
            return [self.counted(question) for question in questions]

    def _load(self, columns: Sequence[str]) -> None:
        """Read texts once for all questions; Parquet and databases are read by columns anyhow."""
        for i, relation in enumerate(self.relations):
            if relation.kind in ("text", "ndjson"):
                names = list(dict.fromkeys(columns))
                self._loaded[i] = self.made_of(f"SELECT * FROM {self.source(i, names)}", i)
                self.refuse_rejects()

    def refuse_repairs(self) -> None:
        """Refuse a text with a line that DuckDB would repair."""
        for relation in self.relations:
            for part in relation.parts if relation.kind == "text" else ():
                lines, first = misread(relation, part)
                if self.found(lines) != [(0,)]:
                    ((row,),) = self.found(first)
                    said = "delimiters behind its last cell, or blanks before a quote"
                    raise Refused(f"{part.path}, row {row}: {said}", line=row).in_file(part.path)

    def first_empty(self, columns: Sequence[str]) -> str | None:
        """Where the first row without a value stands, in a Parquet file."""
        empty = " OR ".join(f"{_D.name(name)} IS NULL" for name in columns)
        for relation in self.relations:
            for part in relation.parts if relation.kind == "parquet" else ():
                source = f"read_parquet({path_of(part)}, file_row_number = true)"
                ((row,),) = self.found(f"SELECT MIN(file_row_number) FROM {source} WHERE {empty}")
                if row is not None:
                    return f"{part.path}, row {row + 1}" if len(relation.parts) > 1 else f"row {row + 1}"
        return None

    # ── tables ────────────────────────────────────────────────────────────────────────────────────

    def made_of(self, query: str, read: int | None = None) -> str:
        self._made += 1
        tell = None if read is None or read in self._loaded else self._tell[read]
        size = sum(getsize(part.path) for part in self.relations[read or 0].parts)
        with explained(), watched(self._con, tell, size):
            self._con.execute(f"CREATE TEMP TABLE made_{self._made} AS {query}")
        return f"made_{self._made}"

    def found(self, query: str) -> list[tuple[Any, ...]]:
        """The rows of a query, also of one that is asked behind the counting, for the names of labels."""
        with explained():
            return list(self._con.execute(query).fetchall())

    def source(self, i: int, columns: Sequence[str]) -> str:
        """A query in brackets for these columns of table i, one SELECT a file, columns by name."""
        relation = self.relations[i]
        if i in self._loaded:
            return f"(SELECT {', '.join(map(_D.name, columns))} FROM {self._loaded[i]}) t"
        for name in columns:
            kind = self._kinds[i].get(name)
            if kind is None:
                raise absent(relation.name, name, list(self._kinds[i]))
            if kind.upper().startswith(_NESTED) or kind.endswith("]"):
                raise TableError(f"{relation.name}: column {name} holds {kind}: single values are wanted")
        parts = [self._select(relation, i, part, columns) for part in relation.parts]
        return f"({' UNION ALL '.join(parts)}) t"

    def _select(self, relation: Relation, i: int, part: Part, columns: Sequence[str]) -> str:
        quoted = [_D.name(name) for name in columns]
        if relation.kind == "text":
            return select_text(relation, part, columns)
        if relation.kind == "ndjson":
            texts = ", ".join(f"{name} ->> '$' AS {name}" for name in quoted)
            types = ", ".join(f"{statements.text(name)}: 'JSON'" for name in columns)
            return (
                f"SELECT {texts} FROM read_json({path_of(part)}, columns = {{{types}}}, auto_detect = false, "
                f"format = 'newline_delimited', compression = '{part.packed or 'none'}')"
            )
        source = f"read_parquet({path_of(part)})" if relation.kind == "parquet" else self._tables[i]
        return f"SELECT {', '.join(quoted)} FROM {source}"

    def _columns(self, i: int) -> dict[str, str]:
        """The names and kinds of the columns of table i, the same in every file."""
        relation = self.relations[i]
        if relation.kind == "text":
            return dict.fromkeys(relation.parts[0].columns, "text")
        found: dict[str, str] = {}
        for k, part in enumerate(relation.parts):
            here = columns_of(self._con, relation, part, self._tables[i])
            for name in found if k else ():
                if name in here and found[name] != here[name]:
                    raise TableError(
                        f"column {name} is {found[name]} in {relation.parts[0].path} "
                        f"and {here[name]} in {part.path}"
                    )
            found = here if k == 0 else {name: kind for name, kind in found.items() if name in here}
        return found

    def _attached(self, i: int, relation: Relation) -> str:
        """The name of the table of a database."""
        if relation.kind != "duckdb":
            return ""
        self._con.execute(f"ATTACH {statements.text(abspath(relation.parts[0].path))} AS base{i} (READ_ONLY)")
        found = self._con.execute(
            "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = $1 UNION ALL "
            "SELECT schema_name, view_name FROM duckdb_views() WHERE NOT internal AND database_name = $1 "
            "ORDER BY ALL",
            [f"base{i}"],
        ).fetchall()
        return f"base{i}." + ".".join(map(_D.name, chosen_table(relation, found)))

    def _lock(self) -> None:
        """From here on the session reads these files alone, and its settings stay as they are."""
        paths = [path for r in self.relations for part in r.parts for path in (part.path, escaped(part.path))]
        allowed = ", ".join(map(statements.text, [*paths, *map(abspath, paths)]))
        self._con.execute(f"SET allowed_paths = [{allowed}]")
        if any(self._tell):
            self._con.execute("SET enable_progress_bar = true")
            self._con.execute("SET enable_progress_bar_print = false")
        self._con.execute("SET enable_external_access = false")
        self._con.execute("SET lock_configuration = true")

    def refuse_rejects(self) -> None:
        """Refuse the first row that a reader of texts did not take."""
        if not any(r.kind == "text" for r in self.relations):
            return
        found = self._con.execute(
            "SELECT s.file_path, e.line, e.error_message FROM reject_errors e JOIN reject_scans s "
            "ON e.scan_id = s.scan_id AND e.file_id = s.file_id ORDER BY e.scan_id, e.line LIMIT 1"
        ).fetchone()
        if found is not None:
            said = f"{found[0]}, row {found[1]}: {str(found[2]).splitlines()[0]}"
            raise Refused(said, line=int(found[1])).in_file(str(found[0]))
