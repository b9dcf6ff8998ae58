"""The form a table is written in, found out from its beginning: what separates cells, which lines are rows.

Read are CSV with commas, tabs, semicolons or bars; runs of blanks and aligned columns (column -t, printed
series and frames); the output of uniq -c; the boxes of psql, mysql and sqlite3; Markdown. What is not CSV
is turned line by line into cells with a separator that no text has, so that one reader reads everything.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence

from infocalc.errors import TableError
from infocalc.information.options import InformationOptions
from infocalc.information.reading.blanks import BLANKS, blanks_of
from infocalc.information.reading.cells import is_number
from infocalc.information.reading.form import FOOTER, SEPARATOR, Form
from infocalc.notation.patterns import pattern

#: lines that decide
_SAMPLE = 1_000
_NAMED = {"\\t": "\t", "tab": "\t", "comma": ",", "semicolon": ";", "space": " ", "bar": "|"}
_BLANKS = ("blanks", "spaces", "whitespace")

_COUNTED = pattern(r"[ \t]+([0-9]+)[ \t](.*)")
#: a count as uniq -c pads it, for lines of numbers only
_PADDED = pattern(r"(?=.{6}[0-9])[ ]{1,6}[0-9]+ \S")
_COUNTED_BARE = pattern(r"[ \t]*([0-9]+)[ \t]+(\S.*)")
#: what the lines between the rows of a drawn table are made of, and what one of them has at least
_DRAWN = frozenset("-+|:= \t") | frozenset(map(chr, range(0x2500, 0x2580)))
_DRAWING = pattern(r"--|:-|-:|==|[─━═]|^-(?:\s+-)*$")
_BARS = pattern(r"(?<!\\)[|│┃║]")
#: a row of a drawn table of which the rules were cut away
_BOXED = pattern(r"\s*[|│┃║][^|│┃║].*[|│┃║]\s*")
_NUMERAL = pattern(r"[+-]?[0-9][0-9.,]*%?")


def form_of(text: str, options: InformationOptions, pairs: bool = False) -> Form:
    """The form of a table that begins with this text; `pairs` where a line of texts is one of X and Y."""
    first = "\n".join(text.split("\n", _SAMPLE)[:_SAMPLE]).splitlines()
    whole = [line for line in first[:_SAMPLE] if line.strip() and not _is_remark(line)]
    lines = [line for line in whole if not FOOTER.fullmatch(line.strip())]
    asked = options.delimiter
    if asked is not None and asked not in _BLANKS:
        found = _NAMED.get(asked, asked)
        if len(found) != 1 or found in '\r\n"':
            raise TableError(f"--delimiter {asked}: one character is wanted", hint="or tab, or blanks")
        return Form(found)
    if not lines:
        return Form(",")
    if asked is not None:
        return blanks_of(whole, options, True) or Form(SEPARATOR, BLANKS, str.split)
    form = _drawn(lines) or _uniq(lines, options) or _separated(lines, text, options)
    form = form or blanks_of(whole, options, pairs) or Form(",")
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
    if not rules and all(_BOXED.fullmatch(line) for line in lines):
        return Form(SEPARATOR, "a drawn table", _between_bars)
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
    if _is_rule(line) or FOOTER.fullmatch(line.strip()):
        return ()
    ends = [*(start for start, _ in spans[1:]), len(line)]
    return [line[start:end].strip() for (start, _), end in zip(spans, ends, strict=True)]


def _between_bars(line: str) -> Sequence[str]:
    body = line.strip()
    if _is_rule(body) or FOOTER.fullmatch(body):
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
        return () if FOOTER.fullmatch(line.strip()) else next(csv.reader([line], delimiter=form.delimiter))

    return form._replace(delimiter=SEPARATOR, cells=cells)


def _separated(lines: Sequence[str], text: str, options: InformationOptions) -> Form | None:
    """CSV with the one character that separates the cells of its lines; None where there is none."""
    first, comma_is_decimal, lines = lines[0], options.decimal == ",", _closed(lines)
    found = [c for c in ",\t;|" if not (c == "," and comma_is_decimal) and _is_regular(lines, c)]
    if "\t" in found and _ends_in_numbers(lines, "\t"):
        return Form("\t")
    if found == [",", ";"] and _ends_in_numbers(lines, ";"):
        raise _decimal_commas()
    if len(found) == 1 and found[0] != ";":
        return Form(found[0])
    if ";" in first and ("," not in first or comma_is_decimal):
        if "," in text[:4096] and not comma_is_decimal:
            raise _decimal_commas()
        return Form(";")
    if "\t" in first and ("," not in first or comma_is_decimal):
        return Form("\t")
    return Form(",") if any(c in line for line in lines for c in ",;\t") else None


def _closed(lines: Sequence[str]) -> Sequence[str]:
    """The lines up to a row whose quotes are closed further on than these lines reach."""
    open_quotes, end = sum(line.count('"') for line in lines), len(lines)
    while open_quotes % 2 and end > 1:
        end -= 1
        open_quotes -= lines[end].count('"')
    return lines[:end]


def _decimal_commas() -> TableError:
    return TableError("the table looks like ; with decimal commas", hint="use --delimiter ';' --decimal ','")


def _ends_in_numbers(lines: Sequence[str], delimiter: str) -> bool:
    """Whether a number stands first or last in each line below the first, perhaps one with commas."""
    ends = [(cells[0].strip(), cells[-1].strip()) for cells in (line.split(delimiter) for line in lines[1:])]
    return bool(ends) and any(all(_NUMERAL.fullmatch(row[i]) for row in ends) for i in (0, 1))


def _is_regular(lines: Sequence[str], delimiter: str) -> bool:
    """Whether a character cuts all lines into as many cells, two at least."""
    if any(delimiter not in line for line in lines[:2]):
        return False
    try:
        widths = {len(cells) for cells in csv.reader(lines, delimiter=delimiter) if any(cells)}
    except csv.Error:
        return False
    return len(widths) == 1
