"""Columns separated by blanks: aligned ones, labels of several words, printed series and frames."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from infocalc.information.options import InformationOptions
from infocalc.information.reading.cells import is_name, is_number
from infocalc.information.reading.form import FOOTER, SEPARATOR, Form
from infocalc.notation.patterns import pattern

BLANKS = "columns separated by blanks"
_WIDE = pattern(r"[ \t]{2,}")


def blanks_of(lines: Sequence[str], options: InformationOptions, asked: bool) -> Form | None:
    """Runs of blanks between cells, wide ones where cells have blanks of their own; a label and a number."""
    rows = [line for line in lines if not FOOTER.fullmatch(line.strip())]
    series = len(rows) < len(lines)
    for cut in (_wide, str.split):
        if _is_uniform(rows, cut, options) and (asked or _sensible(rows, cut, options)):
            phrases = not asked and cut is str.split and _are_phrases(rows, options)
            return Form(SEPARATOR, BLANKS, _without_footer(_last if phrases else cut))
    for cut in (str.split, _wide):
        widths = [len(cut(line)) for line in rows]
        width = widths[-1]
        if len(rows) > 2 and width > 2 and widths[:2] == [width, 1] and set(widths[2:]) == {width}:
            two = _without_footer(_two_headed(cut, rows[0], rows[1]))
            return Form(SEPARATOR, "a printed table of two variables", two, True)
        if width > 2 and widths == [width - 1, *[width] * (len(rows) - 1)] and _are_names(cut(rows[0])):
            return Form(SEPARATOR, BLANKS, _without_footer(_cornered(cut, rows[0])), True)
    if options.samples:
        return None
    ends = [_last(line) for line in rows]
    if all(len(cells) == 2 and is_number(cells[1], options) for cells in ends):
        return Form(SEPARATOR, BLANKS, _without_footer(_last))
    if series and len(rows) > 1 and all(len(cells) == 2 for cells in ends[1:]):
        top = rows[0]
        return Form(
            SEPARATOR,
            "a printed series",
            _without_footer(lambda line: (line.strip(), "value") if line == top else _last(line)),
            True,
        )
    return None


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


def _without_footer(cut: Callable[[str], Sequence[str]]) -> Callable[[str], Sequence[str]]:
    return lambda line: () if FOOTER.fullmatch(line.strip()) else cut(line)


def _are_names(cells: Sequence[str]) -> bool:
    """Whether these are names of columns, or the numbers 0 … n − 1 that a frame without names has."""
    return all(map(is_name, cells)) or list(cells) == [str(i) for i in range(len(cells))]


def _two_headed(cut: Callable[[str], list[str]], top: str, second: str) -> Callable[[str], Sequence[str]]:
    """The names of the columns behind their variable, below them that of the rows (pandas.crosstab)."""
    corner = second.strip()

    def cells(line: str) -> Sequence[str]:
        if line == second:
            return ()
        return [corner, *cut(line)[1:]] if line == top else cut(line)

    return cells


def _cornered(cut: Callable[[str], list[str]], top: str) -> Callable[[str], Sequence[str]]:
    """The first line has no name for the column of labels."""
    return lambda line: ["", *cut(line)] if line == top else cut(line)
