"""SQLite as an engine: each side is counted by itself, and joined here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Self

from infocalc.errors import TableError
from infocalc.tables.counts import Counts, Label, Question, of_labels
from infocalc.tables.relation import Relation


class Tallies:
    """SQLite: each side is counted by itself, and joined here."""

    name = "sqlite"

    def __init__(self, relations: Sequence[Relation]) -> None:
        from infocalc.tables.lite import Lite

        self._tables = [Lite(r) for r in relations]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        for table in self._tables:
            table.__exit__(*problem)

    def columns(self, i: int) -> dict[str, str]:
        """The columns of table i and their kinds."""
        return {name: self._tables[i].kind(name) for name in self._tables[i].names}

    def rows(self, i: int, columns: Sequence[str]) -> Iterator[tuple[str | None, ...]]:
        """The rows of table i as texts."""
        return self._tables[i].rows(columns)

    def count(self, questions: Sequence[Question]) -> list[Counts]:
        """What is asked."""
        return [self._counted(question) for question in questions]

    def notes(self) -> list[str]:
        """Nothing: the columns of a database have names."""
        return []

    def _counted(self, question: Question) -> Counts:
        sides = [table.counts(question.columns) for table in self._tables]
        empty = [sum(n for key, n in side.items() if None in key) for side in sides]
        missing = empty[0], empty[1] if len(empty) > 1 else 0
        if question.numeric:
            from infocalc.information.counting.numbers import in_bins, of_tally

            try:
                return in_bins(question, [of_tally(side) for side in sides], missing)
            except ValueError as wrong:
                raise TableError(f"column {question.name}: not a number: '{str(wrong)[:60]}'") from None
        if not question.nulls:
            sides = [Counter({key: n for key, n in side.items() if None not in key}) for side in sides]
        second: Counter[tuple[str | None, ...]] = sides[1] if len(sides) > 1 else Counter()
        labels = [Label(key, sides[0][key], second[key]) for key in sides[0] | second]
        return of_labels(labels, missing, None)
