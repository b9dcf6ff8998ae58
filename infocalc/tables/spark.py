"""Spark, on a session that is there: the one that runs in this process, or that of SPARK_REMOTE.

No cluster is started. Spark reads Parquet, JSON lines and CSV with explicit columns of texts; what it would
have to repair it refuses. A file is named by its path as the cluster sees it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import reduce
from os.path import abspath
from typing import Any, Self

from infocalc.errors import FileProblem, InfocalcError, TableError, UsageError
from infocalc.tables.counts import Counts, Question
from infocalc.tables.dialects import DIALECTS
from infocalc.tables.relation import Part, Relation, Room
from infocalc.tables.sql_engine import Refused, SqlEngine, absent, trimmed

#: the kinds of the types of Spark, the first words of their names
_KINDS = {"string": "text", "varchar": "text", "char": "text", "float": "float", "double": "float"}
_KINDS |= {
    "decimal": "float",
    "tinyint": "integer",
    "smallint": "integer",
    "int": "integer",
    "bigint": "integer",
}
_READ = ("text", "ndjson", "parquet")


class Spark(SqlEngine):
    """A session over one or two tables; a context manager."""

    name = "spark"
    dialect = DIALECTS["spark"]

    def __init__(self, relations: Sequence[Relation], room: Room) -> None:
        del room  # the cluster has its own
        self.relations = tuple(relations)
        for relation in relations:
            if relation.kind not in _READ:
                raise UsageError(
                    f"{relation.name} is not read by Spark", hint="it reads Parquet, JSON lines and CSV"
                )
        self._session = _session()
        self._made: list[Any] = []
        with explained():
            self._frames = [self._frame(relation) for relation in self.relations]
            self._kinds = [self._kinds_of(i) for i in range(len(self.relations))]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        # the last first: a server of Spark Connect looks at what a frame was made of once more
        for k in reversed(range(len(self._made))):
            self._made[k].unpersist()
            self._session.catalog.dropTempView(_view(k))

    @property
    def kinds(self) -> Sequence[dict[str, str]]:
        """The columns of each table and their kinds."""
        return self._kinds

    def rows(self, i: int, columns: Sequence[str]) -> Iterator[tuple[str | None, ...]]:
        """The rows of table i as texts."""
        whole = trimmed if self.relations[i].kind == "text" else "CAST({} AS STRING)".format
        texts = ", ".join(whole(self.dialect.name(name)) for name in columns)
        with explained():
            found = self._session.sql(f"SELECT {texts} FROM {self.source(i, columns)}")
            yield from map(tuple, found.toLocalIterator())

    def count(self, questions: Sequence[Question]) -> list[Counts]:
        """What is asked about the columns."""
        with explained():
            return [self.counted(question) for question in questions]

    def source(self, i: int, columns: Sequence[str]) -> str:
        """A view of these columns of table i."""
        for name in columns:
            if name not in self._kinds[i]:
                raise absent(self.relations[i].name, name, list(self._kinds[i]))
            if "<" in self._kinds[i][name] or self._kinds[i][name] == "binary":
                said = f"column {name} holds {self._kinds[i][name]}: single values are wanted"
                raise TableError(f"{self.relations[i].name}: {said}")
        return self._named(self._frames[i])

    def made_of(self, query: str, read: int | None = None) -> str:
        """A view of the rows of a query, computed once."""
        del read  # Spark tells how far it is itself
        with explained():
            return self._named(self._session.sql(query).persist())

    def found(self, query: str) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        with explained():
            return [tuple(row) for row in self._session.sql(query).collect()]

    def refuse_rejects(self) -> None:
        """Spark refuses a row as it reads it."""

    def first_empty(self, columns: Sequence[str]) -> str | None:
        """Rows have no order here."""
        del columns
        return None

    def refuse_repairs(self) -> None:
        """Spark refuses a row of another width wherever it stands."""

    # ── tables ────────────────────────────────────────────────────────────────────────────────────

    def _named(self, frame: Any) -> str:
        self._made.append(frame)
        frame.createOrReplaceTempView(_view(len(self._made) - 1))
        return _view(len(self._made) - 1)

    def _kinds_of(self, i: int) -> dict[str, str]:
        """The columns of table i and their kinds; JSON is read as texts, its types are told by Spark."""
        frame = self._frames[i]
        if self.relations[i].kind == "ndjson":
            frame = self._session.read.json(
                [_path(part) for part in self.relations[i].parts], mode="FAILFAST"
            )
        return {name: _KINDS.get(kind.partition("(")[0], kind) for name, kind in frame.dtypes}

    def _frame(self, relation: Relation) -> Any:
        """The rows of all files, columns by name."""
        frames = [self._part(relation, part) for part in relation.parts]
        for part, frame in zip(relation.parts[1:], frames[1:], strict=True):
            if sorted(frame.dtypes) != sorted(frames[0].dtypes):
                raise TableError(f"{relation.parts[0].path} and {part.path} have different columns")
        return reduce(lambda a, b: a.unionByName(b), frames)

    def _part(self, relation: Relation, part: Part) -> Any:
        path, reader = _path(part), self._session.read
        if relation.kind == "parquet":
            return reader.parquet(path)
        if relation.kind == "ndjson":
            return reader.json(path, mode="FAILFAST", primitivesAsString=True)
        schema = ", ".join(f"{self.dialect.name(name)} STRING" for name in part.columns)
        return reader.csv(
            path,
            schema=schema,
            header=part.header,
            sep=relation.delimiter,
            quote='"',
            escape='"',
            nullValue="",
            mode="FAILFAST",
            multiLine=True,
            enforceSchema=True,
        )


def _view(k: int) -> str:
    return f"infocalc_{os.getpid()}_{k}"


def _session() -> Any:
    """The session that runs, or that of SPARK_REMOTE."""
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise UsageError(
            "--engine spark needs pyspark", hint="pip install '.[spark]' in a checkout"
        ) from None
    running = SparkSession.getActiveSession()
    if running is not None:
        return running
    remote = os.environ.get("SPARK_REMOTE")
    if remote is None:
        raise UsageError(
            "--engine spark wants a session that exists", hint="SPARK_REMOTE names one: sc://host:15002"
        )
    with explained():
        return SparkSession.builder.remote(remote).getOrCreate()


def _path(part: Part) -> str:
    return "file://" + abspath(part.path)


@contextmanager
def explained() -> Iterator[None]:
    """The errors of Spark as ours."""
    try:
        yield
    except InfocalcError:
        raise
    except Exception as problem:
        text = str(problem)
        if "MALFORMED_CSV_RECORD" in text:
            raise Refused("a row of another width than the header") from None
        if "MALFORMED_RECORD" in text:
            raise TableError("a line is no JSON object") from None
        if type(problem).__module__.startswith(("pyspark", "py4j", "grpc")):
            raise FileProblem(f"Spark: {text.strip().splitlines()[0][:300]}") from None
        raise
