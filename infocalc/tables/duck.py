"""DuckDB in this process, locked: it reads the files named and nothing else, and only counts.

Its sniffer of CSV is never asked (it can lose a header and rows, and turns 007 into 7): columns are explicit
texts, the names come from our own reader. What it would have to repair it rejects, and the row is named.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from os.path import abspath
from typing import Any, Self

from infocalc.errors import FileProblem, InfocalcError, LimitExceeded, TableError
from infocalc.tables import statements
from infocalc.tables.counts import Counts, Label, Pair, Question, chosen_edges
from infocalc.tables.dialects import DIALECTS
from infocalc.tables.relation import Part, Relation, Room

_D = DIALECTS["duckdb"]
#: what str.strip takes off the ends of a cell
_BLANKS = " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B)))
_BLANKS += "\u2028\u2029\u202f\u205f\u3000"
#: a text that is a number as every engine reads it
_NUMBER = r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?(?i:nan|inf|infinity)"
_FLOATS = ("FLOAT", "DOUBLE", "REAL", "DECIMAL")
_INTEGERS = (
    *(f"{u}{i}" for u in ("", "U") for i in ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")),
)
_NESTED = ("STRUCT", "MAP", "LIST", "UNION", "BLOB", "BIT")
#: objects of a file of JSON lines that are looked at for the names of its columns
_LOOKED_AT = 10_000
#: the longest line of a text, as in our own reader
_LINE = 4_000_000


class Refused(TableError):
    """A text that DuckDB does not read as it stands: our own reader tells what is wrong, or reads it."""


def _last_line(part: Part) -> str:
    """The last line of a text."""
    if not part.packed:
        with open(part.path, "rb") as file:
            file.seek(0, 2)
            file.seek(max(file.tell() - _LINE, 0))
            return file.read().rsplit(b"\n", 1)[-1].decode(errors="replace")
    import duckdb

    with duckdb.connect(":memory:") as con, _explained():
        found = con.execute(f"SELECT last(line) FROM {_lines(part)}").fetchone()
    return str(found[0] or "") if found else ""


def _check_last(relation: Relation, part: Part) -> None:
    cells = next(csv.reader([_last_line(part)], delimiter=relation.delimiter))
    if len(cells) != len(part.columns):
        said = f"{len(cells)} fields, the header has {len(part.columns)}"
        raise Refused(f"{part.path}, the last row has {said}")


def _lines(part: Part) -> str:
    """The lines of a packed text."""
    return (
        f"read_csv({_path(part)}, columns = {{'line': 'VARCHAR'}}, header = false, auto_detect = false, "
        f"delim = '\x01', quote = '', escape = '', compression = '{part.packed}')"
    )


def first_lines(part: Part) -> bytes:
    """The beginning of a packed text, for who decides what its columns are."""
    import duckdb

    con = duckdb.connect(":memory:")
    try:
        with _explained():
            found = con.execute(f"SELECT line FROM {_lines(part)} LIMIT 1000").fetchall()
    finally:
        con.close()
    return "".join(f"{line or ''}\n" for (line,) in found).encode()


class Duck:
    """A session over one or two tables; a context manager."""

    name = "duckdb"

    def __init__(self, relations: Sequence[Relation], room: Room) -> None:
        import duckdb

        self.relations = tuple(relations)
        config: dict[str, Any] = {
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
            "temp_directory": room.spill or "",
        }
        if room.memory is not None:
            config["memory_limit"] = f"{max(room.memory // 3 >> 20, 16)}MiB"
        self._con = duckdb.connect(":memory:", config=config)
        with _explained():
            self._tables = [self._attached(i, r) for i, r in enumerate(self.relations)]
            self._lock()
            self._kinds = [self._columns(i) for i in range(len(self.relations))]
        self._made = 0
        self._loaded: dict[int, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._con.close()

    def columns(self, i: int) -> dict[str, str]:
        """The columns of table i: 'text', 'integer', 'float' or another type by its name."""
        return self._kinds[i]

    def rows(self, i: int, columns: Sequence[str]) -> Iterator[tuple[str | None, ...]]:
        """The rows of table i as texts; doubles as their shortest decimals."""
        whole = _trimmed if self.relations[i].kind == "text" else "CAST({} AS VARCHAR)".format
        texts = ", ".join(whole(_D.name(name)) for name in columns)
        with _explained():
            found = self._con.execute(f"SELECT {texts} FROM {self._source(i, columns)}")
            while part := found.fetchmany(10_000):
                yield from part
            self._refuse_rejects()

    def count(self, questions: Sequence[Question]) -> list[Counts]:
        """What is asked about the columns, each text being read once where that is more than one question."""
        with _explained():
            if len(questions) > 1:
                self._load([name for question in questions for name in question.columns])
            return [self._counted(question) for question in questions]

    def _load(self, columns: Sequence[str]) -> None:
        """Read texts once for all questions; Parquet and databases are read by columns anyhow."""
        for i, relation in enumerate(self.relations):
            if relation.kind in ("text", "ndjson"):
                names = list(dict.fromkeys(columns))
                self._loaded[i] = self._made_of(f"SELECT * FROM {self._source(i, names)}")
                self._refuse_rejects()

    def refuse_trailing_delimiters(self) -> None:
        """Refuse a text whose last line ends with a delimiter and no line end, which DuckDB takes away."""
        for relation in self.relations:
            for part in relation.parts if relation.kind == "text" else ():
                if _last_line(part).endswith(relation.delimiter):
                    _check_last(relation, part)

    # ── one question ──────────────────────────────────────────────────────────────────────────────

    def _counted(self, question: Question) -> Counts:
        names = statements.key_names(len(question.columns))
        sides = [self._counts_of(i, question, names) for i in range(len(self.relations))]
        self._refuse_rejects()
        edges = None
        if question.numeric:
            edges = question.edges or self._edges(sides[-1], question.bins)
            sides = [
                self._made_of(
                    f"SELECT {statements.binned('x', edges, _D)} AS x, SUM(c) AS c FROM {side} GROUP BY 1"
                )
                for side in sides
            ]
        second = sides[1] if len(sides) > 1 else f"(SELECT * FROM {sides[0]} LIMIT 0) e"
        joint = self._made_of(statements.both(sides[0], second, names, _D))
        empty = " OR ".join(f"{name} IS NULL" for name in names)
        a, b = self._one(f"SELECT COALESCE(SUM(a), 0), COALESCE(SUM(b), 0) FROM {joint} WHERE {empty}")
        if not question.nulls:
            self._con.execute(f"DELETE FROM {joint} WHERE {empty}")
        groups = tuple(map(tuple, self._con.execute(statements.profile(joint) + " ORDER BY a, b").fetchall()))
        return Counts(
            groups,
            (int(a), int(b)),
            lambda pairs, most: self._found(joint, names, pairs, most),
            edges,
            lambda: self._first_empty(question.columns),
        )

    def _counts_of(self, i: int, question: Question, names: Sequence[str]) -> str:
        """The counts of the values of table i; what costs time is done to each different value once."""
        quoted = [_D.name(name) for name in question.columns]
        found = self._made_of(statements.counts(self._source(i, question.columns), quoted))
        if self.relations[i].kind == "text":
            found = self._cleaned(i, found, names)
        if not question.numeric:
            return found
        if self._kinds[i][question.columns[0]] == "text":
            self._refuse_words(i, question.columns[0], found)
        return self._made_of(f"SELECT TRY_CAST(x AS DOUBLE) AS x, SUM(c) AS c FROM {found} GROUP BY 1")

    def _cleaned(self, i: int, counts: str, names: Sequence[str]) -> str:
        """Texts without blanks at their ends, NULL where nothing is left; NUL is refused."""
        nul = " OR ".join(f"contains({name}, chr(0))" for name in names)
        (wrong,) = self._one(f"SELECT COUNT(*) FROM {counts} WHERE {nul}")
        if wrong:
            raise Refused(f"{self.relations[i].name}: NUL byte")
        cells = ", ".join(f"{_trimmed(name)} AS {name}" for name in names)
        keys = ", ".join(names)
        inner = f"(SELECT {cells}, c FROM {counts}) k"
        return self._made_of(f"SELECT {keys}, SUM(c) AS c FROM {inner} GROUP BY {keys}")

    def _refuse_words(self, i: int, name: str, counts: str) -> None:
        wrong = self._con.execute(
            f"SELECT x FROM {counts} WHERE x IS NOT NULL AND (NOT regexp_full_match(x, ?) "
            "OR TRY_CAST(x AS DOUBLE) IS NULL) LIMIT 1",
            [_NUMBER],
        ).fetchone()
        if wrong is not None:
            said = f"{self.relations[i].name}: column {name}: not a number: '{str(wrong[0])[:60]}'"
            raise Refused(said) if self.relations[i].kind == "text" else TableError(said)

    def _edges(self, source: str, bins: int) -> tuple[float, ...]:
        return chosen_edges(self._con.execute(statements.shares(source, bins, _D)).fetchall(), bins)

    def _found(self, joint: str, names: Sequence[str], pairs: Sequence[Pair], most: int) -> list[Label]:
        texts = ", ".join(f"CAST({name} AS VARCHAR)" for name in names)
        order = ", ".join(f"CAST({name} AS VARCHAR) NULLS FIRST" for name in names)
        wanted = ", ".join(f"({int(a)}, {int(b)})" for a, b in pairs)
        rows = self._con.execute(
            f"SELECT a, b, {texts} FROM {joint} WHERE (a, b) IN ({wanted}) "
            f"ORDER BY a + b DESC, {order} LIMIT {int(most)}"
        ).fetchall()
        return [Label(tuple(row[2:]), int(row[0]), int(row[1])) for row in rows]

    def _first_empty(self, columns: Sequence[str]) -> str | None:
        """Where the first row without a value stands, in a Parquet file."""
        empty = " OR ".join(f"{_D.name(name)} IS NULL" for name in columns)
        for relation in self.relations:
            for part in relation.parts if relation.kind == "parquet" else ():
                source = f"read_parquet({_path(part)}, file_row_number = true)"
                (row,) = self._one(f"SELECT MIN(file_row_number) FROM {source} WHERE {empty}")
                if row is not None:
                    return f"{part.path}, row {row + 1}" if len(relation.parts) > 1 else f"row {row + 1}"
        return None

    # ── tables ────────────────────────────────────────────────────────────────────────────────────

    def _made_of(self, query: str) -> str:
        self._made += 1
        self._con.execute(f"CREATE TEMP TABLE made_{self._made} AS {query}")
        return f"made_{self._made}"

    def _one(self, query: str) -> tuple[Any, ...]:
        return self._con.execute(query).fetchall()[0]

    def _source(self, i: int, columns: Sequence[str]) -> str:
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
            return _of_text(relation, part, columns)
        if relation.kind == "ndjson":
            texts = ", ".join(f"{name} ->> '$' AS {name}" for name in quoted)
            types = ", ".join(f"{statements.text(name)}: 'JSON'" for name in columns)
            return (
                f"SELECT {texts} FROM read_json({_path(part)}, columns = {{{types}}}, auto_detect = false, "
                f"format = 'newline_delimited', compression = '{part.packed or 'none'}')"
            )
        source = f"read_parquet({_path(part)})" if relation.kind == "parquet" else self._tables[i]
        return f"SELECT {', '.join(quoted)} FROM {source}"

    def _columns(self, i: int) -> dict[str, str]:
        """The names and kinds of the columns of table i, the same in every file."""
        relation = self.relations[i]
        if relation.kind == "text":
            return dict.fromkeys(relation.parts[0].columns, "text")
        found: dict[str, str] = {}
        for k, part in enumerate(relation.parts):
            here = self._columns_of(relation, i, part)
            for name in found if k else ():
                if name in here and found[name] != here[name]:
                    raise TableError(
                        f"column {name} is {found[name]} in {relation.parts[0].path} "
                        f"and {here[name]} in {part.path}"
                    )
            found = here if k == 0 else {name: kind for name, kind in found.items() if name in here}
        return found

    def _columns_of(self, relation: Relation, i: int, part: Part) -> dict[str, str]:
        if relation.kind == "ndjson":
            return self._json_columns(part)
        source = f"read_parquet({_path(part)})" if relation.kind == "parquet" else self._tables[i]
        return {
            name: _kind(sql)
            for name, sql, *_ in self._con.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
        }

    def _json_columns(self, part: Part) -> dict[str, str]:
        """The names of the first objects; one type a column, which no value may contradict."""
        objects = (
            f"(SELECT json FROM read_json_objects({_path(part)}, format = 'newline_delimited', "
            f"compression = '{part.packed or 'none'}') LIMIT {_LOOKED_AT}) o"
        )
        names = [
            n
            for (n,) in self._con.execute(
                f"SELECT n FROM (SELECT unnest(json_keys(json)) AS n FROM {objects}) k GROUP BY n ORDER BY n"
            ).fetchall()
        ]
        return {name: self._json_kind(part, name) for name in names}

    def _json_kind(self, part: Part, name: str) -> str:
        source = (
            f"read_json({_path(part)}, columns = {{{statements.text(name)}: 'JSON'}}, auto_detect = false, "
            f"format = 'newline_delimited', compression = '{part.packed or 'none'}')"
        )
        found = self._con.execute(f"SELECT DISTINCT json_type({_D.name(name)}) FROM {source}").fetchall()
        kinds = {_JSON.get(kind, kind) for (kind,) in found if kind is not None}
        if kinds == {"integer", "float"}:
            return "float"
        if len(kinds) > 1:
            raise TableError(f"{part.path}: column {name} holds {' and '.join(sorted(kinds))} values")
        return next(iter(kinds), "text")

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
        paths = [
            path for r in self.relations for part in r.parts for path in (part.path, _escaped(part.path))
        ]
        allowed = ", ".join(map(statements.text, [*paths, *map(abspath, paths)]))
        self._con.execute(f"SET allowed_paths = [{allowed}]")
        self._con.execute("SET enable_external_access = false")
        self._con.execute("SET lock_configuration = true")

    def _refuse_rejects(self) -> None:
        """Refuse the first row that a reader of texts did not take."""
        if not any(r.kind == "text" for r in self.relations):
            return
        found = self._con.execute(
            "SELECT s.file_path, e.line, e.error_message FROM reject_errors e JOIN reject_scans s "
            "ON e.scan_id = s.scan_id AND e.file_id = s.file_id ORDER BY e.scan_id, e.line LIMIT 1"
        ).fetchone()
        if found is not None:
            raise Refused(f"{found[0]}, row {found[1]}: {str(found[2]).splitlines()[0]}")


#: what json_type says, and the kind of a column
_JSON = {
    "VARCHAR": "text",
    "UBIGINT": "integer",
    "BIGINT": "integer",
    "HUGEINT": "integer",
    "DOUBLE": "float",
}


def absent(table: str, name: str, known: Sequence[str]) -> TableError:
    """The refusal of a column that is not there."""
    return TableError(f"{table}: there is no column {name}", hint=f"there are {', '.join(known[:30])}")


def chosen_table(relation: Relation, found: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """The schema and name of the table that --table names, or the only one there is."""
    names = [name if schema == "main" else f"{schema}.{name}" for schema, name in found]
    if relation.table is None and len(found) == 1:
        return found[0]
    if relation.table in names:
        return found[names.index(relation.table)]
    said = (
        f"{relation.name} has {len(found)} tables"
        if relation.table is None
        else f"{relation.name}: there is no table {relation.table}"
    )
    raise TableError(said, hint=f"choose one with --table: {', '.join(names[:30])}" if names else None)


def _kind(sql: str) -> str:
    """The kind of a type of DuckDB."""
    if sql.endswith("]"):
        return sql
    if sql == "VARCHAR" or sql.startswith("ENUM"):
        return "text"
    if sql.startswith(_FLOATS):
        return "float"
    return "integer" if sql in _INTEGERS else sql


def _of_text(relation: Relation, part: Part, columns: Sequence[str]) -> str:
    """The columns of a CSV as texts, NULL where they are empty."""
    cells = ", ".join(f"'{k}': 'VARCHAR'" for k in range(len(part.columns)))
    missing = next((name for name in columns if name not in part.columns), None)
    if missing is not None:
        raise absent(part.path, missing, part.columns)
    chosen = ", ".join(f"{_D.name(str(part.columns.index(name)))} AS {_D.name(name)}" for name in columns)
    blank = ' WHERE "0" IS NOT NULL' if len(part.columns) == 1 else ""
    return (
        f"SELECT {chosen} FROM read_csv({_path(part)}, columns = {{{cells}}}, auto_detect = false, "
        f"header = {str(part.header).lower()}, delim = {statements.text(relation.delimiter)}, "
        "quote = '\"', escape = '\"', nullstr = '', allow_quoted_nulls = false, null_padding = false, "
        f"strict_mode = true, store_rejects = true, rejects_limit = 1, max_line_size = {_LINE}, "
        f"compression = '{part.packed or 'none'}'){blank}"
    )


def _trimmed(x: str) -> str:
    return f"NULLIF(TRIM({x}, {statements.text(_BLANKS)}), '')"


def _path(part: Part) -> str:
    return statements.text(_escaped(part.path))


def _escaped(path: str) -> str:
    """A path that is no pattern."""
    return re.sub(r"([*?\[])", r"[\1]", path)


@contextmanager
def _explained() -> Iterator[None]:
    """The errors of DuckDB as ours."""
    import duckdb

    try:
        yield
    except InfocalcError:
        raise
    except duckdb.OutOfMemoryException as problem:
        hint = "more with --max-memory" if "memory" in str(problem) else None
        raise LimitExceeded(f"counting needs more room than there is: {_first(problem)}", hint=hint) from None
    except duckdb.IOException as problem:
        if "No space left" in str(problem):
            raise LimitExceeded(f"there is no room to spill: {_first(problem)}") from None
        raise FileProblem(_first(problem)) from None
    except duckdb.InterruptException:
        raise KeyboardInterrupt from None
    except duckdb.Error as problem:
        text = str(problem)
        if "CSV" in text:
            raise Refused(_first(problem)) from None
        raise TableError(_first(problem)) from None


def _first(problem: Exception) -> str:
    """The first line of a message, without its class."""
    line = str(problem).strip().splitlines()[0]
    return re.sub(r"^[A-Z][A-Za-z ]* Error: ", "", line)[:300]
