"""Where the cells of a block of bytes begin and end, column by column."""

from __future__ import annotations

import numpy as np

from infocalc.information.streams.decimals import Bytes, Integers
from infocalc.records import NamedTuple

_LINE_END, _QUOTE, _RETURN = 10, 34, 13


class Fields(NamedTuple):
    """Where the cells of one column begin and end."""

    start: Integers
    end: Integers


def fields_of(buffer: Bytes, width: int, delimiter: str) -> list[Fields] | None:
    """The cells column by column; None when the rows are not all of this width."""
    mask = buffer == _LINE_END
    if width > 1:
        mask |= buffer == ord(delimiter)
    places = np.flatnonzero(mask)
    if len(places) % width:
        return None
    kinds = (buffer[places] == _LINE_END).reshape(-1, width)
    if width > 1 and (not kinds[:, -1].all() or kinds[:, :-1].any()):
        return None
    ends = [np.ascontiguousarray(column) for column in places.reshape(-1, width).T]
    first = np.empty_like(ends[0])
    first[0], first[1:] = 0, ends[-1][:-1] + 1
    starts = [first, *(end + 1 for end in ends[:-1])]
    return [Fields(start, end) for start, end in zip(starts, ends, strict=True)]


def without_returns(fields: list[Fields], buffer: Bytes, count: int) -> list[Fields] | None:
    """The carriage return taken off the end of every row; None when there are others."""
    start, end = fields[-1]
    here = (end > start) & (buffer[np.maximum(end - 1, 0)] == _RETURN)
    return [*fields[:-1], Fields(start, end - 1)] if here.all() and count == len(end) else None


def without_quotes(fields: list[Fields], buffer: Bytes, count: int) -> list[Fields] | None:
    """The quotes taken off columns that are quoted from top to bottom; None when there are others."""
    found = []
    for start, end in fields:
        quoted = (end - start >= 2) & (buffer[start] == _QUOTE) & (buffer[np.maximum(end - 1, 0)] == _QUOTE)
        if quoted.all():
            count -= 2 * len(start)
            found.append(Fields(start + 1, end - 1))
        else:
            found.append(Fields(start, end))
    return found if count == 0 else None
