"""Which engine counts, and one way to ask it: our own counter for a plain text, DuckDB for other files.

The digits are the same whichever it is. What DuckDB refuses in a text our own reader looks at: it names the
row that is wrong, or reads what can be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, BinaryIO, Protocol, Self, cast

from infocalc.errors import FileProblem, TableError, UsageError
from infocalc.information.counting.own import Input, Own
from infocalc.information.options import InformationOptions
from infocalc.information.reading.comments import NONE, has_comments
from infocalc.information.source import Source
from infocalc.records import NamedTuple
from infocalc.tables.counts import Counts, Question
from infocalc.tables.relation import Part, Relation, Room, relation

if TYPE_CHECKING:
    from infocalc.information.counting.texts import Text
    from infocalc.tables.duck import Duck
    from infocalc.tables.spark import Spark

ENGINES = ("auto", "own", "duckdb", "spark")


class Engine(Protocol):
    """What counts."""

    name: str

    def columns(self, i: int) -> dict[str, str]:
        """The columns of table i and their kinds: text, integer, float or another by its name."""
        ...

    def count(self, questions: Sequence[Question]) -> list[Counts]:
        """What is asked."""
        ...

    def notes(self) -> list[str]:
        """What is said about how the tables were read."""
        ...


class Session(NamedTuple):
    """An engine and the files that it reads."""

    engine: Engine
    files: tuple[str, ...]

    def notes(self) -> list[str]:
        """What is said about both."""
        said = [*self.engine.notes(), f"engine: {self.engine.name}"]
        return said if len(self.files) < 2 else [*said, f"{len(self.files)} files: {_few(self.files)}"]


def _few(files: Sequence[str]) -> str:
    return ", ".join(files[:3]) + (f" and {len(files) - 3} more" if len(files) > 3 else "")


@contextmanager
def session(
    sources: Sequence[Source], asked: Sequence[str], options: InformationOptions
) -> Iterator[Session]:
    """The engine for these tables, of which the columns asked for are known; all tables by one engine."""
    relations = [relation(s.path, options.table) if s.path is not None else None for s in sources]
    files = tuple(part.path for r in relations if r is not None for part in r.parts)
    with ExitStack() as stack:
        engine = stack.enter_context(_engine(sources, relations, asked, options))
        yield Session(engine, files if any(r is not None and len(r.parts) > 1 for r in relations) else ())


@contextmanager
def _engine(
    sources: Sequence[Source],
    relations: Sequence[Relation | None],
    asked: Sequence[str],
    options: InformationOptions,
) -> Iterator[Engine]:
    wanted = options.engine or "auto"
    texts = all(r is None or r.kind == "text" for r in relations)
    plain = all(r is None or r.plain for r in relations)
    if wanted != "spark" and all(r is not None and r.kind == "sqlite" for r in relations):
        from infocalc.information.counting.tallies import Tallies

        with Tallies([cast(Relation, r) for r in relations]) as tallies:
            yield tallies
        return
    if wanted == "own" and not texts:
        raise UsageError("--engine own reads text, plain or in gzip", hint="leave --engine out")
    if wanted == "own" or (wanted == "auto" and plain):
        with Own(_inputs(sources, relations), asked, options) as own:
            yield own
        return
    if any(r is None or (r.kind == "sqlite" and wanted != "spark") for r in relations):
        hint = (
            "give it a file: @FILE" if any(r is None for r in relations) else "copy one into the other's form"
        )
        raise UsageError("these tables are not read by one engine", hint=hint)
    with _duck_or_own(sources, [cast(Relation, r) for r in relations], asked, options) as engine:
        yield engine


def _duck_or_own(
    sources: Sequence[Source],
    relations: Sequence[Relation],
    asked: Sequence[str],
    options: InformationOptions,
) -> OfFiles | Own:
    """DuckDB, or for texts of a form that it does not know our own counter."""
    from infocalc.tables.sql_engine import Refused

    try:
        return OfFiles(sources, relations, asked, options)
    except Refused:
        if not _own_reads(relations):
            raise
        return Own(_inputs([s._replace(stream=None) for s in sources], relations), asked, options)


def _own_reads(relations: Sequence[Relation]) -> bool:
    """Whether our own reader reads all of these files."""
    return all(r.kind == "text" and all(part.packed != "zstd" for part in r.parts) for r in relations)


def _inputs(sources: Sequence[Source], relations: Sequence[Relation | None]) -> list[Input]:
    return [
        Input(source.name, tuple((part.path, _opener(part)) for part in r.parts), source.progress)
        if r is not None and source.stream is None
        else Input(source.name, ((source.name, _once(source)),), source.progress)
        for source, r in zip(sources, relations, strict=True)
    ]


def _opener(part: Part) -> Callable[[], BinaryIO]:
    """How to open a file; who reads it unpacks it."""
    return lambda: open(part.path, "rb")


def _once(source: Source) -> Callable[[], BinaryIO]:
    """A stream that is open: once as it is, then by its path where it has one."""
    streams = [source.stream]

    def opened() -> BinaryIO:
        stream = streams.pop() if streams else None
        if stream is not None:
            return stream
        if source.path is None:
            raise FileProblem(f"{source.name} cannot be read twice")
        return open(source.path, "rb")

    return opened


def _opened(
    tables: Sequence[Relation],
    room: Room,
    tell: Sequence[Callable[[int], None] | None],
    options: InformationOptions,
) -> Duck | Spark:
    """The engine that was asked for, over tables whose columns are known."""
    if options.engine == "spark":
        from infocalc.tables.spark import Spark

        return Spark(tables, room)
    from infocalc.tables.duck import Duck

    return Duck(tables, room, tell)


class OfFiles:
    """DuckDB or Spark, with our own reader for the names of columns of texts, and for what they refuse."""

    def __init__(
        self,
        sources: Sequence[Source],
        relations: Sequence[Relation],
        asked: Sequence[str],
        options: InformationOptions,
    ) -> None:
        self._ask = (sources, relations, asked, options)
        self._own: Own | None = None
        self._headers: list[str] = []
        named = [self._named(i) for i in range(len(relations))]
        tell = [source.progress for source in sources]
        self._files = _opened(named, sources[0].room or Room(), tell, options)
        self.name = self._files.name

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        self._files.__exit__(*problem)
        if self._own is not None:
            self._own.__exit__(*problem)

    def columns(self, i: int) -> dict[str, str]:
        """The columns of table i and their kinds."""
        return self._files.columns(i)

    def rows(self, i: int, columns: Sequence[str]) -> Iterator[tuple[str | None, ...]]:
        """The rows of table i as texts."""
        return self._files.rows(i, columns)

    def count(self, questions: Sequence[Question]) -> list[Counts]:
        """What is asked."""
        from infocalc.tables.sql_engine import Refused

        sources, relations, asked, options = self._ask
        try:
            self._files.refuse_repairs()
            counted = self._files.count(questions)
            return [
                counts._replace(empty=self._first_empty(question, counts.empty))
                for question, counts in zip(questions, counted, strict=True)
            ]
        except Refused:
            if not _own_reads(relations):
                raise
        closed = [source._replace(stream=None) for source in sources]
        self._own, self.name = Own(_inputs(closed, relations), asked, options), "own"
        return self._own.count(questions)

    def notes(self) -> list[str]:
        """What our own reader says of the first rows, as of texts that it counts."""
        return list(dict.fromkeys(self._headers)) if self._own is None else self._own.notes()

    def _first_empty(self, question: Question, known: Callable[[], str | None]) -> Callable[[], str | None]:
        """Where the first row without a value stands in a text; elsewhere DuckDB tells."""
        from infocalc.information.counting.columns import row_of

        options = self._ask[3]
        parts = [
            (part, len(table.parts) > 1)
            for table in self._ask[1]
            for part in table.parts
            if table.kind == "text" and part.packed != "zstd"
        ]

        def found() -> str | None:
            for part, several in parts:
                for column in question.columns:
                    row = row_of(_opener(part), part.path, column, "", options)
                    if row is not None:
                        return f"{part.path}, row {row}" if several else f"row {row}"
            return known()

        return found

    def _named(self, i: int) -> Relation:
        """Table i with the names of its columns, where it is a text."""
        _sources, relations, asked, options = self._ask
        table = relations[i]
        if table.kind != "text":
            return table
        parts, texts = zip(*(self._part(part, asked, options) for part in table.parts), strict=True)
        marks = {text.written.delimiter for text in texts}
        if len(marks) > 1:
            raise TableError(f"{table.name}: the files have different separators")
        self._headers += [texts[0].header.note] if texts[0].header.note else []
        return table._replace(parts=parts, delimiter=marks.pop())

    def _part(self, part: Part, asked: Sequence[str], options: InformationOptions) -> tuple[Part, Text]:
        from infocalc.information.counting.own import started
        from infocalc.tables.duck_text import first_lines
        from infocalc.tables.sql_engine import Refused

        if part.packed == "zstd":
            import io

            found = started((part.path, lambda: io.BytesIO(first_lines(part))), asked, options)
        else:
            found = started((part.path, _opener(part)), asked, options)
        found.stream.close()
        if found.written.cells is not None or options.comment not in (None, NONE) or has_comments(found.head):
            raise Refused(f"{part.path} is no CSV")
        header = found.header.names is not None
        if header and found.line > 1:
            raise Refused(f"{part.path}: the names of the columns are in row {found.line}, not in the first")
        return part._replace(columns=found.names, header=header), found
