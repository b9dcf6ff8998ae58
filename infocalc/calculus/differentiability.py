"""Kinks, jumps and gaps: the derivative where its formula may not hold, or the reason why there is none.

The derivative there is the limit of difference quotients, by exact series (`difference_quotient.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from infocalc.algebra.ball import Value, enclosure, value
from infocalc.algebra.engine import lift
from infocalc.algebra.exact_value import vanishes
from infocalc.calculus.difference_quotient import Broken, NotReal, Unclear, derivative_at, limits
from infocalc.calculus.differentiated import Orders, Point
from infocalc.errors import InfocalcError, Undecided, Undefined
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import TABLE, column, subs
from infocalc.notation.writer import write

#: formulas in messages that are longer come with their decimals
_LONGEST = 20
#: precisions at which an expression that vanishes at the point is told from one that does not
_BITS = (128, 2048)
#: words of expressions that may have kinks
_KINKED = column("kink").keys() | {X.RELATION}


def slope_at(
    f: Expr, orders: Orders, point: Point, digits: int, formula: Callable[[], Value]
) -> tuple[Value, Expr | None]:
    """The derivative of f at the point: that of the formula, or the limit that it stands for, and this limit.

    Raises Undefined where there is none, Undecided where that cannot be told.
    """
    variables = [x for x, _ in orders]
    problem: InfocalcError = Undecided(
        "a kink of the function lies at the point, and whether there is a derivative could not be told"
    )
    found = None
    if not has_kink(f, variables, point):
        try:
            found = formula()
        except Undefined as undefined:
            problem = undefined
        if found is not None and not _meets(_roots(f), variables, point):
            return found, None
    try:
        limit = derivative_at(f, orders, point)
    except Broken as broken:
        raise _not_differentiable(broken, point) from None
    except (Unclear, NotReal):
        if found is not None:  # the end of the domain of a root
            return found, None
        raise problem from None
    return (value(limit, {}, digits), limit) if found is None else (found, None)


def has_kink(f: Expr, variables: Sequence[str], point: Point) -> bool:
    """Whether the point is one at which f may have a kink in one of the variables."""
    return _meets(kinks(f), variables, point)


def _meets(expressions: Iterable[Expr], variables: Sequence[str], point: Point) -> bool:
    """Whether one of the expressions that the variables move may vanish at the point."""
    among = frozenset(variables)
    return any(not among.isdisjoint(u.free) and _vanishes_at(u, point) for u in expressions)


def _roots(f: Expr) -> Iterator[Expr]:
    """What stands under roots and is no mere variable: at its zeros a root may have a corner, √(x²) = |x|."""
    powers = [n.args for n in X.nodes(f) if n.head == X.POW] if X.ROOT in f.words else []
    for base, exponent in powers:
        if base.head != X.SYM and exponent.head == X.NUM and exponent.data.denominator > 1:
            yield base


def kinks(f: Expr) -> Iterator[Expr]:
    """Expressions at whose zeros f may fail to be differentiable: arguments of |·|, max, floor, cases."""
    if f.words.isdisjoint(_KINKED):
        return
    for node in X.nodes(f):
        if node.head == X.CALL and node.data in TABLE and TABLE[node.data].kink is not None:
            yield from TABLE[node.data].kink(*node.args)  # type: ignore[misc]
        elif node.head == X.RELATION:
            yield node.args[0] - node.args[1]


def _vanishes_at(kink: Expr, point: Point) -> bool:
    try:
        here = subs(kink, dict(point))
    except InfocalcError:  # a pole
        return True
    for bits in _BITS:
        ball = enclosure(here, {}, bits)
        if ball is None or not ball.contains(0):
            return False
        if vanishes(here):
            return True
    return True  # it is not told from 0


def _not_differentiable(broken: Broken, point: Point) -> Undefined:
    where = f"not differentiable at {broken.variable}={write(lift(point[broken.variable]))}"
    if broken.sides is None or any(side.free for side in broken.sides):
        return Undefined(where, hint=broken.reason)
    left, right = map(_short, broken.sides)
    if left == right:
        return Undefined(where, hint=f"{broken.reason}: close to it {left}")
    return Undefined(f"{where} (left {left}, right {right})", hint=broken.reason)


def _short(e: Expr) -> str:
    """A number in a message, to 6 digits."""
    ball = enclosure(e, {}, 256)
    if ball is None:
        return write(lift(e))
    mantissa, mark, exponent = str(ball.mid().str(6, radius=False)).partition("e")
    return (mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa) + mark + exponent


def _told(e: Expr) -> str:
    """A limit in a message: its formula, and 6 digits of it where the formula is long."""
    text = write(lift(e))
    return text if len(text) <= _LONGEST else f"{_short(e)} = {text}"


def with_limit(problem: Undefined, f: Expr, orders: Orders, point: Point) -> Undefined:
    """The problem of a function without a value, with the hint how it behaves there: what fills a removable
    singularity, and the derivative then; the sides of a jump."""
    if problem.hint or len(orders) != 1:
        return problem
    ((x, n),) = orders
    try:
        filled, slope = [_told(e) for e in limits(f, x, n, point)]
        what = "the derivative" if n == 1 else f"the derivative of order {n}"
        problem.hint = f"the singularity is removable: with the value {filled} there, {what} is {slope}"
    except Broken as broken:
        if broken.sides is not None:
            left, right = [write(lift(side)) for side in broken.sides]
            problem.hint = f"{broken.reason}: {left} on the left, {right} on the right"
    except (Unclear, NotReal):
        pass
    return problem
