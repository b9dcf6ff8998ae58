"""Our own counter as an engine: texts of any length, each read once for all questions about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import BinaryIO, Self, cast

import numpy as np

from infocalc.errors import InfocalcError, TableError
from infocalc.information.counting.numbers import doubles, in_bins
from infocalc.information.counting.texts import Text, begun, located
from infocalc.information.options import InformationOptions
from infocalc.information.streams.decimals import Integers
from infocalc.information.streams.label_counts import Counted, LabelCounts, Paired, paired
from infocalc.information.streams.text_blocks import TextBlock, missing
from infocalc.records import NamedTuple
from infocalc.tables.counts import Counts, Label, Pair, Question
from infocalc.tables.relation import Part


class Input(NamedTuple):
    """One table: its name, and how to open each of its files once more; of a pipe it is open already."""

    name: str
    parts: tuple[tuple[str, Callable[[], BinaryIO]], ...]
    progress: Callable[[int], None] | None = None


class Side(NamedTuple):
    """What was counted of one question in one table: all rows, and those without a value."""

    counted: Counted
    missing: int
    first: str | None


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
        sides = [self._sides(i, questions) for i in range(len(self._inputs))]
        return [self._answer(question, [side[k] for side in sides]) for k, question in enumerate(questions)]

    # ── one table ─────────────────────────────────────────────────────────────────────────────────

    def _sides(self, i: int, questions: Sequence[Question]) -> list[Side]:
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

    def _answer(self, question: Question, sides: Sequence[Side]) -> Counts:
        if question.numeric:
            return self._in_bins(question, sides)
        first = sides[0].counted
        other = sides[1].counted if len(sides) > 1 else LabelCounts(len(question.columns)).counted()
        counts = _counts(paired(first, other), (first, other), sides)
        name = self._one_name()
        return counts if name is None else without(counts, name)

    def _one_name(self) -> str | None:
        """The first line of two columns of observations, where it is the same."""
        firsts = [texts[0].first for texts in self._texts if len(texts) == 1]
        return firsts[0] if len(firsts) == 2 and firsts[0] == firsts[1] else None

    def notes(self) -> list[str]:
        """What is said about the first rows of the tables."""
        return list(dict.fromkeys(texts[0].header.note for texts in self._texts if texts[0].header.note))

    def _in_bins(self, question: Question, sides: Sequence[Side]) -> Counts:
        columns = []
        for i, side in enumerate(sides):
            try:
                columns.append(doubles(side.counted))
            except ValueError as wrong:
                raise self._no_number(i, question.columns[0], str(wrong)) from None
        return in_bins(question, columns, _missing(sides))._replace(empty=lambda: _first_empty(sides))

    def _no_number(self, i: int, column: str, text: str) -> InfocalcError:
        """The refusal of a cell, by file and row where the table can be read again."""
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


class Tally:
    """The counts of one question in one table, and its rows without a value."""

    def __init__(self, question: Question, columns: Sequence[str]) -> None:
        self._places = [columns.index(name) for name in question.columns]
        self._kept = question.nulls and not question.numeric
        self._labels = LabelCounts(len(question.columns))
        self._missing, self._first = 0, cast("str | None", None)

    def add(self, block: TextBlock, where: str) -> None:
        """Count the rows of a block."""
        columns = [block.columns[k] for k in self._places]
        if not len(block.lines):
            return
        empty = missing(columns)
        found = int(empty.sum())
        if found and self._first is None:
            line = int(block.lines[int(empty.argmax())])
            self._first = f"{where}, row {line}" if where else f"row {line}"
        self._missing += found
        if found and not self._kept:
            columns = [c._replace(start=c.start[~empty], size=c.size[~empty]) for c in columns]
        if len(columns[0].start):
            self._labels.add(columns)

    def side(self) -> Side:
        """What was counted."""
        return Side(self._labels.counted(), self._missing, self._first)


def _missing(sides: Sequence[Side]) -> Pair:
    return sides[0].missing, sides[1].missing if len(sides) > 1 else 0


def _first_empty(sides: Sequence[Side]) -> str | None:
    return next((side.first for side in sides if side.first is not None), None)


def _counts(joint: Paired, tables: tuple[Counted, Counted], sides: Sequence[Side]) -> Counts:
    groups, group_of = _groups(joint.a, joint.b)
    number = {(a, b): k for k, (a, b, _) in enumerate(groups)}
    rows = joint.a + joint.b

    def find(pairs: Sequence[Pair], most: int) -> list[Label]:
        wanted = [number[pair] for pair in pairs if pair in number]
        places = np.flatnonzero(np.isin(group_of, wanted))
        places = places[np.argsort(-rows[places], kind="stable")]
        if len(places) > most:
            # of equally frequent ones all, so that those named do not depend on how they are kept
            places = places[rows[places] >= rows[places[most - 1]]]
        named = [_label(joint, tables, int(i)) for i in places]
        return sorted(named, key=lambda label: label.order)[:most]

    return Counts(groups, _missing(sides), find, empty=lambda: _first_empty(sides))


def without(counts: Counts, name: str) -> Counts:
    """The counts without a label that stands once in each table, as the name of their column does."""
    once = [label for label in counts.find([(1, 1)], counts.labels) if label.text == name]
    if not once or counts.labels == 1:
        return counts
    groups = tuple((a, b, m - ((a, b) == (1, 1))) for a, b, m in counts.groups)

    def find(pairs: Sequence[Pair], most: int) -> list[Label]:
        return [label for label in counts.find(pairs, most + 1) if label != once[0]][:most]

    return counts._replace(groups=tuple(group for group in groups if group[2]), find=find)


def _groups(a: Integers, b: Integers) -> tuple[tuple[tuple[int, int, int], ...], Integers]:
    """Groups (a, b, m), and the number of the group of each label."""
    order = np.lexsort((b, a))
    x, y = a[order], b[order]
    fresh = np.ones(len(x), np.bool_)
    fresh[1:] = (x[1:] != x[:-1]) | (y[1:] != y[:-1])
    begins = np.flatnonzero(fresh)
    sizes = np.diff(np.append(begins, len(x)))
    group_of = np.empty(len(x), np.int64)
    group_of[order] = np.cumsum(fresh) - 1
    return tuple(zip(x[begins].tolist(), y[begins].tolist(), sizes.tolist(), strict=True)), group_of


def _label(joint: Paired, tables: tuple[Counted, Counted], i: int) -> Label:
    place = int(joint.place[i])
    counted = tables[0] if place >= 0 else tables[1]
    (texts,) = counted.texts([place if place >= 0 else -1 - place])
    return Label(tuple(text or None for text in texts), int(joint.a[i]), int(joint.b[i]))


def row_of(
    opened: Callable[[], BinaryIO], name: str, column: str, text: str, options: InformationOptions
) -> int | None:
    """The line of the first row with this text in the column; None where the table cannot be read again."""
    try:
        stream = opened()
    except (InfocalcError, OSError, ValueError):
        return None
    for block, _ in begun(stream, name, (column,), options).blocks((column,), name):
        texts = block.columns[0]
        same = [
            i for i in np.flatnonzero(texts.size == len(text.encode())) if texts.text(int(i)) == text.encode()
        ]
        if same:
            return int(block.lines[same[0]])
    return None
