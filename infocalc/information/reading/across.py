"""One distribution that stands across: in a row of numbers, perhaps below its labels, as R prints tables."""

from __future__ import annotations

from collections.abc import Sequence

from infocalc.errors import TableError
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pmf import Labels
from infocalc.information.reading.cells import is_name, is_number, number
from infocalc.information.reading.header import COUNT_NAMES
from infocalc.information.reading.layout import LABEL_NAMES
from infocalc.information.reading.records import Record, refuse_twice
from infocalc.records import NamedTuple


class Across(NamedTuple):
    """The labels (None without) and the numbers as texts, the line they stand in, and what is said."""

    labels: Labels | None
    texts: tuple[str, ...]
    line: int
    note: str


def across(found: Sequence[Record], options: InformationOptions) -> Across | None:
    """The distribution across; None where the records are a table like any other."""
    wrapped = _printed_by_r(found, options) or _typed(found, options)
    if wrapped is not None or len(found) > 2:
        return wrapped
    *above, (line, cells) = [(at, _trimmed(row)) for at, row in found]
    top = above[0][1] if above else None
    if top is not None and len(top) == len(cells) > 2 and not is_number(cells[0], options):
        names = [name.lower() for name in top[1:]]
        if not COUNT_NAMES & set(names) and "q" not in names:
            top, cells = top[1:], cells[1:]  # label and numbers: the row has a name
    if len(cells) < 2 or not all(is_number(cell, options) for cell in cells):
        return None
    if top is not None:
        if len(top) != len(cells) or not all(map(is_name, top)) or options.no_header:
            return None
        if len(top) == 2 and (top[0].lower() in LABEL_NAMES or top[1].lower() in COUNT_NAMES):
            return None  # label, p: a table of one row
        refuse_twice(top, "label")
    elif len(cells) == 2 and not _is_pair_of_probabilities(line, cells, options):
        return None
    said = "labels in the first row" if top is not None else "--lines reads one distribution a line"
    note = f"one row of {len(cells)} numbers read as one distribution ({said})"
    return Across(None if top is None else tuple(top), tuple(cells), line, note)


def _typed(found: Sequence[Record], options: InformationOptions) -> Across | None:
    """One line a:1/2, b:1/2 as it is typed elsewhere."""
    if len(found) > 1:
        return None
    line, cells = found[0]
    entries = [cell.rpartition(":") for cell in (cells if len(cells) > 1 else cells[0].split())]
    if len(entries) < 2 or not all(
        is_name(label) and is_number(n.strip(), options) for label, _, n in entries
    ):
        return None
    labels = tuple(label.strip() for label, _, _ in entries)
    refuse_twice(labels, "label")
    texts = tuple(n.strip() for _, _, n in entries)
    return Across(labels, texts, line, f"one line of {len(labels)} labels and their numbers")


def _trimmed(row: Sequence[str]) -> list[str]:
    """The cells up to the last that is not empty."""
    cells = list(row)
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _printed_by_r(found: Sequence[Record], options: InformationOptions) -> Across | None:
    """A table of one variable: its name where it has one, then lines of values above their counts."""
    if any(len(cells) != 1 for _, cells in found) or not 3 <= len(found) <= 1_000:
        return None
    rows = [cells[0].split() for _, cells in found]
    titled = len(rows) % 2 == 1
    if titled and not (len(rows[0]) == 1 and is_name(rows[0][0])):
        return None
    above, below = rows[titled::2], rows[titled + 1 :: 2]
    widths = [len(row) for row in above]
    if widths != [len(row) for row in below] or widths[0] < 2 or max(widths[1:], default=0) > widths[0]:
        return None
    texts = [text for row in below for text in row]
    if not all(is_number(text, options) for text in texts):
        return None
    labels = tuple(label for row in above for label in row)
    if not titled and not all(map(is_name, labels)) and len(set(widths)) == 1:
        return None
    refuse_twice(labels, "label")
    return Across(labels, tuple(texts), found[titled + 1][0], "read as a table that R printed")


def _is_pair_of_probabilities(line: int, cells: Sequence[str], options: InformationOptions) -> bool:
    """Whether a single row of two numbers is p, 1 − p, and no label with its probability 1; else refused."""
    first, second = (number(cell, line, "p", options) for cell in cells)
    if second == 1 and not options.tallied:
        return False
    if first + second == 1 and not options.tallied:
        return True
    raise TableError(
        f"one row of two numbers may be a distribution, or a label and its number: {', '.join(cells)}",
        hint="--lines reads one distribution a line; --label-column 1 makes the first a label",
    )
