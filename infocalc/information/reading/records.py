"""From the bytes of an operand to records: CSV and TSV with the line of each record, JSON as exact texts."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from infocalc.errors import FileProblem, LimitExceeded, TableError
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.rationals import OutOfRange, rational
from infocalc.information.source import Source
from infocalc.limits import LIMITS, check

#: (line, cells), lines counted from 1
Record = tuple[int, list[str]]

_NAMED = {"\\t": "\t", "tab": "\t", "comma": ",", "semicolon": ";", "space": " "}
#: first cells of a header over a column of labels
_LABEL_NAMES = frozenset(
    ("label", "labels", "name", "outcome", "symbol", "x", "value", "key", "category", "")
)
#: what stands for a number, or for none, in tables; never the name of a column
_VALUES = frozenset(["", *"nan inf infinity na n/a null none true false".split()])


def text_of(source: Source) -> str:
    """All of the operand as text: UTF-8, with or without a byte order mark, and nothing that is packed."""
    if source.stream is None:
        return source.text or ""
    raw = source.stream.read(LIMITS["table bytes"].most + 1)
    check("table bytes", len(raw))
    return decoded(raw)


def decoded(raw: bytes, offset: int = 0, line: int = 1) -> str:
    """The bytes as text; `offset` and `line` are where they begin."""
    if offset == 0:
        refuse_packed(raw)
    if b"\0" in raw:
        raise TableError(f"NUL byte in row {line + raw[: raw.index(0)].count(10)}")
    try:
        return raw.decode("utf-8-sig" if offset == 0 else "utf-8")
    except UnicodeDecodeError as wrong:
        row = line + raw[: wrong.start].count(10)
        raise TableError(
            f"row {row}: not UTF-8: byte 0x{raw[wrong.start]:02X} at offset {offset + wrong.start}",
            hint="convert the input to UTF-8 with iconv",
        ) from None


def refuse_packed(head: bytes) -> None:
    """Compressed data and UTF-16 are named, not guessed at."""
    if head[:2] == b"\x1f\x8b":
        raise FileProblem("the input is gzip data", hint="pipe it through gunzip")
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise FileProblem("the input looks like UTF-16", hint="convert it: iconv -f UTF-16 -t UTF-8")


def json_of(text: str) -> Any:
    """JSON with every number as its text, and no name twice in an object."""

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        refuse_twice((name for name, _ in found), "label")
        return dict(found)

    try:
        return json.loads(text, parse_float=str, parse_int=str, object_pairs_hook=pairs)
    except (json.JSONDecodeError, RecursionError) as wrong:
        raise TableError(f"not JSON: {wrong}") from None


def refuse_twice(names: Iterable[str], what: str) -> None:
    double = next((name for name, n in Counter(names).items() if n > 1), None)
    if double is not None:
        raise TableError(f"{what} {double} appears twice")


def records(text: str, options: InformationOptions) -> list[Record]:
    """The records of a CSV or TSV text that are not blank, cells trimmed."""
    kept: list[Record] = []
    for record in read_lines(io.StringIO(text, newline=""), delimiter_in(text, options)):
        if any(record[1]):
            kept.append(record)
            check("table rows", len(kept))
    return kept


def read_lines(lines: Iterable[str], delimiter: str, before: int = 0) -> Iterator[Record]:
    """Each record with the line it begins on, after `before` lines; blank ones too."""
    reader = csv.reader(_bounded(lines, before), delimiter=delimiter, strict=True)
    begins = before + 1
    try:
        for cells in reader:
            yield begins, [cell.strip() for cell in cells]
            begins = before + reader.line_num + 1
    except csv.Error as wrong:
        raise TableError(f"row {begins}: {wrong}", hint=_quote_hint(str(wrong))) from None


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
    return LimitExceeded(f"row {line} has {size:,} characters in one line; the limit is {most:,}")


def delimiter_in(text: str, options: InformationOptions) -> str:
    """What separates the cells of a table, by its first line."""
    first = next((line for line in text.split("\n", 20) if line.strip()), "")
    if len(first) > LIMITS["table line"].most:
        raise too_long(1, len(first))
    return _delimiter_of(first, text[:4096], options)


def _delimiter_of(first: str, sample: str, options: InformationOptions) -> str:
    """What separates the cells: as asked for, else the comma, the tab or the semicolon of the first line."""
    if options.delimiter is not None:
        found = _NAMED.get(options.delimiter, options.delimiter)
        if len(found) != 1 or found in '\r\n"':
            raise TableError(f"--delimiter {options.delimiter}: one character is wanted", hint="or tab")
        return found
    if ";" in first and ("," not in first or options.decimal == ","):
        if "," in sample and options.decimal != ",":
            raise TableError(
                "the table looks like ; with decimal commas", hint="use --delimiter ';' --decimal ','"
            )
        return ";"
    return "\t" if "\t" in first and ("," not in first or options.decimal == ",") else ","


def is_number(text: str, options: InformationOptions) -> bool:
    """Whether a cell is a number, perhaps one out of range."""
    if options.decimal == ",":
        text = text.replace(".", " ").replace(",", ".")
    try:
        return rational(text) is not None
    except OutOfRange:
        return True


def names_a_column(cell: str) -> bool:
    """Whether a cell may be the name of a column of numbers: not a number, and nothing like one."""
    return not (cell[:1].isnumeric() or cell[:1] in "+-." or cell.lower() in _VALUES)


def is_label(name: str) -> bool:
    """Whether this is what a column of labels is called."""
    return name.lower() in _LABEL_NAMES
