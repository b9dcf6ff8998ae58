"""Constants, sums, multiples, products and quotients."""

from __future__ import annotations

from infocalc.calculus.rules.forms import (
    ONE,
    TWO,
    ZERO,
    fraction,
    is_number,
    minus,
    over,
    plus,
    raised,
    rational,
    times,
)
from infocalc.calculus.rules.row import Applied, Context, rule
from infocalc.notation.formula import Formula, number


@rule("constant", statement="c' = 0 for a constant c")
def constant(node: Formula, c: Context) -> Applied:
    return None if c.varies(node) or c.free(node) else ZERO


@rule("partial", statement="a' = 0 for what does not depend on the variable")
def partial(node: Formula, c: Context) -> Applied:
    return None if c.varies(node) else ZERO


@rule("identity", "symbol", statement="x' = 1")
def identity(node: Formula, c: Context) -> Applied:
    return ONE if c.is_variable(node) else None


@rule("dependent", "symbol", statement="y is a function of x, with the derivative y'")
def dependent(node: Formula, c: Context) -> Applied:
    return Formula("undefined", (), (node.value, (1,))) if node.value in c.dependent else None


@rule("sum", "sum", statement="(u + v)' = u' + v'")
def sum_rule(node: Formula, c: Context) -> Applied:
    return Formula("sum", tuple([_signed(term, c) for term in node.args]))


def _signed(term: Formula, c: Context) -> Formula:
    return Formula("neg", (c.slope(term.args[0]),)) if term.head == "neg" else c.slope(term)


@rule("negation", "neg", statement="(-u)' = -u'")
def negation(node: Formula, c: Context) -> Applied:
    return Formula("neg", (c.slope(node.args[0]),))


@rule("constant-multiple", "product", statement="(c*u)' = c*u' for a constant c")
def constant_multiple(node: Formula, c: Context) -> Applied:
    still = [f for f in node.args if not c.varies(f)]
    moving = [f for f in node.args if c.varies(f)]
    return times(*still, c.slope(times(*moving))) if still else None


@rule("product", "product", statement="(u*v)' = u'*v + u*v'")
def product(node: Formula, c: Context) -> Applied:
    factors = node.args
    terms = [Formula("product", (*factors[:i], c.slope(f), *factors[i + 1 :])) for i, f in enumerate(factors)]
    return plus(*terms)


@rule("constant-multiple", "quotient", statement="(c*u)' = c*u' for a constant c")
def constant_divisor(node: Formula, c: Context) -> Applied:
    top, bottom = node.args
    if not c.varies(bottom):
        return over(c.slope(top), bottom)
    if not c.varies(top) and not is_number(top, 1):
        return times(top, c.slope(over(ONE, bottom)))
    return None


@rule("power", "quotient", statement="(1/x^n)' = -n/x^(n + 1)")
def negative_power(node: Formula, c: Context) -> Applied:
    top, bottom = node.args
    if not is_number(top, 1):
        return None
    if c.is_variable(bottom):
        return minus(over(ONE, raised(bottom, TWO)))
    if bottom.head != "power" or not c.is_variable(bottom.args[0]):
        return None
    n = rational(bottom.args[1])
    if n is None:
        return None
    return minus(over(fraction(*n), raised(bottom.args[0], fraction(n[0] + n[1], n[1]))))


@rule("reciprocal", "quotient", statement="(1/v)' = -v'/v^2")
def reciprocal(node: Formula, c: Context) -> Applied:
    top, bottom = node.args
    if not is_number(top, 1):
        return None
    return minus(over(c.slope(bottom), _square(bottom)))


@rule("quotient", "quotient", statement="(u/v)' = (u'*v - u*v')/v^2")
def quotient(node: Formula, c: Context) -> Applied:
    u, v = node.args
    return over(plus(times(c.slope(u), v), minus(times(u, c.slope(v)))), _square(v))


def _square(v: Formula) -> Formula:
    """v^2, with (a^3)^2 written a^6."""
    if v.head == "power" and v.args[1].head == "number" and v.args[1].value[1] == 1:
        return raised(v.args[0], number(2 * v.args[1].value[0]))
    return raised(v, TWO)
