"""Joint distributions of two variables: rows are X, columns are Y; from text, CSV or JSON."""

from __future__ import annotations

import csv
from collections import Counter
from typing import Any

from flint import fmpq

from infocalc.errors import DistributionError, TableError, UsageError
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pairs import look_alikes
from infocalc.information.pmf.pmf import Labels, checked
from infocalc.information.reading.cells import is_number, number
from infocalc.information.reading.header import (
    EMPTY,
    SAMPLE,
    Header,
    decided,
    has_empty_end,
    has_index,
    place_of,
)
from infocalc.information.reading.joint_json import json_pairs, of_json
from infocalc.information.reading.joint_rows import (
    Cells,
    count_place,
    is_long,
    named_places,
    of_rows,
    with_count_last,
)
from infocalc.information.reading.literals import literal
from infocalc.information.reading.margins import explained, margins
from infocalc.information.reading.records import Record, records, refuse_twice, text_of
from infocalc.information.reading.structured import columns_of, data_of, is_structured
from infocalc.information.source import Columns, Source
from infocalc.limits import check
from infocalc.notation.patterns import pattern
from infocalc.records import NamedTuple

#: what the column of the row names is called
_ROW_NAMES = frozenset("label labels name outcome symbol x value key category row index".split())
#: a matrix of LaTeX; (x, y): n, …
_LATEX = pattern(r"(?s)[\s$]*\\begin\{(?:[pbvBV]?matrix|array)\}(?:\{[^{}]*\})?(.*?)\\end\{\w+\}[\s$]*")
_ENTRY = r"\(([^,():]+),([^,():]+)\)\s*[:=]\s*([^,;\s]+)"
_PAIR, _PAIRS = pattern(_ENTRY), pattern(rf"\s*(?:{_ENTRY}[\s,;]*){{2,}}")
_HINT = "for example infocalc mi '1/4 1/4; 0 1/2'"


class Joint(NamedTuple):
    """p(x, y): row i is x, column j is y; `cells`, `x`, `y` name the outcomes, `counts` are as given."""

    p: tuple[tuple[fmpq, ...], ...]
    cells: Labels
    notes: tuple[str, ...]
    warnings: tuple[str, ...] = ()
    x: Labels = ()
    y: Labels = ()
    counts: tuple[tuple[fmpq, ...], ...] = ()


def read_joint(source: Source, options: InformationOptions) -> Joint:
    """The joint distribution of an operand, checked like every distribution: non-negative, of sum 1."""
    found = cells_of(source, options)
    if options.samples:
        options = options._replace(counts=True)
    width = len(found.y)
    for line, row in zip(found.lines, found.texts, strict=True):
        if len(row) != width:
            entries = "entry" if len(row) == 1 else "entries"
            raise TableError(
                f"row {line} has {len(row)} {entries}, the first has {width}", hint=_HINT, line=line
            )
    cells = tuple(f"{x},{y}" for x in found.x for y in found.y)
    values = [
        number(text, line, y, options)
        for line, row in zip(found.lines, found.texts, strict=True)
        for y, text in zip(found.y, row, strict=True)
    ]
    flat = [text for row in found.texts for text in row]
    warnings = (*margins(found, values), *look_alikes(tuple(found.x)), *look_alikes(tuple(found.y)))
    try:
        pmf = checked(values, None, options, flat, [line for line in found.lines for _ in found.y])
    except DistributionError as problem:
        raise explained(problem, warnings) from None
    rows = tuple(pmf.p[k : k + width] for k in range(0, len(pmf.p), width))
    said = f"X has {len(found.x)} values (rows), Y has {width} (columns)"
    given = pmf.counts or ()
    counts = tuple(given[k : k + width] for k in range(0, len(given), width))
    return Joint(
        rows, cells, (*found.notes, *pmf.notes, said), warnings, tuple(found.x), tuple(found.y), counts
    )


def cells_of(source: Source, options: InformationOptions) -> Cells:
    """The entries of an operand as typed."""
    if source.data is not None:
        return _of_columns(source.data, options)
    return _of_text(source.text or "", options) if source.stream is None else _of_stream(source, options)


def _of_text(text: str, options: InformationOptions) -> Cells:
    """`a b; c d` or `a, b; c, d` or a printed array; of samples each row is one pair x, y."""
    data = literal(text) if is_structured(text) or "(" in text else None
    if data is not None:
        return _of_data(data, options)
    matrix = _LATEX.fullmatch(text)
    if matrix is not None:
        text = matrix[1].replace("\\\\", ";").replace("&", " ")
    labelled = _PAIRS.fullmatch(text)
    if labelled is not None:
        entries = [[cell.strip() for cell in entry] for entry in _PAIR.findall(text)]
        return of_rows(list(enumerate(entries, 1)))
    rows = [row.strip() for row in text.strip().strip(";").replace("\n", ";").split(";") if row.strip()]
    if not rows:
        raise DistributionError("an empty joint distribution", hint=_HINT)
    texts = [[cell.strip() for cell in row.split(",")] if "," in row else row.split() for row in rows]
    if options.samples:
        return _of_pairs(list(enumerate(texts, 1)))
    return _unnamed(texts, list(range(1, len(rows) + 1)))


def _of_columns(data: Columns, options: InformationOptions) -> Cells:
    """Values of a program: a matrix, a cross table with names, or rows x, y and perhaps n."""
    names = tuple(data.records[0][1]) if data.named else None
    if options.samples:
        return _sampled(data.records, Header(names, ""), options)
    if names is None:
        return _unnamed([cells for _, cells in data.records], [line for line, _ in data.records])
    if not data.labelled:
        return _of_rows(data.records, Header(names, ""), options)
    body = data.records[1:]
    rows, columns = tuple(cells[0] for _, cells in body), names[1:]
    for what, labels in (("row", rows), ("column", columns)):
        refuse_twice(labels, what)
    return Cells(rows, columns, [cells[1:] for _, cells in body], [line for line, _ in body])


def _unnamed(texts: list[list[str]], lines: list[int]) -> Cells:
    x = tuple(str(i) for i in range(1, len(texts) + 1))
    return Cells(x, tuple(str(j) for j in range(1, len(texts[0]) + 1)), texts, lines)


def _of_stream(source: Source, options: InformationOptions) -> Cells:
    text = text_of(source)
    if is_structured(text):
        return _of_data(data_of(text), options)
    read = records(text, options, pairs=True)
    if not read.records:
        raise TableError("the table has no rows")
    found = _trimmed(read.records)
    if read.form.counted:
        return _of_tallies(found)._replace(notes=read.notes)
    header = decided([cells for _, cells in found[:SAMPLE]], options, read.form.named)
    found, header = _without_index(found, header, options)
    kind = _sampled if options.samples else _of_rows
    cells = kind(found, header, options)
    return cells._replace(notes=(*read.notes, *((header.note,) if header.note else ()), *cells.notes))


def _trimmed(found: list[Record]) -> list[Record]:
    """The records without a last cell that is empty in all of them."""
    return [(i, c[:-1]) for i, c in found] if has_empty_end([c for _, c in found]) else found


def _without_index(
    found: list[Record], header: Header, options: InformationOptions
) -> tuple[list[Record], Header]:
    """The records without the numbers of rows in front of x, y or of x, y, n."""
    names = header.names
    if names is None or not has_index(names, [cells for _, cells in found[1:]]):
        return found, header
    rest = [(line, cells[1:]) for line, cells in _even(found)]
    less = header._replace(names=names[1:])
    if options.samples or (len(names) == 4 and is_long(rest[1:], less, options)):
        return rest, less
    return found, header


def _of_data(data: Any, options: InformationOptions) -> Cells:
    """JSON and printed arrays: rows of numbers, objects of objects, pairs or records."""
    if isinstance(data, list) and data and all(isinstance(row, dict) for row in data):
        found = columns_of(data).records
        kind = _sampled if options.samples else _of_rows
        return kind(found, Header(tuple(found[0][1]), ""), options)
    return _of_pairs(json_pairs(data)) if options.samples else of_json(data)


def _sampled(found: list[Record], header: Header, options: InformationOptions) -> Cells:
    """Pairs x, y: the two columns, or those that --x and --y name."""
    if options.x is None and options.y is None:
        return _of_pairs(found[header.rows :])
    x, y = named_places(options, header, len(found[0][1]))
    return _of_pairs([(line, [cells[x], cells[y]]) for line, cells in _even(found)[header.rows :]])


def _even(found: list[Record]) -> list[Record]:
    """The records, all as wide as the first."""
    width = len(found[0][1])
    for line, cells in found:
        if len(cells) != width:
            raise TableError(f"row {line} has {len(cells)} fields, the first has {width}", line=line)
    return found


def _of_tallies(found: list[Record]) -> Cells:
    """Lines of uniq -c over pairs: a count, then x and y, in all of them with the same between."""
    ways = [
        [(line, _cut(cells[1], between)) for line, cells in found] for between in ("\t", ",", ";", "|", None)
    ]
    pairs = next((way for way in ways if all(len(pair) == 2 for _, pair in way)), None)
    if pairs is None:
        line, fields = next((line, len(pair)) for line, pair in ways[-1] if len(pair) != 2)
        raise TableError(f"row {line} has {fields} fields behind the count, X and Y are 2", line=line)
    counts = (cells[0] for _, cells in found)
    return of_rows(
        [(line, [x.strip(), y.strip(), n]) for (line, (x, y)), n in zip(pairs, counts, strict=True)]
    )


def _cut(text: str, between: str | None) -> list[str]:
    """The cells of a line with this character, or blanks, between them."""
    return text.split() if between is None else next(csv.reader([text], delimiter=between), [])


def _of_pairs(found: list[Record]) -> Cells:
    """How often each pair x, y was observed; a pair that never was has the count 0."""
    tally: Counter[tuple[str, str]] = Counter()
    for line, cells in found:
        if len(cells) != 2:
            raise TableError(f"row {line} has {len(cells)} fields, a sample of X and Y has 2", line=line)
        if not all(cells):
            raise TableError(f"row {line}: an empty observation", line=line)
        tally[cells[0], cells[1]] += 1
    if not tally:
        raise TableError("the table has no rows")
    x, y = (tuple(dict.fromkeys(pair[i] for pair in tally)) for i in (0, 1))
    check("matrix", len(x) * len(y))
    return Cells(x, y, [[str(tally[a, b]) for b in y] for a in x], list(range(1, len(x) + 1)))


def _of_rows(found: list[Record], header: Header, options: InformationOptions) -> Cells:
    """A table with a column for each y, or one with the columns x, y, n."""
    width = len(_even(found)[0][1])
    body = found[header.rows :]
    if not body:
        raise TableError("the table has no rows")
    if options.x is not None or options.y is not None:
        x, y = named_places(options, header, width)
        n = count_place(options, header, width, (x, y))
        return of_rows([(line, [cells[x], cells[y], cells[n]]) for line, cells in body])
    if options.column is not None:
        place_of(options.column, header.names, width)
        raise UsageError("--column needs --x and --y", hint="--x A --y B --column N reads rows x, y, n")
    if width == 3 and options.label_column is None:
        turned, turned_header = with_count_last(body, header, options)
        if is_long(turned, turned_header, options):
            return of_rows(turned)
    first = 1 if has_row_names(body, header, options) and width > 1 else 0
    names = header.names
    columns = tuple(names[first:]) if names is not None else tuple(str(j + 1) for j in range(width - first))
    rows = tuple(cells[0] or EMPTY if first else str(i) for i, (_, cells) in enumerate(body, 1))
    for what, labels in (("row", rows), ("column", columns)):
        refuse_twice(labels, what)
    return Cells(rows, columns, [cells[first:] for _, cells in body], [line for line, _ in body])


def has_row_names(body: list[Record], header: Header, options: InformationOptions) -> bool:
    """Whether the first column names the rows: texts, what --label-column names, numbers under a name.

    Under a name beside names, whole numbers that rise may be labels or counts: refused.
    """
    if options.label_column is not None:
        return place_of(options.label_column, header.names, len(body[0][1])) == 0
    if any(not is_number(cells[0], options) for _, cells in body):
        return True
    if header.names is None or len(header.names) < 2:
        return False
    first, rest = header.names[0], header.names[1:]
    if first == "" or first.lower() in _ROW_NAMES or all(is_number(name, options) for name in rest):
        return True
    numbers = [cells[0] for _, cells in body]
    if len(rest) > 1 and len(numbers) > 1 and all(n.isdigit() for n in numbers):
        rising = [int(n) for n in numbers]
        if rising == sorted(set(rising)):
            raise TableError(
                f"the column {first} may be names of rows or counts",
                hint=f"--label-column {first} makes it names; --x, --y and --column name rows of x, y, n",
            )
    return False
