"""--max, --min, --max-upper, --min-lower and --check: from a report to its verdicts and the exit code.

A bound stands for the first row, of both directions for each of them and their sum, NAME=BOUND for the row
of that name; it is in the unit of the answer, or in its own: 1 bit. A value that agrees with its bound to
all digits printed is asked for with more of them; where the two are formulas, an equality may be proved.
"""

from __future__ import annotations

from collections.abc import Callable

from infocalc.annotations import TYPE_CHECKING, Any
from infocalc.cli.outcome import worst
from infocalc.cli.question import Wanted
from infocalc.errors import Undecided, UsageError
from infocalc.report.report import Gate, Number, Report, Row

if TYPE_CHECKING:
    from fractions import Fraction

    from infocalc.cli.bounds import Bound
    from infocalc.cli.option_values import Output

#: how many more digits are tried before a bound that agrees with all digits is called undecided
_MORE_DIGITS = (50, 400)
#: terms named when a gate does not hold
_TOP = 5


def judged(work: Wanted, text: str | None) -> tuple[Report, int]:
    """The report with the verdicts of its gates, and 0, 1 (a gate or the check is false) or 3 (undecided)."""
    bounds = _asked(work.output)
    report = work.answer(text, work.digits)

    def again(digits: int) -> Report | None:
        return work.answer(text, digits) if work.repeatable else None

    gates = (*report.gates, *[_gate(one, report, again) for b in bounds for one in _each(b, report)])
    if bounds or work.output.defaults:
        report = report._replace(gates=gates, notes=(*report.notes, *work.output.defaults))
    if report.terms and not work.output.steps:
        report = report._replace(terms=())
    gated = 0 if all(gate.holds for gate in gates) else 1
    return report, worst(gated, _checked(report))


def _asked(output: Output) -> list[Bound]:
    """The bounds that are asked for."""
    if not (output.max or output.min or output.max_upper or output.min_lower):
        return []
    from infocalc.cli.bounds import bounds_of

    return bounds_of(output)


def _checked(report: Report) -> int:
    if report.check is None:
        return 0
    return {"true": 0, "false": 1}.get(report.check.verdict, 3)


# ── the rows that are judged ─────────────────────────────────────────────────────────────────────


def _in_unit_of(report: Report, bound: Bound) -> Bound:
    """The bound in the unit of the answer."""
    if bound.unit is None or bound.formula is None:
        return bound
    from infocalc.information.measures.check import in_unit

    factor = in_unit(f"{bound.option} {bound.typed}", bound.unit, report.unit)
    return bound._replace(formula=bound.formula * factor, unit=None)


def _each(bound: Bound, report: Report) -> list[Bound]:
    """The bound, or one for each of the answers where all of them are judged by it."""
    bound = _in_unit_of(report, bound)
    if bound.row or bound.end or report.judged == 1:
        return [bound]
    return [bound._replace(row=row.name) for row in report.rows[: report.judged]]


def _row(bound: Bound, report: Report) -> Row:
    """The row that a bound is for: by its name, its beginning before the bracket, the name of the measure."""
    if bound.end:
        return _end(bound, report)
    if not bound.row:
        return report.rows[0]
    wanted = _plain(bound.row)
    found = [row for row in report.rows if _plain(row.name) == wanted] or [
        row for row in report.rows if _plain(row.name).startswith(wanted + "(")
    ]
    found = found or [row for row in report.rows if row.name == _symbol(wanted)]
    if len(found) != 1:
        what = "several rows are called" if found else "there is no row"
        names = ", ".join(row.name for row in found or report.rows)
        raise UsageError(f"{bound.option} {bound.typed}: {what} '{bound.row}'", hint=f"rows: {names}")
    return found[0]


def _symbol(word: str) -> str | None:
    """What the row of a measure is called, by a word for it; PSI and J are two names of one number."""
    from infocalc.information.measure import MEASURES

    word = word.lower()
    measure = next((m for m in MEASURES.values() if word in (m.name, *m.also)), None)
    if measure is MEASURES["psi"]:
        measure = MEASURES["jeffreys"]
    return None if measure is None else measure.symbol


def _end(bound: Bound, report: Report) -> Row:
    """The row of an end of the interval."""
    found = [row for row in report.rows if row.name.endswith(f"% {bound.end}")]
    if not found:
        raise UsageError(f"{bound.option} wants an interval", hint="--bootstrap N gives one")
    return found[0]


def _plain(name: str) -> str:
    return "".join(name.split()).replace("‖", "||")


# ── the verdict ──────────────────────────────────────────────────────────────────────────────────


def _gate(bound: Bound, report: Report, again: Callable[[int], Report | None]) -> Gate:
    """Whether the answer keeps the bound; where it does not, with the terms that contribute most."""
    row = _row(bound, report)
    if row.number is None:
        problem = f"{bound.option} needs a number, and {row.name} has none"
        raise UsageError(problem, hint="give a point: --at x=1")
    sign, number = _compared(row, row.number, bound, again)
    holds = sign <= 0 if bound.option.startswith("--max") else sign >= 0
    top = () if holds or row is not report.rows[0] else report.terms[:_TOP]
    return Gate(bound.option, bound.typed, holds, number.decimal, top, row.name)


def _compared(
    row: Row, number: Number, bound: Bound, again: Callable[[int], Report | None]
) -> tuple[int, Number]:
    """The sign of value − bound, by as many digits as it takes, and the value with those."""
    sign = _sign(number, bound)
    for digits in _MORE_DIGITS:
        if sign is not None:
            return sign, number
        report = again(digits)
        if report is None:
            break
        number = _row(bound, report).number or number
        sign = _sign(number, bound)
    if sign is None and _same(row, bound):
        return 0, number
    if sign is None:
        raise Undecided(f"{bound.option}: the value {number.decimal} cannot be told from the bound")
    return sign, number


def _sign(number: Number, bound: Bound) -> int | None:
    """The sign of value − bound; None when all digits known agree."""
    try:
        value, exact = _exactly(number)
    except ValueError:
        raise UsageError(f"{bound.option} compares real numbers, not {number.decimal}") from None
    known = exact or not number.certified
    if bound.value is None:
        return _sign_of_formula(value, number.decimal, known, bound)
    distance: Any = value - bound.value
    if not known and abs(distance) <= _half_unit(number.decimal):
        return None
    return (value > bound.value) - (value < bound.value)


def _sign_of_formula(value: Fraction | float, decimal: str, known: bool, bound: Bound) -> int | None:
    """The same for a bound that is a formula, in a ball narrower than the digits of the value."""
    from flint import arb, ctx, fmpq

    from infocalc.algebra.ball import enclosure

    if isinstance(value, float):
        return 1 if value > 0 else -1
    bits = 64 + 4 * len(decimal)
    ball = None if bound.formula is None else enclosure(bound.formula, None, bits)
    if ball is None:
        raise UsageError(f"{bound.option} {bound.typed}: the bound has no real value")
    width = 0 if known else fmpq(*_half_unit(decimal).as_integer_ratio())
    with ctx.workprec(bits):
        distance = arb(fmpq(*value.as_integer_ratio()), width) - ball
    return 1 if distance > 0 else -1 if distance < 0 else None


def _same(row: Row, bound: Bound) -> bool:
    """Whether value and bound are proved to be equal, as formulas."""
    from infocalc.algebra.engine import lower
    from infocalc.algebra.equality import equal
    from infocalc.cli.bounds import constant
    from infocalc.expr.expr import num

    value = None if row.formula is None else lower(row.formula)
    if value is None or value.free:
        exact = None if row.number is None else row.number.exact
        value = None if exact is None else constant(exact)
    if value is None or isinstance(bound.value, float):
        return False
    other = bound.formula if bound.value is None else num(*bound.value.as_integer_ratio())
    return other is not None and equal(value, other).verdict == "true"


def _exactly(number: Number) -> tuple[Fraction | float, bool]:
    """The value, and whether that is all of it; ValueError for a complex one."""
    from fractions import Fraction

    if number.decimal in ("inf", "-inf"):
        return float(number.decimal), True
    if number.exact is not None:
        from contextlib import suppress

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
