"""Histograms: cells of the line and how many observations fell in each; never labels.

Columns low, high, count; or edge, count with one edge more than there are counts, whose first or last count
is empty: without that it is open on which side of its edge a count stands.
"""

from __future__ import annotations

import re
from itertools import pairwise

from flint import fmpq

from infocalc.errors import TableError
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pmf import Pmf, checked
from infocalc.information.pmf.rationals import written
from infocalc.information.reading.cells import number
from infocalc.information.reading.records import records, text_of
from infocalc.information.source import Source
from infocalc.records import NamedTuple

_LOW = frozenset("low lower left low_edge left_edge lower_edge bin_low bin_left bin_start start".split())
_HIGH = frozenset("high upper right high_edge right_edge upper_edge bin_high bin_right bin_end end".split())
_EDGE = frozenset("edge edges bin_edge bin_edges break breaks".split())
_COUNT = frozenset("n count counts cnt freq frequency frequencies observations".split())
_INFINITE = {"-inf": -1, "-oo": -1, "inf": 1, "+inf": 1, "oo": 1}
_HINT = "columns low,high,count; or edge,count, the count of the first or the last edge empty"

#: an end of a cell; None is infinite
End = fmpq | None
Cell = tuple[End, End]


class Histogram(NamedTuple):
    """Cells in rising order that do not overlap, and their pmf."""

    cells: tuple[Cell, ...]
    pmf: Pmf


def is_histogram(source: Source) -> bool:
    """Whether the first line of a table names the ends of cells."""
    head = getattr(source.stream, "head", b"").decode("utf-8", "replace")
    lines = [line for line in head.lstrip("\ufeff").splitlines() if line.strip() and line[0] not in "#{["]
    names = {_plain(name) for name in re.split(r"[,;\t|]", lines[0])} if lines else set()
    return bool((names & _LOW and names & _HIGH) or names & _EDGE)


def _plain(name: str) -> str:
    return re.sub(r"[\s-]+", "_", name.strip().strip('"').lower())


def read(source: Source, options: InformationOptions) -> Histogram:
    """The histogram of a table."""
    found = records(text_of(source), options)
    (_, header), *body = found.records
    names = [_plain(name) for name in header]
    for line, row in body:
        if len(row) != len(names):
            raise TableError(f"row {line} has {len(row)} fields, the first has {len(names)}", _HINT)
    ends = [i for i, name in enumerate(names) if name in _LOW | _HIGH | _EDGE]
    rest = [i for i in range(len(names)) if i not in ends]
    if len(rest) != 1 or len(ends) > 2 or not body:
        raise TableError(f"a histogram with the columns {', '.join(header)}", _HINT)
    counts = [(line, row[rest[0]]) for line, row in body]
    cells: list[Cell]
    if len(ends) == 1:
        cells, counts = _between([(line, row[ends[0]]) for line, row in body], counts, options)
    else:
        low, high = sorted(ends, key=lambda i: names[i] not in _LOW)
        cells = [
            (_end(row[low], line, header[low], options, -1), _end(row[high], line, header[high], options, 1))
            for line, row in body
        ]
    order = sorted(range(len(cells)), key=lambda i: (cells[i][0] is not None, cells[i][0] or 0))
    cells, counts = [cells[i] for i in order], [counts[i] for i in order]
    _refuse_overlap(cells, counts)
    counted = names[rest[0]] in _COUNT and not options.weights and not options.normalize
    options = options._replace(counts=options.counts or counted)
    values = [number(text, line, header[rest[0]], options) for line, text in counts]
    labels = tuple(map(name_of, cells))
    pmf = checked(values, labels, options, [text for _, text in counts], [line for line, _ in counts])
    return Histogram(tuple(cells), pmf._replace(notes=(*found.notes, *pmf.notes)))


def _between(
    edges: list[tuple[int, str]], counts: list[tuple[int, str]], options: InformationOptions
) -> tuple[list[Cell], list[tuple[int, str]]]:
    """The cells between edges, of which there is one more."""
    empty = [i for i, (_, text) in enumerate(counts) if not text]
    if len(edges) < 2 or len(empty) != 1 or empty[0] not in (0, len(counts) - 1):
        problem = "is a count that of the cell above its edge, or below it?"
        raise TableError(f"{len(edges)} edges and {len(counts) - len(empty)} counts: {problem}", _HINT)
    places = [number(text, line, "edge", options) for line, text in edges]
    if places != sorted(places):
        raise TableError("the edges do not rise", _HINT)
    return list(pairwise(places)), [c for i, c in enumerate(counts) if i not in empty]


def _end(text: str, line: int, name: str, options: InformationOptions, side: int) -> End:
    """An end of a cell, of which the lower may be −∞ and the upper ∞."""
    if _INFINITE.get(text.strip().lower()) == side:
        return None
    return number(text, line, name, options)


def _refuse_overlap(cells: list[Cell], counts: list[tuple[int, str]]) -> None:
    """Refuse cells without a width, and two that share more than an end."""
    for i, (low, high) in enumerate(cells):
        if low is not None and high is not None and not low < high:
            raise TableError(f"row {counts[i][0]}: the cell {name_of(cells[i])} has no width", _HINT)
        after = cells[i + 1][0] if i + 1 < len(cells) else high
        if i + 1 < len(cells) and (high is None or after is None or after < high):
            raise TableError(f"the cells {name_of(cells[i])} and {name_of(cells[i + 1])} overlap", _HINT)


def name_of(cell: Cell) -> str:
    """[low, high)."""
    low, high = ("oo" if end is None else written(end).partition(" ")[0] for end in cell)
    return f"[{low}, {high})" if cell[0] is not None else f"(-{low}, {high})"
