"""Measures of more labels than are held by name: from how many labels have which counts."""

from __future__ import annotations

from flint import fmpq

from infocalc.errors import LimitExceeded, Undefined, UsageError
from infocalc.information import profile as profiles
from infocalc.information.answers.terms import MOST_TERMS, Weighed
from infocalc.information.answers.units import Unit, unit_of
from infocalc.information.answers.values import InNats, Plain, Value, exponential, root_row, row
from infocalc.information.estimation.table import ENTROPY, gives
from infocalc.information.measure import MEASURES, Measure
from infocalc.information.measures import finite, of_pmfs, orders
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.logarithm_sums import Logs
from infocalc.information.pmf.pmf import Pmf, check_options
from infocalc.information.profile import JointProfile, Profile
from infocalc.information.source import Source
from infocalc.report.report import Report, Row
from infocalc.tables.counts import Counts


def measured(measure: Measure, counts: Counts, options: InformationOptions, tables: int) -> Report:
    """The report of a measure of one table or of two."""
    check_options(options)
    _refuse(options, counts.labels)
    joint = JointProfile(counts.groups)
    if tables == 1:
        rows, notes, unit = _of_one(joint.first(), options)
    else:
        rows, notes, unit = _of_two(measure, joint, counts, options)
    n = joint.rows
    rows_of = " and ".join(map(str, n[:tables]))
    said = f"samples: {rows_of} observations of {counts.labels} different values"
    terms = _largest(measure, joint, counts) if options.steps else (Pmf(()), [])
    blank = (Source(""),) * tables
    report = of_pmfs.report_of(measure.name, options, tuple(rows), (said, *notes), blank, terms, unit)
    return of_pmfs.both_ways(report, measure) if options.both else report


def _refuse(options: InformationOptions, labels: int) -> None:
    """What needs every label by itself is refused where there are too many."""
    wanted = {
        "--bootstrap": options.bootstrap is not None,
        "--bayes": options.bayes is not None,
        f"--estimator {options.estimator}": gives(options.estimator) != ENTROPY
        and options.estimator not in (None, "plugin"),
        "--smooth": options.smooth is not None,
        "--test": options.test,
    }
    for name, given in wanted.items():
        if given and options.by is not None:
            raise UsageError(f"{name} says nothing to --by", hint="ask for one group at a time")
        if given:
            raise LimitExceeded(f"{name} is for tables of fewer labels than {labels:,}")


# ── one table ─────────────────────────────────────────────────────────────────────────────────────


def _of_one(p: Profile, options: InformationOptions) -> tuple[list[Row], list[str], str | None]:
    unit, digits = unit_of(options), options.digits
    name, value = _entropy(p, options)
    if options.perplexity or options.share:
        return [_dimensionless(name, value, p.labels, options)], [], None
    if isinstance(value, Plain):
        if unit.base is not None:
            raise UsageError("Tsallis entropy has no unit of information", hint="leave --unit and --base out")
        return [row(name, value, unit, digits)], [], None
    rows = [row(name, value, unit, digits)]
    if options.renyi is not None:
        rows.append(row("H(P)", profiles.entropy(p), unit, digits))
    return rows, [_said(p, options)], unit.name


def _said(p: Profile, options: InformationOptions) -> str:
    if gives(options.estimator) != ENTROPY:
        return f"estimator plugin (maximum likelihood), {p.labels} bins"
    from infocalc.information.estimation.estimators import noted

    return noted(options.estimator or "plugin", p, p.labels)


def _entropy(p: Profile, options: InformationOptions) -> tuple[str, Value]:
    if options.renyi is not None and options.tsallis is not None:
        raise UsageError("--renyi and --tsallis are two different entropies", hint="choose one of them")
    if options.renyi is not None:
        a = orders.order("renyi", options.renyi)
        return f"H_{'oo' if a is None else a}(P)", profiles.renyi(p, a)
    if options.tsallis is not None:
        a = orders.order("tsallis", options.tsallis)
        if a is None:
            raise UsageError("--tsallis oo: the order must be finite")
        return f"S_{a}(P)", profiles.tsallis(p, a)
    if gives(options.estimator) != ENTROPY:
        return "H(P)", profiles.entropy(p)
    from infocalc.information.estimation import entropies

    return "H(P)", entropies.estimate(options.estimator or "plugin", p, p.labels)


def _dimensionless(name: str, value: Value, labels: int, options: InformationOptions) -> Row:
    if not isinstance(value, Logs | InNats) or options.tsallis is not None:
        raise UsageError("--tsallis has neither a perplexity nor a share of log n")
    if options.perplexity:
        return row(f"exp({name})", exponential(value), Unit("nats"), options.digits)
    if labels == 1:
        raise Undefined("H(P)/log(n) is 0/0 for a single outcome")
    return row(f"{name}/log({labels})", value, Unit("share", fmpq(labels)), options.digits)


# ── two tables ────────────────────────────────────────────────────────────────────────────────────


def _of_two(
    measure: Measure, joint: JointProfile, counts: Counts, options: InformationOptions
) -> tuple[list[Row], list[str], str | None]:
    if options.renyi is not None:
        raise LimitExceeded(f"--renyi is for two tables of fewer labels than {counts.labels:,}")
    unit = unit_of(options)
    found = profiles.value(measure, joint)
    if options.distance and isinstance(found, Logs) and measure.root is not None:
        return [root_row(measure.root, found, unit, options.digits)], [], f"sqrt({unit.name})"
    values, notes = [(measure.symbol, found)], _reason(measure, joint, counts)
    if options.both:
        values.append((measure.turned, profiles.value(measure, joint.swapped())))
        notes += _reason(measure, joint.swapped(), counts, turned=True)
        if measure.together is not None:
            values.append(_beside(measure.together, joint))
            notes += of_pmfs.IDENTITIES
    values += [_beside(name, joint) for name in measure.beside]
    if options.perplexity and measure.logs is not None:
        return list(of_pmfs.perplexities(values[: 2 if options.both else 1], options)), notes, None
    if options.both:
        back = joint.swapped()
        values += [(MEASURES[name].turned, profiles.value(MEASURES[name], back)) for name in measure.beside]
    rows = [row(name, value, unit, options.digits) for name, value in values]
    return rows, notes, unit.name if measure.has_unit else None


def _beside(name: str, joint: JointProfile) -> tuple[str, Value]:
    return MEASURES[name].symbol, profiles.value(MEASURES[name], joint)


def _reason(measure: Measure, joint: JointProfile, counts: Counts, turned: bool = False) -> list[str]:
    """Why a value is infinite, by the label with the most rows that makes it so."""
    pair = profiles.infinite_pair(measure, joint)
    if pair is None:
        return []
    side = int(pair[1] == 0) if not turned else int(pair[0] == 0)
    names = ("first", "second") if side == 0 else ("second", "first")
    return [of_pmfs.infinite(absent(counts, side), *names)]


def absent(counts: Counts, side: int) -> str:
    """The label with the most rows that one table lacks."""
    pairs = [(a, b) for a, b, _ in counts.groups if (a, b)[side] == 0]
    return counts.find(pairs, 1)[0].text


# ── the largest terms ─────────────────────────────────────────────────────────────────────────────


def _largest(measure: Measure, joint: JointProfile, counts: Counts) -> tuple[Pmf, list[Weighed]]:
    """The labels with the largest terms, and what they contribute."""
    n, size = joint.rows

    def weighed(place: int, a: int, b: int) -> Weighed | None:
        xs = (fmpq(a, n),) if measure.operands == 1 else (fmpq(a, n), fmpq(b, size))
        return finite.one_weighed(measure, place, *xs)

    sized = [(one.size, (a, b), m) for a, b, m in joint.groups if (one := weighed(0, a, b)) is not None]
    sized.sort(reverse=True)
    pairs: list[tuple[int, int]] = []
    wanted = 0
    for _, pair, m in sized:
        if wanted >= MOST_TERMS:
            break
        pairs.append(pair)
        wanted += m
    labels = counts.find(pairs, MOST_TERMS)
    found = [weighed(i, label.a, label.b) for i, label in enumerate(labels)]
    p = Pmf(tuple(fmpq(label.a, n) for label in labels), tuple(label.text for label in labels))
    return p, [one for one in found if one is not None]
