"""Mutual information of a joint distribution of finitely many values, and the entropies beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from flint import arb, ctx, fmpq

from infocalc.annotations import TYPE_CHECKING
from infocalc.errors import DistributionError, LimitExceeded, Undefined
from infocalc.information.answers.terms import Weighed
from infocalc.information.answers.units import Unit, unit_of
from infocalc.information.answers.values import Plain, row
from infocalc.information.measure import MEASURES
from infocalc.information.measures import finite
from infocalc.information.measures.of_pmfs import report_of, with_interval
from infocalc.information.options import InformationOptions
from infocalc.information.pmf import sums
from infocalc.information.pmf.logarithm_sums import Logs
from infocalc.information.pmf.pmf import Pmf
from infocalc.information.source import Source
from infocalc.report.report import Report, Row

if TYPE_CHECKING:
    from infocalc.information.reading.joint import Joint
    from infocalc.report.picture import Picture

#: the rows of an answer about a joint distribution
OF_JOINTS = ("I(X;Y)", "H(X)", "H(Y)", "H(X,Y)", "H(X|Y)", "H(Y|X)")


def mi(source: Source, options: InformationOptions) -> Report:
    """I(X; Y), then H(X), H(Y), H(X, Y), H(X|Y) and H(Y|X)."""
    from infocalc.information.reading.joint import read_joint

    joint = read_joint(source, options)
    if options.test:
        from infocalc.information.measures import of_tests

        tested, what = of_tests.of_table(joint.counts, options)
        return report_of("mi", options, tested, (*joint.notes, what), (source,), (Pmf(()), ()), None)
    if options.estimator not in (None, "plugin"):
        from infocalc.information.measures import of_estimates

        rows, said = of_estimates.rows_of(joint.counts, options)
        rows, notes = with_interval(joint.counts, rows, (*joint.notes, *said), options)
        return report_of("mi", options, rows, notes, (source,), (Pmf(()), ()), unit_of(options).name)
    values, unit = _values(joint.p), unit_of(options)
    rows = tuple(row(name, value, unit, options.digits) for name, value in values)
    named: str | None = unit.name
    if options.relative_to is not None:
        rows, named = (_relative(values, options),), None
    rows, notes = with_interval(joint.counts, rows, joint.notes, options)
    report = report_of("mi", options, rows, notes, (source,), _weighed(joint), named)
    if joint.warnings and options.strict:
        raise DistributionError(joint.warnings[0], hint="without --strict this is a warning")
    picture = _map(joint, report) if options.plot else None
    return report._replace(warnings=joint.warnings, picture=picture)


def _values(p: Sequence[Sequence[fmpq]]) -> tuple[tuple[str, Logs], ...]:
    """What an answer about a joint distribution says."""
    rows_x, columns_y = sums.marginals(p)
    found = (
        sums.mutual_information(p),
        sums.entropy(rows_x),
        sums.entropy(columns_y),
        sums.entropy([x for line in p for x in line]),
        sums.conditional_entropy(p),
        sums.conditional_entropy(list(zip(*p, strict=True))),
    )
    return tuple(zip(OF_JOINTS, found, strict=True))


def _weighed(joint: Joint) -> tuple[Pmf, Iterable[Weighed]]:
    """The terms of I(X; Y) = D(joint‖product of the marginals)."""
    rows_x, columns_y = sums.marginals(joint.p)
    flat = [x for line in joint.p for x in line]
    apart = [x * y for x in rows_x for y in columns_y]
    return Pmf(tuple(flat), joint.cells), finite.weighed(MEASURES["kl"], flat, apart)


#: entries of a joint distribution that are drawn at most, each way
_MOST_DRAWN = 30


def _map(joint: Joint, report: Report) -> Picture:
    """The joint probabilities as shades."""
    from infocalc.report.cells import number_text
    from infocalc.report.picture import Heat, Picture

    if max(len(joint.x), len(joint.y)) > _MOST_DRAWN:
        raise LimitExceeded(f"--plot draws up to {_MOST_DRAWN} values of X and of Y")
    values = tuple(tuple(float(p) for p in line) for line in joint.p)
    first = report.rows[0]
    title = f"{first.name} = {number_text(first)} {report.unit or ''}".rstrip()
    return Picture(title=title, heat=Heat(joint.x, joint.y, values))


#: what mutual information may be divided by, from H(X), H(Y) and H(X,Y)
NORMALIZERS: dict[str, tuple[str, Callable[[arb, arb, arb], arb]]] = {
    "min": ("min(H(X),H(Y))", lambda x, y, _: x.min(y)),
    "max": ("max(H(X),H(Y))", lambda x, y, _: x.max(y)),
    "arithmetic": ("((H(X)+H(Y))/2)", lambda x, y, _: (x + y) / 2),
    "geometric": ("sqrt(H(X)*H(Y))", lambda x, y, _: (x * y).sqrt()),
    "joint": ("H(X,Y)", lambda x, y, joint: joint),
    "x": ("H(X)", lambda x, y, _: x),
    "y": ("H(Y)", lambda x, y, _: y),
}


def _relative(values: Sequence[tuple[str, Logs]], options: InformationOptions) -> Row:
    """I(X; Y) divided by an entropy or a mean of two: normalised mutual information, the gain ratio."""
    name, normalizer = NORMALIZERS[options.relative_to or "joint"]
    information, *entropies = (value for _, value in values[:4])
    with ctx.workprec(128):
        if not normalizer(*(h.ball() for h in entropies)) > 0:
            raise Undefined(f"I(X;Y)/{name} is 0/0: a variable has one value only")
    ratio = Plain(lambda: information.ball() / normalizer(*(h.ball() for h in entropies)))
    return row(f"I(X;Y)/{name}", ratio, Unit("nats"), options.digits)
