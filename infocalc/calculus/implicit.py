"""Derivatives of functions given by an equation, and of functions followed in a direction or along a curve.

On F(x, y) = 0 with y a function of x: y' = −F_x/F_y, and each further derivative is that of a function
of x and y along the curve, D = ∂/∂x + y'·∂/∂y (the implicit function theorem, applied again and again).
"""

from __future__ import annotations

from collections.abc import Sequence

from infocalc.algebra.apart import apart_from_0
from infocalc.algebra.ball import enclosure
from infocalc.algebra.derivative import derivative
from infocalc.algebra.engine import lift, lower
from infocalc.algebra.equality import equal
from infocalc.algebra.normal import tidy
from infocalc.algebra.point import read_point
from infocalc.calculus.differentiated import Differentiated
from infocalc.calculus.finished import finished
from infocalc.calculus.on_curve import shortest
from infocalc.calculus.operator import OPERATORS, Term
from infocalc.calculus.options import CalculusOptions
from infocalc.calculus.reading import Subject, natural_order
from infocalc.calculus.rules import Context
from infocalc.calculus.steps import derived
from infocalc.errors import NoAnswer, Undefined, UsageError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import VOCABULARY, log, subs
from infocalc.limits import check as check_limit
from infocalc.notation.formula import Formula, fold, number, symbol, walk
from infocalc.notation.parser import parse
from infocalc.notation.writer import write
from infocalc.records import NamedTuple
from infocalc.report.report import Report, Step

Orders = Sequence[tuple[str, int | str]]
#: a point typed as decimals satisfies an equation to within this
NEAR = 1e-9


class Curve(NamedTuple):
    """The equation as typed, F = left − right, and the dependent variable y."""

    equation: Formula
    F: Expr
    y: str

    def slope(self, x: str) -> Expr:
        """∂y/∂x = −F_x/F_y."""
        below = derivative(self.F, self.y)
        if tidy(below) is X.ZERO:
            raise NoAnswer(f"the equation does not determine {self.y}: its derivative by {self.y} is 0")
        return shortest(tidy(-derivative(self.F, x) / below), self.F)

    def along(self, f: Expr, x: str) -> Expr:
        """Df = f_x + f_y·∂y/∂x."""
        return shortest(tidy(derivative(f, x) + derivative(f, self.y) * self.slope(x)), self.F)


def implicit_derivative(curve: Curve, variables: Sequence[str]) -> Expr:
    """∂^n y/∂x₁…∂x_n in terms of the variables and y."""
    first, *more = variables
    found = curve.slope(first)
    for x in more:
        found = curve.along(found, x)
    return found


def curve_of(equation: Formula, y: str, text: str | None = None) -> Curve:
    """The curve of an equation; y(x) in it is y, an expression alone is set to 0."""
    equation = _plain(equation, y)
    left, right = equation.args if equation.head == "relation" else (equation, number(0))
    a, b = lower(left, text), lower(right, text)
    if all(side.head == X.POW and side.args[1].free for side in (a, b)):
        # x^y = y^x is y·log x = x·log y
        a, b = (side.args[1] * log(side.args[0]) for side in (a, b))
    if y not in (a - b).free:
        raise UsageError(f"the equation does not contain {y}", hint="--implicit names the dependent variable")
    return Curve(Formula("relation", (left, right), "="), a - b, y)


def _plain(formula: Formula, y: str) -> Formula:
    """y(x) written as y; an equation with y' in it is refused."""

    def visit(node: Formula, parts: tuple[Formula, ...]) -> Formula:
        if node.head == "undefined" and node.value[0] == y:
            if any(node.value[1]):
                raise UsageError(
                    f"{y}' in the equation makes it a differential equation",
                    hint=f"write an equation between the variables and {y} alone",
                )
            return symbol(y)
        return Formula(node.head, parts, node.value, node.span)

    return fold(formula, visit)


def implicit_report(
    formula: Formula, subject: Subject, y: str, orders: Orders, options: CalculusOptions
) -> Report:
    """dy/dx, d²y/dx², … of y given by an equation; the orders default to the one other variable, once."""
    curve = curve_of(_equation(formula, subject.text, y, orders, options), y, subject.text)
    orders = orders or [(_other_variable(curve), 1)]
    variables = _repeated(orders, y)
    point = read_point(options.at)
    _check_on_curve(curve, {name: point[name] for name in curve.F.free & frozenset(point)})
    draft = Differentiated(
        operator=OPERATORS["diff"],
        subjects=(subject._replace(formula=curve.equation, expr=curve.F),),
        variables=tuple(dict.fromkeys(variables)),
        entries=((_label(y, orders), implicit_derivative(curve, variables)),),
        conditions=_condition(tidy(derivative(curve.F, y))),
        notes=(f"{y} is a function of {', '.join(dict.fromkeys(variables))}",),
    )
    report = finished(draft, options._replace(steps=False, verify=False))
    if options.steps and report.rows[0].formula is not None:
        report = report._replace(steps=implicit_steps(curve, variables, report.rows[0].formula))
    return report._replace(input=report.input | {"implicit": [y]})


def _equation(formula: Formula, text: str, y: str, orders: Orders, options: CalculusOptions) -> Formula:
    """The equation as typed: y = x^2 is one too, and y(x) in it is y and not a product."""
    names = frozenset(x for x, _ in orders)
    complex_unit = options.complex_unit
    reading = parse(text, VOCABULARY, variables=names, complex_unit=complex_unit, equation=True).formula
    calls = [node for node in walk(reading) if node.head == "undefined" and node.value[0] == y]
    if calls and all(len(node.args) == 1 and node.args[0].head == "symbol" for node in calls):
        return reading
    if formula.head == "relation":
        return formula
    return parse(text, VOCABULARY, variables=names | {y}, complex_unit=complex_unit, equation=True).formula


def _condition(denominator: Expr) -> tuple[str, ...]:
    """F_y ≠ 0, without a constant factor; nothing where F_y is constant."""
    if denominator.head == X.NUM:
        return ()
    return (write(lift(apart_from_0(denominator))),)


def _repeated(orders: Orders, y: str) -> list[str]:
    """[('x', 2)] as x, x."""
    variables: list[str] = []
    for x, n in orders:
        if isinstance(n, str):
            raise NoAnswer("the order of an implicit derivative must be a number")
        if x == y:
            raise UsageError(f"{y} is the dependent variable: it cannot be differentiated by itself")
        check_limit("order", n)
        variables += [x] * n
    return variables


def _other_variable(curve: Curve) -> str:
    others = natural_order(curve.F.free - {curve.y})
    if len(others) == 1:
        return others[0]
    if "x" in others:
        return "x"
    which = f"the equation has {', '.join(others)}" if others else "the equation has no other"
    raise UsageError(f"which variable? {which}", hint="name it after the equation")


def _label(y: str, orders: Orders) -> str:
    """'dy/dx', 'd^2y/dx^2'."""
    below = "".join(f"d{x}" if n == 1 else f"d{x}^{n}" for x, n in orders)
    total = sum(n for _, n in orders if isinstance(n, int))
    return f"d{y}/{below}" if total == 1 else f"d^{total}{y}/{below}"


def _check_on_curve(curve: Curve, point: dict[str, Expr]) -> None:
    """A point proved to lie off the curve has no derivative of y; one typed with many digits may be near."""
    here = subs(curve.F, point)
    if not here.free and equal(here, X.ZERO).verdict == "false" and not _is_near(here):
        place = ", ".join(f"{name}={write(lift(value))}" for name, value in point.items())
        raise Undefined(f"the point {place} does not satisfy the equation", hint="give a point on the curve")


def _is_near(residual: Expr) -> bool:
    """Whether F(x, y) is as small as the rounding of a point typed as decimals leaves it."""
    ball = enclosure(residual)
    return ball is not None and bool(abs(ball) < NEAR)


def implicit_steps(curve: Curve, variables: Sequence[str], final: Formula) -> tuple[Step, ...]:
    """Both sides differentiated, the result solved for y'; further orders along the curve."""
    x, *more = variables
    found: list[Step] = []
    both = derived(curve.equation, Context(x, frozenset((curve.y,))), found)
    prime = Formula("undefined", (), (curve.y, (1,)))
    slope = curve.slope(x)
    answer = final if not more else lift(slope)
    solved = Formula("relation", (prime, answer), "=")
    found.append(Step("solve", f"linear in {curve.y}': collected and divided", both, solved))
    for k, name in enumerate(more):
        found += _next_order(curve, slope, name, final if k == len(more) - 1 else None)
        slope = curve.along(slope, name)
    return tuple(found)


def _next_order(curve: Curve, slope: Expr, x: str, final: Formula | None) -> list[Step]:
    """One more derivative of y along the curve, with y' put in."""
    context = Context(x, frozenset((curve.y,)))
    found: list[Step] = []
    result = derived(lift(slope), context, found)
    answer = final or lift(curve.along(slope, x))
    put_in = f"{curve.y}' = {write(lift(curve.slope(x)))}"
    plain = tidy(derivative(slope, x) + derivative(slope, curve.y) * curve.slope(x))
    used = ", and the equation" if curve.along(slope, x) is not plain else ""
    return [*found, Step("substitute", put_in + used, result, answer)]


# ── in a direction, along a curve ────────────────────────────────────────────────────────────────


def along(subject: Subject, variables: Sequence[str], options: CalculusOptions) -> Report:
    """--along '[1, 2]' is ∇f·v/|v|; --along 'x=t^2, y=sin(t)' is the total derivative along a curve."""
    text = options.along or ""
    if "=" in text:
        return _along_curve(subject, text, options)
    listed = text if text.lstrip().startswith("[") else f"[{text}]"
    formula = parse(listed, VOCABULARY, variables=frozenset(variables)).formula
    parts = formula.args if formula.head == "list" else (formula,)
    if len(parts) != len(variables):
        raise UsageError(
            f"the direction has {len(parts)} components, the function {len(variables)} variables",
            hint=f"the variables are {', '.join(variables)}; write --along '[1, 2]'",
        )
    direction = [lower(part, text) for part in parts]
    length = tidy(X.add(*[v**2 for v in direction])) ** X.HALF
    if length is X.ZERO:
        raise UsageError("the direction is the zero vector", hint="write a vector such as --along '[1, 2]'")
    slope = X.add(*[derivative(subject.expr, x) * v for x, v in zip(variables, direction, strict=True)])
    note = "the direction is scaled to length 1" if length is not X.ONE else "the direction has length 1"
    draft = Differentiated(
        operator=OPERATORS["grad"],
        subjects=(subject,),
        variables=tuple(variables),
        entries=(("df/dv", tidy(tidy(slope) / length)),),
        notes=(f"{note}: v = {write(formula)}/|v|" if length is not X.ONE else note,),
    )
    report = finished(draft, options._replace(verify=False))
    return report._replace(input=report.input | {"along": text})


def _along_curve(subject: Subject, text: str, options: CalculusOptions) -> Report:
    """d/dt f(x(t), y(t))."""
    curve = _curve(text, subject)
    parameters = natural_order(frozenset().union(*(e.free for e in curve.values())))
    if len(parameters) != 1:
        raise UsageError("the curve must have one parameter", hint="write --along 'x=t^2, y=sin(t)'")
    t = parameters[0]
    f = subs(subject.expr, curve)
    draft = Differentiated(
        operator=OPERATORS["grad"],
        subjects=(subject._replace(expr=f, formula=lift(f)),),
        variables=(t,),
        entries=((f"df/d{t}", tidy(derivative(f, t))),),
        terms=((Term(1, 0, (t,)),),),
        notes=(f"the total derivative along the curve {text}",),
    )
    report = finished(draft, options)
    return report._replace(input=report.input | {"along": text})


def _curve(text: str, subject: Subject) -> dict[str, Expr]:
    """'x=t^2, y=sin(t)' by names."""
    formula = parse(f"[{text}]", VOCABULARY, variables=subject.expr.free).formula
    found = {}
    for part in formula.args:
        if part.head != "relation" or part.value != "=" or part.args[0].head != "symbol":
            raise UsageError(f"'{text}' is not a curve", hint="write --along 'x=t^2, y=sin(t)'")
        found[part.args[0].value] = lower(part.args[1], text)
    return found
