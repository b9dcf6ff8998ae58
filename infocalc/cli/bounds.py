"""--max, --min, --max-upper, --min-lower as typed: [NAME=]NUMBER, perhaps a formula or with a unit."""

from __future__ import annotations

from math import inf

from infocalc.annotations import TYPE_CHECKING
from infocalc.errors import InfocalcError, UsageError
from infocalc.records import NamedTuple

if TYPE_CHECKING:
    from fractions import Fraction

    from infocalc.cli.option_values import Output
    from infocalc.expr.expr import Expr


class Bound(NamedTuple):
    """--max or --min as typed, the row it is for (empty: the first), its value, or its formula like log(2).

    `value` is a fraction or ±inf; it is None where there is a `formula`, which has no symbols. `unit` is the
    one typed behind it.
    """

    option: str
    typed: str
    row: str
    value: Fraction | float | None
    formula: Expr | None = None
    unit: str | None = None

    @property
    def end(self) -> str | None:
        """The last word of the row of an end of an interval, for a gate on one."""
        return _ENDS.get(self.option)


_ENDS = {"--max-upper": "high", "--min-lower": "low"}


def bounds_of(asked: Output) -> list[Bound]:
    """All gates, those on the ends of an interval last."""
    typed = (
        *(("--max", text) for text in asked.max),
        *(("--min", text) for text in asked.min),
        *(("--max-upper", asked.max_upper), ("--min-lower", asked.min_lower)),
    )
    return [_bound(option, text) for option, text in typed if text is not None]


def _bound(option: str, typed: str) -> Bound:
    """The bound as typed, exactly."""
    from fractions import Fraction

    from infocalc.notation.parser import parse_number

    row, equals, number = (part.strip() for part in typed.rpartition("="))
    if option in _ENDS:
        row, equals, number = "", "", typed.strip()
    if equals and not row:
        missing = f"{option} {typed}: the name of the row is missing"
        raise UsageError(missing, f"{option} {number} is for the first row")
    if number in ("inf", "oo") or (number in ("-inf", "-oo") and option == "--min"):
        return Bound(option, typed, row, -inf if number.startswith("-") else inf)
    from contextlib import suppress

    with suppress(InfocalcError):
        return Bound(option, typed, row, Fraction(*parse_number(number)))
    from infocalc.information.measures.check import without_unit

    number, unit = without_unit(number)
    found = constant(number)
    if found is None:
        wanted = f"{option} {typed}: a number is wanted, such as 0.1, 1/10 or log(2)"
        hint = None if option in _ENDS else f"{option} NAME=NUMBER gates the row of that name"
        raise UsageError(wanted, hint)
    if found.head != "num" or unit is not None:
        return Bound(option, typed, row, None, found, unit)
    return Bound(option, typed, row, Fraction(int(found.data.numerator), int(found.data.denominator)))


def constant(text: str) -> Expr | None:
    """A formula without symbols, such as log(2) or 3*sqrt(2)."""
    from infocalc.algebra.engine import lower
    from infocalc.functions import VOCABULARY
    from infocalc.notation.formula import walk
    from infocalc.notation.parser import parse

    try:
        formula = parse(text, VOCABULARY).formula
        named = any(node.head in ("symbol", "list", "relation", "undefined") for node in walk(formula))
        return None if named else lower(formula, text)
    except InfocalcError:
        return None
