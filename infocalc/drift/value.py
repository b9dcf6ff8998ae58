"""Values of a column as numbers: rational, infinite, or balls whose digits are proved."""

from __future__ import annotations

from flint import arb, fmpq

from infocalc.expr import expr as X
from infocalc.information.answers.units import certified_number, infinite_number, rational_number
from infocalc.information.answers.values import Plain, Value
from infocalc.information.pmf.logarithm_sums import Logs
from infocalc.report.report import Number


def rational_of(value: Value) -> fmpq | None:
    """The value as a rational number, where that is what it is."""
    if isinstance(value, Logs) and not value.terms:
        return value.constant
    if isinstance(value, Plain) and value.expr is not None and value.expr.head == X.NUM:
        return fmpq(value.expr.data)
    return None


def number(value: Value, digits: int) -> Number:
    """The value with so many digits."""
    if isinstance(value, int):
        return infinite_number()
    exact = rational_of(value)
    return rational_number(exact, digits) if exact is not None else certified_number(value.ball, digits)


def interval(value: Value, error: arb, digits: int) -> tuple[str, str]:
    """value ± error as decimals, not below 0."""
    assert not isinstance(value, int)
    ends = []
    for sign in (-1, 1):
        near = float((value.ball() + error * sign).mid())
        ends.append(f"{max(near, 0.0):.{digits}g}")
    return ends[0], ends[1]
