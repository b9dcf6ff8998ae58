"""JSON, JSON lines, printed arrays and records one below another as the records of a table.

Read are lists of numbers, objects of numbers (their keys are labels), lists of records, objects of columns
(`{"p": […], "q": […]}`), objects of objects (a column each), one of these a line, what pandas writes with
orient="split" and "table", and any of these as the one value of an object.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from infocalc.errors import TableError
from infocalc.information.reading.literals import literal
from infocalc.information.reading.records import Record, json_of, refuse_twice
from infocalc.information.reading.vertical import records_below
from infocalc.information.source import Columns
from infocalc.limits import check
from infocalc.notation.patterns import pattern

#: tensor([…]), p = […], (0.5, 0.5)
_ARRAY = pattern(
    r"\s*(?:[A-Za-z_][A-Za-z0-9_.]*\s*\(\s*(?:[\[{(0-9.<]|[A-Za-z_]+\s*[=(])|[A-Za-z_]\w*\s*(?:=|<-|:=)\s*[A-Za-z\[({]"
    r"|\(|<tf\.|shape:|Series:)"
)
#: one of several lines ('a', 3)
_TUPLE = pattern(r"\s*\(\s*(?:\"[^\"\n]*\"|'[^'\n]*')\s*,[^\n]*\)[ ,]*(?=\n|\Z)")
_HINT = '[0.5, 0.5] or {"a": 0.5, "b": 0.5} or [{"label": "a", "p": 0.5}, …]'


def is_structured(text: str) -> bool:
    """Whether a text is JSON or a printed array, by its beginning, or records one below another."""
    start = text.lstrip()[:1]
    if (start and start in "[{") or _TUPLE.match(text):
        return True
    return (_ARRAY.match(text) is not None and literal(text) is not None) or records_below(text) is not None


def data_of(text: str) -> Any:
    """Lists and mappings of texts; every number is its text, null is an empty one."""
    first, _, rest = text.strip().partition("\n")
    rows = [(row, line) for row, line in enumerate(text.rstrip().splitlines(), 1) if line.strip()]
    if rest.strip() and _TUPLE.fullmatch(first):
        return [literal(line.strip().rstrip(" ,")) or json_of(line, row) for row, line in rows]
    below = records_below(text)
    if below is not None:
        return below
    if rest.strip() and _is_json(first):
        return _merged([json_of(line, row) for row, line in rows])
    try:
        return _unwrapped(json_of(text))
    except TableError as problem:
        if "twice" in problem.message:
            raise
        found = literal(text)
        if found is None:
            raise
        return found


def _merged(data: list[Any]) -> Any:
    """Objects of one entry each, all of them different, as one object."""
    single = len(data) > 1 and all(isinstance(x, dict) and len(x) == 1 for x in data)
    names = [name for x in data for name in x] if single else []
    return {k: v for x in data for k, v in x.items()} if names and len(set(names)) == len(names) else data


def _unwrapped(data: Any) -> Any:
    """What stands within objects of one entry, and what pandas writes as "split" and "table"."""
    while isinstance(data, dict):
        if {"columns", "data"} <= data.keys() <= {"columns", "data", "index", "index_names", "column_names"}:
            return _of_split(data)
        rest = {name: value for name, value in data.items() if name != "schema"}
        inner = next(iter(rest.values()), None)
        nested = isinstance(inner, list) and bool(inner) and isinstance(inner[0], dict)
        if len(rest) != 1 or not (
            nested or (isinstance(inner, dict) and not any(map(_is_cell, inner.values())))
        ):
            break
        data = inner
    return data


def _of_split(data: Mapping[str, Any]) -> Any:
    """{"columns": […], "index": […], "data": [[…], …]}: an index of texts names the rows."""
    rows, columns, index = data["data"], data["columns"], data.get("index")
    if not all(isinstance(row, list) and len(row) == len(columns) for row in rows):
        raise TableError("the rows of data have not as many cells as there are columns")
    if not isinstance(index, list) or index == [str(i) for i in range(len(rows))]:
        return [dict(zip(columns, row, strict=True)) for row in rows]
    return [{"": name, **dict(zip(columns, row, strict=True))} for name, row in zip(index, rows, strict=True)]


def _is_json(line: str) -> bool:
    """Whether a line is a whole object or list, so that a text of several is JSON lines."""
    try:
        json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        return False
    return True


def columns_of(data: Any) -> Columns:
    """The records of what was read."""
    if isinstance(data, dict) and data:
        return _of_mapping(data)
    if isinstance(data, list) and data:
        if all(_is_cell(cell) for cell in data):
            return Columns([(i, [_cell(cell)]) for i, cell in enumerate(data, 1)], False)
        if all(isinstance(row, dict) and row for row in data):
            return _of_records(data)
        if all(isinstance(row, list) and all(map(_is_cell, row)) for row in data):
            data = _upright(data)
            return Columns([(i, list(map(_cell, row))) for i, row in enumerate(data, 1)], False)
    raise TableError("the JSON must be a list or an object of numbers, or records", hint=_HINT)


def _upright(data: list[list[str]]) -> list[list[str]]:
    """One row of numbers as a column; a list of names and one of their numbers (numpy.unique) as rows."""
    if len(data) == 1:
        return [[cell] for cell in data[0]]
    apart = len(data) == 2 and len(data[0]) == len(data[1]) > 0
    texts = apart and all(cell.strip("+-. ")[:1].isalpha() for cell in data[0])
    numbers = apart and all(cell.strip("+-. ")[:1].isdigit() for cell in data[1])
    return [list(row) for row in zip(*data, strict=True)] if texts and numbers else data


def _is_cell(cell: Any) -> bool:
    return isinstance(cell, str)


def _cell(cell: Any) -> str:
    return str(cell).strip()


def _of_mapping(data: Mapping[str, Any]) -> Columns:
    values = list(data.values())
    if all(map(_is_cell, values)):
        return Columns([(i, [k, _cell(v)]) for i, (k, v) in enumerate(data.items(), 1)], False, True)
    if all(isinstance(v, list) and all(map(_is_cell, v)) for v in values):
        sizes = {len(v) for v in values}
        if len(sizes) > 1:
            raise TableError(f"the columns {', '.join(data)} have {', '.join(map(str, sorted(sizes)))} cells")
        rows = [list(map(_cell, row)) for row in zip(*values, strict=True)]
        return Columns([(0, list(data)), *enumerate(rows, 1)], True)
    if all(isinstance(v, dict) and all(map(_is_cell, v.values())) for v in values):
        return _of_columns(data)
    raise TableError("the JSON must be a list or an object of numbers, or records", hint=_HINT)


def _of_columns(data: Mapping[str, Mapping[str, str]]) -> Columns:
    """{"p": {"a": …}, "q": {"a": …}}: a column for each key, a row for each label."""
    labels = list(dict.fromkeys(label for column in data.values() for label in column))
    for name, column in data.items():
        absent = next((label for label in labels if label not in column), None)
        if absent is not None:
            raise TableError(f"column {name} has no {absent}", hint="write its number, 0 perhaps")
    rows = [[label, *(_cell(column[label]) for column in data.values())] for label in labels]
    return Columns([(0, ["", *data]), *enumerate(rows, 1)], True, True)


def _of_records(data: Sequence[Mapping[str, Any]]) -> Columns:
    check("table rows", len(data))
    names = list(data[0])
    rows: list[Record] = [(0, names)]
    for i, record in enumerate(data, 1):
        if record.keys() != data[0].keys():
            raise TableError(f"record {i} has {', '.join(record)}, the first has {', '.join(names)}")
        if not all(isinstance(cell, str) or cell is None for cell in record.values()):
            raise TableError(f"record {i}: texts and numbers are wanted", hint=_HINT)
        rows.append((i, ["" if record[name] is None else _cell(record[name]) for name in names]))
    refuse_twice(names, "column")
    return Columns(rows, True)
