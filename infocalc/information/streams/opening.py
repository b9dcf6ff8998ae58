"""The beginning of a stream of CSV or TSV: its form, the records that decide what its columns are."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice

from infocalc.errors import TableError
from infocalc.information.options import InformationOptions
from infocalc.information.reading import forms
from infocalc.information.reading.beginning import Peeked
from infocalc.information.reading.comments import without_comments
from infocalc.information.reading.form import Form
from infocalc.information.reading.header import SAMPLE
from infocalc.information.reading.records import Record, check_line, decoded, read_lines, too_long
from infocalc.information.streams.pieces import SIZE, Place
from infocalc.limits import LIMITS

_MARK = b"\xef\xbb\xbf"
#: bytes of the beginning that decide, where they hold fewer records than usual
_ENOUGH = 1 << 22


def opening(stream: Peeked, options: InformationOptions) -> tuple[bytes, Form, list[Record]]:
    """The first bytes, the form of the table, and the records that decide what its columns are."""
    head = stream.read(0)
    while True:
        more = stream.read(SIZE)
        text = decoded(head[: head.rfind(b"\n") + 1] if more else head)
        check_line(text)
        form, found = forms.form_of(text, options), []
        try:
            found = list(islice(_records_of(text, form, options), SAMPLE))
        except TableError:  # a quote that is closed further on
            if not more:
                raise
        head += more
        if not more or len(found) == SAMPLE or (len(head) > _ENOUGH and len(found) > 1):
            return head, form, found
        last = len(head) - head.rfind(b"\n") - 1
        if last > LIMITS["table line"].most:
            raise too_long(head.count(b"\n") + 1, last)


def _records_of(text: str, form: Form, options: InformationOptions) -> Iterator[Record]:
    """The records of the beginning that are not blank."""
    kept, _ = without_comments(text, form, options)
    lines = read_lines(io.StringIO(form.plain(kept), newline=""), form.delimiter)
    return (record for record in lines if any(record[1]))


def lines_above(head: bytes, form: Form, found: Sequence[Record], header: bool) -> int:
    """The lines above the rows of a table: those up to its header, none where it has none.

    A row of empty cells is a row, also where the records that decide begin below it.
    """
    if form.cells is not None:
        return found[min(int(header), len(found) - 1)][0] - 1
    if not header:
        return 0
    above = found[0][0] - 1
    text = head[place_of(above + 1, head).offset :].decode(errors="replace")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=form.delimiter)
    next(reader)
    return above + reader.line_num


def place_of(line: int, head: bytes) -> Place:
    """Where a line of the head begins."""
    offset = len(_MARK) if head.startswith(_MARK) else 0
    for _ in range(line - 1):
        offset = head.find(b"\n", offset) + 1
        if offset == 0:
            raise TableError("lines end with a carriage return alone", hint="convert them: tr '\\r' '\\n'")
    return Place(line, offset)
