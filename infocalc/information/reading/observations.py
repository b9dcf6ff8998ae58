"""Columns of observations: how often each text stands in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice

from infocalc.errors import TableError
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pairs import look_alikes
from infocalc.information.pmf.pmf import Pmf, counted
from infocalc.information.reading.cells import is_name
from infocalc.information.reading.header import SAMPLE, Header, decided, place_of
from infocalc.information.reading.layout import Layout, check_width
from infocalc.information.reading.records import Record, records, text_of
from infocalc.information.reading.structured import columns_of, data_of, is_structured
from infocalc.information.source import Columns, Source, telling_file
from infocalc.records import NamedTuple


class Observed(NamedTuple):
    """How often each text was observed; the first line of a column that is no name, and the notes."""

    tally: Counter[str]
    first: str | None
    notes: tuple[str, ...]

    def without_first(self) -> Observed:
        """The same with the first line as the name of the column."""
        tally = self.tally - Counter([self.first or ""])
        notes = tuple(note for note in self.notes if not note.startswith("no header"))
        return Observed(tally, None, (*notes, f"header: {self.first}"))


def read_one(source: Source, options: InformationOptions) -> Pmf:
    """The distribution of one column of observations."""
    return _pmf_of(observations(source, options), options)


def _pmf_of(found: Observed, options: InformationOptions) -> Pmf:
    pmf = counted(found.tally, options)
    warnings = (*pmf.warnings, *look_alikes(pmf.labels or ()))
    return pmf._replace(notes=(*found.notes, *pmf.notes), warnings=warnings)


def read_two(p: Source, q: Source, options: InformationOptions) -> tuple[Pmf, Pmf]:
    """Two columns of observations; the same first line, which stands nowhere else, names both."""
    first, second = _one_name(observations(p, options), observations(q, options))
    return _pmf_of(first, options), _pmf_of(second, options)


@telling_file
def observations(source: Source, options: InformationOptions) -> Observed:
    """How often each text stands in the column of observations; JSON: a list of texts or numbers."""
    text = text_of(source)
    if is_structured(text):
        return Observed(tally_of(columns_of(data_of(text)), options), None, ())
    read = records(text, options, empty=True)
    known = list(islice((record for record in read.records if any(record[1])), SAMPLE))
    if not known:
        raise TableError("the table has no rows")
    found, notes = read.records, read.notes
    header = decided([cells for _, cells in known], options, read.form.named)
    if header.names is not None:
        found = found[found.index(known[0]) :]
    tally = _tally(found, header, options)
    single = header.names is None and len(found[0][1]) == 1 and not options.no_header
    return Observed(tally, found[0][1][0] if single else None, (*notes, header.note))


def tally_of(columns: Columns, options: InformationOptions) -> Counter[str]:
    """How often each text stands in a list, or in a column of records."""
    if columns.labelled:
        raise TableError("the JSON must be a list of observations", hint='["a", "b", "a"]')
    names = tuple(columns.records[0][1]) if columns.named else None
    return _tally(columns.records, Header(names, ""), options)


def _tally(found: Sequence[Record], header: Header, options: InformationOptions) -> Counter[str]:
    width = len(found[0][1])
    if width > 1 and options.column is None:
        raise TableError(f"{width} columns, one of observations is wanted", hint="choose one with --column")
    place = 0 if options.column is None else place_of(options.column, header.names, width)
    layout = Layout(header.names is not None, width, None, (place,), ())
    tally: Counter[str] = Counter()
    for row, cells in found[header.rows :]:
        check_width(row, cells, layout)
        if not cells[place]:
            hint = "--nulls label counts it as an outcome, --nulls drop leaves it out"
            raise TableError(f"row {row}: an empty observation", hint=hint, line=row)
        tally[cells[place]] += 1
    if not tally:
        raise TableError("the table has no rows", hint="there is a header only")
    return tally


def _one_name(first: Observed, second: Observed) -> tuple[Observed, Observed]:
    """Two columns whose first line is the same text, and stands nowhere else, have a name in it."""
    name = first.first
    if name is None or name != second.first or not is_name(name):
        return first, second
    if first.tally[name] != 1 or second.tally[name] != 1 or min(len(first.tally), len(second.tally)) < 2:
        return first, second
    return first.without_first(), second.without_first()
