"""One derivative at many points: blocks of rows through float64 arrays, row by row only where that fails.

A block is the bytes of whole lines. It is checked before it is read: only digits, signs, points,
exponents and the delimiter may occur, and the number of values must be rows times columns; a block that
fails is read line by line, so that the bad row can be named and nothing is dropped silently.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from infocalc.algebra.arrays import over_arrays
from infocalc.expr.expr import Expr

_PLAIN = re.compile(rb"[0-9+\-.eE,\n]*\Z")
_EMPTY_CELL = re.compile(rb"(?:^|,)\s*(?:,|$)", re.MULTILINE)


def columns_of(block: bytes, names: Sequence[str], delimiter: bytes) -> dict[str, Any] | None:
    """The columns of a block of whole lines; None when it is not all plain numbers in full rows."""
    import numpy as np

    flat = block.replace(b"\r", b"").replace(b" ", b"")
    if delimiter != b",":
        flat = flat.replace(delimiter, b",")
    if not _PLAIN.match(flat) or _EMPTY_CELL.search(flat.rstrip(b"\n")):
        return None
    lines = flat.rstrip(b"\n").split(b"\n")
    wanted = len(names) - 1
    if any(line.count(b",") != wanted for line in lines):
        return None
    try:
        table = np.loadtxt(lines, delimiter=",", dtype=np.float64, ndmin=2, comments=None)
    except ValueError:
        return None
    if table.shape != (len(lines), len(names)) or not np.isfinite(table).all():
        return None
    return {name: table[:, i] for i, name in enumerate(names)}


def swept(entries: Sequence[Expr], columns: dict[str, Any]) -> tuple[Any, Any]:
    """(rows × entries as float64, indices of the rows in which some entry has no finite value)."""
    import numpy as np

    table = np.column_stack(over_arrays(entries, columns))
    return table, np.flatnonzero(~np.isfinite(table).all(axis=1))


def written(table: Any, delimiter: str) -> list[str]:
    """Each row as text, every number as the shortest decimal that reads back to the same double."""
    return [delimiter.join(map(repr, row)) for row in table.tolist()]
