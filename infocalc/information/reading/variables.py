"""Joint distributions of several named variables: a table with a column for each and one of counts."""

from __future__ import annotations

from flint import fmpq

from infocalc.errors import TableError, UsageError
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pmf import checked
from infocalc.information.reading.cells import number
from infocalc.information.reading.header import EMPTY, SAMPLE, Header, decided, place_of
from infocalc.information.reading.records import Record, records, text_of
from infocalc.information.reading.structured import columns_of, data_of, is_structured
from infocalc.information.source import Columns, Source
from infocalc.records import NamedTuple

Outcome = tuple[str, ...]


class Variables(NamedTuple):
    """p(x1, …, xn) of the outcomes that occur; `names` are those of the variables."""

    names: tuple[str, ...]
    p: dict[Outcome, fmpq]
    notes: tuple[str, ...] = ()


def named(options: InformationOptions) -> tuple[str, ...]:
    """The columns that are asked about: X, Y and what is given, or all of --columns; each once."""
    pair = tuple(name for name in (options.x, options.y) if name is not None)
    if pair and options.columns:
        raise UsageError("--columns and --x, --y name the variables twice", hint="choose one of them")
    if options.given and len(pair) < 2:
        raise UsageError("--given says nothing without --x and --y", hint="--x A --y B --given C")
    names = (*pair, *options.given) if pair else options.columns
    for name in names:
        if names.count(name) > 1:
            raise UsageError(f"the column {name} is named twice")
    return names


def read_variables(source: Source, options: InformationOptions) -> Variables:
    """The joint distribution of the named columns of a table of counts or probabilities."""
    if source.data is not None:
        return _variables(source.data.records[1:], _header_of(source.data), (), options)
    if source.stream is None:
        kind = "a table that is typed" if source.path is None else "a file that is no text"
        hint = "give a file: @FILE" if source.path is None else "pass --samples: its rows are observations"
        raise UsageError(f"the variables of {kind} have no names", hint=hint)
    return _variables(*_rows(text_of(source), options), options)


def _header_of(data: Columns) -> Header:
    """The names of the columns that a program handed over."""
    if not data.named:
        raise UsageError(
            "the variables of a matrix have no names", hint="a table with named columns has them"
        )
    return Header(tuple(data.records[0][1]), "")


def _variables(
    body: list[Record], header: Header, notes: tuple[str, ...], options: InformationOptions
) -> Variables:
    """The joint distribution of the named columns of these records."""
    if not body:
        raise TableError("the table has no rows")
    width = len(body[0][1])
    names = named(options)
    places = [place_of(name, header.names, width) for name in names]
    count = _count_place(options, header, width, places)
    outcomes: dict[Outcome, int] = {}
    for line, cells in body:
        if len(cells) != width:
            raise TableError(f"row {line} has {len(cells)} fields, the first has {width}", line=line)
        outcome = tuple(cells[i] or EMPTY for i in places)
        if outcome in outcomes:
            hint = f"the first is row {outcomes[outcome]}; name all columns, or count rows with --samples"
            raise TableError(f"row {line}: {', '.join(outcome)} appears twice", hint=hint, line=line)
        outcomes[outcome] = line
    column = header.names[count] if header.names else str(count + 1)
    texts = [cells[count] for _, cells in body]
    values = [number(text, line, column, options) for (line, _), text in zip(body, texts, strict=True)]
    pmf = checked(values, None, options, texts, list(outcomes.values()))
    said = (*notes, *((header.note,) if header.note else ()), *pmf.notes)
    return Variables(names, dict(zip(outcomes, pmf.p, strict=True)), said)


def _rows(text: str, options: InformationOptions) -> tuple[list[Record], Header, tuple[str, ...]]:
    """The rows of a table behind its header."""
    if is_structured(text):
        found = columns_of(data_of(text)).records
        return found[1:], Header(tuple(found[0][1]), ""), ()
    read = records(text, options, pairs=True)
    if not read.records:
        raise TableError("the table has no rows")
    header = decided([cells for _, cells in read.records[:SAMPLE]], options, read.form.named)
    return read.records[header.rows :], header, tuple(read.notes)


def _count_place(options: InformationOptions, header: Header, width: int, taken: list[int]) -> int:
    """The column of the counts: --column, or the only one that is left."""
    if options.column is not None:
        return place_of(options.column, header.names, width)
    rest = [i for i in range(width) if i not in taken]
    if len(rest) != 1:
        hint = "--column names that of the counts; --samples counts the rows"
        raise UsageError(f"{len(rest)} columns are left for the counts", hint=hint)
    return rest[0]
