"""A column of numbers as doubles: its distinct values with their counts, edges of bins, rows in bins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from infocalc.information.pmf.rationals import OutOfRange, rational
from infocalc.information.streams.decimals import Floats, Integers, read_cells
from infocalc.information.streams.label_counts import Counted
from infocalc.information.streams.pieces import AFTER
from infocalc.tables.counts import Counts, Label, Pair, Question, bin_names, chosen_edges, of_labels

#: texts that are no finite number, without a sign
_WORDS = {"nan": float("nan"), "inf": float("inf"), "infinity": float("inf")}
#: a mantissa up to this and a power of ten up to that make the nearest double in one operation
_EXACT, _POWER = 2**53, 22


def doubles(counted: Counted) -> tuple[Floats, Integers]:
    """The values of a column of texts and how often each occurs; ValueError with a text that is no number."""
    keys = counted.keys
    values = np.zeros(keys.rows)
    plain = np.zeros(keys.rows, np.bool_)
    if keys.rows:
        width = max(keys.words) + 1
        zeros = np.zeros(keys.rows, np.uint64)
        block = np.stack([keys.words.get(k, zeros) for k in range(width)], axis=1).tobytes()
        start = np.arange(keys.rows, dtype=np.int64) * (8 * width)
        size = (np.frombuffer(block, np.uint8).reshape(-1, 8 * width) != 0).sum(axis=1)
        cells = read_cells(block + AFTER, start, start + size, False)
        exact = (cells.m <= _EXACT) & (cells.t <= 0) & (cells.t >= -_POWER)
        plain = exact if cells.plain is None else exact & cells.plain
        values[plain] = cells.m[plain] / 10.0 ** -cells.t[plain]
    rest = np.flatnonzero(~plain)
    values[rest] = [_double(text) for (text,) in counted.texts(rest)]
    long = [_double(text.decode()) for (text,) in counted.long]
    return np.concatenate((values, long)), counted.counts()


def _double(text: str) -> float:
    """A text as a double."""
    sign, word = (-1.0 if text[:1] == "-" else 1.0), text.lstrip("+-").lower()
    if word in _WORDS:
        return sign * _WORDS[word]
    try:
        found = rational(text)
    except OutOfRange:
        found = None
    if found is None:
        raise ValueError(text)
    try:
        return int(found.p) / int(found.q)
    except OverflowError:
        raise ValueError(text) from None


def edges_of(values: Floats, counts: Integers, bins: int) -> tuple[float, ...]:
    """The least values with at least k/bins of the finite rows up to them, k = 1 … bins − 1."""
    finite = np.isfinite(values)
    order = np.argsort(values[finite])
    v, c = values[finite][order], counts[finite][order]
    below = np.cumsum(c)
    if not len(v):
        return ()
    n = int(below[-1])
    least = []
    for k in range(1, bins):
        place = int(np.searchsorted(below, -(-k * n // bins)))
        least.append((k, float(v[place])))
    return chosen_edges(least, bins)


def binned(values: Floats, counts: Integers, edges: Sequence[float]) -> Iterator[tuple[str, int]]:
    """How many rows each bin has, and how many are NaN; bins without rows are left out."""
    nan = np.isnan(values)
    where = np.searchsorted(np.array(edges, np.float64), values[~nan], side="left")
    names = bin_names(edges)
    for k in np.unique(where).tolist():
        yield names[k], int(counts[~nan][where == k].sum())
    if nan.any():
        yield "NaN", int(counts[nan].sum())


def in_bins(question: Question, columns: Sequence[tuple[Floats, Integers]], missing: Pair) -> Counts:
    """The rows of each table in the bins of the last one, or in those asked for."""
    edges = question.edges or edges_of(*columns[-1], question.bins)
    found: dict[str | None, list[int]] = {}
    for i, (values, counts) in enumerate(columns):
        for name, count in binned(values, counts, edges):
            found.setdefault(name, [0, 0])[i] += count
    if any(missing) and question.nulls:
        found[None] = list(missing)
    return of_labels([Label((name,), *pair) for name, pair in found.items()], missing, edges)


def of_tally(tally: Mapping[tuple[str | None, ...], int]) -> tuple[Floats, Integers]:
    """A column of texts and how often each occurs as doubles; ValueError with a text that is no number."""
    values = [_double(text) for (text,) in tally if text is not None]
    return np.array(values), np.array([n for (text,), n in tally.items() if text is not None], np.int64)
