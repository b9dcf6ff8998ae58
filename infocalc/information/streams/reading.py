"""A stream of CSV or TSV from its first byte to the sums over its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import cast

from infocalc.errors import TableError
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pmf import check_options
from infocalc.information.reading.beginning import Peeked
from infocalc.information.reading.header import EMPTY
from infocalc.information.reading.layout import layout_of
from infocalc.information.reading.records import read_lines
from infocalc.information.reading.tables import check_columns
from infocalc.information.source import Source
from infocalc.information.streams import table_blocks
from infocalc.information.streams.opening import opening, place_of
from infocalc.information.streams.pieces import Plan
from infocalc.information.streams.sums import OnePass

#: rows whose labels are compared letter by letter
_COMPARED = 10


def summed(
    source: Source, options: InformationOptions, names: tuple[str, ...], columns: int, most: int
) -> tuple[OnePass, tuple[str, ...]]:
    """The sums `names` over a table of so many columns of numbers, its `most` largest rows; and notes."""
    stream = cast(Peeked, source.stream)  # is_long said so
    check_options(options)
    head, written, found = opening(stream, options)
    if not found:
        raise TableError("the table has no rows")
    layout = layout_of(found, options, columns, written)
    check_columns(len(layout.numbers), columns)
    if len(found) == layout.header:
        raise TableError("the table has no rows", hint="there is a header only")
    plan, begins = Plan(layout, written, options), place_of(found[layout.header][0], head)
    sums = OnePass(names, columns, plan.layout.label is not None, most)
    for block, read in table_blocks.blocks(stream, head[begins.offset :], begins, plan):
        if options.counts and not options.weights:
            table_blocks.refuse_fractions(block)
        sums.add(block)
        if source.progress is not None:
            source.progress(read)
    _refuse_doubles(sums, stream, plan)
    return sums, (*((f"read as {written.name}",) if written.name else ()), *layout.notes)


def _refuse_doubles(sums: OnePass, stream: Peeked, plan: Plan) -> None:
    """Refuse a label that appears twice, unless a second look tells labels of equal fingerprints apart."""
    if sums.prints is None:
        return
    for places in sums.prints.doubles():
        lines = [sums.lines.of(place) for place in places]
        labels = _labels_at(stream, lines[:_COMPARED], plan)
        where = f"rows {lines[0]} and {lines[1]}"
        if not labels:
            raise TableError(f"{where} have the same label", hint="--merge-duplicates adds them")
        twice = next((label for label in labels if labels.count(label) > 1), None)
        if twice is not None:
            a, b = [line for line, label in zip(lines, labels, strict=False) if label == twice][:2]
            raise TableError(
                f"label {twice} appears twice (rows {a} and {b})", hint="--merge-duplicates adds them"
            )


def _labels_at(stream: Peeked, lines: Sequence[int], plan: Plan) -> list[str]:
    """The labels of the rows at these lines (rising), where the stream can be read again and its lines end
    as ours do: a carriage return alone ends a line for a reader of CSV."""
    again = stream.again()
    if again is None or plan.layout.label is None:
        return []
    numbered: Iterator[tuple[int, bytes]] = enumerate(again, 1)
    found = []
    for line in lines:
        first = b""
        for number, first in numbered:
            if b"\r" in first.rstrip(b"\r\n"):
                return []
            if number == line:
                break
        raws = chain([first], (raw for _, raw in numbered))
        text = (plan.written.plain(raw.decode()) for raw in raws)
        found.append(next(read_lines(text, plan.delimiter))[1][plan.layout.label] or EMPTY)
    return found
