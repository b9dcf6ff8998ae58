"""Of a finite numeric pmf: entropy, entropies of other orders, perplexity, share of log n."""

from __future__ import annotations

from flint import fmpq

from infocalc.errors import Undefined, UsageError
from infocalc.information.answers.units import Unit, unit_of
from infocalc.information.answers.values import InNats, Plain, Value, exponential, row
from infocalc.information.measure import Measure
from infocalc.information.measures import finite
from infocalc.information.measures.of_pmfs import Sampled, Sources, order_index, report_of, with_interval
from infocalc.information.options import InformationOptions
from infocalc.information.pmf import sums
from infocalc.information.pmf.logarithm_sums import Logs
from infocalc.information.pmf.pmf import Pmf
from infocalc.report.report import Report, Row


def measured(measure: Measure, pmf: Pmf, options: InformationOptions, sources: Sources) -> Report:
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
    rows, notes = with_interval(Sampled(measure, (counted,)), rows, notes, options)
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
        return f"H_{order_index(a)}(P)", orders.renyi_entropy(pmf.p, a)
    if options.tsallis is not None:
        from infocalc.information.measures import orders

        a = orders.order("tsallis", options.tsallis)
        if a is None:
            raise UsageError("--tsallis oo: the order must be finite")
        return f"S_{order_index(a)}(P)", orders.tsallis_entropy(pmf.p, a)
    return "H(P)", sums.entropy(pmf.p)


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
