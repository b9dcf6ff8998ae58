"""Margins in a table of a joint distribution: a row or a column that is the sum of the others."""

from __future__ import annotations

from collections.abc import Sequence

from flint import fmpq

from infocalc.errors import DistributionError
from infocalc.information.reading.joint_rows import (
    Cells,
)


def margins(found: Cells, values: list[fmpq]) -> tuple[str, ...]:
    """Warnings of a row or a column that is the sum of the others; two of each are too few to tell."""
    width = len(found.y)
    rows = [values[k : k + width] for k in range(0, len(values), width)]
    lines = (("row", found.x, rows), ("column", found.y, list(zip(*rows, strict=True))))
    totals = ((what, names, _total(found)) for what, names, found in lines)
    return tuple(is_margin(what, names[place]) for what, names, place in totals if place is not None)


def is_margin(what: str, name: str) -> str:
    """The warning of a row or a column that is the sum of the others."""
    return f"{what} {name} is the sum of the others, a margin: leave it out"


def _total(lines: Sequence[Sequence[fmpq]]) -> int | None:
    """The place of the line that is the sum of the others."""
    if len(lines) < 3 or len(lines[0]) < 2:
        return None
    whole = [sum(column, fmpq(0)) for column in zip(*lines, strict=True)]
    twice = [[2 * x for x in line] for line in lines]
    return next((i for i, line in enumerate(twice) if line == whole and any(line)), None)


def explained(problem: DistributionError, warnings: tuple[str, ...]) -> DistributionError:
    return type(problem)(problem.message, hint=warnings[0]) if warnings else problem
