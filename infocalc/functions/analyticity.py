"""Functions on complex boxes, by columns: not finite where a box meets a cut, a kink or a jump."""

from __future__ import annotations

from flint import acb, arb

from infocalc.errors import NoAnswer
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import TABLE, Function, column
from infocalc.functions.row import OnBoxes

NOWHERE = acb(arb.nan())


class Unsupported(NoAnswer):
    """No ball evaluation is known for a part of the expression."""


#: functions that know where they have cuts, kinks and jumps, and the logarithms of some that grow fast
ANALYTIC, LOG_ANALYTIC = column("analytic"), column("log_analytic")


def known_analytic(e: Expr) -> bool:
    """Whether it is known, for every function in e, where it is analytic."""
    return all(_is_known(node.data) for node in X.nodes(e) if node.head == X.CALL and node.free)


def _is_known(name: str) -> bool:
    row = TABLE.get(name)
    return row is not None and (row.whole or row.line is not None or row.analytic is not None)


def function_rule(name: str) -> OnBoxes:
    if name in ANALYTIC:
        rule: OnBoxes = ANALYTIC[name]
        return rule
    row = TABLE.get(name)
    if row is None or row.complex_ball is None:
        raise Unsupported(f"no ball evaluation of {name}")
    evaluate = row.complex_ball
    if row.whole:
        return lambda args, _: evaluate(*args)

    def rule_of_row(args: list[acb], analytic: bool) -> acb:
        return NOWHERE if analytic and not _is_analytic(row, args) else evaluate(*args)

    return rule_of_row


def _is_analytic(row: Function, args: list[acb]) -> bool:
    if row.line is None or len(args) > 1:
        return False
    z, (low, high) = args[0], row.line
    return not z.imag.contains(0) or bool(z.real > low and z.real < high)


# ── pieces ───────────────────────────────────────────────────────────────────────────────────────
# A truth value is the ball 1, 0 or [0, 1]; on a box that a boundary crosses the value is not analytic.


def relation_rule(operator: str) -> OnBoxes:
    def rule(args: list[acb], analytic: bool) -> acb:
        d = args[0].real - args[1].real
        if d > 0:
            return acb(1 if operator in (">", ">=", "!=") else 0)
        if d < 0:
            return acb(1 if operator in ("<", "<=", "!=") else 0)
        if d.is_zero() and not analytic:
            return acb(1 if operator in (">=", "<=", "=") else 0)
        return acb(arb(0.5, 0.5))

    return rule


def all_rule(args: list[acb], _analytic: bool) -> acb:
    value = acb(1)
    for a in args:
        value = value * a
    return value


def any_rule(args: list[acb], _analytic: bool) -> acb:
    value = acb(1)
    for a in args:
        value = value * (1 - a)
    return 1 - value


def piecewise_rule(args: list[acb], analytic: bool) -> acb:
    """The first piece whose condition holds; the union of those that may hold where that is open."""
    found: acb | None = None
    for value, condition in zip(args[::2], args[1::2], strict=True):
        if condition.is_zero():
            continue
        found = value if found is None else found.union(value)
        if condition == 1:
            return found
        if analytic:
            return NOWHERE
    return NOWHERE if found is None else found
