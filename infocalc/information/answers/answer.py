"""What every route to an information measure hands back, and the Answer of a closed form."""

from __future__ import annotations

from collections.abc import Mapping

from infocalc.errors import Undecided
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.information.answers.units import NATS, Unit, infinite_number, infinity
from infocalc.information.condition import Condition
from infocalc.notation.formula import Formula
from infocalc.records import NamedTuple
from infocalc.report.report import DOUBLE_DIGITS, Number


class Answer(NamedTuple):
    """One value in the unit asked for: its formula and its number, how it was found, when it holds.

    `number` is None while symbols are without a value, `formula` is None where there is no closed form.
    `route` is 'exact', 'closed form', 'integrated', 'series' or 'numeric'. An infinite value has the
    number 'inf' and its reason among the notes.
    """

    formula: Formula | None
    number: Number | None
    route: str
    conditions: tuple[Condition, ...] = ()
    notes: tuple[str, ...] = ()


def infinite(
    reason: str, conditions: tuple[Condition, ...] = (), notes: tuple[str, ...] = (), sign: int = 1
) -> Answer:
    """±∞ and why."""
    said = (*notes, f"infinite: {reason}")
    return Answer(infinity(sign), infinite_number(sign), "exact", conditions, said)


def closed(
    e: Expr,
    digits: int,
    *,
    unit: Unit = NATS,
    point: Mapping[str, Expr] | None = None,
    there: Expr | None = None,
    route: str = "closed form",
    conditions: tuple[Condition, ...] = (),
    notes: tuple[str, ...] = (),
) -> Answer:
    """The answer of a closed form e in nats: its formula in the unit, its number where no symbol is left.

    `there` is the same value in another form, used where the digits of e cannot be pinned down.
    """
    point = point or {}
    number = None
    if not e.free - point.keys():
        number = _number((e, there if there is not None else e), point, digits, unit.factor())
    return Answer(unit.formula(e), number, "exact" if e.head == X.NUM else route, conditions, notes)


def _number(forms: tuple[Expr, Expr], point: Mapping[str, Expr], digits: int, factor: Expr) -> Number:
    from infocalc.algebra.ball import value
    from infocalc.information.condition import plain

    first, second = (X.mul(form, factor) for form in forms)
    try:
        found, used = value(first, point, digits), first
    except Undecided:
        found, used = value(second, point, digits), second
    near = value(used, point, DOUBLE_DIGITS) if digits < DOUBLE_DIGITS else found
    double = float(near.decimal)
    exact = None if found.exact is None else plain(found.exact)
    return Number(found.decimal, found.certified, exact, double if abs(double) != float("inf") else None)
