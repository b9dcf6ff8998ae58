"""Entropies and divergences of tables of any length, read once, in constant memory but for 8 bytes a label.

Sums of probabilities are exact, so they decide whether the table is a distribution; the measures are
compensated sums of doubles with a bound on their error, and only digits that the bound proves are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from flint import arb, ctx, fmpq

from infocalc.errors import DistributionError, Undecided, Undefined, UsageError
from infocalc.information.answers.terms import MOST_TERMS, Weighed
from infocalc.information.answers.units import Unit, unit_of
from infocalc.information.answers.values import InNats, Plain, Value, exponential, row
from infocalc.information.measure import MEASURES, Measure
from infocalc.information.measures import finite, of_pmfs
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.logarithm_sums import Logs, log_ball
from infocalc.information.pmf.pmf import Pmf, missing
from infocalc.information.pmf.rationals import written
from infocalc.information.source import Source
from infocalc.information.streams.joined import summed_pair
from infocalc.information.streams.reading import summed
from infocalc.information.streams.sums import OnePass
from infocalc.information.streams.table_blocks import Single
from infocalc.records import NamedTuple
from infocalc.report.report import Report, Row

_BITS = 256
ONE = fmpq(1)


class Passed(NamedTuple):
    """A table that went by: the sums over it, the exact totals of its columns, what was done to them."""

    sums: OnePass
    totals: tuple[fmpq, ...]
    notes: tuple[str, ...]

    def ball(self, name: str) -> arb:
        """One of the sums."""
        return self.sums.sums[name].ball()

    def sides(self, turned: bool) -> tuple[fmpq, fmpq, Single | None]:
        """The sums of P and of Q, and an outcome of P without a q; the same of Q and P `turned`."""
        s, r = self.totals
        return (r, s, self.sums.without_p) if turned else (s, r, self.sums.without_q)


def measured(measure: Measure, sources: Sequence[Source], options: InformationOptions) -> Report:
    """The measure, with --both the other direction and the sum of the two as well, and the rows beside it.

    Of one table with all columns, or of two that are joined by label.
    """
    first, *others = measure.sums
    names = (first, "back", *others, "own of q", "crossed") if options.both else measure.sums
    read = _read(sources, options, names, measure.operands)
    value = _VALUES[measure.sums[0]](read)
    unit = unit_of(options)
    if options.perplexity or options.share:
        rows = [_dimensionless(measure, value, read.sums.count, options)]
        return _report(measure, options, read, rows, sources, None)
    if options.distance and measure.root is not None and isinstance(value, InNats):
        root = Plain(lambda: unit.converted(value.ball()).sqrt())
        return _report(
            measure,
            options,
            read,
            [proved_row(measure.root, root, unit, options)],
            sources,
            f"sqrt({unit.name})",
        )
    values = [(measure.symbol, value)]
    if options.both:
        back = _VALUES["back"](read)
        values += [(measure.turned, back), ("J(P,Q)", _sum(value, back))]
        read = read._replace(notes=(*read.notes, *of_pmfs.IDENTITIES))
    values += [(MEASURES[name].symbol, _VALUES[MEASURES[name].sums[0]](read)) for name in measure.beside]
    if options.both:
        values += [("H(Q)", _entropy(read, True)), ("H(Q,P)", _cross_entropy(read, True))]
    rows = [proved_row(name, value, unit, options) for name, value in values]
    report = _report(measure, options, _with_reasons(measure, read, options), rows, sources, unit.name)
    return of_pmfs.both_ways(report, measure) if options.both else report


# ── what the sums make ───────────────────────────────────────────────────────────────────────────


def in_nats(evaluate: Callable[[], arb]) -> InNats:
    """A value that is evaluated once, with more bits than sums of doubles have."""
    with ctx.workprec(_BITS):
        found = evaluate()
    return InNats(lambda: found)


def _entropy(read: Passed, of_q: bool = False) -> Logs | InNats:
    """log S − Σ w·log w/S for weights with the sum S."""
    s = read.totals[of_q]
    if read.sums.supports[of_q] == 1:
        return Logs()
    return in_nats(lambda: log_ball(s) - read.ball("own of q" if of_q else "own") / s)


def _cross_entropy(read: Passed, turned: bool = False) -> Value:
    """log R − Σ w·log v/S for weights w and v with the sums S and R; H(Q, P) `turned`."""
    s, r, without = read.sides(turned)
    if read.sums.supports == [1, 1] and not without:
        return Logs()
    return 0 if without else in_nats(lambda: log_ball(r) - read.ball("crossed" if turned else "cross") / s)


def _divergence(read: Passed, turned: bool = False) -> Value:
    """(Σ (w·log(w/v) − w + v) + S − R)/S + log(R/S); D(Q‖P) `turned`."""
    s, r, without = read.sides(turned)
    name = "back" if turned else "apart"
    return 0 if without else in_nats(lambda: (read.ball(name) + s - r) / s + log_ball(r / s))


def _jensen_shannon(read: Passed) -> InNats:
    """The sum; with (1 + e)·p instead of p the derivative is D(p‖m)/2 up to e, at most the value up to e."""

    def ball() -> arb:
        found, off = read.ball("halves"), sum(abs(s - 1) for s in read.totals)
        return found + arb(0, 2 * off * (found.abs_upper() + off))

    return in_nats(ball)


#: the first sum of a measure -> its value
_VALUES: dict[str, Callable[[Passed], Any]] = {
    "own": _entropy,
    "cross": _cross_entropy,
    "apart": _divergence,
    "back": partial(_divergence, turned=True),
    "halves": _jensen_shannon,
}


def _sum(a: Value, b: Value) -> Value:
    if isinstance(a, InNats) and isinstance(b, InNats):
        return in_nats(lambda: a.ball() + b.ball())
    return 0


def _dimensionless(measure: Measure, value: Value, n: int, options: InformationOptions) -> Row:
    if options.perplexity and options.share:
        raise UsageError("--perplexity and --share are two different numbers", hint="choose one of them")
    if options.perplexity:
        power = value if isinstance(value, int | Plain) else exponential(value)
        return proved_row(f"exp({measure.symbol})", power, Unit("nats"), options)
    if n == 1:
        raise Undefined("H(P)/log(n) is 0/0 for a single outcome")
    return proved_row(f"H(P)/log({n})", value, Unit("share", fmpq(n)), options)


def proved_row(name: str, value: Value, unit: Unit, options: InformationOptions) -> Row:
    """The row with as many of the digits asked for as the bound proves."""
    for digits in range(options.digits, 0, -1):
        try:
            found = row(name, value, unit, digits)
        except Undecided:
            continue
        return _with_double(found, value, unit)
    raise Undecided(f"{name} is not told from 0 by sums of doubles", hint="--digits 20 computes exactly")


def _with_double(found: Row, value: Value, unit: Unit) -> Row:
    """The row with the middle of the ball as its double, which has more digits than are proved."""
    if isinstance(value, Logs | int) or found.number is None:
        return found
    ball = unit.converted(value.ball()) if isinstance(value, InNats) else value.ball()
    return found._replace(number=found.number._replace(double=float(ball.mid())))


# ── the table ────────────────────────────────────────────────────────────────────────────────────


def _read(
    sources: Sequence[Source], options: InformationOptions, names: tuple[str, ...], columns: int
) -> Passed:
    """The sums over the table, which is refused unless it is a distribution or was made one by a switch."""
    most = MOST_TERMS if options.with_terms else 0
    if len(sources) > 1:
        sums, said = summed_pair((sources[0], sources[1]), options, names, most)
    else:
        sums, said = summed(sources[0], options, names, columns, most)
    totals, notes = [], list(said)
    for whole in sums.wholes:
        total = whole.total()
        if total == 0:
            raise DistributionError("all probabilities are 0")
        notes += _scaled(total, sums, options)
        totals.append(total)
    return Passed(sums, tuple(totals), tuple(dict.fromkeys(notes)))


def _scaled(total: fmpq, sums: OnePass, options: InformationOptions) -> list[str]:
    """What is said about a sum, as of small tables."""
    if options.tallied:
        return [
            f"{'weights' if options.weights else 'counts'}: {written(total)} in all, {sums.count} bins",
            f"estimator plugin (maximum likelihood), {sums.count} bins",
        ]
    if total == 1:
        return []
    if options.normalize:
        return [f"normalised: divided by {written(total)}"]
    return [missing(total, sums.longest, options)]


def _with_reasons(measure: Measure, read: Passed, options: InformationOptions) -> Passed:
    """What is said of infinite values."""
    reasons = []
    if read.sums.without_q and not measure.finite_without_q:
        reasons.append(of_pmfs.infinite(_outcome(read.sums.without_q)))
    if read.sums.without_p and options.both:
        reasons.append(of_pmfs.infinite(_outcome(read.sums.without_p), "first", "second"))
    return read._replace(notes=(*read.notes, *reasons))


def _outcome(single: Single) -> str:
    return single.label if single.label is not None else f"row {single.line}"


def _report(
    measure: Measure,
    options: InformationOptions,
    read: Passed,
    rows: Sequence[Row],
    sources: Sequence[Source],
    unit: str | None,
) -> Report:
    notes = (*read.notes, *_said(read, rows, options))
    report = of_pmfs.report_of(
        measure.name, options, tuple(rows), notes, sources, _largest(measure, read), unit
    )
    return report._replace(route="numeric")


def _said(read: Passed, rows: Sequence[Row], options: InformationOptions) -> list[str]:
    """What was summed, and which rows have fewer digits than were asked for."""
    first = next(iter(read.sums.sums))
    bound = float(in_nats(lambda: read.ball(first) / read.totals[0]).ball().rad())
    found = [
        f"{read.sums.count:,} rows, summed in doubles: {rows[0].name} is off by at most {bound:.1e} nats"
    ]
    if options.with_terms and read.sums.count > MOST_TERMS:
        found.append(f"the {MOST_TERMS:,} largest of {read.sums.count:,} terms are shown")
    return found


def _largest(measure: Measure, read: Passed) -> tuple[Pmf, list[Weighed]]:
    """The rows with the largest terms as a pmf of their own, and what they contribute."""
    found = [] if read.sums.largest is None else read.sums.largest.rows()
    shares = [tuple(x / s for x, s in zip(one.values, read.totals, strict=True)) for one in found]
    weighed = [finite.one_weighed(measure, i, *xy) for i, xy in enumerate(shares)]
    pmf = Pmf(tuple(xy[0] for xy in shares), tuple(map(_outcome, found)))
    return pmf, [one for one in weighed if one is not None]
