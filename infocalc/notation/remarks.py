"""What the reader of a formula should be told."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Remarks:
    """`warnings` name another honest reading, `notes` do not."""

    warnings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
