"""The statement by which a database counts what drift needs: its columns are those of --profile."""

from __future__ import annotations

from infocalc.drift.options import DriftOptions
from infocalc.errors import UsageError
from infocalc.tables import statements
from infocalc.tables.dialects import Dialect, dialect


def statement(name: str, today: str, baseline: str, options: DriftOptions) -> str:
    """The counts of all columns as rows column, a, b, labels."""
    d = dialect(name)
    columns = [(column, False) for column in options.columns] + [(column, True) for column in options.numeric]
    if not columns:
        raise UsageError("--print-sql needs the columns", hint="--columns country,device")
    selects = [_select(column, numeric, (today, baseline), options, d) for column, numeric in columns]
    return "\nUNION ALL\n".join(selects) + "\n"


def _select(column: str, numeric: bool, tables: tuple[str, str], options: DriftOptions, d: Dialect) -> str:
    key = d.name(column)
    if numeric:
        key = statements.binned(f"CAST({key} AS {d.double})", _edges(column, options), d)
    where = f"{d.name(column)} IS NOT NULL" if options.nulls == "drop" else None
    sides = [
        f"({statements.counts(_table(table, d), [key], where)}) {side}"
        for table, side in zip(tables, "pq", strict=True)
    ]
    joint = f"({statements.both(sides[0], sides[1], ['x'], d)}) j"
    profile = statements.profile(joint)
    return profile.replace("SELECT a, b", f"SELECT {statements.text(column)} AS {d.name('column')}, a, b", 1)


def _table(name: str, d: Dialect) -> str:
    """A table by its path: schema.table."""
    return ".".join(map(d.name, name.split("."))) + " t"


def _edges(column: str, options: DriftOptions) -> tuple[float, ...]:
    from infocalc.drift.drift import edges_of

    found = edges_of(options)
    edges = found.get(column, found.get(""))
    if edges is None:
        raise UsageError(
            f"--print-sql counts {column} between edges that are given",
            hint=f"--edges {column}=0,10,100; drift on a sample of the baseline prints the deciles",
        )
    return edges
