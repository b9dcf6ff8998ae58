"""Values that are distributions: lists, mappings, arrays, Series and tables as records; laws as families.

Labels are the keys of a mapping and the index of a Series (0, 1, 2 … that pandas made itself is none).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import isnan
from typing import Any

from infocalc.api.laws import family_of, is_law
from infocalc.api.values import Reading, cells, is_number, is_symbolic, numbers_of
from infocalc.errors import DistributionError
from infocalc.information.pmf.rationals import rational
from infocalc.information.source import Columns, Source
from infocalc.limits import check

#: characters of a value in a message and in the echo of the input
_SHOWN = 60


def source_of(value: Any, name: str, reading: Reading, samples: bool = False) -> Source:
    """The operand that a value is: a text, a law, a table, or a pmf."""
    if isinstance(value, str):
        return Source(value, name=name)
    if is_law(value):
        return Source(family_of(value, reading), name=name)
    if is_table(value):
        return _of_table(value, reading)
    labels, entries = _labelled(value)
    check("table rows", len(entries))
    if samples:
        return _source([[_label(entry)] for entry in entries], None)
    texts = numbers_of(value, reading) or [_entry(entry, i, reading) for i, entry in enumerate(entries, 1)]
    if not texts:
        raise DistributionError("an empty distribution", hint="for example [0.5, 0.5]")
    if any(isinstance(entry, str) or is_symbolic(entry) for entry in entries) and not _are_numbers(texts):
        return Source(_typed(labels, texts), name=name)
    columns = [texts] if labels is None else [labels, texts]
    return _source(_rows(columns), None, labels is not None)


def joint_of(value: Any, reading: Reading, options: Mapping[str, Any]) -> Source:
    """The operand of mi: a matrix, a mapping of mappings, a cross table, or rows x, y and perhaps n."""
    if isinstance(value, str):
        return Source(value, name="joint")
    if is_table(value):
        return _cross_or_rows(value, reading, options)
    if isinstance(value, Mapping):
        rows = {_label(x): dict(row) for x, row in value.items()}
        columns = list(next(iter(rows.values()), {}))
        other = next((x for x, row in rows.items() if row.keys() != set(columns)), None)
        if other is not None:
            raise DistributionError(f"row {other} has other columns than the first")
        lines = [[x, *(_entry(row[y], 1, reading) for y in columns)] for x, row in rows.items()]
        return _source(lines, ["", *map(_label, columns)], True)
    if _index_of(value) is not None and getattr(value.index, "nlevels", 1) == 2:
        pairs = [list(map(_label, pair)) for pair in value.index]
        numbers = [_entry(entry, i, reading) for i, entry in enumerate(cells(value), 1)]
        return _source([[*pair, n] for pair, n in zip(pairs, numbers, strict=True)], ["x", "y", "n"])
    rows_of = [cells(row) for row in cells(value)]
    if options.get("samples"):
        return _source([[_label(cell) for cell in row] for row in rows_of], None)
    return _source([[_entry(c, i, reading) for c in row] for i, row in enumerate(rows_of, 1)], None)


def tallied(source: Source, names: Sequence[str]) -> Source:
    """How often each outcome of these columns stands in the rows of a table."""
    if source.data is None or not source.data.named:
        raise DistributionError(
            "columns that are named are wanted", hint="a table or a mapping of lists has them"
        )
    (_, head), *body = source.data.records
    absent = next((name for name in names if name not in head), None)
    if absent is not None:
        raise DistributionError(f"there is no column {absent}", hint=f"there are {', '.join(head)}")
    places = [head.index(name) for name in names]
    tally = Counter(tuple(cells[i] for i in places) for _, cells in body)
    return _source([[*outcome, str(n)] for outcome, n in tally.items()], [*names, "n"])


def is_table(value: Any) -> bool:
    """Whether a value has named columns: a DataFrame of pandas or Polars, a mapping of lists."""
    if isinstance(value, Mapping):
        return bool(value) and all(_is_column(column) for column in value.values())
    return hasattr(value, "columns") and hasattr(value, "__getitem__")


def _is_column(value: Any) -> bool:
    return not isinstance(value, str | Mapping) and not is_number(value) and hasattr(value, "__len__")


def _of_table(value: Any, reading: Reading) -> Source:
    """The columns below their names, beside the labels of the index."""
    names, columns = _columns(value)
    labels = _index_of(value)
    texts = [[_cell(entry, reading) for entry in column] for column in columns]
    if labels is None:
        return _source(_rows(texts), names)
    return _source(_rows([labels, *texts]), ["", *names], True)


def _cross_or_rows(value: Any, reading: Reading, options: Mapping[str, Any]) -> Source:
    """A table of numbers is a cross table; one with other columns, or whose columns are named, has rows."""
    names, columns = _columns(value)
    texts = [[_cell(entry, reading) for entry in column] for column in columns]
    long = any(options.get(name) for name in ("samples", "x", "columns", "given"))
    if long or not all(_are_numbers(column) for column in texts):
        return _source(_rows(texts), names)
    labels = _index_of(value) or [str(i) for i in range(1, len(texts[0]) + 1)]
    return _source(_rows([labels, *texts]), ["", *names], True)


def _columns(value: Any) -> tuple[list[str], list[list[Any]]]:
    keys = list(value) if isinstance(value, Mapping) else list(value.columns)
    columns = [cells(value[key]) for key in keys]
    if not columns or len({len(column) for column in columns}) > 1:
        raise DistributionError("a table has columns of one length")
    check("table rows", len(columns[0]))
    return [_label(key) for key in keys], columns


def _rows(columns: Sequence[Sequence[str]]) -> list[list[str]]:
    return [list(row) for row in zip(*columns, strict=True)]


def _labelled(value: Any) -> tuple[list[str] | None, list[Any]]:
    """The labels, None where there are none, and the entries."""
    if isinstance(value, Mapping):
        return [_label(key) for key in value], list(value.values())
    if not isinstance(value, Sequence) and not hasattr(value, "__array__") and isinstance(value, Iterable):
        return None, cells(value)  # Counter.values()
    found = cells(value)
    if getattr(value, "ndim", 1) != 1:
        raise DistributionError(f"an array of {value.ndim} dimensions; a distribution has one")
    return _index_of(value), found


def _index_of(value: Any) -> list[str] | None:
    """The labels of a Series or a table of pandas; None for 0, 1, 2 … that nobody chose."""
    index = getattr(value, "index", None)
    if index is None or callable(index) or type(index).__name__ == "RangeIndex":
        return None
    return [_label(key) for key in index]


def _label(key: Any) -> str:
    if key is None or type(key).__name__ in ("NAType", "NaTType") or (is_number(key) and isnan(key)):
        raise DistributionError("a missing label", hint="leave it out, or give it a name")
    return ", ".join(map(str, key)) if isinstance(key, tuple) else str(key).strip()


def _entry(entry: Any, place: int, reading: Reading) -> str:
    """The number of an entry; missing is no number."""
    if isinstance(entry, str):
        return entry.strip()
    if entry is None or type(entry).__name__ == "NAType":
        raise DistributionError(f"entry {place} is missing", hint="leave it out or write its number")
    return reading.number(entry)


def _cell(entry: Any, reading: Reading) -> str:
    """A cell of a table, which may hold labels too."""
    return reading.number(entry) if is_number(entry) else _label(entry)


def _are_numbers(texts: Sequence[str]) -> bool:
    return all(rational(text) is not None for text in texts)


def _typed(labels: list[str] | None, texts: list[str]) -> str:
    """Probabilities with symbols, as they are typed: p, 1 - p."""
    if labels is None:
        return ", ".join(texts)
    wrong = next((label for label in labels if set(label) & set(",:;()[]{}") or not label), None)
    if wrong is not None:
        raise DistributionError(f"the label {wrong!r} cannot stand beside probabilities with symbols")
    return ", ".join(f"{label}:{text}" for label, text in zip(labels, texts, strict=True))


def _source(rows: list[list[str]], names: list[str] | None, labelled: bool = False) -> Source:
    if not rows:
        raise DistributionError("an empty distribution", hint="for example [0.5, 0.5]")
    records = list(enumerate(rows, 1))
    shown = ", ".join(": ".join(row) for row in rows[:_SHOWN])
    name = f"[{shown}]" if len(shown) < _SHOWN else f"[{shown[:_SHOWN]}…]"
    data = Columns([(0, names), *records] if names is not None else records, names is not None, labelled)
    return Source(name=name, data=data)
