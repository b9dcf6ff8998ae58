"""A table of probabilities or counts in a file that is no plain text: its rows are read as those of CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol, cast

from infocalc.errors import TableError, UsageError
from infocalc.information.counting.engines import session
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pmf import Pmf
from infocalc.information.reading.records import Record
from infocalc.information.reading.tables import check_columns, of_records, pmf_of
from infocalc.information.source import Source
from infocalc.limits import check


class Rows(Protocol):
    """An engine that hands over rows."""

    def rows(self, i: int, columns: Sequence[str]) -> Iterator[tuple[str | None, ...]]:
        """The rows of table i as texts."""
        ...


def read_pmfs(source: Source, options: InformationOptions, wanted: int) -> list[Pmf]:
    """The pmfs of a table of so many columns of numbers, perhaps beside labels.

    A double is the shortest decimal that is read as it.
    """
    if options.engine == "own":
        raise UsageError("--engine own reads text", hint="leave --engine out")
    asked = [name for name in (options.column, options.q_column, options.label_column) if name is not None]
    with session([source], asked, options) as found:
        kinds = found.engine.columns(0)
        records: list[Record] = []
        for line, row in enumerate(cast(Rows, found.engine).rows(0, list(kinds)), 1):
            check("table rows", line)
            records.append((line, [cell if cell is not None else "" for cell in row]))
        if not records:
            raise TableError(f"{source.name}: the table has no rows")
        table = of_records(records, list(kinds), options, wanted)
        notes = [
            f"{name} is DOUBLE: read as the shortest decimal"
            for name, kind in kinds.items()
            if kind == "float" and name in table.names
        ]
        notes += found.notes()
    check_columns(len(table.columns), wanted)
    pmfs = [pmf_of(table, k, options) for k in range(wanted)]
    return [pmf._replace(notes=(*pmf.notes, *notes)) for pmf in pmfs]
