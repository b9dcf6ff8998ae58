"""The form a table is written in, found out from its beginning: what separates cells, which lines are rows.

Read are CSV with commas, tabs, semicolons or bars; runs of blanks and aligned columns (column -t, printed
series and frames); the output of uniq -c; the boxes of psql, mysql and sqlite3; Markdown. What is not CSV
is turned line by line into cells with a separator that no text has, so that one reader reads everything.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from itertools import islice
from typing import NamedTuple

from infocalc.errors import TableError
from infocalc.information.options import InformationOptions
from infocalc.information.reading.cells import is_name, is_number

SEPARATOR = "\x1f"
#: lines that decide
_SAMPLE = 1_000
_NAMED = {"\\t": "\t", "tab": "\t", "comma": ",", "semicolon": ";", "space": " ", "bar": "|"}
_BLANKS = ("blanks", "spaces", "whitespace")
_BLANK_NAME = "columns separated by blanks"

_COUNTED = re.compile(r"[ \t]+([0-9]+)[ \t](.*)")
#: a count as uniq -c pads it, for lines of numbers only
_PADDED = re.compile(r"(?=.{6}[0-9])[ ]{1,6}[0-9]+ \S")
_COUNTED_BARE = re.compile(r"[ \t]*([0-9]+)[ \t]+(\S.*)")
#: what the lines between the rows of a drawn table are made of, and what one of them has at least
_DRAWN = frozenset("-+|:= \t") | frozenset(map(chr, range(0x2500, 0x2580)))
_DRAWING = re.compile(r"--|:-|-:|==|[─━═]|^-(?:\s+-)*$")
_BARS = re.compile(r"(?<!\\)[|│┃║]")
#: what clients and pandas write below a table
_FOOTER = re.compile(
    r"\(\d+ rows?\)|\d+ rows? in set.*|(?:Name: .*, )?(?:Length: \d+, )?dtype: \w+|\[\d+ rows x \d+ columns\]"
)
_WIDE = re.compile(r"[ \t]{2,}")


class Form(NamedTuple):
    """How a table is written.

    `cells` takes a line apart where it is no CSV (no cells: the line is no row); `named` is True where the
    form shows that the first row are names; `counted` where each row is a count and a label.
    """

    delimiter: str
    name: str | None = None
    cells: Callable[[str], Sequence[str]] | None = None
    named: bool | None = None
    counted: bool = False

    def plain(self, text: str) -> str:
        """Whole lines as lines of CSV with `delimiter`, as many of them."""
        if self.cells is None:
            return text
        return "".join(self._line(line) for line in text.splitlines(keepends=True))

    def _line(self, line: str) -> str:
        body = line.rstrip("\r\n")
        cells = self.cells(body) if self.cells is not None and body.strip() else ()
        quoted = ['"' + c.replace('"', '""') + '"' if '"' in c else c for c in cells]
        return SEPARATOR.join(quoted) + line[len(body) :]


def form_of(text: str, options: InformationOptions, pairs: bool = False) -> Form:
    """The form of a table that begins with this text; `pairs` where a line of texts is one of X and Y."""
    whole = [line for line in islice(text.splitlines(), _SAMPLE) if line.strip() and not _is_remark(line)]
    lines = [line for line in whole if not _FOOTER.fullmatch(line.strip())]
    asked = options.delimiter
    if asked is not None and asked not in _BLANKS:
        found = _NAMED.get(asked, asked)
        if len(found) != 1 or found in '\r\n"':
            raise TableError(f"--delimiter {asked}: one character is wanted", hint="or tab, or blanks")
        return Form(found)
    if not lines:
        return Form(",")
    if asked is not None:
        return _blanks(whole, options, True) or Form(SEPARATOR, _BLANK_NAME, str.split)
    form = _drawn(lines) or _uniq(lines, options) or _separated(lines, text, options)
    form = form or _blanks(whole, options, pairs) or Form(",")
    return form if len(lines) == len(whole) or form.cells is not None else _without_footers(form)


def _is_remark(line: str) -> bool:
    return line.startswith("#")


# ── drawn tables ─────────────────────────────────────────────────────────────────────────────────


def _is_rule(line: str) -> bool:
    body = line.strip()
    return bool(body) and _DRAWN.issuperset(body) and _DRAWING.search(body) is not None


def _drawn(lines: Sequence[str]) -> Form | None:
    """A table with rules between its rows: psql, mysql, sqlite3 -box and -column, Markdown."""
    rules = [i for i, line in enumerate(lines[:3]) if _is_rule(line)]
    if not rules or len(lines) < 2:
        return None
    top = lines[1 if rules[0] == 0 else 0]
    named = any(i == rules[0] + 2 or i == 1 for i in rules)
    rule = lines[rules[0]].strip()
    if not _BARS.search(top) and not re.fullmatch(r"[-\s]+", rule):
        return None
    if not _BARS.search(top) and " " in rule:
        spans = [m.span() for m in re.finditer(r"-+", lines[rules[0]])]
        return Form(SEPARATOR, "aligned columns", lambda line: _sliced(line, spans), named)
    return Form(SEPARATOR, "a drawn table", _between_bars, named)


def _sliced(line: str, spans: Sequence[tuple[int, int]]) -> Sequence[str]:
    if _is_rule(line) or _FOOTER.fullmatch(line.strip()):
        return ()
    ends = [*(start for start, _ in spans[1:]), len(line)]
    return [line[start:end].strip() for (start, _), end in zip(spans, ends, strict=True)]


def _between_bars(line: str) -> Sequence[str]:
    body = line.strip()
    if _is_rule(body) or _FOOTER.fullmatch(body):
        return ()
    cells = [cell.strip().replace("\\|", "|") for cell in _BARS.split(body)]
    if len(cells) > 2 and _BARS.match(body):
        cells = cells[1:-1] if not cells[-1] else cells[1:]
    return cells


# ── uniq -c ──────────────────────────────────────────────────────────────────────────────────────


def _uniq(lines: Sequence[str], options: InformationOptions) -> Form | None:
    """Counts before labels, as uniq -c writes them, with blanks before the counts or without."""
    name = "counts before labels (uniq -c)"
    if all(_COUNTED.fullmatch(line) for line in lines) and not _is_csv(lines):
        if _all_numbers(lines, options) and not all(map(_PADDED.match, lines)):
            return None
        if options.samples:
            raise TableError(
                "the lines are counts before labels, as uniq -c writes them", hint="--counts reads them"
            )
        return Form(SEPARATOR, name, _counted, False, True)
    bare = [_COUNTED_BARE.fullmatch(line) for line in lines]
    if options.samples or not all(bare) or any(c in line for line in lines for c in ",;\t|"):
        return None
    labels = [match[2] for match in bare if match]
    if all(is_number(cell, options) for label in labels for cell in label.split()):
        return None
    return Form(SEPARATOR, name, _counted, False, True)


def _is_csv(lines: Sequence[str]) -> bool:
    """Whether blanks stand around cells that commas, tabs or the like separate: ' 1 , 2'."""
    return all(re.match(r"\s*[0-9]+\s*[,;|\t]", line) for line in lines)


def _all_numbers(lines: Sequence[str], options: InformationOptions) -> bool:
    return all(is_number(cell, options) for line in lines for cell in line.split())


def _counted(line: str) -> Sequence[str]:
    match = _COUNTED.fullmatch(line) or _COUNTED_BARE.fullmatch(line)
    return match.groups() if match else (line.strip(),)


# ── one character, or blanks ─────────────────────────────────────────────────────────────────────


def _without_footers(form: Form) -> Form:
    """The same without what a client writes below its rows."""

    def cells(line: str) -> Sequence[str]:
        return () if _FOOTER.fullmatch(line.strip()) else next(csv.reader([line], delimiter=form.delimiter))

    return form._replace(delimiter=SEPARATOR, cells=cells)


def _separated(lines: Sequence[str], text: str, options: InformationOptions) -> Form | None:
    """CSV with the one character that separates the cells of its lines; None where there is none."""
    first, comma_is_decimal = lines[0], options.decimal == ","
    found = [c for c in ",\t;|" if not (c == "," and comma_is_decimal) and _is_regular(lines, c)]
    if len(found) == 1 and found[0] != ";":
        return Form(found[0])
    if ";" in first and ("," not in first or comma_is_decimal):
        if "," in text[:4096] and not comma_is_decimal:
            hint = "use --delimiter ';' --decimal ','"
            raise TableError("the table looks like ; with decimal commas", hint=hint)
        return Form(";")
    if "\t" in first and ("," not in first or comma_is_decimal):
        return Form("\t")
    if any(c in line for line in lines for c in ",;\t"):
        return Form(",")
    return None


def _is_regular(lines: Sequence[str], delimiter: str) -> bool:
    """Whether a character cuts all lines into as many cells, two at least."""
    if any(delimiter not in line for line in lines[:2]):
        return False
    try:
        widths = {len(cells) for cells in csv.reader(lines, delimiter=delimiter) if any(cells)}
    except csv.Error:
        return False
    return len(widths) == 1


def _blanks(lines: Sequence[str], options: InformationOptions, asked: bool) -> Form | None:
    """Runs of blanks between cells, wide ones where cells have blanks of their own; a label and a number."""
    rows = [line for line in lines if not _FOOTER.fullmatch(line.strip())]
    series = len(rows) < len(lines)
    for cut in (_wide, str.split):
        if _is_uniform(rows, cut, options) and (asked or _sensible(rows, cut, options)):
            phrases = not asked and cut is str.split and _are_phrases(rows, options)
            return Form(SEPARATOR, _BLANK_NAME, _without_footer(_last if phrases else cut))
    for cut in (str.split, _wide):
        widths = [len(cut(line)) for line in rows]
        width = widths[-1]
        if len(rows) > 2 and width > 2 and widths[:2] == [width, 1] and set(widths[2:]) == {width}:
            two = _without_footer(_two_headed(cut, rows[0], rows[1]))
            return Form(SEPARATOR, "a printed table of two variables", two, True)
        if width > 2 and widths == [width - 1, *[width] * (len(rows) - 1)] and _are_names(cut(rows[0])):
            return Form(SEPARATOR, _BLANK_NAME, _without_footer(_cornered(cut, rows[0])), True)
    if options.samples:
        return None
    ends = [_last(line) for line in rows]
    if all(len(cells) == 2 and is_number(cells[1], options) for cells in ends):
        return Form(SEPARATOR, _BLANK_NAME, _without_footer(_last))
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
    return lambda line: () if _FOOTER.fullmatch(line.strip()) else cut(line)


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
