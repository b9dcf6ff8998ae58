"""entropy, xent, kl, jsd and mi of finite numeric pmfs: exact rational arithmetic, from pmfs to a Report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flint import fmpq

from infocalc.errors import Undefined, UsageError
from infocalc.information.answers.terms import Weighed, table
from infocalc.information.answers.units import Unit, unit_of
from infocalc.information.answers.values import InNats, Plain, Value, exponential, root_row, row
from infocalc.information.measures import orders
from infocalc.information.measures.check import with_check
from infocalc.information.options import InformationOptions
from infocalc.information.pmf import sums
from infocalc.information.pmf.logarithm_sums import Logs
from infocalc.information.pmf.pmf import Pmf, joined
from infocalc.information.source import Source
from infocalc.report.report import Report, Row

#: the operands as they were given, for the echo in the Report
Sources = Sequence[Source | None]


def entropy(pmf: Pmf, options: InformationOptions, sources: Sources) -> Report:
    """H(P), or the entropy of another order, the perplexity, the share of log n, the estimate asked for."""
    from infocalc.information.estimation.estimators import check_order, estimated

    notes = pmf.notes
    value: Value | None = None
    shannon = options.renyi is None and options.tsallis is None
    if pmf.counts is not None and (options.counts or options.samples):
        found = estimated(pmf, options)
        value, notes = found.entropy, (*notes, found.note)
        pmf = found.pmf or pmf
        if value is not None:
            check_order(options)
    name, value = ("H(P)", value) if value is not None else _of_order(pmf, options)
    rows, unit = _entropy_rows(name, value, pmf, options)
    if options.bootstrap is not None:
        more, said = _bootstrapped(pmf, rows[0], options)
        rows, notes = (*rows, *more), (*notes, said)
    weighed = (Weighed(i, x, None, x, -x) for i, x in enumerate(pmf.p) if shannon and x != 0)
    return report_of("entropy", options, rows, notes, sources, (pmf, weighed), unit)


def _of_order(pmf: Pmf, options: InformationOptions) -> tuple[str, Value]:
    if options.renyi is not None and options.tsallis is not None:
        raise UsageError("--renyi and --tsallis are two different entropies", hint="choose one of them")
    if options.renyi is not None:
        a = orders.order("renyi", options.renyi)
        return f"H_{_index(a)}(P)", orders.renyi_entropy(pmf.p, a)
    if options.tsallis is not None:
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
    if isinstance(value, Plain):
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
    if not isinstance(value, Logs | InNats) or options.tsallis is not None:
        raise UsageError("--tsallis has neither a perplexity nor a share of log n")
    if options.perplexity:
        return row(f"exp({name})", exponential(value), Unit("nats"), options.digits)
    n = len(pmf.p)
    if n == 1:
        raise Undefined("H(P)/log(n) is 0/0 for a single outcome")
    return row(f"{name}/log({n})", value, Unit("share", fmpq(n)), options.digits)


def _bootstrapped(pmf: Pmf, first: Row, options: InformationOptions) -> tuple[tuple[Row, ...], str]:
    from infocalc.information.estimation.bootstrap import LEVEL, entropy_interval

    if options.renyi or options.tsallis or options.perplexity or options.share:
        raise UsageError("--bootstrap gives an interval of Shannon entropy only")
    low, high, seed = entropy_interval(pmf, first, options, unit_of(options))
    rows = tuple(Row(f"{LEVEL:.0%} {side}", None, x) for side, x in (("low", low), ("high", high)))
    said = f"bootstrap: basic {LEVEL:.0%} interval from {options.bootstrap} resamples, seed {seed}"
    return rows, said


def xent(first: Pmf, second: Pmf, options: InformationOptions, sources: Sources) -> Report:
    """H(P, Q), then H(P)."""
    p, q, notes = _joined(first, second)
    unit = unit_of(options)
    cross = sums.cross_entropy(p.p, q.p)
    rows = (
        row("H(P,Q)", cross, unit, options.digits),
        row("H(P)", sums.entropy(p.p), unit, options.digits),
    )
    weighed = (Weighed(i, x, y, y, -x) for i, (x, y) in _pairs(p, q))
    return report_of("xent", options, rows, (*notes, *_reason(cross, p)), sources, (p, weighed), unit.name)


def kl(first: Pmf, second: Pmf, options: InformationOptions, sources: Sources) -> Report:
    """D(P‖Q), then H(P) and H(P, Q); with --both the other direction and the sum of the two as well."""
    p, q, notes = _joined(first, second)
    a = None if options.renyi is None else orders.order("renyi", options.renyi)
    shannon = options.renyi is None or a == 1
    index = "" if options.renyi is None else f"_{_index(a)}"

    def directed(x: Pmf, y: Pmf) -> Value:
        return sums.divergence(x.p, y.p) if shannon else orders.renyi_divergence(x.p, y.p, a)

    found = directed(p, q)
    values: list[tuple[str, Value]] = [(f"D{index}(P||Q)", found)]
    if options.both:
        back = directed(q, p)
        same = "agree" if _equal(found, back, a) else "differ"
        values.append((f"D{index}(Q||P)", back))
        notes = (*notes, *_reason(back, q, "first", "second"), f"the two directions {same}")
        if shannon:
            values.append(("J(P,Q)", sums.jeffreys(p.p, q.p)))
            notes = (*notes, "D(P||Q) = H(P,Q) - H(P)", "J(P,Q) = D(P||Q) + D(Q||P)")
    if not shannon:
        values.append(("D(P||Q)", sums.divergence(p.p, q.p)))
    values += [("H(P)", sums.entropy(p.p)), ("H(P,Q)", sums.cross_entropy(p.p, q.p))]
    unit = unit_of(options)
    rows = tuple(row(name, value, unit, options.digits) for name, value in values)
    weighed = (Weighed(i, x, y, x / y if y != 0 else y, x) for i, (x, y) in _pairs(p, q) if shannon)
    report = report_of("kl", options, rows, (*notes, *_reason(found, p)), sources, (p, weighed), unit.name)
    return report._replace(answers=2) if options.both else report


def _equal(there: Value, back: Value, a: fmpq | None) -> bool:
    """Whether the two directions agree, as they always do for the Rényi divergence of order 1/2."""
    if isinstance(there, int) or isinstance(back, int):
        return isinstance(there, int) and isinstance(back, int)
    return there == back or a == fmpq(1, 2)


def jsd(first: Pmf, second: Pmf, options: InformationOptions, sources: Sources) -> Report:
    """The Jensen–Shannon divergence, or with --distance its square root."""
    p, q, notes = _joined(first, second)
    unit = unit_of(options)
    value = sums.jensen_shannon(p.p, q.p)
    rows = [row("JSD(P,Q)", value, unit, options.digits)]
    name = unit.name
    if options.distance:
        rows = [root_row("sqrt(JSD(P,Q))", value, unit, options.digits)]
        name = f"sqrt({unit.name})"
    return report_of("jsd", options, tuple(rows), notes, sources, (p, _halves(p, q)), name)


def _halves(p: Pmf, q: Pmf) -> list[Weighed]:
    """The contributions (pᵢ·log(pᵢ/mᵢ) + qᵢ·log(qᵢ/mᵢ))/2."""
    half = fmpq(1, 2)
    return [
        Weighed(i, x, y, x / (half * (x + y)), half * x, y / (half * (x + y)), half * y)
        for i, (x, y) in enumerate(zip(p.p, q.p, strict=True))
        if x != 0 or y != 0
    ]


def mi(source: Source, options: InformationOptions) -> Report:
    """I(X; Y), then H(X), H(Y), H(X, Y), H(X|Y) and H(Y|X)."""
    from infocalc.information.reading.joint import read_joint

    joint = read_joint(source, options)
    rows_x, columns_y = sums.marginals(joint.p)
    flat = [x for line in joint.p for x in line]
    values = (
        ("I(X;Y)", sums.mutual_information(joint.p)),
        ("H(X)", sums.entropy(rows_x)),
        ("H(Y)", sums.entropy(columns_y)),
        ("H(X,Y)", sums.entropy(flat)),
        ("H(X|Y)", sums.conditional_entropy(joint.p)),
        ("H(Y|X)", sums.conditional_entropy(list(zip(*joint.p, strict=True)))),
    )
    unit = unit_of(options)
    rows = tuple(row(name, value, unit, options.digits) for name, value in values)
    apart = [x * y for x in rows_x for y in columns_y]
    weighed = (Weighed(i, p, m, p / m, p) for i, (p, m) in enumerate(zip(flat, apart, strict=True)) if p != 0)
    cells = Pmf(tuple(flat), joint.cells)
    return report_of("mi", options, rows, joint.notes, (source,), (cells, weighed), unit.name)


def _pairs(p: Pmf, q: Pmf) -> list[tuple[int, tuple[fmpq, fmpq]]]:
    return [(i, xy) for i, xy in enumerate(zip(p.p, q.p, strict=True)) if xy[0] != 0]


def _joined(first: Pmf, second: Pmf) -> tuple[Pmf, Pmf, tuple[str, ...]]:
    p, q, notes = joined(first, second)
    return p, q, (*p.notes, *q.notes, *notes)


def _reason(value: Value, p: Pmf, absent: str = "second", present: str = "first") -> tuple[str, ...]:
    return (infinite(p.name(value), absent, present),) if isinstance(value, int) else ()


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
    names = ("joint",) if command == "mi" else ("p", "q")
    given = {
        name: s.text if s.stream is None else s.name
        for name, s in zip(names, sources, strict=False)
        if s is not None
    }
    report = Report(command, given, rows, unit=unit, notes=tuple(dict.fromkeys(notes)))
    if options.steps:
        report = table(report, *weighed, unit_of(options), options.digits)
    return with_check(report, options)
