"""The loops over whole tables: a part of each in every run, the rest in the run of `pytest -m whole`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def whole(*row: Any) -> Any:
    """A row of a loop, or a case, that takes seconds: only the run of whole tables has it."""
    return pytest.param(*row, marks=pytest.mark.whole)


def part_of(rows: Iterable[Any], every: int) -> list[Any]:
    """The first of each `every` rows for every run, the rest for that of whole tables.

    A tuple is a row of several values, a record one value.
    """
    return [
        row if i % every == 0 else whole(*row) if type(row) is tuple else whole(row)
        for i, row in enumerate(rows)
    ]
