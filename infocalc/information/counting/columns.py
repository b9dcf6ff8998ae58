"""Columns of texts counted block by block with NumPy: the tallies of a table, the labels of two joined."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import BinaryIO, cast

import numpy as np

from infocalc.errors import InfocalcError
from infocalc.information.counting.texts import begun
from infocalc.information.options import InformationOptions
from infocalc.information.streams.decimals import Integers
from infocalc.information.streams.label_counts import Counted, LabelCounts, Paired, none_of, paired
from infocalc.information.streams.text_blocks import TextBlock, missing
from infocalc.records import NamedTuple
from infocalc.tables.counts import Counts, Label, Pair, Question


class CountedSide(NamedTuple):
    """What was counted of one question in one table: all rows, and those without a value."""

    counted: Counted
    missing: int
    first: str | None


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

    def side(self) -> CountedSide:
        """What was counted."""
        return CountedSide(self._labels.counted(), self._missing, self._first)


def missing_rows(sides: Sequence[CountedSide]) -> Pair:
    """The rows of each table without a value."""
    return sides[0].missing, sides[1].missing if len(sides) > 1 else 0


def first_empty(sides: Sequence[CountedSide]) -> str | None:
    """Where the first row without a value stands."""
    return next((side.first for side in sides if side.first is not None), None)


def of_sides(sides: Sequence[CountedSide]) -> Counts:
    """The counts of the labels of one table or of two."""
    tables = (sides[0].counted, sides[1].counted if len(sides) > 1 else none_of(sides[0].counted.columns))
    joint = paired(*tables)
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
        return sorted(_labels(joint, tables, places), key=lambda label: label.order)[:most]

    return Counts(groups, missing_rows(sides), find, empty=lambda: first_empty(sides))


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


def _labels(joint: Paired, tables: tuple[Counted, Counted], places: Integers) -> list[Label]:
    """The labels at these places."""
    at = joint.place[places]
    texts: list[tuple[str, ...]] = [()] * len(at)
    for counted, here, where in ((tables[0], at >= 0, at), (tables[1], at < 0, -1 - at)):
        chosen = np.flatnonzero(here)
        for i, text in zip(chosen.tolist(), counted.texts(where[chosen]), strict=True):
            texts[i] = text
    sides = (joint.a[places].tolist(), joint.b[places].tolist())
    return [
        Label(tuple(cell or None for cell in text), a, b) for text, a, b in zip(texts, *sides, strict=True)
    ]


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
