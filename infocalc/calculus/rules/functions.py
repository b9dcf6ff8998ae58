"""Functions of the table at the variable itself, functions known by name only, functions by cases."""

from __future__ import annotations

from infocalc.algebra.derivative import slope_in
from infocalc.algebra.engine import lift, lower
from infocalc.calculus.rules.forms import minus, plus, replaced, times
from infocalc.calculus.rules.row import Applied, Context, Move, rule
from infocalc.errors import NoAnswer
from infocalc.expr import expr as X
from infocalc.functions import TABLE
from infocalc.functions import calls as F
from infocalc.notation.formula import Formula, number
from infocalc.notation.writer import write


def _from_table(node: Formula, c: Context, rule: str | None = None) -> Applied:
    """f'(x) by the derivative column of the table; None for a function of another rule."""
    if node.value not in TABLE or rule not in (None, TABLE[node.value].rule):
        return None
    places = [i for i, part in enumerate(node.args) if c.is_variable(part)]
    column = TABLE[node.value].derivative
    if not places or places[0] >= len(column) or (node.value == F.log.name and len(node.args) > 1):
        return None
    after = lift(slope_in(TABLE[node.value], places[0], tuple(lower(part) for part in node.args)))
    return Move(after, statement=f"{write(node)}' = {write(after)}")


@rule("logarithm", "call", statement="log(x)' = 1/x")
def logarithm(node: Formula, c: Context) -> Applied:
    return _from_table(node, c, "logarithm") if len(node.args) == 1 else None


@rule("trigonometric", "call", statement="sin(x)' = cos(x), cos(x)' = -sin(x), tan(x)' = sec(x)^2, ...")
def trigonometric(node: Formula, c: Context) -> Applied:
    return _from_table(node, c, "trigonometric")


@rule("inverse-trigonometric", "call", statement="asin(x)' = 1/sqrt(1 - x^2), atan(x)' = 1/(1 + x^2), ...")
def inverse_trigonometric(node: Formula, c: Context) -> Applied:
    return _from_table(node, c, "inverse-trigonometric")


@rule("hyperbolic", "call", statement="sinh(x)' = cosh(x), cosh(x)' = sinh(x), tanh(x)' = 1 - tanh(x)^2, ...")
def hyperbolic(node: Formula, c: Context) -> Applied:
    return _from_table(node, c, "hyperbolic")


@rule("inverse-hyperbolic", "call", statement="asinh(x)' = 1/sqrt(x^2 + 1), atanh(x)' = 1/(1 - x^2), ...")
def inverse_hyperbolic(node: Formula, c: Context) -> Applied:
    return _from_table(node, c, "inverse-hyperbolic")


@rule("absolute-value", "call", statement="abs(x)' = sign(x) for x != 0")
def absolute_value(node: Formula, c: Context) -> Applied:
    return _from_table(node, c, "absolute-value")


@rule("step", "call", statement="sign, floor, ceil and heaviside are constant between their jumps")
def step(node: Formula, c: Context) -> Applied:
    return _from_table(node, c, "step")


@rule("complex-part", "call", statement="along the real line re(x)' = conj(x)' = 1, im(x)' = arg(x)' = 0")
def complex_part(node: Formula, c: Context) -> Applied:
    """The variable is real: re, conj and abs are what they are on the line, im is 0, arg jumps at 0."""
    slope = TABLE[node.value].real_slope if node.value in TABLE else None
    if slope is None or not c.is_variable(node.args[0]):
        return None
    return Move(number(slope), statement=f"{write(node)}' = {slope} along the real line")


@rule("largest", "call", statement="max(u, v)' is the derivative of the larger one")
def largest(node: Formula, c: Context) -> Applied:
    return _from_table(node, c, "largest")


@rule("special-function", "call", statement="the derivative of a named function, from the table of functions")
def special(node: Formula, c: Context) -> Applied:
    return _from_table(node, c)


@rule("definition", "call", statement="the function is written by its definition")
def definition(node: Formula, c: Context) -> Applied:
    """log2(x) = log(x)/log(2): functions that are names for others, at the parts as typed."""
    row = TABLE.get(node.value)
    if row is not None and row.definition is not None:
        meaning = row.definition
    elif node.value == F.log.name:
        meaning = _log_to
    else:
        raise NoAnswer(f"{node.value} has no derivative")
    names = [f"_{i}" for i in range(len(node.args))]
    body = lift(meaning(*[X.sym(name) for name in names]))
    whole = replaced(body, {}, dict(zip(names, node.args, strict=True)))
    return Move(c.slope(whole), statement=f"{write(node)} = {write(whole)}")


def _log_to(x: X.Expr, b: X.Expr) -> X.Expr:
    return F.log.apply(x) / F.log.apply(b)


@rule("undefined-function", "undefined", statement="d/dx f(x) = f'(x)")
def undefined(node: Formula, c: Context) -> Applied:
    """One order more in the argument that is the variable; y' alone becomes y''."""
    name, orders = node.value
    place = next((i for i, part in enumerate(node.args) if c.is_variable(part)), 0)
    raised = (*orders[:place], orders[place] + 1, *orders[place + 1 :])
    return Formula("undefined", node.args, (name, raised))


@rule("piecewise", "piecewise", statement="case by case, inside each case")
def piecewise(node: Formula, c: Context) -> Applied:
    parts = tuple([c.slope(part) if i % 2 == 0 else part for i, part in enumerate(node.args)])
    return Formula("piecewise", parts)


@rule(
    "leibniz", "integral", statement="(integrate(f, t, a, b))' = f(b)*b' - f(a)*a' + integrate(f', t, a, b)"
)
def leibniz(node: Formula, c: Context) -> Applied:
    f, t, a, b = node.args
    terms = []
    for end, sign in ((b, plus), (a, minus)):
        if c.varies(end):
            terms.append(sign(times(replaced(f, {}, {t.value: end}), c.slope(end))))
    if c.varies(f) and t.value != c.x:
        terms.append(Formula("integral", (c.slope(f), t, a, b)))
    return plus(*terms)


@rule("term-by-term", "series", statement="(sum(f, k, a, b))' = sum(f', k, a, b)")
def term_by_term(node: Formula, c: Context) -> Applied:
    f, k, a, b = node.args
    if c.varies(a) or c.varies(b):
        raise NoAnswer(f"the bounds of the sum depend on {c.x}")
    return Formula("series", (c.slope(f), k, a, b))


@rule("both-sides", "relation", statement="both sides of the equation are differentiated")
def both_sides(node: Formula, c: Context) -> Applied:
    return Formula("relation", tuple([c.slope(side) for side in node.args]), node.value)
