"""Who answers for observations of numbers: a sample or a histogram and a law, points with coordinates."""

from __future__ import annotations

from infocalc.errors import DistributionError, UsageError
from infocalc.information import routes
from infocalc.information.concluded import warned
from infocalc.information.estimation.table import DENSITY, SAMPLES, gives
from infocalc.information.measure import Measure
from infocalc.information.operands import read_operand, reading_route, unit_route
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pmf import Pmf
from infocalc.information.routes import refuse_unread
from infocalc.information.source import Source
from infocalc.report.report import Report


def observed(measure: Measure, p: Source, q: Source | None, options: InformationOptions) -> Report | None:
    """The measure, where the operands are of these kinds."""
    if q is not None and _is_histogram_of_law(p, q):
        return _of_histogram(measure, p, q, options)
    if q is not None and _is_sample_of_law(measure, q, options):
        return _of_sample(measure, p, q, options)
    if q is not None and gives(options.estimator) == SAMPLES and measure.name == "kl":
        return _of_two_samples(p, q, options)
    if len(options.columns) > 1 and gives(options.estimator) == DENSITY:
        return _of_points(p, options)
    return None


def _of_two_samples(p: Source, q: Source, options: InformationOptions) -> Report:
    """The divergence of two densities by neighbours."""
    from infocalc.information.measures import of_points

    if not options.samples:
        raise UsageError(f"--estimator {options.estimator} is for observations", hint="give --samples")
    if options.columns:
        refuse_unread(options, (routes.POINTS, routes.WITH_UNIT))
        if p.stream is None or q.stream is None:
            raise UsageError("columns are read from tables as text", hint="give @FILE.csv or -")
        return of_points.divergence((p, q), options, (p, q))
    refuse_unread(options, (reading_route(p, Pmf(())), routes.OF_TWO_SAMPLES, routes.WITH_UNIT))
    found = [read_operand(one, options) for one in (p, q)]
    pmfs = tuple(one for one in found if isinstance(one, Pmf))
    if len(pmfs) < 2:
        raise UsageError(f"--estimator {options.estimator} is for two samples of numbers")
    return warned(of_points.divergence(pmfs, options, (p, q)), pmfs, options)


def _of_points(p: Source, options: InformationOptions) -> Report:
    """The entropy of rows of numbers."""
    from infocalc.information.measures import of_points

    refuse_unread(options, (routes.POINTS, routes.WITH_UNIT))
    if p.stream is None:
        raise UsageError("several columns are read from a table as text", hint="give @FILE.csv or -")
    if not options.samples:
        raise UsageError("--columns of numbers are observations", hint="pass --samples too")
    return of_points.entropy(p, options)


def _is_sample_of_law(measure: Measure, q: Source, options: InformationOptions) -> bool:
    """Whether observations or counts are compared with a law by name."""
    compared = measure.name in ("kl", "xent") or measure.between is not None
    return compared and (options.samples or options.counts) and _is_law(q)


def _is_law(q: Source) -> bool:
    """Whether the operand is a family by name."""
    if "(" not in (q.text or ""):
        return False
    from infocalc.information.reading import family_names

    return family_names.is_named(q.text or "")


def _is_histogram_of_law(p: Source, q: Source) -> bool:
    """Whether cells of the line are compared with a law by name."""
    if p.stream is None or not _is_law(q):
        return False
    from infocalc.information.reading.histogram import is_histogram

    return is_histogram(p)


def _of_histogram(measure: Measure, p: Source, q: Source, options: InformationOptions) -> Report:
    """The measure of the cells of a histogram and of a law."""
    from infocalc.information.measures import of_histograms

    if measure.between is not None:
        raise UsageError(f"{measure.name} wants places, and a histogram has cells", "give --samples")
    refuse_unread(options, (routes.HISTOGRAM, *unit_route(measure)))
    return of_histograms.measured(measure, p, q, options)


def _of_sample(measure: Measure, p: Source, q: Source, options: InformationOptions) -> Report:
    """The measure of a sample, or of counts of outcomes, and a law."""
    from infocalc.information.measures import of_samples

    route = routes.OF_SAMPLES if measure.between is None else routes.OF_LINES
    refuse_unread(options, (reading_route(p, Pmf(())), route, *unit_route(measure)))
    pmf, law = read_operand(p, options), of_samples.law_of(q, options)
    if not isinstance(pmf, Pmf):
        raise DistributionError("a law is compared with observations or counts", hint="first P, then Q")
    if measure.between is not None:
        from infocalc.information.measures import on_the_line

        return warned(on_the_line.measured(measure, (pmf, law), options, (p, q)), (pmf,), options)
    return warned(of_samples.against(measure, pmf, law, options, (p, q)), (pmf,), options)


def pairs_of_numbers(p: Source, options: InformationOptions) -> Report:
    """Mutual information of two columns of numbers, by distances."""
    from infocalc.information.measures import of_counts, of_points
    from infocalc.information.reading.joint import cells_of

    if p.stream is not None and "," in f"{options.x}{options.y}":
        refuse_unread(options, (routes.POINT_PAIRS, routes.WITH_UNIT))
        if not (options.samples and options.x and options.y):
            raise UsageError("two groups of columns are observations", "--samples --x a,b --y c")
        return of_points.mi_of_columns(p, options)
    refuse_unread(options, (routes.ROWS, routes.OF_JOINTS, routes.WITH_UNIT))
    if not options.samples:
        raise UsageError(f"--estimator {options.estimator} is for pairs of numbers", "give --samples")
    if p.stream is not None or p.path is not None:
        return of_counts.mi(p, options)
    cells = cells_of(p, options)
    observed = [
        (x, y, int(n))
        for x, line in zip(cells.x, cells.texts, strict=True)
        for y, n in zip(cells.y, line, strict=True)
    ]
    return of_points.mi(observed, options, [p])
