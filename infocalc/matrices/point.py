"""--at: the entries of an answer, exactly where they are rational, else by balls until all is proved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flint import arb, ctx, fmpq

from infocalc.algebra.decimal import ball_decimal, ladder, rational_decimal
from infocalc.algebra.jet import NoJet
from infocalc.errors import Undecided, Undefined
from infocalc.expr import expr as X
from infocalc.matrices.evaluate import Environment, evaluated
from infocalc.matrices.rings import Entry, ExactRing, Singular, Table, rational_or_ball
from infocalc.matrices.values import Values
from infocalc.notation.formula import Formula
from infocalc.notation.writer import write
from infocalc.report.report import Number

_SHORT = 40
#: with so many bits more than the digits need, what has no value is taken to have none
_MORE_BITS = 400


def entries_at(formula: Formula, values: Values, sizes: Mapping[str, int], digits: int) -> list[list[Number]]:
    """Every entry to `digits` digits, each of them right; Undefined where the formula has no value."""
    bits = 0
    for bits in ladder(digits):
        with ctx.workprec(bits):
            try:
                table = evaluated(formula, _environment(values, sizes), ExactRing())
            except (NoJet, Singular, ValueError, ZeroDivisionError):
                if bits > 4 * digits + _MORE_BITS:
                    break
                continue
            found = [[_number(entry, digits) for entry in row] for row in table]
        if all(number is not None for row in found for number in row):
            return [[number for number in row if number is not None] for row in found]
    else:
        raise Undecided(f"the value was not pinned down to {digits} digits with {bits:,} bits")
    raise Undefined(
        f"{write(formula)} has no value at this point",
        hint="an inverse, a logarithm or a quotient has none there",
    )


def columns_at(
    change: Formula, variable: str, values: Values, sizes: Mapping[str, int], digits: int
) -> list[list[Number]]:
    """The matrix of a differential in d`variable`, column by column: its values at the unit matrices."""
    m, n = len(values[variable]), len(values[variable][0])
    columns = []
    for k in range(m * n):
        unit = [[X.ONE if i + j * m == k else X.ZERO for j in range(n)] for i in range(m)]
        found = entries_at(change, {**values, f"d{variable}": unit}, sizes, digits)
        columns.append([number for column in zip(*found, strict=True) for number in column])
    return [list(row) for row in zip(*columns, strict=True)]


def table_at(formula: Formula, values: Values, sizes: Mapping[str, int], bits: int = 128) -> Table | None:
    """The entries as rationals and balls at one precision; None where there are none."""
    with ctx.workprec(bits):
        try:
            return evaluated(formula, _environment(values, sizes), ExactRing())
        except (NoJet, Singular, ValueError, ZeroDivisionError):
            return None


def _environment(values: Values, sizes: Mapping[str, int]) -> Environment:
    """The values at the precision in force; numbers such as pi as balls."""
    return Environment(
        {name: [[rational_or_ball(e) for e in row] for row in rows] for name, rows in values.items()}, sizes
    )


def _number(entry: Entry, digits: int) -> Number | None:
    if isinstance(entry, fmpq):
        exact = str(entry)
        return Number(rational_decimal(entry, digits), True, exact if len(exact) <= _SHORT else None)
    decimal = ball_decimal(entry, digits)
    return None if decimal is None else Number(decimal, True)


def refuse_kinks(kinks: Iterable[tuple[str, Formula]], values: Values, sizes: Mapping[str, int]) -> None:
    """Undefined at a point at which the argument of |·|, relu, sign or a norm is exactly 0."""
    for said, formula in kinks:
        table = table_at(formula, values, sizes)
        if table is None:
            continue
        for i, row in enumerate(table, 1):
            for j, entry in enumerate(row, 1):
                if (isinstance(entry, fmpq) and entry == 0) or (isinstance(entry, arb) and entry == 0):
                    place = f"entry ({i}, {j}) of {said}" if len(table) * len(row) > 1 else said
                    raise Undefined(
                        f"not differentiable there: {place} is 0", hint="the one-sided derivatives differ"
                    )
