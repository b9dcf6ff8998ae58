"""What was counted elsewhere: label,today,baseline, or the profiles that --print-sql asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from infocalc.drift.options import DriftOptions
from infocalc.errors import DistributionError, TableError
from infocalc.information.pmf.pmf import Pmf
from infocalc.information.reading import tables
from infocalc.information.reading.beginning import peeked
from infocalc.information.reading.records import records, text_of
from infocalc.information.source import Source
from infocalc.tables.counts import Counts, Label, of_labels

#: the columns of a profile: today's and the baseline's count of so many labels
_PROFILE = ("a", "b", "labels")


def of_counts(source: Source, options: DriftOptions) -> tuple[dict[str, Counts], Pmf]:
    """The counts of a table label,today,baseline and the pmf of today; the column is called label."""
    reading = options.reading._replace(counts=True)
    p, q = tables.read_pair(peeked(source), reading)
    if p.labels is None or p.counts is None or q.counts is None:
        raise TableError(f"{source.name}: labels are wanted beside the counts: label,today,baseline")
    labels = [Label((name,), int(a), int(b)) for name, a, b in zip(p.labels, p.counts, q.counts, strict=True)]
    return {"label": of_labels(labels, (0, 0), None)}, p


def of_profile(source: Source, options: DriftOptions) -> dict[str, Counts]:
    """The profiles of columns, as rows column,a,b,labels or a,b,labels below these names."""
    found = records(text_of(peeked(source)), options.reading).records
    if not found:
        raise TableError(f"{source.name}: the table has no rows")
    names = [cell.strip().lower() for cell in found[0][1]]
    if any(name not in names for name in _PROFILE):
        raise TableError(
            f"{source.name}: a profile has the columns a, b, labels",
            hint="infocalc drift --print-sql DIALECT prints the statements that give them",
        )
    groups: dict[str, Counter[tuple[int, int]]] = {}
    for line, cells in found[1:]:
        if len(cells) != len(names):
            raise TableError(f"row {line} has {len(cells)} fields, the header has {len(names)}", line=line)
        row = dict(zip(names, cells, strict=True))
        a, b, m = (_whole(row[name], line, name) for name in _PROFILE)
        groups.setdefault(row.get("column", "column"), Counter())[a, b] += m
    return {name: _of_groups(name, pairs) for name, pairs in groups.items()}


def _whole(text: str, line: int, name: str) -> int:
    plain = text.removesuffix(".0")
    if not (plain.isascii() and plain.isdigit() and len(plain) < 20):
        raise TableError(f"row {line}, column {name}: a whole number is wanted, not '{text[:40]}'", line=line)
    return int(plain)


def _of_groups(name: str, pairs: Counter[tuple[int, int]]) -> Counts:
    groups = tuple(sorted((a, b, m) for (a, b), m in pairs.items() if (a or b) and m))
    if not any(a for a, *_ in groups) or not any(b for _, b, _ in groups):
        raise DistributionError(f"column {name}: a table without rows")
    return Counts(groups, (0, 0), lambda wanted, most: list(_unnamed(groups, wanted, most)))


def _unnamed(groups: tuple[tuple[int, int, int], ...], wanted: object, most: int) -> Iterator[Label]:
    """Labels of which only the counts are known."""
    assert isinstance(wanted, list | tuple)
    chosen = sorted((g for g in groups if (g[0], g[1]) in set(wanted)), key=lambda g: -g[0] - g[1])
    for a, b, m in chosen[:most]:
        said = "1 label" if m == 1 else f"{m} labels"
        yield Label((f"{said} with {a} and {b} rows",), a, b)
