"""Two tables, or what was counted of them elsewhere: which columns are compared, as what; the verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from infocalc.drift.column import Column, compared
from infocalc.drift.counted import of_counts, of_profile
from infocalc.drift.gates import Bound, check_columns, read_bounds
from infocalc.drift.options import DriftOptions
from infocalc.drift.report import report_of
from infocalc.errors import TableError, UsageError
from infocalc.information.counting.engines import Session, session
from infocalc.information.pmf.rationals import OutOfRange, rational
from infocalc.information.source import Source
from infocalc.records import NamedTuple
from infocalc.report.report import Report
from infocalc.tables.counts import Counts, Question

#: kinds of numbers; a column of floats is numeric unless it is named otherwise
_NUMBERS = ("integer", "float")


class Compared(NamedTuple):
    """A column to compare: its question, and what it is called in the answer."""

    question: Question
    kind: str

    @property
    def name(self) -> str:
        return self.question.name


def drift(today: Source, baseline: Source | None, options: DriftOptions) -> Report:
    """How far the columns of today are from those of the baseline."""
    bounds = read_bounds(options.gates)
    if options.counts or options.profile:
        if baseline is not None:
            raise UsageError("one table holds both counts: label,today,baseline", hint="give one operand")
        return _of_one(today, bounds, options)
    if baseline is None:
        raise UsageError(
            "the baseline is missing", hint="infocalc drift @today.csv @baseline.csv --columns c"
        )
    asked = [*options.columns, *options.numeric]
    with session([today, baseline], asked, options.reading) as found:
        questions = list(_questions(found, options))
        check_columns(bounds, [q.name for q in questions])
        counted = found.engine.count([q.question for q in questions])
        columns = [
            _column(q, counts, (today.name, baseline.name), bounds, options)
            for q, counts in zip(questions, counted, strict=True)
        ]
        notes = [*found.notes(), *_only_in_one(found, options)]
        return report_of(columns, (today.name, baseline.name), options, notes)


def _of_one(source: Source, bounds: Sequence[Bound], options: DriftOptions) -> Report:
    counted, read = (of_profile(source, options), None) if options.profile else of_counts(source, options)
    check_columns(bounds, list(counted))
    columns = [compared(name, "labels", counts, bounds) for name, counts in counted.items()]
    report = report_of(columns, (source.name, source.name), options, () if read is None else read.notes)
    return report if read is None else report._replace(warnings=(*read.warnings, *report.warnings))


# ── which columns ─────────────────────────────────────────────────────────────────────────────────


def _questions(found: Session, options: DriftOptions) -> Iterator[Compared]:
    known = [found.engine.columns(i) for i in range(2)]
    edges = edges_of(options)
    names = list(dict.fromkeys((*options.columns, *options.numeric)))
    if not names:
        names = [name for name in known[0] if name in known[1]]
    if not names:
        raise TableError("the two tables have no column in common")
    binned: set[str] = set()
    for name in names:
        kinds = [_kind(known[i], name, i) for i in range(2)]
        numeric = name in options.numeric or (name not in options.columns and "float" in kinds)
        numeric = numeric or (kinds[0] == "float" == kinds[1])
        _check_kinds(name, kinds, numeric)
        bins = edges.get(name, edges.get(""))
        binned |= {name, ""} if numeric else set()
        question = Question(
            (name,), numeric, options.bins, bins if numeric else None, options.nulls == "label"
        )
        yield Compared(question, "numbers" if numeric else "labels")
    for name in edges:
        if name and name not in names:
            raise UsageError(
                f"--edges: the column {name} is not compared", hint=f"columns: {', '.join(names)}"
            )
        if name not in binned:
            which = f"the column {name} is compared as labels" if name else "no column is compared as numbers"
            raise UsageError(f"--edges: {which}", hint=f"name it: --numeric {name or names[0]}")


def _kind(known: Mapping[str, str], name: str, i: int) -> str:
    if name not in known:
        which = ("today", "the baseline")[i]
        raise TableError(
            f"there is no column {name} in {which}", hint=f"there are {', '.join(list(known)[:30])}"
        )
    return known[name]


def _check_kinds(name: str, kinds: Sequence[str], numeric: bool) -> None:
    if numeric:
        wrong = next((kind for kind in kinds if kind not in (*_NUMBERS, "text")), None)
        if wrong is not None:
            raise TableError(f"column {name} holds {wrong}, no numbers")
        return
    if kinds[0] != kinds[1]:
        raise TableError(
            f"column {name} is {kinds[0]} in today and {kinds[1]} in the baseline",
            hint=f"give both the same type, or compare numbers: --numeric {name}",
        )


def edges_of(options: DriftOptions) -> dict[str, tuple[float, ...]]:
    """The edges by column; '' for all numeric columns."""
    found: dict[str, tuple[float, ...]] = {}
    for text in options.edges:
        name, _, numbers = (part.strip() for part in text.rpartition("="))
        values = [_edge(part.strip(), text) for part in numbers.split(",")]
        if values != sorted(set(values)):
            raise UsageError(f"--edges {text}: the edges must rise")
        if name in found:
            raise UsageError(f"--edges gives those of {name or 'all columns'} twice")
        found[name] = tuple(values)
    return found


def _edge(part: str, text: str) -> float:
    try:
        value = rational(part)
    except OutOfRange:
        value = None
    if value is None:
        raise UsageError(
            f"--edges {text}: a number is wanted, not '{part}'", hint="for example --edges 0,10,100"
        )
    return int(value.p) / int(value.q)


def _only_in_one(found: Session, options: DriftOptions) -> Iterator[str]:
    """Columns that one table lacks, where all were asked for."""
    if options.columns or options.numeric:
        return
    known = [found.engine.columns(i) for i in range(2)]
    for i, table in enumerate(("today", "the baseline")):
        alone = [name for name in known[i] if name not in known[1 - i]]
        if alone:
            yield f"only in {table}, not compared: {', '.join(alone[:10])}"


# ── one column ────────────────────────────────────────────────────────────────────────────────────


def _column(
    asked: Compared, counts: Counts, tables: tuple[str, str], bounds: Sequence[Bound], options: DriftOptions
) -> Column:
    for name, rows, missing in zip(tables, counts.rows, counts.missing, strict=True):
        if rows == 0 and not missing:
            raise TableError(f"{name}: the table has no rows")
        if rows == 0:
            raise TableError(
                f"{name}: column {asked.name} has no values", hint="--nulls label counts missing ones"
            )
    if options.nulls == "refuse" and any(counts.missing):
        i = 0 if counts.missing[0] else 1
        whole = counts.rows[i] + counts.missing[i]
        raise TableError(
            f"{tables[i]}: column {asked.name}: {counts.missing[i]} of {whole} rows are empty",
            hint="--nulls label counts them as an outcome, --nulls drop leaves them out",
        )
    return compared(asked.name, asked.kind, counts, bounds)
