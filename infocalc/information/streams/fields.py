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


def fields_of(buffer: Bytes, width: int, delimiter: str, *, quoted: bool) -> list[Fields] | None:
    """The cells column by column; None when the rows are not all of this width.

    `quoted`: what stands within quotes ends no cell.
    """
    lines, marks = buffer == _LINE_END, buffer == ord(delimiter)
    if quoted:
        inside = np.bitwise_xor.accumulate((buffer == _QUOTE).view(np.uint8)).view(np.bool_)
        if inside[-1]:
            return None
        lines &= ~inside
        marks &= ~inside
    marks |= lines
    places = np.flatnonzero(marks)
    # every cell that is the last of a row ends a line, and there are no more lines than rows
    if len(places) != width * np.count_nonzero(lines) or not lines[places[width - 1 :: width]].all():
        return None
    ends = [np.ascontiguousarray(column) for column in places.reshape(-1, width).T]
    first = np.empty_like(ends[0])
    first[0], first[1:] = 0, ends[-1][:-1] + 1
    return [Fields(a, b) for a, b in zip([first, *(end + 1 for end in ends[:-1])], ends, strict=True)]


def without_returns(fields: list[Fields], buffer: Bytes, count: int) -> list[Fields] | None:
    """The carriage return taken off the ends of rows; None when there are others."""
    start, end = fields[-1]
    here = (end > start) & (buffer[np.maximum(end - 1, 0)] == _RETURN)
    return [*fields[:-1], Fields(start, end - here)] if int(here.sum()) == count else None


def without_quotes(fields: list[Fields], buffer: Bytes, count: int) -> list[Fields] | None:
    """The quotes taken off the cells that stand in them; None when there are others."""
    found = []
    for start, end in fields:
        quoted = (end - start >= 2) & (buffer[start] == _QUOTE) & (buffer[np.maximum(end - 1, 0)] == _QUOTE)
        count -= 2 * int(quoted.sum())
        found.append(Fields(start + quoted, end - quoted))
    return found if count == 0 else None
