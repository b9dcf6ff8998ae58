"""One cell of a table as an exact number: decimals, fractions, percent signs, thousands separators.

A cell with two honest readings (1,234 is 1234 or 1.234) is refused with both of them.
"""

from __future__ import annotations

from flint import fmpq

from infocalc.errors import TableError
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pmf import row_error
from infocalc.information.pmf.rationals import MISSING, OutOfRange, rational
from infocalc.notation.patterns import pattern

#: groups of three digits behind one to three: with blanks or apostrophes, with commas, with points
_SPACED = pattern(r"[+-]?[1-9][0-9]{0,2}(?:[ \u00a0\u2009\u202f'’][0-9]{3})+([.,][0-9]+)?")
#: lakhs and crores: 5,00,000
_OF_INDIA = pattern(r"[+-]?[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?")
_COMMAS = pattern(r"[+-]?[1-9][0-9]{0,2}((?:,[0-9]{3})+)(\.[0-9]+)?")
_POINTS = pattern(r"[+-]?[1-9][0-9]{0,2}((?:\.[0-9]{3})+)(,[0-9]+)?")
#: a count of thousands, or of ones with three decimals
_THOUSANDS = pattern(r"[+-]?[1-9][0-9]{0,2}\.000")
_BETWEEN = pattern(r"[ \u00a0\u2009\u202f'’]")
#: what stands for a number, or for none, in tables; never the name of a column
_VALUES = frozenset(["", "inf", "infinity", "true", "false", *MISSING])


class TwoReadings(Exception):
    """A cell that is two numbers, by the country it was written in."""

    def __init__(self, text: str) -> None:
        whole, part = text.replace(",", "").replace(".", ""), text.replace(",", ".")
        mark = "point" if "." in text else "comma"
        said = f"{whole} with thousands separators or {part} with a decimal {mark}"
        super().__init__(f"not a number that can be told: '{text}' is {said}")


def amount(text: str, options: InformationOptions) -> fmpq | None:
    """The number that a cell is, None where it is none; OutOfRange, TwoReadings."""
    if text[-1:] == "%":
        found = amount(text[:-1].rstrip(), options)
        return None if found is None else found / 100
    if options.decimal is None and options.counts and not options.weights and _THOUSANDS.fullmatch(text):
        raise TwoReadings(text)
    value = rational(_ungrouped(text)) if options.decimal == "," else rational(text)
    if value is not None or options.decimal == ",":
        return value
    if _SPACED.fullmatch(text):
        return rational(_BETWEEN.sub("", text))
    if _OF_INDIA.fullmatch(text):
        return rational(text.replace(",", ""))
    grouped = _COMMAS.fullmatch(text)
    if grouped is None:
        return None
    sure = len(grouped[1]) > 4 or grouped[2] or options.decimal is not None
    if not sure and not (options.counts and not options.weights):
        raise TwoReadings(text)
    return rational(text.replace(",", ""))


def _ungrouped(text: str) -> str:
    """A number with a decimal comma as one with a point; one with a point is none."""
    if _POINTS.fullmatch(text):
        return text.replace(".", "").replace(",", ".")
    if _SPACED.fullmatch(text):
        text = _BETWEEN.sub("", text)
    return text.replace(".", " ").replace(",", ".")


def is_number(text: str, options: InformationOptions) -> bool:
    """Whether a cell is a number, perhaps one out of range or one of two."""
    try:
        return amount(text, options) is not None
    except (OutOfRange, TwoReadings):
        return True


def number(text: str, row: int, column: str, options: InformationOptions) -> fmpq:
    """A cell as an exact number; the error names its row, its column and its text."""
    try:
        value = amount(text, options)
    except OutOfRange as problem:
        raise TableError(f"row {row}, column {column}: {problem}: {text[:40]}", line=row) from None
    except TwoReadings as problem:
        first, second = ("','", ".") if "." in text else (".", "','")
        hint = f"--decimal {first} reads the first, --decimal {second} the second"
        raise TableError(f"row {row}, column {column}: {problem}", hint=hint, line=row) from None
    if value is None:
        raise row_error(row, column, text)
    return value


def is_value(cell: str) -> bool:
    """Whether a cell stands for a number, or for none: nan, NA, TRUE, nothing."""
    return cell.lower() in _VALUES


def is_name(cell: str) -> bool:
    """Whether a cell may be the name of a column of numbers: no number, and nothing like (1), −1, $1."""
    first = next((letter for letter in cell if letter.isalnum()), "")
    return not (first.isnumeric() or cell[:1] in "+-." or is_value(cell))
