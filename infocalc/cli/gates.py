"""--max, --min and --check: from a report to its verdict and the exit code."""

from __future__ import annotations

from contextlib import suppress
from math import inf
from typing import TYPE_CHECKING, Any

from infocalc.cli.outcome import worst
from infocalc.cli.question import Work
from infocalc.errors import InfocalcError, Undecided, UsageError
from infocalc.report.report import Gate, Number, Report

if TYPE_CHECKING:
    from fractions import Fraction

    Bound = Fraction | float  # the float is infinite

#: how many more digits are tried before a bound that agrees with all digits is called undecided
_MORE_DIGITS = (50, 400)
#: terms named when a gate does not hold
_TOP = 5


def judged(work: Work, text: str | None) -> tuple[Report, int]:
    """The report with the verdicts of its gates, and 0, 1 (a gate or the check is false) or 3 (undecided)."""
    bounds = (("--max", work.output.max), ("--min", work.output.min))
    wanted = [(option, bound, _bound(option, bound)) for option, bound in bounds if bound is not None]
    report = work.answer(text, work.digits)
    gates = [Gate(option, bound, _holds(option, x, report, work, text)) for option, bound, x in wanted]
    if gates:
        gate = next((gate for gate in gates if not gate.holds), gates[0])
        report = report._replace(gate=_explained(gate, report))
    if not work.output.steps:
        report = report._replace(terms=())
    gated = 0 if all(gate.holds for gate in gates) else 1
    return report, worst(gated, _checked(report))


def _explained(gate: Gate, report: Report) -> Gate:
    """The gate with the value it judged and, when it does not hold, the terms that contribute most."""
    number = report.rows[0].number
    value = None if number is None else number.decimal
    return gate._replace(value=value, top=() if gate.holds else report.terms[:_TOP])


def _checked(report: Report) -> int:
    if report.check is None:
        return 0
    return {"true": 0, "false": 1}.get(report.check.verdict, 3)


def _bound(option: str, text: str) -> Bound:
    """The bound as typed, exactly."""
    from fractions import Fraction

    from infocalc.notation.parser import parse_number

    sign, number = (-1, text.strip()[1:]) if text.strip().startswith("-") else (1, text.strip())
    if number in ("inf", "oo") and (sign > 0 or option == "--min"):
        return sign * inf
    try:
        return sign * Fraction(*parse_number(number))
    except InfocalcError as problem:
        raise UsageError(f"{option} {text}: a number is wanted, such as 0.1 or 1/10", problem.hint) from None


def _holds(option: str, bound: Bound, report: Report, work: Work, text: str | None) -> bool:
    number = report.rows[0].number if report.rows else None
    if number is None:
        raise UsageError(f"{option} needs a number, and the answer has none", hint="give a point: --at x=1")
    sign = _compare(number, bound, option)
    for digits in _MORE_DIGITS if work.repeatable else ():
        if sign is not None:
            break
        again = work.answer(text, digits).rows[0].number
        sign = None if again is None else _compare(again, bound, option)
    if sign is None:
        raise Undecided(f"{option}: the value {number.decimal} cannot be told from the bound")
    return sign <= 0 if option == "--max" else sign >= 0


def _compare(number: Number, bound: Bound, option: str) -> int | None:
    """The sign of value − bound; None when all digits known agree."""
    try:
        value, exact = _exactly(number)
    except ValueError:
        raise UsageError(f"{option} compares real numbers, not {number.decimal}") from None
    distance: Any = value - bound
    if not exact and number.certified and abs(distance) <= _half_unit(number.decimal):
        return None
    return (value > bound) - (value < bound)


def _exactly(number: Number) -> tuple[Bound, bool]:
    """The value, and whether that is all of it; ValueError for a complex one."""
    from fractions import Fraction

    if number.decimal in ("inf", "-inf"):
        return float(number.decimal), True
    if number.exact is not None:
        with suppress(ValueError):  # a closed form such as pi/6: the decimal is what can be compared
            return Fraction(number.exact), True
    value = Fraction(number.decimal)
    return value, value == 0


def _half_unit(decimal: str) -> Fraction:
    """Half a unit of the last digit printed."""
    from fractions import Fraction

    digits, _, exponent = decimal.lower().partition("e")
    places = len(digits.partition(".")[2])
    return Fraction(10) ** (int(exponent or 0) - places) / 2
