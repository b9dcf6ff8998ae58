"""Measures: what each operand is, and who answers for it."""

from __future__ import annotations

from collections.abc import Sequence

from infocalc.annotations import TYPE_CHECKING, cast
from infocalc.errors import UsageError
from infocalc.information import routes
from infocalc.information.concluded import drawn, guarded, not_negative
from infocalc.information.estimation.table import DENSITY, PAIRS, SAMPLES, gives
from infocalc.information.measure import MEASURES, Measure
from infocalc.information.measures import of_pmfs
from infocalc.information.operands import (
    check_options,
    has_symbolic_order,
    read_operand,
    read_operands,
    symbols,
    unit_route,
)
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pmf import Pmf
from infocalc.information.reading.beginning import are_raw, is_json, is_long, peeked
from infocalc.information.routes import refuse_unread
from infocalc.information.source import Source
from infocalc.report.report import Report

if TYPE_CHECKING:
    from infocalc.information.measures.of_others import Operand


def measured(measure: Measure, sources: Sequence[Source | None], options: InformationOptions) -> Report:
    """A measure of the table of one operand or of two; Q may be a column of the table P."""
    if options.alpha or options.f or options.renyi:
        from infocalc.information.measures.derived import chosen

        measure = chosen(measure, options)
    if options.encoded:
        return _of_encoded(measure, [source for source in sources if source is not None], options)
    if len(sources) > 2 or options.mixture_weights is not None:
        return _of_several(measure, sources, options)
    first = peeked(cast(Source, sources[0]))
    second = peeked(sources[1]) if len(sources) > 1 and sources[1] is not None else None
    return _of_tables(measure, first, second, options) or _of_operands(measure, first, second, options)


def _of_tables(
    measure: Measure, first: Source, second: Source | None, options: InformationOptions
) -> Report | None:
    """The answer of tables that need not be held: columns, rows that an engine counts, what goes by."""
    by_neighbours = second is not None and gives(options.estimator) == SAMPLES
    if len(options.columns) > 1 or by_neighbours or (second is not None and "(" in (second.text or "")):
        from infocalc.information.observed import observed

        found = observed(measure, first, second, options)
        if found is not None:
            return found
    given = [source for source in (first, second)[: measure.operands] if source is not None]
    if len(given) == measure.operands and are_raw(given, options):
        return _of_rows(measure, given, options)
    rescaled = options.normalize or options.tallied
    summed = measure.sums_of(rescaled, options.both) and (measure.together is not None or not options.both)
    if summed and _are_long(given, options):
        from infocalc.information.measures import of_streams

        refuse_unread(options, (routes.STREAM, routes.OF_STREAMS, *unit_route(measure)))
        return guarded(measure, of_streams.measured(measure, given, options), options)
    return None


def _of_operands(
    measure: Measure, first: Source, second: Source | None, options: InformationOptions
) -> Report:
    """The measure of one distribution or of two, each read whole."""
    sources = (first, second)[: measure.operands]
    operands = read_operands(measure, first, second, options)
    finite = [p for p in operands if isinstance(p, Pmf)]
    if measure.between is not None:
        from infocalc.information.measures import on_the_line

        route = routes.OF_PLACES if len(finite) == len(operands) else routes.OF_LINES
        check_options(sources, operands, (route,), options)
        report = on_the_line.measured(measure, operands, options, sources)
        return drawn(guarded(measure, report, options), operands, options)
    numbers = len(finite) == len(operands) and not has_symbolic_order(options)
    measuring = routes.OF_PMFS if numbers else routes.OF_OTHERS
    check_options(sources, operands, (measuring, *unit_route(measure)), options)
    if numbers:
        report = _of_finite(measure, finite, options, sources)
    else:
        report = _of_others(measure, operands, options, sources)
    return drawn(guarded(measure, report, options), operands, options)


def _of_several(measure: Measure, sources: Sequence[Source | None], options: InformationOptions) -> Report:
    """The measure of several laws, each with a weight; one table may hold the first two."""
    from infocalc.information.measures.derived import of_mixture

    first, second, *others = [None if source is None else peeked(source) for source in sources]
    assert first is not None
    pair = read_operands(measure, first, second, options)
    operands = (*pair, *[read_operand(source, options) for source in others if source is not None])
    if options.with_interval:
        raise UsageError("an interval is of two samples of one weight", "leave --bootstrap or --bayes out")
    measure, operands = of_mixture(measure, operands, options)
    finite = [p for p in operands if isinstance(p, Pmf)]
    numbers = len(finite) == len(operands)
    route = routes.OF_PMFS if numbers else routes.OF_OTHERS
    check_options(sources, operands, (route, *unit_route(measure)), options)
    if numbers:
        from infocalc.information.measures.of_mixtures import of_several

        report = of_several(measure, finite, options, sources)
    else:
        report = _of_others(measure, operands, options, sources)
    return drawn(guarded(measure, report, options), operands, options)


def _of_finite(
    measure: Measure, pmfs: Sequence[Pmf], options: InformationOptions, sources: Sequence[Source | None]
) -> Report:
    """The measure of pmfs of numbers, or the entropy of the density that observed numbers were drawn from."""
    if measure.operands == 1 and gives(options.estimator) == DENSITY:
        from infocalc.information.measures import of_points, of_samples

        if options.renyi is not None or options.tsallis is not None:
            return of_points.of_order_of_sample(pmfs[0], options, sources)
        return of_samples.entropy(pmfs[0], options, sources)
    if measure.operands == 1:
        from infocalc.information.measures import of_one_pmf

        return of_one_pmf.measured(measure, pmfs[0], options, sources)
    return of_pmfs.measured(measure, pmfs[0], pmfs[1], options, sources)


def _of_encoded(measure: Measure, sources: Sequence[Source], options: InformationOptions) -> Report:
    """The measure of texts by their characters or bytes, or of logits and log-probabilities."""
    if options.tokens and measure.name == "entropy":
        from infocalc.information.measures import of_tokens

        refuse_unread(options, (routes.TOKENS, *unit_route(measure)))
        return of_tokens.measured(measure, sources[0], options)
    if options.tokens:
        raise UsageError("--tokens is for entropy, of one sequence", "entropy --tokens -0.1,-2.3,-0.7")
    if len(sources) != measure.operands:
        raise UsageError(f"{measure.name} wants {measure.operands} operands", "give P and Q")
    if options.logits or options.logprobs:
        from infocalc.information.reading.log_weights import pmf_of_logarithms

        refuse_unread(options, (routes.LOGARITHMS, routes.OF_OTHERS, *unit_route(measure)))
        operands = tuple(pmf_of_logarithms(source, options) for source in sources)
        report = _of_others(measure, operands, options, sources)
        return drawn(guarded(measure, report, options), operands, options)
    from infocalc.information.reading.signs import pmf_of_signs

    refuse_unread(options, (routes.SIGNS, routes.OF_PMFS, *unit_route(measure)))
    pmfs = [pmf_of_signs(source, options) for source in sources]
    report = _of_finite(measure, pmfs, options, sources)
    return drawn(guarded(measure, report, options), tuple(pmfs), options)


def _of_others(
    measure: Measure,
    operands: Sequence[Operand],
    options: InformationOptions,
    sources: Sequence[Source | None],
) -> Report:
    """The measure of what is no pmf of numbers, under the assumptions made."""
    from infocalc.information.measures import of_others

    if not options.assume:
        return of_others.measured(measure, operands, options, sources)
    from infocalc.algebra.assumptions import read_assumptions
    from infocalc.information.assumed import under

    known = frozenset().union(*map(symbols, sources, operands))
    assumptions = read_assumptions(options.assume, known)
    report = of_others.measured(measure, under(operands, assumptions), options, sources)
    conditions = dict.fromkeys((*map(str, assumptions), *report.conditions))
    return report._replace(conditions=tuple(conditions))


def _are_long(sources: Sequence[Source], options: InformationOptions) -> bool:
    """Whether these tables are summed as they go by: one of them is long, and none is typed or JSON."""
    if any(source.stream is None for source in sources):
        return False
    return any(is_long(source, options) for source in sources) and not any(map(is_json, sources))


def mi(p: Source, options: InformationOptions) -> Report:
    """Mutual information."""
    p = peeked(p)
    if gives(options.estimator) == PAIRS:
        from infocalc.information.observed import pairs_of_numbers

        return pairs_of_numbers(p, options)
    if (options.given or len(options.columns) > 2) and not options.samples:
        from infocalc.information.measures import of_variables

        refuse_unread(options, (routes.VARIABLES, routes.WITH_UNIT))
        return not_negative(of_variables.of_table(p, options))
    if are_raw([p], options):
        from infocalc.information.measures import of_counts

        refuse_unread(options, (routes.ROWS, routes.OF_JOINTS, routes.WITH_UNIT))
        return guarded(MEASURES["kl"], of_counts.mi(p, options), options)
    if (written := _mi_of_written(p, options)) is not None:
        return written
    if _are_long([p], options):
        from infocalc.information.measures import of_cross_tables

        found = of_cross_tables.mi(p, options)
        if isinstance(found, Report):
            refuse_unread(options, (routes.CROSS_TABLE, routes.WITH_UNIT))
            return not_negative(found)
        p = found
    read = (
        routes.JOINT if p.text is not None else routes.JOINT_TABLE if p.data is None else routes.JOINT_VALUES
    )
    shown = routes.WITH_UNIT if options.relative_to is None else routes.RELATIVE
    from infocalc.information.measures import of_joints

    refuse_unread(options, (read, routes.OF_SMALL_JOINTS, shown))
    return guarded(MEASURES["kl"], of_joints.mi(p, options), options)


def _mi_of_written(p: Source, options: InformationOptions) -> Report | None:
    """Mutual information of a family of several variables, or of a joint distribution with symbols in it."""
    if p.stream is None and p.path is None and "(" in (p.text or ""):
        from infocalc.information.measures import of_others
        from infocalc.information.reading import family_names, literals

        if literals.literal(p.text or "") is None and family_names.is_named(p.text or ""):
            refuse_unread(options, (routes.FAMILY, routes.WITH_UNIT))
            return not_negative(of_others.mi(p, options))
    if _has_symbols(p, options):
        from infocalc.information.measures import of_symbolic_joints
        from infocalc.information.reading.joint import cells_of

        refuse_unread(options, (routes.JOINT_SYMBOLS, routes.WITH_UNIT))
        return of_symbolic_joints.mi(cells_of(p, options), p, options)
    return None


def _has_symbols(source: Source, options: InformationOptions) -> bool:
    """Whether typed entries are formulas."""
    if not any(letter.isalpha() for letter in source.text or ""):
        return False
    from infocalc.information.reading.joint import cells_of
    from infocalc.information.reading.stochastic import has_symbols

    if options.tallied or options.normalize or options.samples:
        return False
    return has_symbols([text for row in cells_of(source, options).texts for text in row], options)


def of_matrix(name: str, matrix: Source, options: InformationOptions) -> Report:
    """Mutual information of a joint distribution, capacity of a channel, entropy rate of a Markov chain."""
    if name == "mi":
        return mi(matrix, options)
    from infocalc.information.measures import of_channels

    answered = of_channels.capacity if name == "capacity" else of_channels.rate
    return not_negative(answered(_of_laws(matrix, options), options))


def _of_laws(matrix: Source, options: InformationOptions) -> Source:
    """The operand whose rows are distributions, its options looked at."""
    read = routes.ROWS_OF_LAWS if matrix.text is not None else routes.TABLE_OF_LAWS
    refuse_unread(options, (read, routes.WITH_UNIT))
    return peeked(matrix)


def _of_rows(measure: Measure, sources: Sequence[Source], options: InformationOptions) -> Report:
    """The answer for tables whose rows an engine counts; few labels are a pmf like any other."""
    from infocalc.information.measures import of_counts

    refuse_unread(options, (routes.ROWS, routes.OF_PMFS, *unit_route(measure)))

    def of_few(pmfs: Sequence[Pmf]) -> Report:
        return drawn(_of_finite(measure, pmfs, options, sources), tuple(pmfs), options)

    return guarded(measure, of_counts.measured(measure, sources, options, of_few), options)
