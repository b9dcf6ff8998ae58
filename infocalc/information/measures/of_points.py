"""Measures of points by their neighbours: entropies of any order, information, a divergence of samples."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flint import fmpq

from infocalc.errors import UsageError
from infocalc.information.answers.units import NATS, Unit, unit_of
from infocalc.information.answers.values import InNats, Plain, Value, row
from infocalc.information.estimation import pairs, points, samples
from infocalc.information.measures import orders
from infocalc.information.measures.of_pmfs import report_of
from infocalc.information.measures.of_samples import Sources, drawn, number, remarks
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pmf import Pmf
from infocalc.information.reading import coordinates
from infocalc.information.reading.coordinates import Points
from infocalc.information.source import Source
from infocalc.limits import check
from infocalc.report.report import Report

#: the estimator of entropies of points with several coordinates
NEAREST = "kozachenko-leonenko"


def entropy(source: Source, options: InformationOptions) -> Report:
    """h of the density that points with several coordinates were drawn from."""
    _check_nearest(options)
    found, notes = coordinates.read(source, options)
    name = ",".join(options.columns)
    if options.renyi is not None or options.tsallis is not None:
        return of_order(found, name, options, notes, (source,))
    value, said = points.entropy(*_placed(found), options.neighbours)
    return _report("entropy", f"h({name})", value, (*notes, said), options, (source,))


def _check_nearest(options: InformationOptions) -> None:
    if options.estimator != NEAREST:
        raise UsageError(
            f"--estimator {options.estimator} is for one column of numbers, and Shannon entropy",
            hint=f"several columns and other orders: --estimator {NEAREST}",
        )


def of_order(
    found: Points, name: str, options: InformationOptions, notes: Sequence[str], sources: Sources
) -> Report:
    """Rényi's or Tsallis' entropy of the density; of order 1 Shannon's."""
    _check_nearest(options)
    option, text = ("tsallis", options.tsallis) if options.renyi is None else ("renyi", options.renyi)
    if options.renyi is not None and options.tsallis is not None:
        raise UsageError("--renyi and --tsallis ask for two different numbers", hint="choose one of them")
    a = orders.order(option, text or "")
    if a is None:
        raise UsageError("--renyi oo is not estimated by neighbours", hint="give a number")
    placed, unit = _placed(found)
    if a == 1:
        value, said = points.entropy(placed, unit, options.neighbours)
        return _report("entropy", f"h({name})", value, (*notes, said), options, sources)
    ball, said = points.power_mean(placed, unit, options.neighbours, a)
    shown = str(int(a.p)) if a.q == 1 else f"{int(a.p)}/{int(a.q)}"
    if option == "tsallis":
        plain = Plain(lambda: (1 - ball()) / (a - 1))
        return _report("entropy", f"s_{shown}({name})", plain, (*notes, said), options, sources, None)
    of_renyi = InNats(lambda: ball().log() / (1 - a))
    return _report("entropy", f"h_{shown}({name})", of_renyi, (*notes, said), options, sources)


def of_order_of_sample(pmf: Pmf, options: InformationOptions, sources: Sources) -> Report:
    """The same of one column of numbers."""
    return of_order([(x,) for x in drawn(pmf, options)], "P", options, remarks(pmf), sources)


def mi(observed: Iterable[tuple[str, str, int]], options: InformationOptions, sources: Sources) -> Report:
    """I(X; Y) of pairs of numbers, each with how often it was observed."""
    given = [(number(x), number(y), n) for x, y, n in observed]
    check("pairs", sum(n for *_, n in given))
    repeated = [((x, y)) for x, y, n in given for _ in range(n)]
    notes = (f"samples: {len(repeated)} observations of pairs of numbers",)
    return _of_pairs(repeated, 1, "I(X;Y)", notes, options, sources)


def mi_of_columns(source: Source, options: InformationOptions) -> Report:
    """I(X; Y) of two groups of columns: --x a,b --y c."""
    x, y = ((side or "").split(",") for side in (options.x, options.y))
    found, notes = coordinates.read(source, options._replace(columns=(*x, *y)))
    return _of_pairs(found, len(x), f"I({options.x};{options.y})", notes, options, (source,))


def _of_pairs(
    found: Points, width: int, name: str, notes: Sequence[str], options: InformationOptions, sources: Sources
) -> Report:
    """I of the first coordinates and the others; all in one unit, for their differences are compared."""
    placed, _ = _placed(found)
    both = [(point[:width], point[width:]) for point in placed]
    value, said = pairs.information(options.estimator or "ksg", both, options.neighbours)
    return _report("mi", name, value, (*notes, said), options, sources)


def divergence(
    operands: Sequence[Pmf | Source], options: InformationOptions, sources: Sequence[Source]
) -> Report:
    """D(P‖Q) of the densities that two samples were drawn from: numbers, or tables with --columns."""
    (first, notes), (second, more) = (_sample(one, options) for one in operands)
    whole = samples.denominator(x for points_of in (first, second) for point in points_of for x in point)
    placed = [[tuple(int((x * whole).p) for x in point) for point in one] for one in (first, second)]
    value, said = points.divergence(placed[0], placed[1], options.neighbours)
    return _report("kl", "D(P||Q)", value, (*notes, *more, said), options, sources)


def _sample(operand: Pmf | Source, options: InformationOptions) -> tuple[Points, Sequence[str]]:
    """The observations, and what was read."""
    if isinstance(operand, Source):
        return coordinates.read(operand, options)
    return [(x,) for x in drawn(operand, options)], remarks(operand)


def _placed(found: Points) -> tuple[list[pairs.Point], fmpq]:
    """The points as whole numbers of one unit."""
    whole = samples.denominator(x for point in found for x in point)
    return [tuple(int((x * whole).p) for x in point) for point in found], fmpq(1, whole)


def _report(
    command: str,
    name: str,
    value: Value,
    notes: Sequence[str],
    options: InformationOptions,
    sources: Sources,
    unit: Unit | None = NATS,
) -> Report:
    """One row, in the unit asked for where it has one."""
    shown = unit_of(options)
    rows = (row(name, value, shown, options.digits),)
    named = None if unit is None else shown.name
    return report_of(command, options, rows, tuple(notes), sources, (Pmf(()), ()), named)
