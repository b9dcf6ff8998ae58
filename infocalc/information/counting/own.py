"""Our own counter as an engine: texts of any length, each read once for all questions about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, BinaryIO, Self

from infocalc.errors import InfocalcError, TableError
from infocalc.information.counting.lines import counts_of_lines
from infocalc.information.counting.texts import Text, begun, located
from infocalc.information.options import InformationOptions
from infocalc.records import NamedTuple
from infocalc.tables.counts import Counts, Label, Pair, Question
from infocalc.tables.relation import Part

if TYPE_CHECKING:
    from infocalc.information.counting.columns import CountedSide


class Input(NamedTuple):
    """One table: its name, and how to open each of its files once more; of a pipe it is open already."""

    name: str
    parts: tuple[tuple[str, Callable[[], BinaryIO]], ...]
    progress: Callable[[int], None] | None = None


class Own:
    """A session over one or two tables of text; a context manager."""

    name = "own"

    def __init__(self, inputs: Sequence[Input], asked: Sequence[str], options: InformationOptions) -> None:
        self._inputs, self._options = tuple(inputs), options
        self._texts = [[started(part, asked, options) for part in table.parts] for table in self._inputs]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for texts in self._texts:
            for text in texts:
                text.stream.close()

    def columns(self, i: int) -> dict[str, str]:
        """The columns of table i, all of them texts."""
        return dict.fromkeys(self._texts[i][0].names, "text")

    def parts(self, i: int) -> list[Part]:
        """The files of table i with the names of their columns."""
        return [
            Part(name, "", text.names, text.header.names is not None)
            for (name, _), text in zip(self._inputs[i].parts, self._texts[i], strict=True)
        ]

    def count(self, questions: Sequence[Question]) -> list[Counts]:
        """What is asked, with one pass over each table."""
        if len(questions) == 1 and all(len(texts) == 1 for texts in self._texts):
            texts = [texts[0] for texts in self._texts]
            kept, counts = counts_of_lines(texts, questions[0])
            if counts is not None:
                return [self._without_name(counts)]
            self._texts = [[text] for text in kept]
        sides = [self._sides(i, questions) for i in range(len(self._inputs))]
        return [self._answer(question, [side[k] for side in sides]) for k, question in enumerate(questions)]

    # ── one table ─────────────────────────────────────────────────────────────────────────────────

    def _sides(self, i: int, questions: Sequence[Question]) -> list[CountedSide]:
        from infocalc.information.counting.columns import Tally

        columns = list(dict.fromkeys(name for question in questions for name in question.columns))
        tallies = [Tally(question, columns) for question in questions]
        for (name, _), text in zip(self._inputs[i].parts, self._texts[i], strict=True):
            where = name if len(self._inputs[i].parts) > 1 else ""
            try:
                for block, read in text.blocks(columns, name):
                    for tally in tallies:
                        tally.add(block, where)
                    self._progress(i, read)
            except InfocalcError as problem:
                raise located(problem, name) from None
        return [tally.side() for tally in tallies]

    def _progress(self, i: int, read: int) -> None:
        progress = self._inputs[i].progress
        if progress is not None:
            progress(read)

    # ── one question ──────────────────────────────────────────────────────────────────────────────

    def _answer(self, question: Question, sides: Sequence[CountedSide]) -> Counts:
        from infocalc.information.counting.columns import of_sides

        if question.numeric:
            return self._in_bins(question, sides)
        return self._without_name(of_sides(sides))

    def _without_name(self, counts: Counts) -> Counts:
        name = self._one_name()
        return counts if name is None else without(counts, name)

    def _one_name(self) -> str | None:
        """The first line of two columns of observations, where it is the same."""
        firsts = [texts[0].first for texts in self._texts if len(texts) == 1]
        return firsts[0] if len(firsts) == 2 and firsts[0] == firsts[1] else None

    def notes(self) -> list[str]:
        """What is said about the first rows of the tables."""
        return list(dict.fromkeys(texts[0].header.note for texts in self._texts if texts[0].header.note))

    def _in_bins(self, question: Question, sides: Sequence[CountedSide]) -> Counts:
        from infocalc.information.counting.columns import first_empty, missing_rows
        from infocalc.information.counting.numbers import doubles, in_bins

        columns = []
        for i, side in enumerate(sides):
            try:
                columns.append(doubles(side.counted))
            except ValueError as wrong:
                raise self._no_number(i, question.columns[0], str(wrong)) from None
        return in_bins(question, columns, missing_rows(sides))._replace(empty=lambda: first_empty(sides))

    def _no_number(self, i: int, column: str, text: str) -> InfocalcError:
        """The refusal of a cell, by file and row where the table can be read again."""
        from infocalc.information.counting.columns import row_of

        said = f"column {column}: not a number: '{text[:60]}'"
        for name, opened in self._inputs[i].parts:
            row = row_of(opened, name, column, text, self._options)
            if row is not None:
                return located(TableError(f"row {row}, {said}", line=row), name)
        return TableError(f"{self._inputs[i].name}, {said}")


def started(
    part: tuple[str, Callable[[], BinaryIO]], asked: Sequence[str], options: InformationOptions
) -> Text:
    """A file of text with its beginning read; errors name the file."""
    name, opened = part
    try:
        return begun(opened(), name, asked, options)
    except InfocalcError as problem:
        raise located(problem, name) from None


def without(counts: Counts, name: str) -> Counts:
    """The counts without a label that stands once in each table, as the name of their column does."""
    once = [label for label in counts.find([(1, 1)], counts.labels) if label.text == name]
    if not once or counts.labels == 1:
        return counts
    groups = tuple((a, b, m - ((a, b) == (1, 1))) for a, b, m in counts.groups)

    def find(pairs: Sequence[Pair], most: int) -> list[Label]:
        return [label for label in counts.find(pairs, most + 1) if label != once[0]][:most]

    return counts._replace(groups=tuple(group for group in groups if group[2]), find=find)
