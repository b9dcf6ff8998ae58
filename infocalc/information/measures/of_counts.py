"""Measures of raw rows: an engine counts them; few labels are a pmf like any other, many are a profile.

Both ways the answer is exact: the counts are whole numbers, and every digit of what they give is proved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from flint import fmpq

from infocalc.errors import LimitExceeded, TableError, UsageError
from infocalc.information import profile as profiles
from infocalc.information.answers.units import unit_of
from infocalc.information.answers.values import Value, row
from infocalc.information.counting.engines import Session, session
from infocalc.information.estimation.table import PAIRS, gives
from infocalc.information.measure import MEASURES, Measure
from infocalc.information.measures import finite as pmf_values
from infocalc.information.measures import of_estimates, of_pmfs, of_profiles, of_variables
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pmf import Pmf, counted
from infocalc.information.profile import PairProfile, Profile
from infocalc.information.reading.variables import Variables
from infocalc.information.reading.variables import named as named_columns
from infocalc.information.source import Source
from infocalc.limits import check
from infocalc.records import NamedTuple
from infocalc.report.report import Report, Row
from infocalc.tables.counts import Counts, Label, Question, named

#: labels that are held by name, and pairs of labels whose marginals are formed here
FEW, MOST_PAIRS = 100_000, 5_000_000

#: what answers for pmfs
Finite = Callable[[Sequence[Pmf]], Report]


class CountedQuestion(NamedTuple):
    """The question, the counts, the session that counted, what is said about missing values."""

    question: Question
    counts: Counts
    session: Session
    notes: tuple[str, ...]


def measured(
    measure: Measure, sources: Sequence[Source], options: InformationOptions, finite: Finite
) -> Report:
    """A measure of one table or of two, from raw rows; `finite` answers for pmfs of few labels."""
    asked = [name for name in (options.by, _column(options)) if name is not None]
    with session(sources, asked, options) as found:
        names = _names(found, len(sources), options)
        if options.by is not None:
            return _by_group(measure, sources, options, _ask(found, names, options, len(sources)))
        answer = _ask(found, names, options, len(sources))
        if answer.counts.labels <= FEW:
            report = finite(_pmfs(answer.counts, len(sources), options))
        else:
            report = of_profiles.measured(measure, answer.counts, options, len(sources))
        return _said(report, sources, answer)


def mi(source: Source, options: InformationOptions) -> Report:
    """I(X; Y) of two columns, then the entropies."""
    if options.by is not None:
        raise UsageError("--by gives one answer a group of one column", hint="leave it out of mi")
    asked = named_columns(options)
    with session([source], asked, options) as found:
        columns = _known(found, 0, asked or tuple(found.engine.columns(0)))
        if len(columns) > 2 and asked:
            return _of_many(source, options, _ask(found, columns, options, 1))
        if len(columns) != 2:
            raise TableError(
                f"{len(columns)} columns, a sample of X and Y has 2", hint="choose them: --columns x,y"
            )
        answer = _ask(found, columns, options, 1)
        labels = _all(answer.counts, MOST_PAIRS)
        if gives(options.estimator) == PAIRS:
            from infocalc.information.measures import of_points

            pairs = [(label.texts[0] or "", label.texts[1] or "", label.a) for label in labels]
            return _said(of_points.mi(pairs, options, [source]), [source], answer)
        report = (_of_table if _is_of_table(options) else _of_pairs)(labels, options)
        return _said(report, [source], answer)


# ── counting ──────────────────────────────────────────────────────────────────────────────────────


def _column(options: InformationOptions) -> str | None:
    if len(options.columns) > 1 or (options.columns and options.column is not None):
        raise UsageError("one column is wanted", hint="--column names it; drift compares many")
    return options.columns[0] if options.columns else options.column


def _names(found: Session, tables: int, options: InformationOptions) -> tuple[str, ...]:
    """The columns that make a label: the one asked for or the only one, after that of --by."""
    known, column = list(found.engine.columns(0)), _column(options)
    rest = [name for name in known if name != options.by]
    if column is None and len(rest) != 1:
        raise TableError(
            f"{len(rest)} columns, one of observations is wanted", hint="choose one with --column"
        )
    wanted = (column or rest[0],) if options.by is None else (options.by, column or rest[0])
    names = _known(found, 0, wanted)
    if tables > 1:
        kinds = [found.engine.columns(i).get(name) for i in range(2) for name in _known(found, i, names)]
        if kinds[0] != kinds[1]:
            raise TableError(
                f"column {names[-1]} is {kinds[0]} in the first table and {kinds[1]} in the second",
                hint="give both the same type",
            )
    return names


def _known(found: Session, i: int, wanted: Sequence[str]) -> tuple[str, ...]:
    """The names of columns of table i, which may be given by their numbers from 1."""
    from infocalc.information.counting.texts import place_in

    known = tuple(found.engine.columns(i))
    return tuple(known[place_in(known, name, f"table {i + 1}")] for name in wanted)


def _ask(found: Session, names: tuple[str, ...], options: InformationOptions, tables: int) -> CountedQuestion:
    question = Question(names, nulls=options.nulls != "drop")
    (counts,) = found.engine.count([question])
    notes = said_of_missing(question, counts, options.nulls or "refuse", tables)
    return CountedQuestion(question, counts, found, tuple(notes))


def said_of_missing(question: Question, counts: Counts, nulls: str, tables: int) -> list[str]:
    """What is said about rows without a value; TableError where they are refused."""
    notes = []
    for i, (missing, rows) in enumerate(zip(counts.missing, counts.rows, strict=True)):
        if not missing:
            continue
        whole = rows if question.nulls else rows + missing
        where = ("", "")[i] if tables == 1 else (" of the first table", " of the second table")[i]
        if nulls == "refuse":
            first = counts.empty()
            raise TableError(
                f"column {question.name}: {missing} of {whole} rows{where} are empty"
                + (f" (the first in {first})" if first else ""),
                hint="--nulls label counts them as an outcome, --nulls drop leaves them out",
            )
        if nulls == "drop":
            notes.append(f"{missing} of {whole} rows{where} dropped: {question.name} is empty (--nulls drop)")
        else:
            notes.append(f"{missing} of {whole} rows{where} are empty: the outcome NULL (--nulls label)")
    if counts.rows[0] == 0 or (tables > 1 and counts.rows[1] == 0):
        raise TableError("the table has no rows")
    return notes


def _all(counts: Counts, most: int) -> list[Label]:
    if counts.labels > most:
        raise LimitExceeded(f"{counts.labels:,} labels; the limit is {most:,}")
    return counts.find([(a, b) for a, b, _ in counts.groups], most)


# ── few labels ────────────────────────────────────────────────────────────────────────────────────


def _pmfs(counts: Counts, tables: int, options: InformationOptions) -> list[Pmf]:
    """A pmf for each table, of the labels that it has."""
    labels = _all(counts, FEW)
    names = named(labels)
    sides = [[(name, (x.a, x.b)[i]) for name, x in zip(names, labels, strict=True)] for i in range(tables)]
    return [counted(Counter({name: n for name, n in side if n}), options) for side in sides]


# ── answers ───────────────────────────────────────────────────────────────────────────────────────


def _said(report: Report, sources: Sequence[Source], answer: CountedQuestion) -> Report:
    """The report with what was counted, by which engine."""
    given = dict(zip(report.input or ("p", "q"), (s.name for s in sources), strict=False))
    notes = (*answer.notes, *report.notes, *answer.session.notes())
    rows = answer.counts.rows[: len(sources)]
    details = {
        "engine": answer.session.engine.name,
        "rows": rows[0] if len(rows) == 1 else list(rows),
        "labels": answer.counts.labels,
    }
    return report._replace(input=given, notes=tuple(dict.fromkeys(notes)), details=details)


def _by_group(
    measure: Measure, sources: Sequence[Source], options: InformationOptions, answer: CountedQuestion
) -> Report:
    """One answer a group, in the order of the groups' names."""
    groups: dict[str | None, Counter[tuple[int, int]]] = {}
    for label in _all(answer.counts, MOST_PAIRS):
        groups.setdefault(label.texts[0], Counter())[label.a, label.b] += 1
    names = sorted(groups, key=lambda name: (name is not None, name or ""))
    titles = named([Label((name,), 0, 0) for name in names])
    rows: list[Row] = []
    notes: list[str] = []
    unit = None
    for name, shown in zip(names, titles, strict=True):
        counts = answer.counts._replace(groups=tuple((a, b, m) for (a, b), m in sorted(groups[name].items())))
        if len(sources) > 1 and 0 in counts.rows:
            which = "first" if counts.rows[0] == 0 else "second"
            raise TableError(f"{options.by} {shown} has no rows in the {which} table")
        report = of_profiles.measured(measure, counts, options, len(sources))
        rows.append(report.rows[0]._replace(name=f"{report.rows[0].name} {shown}"))
        notes += [f"{shown}: {note}" for note in report.notes if note.startswith("infinite")]
        unit = report.unit
    found = Report(
        measure.name, {}, tuple(rows), unit=unit, notes=tuple(notes), answers=len(rows), judged=len(rows)
    )
    found = _said(found, sources, answer)
    return found._replace(notes=(*found.notes, f"{len(rows)} groups of {options.by}"))


def _of_many(source: Source, options: InformationOptions, answer: CountedQuestion) -> Report:
    """What more than two columns share."""
    n = answer.counts.rows[0]
    said = f"samples: {n} observations of {answer.counts.labels} different rows"
    labels = _all(answer.counts, FEW)
    p = {tuple("NULL" if x is None else f" {x}" for x in label.texts): fmpq(label.a, n) for label in labels}
    variables = Variables(answer.question.columns, p, (said,))
    return _said(of_variables.answered(variables, source, options), [source], answer)


def _of_pairs(labels: Sequence[Label], options: InformationOptions) -> Report:
    xs: Counter[str | None] = Counter()
    ys: Counter[str | None] = Counter()
    for label in labels:
        xs[label.texts[0]] += label.a
        ys[label.texts[1]] += label.a
    groups = Counter((xs[label.texts[0]], ys[label.texts[1]], label.a) for label in labels)
    joint = PairProfile(tuple((*abc, m) for abc, m in groups.items()))
    x, y = (profiles.gathered((c, 1) for c in side.values()) for side in (xs, ys))
    values = _information(joint, x, y)
    unit = unit_of(options)
    rows = tuple(row(name, value, unit, options.digits) for name, value in values)
    n = joint.rows
    shares = [
        (fmpq(label.a, n), fmpq(xs[label.texts[0]] * ys[label.texts[1]], n * n)) for label in labels[:FEW]
    ]
    weighed = pmf_values.weighed(MEASURES["kl"], *zip(*shares, strict=True))
    cells = Pmf(tuple(p for p, _ in shares), tuple(named(labels[:FEW])))
    said = (f"samples: {n} observations of {len(labels)} different pairs",)
    notes = (*said, f"X has {len(xs)} values, Y has {len(ys)}")
    return of_pmfs.report_of("mi", options, rows, notes, (Source(""),), (cells, weighed), unit.name)


def _is_of_table(options: InformationOptions) -> bool:
    """Whether pairs that were never seen count."""
    return of_estimates.is_asked(options) or options.test or options.with_interval


def _of_table(labels: Sequence[Label], options: InformationOptions) -> Report:
    """The same by an estimator, or a test, of the table of all pairs that there can be."""
    x, y = (list(dict.fromkeys(label.texts[i] for label in labels)) for i in (0, 1))
    check("matrix", len(x) * len(y))
    count = {label.texts: label.a for label in labels}
    table = [[fmpq(count.get((a, b), 0)) for b in y] for a in x]
    said = (f"X has {len(x)} values, Y has {len(y)}",)
    if options.test:
        from infocalc.information.measures import of_tests

        rows, what = of_tests.of_table(table, options)
        return of_pmfs.report_of("mi", options, rows, (*said, what), (Source(""),), (Pmf(()), ()), None)
    rows, notes = of_estimates.rows_of(table, options)
    rows, notes = of_pmfs.with_interval(table, rows, (*notes, *said), options)
    unit = unit_of(options).name
    return of_pmfs.report_of("mi", options, rows, notes, (Source(""),), (Pmf(()), ()), unit)


def _information(joint: PairProfile, x: Profile, y: Profile) -> list[tuple[str, Value]]:
    hx, hy, hxy = profiles.entropy(x), profiles.entropy(y), profiles.entropy(joint.pairs())
    return [
        ("I(X;Y)", profiles.mutual_information(joint)),
        ("H(X)", hx),
        ("H(Y)", hy),
        ("H(X,Y)", hxy),
        ("H(X|Y)", hxy.plus(hy.scaled(fmpq(-1)))),
        ("H(Y|X)", hxy.plus(hx.scaled(fmpq(-1)))),
    ]
