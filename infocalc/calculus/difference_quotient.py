"""The derivative at a point as what it is, the limit of difference quotients: for kinks and filled points.

f is expanded on both sides of the point. It is n times differentiable there when both expansions agree up
to tⁿ (that on the left with −t for t) and begin with f(x₀); the derivative is n!·c_n. A mixed derivative is
taken along one variable after the other, the inner one on a whole neighbourhood of the line.
(Dieudonné, Foundations of Modern Analysis, 8.12.)
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from infocalc.algebra.ball import enclosure
from infocalc.algebra.puiseux import LENGTH, NotReal, Puiseux, Unclear
from infocalc.algebra.ray import Ray
from infocalc.calculus.differentiated import Orders, Point
from infocalc.errors import InfocalcError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import TABLE, with_parts
from infocalc.records import NamedTuple

Steps = tuple[tuple[str, int], ...]
#: nests deeper than this are not looked into
_HIGHEST = 150
#: how many powers of t a series is first tried with, and then
_LENGTHS = (LENGTH, 2 * LENGTH, 4 * LENGTH)


class Broken(Exception):
    """There is no derivative: why, along which variable, and the values on the two sides."""

    def __init__(self, reason: str, variable: str, sides: tuple[Expr, Expr] | None = None) -> None:
        super().__init__(reason)
        self.reason, self.variable, self.sides = reason, variable, sides


class TwoSides(NamedTuple):
    """The beginning of f on the two sides of a point: coefficients of t^k for x = x₀ + t, x₀ − t."""

    right: tuple[Expr, ...]
    left: tuple[Expr, ...]


def derivative_at(f: Expr, orders: Orders, point: Point) -> Expr:
    """∂f at the point; raises Broken where there is none, Unclear where it cannot be told."""
    steps: list[tuple[str, int]] = []
    for x, n in orders:
        before = steps.pop()[1] if steps and steps[-1][0] == x else 0
        steps.append((x, before + n))
    return _derivative(f, tuple(steps), dict(point), ())


def limits(f: Expr, x: str, n: int, point: Point) -> tuple[Expr, Expr]:
    """f(x₀+) and its n-th derivative there, where both sides agree: what would fill a gap.

    Raises Broken, Unclear."""
    found = _expansion(_function(f), x, n, dict(point), ())
    _agree(found, x, n, Ray(()))
    return found.right[0], _factorial(n, found.right[n])


def _derivative(
    f: Expr, orders: tuple[tuple[str, int], ...], point: dict[str, Expr], outer: tuple[str, ...]
) -> Expr:
    """As derivative_at; the point may hold the infinitesimals `outer`."""
    if not orders:
        return value_at(f, point, outer)
    *inner, (x, n) = orders
    if inner:
        here = _derivative(f, tuple(inner), point, outer)
        slope = partial(_derivative, f, tuple(inner))
        found = _expansion(slope, x, n, point, outer)
    else:
        here = value_at(f, point, outer)
        found = _expansion(_function(f), x, n, point, outer)
    around = Ray(outer)
    if around.sign(found.right[0] - here) or around.sign(found.left[0] - here):
        sides = (found.left[0], found.right[0])
        raise Broken(
            "the function jumps"
            if around.sign(sides[0] - sides[1])
            else "the function has another value there than beside it",
            x,
            sides,
        )
    _agree(found, x, n, around)
    return _factorial(n, found.right[n])


def _agree(found: TwoSides, x: str, n: int, around: Ray) -> None:
    """Raise Broken with the lowest derivative whose sides differ."""
    for k in range(n + 1):
        left = X.scale((-1) ** k, found.left[k])
        if around.sign(found.right[k] - left):
            sides = (_factorial(k, left), _factorial(k, found.right[k]))
            raise Broken("the one-sided derivatives differ" if k else "the function jumps", x, sides)


#: the values on a ray, from a point on it and its infinitesimals
Values = Callable[[dict[str, Expr], tuple[str, ...]], Expr]


def _expansion(values: Values, x: str, n: int, point: dict[str, Expr], outer: tuple[str, ...]) -> TwoSides:
    """That of the values along x, on both sides of the point."""
    t = _infinitesimal(outer)
    found = []
    for side in (1, -1):
        beside = {**point, x: point[x] + X.scale(side, X.sym(t))}
        found.append(_coefficients((t, *outer), values(beside, (t, *outer)), n, x))
    return TwoSides(*found)


def _function(f: Expr) -> Values:
    """f itself, in the case that applies on the ray."""

    def value(point: dict[str, Expr], outer: tuple[str, ...]) -> Expr:
        try:
            return restricted(f, point, Ray(outer))
        except InfocalcError as problem:
            raise Unclear from problem

    return value


def _coefficients(ray: tuple[str, ...], e: Expr, n: int, x: str) -> tuple[Expr, ...]:
    """c_0 … c_n of e, of as many terms as show them: what cancels or is divided by takes some."""
    for length in _LENGTHS:
        try:
            series = Ray(ray, length).puiseux(e)
        except InfocalcError as problem:
            raise Unclear from problem
        if series.error is None or series.error > n:
            break
    return _checked(series, n, x)


def _checked(series: Puiseux, n: int, x: str) -> tuple[Expr, ...]:
    """c_0 … c_n of a series that has no other exponents up to n."""
    for exponent, _ in series.terms:
        if exponent < 0:
            raise Broken("the function is not bounded there", x)
        if exponent < n and exponent.q != 1:
            raise Broken(
                "the slope is not bounded there" if exponent < 1 else "a derivative is not bounded there", x
            )
    if series.oscillates and series.error is not None and n > 1:
        raise Unclear
    return tuple([series.coefficient(k) for k in range(n + 1)])


def value_at(f: Expr, point: Point, outer: tuple[str, ...] = ()) -> Expr:
    """f at the point, exactly; a jump of a step function counts where its value does not matter.

    Raises Unclear where f has no value there."""
    found = [_value(f, point, Ray(outer), step) for step in (None, X.ZERO, X.ONE)]
    if found[0] is not None:
        return found[0]
    if found[1] is None or found[1] is not found[2]:
        raise Unclear
    return found[1]


def _value(f: Expr, point: Point, ray: Ray, step: Expr | None = None) -> Expr | None:
    try:
        found = restricted(f, point, ray, step)
        return found if found.free or enclosure(found) is not None else None
    except (InfocalcError, NotReal):
        return None


def restricted(f: Expr, point: Point, ray: Ray, step: Expr | None = None) -> Expr:
    """f with values for its symbols, in the case that applies there; `step` stands for a jump from 0 to 1.

    Cases that do not apply need have no values: (sin x)/x, x ≠ 0."""
    if f.height > _HIGHEST:
        raise Unclear
    known: dict[Expr, Expr] = {}

    def visit(node: Expr) -> Expr:
        if node not in known:
            known[node] = visited(node)
        return known[node]

    def visited(node: Expr) -> Expr:
        if node.head == X.SYM:
            return point.get(node.data, node)
        if node.head == X.PIECEWISE:
            for value, condition in zip(node.args[::2], node.args[1::2], strict=True):
                if ray.holds(visit(condition)):
                    return visit(value)
            raise NotReal
        if node.head in (X.INTEGRAL, X.SERIES):
            raise Unclear
        parts = tuple(map(visit, node.args))
        if step is not None and node.head == X.CALL and TABLE[node.data].step and ray.sign(parts[0]) == 0:
            return step
        return _constant(node, parts, ray) or with_parts(node, parts)

    return visit(f)


def _constant(node: Expr, parts: tuple[Expr, ...], ray: Ray) -> Expr | None:
    """max, ⌊·⌋, |·| … of constants as the constant that it is."""
    beside = TABLE[node.data].beside if node.head == X.CALL else None
    if beside is None or any(part.free for part in parts):
        return None
    try:
        return beside(ray, *parts)
    except (InfocalcError, NotReal, Unclear):
        return None


def _infinitesimal(outer: tuple[str, ...]) -> str:
    """A symbol that no formula can contain."""
    return f"t{len(outer)} "


def _factorial(n: int, c: Expr) -> Expr:
    for k in range(2, n + 1):
        c = X.scale(k, c)
    return c


__all__ = ["Broken", "NotReal", "Unclear", "derivative_at", "limits", "value_at"]
