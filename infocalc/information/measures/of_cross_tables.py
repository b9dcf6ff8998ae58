"""Mutual information of a large cross table: exact of few different counts, else doubles with a bound.

The entropies of counts depend only on how many cells have which count: I = H(X) + H(Y) − H(X,Y) of three
profiles is exact. A million different probabilities are summed in doubles, Σ p·log(p/(p(x)·p(y))) itself,
so that nothing cancels.
"""

from __future__ import annotations

import io

import numpy as np
from flint import fmpq

from infocalc.annotations import BinaryIO, cast
from infocalc.errors import DistributionError
from infocalc.information import profile
from infocalc.information.answers.units import unit_of
from infocalc.information.answers.values import InNats
from infocalc.information.measures import of_joints
from infocalc.information.measures.of_pmfs import report_of
from infocalc.information.measures.of_streams import in_nats, proved_row
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.logarithm_sums import Logs
from infocalc.information.pmf.pmf import Pmf, check_options, missing
from infocalc.information.pmf.rationals import written
from infocalc.information.profile import Profile
from infocalc.information.reading.margins import is_margin
from infocalc.information.reading.records import text_of
from infocalc.information.source import Source
from infocalc.information.streams.compensated import Compensated, U, weighted_logs
from infocalc.information.streams.cross_table import CrossTable, cross_table
from infocalc.report.report import Report

#: different counts up to which the entropy of all cells is a combination of logarithms
_MOST_COUNTS = 20_000
#: options that want every cell by itself
_OF_CELLS = (
    "samples smooth estimator merge_duplicates steps check relative_to x y column label_column strict".split()
)


def mi(source: Source, options: InformationOptions) -> Report | Source:
    """I(X; Y) and the entropies beside it; the source again where it has to be read cell by cell."""
    if any(getattr(options, name) for name in _OF_CELLS):
        return source
    text = text_of(source)
    table = cross_table(text, options)
    if table is None or not table.cells.m.any() or not _are_whole(table, options):
        return source._replace(stream=cast(BinaryIO, io.BytesIO(text.encode())))
    check_options(options)
    margins = _margins(table)
    said = f"X has {len(table.x)} values (rows), Y has {len(table.y)} (columns)"
    notes = (*([table.note] if table.note else []), *_scaled(table, options, margins), said)
    unit = unit_of(options)
    cells = _profile(table)
    values = _summed(table) if cells is None else _exact(table, cells)
    rows = tuple(proved_row(name, value, unit, options) for name, value in values)
    notes = (*notes, *(_bound(table, values[0][1]) if cells is None else ()))
    report = report_of("mi", options, rows, notes, (source,), (Pmf(()), ()), unit.name)
    return report._replace(warnings=margins, route=report.route if cells else "numeric")


def _bound(table: CrossTable, information: Logs | InNats) -> tuple[str]:
    """How far the sum of doubles may be off."""
    off = float(information.ball().rad())
    return (f"{table.cells.m.size:,} cells, summed in doubles: I(X;Y) is off by at most {off:.1e} nats",)


def _are_whole(table: CrossTable, options: InformationOptions) -> bool:
    """Whether counts are whole numbers."""
    if table.power >= 0 or not options.counts or options.weights:
        return True
    scale = 10 ** np.clip(-table.cells.t, 0, 18)
    return not (table.cells.m % scale).any()


def _profile(table: CrossTable) -> Profile | None:
    """How many cells have which entry; None where there are many different ones."""
    m = table.matrix()
    if m is None:
        return None
    counts, cells = np.unique(m, return_counts=True)
    if len(counts) > _MOST_COUNTS:
        return None
    return profile.gathered(zip(counts.tolist(), cells.tolist(), strict=True))


def _scaled(table: CrossTable, options: InformationOptions, margins: tuple[str, ...]) -> list[str]:
    """What is said about the sum, as of small tables."""
    total = table.total()
    if options.tallied:
        kind = "weights" if options.weights else "counts"
        return [f"{kind}: {written(total)} in all, {table.cells.m.size} bins"]
    if total == 1:
        return []
    if options.normalize:
        return [f"normalised: divided by {written(total)}"]
    try:
        return [missing(total, table.cells.longest, options)]
    except DistributionError as problem:
        raise DistributionError(problem.message, hint=margins[0] if margins else problem.hint) from None


def _margins(table: CrossTable) -> tuple[str, ...]:
    """The warning of a row and a column that are the sums of the others."""
    found = []
    for what, names, axis in (("row", table.x, 0), ("column", table.y, 1)):
        of_lines, whole = table.sums(1 - axis), table.sums(axis)
        # a line that is half of all of them has half of the sum: few are compared in full
        half = [i for i, line in enumerate(of_lines) if 2 * line == sum(of_lines)]
        if any(2 * x != y for i in half[:1] for x, y in zip(table.line(i, axis), whole, strict=True)):
            continue
        found += [is_margin(what, names[i]) for i in half[:1]]
    return tuple(found)


# ── values ───────────────────────────────────────────────────────────────────────────────────────


def _exact(table: CrossTable, cells: Profile) -> list[tuple[str, Logs]]:
    """Combinations of logarithms of whole numbers."""
    x, y = (profile.entropy(profile.gathered((n, 1) for n in table.sums(axis))) for axis in (1, 0))
    both = profile.entropy(cells)
    minus = both.scaled(fmpq(-1))
    values = (
        x.plus(y).plus(minus),
        x,
        y,
        both,
        minus.plus(y).scaled(fmpq(-1)),
        minus.plus(x).scaled(fmpq(-1)),
    )
    return list(zip(of_joints.OF_JOINTS, values, strict=True))


def _summed(table: CrossTable) -> list[tuple[str, InNats]]:
    """Sums of doubles; a probability is off by 5U relatively, p/(p(x)·p(y)) by 13U, a logarithm by 8U."""
    marginals = [table.sums(axis) for axis in (1, 0)]
    total = sum(marginals[0])
    x, y = (in_nats(profile.entropy(profile.gathered((n, 1) for n in sums)).ball).ball for sums in marginals)
    p = table.cells.floats() / float(table.total())
    joint, information = Compensated(), Compensated()
    terms, slack = weighted_logs(p, p)
    joint.add(-terms, 2 * slack)
    apart = np.outer(*(np.array([n / total for n in sums]) for sums in marginals)).ravel()
    terms = p * np.log(np.where(p > 0, p / np.where(p > 0, apart, 1.0), 1.0))
    information.add(terms, U * (15 * float(np.abs(terms).sum()) + 14 * float(p.sum())))
    both = joint.ball
    values = (information.ball, x, y, both, lambda: both() - y(), lambda: both() - x())
    return list(zip(of_joints.OF_JOINTS, map(InNats, values), strict=True))
