"""The form a table is written in, found out from its beginning: what separates cells, which lines are rows.

Read are CSV with commas, tabs, semicolons or bars; runs of blanks and aligned columns (column -t, printed
series and frames); the output of uniq -c; labels and numbers (`red: 5`); drawn tables (`drawings.py`). What
is not CSV is turned line by line into cells with a separator that no text has, so that one reader reads
everything; what programs write around a table is left out, a table that they cut is refused.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import partial

from infocalc.errors import TableError
from infocalc.information.options import InformationOptions
from infocalc.information.reading.blanks import BLANKS, blanks_of, words
from infocalc.information.reading.cells import is_name, is_number
from infocalc.information.reading.drawings import drawn
from infocalc.information.reading.form import FOOTER, LABELLED, SEPARATOR, Form
from infocalc.notation.patterns import pattern

#: lines that decide
_SAMPLE = 1_000
_NAMED = {"\\t": "\t", "tab": "\t", "comma": ",", "semicolon": ";", "space": " ", "bar": "|"}
_BLANKS = ("blanks", "spaces", "whitespace")

_COUNTED = pattern(r"[ \t]+([0-9]+)[ \t](.*)")
#: a count as uniq -c pads it, for lines of numbers only
_PADDED = pattern(r"(?=.{6}[0-9])[ ]{1,6}[0-9]+ \S")
_COUNTED_BARE = pattern(r"[ \t]*([0-9]+)[ \t]+(\S.*)")
#: what stands between a label and its number, longer ones first
_SIGNS = ("=>", "->", "→", "=", ": ", ":")
#: what programs write above or below a table, as lines of their own
_AROUND = pattern(
    r"shape: \(\d+, ?\d*\)|\d+×\d+ DataFrame|\d+-element Vector\{.*\}:|Dict\{.*\} with \d+ entr(?:y|ies):"
    r"|(?:<\w+>\s*)+|\"?sep=.\"?|[A-Za-z]\w* =|Time: [0-9.,]+ ms.*|Timing is on\."
)
#: what they write in place of further rows, on a line of its own
_CUT = pattern(
    r"only showing top \d+ rows?|[│|].*\(\d+ shown\).*|#.*\b\d+ more rows?\b.*|.*reached getOption\(.*"
    r"|[│|┆]?\s*(?:\.\.+|…|·|⋮)(?:[\s│|┆]+(?:\.\.+|…|·|⋮))*\s*[│|]?"
)
#: characters of a line that is looked at for what programs write
_SHORT = 500
_DECIMAL_COMMA = pattern(r"[+-]?[0-9.]*,[0-9]+(?:[eE][+-]?[0-9]+)?\s*%?")
_BETWEEN_DECIMALS = pattern(r"\s*[;|\s]\s*")
_NUMERAL = pattern(r"[+-]?[0-9][0-9.,]*%?")


def form_of(text: str, options: InformationOptions, pairs: bool = False) -> Form:
    """The form of a table that begins with this text; `pairs` where a line of texts is one of X and Y."""
    first = "\n".join(text.split("\n", _SAMPLE)[:_SAMPLE]).splitlines()
    whole = [line for line in first[:_SAMPLE] if line.strip() and not line.startswith("#")]
    lines = [line for line in whole if not FOOTER.fullmatch(line.strip())]
    asked = options.delimiter
    if asked is not None and asked not in _BLANKS:
        found = _NAMED.get(asked, asked)
        if len(found) != 1 or found in '\r\n"':
            raise TableError(f"--delimiter {asked}: one character is wanted", hint="or tab, or blanks")
        return Form(found)
    around = frozenset[str]()
    if not options.samples:
        _refuse_cut([*first[:_SAMPLE], *text[-_SHORT:].splitlines()[1:]])
        ends = (line.strip() for line in (*lines[:2], *lines[-1:]) if len(line) < _SHORT)
        around = frozenset(line for line in ends if _AROUND.fullmatch(line))
        lines = [line for line in lines if line.strip() not in around]
    if not lines:
        return Form(",")
    series = any("dtype: " in line for line in whole if line not in lines)
    if asked is not None:
        form = blanks_of(lines, options, True, series) or Form(SEPARATOR, BLANKS, words)
    else:
        form = _found_out(lines, text, options, pairs, series)
    if around or (form.cells is None and len(lines) < len(whole)):
        return form.without(form.left_out | around)
    return form


def _found_out(
    lines: Sequence[str], text: str, options: InformationOptions, pairs: bool, series: bool
) -> Form:
    """The first form that all lines have."""
    form = drawn(lines) or _uniq(lines, options) or _labelled(lines, options) or _listed(lines, options)
    ragged = form is None and "," not in text and "\t" in lines[0] and not _is_regular(lines, "\t")
    if (form is None and series) or ragged:
        form = blanks_of(lines, options, pairs, series)
    form = form or _separated(lines, options) or blanks_of(lines, options, pairs, series)
    return form or Form(";" if options.decimal == "," else ",")  # one column


def _refuse_cut(lines: Sequence[str]) -> None:
    """Refuse a table of which a program printed a part only."""
    cut = next((line for line in lines if len(line) < _SHORT and _CUT.fullmatch(line.strip())), None)
    if cut is not None:
        raise TableError(
            f"the table was cut when it was printed: {cut.strip()[:60]}", hint="write all of its rows"
        )


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
    if all(is_number(label.split()[-1], options) for label in labels):
        if all("  " in line.strip() for line in lines):  # aligned columns
            return None
        raise TableError(
            "each line begins and ends with a number: a count before its label, or behind it",
            hint="keep the blanks that uniq -c writes before the count, or write a tab between the two",
        )
    return Form(SEPARATOR, name, _counted, False, True)


def _is_csv(lines: Sequence[str]) -> bool:
    """Whether blanks stand around cells that commas, tabs or the like separate: ' 1 , 2'."""
    return all(re.match(r"\s*[0-9]+\s*[,;|\t]", line) for line in lines)


def _all_numbers(lines: Sequence[str], options: InformationOptions) -> bool:
    return all(is_number(cell, options) for line in lines for cell in line.split())


def _counted(line: str) -> Sequence[str]:
    match = _COUNTED.fullmatch(line) or _COUNTED_BARE.fullmatch(line)
    return match.groups() if match else (line.strip(),)


# ── labels and numbers ───────────────────────────────────────────────────────────────────────────


def _labelled(lines: Sequence[str], options: InformationOptions) -> Form | None:
    """`red: 5`, `red = 5`, `"red" => 5`, one a line."""
    if options.samples:
        return None
    for sign in _SIGNS:
        found = (
            [_label_and_number(line, sign) for line in lines] if all(sign in line for line in lines) else []
        )
        several = any(sign in label and ("," in label or ";" in label) for label, _ in found)  # a: 1, b: 2
        sure = sign != ":" or all(is_name(label) for label, _ in found)  # 12:30
        numbers = bool(found) and all(label and is_number(number, options) for label, number in found)
        if numbers and sure and not several and not any("," in number for _, number in found):
            name = f"{LABELLED} (label{sign.strip() if ':' in sign else f' {sign}'} number)"
            return Form(SEPARATOR, name, partial(_label_and_number, sign=sign), False)
    return None


def _label_and_number(line: str, sign: str) -> tuple[str, str]:
    label, _, number = line.strip().rpartition(sign)
    label = label.strip().removeprefix("- ").removeprefix("* ").strip()
    quoted = len(label) > 1 and label[0] == label[-1] and label[0] in "\"'"
    return label[1:-1] if quoted else label, number.strip().rstrip(",")


def _listed(lines: Sequence[str], options: InformationOptions) -> Form | None:
    """A list without its brackets: one number a line, a comma behind all of them but the last."""
    cells = [line.strip() for line in lines]
    listed = len(cells) > 1 and all(c[-1] == "," for c in cells[:-1]) and cells[-1][-1] != ","
    if options.samples or not listed or not all(is_number(c.rstrip(","), options) for c in cells):
        return None
    return Form(SEPARATOR, None, lambda line: (line.strip().rstrip(","),), False)


# ── one character, or blanks ─────────────────────────────────────────────────────────────────────


def _separated(lines: Sequence[str], options: InformationOptions) -> Form | None:
    """CSV with the one character that separates the cells of its lines; None where there is none."""
    first, comma_is_decimal, lines = lines[0], options.decimal == ",", _closed(lines)
    found = [c for c in ",\t;|" if not (c == "," and comma_is_decimal) and _is_regular(lines, c)]
    if "\t" in found and _ends_in_numbers(lines, "\t"):
        return Form("\t")
    if found in ([",", ";"], [",", "|"]) and _ends_in_numbers(lines, found[1]):
        raise _decimal_commas(found[1])
    if not comma_is_decimal and all(map(_are_decimal_commas, lines)):
        raise TableError("the numbers look like decimals with commas", hint="use --decimal ','")
    if len(found) == 1 and found[0] != ";":
        return Form(found[0])
    if ";" in first and ("," not in first or comma_is_decimal):
        if not comma_is_decimal and any(map(_has_decimal_comma, lines)):
            raise _decimal_commas(";")
        return Form(";")
    if "\t" in first and ("," not in first or comma_is_decimal):
        return Form("\t")
    if comma_is_decimal and all(
        _DECIMAL_COMMA.fullmatch(_BETWEEN_DECIMALS.split(line)[-1]) for line in lines
    ):
        return None
    return Form(",") if any(c in line for line in lines for c in ",;\t") else None


def _closed(lines: Sequence[str]) -> Sequence[str]:
    """The lines up to a row whose quotes are closed further on than these lines reach."""
    open_quotes, end = sum(line.count('"') for line in lines), len(lines)
    while open_quotes % 2 and end > 1:
        end -= 1
        open_quotes -= lines[end].count('"')
    return lines[:end]


def _has_decimal_comma(line: str) -> bool:
    return any(_DECIMAL_COMMA.fullmatch(cell.strip()) for cell in line.split(";"))


def _are_decimal_commas(line: str) -> bool:
    """Whether a line is several numbers with decimal commas: 0,5;0,25;0,25."""
    cells = _BETWEEN_DECIMALS.split(line.strip())
    return len(cells) > 1 and all(_DECIMAL_COMMA.fullmatch(cell) for cell in cells)


def _decimal_commas(by: str) -> TableError:
    return TableError(
        f"the table looks like {by} with decimal commas", hint=f"use --delimiter '{by}' --decimal ','"
    )


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
