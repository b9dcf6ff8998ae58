"""Whether the first row of a table names its columns: one decision for every reader.

Of each column the first cell is compared with the cells below. Text over numbers is a name, and so is an
empty corner over labels; cells of the types of their columns are data. Numbers that may be names (years,
0 … n − 1, consecutive numbers, the labels of the rows) over numbers, and columns of text only, cannot be
told: the table is refused with both readings. The decision is that of a bounded beginning, the same for
tables held in memory and for streams.
"""

from __future__ import annotations

from collections.abc import Sequence

from infocalc.errors import TableError, UsageError
from infocalc.information.options import InformationOptions
from infocalc.information.reading.cells import is_name, is_number, is_value
from infocalc.records import NamedTuple

#: records that decide, the first of them included; of wide tables so many cells
SAMPLE = 1_000
_CELLS = 50_000
#: cells of a row in a message or a note
_SHOWN = 8
#: what an outcome or a column without a name is called
EMPTY = "(empty)"
#: what a column of numbers beside labels is called
COUNT_NAMES = frozenset(
    "p prob probability n count counts cnt weight weights freq frequency number size num value".split()
)
#: what only a column of them is called, so that it is one wherever it stands
COUNTS = frozenset("n count counts cnt freq frequency p prob probability".split())
#: those of them that are of probabilities
SHARES = frozenset("p prob probability".split())
_YEARS = range(1900, 2101)
#: what the column is called that only numbers the rows
_INDEX_NAMES = frozenset(("", "#", "id", "index", "no", "nr", "rank", "row", "rownames", "unnamed: 0"))

Row = Sequence[str]


class Header(NamedTuple):
    """The names of the columns, None where the first row is data; and what is said about it."""

    names: tuple[str, ...] | None
    note: str

    @property
    def rows(self) -> int:
        """How many rows are no data."""
        return 0 if self.names is None else 1


def decided(rows: Sequence[Row], options: InformationOptions, named: bool | None = None) -> Header:
    """The header of a table with these first rows; `named` where its form tells (a rule below the names).

    TableError where it cannot be told, or where two rows name the columns.
    """
    rows = rows[: min(SAMPLE, max(2, _CELLS // (len(rows[0]) or 1)))]
    first, body = rows[0], rows[1:]
    if options.header and options.no_header:
        raise UsageError("--header and --no-header contradict each other", hint="leave one of them out")
    if options.no_header:
        return _data(first)
    if options.header or named or _is_asked_for(first, options):
        return _names(first)
    if named is False:
        return _data(first)
    if not body:
        return _names(first) if not options.samples and all(map(is_name, first)) else _data(first)
    verdict = (_of_samples if options.samples else _of_numbers)(first, body, options)
    if verdict is None:
        raise _cannot_be_told(first)
    if not verdict:
        return _data(first, options.samples and len(first) == 1 and is_name(first[0]))
    _refuse_two(first, body, options)
    return _names(first)


def _names(first: Row) -> Header:
    return Header(tuple(first), f"header: {_shown(first)}")


def _data(first: Row, text: bool = False) -> Header:
    more = f": line 1, {first[0][:40]}, is an observation (--header makes it a name)" if text else ""
    return Header(None, f"no header{more}")


def _shown(row: Row) -> str:
    cells = [cell[:40] or EMPTY for cell in row[:_SHOWN]]
    return ", ".join(cells) + (f" and {len(row) - _SHOWN} more" if len(row) > _SHOWN else "")


def _cannot_be_told(first: Row) -> TableError:
    return TableError(
        f"row 1 may be names or data: {_shown(first)}",
        hint="--header reads it as the names of the columns, --no-header as data",
        line=1,
    )


def _is_asked_for(first: Row, options: InformationOptions) -> bool:
    """Whether a column that an option names stands in the row."""
    asked = (options.column, options.q_column, options.label_column, options.x, options.y)
    return names_stand_in(first, [name for name in asked if name])


def names_stand_in(first: Row, asked: Sequence[str]) -> bool:
    """Whether one of the names that are asked for stands in the row; the number of a column is no name."""
    return any(name in first and not is_place(name, len(first)) for name in asked)


def is_place(name: str, width: int) -> bool:
    """Whether a name is the number of a column, counted from 1."""
    return name.isascii() and name.isdigit() and 1 <= int(name[:9]) <= width


def _numeric(body: Sequence[Row], place: int, options: InformationOptions) -> bool:
    """Whether a column is one of numbers: half of its cells that are not missing, and one at least."""
    cells = [row[place] for row in body if place < len(row) and not is_value(row[place])]
    return bool(cells) and 2 * sum(is_number(cell, options) for cell in cells) >= len(cells)


def _of_numbers(first: Row, body: Sequence[Row], options: InformationOptions) -> bool | None:
    """The verdict on a table with columns of numbers: True for names, None where it cannot be told."""
    numeric = [i for i in range(len(first)) if _numeric(body, i, options)]
    names = any(is_name(first[i]) for i in numeric)
    numbers = [first[i] for i in numeric if is_number(first[i], options)]
    like = bool(numbers) and (_may_be_names(numbers) or _are_labels(numbers, body))
    corner = len(first) > 1 and not first[0] and all(row[0] for row in body if row)
    if names or corner:
        return True if like or not numbers else None
    if len(numeric) == len(first) and not numbers:  # nan and the like over numbers
        return False
    if not numeric:  # no numbers at all: whatever it is, its first cell is to be named
        return len(first) > 1 and all(map(is_name, first))
    return None if like else False


def _of_samples(first: Row, body: Sequence[Row], options: InformationOptions) -> bool | None:
    """The verdict on a table of observations: a cell that stands again below is no name."""
    numeric = [i for i in range(len(first)) if _numeric(body, i, options)]
    numbers = [first[i] for i in numeric if is_number(first[i], options)]
    corner = len(first) > 1 and not first[0] and all(row[0] for row in body if row)
    if corner or any(is_name(first[i]) for i in numeric):
        return True if not numbers or _may_be_names(numbers) else None
    if len(first) == 1:
        return False
    if not numeric:
        return None if _is_new(first, body) else False
    counted = numbers == [str(i) for i in range(len(first))]
    return None if counted and not all(_recurs(first, body, i) for i in numeric) else False


def _recurs(first: Row, body: Sequence[Row], place: int) -> bool:
    return any(place < len(row) and row[place] == first[place] for row in body)


def _is_new(first: Row, body: Sequence[Row]) -> bool:
    """Whether no cell of the row stands again in its column."""
    return not any(_recurs(first, body, i) for i in range(len(first)))


def _may_be_names(cells: Sequence[str]) -> bool:
    """Whether numbers are years, 0 … n − 1, or consecutive: what people and programs call columns."""
    if not all(cell.isascii() and cell.isdigit() and len(cell) < 10 for cell in cells):
        return False
    found = [int(cell) for cell in cells]
    if all(n in _YEARS for n in found):
        return True
    return found == list(range(found[0], found[0] + len(found))) and (len(found) > 1 or found == [0])


def _are_labels(cells: Sequence[str], body: Sequence[Row]) -> bool:
    """Whether the numbers are the labels of the rows, as in a square table of counts."""
    labels = [row[0] for row in body]
    return len(labels) > 1 and labels in (list(cells), list(cells[1:]))


def _refuse_two(first: Row, body: Sequence[Row], options: InformationOptions) -> None:
    """Refuse a table whose second row names columns too: all of its numbers are text or missing."""
    numeric = [i for i in range(len(first)) if _numeric(body[1:], i, options) and i > 0]
    second = body[0]
    if not numeric or len(second) != len(first):
        return
    missing = all(not second[i] for i in numeric)
    if missing or (len(numeric) > 1 and all(not second[i] or is_name(second[i]) for i in numeric)):
        raise TableError(
            f"rows 1 and 2 are both names: {_shown(first)}; {_shown(second)}",
            hint="keep one row of names; a table with names of rows and columns has them in one",
        )


def has_empty_end(rows: Sequence[Row]) -> bool:
    """Whether the last cell of every row is empty: each ends with what separates cells."""
    return len(rows[0]) > 1 and all(len(row) == len(rows[0]) and not row[-1] for row in rows)


def place_of(name: str, names: Row | None, width: int) -> int:
    """The place of a column by its name, or by its number counted from 1."""
    if names is not None and name in names:
        if list(names).count(name) > 1:
            raise TableError(f"column {name} appears twice", hint="choose it by its number, from 1")
        return list(names).index(name)
    if is_place(name, width):
        return int(name) - 1
    known = [cell or EMPTY for cell in names] if names else list(map(str, range(1, width + 1)))
    raise TableError(f"there is no column {name}", hint=f"there are {', '.join(known)}")


def has_index(names: Row, body: Sequence[Row]) -> bool:
    """Whether the first column only numbers the rows, as pandas, R and shells write it: 0, 1, …"""
    numbers = [row[0] for row in body]
    starts = (0, 1)
    counted = any(numbers == [str(i) for i in range(k, k + len(numbers))] for k in starts)
    return len(names) > 2 and names[0].lower() in _INDEX_NAMES and counted
