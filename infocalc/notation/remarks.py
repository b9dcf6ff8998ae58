"""What the reader of a formula should be told."""

from __future__ import annotations


class Remarks:
    """`warnings` name another honest reading, `notes` do not."""

    __slots__ = ("notes", "warnings")

    def __init__(self) -> None:
        self.warnings: list[str] = []
        self.notes: list[str] = []
