"""An engine that speaks SQL: how the four statements answer a question, in whatever dialect and session."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

from infocalc.errors import TableError
from infocalc.tables import statements
from infocalc.tables.counts import Counts, Label, Pair, Question, chosen_edges
from infocalc.tables.dialects import Dialect
from infocalc.tables.relation import Relation

#: what str.strip takes off the ends of a cell
BLANKS = " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B)))
BLANKS += "\u2028\u2029\u202f\u205f\u3000"


class Refused(TableError):
    """A text that an engine does not read as it stands: our own reader tells what is wrong, or reads it."""


class SqlEngine(ABC):
    """A session over one or two tables, which only counts."""

    name: str
    dialect: Dialect
    relations: Sequence[Relation]

    @property
    @abstractmethod
    def kinds(self) -> Sequence[dict[str, str]]:
        """The columns of each table: 'text', 'integer', 'float' or another type by its name."""

    @abstractmethod
    def source(self, i: int, columns: Sequence[str]) -> str:
        """A table or a query in brackets for these columns of table i."""

    @abstractmethod
    def made_of(self, query: str, read: int | None = None) -> str:
        """The name of a temporary table with the rows of a query, which reads the table of this number."""

    @abstractmethod
    def found(self, query: str) -> list[tuple[Any, ...]]:
        """The rows of a query."""

    @abstractmethod
    def refuse_rejects(self) -> None:
        """Refuse the first row that a reader of texts did not take."""

    @abstractmethod
    def first_empty(self, columns: Sequence[str]) -> str | None:
        """Where the first row without a value stands, as far as the engine can tell."""

    def columns(self, i: int) -> dict[str, str]:
        """The columns of table i and their kinds."""
        return self.kinds[i]

    def counted(self, question: Question) -> Counts:
        """What is asked about a column."""
        names = statements.key_names(len(question.columns))
        sides = [self._counts_of(i, question, names) for i in range(len(self.relations))]
        self.refuse_rejects()
        edges = None
        if question.numeric:
            edges = question.edges or self._edges(sides[-1], question.bins)
            sides = [
                self.made_of(
                    f"SELECT {statements.binned('x', edges, self.dialect)} AS x, SUM(c) AS c "
                    f"FROM {side} GROUP BY 1"
                )
                for side in sides
            ]
        second = sides[1] if len(sides) > 1 else f"(SELECT * FROM {sides[0]} LIMIT 0) e"
        joint = self.made_of(statements.both(sides[0], second, names, self.dialect))
        empty = " OR ".join(f"{name} IS NULL" for name in names)
        missing = f"SELECT COALESCE(SUM(a), 0), COALESCE(SUM(b), 0) FROM {joint} WHERE {empty}"
        ((a, b),) = self.found(missing)
        if not question.nulls:
            joint = self.made_of(f"SELECT * FROM {joint} WHERE NOT ({empty})")
        groups = tuple(map(tuple, self.found(statements.profile(joint) + " ORDER BY a, b")))
        return Counts(
            groups,
            (int(a), int(b)),
            lambda pairs, most: self._labels(joint, names, pairs, most),
            edges,
            lambda: self.first_empty(question.columns),
        )

    def _counts_of(self, i: int, question: Question, names: Sequence[str]) -> str:
        """The counts of the values of table i; what costs time is done to each different value once."""
        quoted = [self.dialect.name(name) for name in question.columns]
        found = self.made_of(statements.counts(self.source(i, question.columns), quoted), i)
        if self.relations[i].kind == "text":
            found = self._cleaned(i, found, names)
        if not question.numeric:
            return found
        if self.kinds[i][question.columns[0]] == "text":
            self._refuse_words(i, question.columns[0], found)
        return self.made_of(
            f"SELECT TRY_CAST(x AS {self.dialect.double}) AS x, SUM(c) AS c FROM {found} GROUP BY 1"
        )

    def _cleaned(self, i: int, counts: str, names: Sequence[str]) -> str:
        """Texts without blanks at their ends, NULL where nothing is left; NUL is refused."""
        nul = " OR ".join(f"contains({name}, chr(0))" for name in names)
        ((wrong,),) = self.found(f"SELECT COUNT(*) FROM {counts} WHERE {nul}")
        if wrong:
            raise Refused(f"{self.relations[i].name}: NUL byte")
        cells = ", ".join(f"{trimmed(name)} AS {name}" for name in names)
        keys = ", ".join(names)
        inner = f"(SELECT {cells}, c FROM {counts}) k"
        return self.made_of(f"SELECT {keys}, SUM(c) AS c FROM {inner} GROUP BY {keys}")

    def _refuse_words(self, i: int, name: str, counts: str) -> None:
        number = self.dialect.number.format(x="x")
        wrong = self.found(
            f"SELECT x FROM {counts} WHERE x IS NOT NULL AND (NOT {number} "
            f"OR TRY_CAST(x AS {self.dialect.double}) IS NULL) LIMIT 1"
        )
        if wrong:
            said = f"{self.relations[i].name}: column {name}: not a number: '{str(wrong[0][0])[:60]}'"
            raise Refused(said) if self.relations[i].kind == "text" else TableError(said)

    def _edges(self, source: str, bins: int) -> tuple[float, ...]:
        return chosen_edges(self.found(statements.shares(source, bins, self.dialect)), bins)

    def _labels(self, joint: str, names: Sequence[str], pairs: Sequence[Pair], most: int) -> list[Label]:
        texts = [f"CAST({name} AS {self.dialect.text})" for name in names]
        order = ", ".join(f"{text} NULLS FIRST" for text in texts)
        if not pairs:
            return []
        counts = f"CONCAT(CAST(a AS {self.dialect.text}), ' ', CAST(b AS {self.dialect.text}))"
        wanted = ", ".join(f"'{int(a)} {int(b)}'" for a, b in pairs)
        rows = self.found(
            f"SELECT a, b, {', '.join(texts)} FROM {joint} WHERE {counts} IN ({wanted}) "
            f"ORDER BY a + b DESC, {order} LIMIT {int(most)}"
        )
        return [Label(tuple(row[2:]), int(row[0]), int(row[1])) for row in rows]


def trimmed(x: str) -> str:
    """An expression without blanks at its ends, NULL where nothing is left."""
    return f"NULLIF(TRIM(BOTH {statements.text(BLANKS)} FROM {x}), '')"


def absent(table: str, name: str, known: Sequence[str]) -> TableError:
    """The refusal of a column that is not there."""
    return TableError(f"{table}: there is no column {name}", hint=f"there are {', '.join(known[:30])}")
