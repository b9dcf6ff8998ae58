"""What columns a file has, and of which kinds: told by its schema, of JSON lines by the values themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from infocalc.errors import TableError
from infocalc.tables import statements
from infocalc.tables.dialects import DIALECTS
from infocalc.tables.duck_text import path_of
from infocalc.tables.relation import Part, Relation

_D = DIALECTS["duckdb"]
_FLOATS = ("FLOAT", "DOUBLE", "REAL", "DECIMAL")
_WIDTHS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")
_INTEGERS = frozenset(sign + width for sign in ("", "U") for width in _WIDTHS)
#: objects of a file of JSON lines that are looked at for the names of its columns
_LOOKED_AT = 10_000


def columns_of(con: Any, relation: Relation, part: Part, table: str) -> dict[str, str]:
    """The names and kinds of the columns of one file, or of a table of a database."""
    if relation.kind == "ndjson":
        return _json_columns(con, part)
    source = f"read_parquet({path_of(part)})" if relation.kind == "parquet" else table
    return {name: _kind(sql) for name, sql, *_ in con.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}


def _json_columns(con: Any, part: Part) -> dict[str, str]:
    """The names of the first objects; one type a column, which no value may contradict."""
    objects = (
        f"(SELECT json FROM read_json_objects({path_of(part)}, format = 'newline_delimited', "
        f"compression = '{part.packed or 'none'}') LIMIT {_LOOKED_AT}) o"
    )
    names = [
        n
        for (n,) in con.execute(
            f"SELECT n FROM (SELECT unnest(json_keys(json)) AS n FROM {objects}) k GROUP BY n ORDER BY n"
        ).fetchall()
    ]
    return {name: _json_kind(con, part, name) for name in names}


def _json_kind(con: Any, part: Part, name: str) -> str:
    source = (
        f"read_json({path_of(part)}, columns = {{{statements.text(name)}: 'JSON'}}, auto_detect = false, "
        f"format = 'newline_delimited', compression = '{part.packed or 'none'}')"
    )
    found = con.execute(f"SELECT DISTINCT json_type({_D.name(name)}) FROM {source}").fetchall()
    kinds = {_JSON.get(kind, kind) for (kind,) in found if kind is not None}
    if kinds == {"integer", "float"}:
        return "float"
    if len(kinds) > 1:
        raise TableError(f"{part.path}: column {name} holds {' and '.join(sorted(kinds))} values")
    return next(iter(kinds), "text")


#: what json_type says, and the kind of a column
_JSON = {
    "VARCHAR": "text",
    "UBIGINT": "integer",
    "BIGINT": "integer",
    "HUGEINT": "integer",
    "DOUBLE": "float",
}


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
