"""Texts of one column that are not long: their lines are counted as they stand, as `sort | uniq -c` does.

The start of NumPy takes longer than a million lines with few different labels. What is more than lines that
are labels (quotes, comments, carriage returns, empty cells, many labels) is left to the reader of columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from infocalc.information.counting.texts import Text, place_in
from infocalc.information.reading.comments import NONE, has_comments
from infocalc.information.streams.pieces import is_narrow
from infocalc.limits import LIMITS
from infocalc.tables.counts import Counts, Label, Question, of_labels

#: bytes that are read for it, those that are looked at together, labels beyond which sorting is faster
_MOST, _PIECE, _FEW = 1 << 23, 1 << 15, 4096


def counts_of_lines(texts: Sequence[Text], question: Question) -> tuple[list[Text], Counts | None]:
    """The counts of the labels of one text or of two; None where they are not as simple as that.

    The texts come back with what was read of them in their heads.
    """
    if question.numeric or len(question.columns) != 1 or any(len(text.names) != 1 for text in texts):
        return list(texts), None
    kept = [_read(text) for text in texts]
    sides = [_lines(text) for text in kept]
    if any(side is None for side in sides):
        return kept, None
    for text in kept:
        place_in(text.names, question.columns[0], "")
    a, b = [side or Counter() for side in (*sides, Counter[str]())[:2]]
    return kept, of_labels([Label((label,), a[label], b[label]) for label in a | b], (0, 0), None)


def _read(text: Text) -> Text:
    """The text with its first bytes read."""
    pieces = [text.head]
    size = len(text.head)
    while size <= _MOST and (more := text.stream.read(_MOST + 1 - size)):
        pieces.append(more)
        size += len(more)
    return text._replace(head=b"".join(pieces))


def _lines(text: Text) -> Counter[str] | None:
    """How often each line occurs."""
    raw = text.head[text.begins.offset :]
    plain = text.written.cells is None and text.options.comment in (None, NONE) and not has_comments(raw)
    marks = (b'"', b"\r", b"\0", text.written.delimiter.encode())
    if len(text.head) > _MOST or not plain or any(mark in raw for mark in marks):
        return None
    try:
        if not is_narrow(raw, text.written.delimiter):
            return None
    except UnicodeDecodeError:
        return None
    labels = _tally(raw)
    if labels is None:
        return None
    longest = max(map(len, labels), default=0)
    simple = longest <= LIMITS["table line"].most and all(label == label.strip() for label in labels)
    return labels if simple else None


def _tally(raw: bytes) -> Counter[str] | None:
    """How often each line occurs, but for those without a character; None where too many differ."""
    found: Counter[str] = Counter()
    begin = 0
    while begin < len(raw):
        end = raw.find(b"\n", begin + _PIECE)
        found.update(raw[begin : end if end >= 0 else len(raw)].decode().split("\n"))
        if len(found) > _FEW:
            return None
        begin = end + 1 if end >= 0 else len(raw)
    del found[""]
    return found
