"""Measures: what each operand is, and who answers for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from infocalc.annotations import TYPE_CHECKING, cast
from infocalc.errors import DistributionError, UsageError
from infocalc.information import routes
from infocalc.information.measure import Measure
from infocalc.information.measures import of_pmfs
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pairs import label_warnings
from infocalc.information.pmf.pmf import Pmf
from infocalc.information.pmf.typed import of_text
from infocalc.information.reading.beginning import are_raw, is_json, is_long, peeked
from infocalc.information.routes import Route, refuse_unread
from infocalc.information.source import Source
from infocalc.report.report import Report

if TYPE_CHECKING:
    from infocalc.information.measures.of_others import Operand


def measured(measure: Measure, sources: Sequence[Source | None], options: InformationOptions) -> Report:
    """A measure of the table of one operand or of two; Q may be a column of the table P."""
    if options.encoded:
        return _of_encoded(measure, [source for source in sources if source is not None], options)
    if options.alpha is not None:
        from infocalc.information.measures.derived import power_divergence

        measure = power_divergence(measure, options.alpha)
    first = peeked(cast(Source, sources[0]))
    second = peeked(sources[1]) if len(sources) > 1 and sources[1] is not None else None
    sources = (first, second)[: measure.operands]
    given = [source for source in sources if source is not None]
    if len(given) == measure.operands and are_raw(given, options):
        return _of_rows(measure, given, options)
    rescaled = options.normalize or options.tallied
    summed = measure.sums_of(rescaled, options.both) and (measure.together is not None or not options.both)
    if summed and _are_long(given, options):
        from infocalc.information.measures import of_streams

        refuse_unread(options, (routes.STREAM, routes.OF_STREAMS, *_unit(measure)))
        return _guarded(measure, of_streams.measured(measure, given, options))
    operands = _operands(measure, first, second, options)
    finite = [p for p in operands if isinstance(p, Pmf)]
    measuring = routes.OF_PMFS if len(finite) == len(operands) else routes.OF_OTHERS
    _check_options(sources, operands, (measuring, *_unit(measure)), options)
    if len(finite) == len(operands):
        report = of_pmfs.measured(measure, finite, options, sources)
    else:
        report = _of_others(measure, operands, options, sources)
    return _drawn(_guarded(measure, report), operands, options)


def _of_encoded(measure: Measure, sources: Sequence[Source], options: InformationOptions) -> Report:
    """The measure of texts by their characters or bytes, or of logits and log-probabilities."""
    if options.tokens and measure.name == "entropy":
        from infocalc.information.measures import of_tokens

        refuse_unread(options, (routes.TOKENS, *_unit(measure)))
        return of_tokens.measured(measure, sources[0], options)
    if options.tokens:
        raise UsageError("--tokens is for entropy, of one sequence", "entropy --tokens -0.1,-2.3,-0.7")
    if len(sources) != measure.operands:
        raise UsageError(f"{measure.name} wants {measure.operands} operands", "give P and Q")
    if options.logits or options.logprobs:
        from infocalc.information.reading.log_weights import pmf_of_logarithms

        refuse_unread(options, (routes.LOGARITHMS, routes.OF_OTHERS, *_unit(measure)))
        operands = tuple(pmf_of_logarithms(source, options) for source in sources)
        return _drawn(_guarded(measure, _of_others(measure, operands, options, sources)), operands, options)
    from infocalc.information.reading.signs import pmf_of_signs

    refuse_unread(options, (routes.SIGNS, routes.OF_PMFS, *_unit(measure)))
    pmfs = [pmf_of_signs(source, options) for source in sources]
    report = of_pmfs.measured(measure, pmfs, options, sources)
    return _drawn(_guarded(measure, report), tuple(pmfs), options)


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

    known = frozenset().union(*map(_symbols, sources, operands))
    assumptions = read_assumptions(options.assume, known)
    report = of_others.measured(measure, under(operands, assumptions), options, sources)
    conditions = dict.fromkeys((*map(str, assumptions), *report.conditions))
    return report._replace(conditions=tuple(conditions))


def _are_long(sources: Sequence[Source], options: InformationOptions) -> bool:
    """Whether these tables are summed as they go by: one of them is long, and none is typed or JSON."""
    if any(source.stream is None for source in sources):
        return False
    return any(is_long(source, options) for source in sources) and not any(map(is_json, sources))


def _guarded(measure: Measure, report: Report) -> Report:
    return _checked(report) if measure.nonnegative else report


def mi(p: Source, options: InformationOptions) -> Report:
    """Mutual information."""
    p = peeked(p)
    if (options.given or len(options.columns) > 2) and not options.samples:
        from infocalc.information.measures import of_variables

        refuse_unread(options, (routes.VARIABLES, routes.WITH_UNIT))
        return _checked(of_variables.of_table(p, options))
    if are_raw([p], options):
        from infocalc.information.measures import of_counts

        refuse_unread(options, (routes.ROWS, routes.OF_JOINTS, routes.WITH_UNIT))
        return _checked(of_counts.mi(p, options))
    if p.stream is None and p.path is None and "(" in (p.text or ""):
        from infocalc.information.measures import of_others
        from infocalc.information.reading import family_names

        if family_names.is_named(p.text or ""):
            refuse_unread(options, (routes.FAMILY, routes.WITH_UNIT))
            return _checked(of_others.mi(p, options))
    if _has_symbols(p, options):
        from infocalc.information.measures import of_symbolic_joints
        from infocalc.information.reading.joint import cells_of

        refuse_unread(options, (routes.JOINT_SYMBOLS, routes.WITH_UNIT))
        return of_symbolic_joints.mi(cells_of(p, options), p, options)
    if _are_long([p], options):
        from infocalc.information.measures import of_cross_tables

        found = of_cross_tables.mi(p, options)
        if isinstance(found, Report):
            refuse_unread(options, (routes.CROSS_TABLE, routes.WITH_UNIT))
            return _checked(found)
        p = found
    read = (
        routes.JOINT if p.text is not None else routes.JOINT_TABLE if p.data is None else routes.JOINT_VALUES
    )
    shown = routes.WITH_UNIT if options.relative_to is None else routes.RELATIVE
    refuse_unread(options, (read, routes.OF_JOINTS, shown))
    return _checked(of_pmfs.mi(p, options))


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
    return _checked(answered(_of_laws(matrix, options), options))


def _of_laws(matrix: Source, options: InformationOptions) -> Source:
    """The operand whose rows are distributions, its options looked at."""
    read = routes.ROWS_OF_LAWS if matrix.text is not None else routes.TABLE_OF_LAWS
    refuse_unread(options, (read, routes.WITH_UNIT))
    return peeked(matrix)


def _of_rows(measure: Measure, sources: Sequence[Source], options: InformationOptions) -> Report:
    """The answer for tables whose rows an engine counts; few labels are a pmf like any other."""
    from infocalc.information.measures import of_counts

    refuse_unread(options, (routes.ROWS, routes.OF_PMFS, *_unit(measure)))

    refuse_unread(options, (routes.ROWS, routes.OF_PMFS, *_unit(measure)))

    def of_few(pmfs: Sequence[Pmf]) -> Report:
        return _drawn(of_pmfs.measured(measure, pmfs, options, sources), tuple(pmfs), options)

    return _guarded(measure, of_counts.measured(measure, sources, options, of_few))


def _check_options(
    sources: Sequence[Source | None],
    operands: Sequence[Operand],
    measuring: tuple[Route, ...],
    options: InformationOptions,
) -> None:
    """Refuse what no route of this question reads, and a value for a symbol that it lacks."""
    read = (
        (routes.PAIR,)
        if len(operands) > len([s for s in sources if s])
        else tuple(map(_route, sources, operands))
    )
    refuse_unread(options, (*read, *measuring))
    if options.at:
        from infocalc.algebra.point import refuse_unknown

        refuse_unknown(options.at, frozenset().union(*map(_symbols, sources, operands)))


def _unit(measure: Measure) -> tuple[Route, ...]:
    return (routes.WITH_UNIT,) if measure.has_unit else ()


def _route(source: Source | None, operand: Operand) -> Route:
    """Who read an operand."""
    if source is not None and source.data is not None:
        return routes.VALUES
    if source is None or source.text is None:
        return routes.TABLE
    if isinstance(operand, Pmf):
        return routes.FILLED if _symbols(source, operand) else routes.TEXT
    from infocalc.information.closed.symbolic_pmf import Symbolic
    from infocalc.information.densities.checked import Checked

    if isinstance(operand, Symbolic):
        return routes.SYMBOLS
    return routes.DENSITY if isinstance(operand, Checked) else routes.FAMILY


def _symbols(source: Source | None, operand: Operand) -> frozenset[str]:
    """The symbols of an operand; of numbers, the words of a text whose symbols have values already."""
    if isinstance(operand, Pmf):
        text = "" if source is None else source.text or ""
        return frozenset(re.findall(r"[^\W\d]\w*", text))
    from infocalc.information.densities.checked import Checked

    return operand.density.parameters if isinstance(operand, Checked) else operand.free


def _operands(
    measure: Measure, first: Source, second: Source | None, options: InformationOptions
) -> tuple[Operand, ...]:
    if measure.operands == 1:
        return (_operand(first, options),)
    return _pair(first, second, options)


def _pair(p: Source, q: Source | None, options: InformationOptions) -> tuple[Operand, Operand]:
    """Both operands; those of one table, or two columns of observations, are read together."""
    if q is None and p.stream is None and p.path is not None:
        from infocalc.information.counting.pmfs import read_pmfs

        first, second = read_pmfs(p, options, 2)
        return first, second
    if q is None:
        from infocalc.information.reading.tables import read_pair

        return read_pair(p, options)
    if options.samples and p.stream is not None and q.stream is not None:
        from infocalc.information.reading.observations import read_two

        return read_two(p, peeked(q), options)
    return _operand(p, options), _operand(q, options)


class NegativeDivergence(Exception):
    """A divergence that is proved to be negative: a bug in infocalc (Gibbs' inequality)."""


def _checked(report: Report) -> Report:
    """The report of a divergence or of a mutual information, none of which is negative."""
    for row in report.rows[: report.answers]:
        if row.number is not None and row.number.certified and row.number.decimal.startswith("-"):
            raise NegativeDivergence(f"{row.name} = {row.number.decimal}")
    return report


def _readings(operand: Operand) -> tuple[str, ...]:
    """What may be meant otherwise by an operand: its labels, its formulas."""
    if isinstance(operand, Pmf):
        return operand.warnings
    from infocalc.information.closed.symbolic_pmf import Symbolic
    from infocalc.information.densities.checked import Checked

    if isinstance(operand, Checked):
        return operand.density.warnings
    return operand.warnings if isinstance(operand, Symbolic) else ()


def _warned(report: Report, operands: tuple[Operand, ...], options: InformationOptions) -> Report:
    """The report with what is said of outcomes that may be meant otherwise; an error under --strict."""
    pmfs = [operand for operand in operands if isinstance(operand, Pmf)]
    warnings = [warning for operand in operands for warning in _readings(operand)]
    if len(pmfs) == 2:
        warnings += label_warnings(*pmfs)
    if warnings and options.strict:
        raise DistributionError(warnings[0], hint="without --strict this is a warning")
    return report._replace(warnings=(*report.warnings, *dict.fromkeys(warnings)))


def _drawn(report: Report, operands: tuple[Operand, ...], options: InformationOptions) -> Report:
    """The report with the warnings about its operands, and the picture that --plot asks for."""
    report = _warned(report, operands, options)
    if not options.plot:
        return report
    from infocalc.information.plot import picture

    return report._replace(picture=picture(operands, options))


def _operand(source: Source, options: InformationOptions) -> Operand:
    """What an operand is: a table, a pmf of numbers, or something that needs the algebra."""
    if source.data is not None:
        from infocalc.information.reading.texts import pmf_of_data

        return pmf_of_data(source.data, options)
    if source.stream is not None:
        return _table(peeked(source), options)
    if source.path is not None:
        from infocalc.information.counting.pmfs import read_pmfs

        return read_pmfs(source, options, 1)[0]
    text = source.text or ""
    formula = "(" in text or " on " in text or " for " in text
    found = _literal(text, options) if formula or text.lstrip()[:1] in ("[", "{") else None
    if found is None and (not formula or options.samples):
        found = of_text(text, options)
    if found is not None:
        return found
    from infocalc.information.measures import of_others as general

    return general.read(text, options)


def _table(source: Source, options: InformationOptions) -> Pmf:
    from infocalc.information.reading import observations, tables

    return observations.read_one(source, options) if options.samples else tables.read_pmf(source, options)


def _literal(text: str, options: InformationOptions) -> Pmf | None:
    from infocalc.information.reading.texts import pmf_of_text

    return pmf_of_text(text, options)
