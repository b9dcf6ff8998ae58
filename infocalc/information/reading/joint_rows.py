"""Joint distributions as rows x, y, n: when three columns are that, and what they make.

A long table is named by options (--x A --y B --column N), or told by the name of its last column, by x and y
as names of the first two, by texts in the second, or by labels that stand again in the first.
"""

from __future__ import annotations

from infocalc.errors import TableError, UsageError
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pmf import Labels
from infocalc.information.reading.cells import is_number
from infocalc.information.reading.header import COUNT_NAMES, COUNTS, EMPTY, Header, place_of
from infocalc.information.reading.records import Record
from infocalc.limits import check
from infocalc.records import NamedTuple

#: a last column called so may as well be the margin of a cross table
MARGINS = frozenset("total totals all sum subtotal".split())


class Cells(NamedTuple):
    """The entries as typed with the names of rows and columns, and the line each row came from."""

    x: Labels
    y: Labels
    texts: list[list[str]]
    lines: list[int]
    notes: tuple[str, ...] = ()


def named_places(options: InformationOptions, header: Header, width: int) -> tuple[int, int]:
    if options.x is None or options.y is None:
        raise UsageError("--x and --y belong together", hint="--x A --y B, and --column N for the counts")
    x, y = (place_of(name, header.names, width) for name in (options.x, options.y))
    if x == y:
        raise UsageError(f"--x and --y are the same column: {options.x}")
    return x, y


def count_place(options: InformationOptions, header: Header, width: int, taken: tuple[int, int]) -> int:
    """The column of the counts: --column, or the only one that is left."""
    if options.column is not None:
        return place_of(options.column, header.names, width)
    rest = [i for i in range(width) if i not in taken]
    if len(rest) != 1:
        raise UsageError("--x and --y leave several columns", hint="--column names that of the counts")
    return rest[0]


def is_long(body: list[Record], header: Header, options: InformationOptions) -> bool:
    """Whether three columns are x, y, n and no cross table, as the head of this file says."""
    names = [name.lower() for name in header.names or ()]
    if not all(is_number(cells[2], options) for _, cells in body):
        return False
    if not all(is_number(cells[1], options) for _, cells in body):
        return True
    if names and (names[2] in COUNT_NAMES or names[:2] == ["x", "y"]):
        return True
    if (
        header.names
        and header.names[0]
        and _stand_again(body, 0)
        and any(not is_number(cells[0], options) for _, cells in body)
    ):
        return True
    crossed = bool(names) and all(is_number(name, options) for name in names[1:])
    if not crossed and _are_codes(body):
        raise TableError(
            "three columns of numbers may be x, y, n or a table of counts",
            hint="--x 1 --y 2 --column 3 reads the first; a matrix is typed 'a b c; d e f'",
        )
    if names and names[2] in MARGINS:
        raise TableError(
            f"the column {names[2]} may be counts of pairs, or the margin of a cross table",
            hint=f"--x {header.names[0]} --y {header.names[1]} --column {header.names[2]} reads the first"
            if header.names
            else None,
        )
    return False


def with_count_last(
    body: list[Record], header: Header, options: InformationOptions
) -> tuple[list[Record], Header]:
    """Rows n, x, y as rows x, y, n: numbers in front of two columns of texts, or such by their name."""
    kinds = [[is_number(cell, options) for cell in cells] for _, cells in body]
    called = header.names is not None and [n.lower() in COUNTS for n in header.names] == [True, False, False]
    if not called and not all(kind == [True, False, False] for kind in kinds):
        return body, header
    names = header.names and (*header.names[1:], header.names[0])
    return [(line, [x, y, n]) for line, (n, x, y) in body], header._replace(names=names)


def _stand_again(body: list[Record], place: int) -> bool:
    return len({cells[place] for _, cells in body}) < len(body)


def _are_codes(body: list[Record]) -> bool:
    """Whether the first two columns may be codes: whole, standing again or counting up, no pair twice."""
    if len(body) < 2 or not all(cells[i].isdigit() for _, cells in body for i in (0, 1)):
        return False
    if len({(cells[0], cells[1]) for _, cells in body}) < len(body):
        return False
    return all(_stand_again(body, i) or _counts_up(body, i) for i in (0, 1))


def _counts_up(body: list[Record], place: int) -> bool:
    """Whether a column holds 0, 1, … or 1, 2, …, in any order."""
    found = sorted({int(cells[place][:9]) for _, cells in body})
    return found[0] in (0, 1) and found == list(range(found[0], found[0] + len(found)))


def of_rows(body: list[Record]) -> Cells:
    """Rows x, y, n, one for each pair; a pair without a row is 0."""
    x = tuple(dict.fromkeys(cells[0] or EMPTY for _, cells in body))
    y = tuple(dict.fromkeys(cells[1] or EMPTY for _, cells in body))
    check("matrix", len(x) * len(y))
    known: dict[tuple[str, str], str] = {}
    for line, (a, b, n) in body:
        pair = (a or EMPTY, b or EMPTY)
        if pair in known:
            raise TableError(f"row {line}: the pair {pair[0]}, {pair[1]} appears twice", line=line)
        known[pair] = n
    absent = [f"{a}, {b}" for a in x for b in y if (a, b) not in known]
    notes = ("read as rows x, y, n", *said_of_absent(absent))
    lines: dict[str, int] = {}
    for line, cells in body:
        lines.setdefault(cells[0] or EMPTY, line)
    texts = [[known.get((a, b), "0") for b in y] for a in x]
    return Cells(x, y, texts, [lines[a] for a in x], notes)


def said_of_absent(pairs: list[str]) -> tuple[str, ...]:
    """The note on pairs that have no entry."""
    more = f" and {len(pairs) - 3} more" if len(pairs) > 3 else ""
    return (f"pairs without a row are 0: {'; '.join(pairs[:3])}{more}",) if pairs else ()
