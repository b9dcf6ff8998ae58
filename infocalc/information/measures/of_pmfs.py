"""Measures between two finite numeric pmfs: exact rational arithmetic, from pmfs to a Report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flint import fmpq

from infocalc.errors import UsageError
from infocalc.information.answers.terms import Weighed, table
from infocalc.information.answers.units import NATS, Unit, unit_of
from infocalc.information.answers.values import Below, InNats, Plain, Value, exponential, root_row, row
from infocalc.information.measure import MEASURES, Measure
from infocalc.information.measures import finite
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.logarithm_sums import Logs
from infocalc.information.pmf.pmf import Pmf
from infocalc.information.source import Source, names_of
from infocalc.records import NamedTuple
from infocalc.report.report import Report, Row

#: the operands as they were given, for the echo in the Report
Sources = Sequence[Source | None]
#: the names of measures and what they are of the pmfs
Values = Sequence[tuple[str, Value | Below]]


class Sampled(NamedTuple):
    """Samples over the same outcomes, and the measure of them that is estimated."""

    measure: Measure
    pmfs: Sequence[Pmf]


def with_interval(
    counted: Sampled | Sequence[Sequence[fmpq]],
    rows: tuple[Row, ...],
    notes: tuple[str, ...],
    options: InformationOptions,
) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """The rows and what is said of them, with the interval that is asked for (of I(X; Y): of a table)."""
    if not options.with_interval:
        return rows, notes
    from infocalc.information.measures import of_intervals

    if isinstance(counted, Sampled):
        more, said = of_intervals.of_pmfs(counted.measure, counted.pmfs, rows[0], options)
    else:
        more, said = of_intervals.of_table(counted, rows[0], options)
    return (*rows, *more), (*notes, said)


def measured(
    measure: Measure, first: Pmf, second: Pmf, options: InformationOptions, sources: Sources
) -> Report:
    """The measure of P and Q, with --both of Q and P and their sum too; then the rows beside it."""
    p, q, notes = _joined(first, second)
    notes = (*notes, *measure.notes)
    counted = Sampled(measure, (p, q))
    if options.test:
        from infocalc.information.measures import of_tests

        tested, what = of_tests.of_pair(measure, p, q, options)
        return report_of(measure.name, options, tested, (*notes, what), sources, (Pmf(()), ()), None)
    if options.estimator is not None:
        from infocalc.information.measures import of_estimates

        estimate, said = of_estimates.of_pair(measure, p, q, options)
        notes = (*notes, *said)
        if not isinstance(estimate, tuple) or isinstance(estimate, Logs | InNats | Plain):
            return _alone(counted, estimate, notes, options, sources)
        p, q = estimate
    pair = _Pair(measure, p, q, *_asked_order(options))
    values, said = pair.values(options.both)
    rows, unit = _rows_of_two(measure, values, options)
    rows, notes = with_interval(counted, rows, (*notes, *said), options)
    weighed = finite.weighed(measure, p.p, q.p) if pair.plain else ()
    report = report_of(measure.name, options, rows, notes, sources, (p, weighed), unit)
    return both_ways(report, measure) if options.both else report


class _Pair(NamedTuple):
    """A measure between two pmfs: plain, or of a Rényi order (None is infinite) as `shown`."""

    measure: Measure
    p: Pmf
    q: Pmf
    order: fmpq | None
    shown: str

    @property
    def plain(self) -> bool:
        return not self.shown or self.order == 1

    def directed(self, x: Pmf, y: Pmf) -> Value | Below:
        """The measure of x and y."""
        if self.plain:
            return finite.value(self.measure, x.p, y.p)
        from infocalc.information.measures import orders

        return orders.renyi_divergence(x.p, y.p, self.order)

    def beside(self, name: str, turned: bool = False) -> tuple[str, Value]:
        """Another measure of P and Q, or of Q and P."""
        other, pair = MEASURES[name], (self.q, self.p) if turned else (self.p, self.q)
        value = finite.value(other, *(x.p for x in pair[: other.operands]))
        return other.turned if turned else other.symbol, value

    def values(self, both: bool) -> tuple[Values, tuple[str, ...]]:
        """The measure, with `both` of the two directions, and what stands beside it; what is said of them."""
        measure, p, q = self.measure, self.p, self.q
        found = self.directed(p, q)
        values: list[tuple[str, Value | Below]] = [(_indexed(measure.symbol, self.shown), found)]
        notes: tuple[str, ...] = ()
        if both:
            back = self.directed(q, p)
            values.append((_indexed(measure.turned, self.shown), back))
            notes = (*_reason(back, q, p, turned=True), _compared(found, back, self.order))
            if self.plain and measure.together is not None:
                values.append(self.beside(measure.together))
                notes = (*notes, *IDENTITIES)
        if not self.plain:
            values.append((measure.symbol, finite.value(measure, p.p, q.p)))
        values += [self.beside(name) for name in measure.beside]
        values += [self.beside(name, turned=True) for name in measure.beside if both]
        return values, (*notes, *_reason(found, p, q))


def _asked_order(options: InformationOptions) -> tuple[fmpq | None, str]:
    """The Rényi order that is asked for (None is infinite) and the index that shows it; "" where none is."""
    if options.renyi is None:
        return None, ""
    from infocalc.information.measures import orders

    a = orders.order("renyi", options.renyi)
    return a, f"_{order_index(a)}"


def order_index(a: fmpq | None) -> str:
    """The order of an entropy or a divergence as its name shows it: H_1/2(P), H_oo(P)."""
    return "oo" if a is None else str(int(a.p)) if a.q == 1 else f"{int(a.p)}/{int(a.q)}"


def _rows_of_two(
    measure: Measure, values: Values, options: InformationOptions
) -> tuple[tuple[Row, ...], str | None]:
    """The rows in the unit that is asked for, and its name; the root of the measure, or e to its power."""
    unit = unit_of(options) if measure.has_unit else NATS
    found = values[0][1]
    if options.perplexity and measure.logs is not None:
        return perplexities(values[: 2 if options.both else 1], options), None
    if options.distance and isinstance(found, Logs) and measure.root is not None:
        return (root_row(measure.root, found, unit, options.digits),), f"sqrt({unit.name})"
    rows = tuple(row(name, value, unit, options.digits) for name, value in values)
    return rows, unit.name if measure.has_unit else None


def _alone(
    counted: Sampled, value: Value, notes: tuple[str, ...], options: InformationOptions, sources: Sources
) -> Report:
    """The report of a measure that was estimated as a whole."""
    for name in ("renyi", "both", "perplexity", "distance"):
        if getattr(options, name):
            raise UsageError(f"--{name} wants the pmfs, and --estimator {options.estimator} gives none here")
    unit, measure = unit_of(options), counted.measure
    rows: tuple[Row, ...] = (row(measure.symbol, value, unit, options.digits),)
    named = unit.name if measure.has_unit else None
    rows, notes = with_interval(counted, rows, notes, options)
    return report_of(measure.name, options, rows, notes, sources, (Pmf(()), ()), named)


def perplexities(values: Values, options: InformationOptions) -> tuple[Row, ...]:
    """e^value of each."""
    powers = [(name, exponential(v) if isinstance(v, Logs | InNats) else v) for name, v in values]
    return tuple(row(f"exp({name})", power, Unit("nats"), options.digits) for name, power in powers)


def both_ways(report: Report, measure: Measure) -> Report:
    """Both directions are answers; a bound is for each of them and for their sum where it stands there."""
    beside = [row.name for row in report.rows[2:3]]
    together = [] if measure.together is None else [MEASURES[measure.together].symbol]
    return report._replace(answers=2, judged=3 if beside == together else 2)


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
