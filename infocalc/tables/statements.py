"""The four statements that an engine runs: counts, both counts, their profile, the shares of a column.

All of it is SQL-92 but for the spellings of the dialect. A table or a query in brackets is `source`; a column
is called x, its counts c, the counts in two tables a and b.
"""

from __future__ import annotations

from collections.abc import Sequence

from infocalc.tables.counts import bin_names
from infocalc.tables.dialects import Dialect


def counts(source: str, keys: Sequence[str], where: str | None = None) -> str:
    """How often each value of the keys (x, or x0, x1, …) occurs."""
    names = key_names(len(keys))
    chosen = ", ".join(f"{key} AS {name}" for key, name in zip(keys, names, strict=True))
    kept = f" WHERE {where}" if where else ""
    inner = f"SELECT {chosen} FROM {source}{kept}"
    return f"SELECT {', '.join(names)}, COUNT(*) AS c FROM ({inner}) s GROUP BY {', '.join(names)}"


def key_names(columns: int) -> list[str]:
    """What the columns that make a label are called in a statement."""
    return ["x"] if columns == 1 else [f"x{k}" for k in range(columns)]


def both(first: str, second: str, names: Sequence[str], d: Dialect) -> str:
    """The counts of each value in two tables of counts; NULL is a value like others."""
    keys = ", ".join(names)
    sums = ", ".join(f"{d.whole.format(x=f'SUM({side})')} AS {side}" for side in "ab")
    union = (
        f"SELECT {keys}, c AS a, 0 AS b FROM {first} UNION ALL SELECT {keys}, 0 AS a, c AS b FROM {second}"
    )
    return f"SELECT {keys}, {sums} FROM ({union}) u GROUP BY {keys}"


def profile(source: str) -> str:
    """How many values have the counts a and b."""
    return f"SELECT a, b, COUNT(*) AS labels FROM {source} GROUP BY a, b"


def shares(source: str, bins: int, d: Dialect) -> str:
    """Pairs (t, v): v is the least finite value with at least t/bins of the finite values up to it.

    By running sums over the values in order, which an engine can spill.
    """
    running = f"SELECT x, c, SUM(c) OVER (ORDER BY x) AS below, SUM(c) OVER () AS n FROM {source}"
    finite = running + f" WHERE {is_finite('x', d)}"
    share = f"FLOOR(below * {bins} / n)"
    return f"SELECT {share} AS t, MIN(x) AS v FROM ({finite}) r GROUP BY {share}"


def is_finite(x: str, d: Dialect) -> str:
    largest = f"CAST('1.7976931348623157e308' AS {d.double})"
    return f"{x} IS NOT NULL AND NOT ({d.nan.format(x=x)}) AND {x} <= {largest} AND {x} >= -{largest}"


def binned(x: str, edges: Sequence[float], d: Dialect) -> str:
    """The bin of a value: NULL and NaN by themselves, infinities in the outer bins."""
    names = bin_names(edges)
    cases = "".join(
        f" WHEN {x} <= CAST('{edge!r}' AS {d.double}) THEN '{name}'"
        for edge, name in zip(edges, names, strict=False)
    )
    return (
        f"CASE WHEN {x} IS NULL THEN NULL WHEN {d.nan.format(x=x)} THEN 'NaN'{cases} ELSE '{names[-1]}' END"
    )


def text(value: str) -> str:
    """A text as a literal."""
    return "'" + value.replace("'", "''") + "'"
