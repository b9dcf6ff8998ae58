"""From the bytes of an operand to records: CSV and TSV with the line of each record, JSON as exact texts."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from infocalc.annotations import Any
from infocalc.errors import LimitExceeded, TableError
from infocalc.information.options import InformationOptions
from infocalc.information.reading.comments import said_of_comments, without_comments
from infocalc.information.reading.form import Form
from infocalc.information.reading.forms import form_of
from infocalc.information.source import Source
from infocalc.limits import LIMITS, check
from infocalc.records import NamedTuple

#: (line, cells), lines counted from 1
Record = tuple[int, list[str]]


def text_of(source: Source) -> str:
    """All of the operand as text: UTF-8, with or without a byte order mark."""
    if source.stream is None:
        return source.text or ""
    raw = source.stream.read(LIMITS["table bytes"].most + 1)
    check("table bytes", len(raw))
    return decoded(raw)


def decoded(raw: bytes, offset: int = 0, line: int = 1) -> str:
    """The bytes as text; `offset` and `line` are where they begin."""
    if b"\0" in raw:
        row = line + raw[: raw.index(0)].count(10)
        raise TableError(f"NUL byte in row {row}", line=row)
    try:
        return raw.decode("utf-8-sig" if offset == 0 else "utf-8")
    except UnicodeDecodeError as wrong:
        row = line + raw[: wrong.start].count(10)
        raise TableError(
            f"row {row}: not UTF-8: byte 0x{raw[wrong.start]:02X} at offset {offset + wrong.start}",
            hint="convert the input to UTF-8 with iconv",
            line=row,
        ) from None


def json_of(text: str, row: int | None = None) -> Any:
    """JSON with every number as its text, and no name twice in an object; `row` where it is one line."""

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        refuse_twice((name for name, _ in found), "label")
        return dict(found)

    try:
        return json.loads(text, parse_float=str, parse_int=str, object_pairs_hook=pairs)
    except (json.JSONDecodeError, RecursionError) as wrong:
        said = f"not JSON: {wrong}" if row is None else f"row {row}: not JSON"
        raise TableError(said, line=row) from None


def refuse_twice(names: Iterable[str], what: str) -> None:
    double = next((name for name, n in Counter(names).items() if n > 1), None)
    if double is not None:
        raise TableError(f"{what} {double} appears twice")


class Found(NamedTuple):
    """The records of a text that are not blank, the form they were written in, and what was left out."""

    records: list[Record]
    form: Form
    notes: tuple[str, ...]


def records(text: str, options: InformationOptions, pairs: bool = False, empty: bool = False) -> Found:
    """The records of a table, cells trimmed; `pairs` where a line of texts is one of X and Y.

    With `empty` a row of several cells is kept when none of them holds a text.
    """
    check_line(text)
    form = form_of(text, options, pairs)
    kept_text, comments = without_comments(text, form, options)
    kept: list[Record] = []
    for record in read_lines(io.StringIO(form.plain(kept_text), newline=""), form.delimiter):
        if not is_blank(record[1]) or (empty and record[1]):
            kept.append(record)
            check("table rows", len(kept))
    notes = (f"read as {form.name}",) if form.name else ()
    return Found(kept, form, notes + said_of_comments(comments))


def is_blank(cells: Sequence[str]) -> bool:
    """Whether no cell of a row holds a text; a line "" is no blank row but one whose value is missing."""
    return len(cells) != 1 and not any(cells)


def read_lines(lines: Iterable[str], delimiter: str, before: int = 0) -> Iterator[Record]:
    """Each record with the line it begins on, after `before` lines; blank ones too, without a cell."""
    reader = csv.reader(_bounded(lines, before), delimiter=delimiter, strict=True)
    begins = before + 1
    try:
        for cells in reader:
            blank = len(cells) == 1 and cells[0].isspace()
            yield begins, [] if blank else [cell.strip() for cell in cells]
            begins = before + reader.line_num + 1
    except csv.Error as wrong:
        raise TableError(f"row {begins}: {wrong}", hint=_quote_hint(str(wrong)), line=begins) from None


def _quote_hint(problem: str) -> str | None:
    return "a quote is opened and not closed" if "unexpected end" in problem else None


def _bounded(lines: Iterable[str], before: int) -> Iterator[str]:
    most = LIMITS["table line"].most
    for number, line in enumerate(lines, before + 1):
        if len(line) > most and len(line.rstrip("\r\n")) > most:
            raise too_long(number, len(line.rstrip("\r\n")))
        yield line


def too_long(line: int, size: int) -> LimitExceeded:
    """The refusal of a line of so many characters."""
    most = LIMITS["table line"].most
    return LimitExceeded(f"row {line} has {size:,} characters in one line; the limit is {most:,}", line=line)


def check_line(text: str) -> None:
    """Refuse a first line that is too long to be looked at."""
    first = next((line for line in text.split("\n", 20) if line.strip()), "")
    if len(first) > LIMITS["table line"].most:
        raise too_long(1, len(first))
