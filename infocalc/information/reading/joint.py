"""Joint distributions of two variables: rows are X, columns are Y; from text, CSV or JSON."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from flint import fmpq

from infocalc.errors import DistributionError, TableError
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pmf import Labels, checked, row_error
from infocalc.information.pmf.rationals import OutOfRange, rational
from infocalc.information.reading.records import (
    Record,
    is_label,
    is_number,
    json_of,
    records,
    refuse_twice,
    text_of,
)
from infocalc.information.source import Source
from infocalc.limits import check

#: what a column of probabilities beside x and y is called
_P_NAMES = frozenset(("p", "prob", "probability", "count", "counts", "n", "weight", "frequency"))
_HINT = "for example infocalc mi '1/4 1/4; 0 1/2'"


class Joint(NamedTuple):
    """p(x, y): row i is x, column j is y; `cells` names the outcomes row by row."""

    p: tuple[tuple[fmpq, ...], ...]
    cells: Labels
    notes: tuple[str, ...]


class Cells(NamedTuple):
    """The entries as typed with the names of rows and columns, and the line each row came from."""

    x: Labels
    y: Labels
    texts: list[list[str]]
    lines: list[int]


def read_joint(source: Source, options: InformationOptions) -> Joint:
    """The joint distribution of an operand, checked like every distribution: non-negative, of sum 1."""
    found = _of_text(source.text or "", options) if source.stream is None else _of_stream(source, options)
    if options.samples:
        options = options._replace(counts=True)
    width = len(found.y)
    for line, row in zip(found.lines, found.texts, strict=True):
        if len(row) != width:
            entries = "entry" if len(row) == 1 else "entries"
            raise TableError(f"row {line} has {len(row)} {entries}, the first has {width}", hint=_HINT)
    cells = tuple(f"{x},{y}" for x in found.x for y in found.y)
    values = [
        _number(text, line, y)
        for line, row in zip(found.lines, found.texts, strict=True)
        for y, text in zip(found.y, row, strict=True)
    ]
    flat = [text for row in found.texts for text in row]
    pmf = checked(values, None, options, flat, [line for line in found.lines for _ in found.y])
    rows = tuple(pmf.p[k : k + width] for k in range(0, len(pmf.p), width))
    said = f"X has {len(found.x)} values (rows), Y has {width} (columns)"
    return Joint(rows, cells, (*pmf.notes, said))


def _number(text: str, line: int, column: str) -> fmpq:
    try:
        value = rational(text)
    except OutOfRange as problem:
        raise TableError(f"row {line}, column {column}: {problem}: {text[:40]}") from None
    if value is None:
        raise row_error(line, column, text)
    return value


def _of_text(text: str, options: InformationOptions) -> Cells:
    """`a b; c d` or `a, b; c, d`; of samples each row is one pair x, y."""
    rows = [row.strip() for row in text.strip().strip(";").replace("\n", ";").split(";") if row.strip()]
    if not rows:
        raise DistributionError("an empty joint distribution", hint=_HINT)
    texts = [[cell.strip() for cell in row.split(",")] if "," in row else row.split() for row in rows]
    if options.samples:
        return _of_pairs(list(enumerate(texts, 1)))
    return _unnamed(texts, list(range(1, len(rows) + 1)))


def _unnamed(texts: list[list[str]], lines: list[int]) -> Cells:
    x = tuple(str(i) for i in range(1, len(texts) + 1))
    return Cells(x, tuple(str(j) for j in range(1, len(texts[0]) + 1)), texts, lines)


def _of_stream(source: Source, options: InformationOptions) -> Cells:
    text = text_of(source)
    if text.lstrip()[:1] in ("[", "{"):
        data = json_of(text)
        return _of_pairs(_json_pairs(data)) if options.samples else _of_json(data)
    found = records(text, options)
    if options.samples:
        return _of_pairs(found[_names_pairs(found, options) :])
    return _of_rows(found, options)


def _names_pairs(found: list[Record], options: InformationOptions) -> bool:
    """Whether the first record is a header: names over columns of numbers."""
    numeric = len(found) > 1 and all(is_number(cell, options) for _, cells in found[1:] for cell in cells)
    return numeric and not options.no_header and not any(is_number(cell, options) for cell in found[0][1])


def _json_pairs(data: Any) -> list[Record]:
    if not isinstance(data, list) or not all(_is_pair(row) for row in data):
        raise TableError("the JSON must be a list of pairs", hint='[["a", "b"], ["a", "c"]]')
    return list(enumerate(data, 1))


def _is_pair(row: Any) -> bool:
    return isinstance(row, list) and len(row) == 2 and all(isinstance(cell, str) for cell in row)


def _of_pairs(found: list[Record]) -> Cells:
    """How often each pair x, y was observed; a pair that never was has the count 0."""
    tally: Counter[tuple[str, str]] = Counter()
    for line, cells in found:
        if len(cells) != 2:
            raise TableError(f"row {line} has {len(cells)} fields, a sample of X and Y has 2")
        if not all(cells):
            raise TableError(f"row {line}: an empty observation")
        tally[cells[0], cells[1]] += 1
    if not tally:
        raise TableError("the table has no rows")
    x, y = (tuple(dict.fromkeys(pair[i] for pair in tally)) for i in (0, 1))
    check("matrix", len(x) * len(y))
    return Cells(x, y, [[str(tally[a, b]) for b in y] for a in x], list(range(1, len(x) + 1)))


def _of_json(data: Any) -> Cells:
    """[[a, b], [c, d]], or {"x1": {"y1": a, "y2": b}, "x2": {…}}."""
    named = isinstance(data, dict)
    rows = list(data.values()) if named else data
    inner = isinstance(rows, list) and bool(rows) and all(isinstance(row, type(rows[0])) for row in rows)
    if not inner or not isinstance(rows[0], list | dict) or not rows[0]:
        raise TableError(
            "the JSON must be a list of rows or an object of objects", hint="[[0.25, 0.25], [0, 0.5]]"
        )
    y = tuple(rows[0]) if isinstance(rows[0], dict) else tuple(str(j + 1) for j in range(len(rows[0])))
    x = tuple(data) if named else tuple(str(i + 1) for i in range(len(rows)))
    texts = []
    for name, row in zip(x, rows, strict=True):
        if isinstance(row, dict) and row.keys() != set(y):
            raise TableError(f"row {name} has the columns {', '.join(row)}, the first has {', '.join(y)}")
        texts.append([row[column] for column in y] if isinstance(row, dict) else row)
    if not all(isinstance(cell, str) for row in texts for cell in row):
        raise TableError("the entries of the JSON must be numbers")
    return Cells(x, y, texts, list(range(1, len(x) + 1)))


def _of_rows(found: list[Record], options: InformationOptions) -> Cells:
    """A table with a column for each y, or one with the columns x, y, p."""
    if not found:
        raise TableError("the table has no rows")
    width = len(found[0][1])
    for line, cells in found:
        if len(cells) != width:
            raise TableError(f"row {line} has {len(cells)} fields, the first has {width}")
    head = found[0][1]
    header = not options.no_header and not any(is_number(cell, options) for cell in head[1:])
    header = header or (not options.no_header and width > 1 and head[0] == "")
    body = found[1:] if header else found
    if not body:
        raise TableError("the table has no rows")
    named_p = header and head[-1].lower() in _P_NAMES
    if width == 3 and (named_p or not any(is_number(cells[1], options) for _, cells in body)):
        return _long(body, options)
    named = any(not is_number(cells[0], options) for _, cells in body) or (header and is_label(head[0]))
    first = 1 if named and width > 1 else 0
    y = tuple(head[first:]) if header else tuple(str(j + 1) for j in range(width - first))
    x = tuple(cells[0] if first else str(i) for i, (_, cells) in enumerate(body, 1))
    for what, names in (("row", x), ("column", y)):
        refuse_twice(names, what)
    decimal = options.decimal == ","
    texts = [[c.replace(",", ".") if decimal else c for c in cells[first:]] for _, cells in body]
    return Cells(x, y, texts, [line for line, _ in body])


def _long(body: list[Record], options: InformationOptions) -> Cells:
    """Rows x, y, p, one for each pair."""
    x = tuple(dict.fromkeys(cells[0] for _, cells in body))
    y = tuple(dict.fromkeys(cells[1] for _, cells in body))
    check("matrix", len(x) * len(y))
    known: dict[tuple[str, str], str] = {}
    for line, (a, b, p) in body:
        if (a, b) in known:
            raise TableError(f"row {line}: the pair {a}, {b} appears twice")
        known[a, b] = p.replace(",", ".") if options.decimal == "," else p
    absent = next(((a, b) for a in x for b in y if (a, b) not in known), None)
    if absent is not None:
        raise TableError(
            f"the pair {absent[0]}, {absent[1]} has no row", hint="write its probability, 0 perhaps"
        )
    texts = [[known[a, b] for b in y] for a in x]
    return Cells(x, y, texts, [next(line for line, cells in body if cells[0] == a) for a in x])
