"""Lines of a table that are comments: a # at the beginning, and nothing that a row has.

`# made by hand` is a comment; `#rust,5` in a table of two columns may be a row that was struck out, or a
hashtag: it is refused with both readings.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence

from infocalc.errors import TableError
from infocalc.information.options import InformationOptions
from infocalc.information.reading.form import Form

NONE = "none"


def has_comments(text: str | bytes) -> bool:
    """Whether a line begins with #."""
    if isinstance(text, bytes):
        return b"#" in text and (text.startswith(b"#") or b"\n#" in text)
    return "#" in text and (text.startswith("#") or "\n#" in text)


def without_comments(
    text: str, form: Form, options: InformationOptions, before: int = 0, width: int | None = None
) -> tuple[str, int]:
    """The text with comments as blank lines, and how many there were.

    `before` lines stand above it, rows have `width` cells (None: as many as the first).
    """
    mark = options.comment or "#"
    if mark == NONE or not (has_comments(text) if mark == "#" else mark in text):
        return text, 0
    lines = text.splitlines(keepends=True)
    width = _width(lines, mark, form) if width is None else width
    count, quoted = 0, False
    for i, line in enumerate(lines):
        if not quoted and line.startswith(mark):
            if options.comment is None and _may_be_a_row(line, width, form):
                raise TableError(
                    f"row {before + i + 1} may be a comment or a row: {line.strip()[:40]}",
                    hint="--comment '#' leaves such lines out, --comment none reads them as rows",
                    line=before + i + 1,
                )
            count += 1
            lines[i] = "\n"
        elif form.cells is None:
            quoted ^= line.count('"') % 2 == 1
    return "".join(lines), count


def _width(lines: Sequence[str], mark: str, form: Form) -> int:
    """How many cells a row has; 0 where every line begins with the mark."""
    cells = (_cells(line, form) for line in lines if line.strip() and not line.startswith(mark))
    return next((len(row) for row in cells if row), 0)


def _cells(line: str, form: Form) -> Sequence[str]:
    if form.cells is not None:
        return form.row(line)
    try:
        return next(csv.reader([line], delimiter=form.delimiter), [])
    except csv.Error:
        return []


def _may_be_a_row(line: str, width: int, form: Form) -> bool:
    """Whether the line has a word behind the # and the cells of a row, or a number at its end."""
    word = line[1:2]
    if not word.strip() or word in "#!":
        return False
    ends = form.cells is not None and line.rsplit(maxsplit=1)[-1][:1].isdigit()
    return not width or ends or len(_cells(line, form)) == width


def said_of_comments(count: int) -> tuple[str, ...]:
    """The note that names them."""
    return (f"comments: {count} line{'s' if count > 1 else ''} left out",) if count else ()
