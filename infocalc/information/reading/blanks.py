"""Columns separated by blanks: aligned ones, labels of several words, printed series and frames."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from infocalc.errors import TableError
from infocalc.information.options import InformationOptions
from infocalc.information.reading.cells import is_name, is_number
from infocalc.information.reading.form import SEPARATOR, SERIES, Form
from infocalc.notation.patterns import pattern

BLANKS = "columns separated by blanks"
_WORD = pattern(r'"[^"]*"|\S+')
_WIDE = pattern(r"[ \t]{2,}")


def blanks_of(rows: Sequence[str], options: InformationOptions, asked: bool, series: bool) -> Form | None:
    """Runs of blanks between cells, wide ones where cells have blanks of their own; a label and a number.

    Below a `series` stands what it is.
    """
    for cut in (_wide, words):
        if _is_uniform(rows, cut, options) and (asked or _sensible(rows, cut, options)):
            phrases = not asked and cut is words and _are_phrases(rows, options)
            name = SERIES if series else BLANKS
            return Form(SEPARATOR, name, _last if phrases else cut, False if series else None)
    for cut in (words, _wide):
        named = _titled(rows, cut)
        if named is not None:
            return named
    if options.samples:
        return None
    names = rows[0].split()
    if series and len(names) == 2 and all(map(is_name, names)) and any(row[:1].isspace() for row in rows):
        raise TableError(
            "a label is left out where it repeats, as pandas prints an index of two levels",
            hint="write the series with .to_csv(), or with pandas.options.display.multi_sparse = False",
        )
    ends = [_last(line) for line in rows]
    several = len(rows) > 1 and all(_ends_in_numbers(line, options) for line in rows[1:])
    if several:  # columns of numbers behind names that fit none of the forms above
        return None
    if all(len(cells) == 2 and is_number(cells[1], options) for cells in ends):
        return Form(SEPARATOR, SERIES if series else BLANKS, _last, False if series else None)
    if series and len(rows) > 1 and all(len(cells) == 2 for cells in ends[1:]):
        top = rows[0]
        return Form(
            SEPARATOR,
            SERIES,
            lambda line: (line.strip(), "value") if line == top else _last(line),
            True,
        )
    return None


def _titled(rows: Sequence[str], cut: Callable[[str], list[str]]) -> Form | None:
    """A table below names: of the columns alone, or of the variables as pandas and R print them."""
    widths = [len(cut(line)) for line in rows]
    width, two = widths[-1], "a printed table of two variables"
    if len(rows) > 2 and width > 1 and set(widths[2:]) == {width}:
        top, second = rows[:2]
        if width > 2 and widths[:2] == [width, 1]:  # pandas.crosstab
            return Form(SEPARATOR, two, _two_headed(cut, top, second, 1), True)
        indexed = top[:1].isspace() and not second[:1].isspace() and is_name(second.strip())
        if (
            widths[:2] == [width - 1, 1] and indexed and _are_names(cut(top))
        ):  # a frame whose index has a name
            return Form(SEPARATOR, BLANKS, _two_headed(cut, top, second, 0), True)
        if widths[:2] == [1, width] and is_name(top.strip()) and _is_of_r(rows, cut):
            return Form(
                SEPARATOR, "a table that R printed", lambda line: () if line == top else cut(line), True
            )
    if width > 2 and widths == [width - 1, *[width] * (len(rows) - 1)] and _are_names(cut(rows[0])):
        return Form(SEPARATOR, BLANKS, _cornered(cut, rows[0]), True)
    return None


def _is_of_r(rows: Sequence[str], cut: Callable[[str], list[str]]) -> bool:
    """Whether a variable stands above its values and their counts, or above those of another one."""
    if len(rows) == 3 and all(map(is_name, cut(rows[1]))) and not any(map(is_name, cut(rows[2]))):
        return True
    corner = is_name(cut(rows[1])[0]) and not rows[1][:1].isspace()
    return corner and rows[0][:1].isspace() and all(row[:1].isspace() for row in rows[2:])


def _is_uniform(rows: Sequence[str], cut: Callable[[str], list[str]], options: InformationOptions) -> bool:
    """Whether all lines have as many cells, two at least; no number stands behind a blank inside of one."""
    cells = [cut(line) for line in rows]
    if len(cells[0]) < 2 or {len(row) for row in cells} != {len(cells[0])}:
        return False
    return not any(is_number(word, options) for row in cells for cell in row for word in cell.split()[1:])


def _are_phrases(rows: Sequence[str], options: InformationOptions) -> bool:
    """Whether each line is words and one number at its end: a label with blanks."""
    kinds = [[is_number(word, options) for word in line.split()] for line in rows]
    return len(kinds[0]) > 2 and all(row[-1] and not any(row[:-1]) for row in kinds)


def words(line: str) -> list[str]:
    """The cells between blanks; within quotes there may be some."""
    if '"' not in line:
        return line.split()
    return [found.strip('"') for found in _WORD.findall(line)]


def _ends_in_numbers(line: str, options: InformationOptions) -> bool:
    """Whether two numbers at least stand at the end of a line, behind a label."""
    found = line.split()
    return len(found) > 2 and all(is_number(cell, options) for cell in found[-2:])


def _last(line: str) -> Sequence[str]:
    return line.strip().rsplit(None, 1)


def _wide(line: str) -> list[str]:
    return _WIDE.split(line.strip())


def _sensible(rows: Sequence[str], cut: Callable[[str], list[str]], options: InformationOptions) -> bool:
    """Whether the cells are worth cutting at blanks: texts of one column have blanks as well."""
    cells = [cut(line) for line in rows]
    if options.samples:
        return options.column is not None
    return any(is_number(cell, options) for cell in cells[-1])


def _are_names(cells: Sequence[str]) -> bool:
    """Whether these are names of columns, or the numbers 0 … n − 1 that a frame without names has."""
    return all(map(is_name, cells)) or list(cells) == [str(i) for i in range(len(cells))]


def _two_headed(
    cut: Callable[[str], list[str]], top: str, second: str, variables: int
) -> Callable[[str], Sequence[str]]:
    """The names of the columns, perhaps behind their variable, below them that of the rows."""
    corner = second.strip()

    def cells(line: str) -> Sequence[str]:
        if line == second:
            return ()
        return [corner, *cut(line)[variables:]] if line == top else cut(line)

    return cells


def _cornered(cut: Callable[[str], list[str]], top: str) -> Callable[[str], Sequence[str]]:
    """The first line has no name for the column of labels."""
    return lambda line: ["", *cut(line)] if line == top else cut(line)
