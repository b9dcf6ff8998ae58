"""Expressions of one variable as functions of complex balls, fit for rigorous integration.

`acb.integral` trusts its integrand to say where it is analytic: on a box where the flag `analytic` is set
and the function has a cut, a kink or a jump, the value must be non-finite. Without that the result is
certified and wrong (√x on [1, 4] gives 4.6694 instead of 14/3).
"""

from __future__ import annotations

from collections.abc import Callable

from flint import acb, arb, fmpq, fmpz

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.functions import subs
from infocalc.functions.analyticity import (
    LOG_ANALYTIC,
    NOWHERE,
    Unsupported,
    all_rule,
    any_rule,
    function_rule,
    known_analytic,
    piecewise_rule,
    relation_rule,
)
from infocalc.functions.row import OnBoxes
from infocalc.integration.enclosed import enclosed
from infocalc.records import NamedTuple

#: terms of a sum inside an integrand
MOST_WRITTEN = 1_000

__all__ = ["NOWHERE", "Unsupported", "compile_analytic", "constant", "known_analytic"]


class Analytic(NamedTuple):
    """Inputs ↦ the values of several expressions at complex balls, parts that they share computed once."""

    steps: tuple[tuple[OnBoxes, tuple[int, ...]], ...]
    constants: tuple[acb, ...]
    outputs: tuple[int, ...]

    @property
    def size(self) -> int:
        """The operations that one evaluation takes."""
        return len(self.steps) + len(self.outputs) + 6

    def __call__(self, *inputs: acb, analytic: bool = False) -> list[acb]:
        slots = [*inputs, *self.constants]
        for rule, places in self.steps:
            slots.append(rule([slots[i] for i in places], analytic))
        return [slots[i] for i in self.outputs]


def compile_analytic(expressions: tuple[Expr, ...], *inputs: Expr) -> Analytic:
    """The expressions as functions of `inputs`, symbols and the logarithm of the first; constants as balls.

    Given its logarithm, powers of the symbol are taken as e^(q·log s): in s = e^y they have no cut.
    """
    variable, log = inputs[0], next((e for e in inputs if e.head == X.CALL), None)
    moving = frozenset().union(*[e.free for e in inputs])
    order: dict[Expr, tuple[OnBoxes, tuple[Expr, ...]]] = {}
    constants: dict[Expr, acb] = {}
    for e in expressions:
        todo = [e]
        while todo:
            node = todo[-1]
            if node in order or node in constants or node in inputs:
                todo.pop()
            elif moving.isdisjoint(node.free):
                constants[node] = acb(constant(node))
            else:
                rule, parts = _step(node, variable, log)
                waiting = [
                    part for part in parts if not (part in order or part in constants or part in inputs)
                ]
                todo.extend(waiting)
                if not waiting:
                    order[node] = (rule, parts)
    place = {e: i for i, e in enumerate([*inputs, *constants, *order])}
    steps = tuple((rule, tuple(place[part] for part in parts)) for rule, parts in order.values())
    return Analytic(steps, tuple(constants.values()), tuple(place[e] for e in expressions))


def _step(node: Expr, variable: Expr, log: Expr | None) -> tuple[OnBoxes, tuple[Expr, ...]]:
    """The rule that computes a node, and the expressions that it needs."""
    if (
        log is not None
        and node.head == X.POW
        and node.args[0] is variable
        and type(node.args[1].data) is not int
    ):
        return (lambda a, _: (a[0] * a[1]).exp()), (node.args[1], log)
    if node.head == X.INTEGRAL:
        return _inner_integral(node)
    if node.head == X.SERIES:
        return (lambda a, _: a[0]), (_inner_sum(node),)
    if F.log.heads(node):
        inner = node.args[0]
        if inner.head == X.CALL and inner.data in LOG_ANALYTIC:
            return LOG_ANALYTIC[inner.data], inner.args
        logs = _logs_of_terms(node.args[0], variable, log)
        if logs is not None:
            return _log_sum, logs
    return _rule(node), node.args


def _inner_integral(node: Expr) -> tuple[OnBoxes, tuple[Expr, ...]]:
    """∫_a^b f(t, z) dt as a function of the symbols z in it: analytic where f is on the range and at z."""
    f, t, low, high = node.args
    if any(end is X.OO or end is -X.OO for end in (low, high)):
        raise Unsupported("an integral in an integral is not over a finite range")
    outer = tuple(X.sym(name) for name in sorted(f.free - t.free))
    inner = compile_analytic((f,), t, *outer)

    def rule(args: list[acb], analytic: bool) -> acb:
        start, end, *at = args
        return enclosed(lambda s, flag: inner(s, *at, analytic=flag or analytic)[0], start, end)

    return rule, (low, high, *outer)


def _inner_sum(node: Expr) -> Expr:
    """Σ f(k, z) over few integers, written out."""
    f, k, low, high = node.args
    ends = [e.data for e in (low, high) if e.head == X.NUM and type(e.data) is int]
    if len(ends) < 2 or ends[1] - ends[0] > MOST_WRITTEN:
        raise Unsupported("a sum in an integral or a sum has too many terms")
    return X.add(*[subs(f, {k.data: X.num(n)}) for n in range(ends[0], ends[1] + 1)])


def _logs_of_terms(e: Expr, variable: Expr, log: Expr | None) -> tuple[Expr, ...] | None:
    """log tᵢ for a sum of terms tᵢ = c·s^q·e^u, c > 0 constant, log s given; None for others."""
    if e.head != X.ADD or e.data[0] < 0 or any(c < 0 for c in e.data[1]):
        return None
    found = []
    for term in X.terms(e):
        logs, rest = [], []
        for factor in term.args if term.head == X.MUL else (term,):
            base, exponent = X.split_power(factor)
            if base is X.E:
                logs.append(exponent)
            elif base is variable and log is not None and not exponent.free:
                logs.append(exponent * log)
            else:
                rest.append(factor)
        c = X.mul(X.rational(term.data), *rest) if term.head == X.MUL else X.mul(*rest)
        if c.free or not constant(c) > 0:
            return None
        found.append(X.add(F.log.apply(c), *logs))
    return tuple(found)


def _log_sum(logs: list[acb], analytic: bool) -> acb:
    """log Σ e^(lᵢ) = l + log(1 + Σ e^(lᵢ − l)) with the largest l taken out."""
    top = max(range(len(logs)), key=lambda i: float(logs[i].real.mid()))
    rest = acb(0)
    for i, value in enumerate(logs):
        if i != top:
            rest += (value - logs[top]).exp()
    if rest.abs_upper() < 1:
        return logs[top] + rest.log1p()
    value = logs[top] + (1 + rest).log(analytic=analytic)
    if value.is_finite() or analytic or not all(v.imag.is_zero() for v in logs):
        return value
    low, high = logs[0].real, logs[0].real
    for other in logs[1:]:
        low, high = low.max(other.real), high.max(other.real)
    return acb(low.lower().union((high + arb(len(logs)).log()).upper()))


def constant(e: Expr) -> arb:
    """The value of a constant expression as a ball at the current precision.

    Integrals and sums in it are balls already (`value.py` computes them first).
    """
    if e.free:
        raise Unsupported(f"{min(e.free)} has no value")
    value = X.fold(e, _constant)
    if not value.imag.is_zero() and not value.imag.contains(0):
        raise Unsupported("a constant is not real")
    return value.real


def _constant(node: Expr, parts: tuple[acb, ...]) -> acb:
    if node.head == X.NUM:
        return acb(arb(fmpq(node.data)))
    if node.head == X.BALL:
        return acb(arb(*node.data[1]))
    if node.head == X.CONST:
        if node.data not in CONSTANTS:
            raise Unsupported(f"no value for {node.data}")
        return acb(CONSTANTS[node.data]())
    value: acb = _rule(node)(list(parts), False)
    return value


CONSTANTS: dict[str, Callable[[], arb]] = {
    "pi": arb.pi,
    "e": arb.const_e,
    "EulerGamma": arb.const_euler,
    "Catalan": arb.const_catalan,
    "oo": arb.pos_inf,
    # a truth value, as conditions have it (`functions/analyticity.py`)
    "true": lambda: arb(1),
    "false": lambda: arb(0),
}


def _rule(node: Expr) -> OnBoxes:
    if node.head == X.ADD:
        return _sum(node)
    if node.head == X.MUL:
        return _product(node)
    if node.head == X.POW:
        return _power(node)
    if node.head == X.PIECEWISE:
        return piecewise_rule
    if node.head == X.RELATION:
        return relation_rule(str(node.data))
    if node.head in (X.AND, X.OR):
        return all_rule if node.head == X.AND else any_rule
    if node.head == X.CALL:
        return function_rule(str(node.data))
    raise Unsupported(f"a {node.head} has no ball evaluation")


def _sum(node: Expr) -> OnBoxes:
    first, coefficients = node.data
    start = acb(arb(fmpq(first)))
    balls = [None if c == 1 else arb(fmpq(c)) for c in coefficients]

    def rule(args: list[acb], _analytic: bool) -> acb:
        total = start
        for c, value in zip(balls, args, strict=True):
            total = total + (value if c is None else c * value)
        return total

    return rule


def _product(node: Expr) -> OnBoxes:
    start = acb(arb(fmpq(node.data)))

    def rule(args: list[acb], _analytic: bool) -> acb:
        total = start
        for value in args:
            total = total * value
        return total

    return rule


def _power(node: Expr) -> OnBoxes:
    base, exponent = node.args
    if base is X.E:
        return lambda a, _: a[1].exp()
    if exponent.head == X.NUM and type(exponent.data) is int:
        n = fmpz(exponent.data)
        # a ball that is not a number raised to 0 is 1; exponents 0 do not occur in canonical form
        return lambda a, _: a[0] ** n
    if exponent is X.HALF:
        return lambda a, s: a[0].sqrt(analytic=s)
    if not base.free:
        return lambda a, _: (a[1] * a[0].log()).exp()
    return lambda a, s: a[0].pow(a[1], analytic=s)
