"""What each operand is: a table, a pmf of numbers, a law or a formula; and who reads it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from infocalc.annotations import TYPE_CHECKING
from infocalc.information import routes
from infocalc.information.measure import Measure
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pmf import Pmf
from infocalc.information.pmf.typed import of_text
from infocalc.information.reading.beginning import peeked
from infocalc.information.routes import Route, refuse_unread
from infocalc.information.source import Source, telling_file

if TYPE_CHECKING:
    from infocalc.information.measures.of_others import Operand


def check_options(
    sources: Sequence[Source | None],
    operands: Sequence[Operand],
    measuring: tuple[Route, ...],
    options: InformationOptions,
) -> None:
    """Refuse what no route of this question reads, and a value for a symbol that it lacks."""
    read = (
        (routes.PAIR,)
        if len(operands) > len([s for s in sources if s])
        else tuple(map(reading_route, sources, operands))
    )
    order = (routes.ORDER,) if has_symbolic_order(options) else ()
    refuse_unread(options, (*read, *measuring, *order))
    if options.at:
        from infocalc.algebra.point import refuse_unknown

        known = frozenset().union(*map(symbols, sources, operands))
        refuse_unknown(options.at, known | _symbols_of_order(options) if order else known)


def has_symbolic_order(options: InformationOptions) -> bool:
    """Whether the order of the entropy or divergence asked for is typed as a formula."""
    if options.renyi is None and options.tsallis is None:
        return False
    from infocalc.information.measures.derived import is_formula

    return is_formula(options)


def _symbols_of_order(options: InformationOptions) -> frozenset[str]:
    from infocalc.information.measures.derived import order_symbols

    return order_symbols(options)


def unit_route(measure: Measure) -> tuple[Route, ...]:
    return (routes.WITH_UNIT,) if measure.has_unit else ()


def reading_route(source: Source | None, operand: Operand) -> Route:
    """Who read an operand."""
    if source is not None and source.data is not None:
        return routes.VALUES
    if source is None or source.text is None:
        return routes.TABLE
    if isinstance(operand, Pmf):
        return routes.FILLED if symbols(source, operand) else routes.TEXT
    from infocalc.information.closed.symbolic_pmf import Symbolic
    from infocalc.information.densities.checked import Normalised

    if isinstance(operand, Symbolic):
        return routes.SYMBOLS
    return routes.DENSITY if isinstance(operand, Normalised) else routes.FAMILY


def symbols(source: Source | None, operand: Operand) -> frozenset[str]:
    """The symbols of an operand; of numbers, the words of a text whose symbols have values already."""
    if isinstance(operand, Pmf):
        text = "" if source is None else source.text or ""
        return frozenset(re.findall(r"[^\W\d]\w*", text))
    from infocalc.information.densities.checked import Normalised

    return operand.density.parameters if isinstance(operand, Normalised) else operand.free


def read_operands(
    measure: Measure, first: Source, second: Source | None, options: InformationOptions
) -> tuple[Operand, ...]:
    if measure.operands == 1:
        return (read_operand(first, options),)
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
    return read_operand(p, options), read_operand(q, options)


@telling_file
def read_operand(source: Source, options: InformationOptions) -> Operand:
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
    if not text.isascii() or any(mark in text for mark in "=~\\;%>"):
        from infocalc.information.reading.written import plainly

        text = plainly(text)
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
