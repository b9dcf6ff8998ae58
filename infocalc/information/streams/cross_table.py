"""A large cross table of plain numbers as one array of whole numbers: rows are X, columns are Y.

The reader of single cells takes 30 µs for a cell of a table with a million; here all are read at once
(1000 × 1000 counts: 0.4 s in place of 20). What is not plain (quotes, comments, signs, another form than that
of CSV) is left to that reader, so that both read the same language and say the same errors.
"""

from __future__ import annotations

import numpy as np
from flint import fmpq
from numpy.typing import NDArray

from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pmf import Labels
from infocalc.information.reading.comments import has_comments
from infocalc.information.reading.forms import form_of
from infocalc.information.reading.header import EMPTY, SAMPLE, Header, decided
from infocalc.information.reading.joint import has_row_names
from infocalc.information.reading.records import check_line, refuse_twice
from infocalc.information.streams.decimals import Cells, read_cells
from infocalc.information.streams.fields import Fields, fields_of
from infocalc.information.streams.pieces import AFTER
from infocalc.records import NamedTuple

#: a mantissa brought to the least power of ten stays below this
_MOST = 2.0**62
_LOW_HALF = (1 << 32) - 1
#: a table of fewer columns may be a list of rows x, y, n, with their numbers in front
_LEAST_WIDTH = 5


class CrossTable(NamedTuple):
    """The entries row by row (row i is x, column j is y), names of rows and columns, what is said of them."""

    cells: Cells
    x: Labels
    y: Labels
    note: str

    @property
    def power(self) -> int:
        """The least power of ten of an entry."""
        return int(self.cells.t.min())

    def matrix(self) -> NDArray[np.int64] | None:
        """The entries as multiples of 10^power; None where they are too large for that."""
        factor = 10.0 ** (self.cells.t - self.power)
        if (self.cells.m * factor >= _MOST).any():
            return None
        return (self.cells.m * factor.astype(np.int64)).reshape(len(self.x), len(self.y))

    def sums(self, axis: int) -> list[int]:
        """Σ in multiples of 10^power along an axis: 0 for the sum of each column, 1 for that of each row."""
        total = np.zeros((len(self.x), len(self.y))[1 - axis], dtype=object)
        for power in np.unique(self.cells.t).tolist():
            m = np.where(self.cells.t == power, self.cells.m, 0).reshape(len(self.x), len(self.y))
            for part, shift in ((m & _LOW_HALF, 0), (m >> 32, 32)):
                total += part.sum(axis).astype(object) * (10 ** (power - self.power) << shift)
        return list(total)

    def line(self, i: int, axis: int) -> list[int]:
        """Row i (axis 0) or column i (axis 1) in multiples of 10^power."""
        places = np.arange(len(self.cells.m)).reshape(len(self.x), len(self.y)).take(i, axis)
        m, t = self.cells.m[places].tolist(), self.cells.t[places].tolist()
        return [a * 10 ** (b - self.power) for a, b in zip(m, t, strict=True)]

    def total(self) -> fmpq:
        """The sum of all entries."""
        return sum(self.sums(1)) * fmpq(10) ** self.power


def cross_table(text: str, options: InformationOptions) -> CrossTable | None:
    """The table that the text is; None where it has to be read cell by cell."""
    check_line(text)
    form = form_of(text, options, pairs=True)
    plain = form.cells is None and not form.counted and form.delimiter.isascii()
    width = text.split("\n", 1)[0].count(form.delimiter) + 1
    if not plain or width < _LEAST_WIDTH or '"' in text or has_comments(text):
        return None
    raw = text.replace("\r\n", "\n").rstrip("\n").encode() + b"\n"
    block = raw + AFTER
    buffer = np.frombuffer(block, np.uint8)
    fields = fields_of(buffer[: len(raw)], width, form.delimiter, quoted=False)
    if fields is None or b"\r" in raw or len(fields[0].start) < 2:
        return None
    header = decided(_texts(raw, fields, slice(0, SAMPLE)), options, form.named)
    return _numbers(block, [Fields(a[header.rows :], b[header.rows :]) for a, b in fields], header, options)


def _texts(block: bytes, fields: list[Fields], rows: slice) -> list[list[str]]:
    """The cells of these rows as texts."""
    columns = [
        [block[a:b].decode().strip() for a, b in zip(start[rows].tolist(), end[rows].tolist(), strict=True)]
        for start, end in fields
    ]
    return [list(row) for row in zip(*columns, strict=True)]


def _numbers(
    block: bytes, fields: list[Fields], header: Header, options: InformationOptions
) -> CrossTable | None:
    """The entries beside the names of the rows, where there are any."""
    first = _texts(block, fields[:1], slice(None))
    named = int(has_row_names(list(enumerate(first, 1)), header, options))
    x = tuple(cells[0] or EMPTY for cells in first) if named else _places(len(first))
    y = tuple(header.names[named:]) if header.names is not None else _places(len(fields) - named)
    for what, labels in (("row", x), ("column", y)):
        refuse_twice(labels, what)
    start, end = (np.stack(places, axis=1) for places in zip(*fields[named:], strict=True))
    found = read_cells(block, start.ravel(), end.ravel(), options.decimal == ",")
    return None if found.plain is not None else CrossTable(found, x, y, header.note)


def _places(n: int) -> Labels:
    return tuple(map(str, range(1, n + 1)))
