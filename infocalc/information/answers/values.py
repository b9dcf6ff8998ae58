"""What a measure of a finite pmf may be: Σ c·log x, c·log S, a power of e, a root; formulas and balls."""

from __future__ import annotations

from collections.abc import Callable

from flint import arb, fmpq

from infocalc.annotations import TYPE_CHECKING
from infocalc.information.answers.textbook import exact_form, scaled
from infocalc.information.answers.units import (
    Unit,
    certified_number,
    infinite_number,
    infinity,
    rational_number,
)
from infocalc.information.pmf.logarithm_sums import Logs, canonical
from infocalc.notation.formula import Formula, call_of
from infocalc.records import NamedTuple
from infocalc.report.report import Row

if TYPE_CHECKING:  # a pmf of numbers needs no expressions
    from infocalc.expr.expr import Expr

#: perplexities that are rational with more bits than this are shown by their decimal alone
_MOST_BITS = 2_000


class InNats(NamedTuple):
    """A value in nats as a ball at the current precision; where it is c·log S with a short S, (c, S) too."""

    ball: Callable[[], arb]
    log: tuple[fmpq, Expr] | None = None


class Plain(NamedTuple):
    """A number that has no unit of information."""

    ball: Callable[[], arb]
    expr: Expr | None = None


class Below(NamedTuple):
    """−∞, and the index of an outcome that makes it so."""

    place: int


#: an int is +∞: the index of an outcome that makes it so
Value = Logs | InNats | Plain | int


def row(name: str, value: Value | Below, unit: Unit, digits: int) -> Row:
    """The value as a line of the report: its formula in the unit and its certified decimal."""
    if isinstance(value, int | Below):
        sign = -1 if isinstance(value, Below) else 1
        return Row(name, infinity(sign), infinite_number(sign))
    if isinstance(value, Plain):
        return _plain_row(name, value, digits)
    formula, whole = exact_form(value, unit) if isinstance(value, Logs) else (_log_form(value, unit), None)
    if whole is not None:
        return Row(name, formula, rational_number(whole, digits))
    return Row(name, formula, certified_number(lambda: unit.converted(value.ball()), digits))


def _plain_row(name: str, value: Plain, digits: int) -> Row:
    if value.expr is None:
        return Row(name, None, certified_number(value.ball, digits))
    from infocalc.algebra.engine import lift
    from infocalc.expr import expr as X

    if value.expr.head == X.NUM:
        return Row(name, lift(value.expr), rational_number(fmpq(value.expr.data), digits))
    return Row(name, lift(value.expr), certified_number(value.ball, digits))


def _log_form(value: InNats, unit: Unit) -> Formula | None:
    if value.log is None:
        return None
    from infocalc.algebra.engine import lift

    return scaled(value.log[0], unit.log_formula(lift(value.log[1])))


def exponential(value: Logs | InNats) -> Plain:
    """e^value: of c·log S it is S^c, of Σ c·log n it is Π n^c."""
    from infocalc.expr import expr as X

    if isinstance(value, Logs):
        expr = _product(value)
    else:
        expr = None if value.log is None else X.power(value.log[1], X.rational(value.log[0]))
    return Plain(lambda: value.ball().exp(), expr)


def _product(value: Logs) -> Expr | None:
    from infocalc.expr import expr as X

    powers = canonical(value)
    if powers is None or value.constant != 0:
        return None
    if sum(n.bit_length() * (1 + abs(int(c))) for n, c in powers.items()) > _MOST_BITS:
        return None
    return X.mul(*[X.power(X.num(n), X.rational(c)) for n, c in powers.items()])


def root_row(name: str, value: Logs, unit: Unit, digits: int) -> Row:
    """√value, in the root of the unit."""
    formula, whole = exact_form(value, unit)
    if whole is not None:
        from infocalc.expr import expr as X

        return _plain_row(
            name, Plain(lambda: arb(whole).sqrt(), X.power(X.rational(whole), X.num(1, 2))), digits
        )
    number = certified_number(lambda: unit.converted(value.ball()).sqrt(), digits)
    return Row(name, None if formula is None else call_of("sqrt", formula), number)
