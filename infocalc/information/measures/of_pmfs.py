"""Measures of finite numeric pmfs: exact rational arithmetic, from pmfs to a Report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flint import fmpq

from infocalc.errors import Undefined, UsageError
from infocalc.information.answers.terms import Weighed, table
from infocalc.information.answers.units import NATS, Unit, unit_of
from infocalc.information.answers.values import Below, InNats, Plain, Value, exponential, root_row, row
from infocalc.information.measure import MEASURES, Measure
from infocalc.information.measures import finite
from infocalc.information.options import InformationOptions
from infocalc.information.pmf import sums
from infocalc.information.pmf.logarithm_sums import Logs
from infocalc.information.pmf.pmf import Pmf
from infocalc.information.source import Source, names_of
from infocalc.report.report import Report, Row

#: the operands as they were given, for the echo in the Report
Sources = Sequence[Source | None]


def measured(measure: Measure, pmfs: Sequence[Pmf], options: InformationOptions, sources: Sources) -> Report:
    """The measure of one pmf or of two, with the rows that stand beside it."""
    if measure.operands == 1:
        return of_one(measure, pmfs[0], options, sources)
    return of_two(measure, pmfs[0], pmfs[1], options, sources)


def of_one(measure: Measure, pmf: Pmf, options: InformationOptions, sources: Sources) -> Report:
    """H(P), or the entropy of another order, the perplexity, the share of log n, the estimate asked for."""
    notes, counted = pmf.notes, pmf
    value: Value | None = None
    shannon = options.renyi is None and options.tsallis is None
    if pmf.counts is not None and options.counted:
        from infocalc.information.estimation.estimators import check_order, estimated

        found = estimated(pmf, options)
        value, notes = found.entropy, (*notes, found.note)
        pmf = found.pmf or pmf
        if value is not None:
            check_order(options)
    name, value = ("H(P)", value) if value is not None else _of_order(pmf, options)
    rows, unit = _entropy_rows(name, value, pmf, options)
    rows, notes = _with_interval(measure, (counted,), rows, notes, options)
    weighed = finite.weighed(measure, pmf.p) if shannon else ()
    if isinstance(value, int):
        notes = (*notes, f"infinite: outcome {pmf.name(value)} has probability 0 and the order is below 0")
    return report_of(measure.name, options, rows, notes, sources, (pmf, weighed), unit)


def _of_order(pmf: Pmf, options: InformationOptions) -> tuple[str, Value]:
    if options.renyi is not None and options.tsallis is not None:
        raise UsageError("--renyi and --tsallis are two different entropies", hint="choose one of them")
    if options.renyi is not None:
        from infocalc.information.measures import orders

        a = orders.order("renyi", options.renyi)
        return f"H_{_index(a)}(P)", orders.renyi_entropy(pmf.p, a)
    if options.tsallis is not None:
        from infocalc.information.measures import orders

        a = orders.order("tsallis", options.tsallis)
        if a is None:
            raise UsageError("--tsallis oo: the order must be finite")
        return f"S_{_index(a)}(P)", orders.tsallis_entropy(pmf.p, a)
    return "H(P)", sums.entropy(pmf.p)


def _index(a: fmpq | None) -> str:
    return "oo" if a is None else str(int(a.p)) if a.q == 1 else f"{int(a.p)}/{int(a.q)}"


def _entropy_rows(
    name: str, value: Value, pmf: Pmf, options: InformationOptions
) -> tuple[tuple[Row, ...], str | None]:
    """The rows and the unit, None for what has no unit of information."""
    unit = unit_of(options)
    if options.perplexity or options.share:
        return (_dimensionless(name, value, pmf, options),), None
    if isinstance(value, Plain) or (isinstance(value, int) and options.tsallis is not None):
        if unit.base is not None:
            raise UsageError("Tsallis entropy has no unit of information", hint="leave --unit and --base out")
        return (row(name, value, unit, options.digits),), None
    rows = [row(name, value, unit, options.digits)]
    if options.renyi is not None:
        rows.append(row("H(P)", sums.entropy(pmf.p), unit, options.digits))
    return tuple(rows), unit.name


def _dimensionless(name: str, value: Value, pmf: Pmf, options: InformationOptions) -> Row:
    """e^H, or H/log n."""
    if options.perplexity and options.share:
        raise UsageError("--perplexity and --share are two different numbers", hint="choose one of them")
    if options.tsallis is not None:
        raise UsageError("--tsallis has neither a perplexity nor a share of log n")
    if not isinstance(value, Logs | InNats):
        return row(f"exp({name})" if options.perplexity else name, value, Unit("nats"), options.digits)
    if options.perplexity:
        return row(f"exp({name})", exponential(value), Unit("nats"), options.digits)
    n = len(pmf.p)
    if n == 1:
        raise Undefined("H(P)/log(n) is 0/0 for a single outcome")
    return row(f"{name}/log({n})", value, Unit("share", fmpq(n)), options.digits)


def _with_interval(
    measure: Measure,
    pmfs: Sequence[Pmf],
    rows: tuple[Row, ...],
    notes: tuple[str, ...],
    options: InformationOptions,
) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """The rows and what is said of them, with the interval that is asked for."""
    if not options.with_interval:
        return rows, notes
    from infocalc.information.measures import of_intervals

    more, said = of_intervals.of_pmfs(measure, pmfs, rows[0], options)
    return (*rows, *more), (*notes, said)


def of_two(
    measure: Measure, first: Pmf, second: Pmf, options: InformationOptions, sources: Sources
) -> Report:
    """The measure of P and Q, with --both of Q and P and their sum too; then the rows beside it."""
    from infocalc.information.measures import orders

    p, q, notes = _joined(first, second)
    notes = (*notes, *measure.notes)
    counted = (p, q)
    if options.test:
        from infocalc.information.measures import of_tests

        tested, what = of_tests.of_pair(measure, p, q, options)
        return report_of(measure.name, options, tested, (*notes, what), sources, (Pmf(()), ()), None)
    if options.estimator is not None:
        from infocalc.information.measures import of_estimates

        estimate, said = of_estimates.of_pair(measure, p, q, options)
        notes = (*notes, *said)
        if not isinstance(estimate, tuple) or isinstance(estimate, Logs | InNats | Plain):
            return _alone(measure, estimate, notes, (p, q), options, sources)
        p, q = estimate
    a = None if options.renyi is None else orders.order("renyi", options.renyi)
    plain = options.renyi is None or a == 1
    index = "" if options.renyi is None else f"_{_index(a)}"

    def directed(x: Pmf, y: Pmf) -> Value | Below:
        return finite.value(measure, x.p, y.p) if plain else orders.renyi_divergence(x.p, y.p, a)

    def beside(name: str, turned: bool = False) -> tuple[str, Value]:
        other, pair = MEASURES[name], (q, p) if turned else (p, q)
        value = finite.value(other, *(x.p for x in pair[: other.operands]))
        return other.turned if turned else other.symbol, value

    found = directed(p, q)
    values: list[tuple[str, Value | Below]] = [(_indexed(measure.symbol, index), found)]
    if options.both:
        back = directed(q, p)
        values.append((_indexed(measure.turned, index), back))
        notes = (*notes, *_reason(back, q, p, turned=True), _compared(found, back, a))
        if plain and measure.together is not None:
            values.append(beside(measure.together))
            notes = (*notes, *IDENTITIES)
    if not plain:
        values.append((measure.symbol, finite.value(measure, p.p, q.p)))
    values += [beside(name) for name in measure.beside]
    values += [beside(name, turned=True) for name in measure.beside if options.both]
    unit = unit_of(options) if measure.has_unit else NATS
    rows = tuple(row(name, value, unit, options.digits) for name, value in values)
    named = unit.name if measure.has_unit else None
    if options.distance and isinstance(found, Logs) and measure.root is not None:
        rows, named = (root_row(measure.root, found, unit, options.digits),), f"sqrt({unit.name})"
    if options.perplexity and measure.logs is not None:
        rows, named = perplexities(values[: 2 if options.both else 1], options), None
    weighed = finite.weighed(measure, p.p, q.p) if plain else ()
    notes = (*notes, *_reason(found, p, q))
    rows, notes = _with_interval(measure, counted, rows, notes, options)
    report = report_of(measure.name, options, rows, notes, sources, (p, weighed), named)
    return report._replace(answers=2) if options.both else report


def _alone(
    measure: Measure,
    value: Value,
    notes: tuple[str, ...],
    counted: tuple[Pmf, Pmf],
    options: InformationOptions,
    sources: Sources,
) -> Report:
    """The report of a measure that was estimated as a whole."""
    for name in ("renyi", "both", "perplexity", "distance"):
        if getattr(options, name):
            raise UsageError(f"--{name} wants the pmfs, and --estimator {options.estimator} gives none here")
    unit = unit_of(options)
    rows: tuple[Row, ...] = (row(measure.symbol, value, unit, options.digits),)
    named = unit.name if measure.has_unit else None
    rows, notes = _with_interval(measure, counted, rows, notes, options)
    return report_of(measure.name, options, rows, notes, sources, (Pmf(()), ()), named)


def perplexities(values: Sequence[tuple[str, Value | Below]], options: InformationOptions) -> tuple[Row, ...]:
    """e^value of each."""
    powers = [(name, exponential(v) if isinstance(v, Logs | InNats) else v) for name, v in values]
    return tuple(row(f"exp({name})", power, Unit("nats"), options.digits) for name, power in powers)


#: what is said beside both directions of a divergence
IDENTITIES = ("D(P||Q) = H(P,Q) - H(P)", "J(P,Q) = D(P||Q) + D(Q||P)")


def _indexed(symbol: str, index: str) -> str:
    """D_2(P||Q)."""
    name, bracket, rest = symbol.partition("(")
    return f"{name}{index}{bracket}{rest}"


def _compared(there: Value | Below, back: Value | Below, a: fmpq | None) -> str:
    return f"the two directions {'agree' if _equal(there, back, a) else 'differ'}"


def _equal(there: Value | Below, back: Value | Below, a: fmpq | None) -> bool:
    """Whether the two directions agree, as they always do for the Rényi divergence of order 1/2."""
    infinite_ones = [isinstance(v, int | Below) for v in (there, back)]
    if any(infinite_ones):
        return all(infinite_ones)
    return there == back or a == fmpq(1, 2)


def _joined(first: Pmf, second: Pmf) -> tuple[Pmf, Pmf, tuple[str, ...]]:
    from infocalc.information.pmf.pairs import joined

    p, q, notes = joined(first, second)
    return p, q, (*p.notes, *q.notes, *notes)


def _reason(value: Value | Below, p: Pmf, q: Pmf, turned: bool = False) -> tuple[str, ...]:
    """Why the value is infinite; `turned` where p is the second distribution and q the first."""
    if isinstance(value, Below):
        return _reason(value.place, q, p, not turned)
    if not isinstance(value, int):
        return ()
    if value == finite.NOWHERE:
        return ("infinite: no outcome has a probability above 0 in both distributions",)
    absent_in_q = q.p[value] == 0
    sides = ("second", "first") if absent_in_q is not turned else ("first", "second")
    return (infinite(p.name(value), *sides),)


def infinite(outcome: str, absent: str = "second", present: str = "first") -> str:
    """Why a divergence is infinite."""
    return (
        f"infinite: outcome {outcome} has probability 0 in the {absent} distribution and not in the {present}"
    )


def report_of(
    command: str,
    options: InformationOptions,
    rows: tuple[Row, ...],
    notes: tuple[str, ...],
    sources: Sources,
    weighed: tuple[Pmf, Iterable[Weighed]],
    unit: str | None,
) -> Report:
    names = ("joint",) if command == "mi" else tuple(map(str.lower, names_of(len(sources))))
    given = {
        name: s.name if s.text is None else s.text
        for name, s in zip(names, sources, strict=False)
        if s is not None
    }
    report = Report(command, given, rows, unit=unit, notes=tuple(dict.fromkeys(notes)))
    if options.with_terms:
        report = table(report, *weighed, unit_of(options), options.digits)
    if options.check is None:
        return report
    from infocalc.information.measures.check import with_check

    return with_check(report, (), options.check, options)
