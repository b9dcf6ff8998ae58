"""Joint distributions in JSON: rows of numbers, objects of objects, lists of pairs."""

from __future__ import annotations

from typing import Any

from infocalc.errors import TableError
from infocalc.information.pmf.pmf import Labels
from infocalc.information.reading.joint_rows import Cells, said_of_absent
from infocalc.information.reading.records import Record


def json_pairs(data: Any) -> list[Record]:
    if not isinstance(data, list) or not all(_is_pair(row) for row in data):
        raise TableError("the JSON must be a list of pairs", hint='[["a", "b"], ["a", "c"]]')
    return list(enumerate(data, 1))


def _is_pair(row: Any) -> bool:
    return isinstance(row, list) and len(row) == 2 and all(isinstance(cell, str) for cell in row)


def of_json(data: Any) -> Cells:
    """[[a, b], [c, d]], or {"x1": {"y1": a, "y2": b}, "x2": {…}}."""
    named = isinstance(data, dict)
    rows = list(data.values()) if named else data
    inner = isinstance(rows, list) and bool(rows) and all(isinstance(row, type(rows[0])) for row in rows)
    if not inner or not isinstance(rows[0], list | dict) or not rows[0]:
        raise TableError(
            "the JSON must be a list of rows or an object of objects", hint="[[0.25, 0.25], [0, 0.5]]"
        )
    y = _names_of(rows)
    x = tuple(data) if named else tuple(str(i + 1) for i in range(len(rows)))
    texts = [[row.get(name, "0") for name in y] if isinstance(row, dict) else row for row in rows]
    absent = [
        f"{a}, {b}"
        for a, row in zip(x, rows, strict=True)
        for b in y
        if isinstance(row, dict) and b not in row
    ]
    if not all(isinstance(cell, str) for row in texts for cell in row):
        raise TableError("the entries of the JSON must be numbers")
    return Cells(x, y, texts, list(range(1, len(x) + 1)), said_of_absent(absent))


def _names_of(rows: list[Any]) -> Labels:
    """The names of the columns in the order in which they come, of rows without names their places."""
    if not isinstance(rows[0], dict):
        return tuple(str(j + 1) for j in range(len(rows[0])))
    return tuple(dict.fromkeys(name for row in rows for name in row))
