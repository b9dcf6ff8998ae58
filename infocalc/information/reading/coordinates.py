"""Rows of numbers, each a point: the columns of a table that are named."""

from __future__ import annotations

from collections.abc import Sequence

from flint import fmpq

from infocalc.errors import TableError
from infocalc.information.options import InformationOptions
from infocalc.information.reading.cells import number
from infocalc.information.reading.header import SAMPLE, decided, place_of
from infocalc.information.reading.layout import Layout, check_width
from infocalc.information.reading.records import records, text_of
from infocalc.information.source import Source

Points = Sequence[tuple[fmpq, ...]]


def read(source: Source, options: InformationOptions) -> tuple[Points, tuple[str, ...]]:
    """The points whose coordinates stand in --columns, and what was read."""
    found = records(text_of(source), options)
    if not found.records:
        raise TableError("the table has no rows")
    header = decided([cells for _, cells in found.records[:SAMPLE]], options, found.form.named)
    width = len(found.records[0][1])
    places = tuple(place_of(name, header.names, width) for name in options.columns)
    if len(set(places)) < len(places):
        raise TableError("a column stands twice in --columns", hint="each coordinate is one column")
    layout = Layout(header.names is not None, width, None, places, ())
    points = []
    for line, cells in found.records[header.rows :]:
        check_width(line, cells, layout)
        values = [
            number(cells[i], line, name, options) for i, name in zip(places, options.columns, strict=True)
        ]
        points.append(tuple(values))
    if not points:
        raise TableError("the table has no rows", hint="there is a header only")
    said = f"samples: {len(points)} observations of {len(places)} coordinates"
    return points, (*found.notes, *((header.note,) if header.note else ()), said)
