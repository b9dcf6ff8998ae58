"""The rows with the largest terms of a sum, kept while a table goes by."""

from __future__ import annotations

import heapq

import numpy as np

from infocalc.information.streams.decimals import Floats
from infocalc.information.streams.table_blocks import Block, Single

#: the size of what is no term
_NONE = -1.0


class Largest:
    """At most `most` rows, by the size of their terms (−1: no term); of equal ones the earlier."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._heap: list[tuple[float, int, Single]] = []

    def add(self, block: Block, sizes: Floats) -> None:
        """Look at the rows of the columns of a block."""
        places = np.flatnonzero(sizes > self._floor())
        if len(places) > self.most:
            places = places[np.argpartition(sizes[places], -self.most)[-self.most :]]
        for i in places[np.argsort(-sizes[places], kind="stable")].tolist():
            if len(self._heap) == self.most and sizes[i] <= self._floor():
                return
            self.add_one(float(sizes[i]), block.single(i))

    def add_one(self, size: float, row: Single) -> None:
        """Look at one row."""
        keep = heapq.heappush if len(self._heap) < self.most else heapq.heappushpop
        keep(self._heap, (size, -row.line, row))

    def rows(self) -> list[Single]:
        """The rows, the largest term first."""
        return [row for _, _, row in sorted(self._heap, reverse=True)]

    def _floor(self) -> float:
        return self._heap[0][0] if len(self._heap) == self.most else _NONE
