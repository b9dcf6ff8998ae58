"""Wrong derivatives, the way they are made: a table of mistakes, each put in place of the right rule.

A function as typed is differentiated with values and slopes side by side, bottom up; a mistake replaces
the slope of the nodes it fits. If the result is what somebody expected, the mistake is the diagnosis.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from infocalc.algebra.derivative import derivative
from infocalc.algebra.engine import lower
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import TABLE, subs
from infocalc.functions import calls as F
from infocalc.notation.formula import Formula, fold, symbol
from infocalc.records import NamedTuple

#: single places at which a mistake is tried when making it everywhere does not fit
MOST_PLACES = 12


class Visited(NamedTuple):
    """A node of the formula: the values and slopes of its parts, its partial derivatives, its right slope."""

    node: Formula
    values: tuple[Expr, ...]
    slopes: tuple[Expr, ...]
    partials: tuple[Expr, ...]
    right: Expr

    def moving(self) -> list[int]:
        return [i for i, d in enumerate(self.slopes) if d is not X.ZERO]


Wrong = Callable[[Visited], Expr | None]


class Mistake(NamedTuple):
    """One row: what to tell, and the wrong slope of a node (None where the mistake cannot be made)."""

    diagnosis: str
    slope: Wrong


#: the mistakes in the order in which they are tried
MISTAKES: list[Mistake] = []


def mistake(diagnosis: str) -> Callable[[Wrong], Wrong]:
    def enter(slope: Wrong) -> Wrong:
        MISTAKES.append(Mistake(diagnosis, slope))
        return slope

    return enter


def wrong_derivatives(formula: Formula, x: str) -> Iterator[tuple[str, Expr]]:
    """(diagnosis, wrong ∂formula/∂x) for each mistake: made everywhere, then at one place only."""
    for row in MISTAKES:
        places: list[int] = []
        yield row.diagnosis, _slope(formula, x, row.slope, None, places)
        if 1 < len(places) <= MOST_PLACES:
            for only in places:
                yield row.diagnosis, _slope(formula, x, row.slope, only, [])


def _slope(formula: Formula, x: str, wrong: Wrong, only: int | None, places: list[int]) -> Expr:
    """∂formula/∂x with `wrong` for the right rule, at the node number `only` (None: wherever it fits)."""
    count = 0

    def visit(node: Formula, parts: tuple[tuple[Expr, Expr], ...]) -> tuple[Expr, Expr]:
        nonlocal count
        count += 1
        values, slopes = tuple([v for v, _ in parts]), tuple([d for _, d in parts])
        if node.head == "symbol":
            return X.sym(node.value), X.ONE if node.value == x else X.ZERO
        if node.head in ("integral", "series"):  # the bound variable makes it one piece
            whole = lower(node)
            return whole, derivative(whole, x)
        value, partials = _partials(node, values, slopes)
        right = X.add(*[X.mul(p, d) for p, d in zip(partials, slopes, strict=True)])
        if only is None or only == count:
            found = wrong(Visited(node, values, slopes, partials, right))
            if found is not None:
                places.append(count)
                return value, found
        return value, right

    return fold(formula, visit)[1]


def _partials(
    node: Formula, values: tuple[Expr, ...], slopes: tuple[Expr, ...]
) -> tuple[Expr, tuple[Expr, ...]]:
    """The value of a node and its derivatives by each of its parts (0 by those that are constant)."""
    names = [f"_{i}" if d is not X.ZERO else "" for i, d in enumerate(slopes)]
    args = tuple([symbol(name) if name else part for name, part in zip(names, node.args, strict=True)])
    whole = lower(Formula(node.head, args, node.value))
    point = {name: v for name, v in zip(names, values, strict=True) if name}
    partials = [subs(derivative(whole, name), point) if name else X.ZERO for name in names]
    return subs(whole, point), tuple(partials)


# ── the table ────────────────────────────────────────────────────────────────────────────────────


@mistake("the derivative of the inner function is missing (chain rule)")
def no_inner_derivative(p: Visited) -> Expr | None:
    moving = p.moving()
    if p.node.head not in ("call", "power", "undefined") or all(p.slopes[i] is X.ONE for i in moving):
        return None
    return X.add(*[p.partials[i] for i in moving])


@mistake("a product is not differentiated factor by factor: (u*v)' = u'*v + u*v'")
def factor_by_factor(p: Visited) -> Expr | None:
    if p.node.head != "product" or len(p.moving()) < 2:
        return None
    return X.mul(*[v if d is X.ZERO else d for v, d in zip(p.values, p.slopes, strict=True)])


@mistake("one term of the product rule is missing: (u*v)' = u'*v + u*v'")
def half_a_product(p: Visited) -> Expr | None:
    moving = p.moving()
    if p.node.head != "product" or len(moving) < 2:
        return None
    return p.partials[moving[0]] * p.slopes[moving[0]]


@mistake("one term of the product rule is missing: (u*v)' = u'*v + u*v'")
def other_half_of_a_product(p: Visited) -> Expr | None:
    moving = p.moving()
    if p.node.head != "product" or len(moving) < 2:
        return None
    return p.partials[moving[-1]] * p.slopes[moving[-1]]


@mistake("a quotient is not differentiated part by part: (u/v)' = (u'*v - u*v')/v^2")
def part_by_part(p: Visited) -> Expr | None:
    if p.node.head != "quotient" or len(p.moving()) < 2:
        return None
    return p.slopes[0] / p.slopes[1]


@mistake("the sign in the quotient rule is turned: (u/v)' = (u'*v - u*v')/v^2")
def quotient_turned(p: Visited) -> Expr | None:
    if p.node.head != "quotient" or p.slopes[1] is X.ZERO:
        return None
    return -p.right


@mistake("the numerator of the quotient rule is a difference: (u/v)' = (u'*v - u*v')/v^2")
def quotient_with_a_sum(p: Visited) -> Expr | None:
    if p.node.head != "quotient" or len(p.moving()) < 2:
        return None
    (u, v), (du, dv) = p.values, p.slopes
    return (du * v + u * dv) / v**2


@mistake("the denominator is squared in the quotient rule: (u/v)' = (u'*v - u*v')/v^2")
def quotient_not_squared(p: Visited) -> Expr | None:
    if p.node.head != "quotient" or p.slopes[1] is X.ZERO:
        return None
    return p.right * p.values[1]


@mistake("the sign of the derivative of a trigonometric function: sin' = cos, cos' = -sin")
def trigonometric_sign(p: Visited) -> Expr | None:
    circular = ("trigonometric", "inverse-trigonometric")
    row = TABLE.get(p.node.value) if p.node.head == "call" else None
    return -p.right if row is not None and row.rule in circular and p.moving() else None


@mistake("the sign of the derivative of a hyperbolic function: sinh' = cosh, cosh' = sinh")
def hyperbolic_sign(p: Visited) -> Expr | None:
    return (
        -p.right
        if p.node.head == "call" and p.node.value in (F.sinh.name, F.cosh.name) and p.moving()
        else None
    )


@mistake("the base of the logarithm: log(x) is the natural one, log_b(x)' = 1/(x*log(b))")
def logarithm_base(p: Visited) -> Expr | None:
    """1/u where the base is not e, 1/(u·log 10) where it is."""
    if (
        p.node.head != "call"
        or p.node.value not in (F.log.name, F.log2.name, F.log10.name)
        or p.slopes[0] is X.ZERO
    ):
        return None
    if p.node.value == F.log.name and len(p.values) == 1:
        return p.right / F.log(X.num(10))
    return p.slopes[0] / p.values[0]


@mistake("the factor log(a) is missing: (a^x)' = a^x*log(a)")
def exponential_base(p: Visited) -> Expr | None:
    if p.node.head != "power" or p.slopes[0] is not X.ZERO or p.values[0] is X.E:
        return None
    return X.power(*p.values) * p.slopes[1] if p.slopes[1] is not X.ZERO else None


@mistake("the power rule is for a constant exponent: (a^x)' = a^x*log(a), (u^v)' = u^v*(v*log(u))'")
def power_rule_for_an_exponential(p: Visited) -> Expr | None:
    if p.node.head != "power" or p.slopes[1] is X.ZERO:
        return None
    u, v = p.values
    inner = p.slopes[0] if p.slopes[0] is not X.ZERO else X.ONE
    return v * X.power(u, v - 1) * inner


@mistake("the exponential rule is for a constant base: (u^v)' = u^v*(v*log(u))'")
def exponential_rule_for_a_power(p: Visited) -> Expr | None:
    if p.node.head != "power" or X.ZERO in p.slopes:
        return None
    return p.partials[1] * p.slopes[1]


def _is_power(p: Visited) -> bool:
    return p.node.head == "power" and p.slopes[1] is X.ZERO and p.slopes[0] is not X.ZERO


@mistake("the exponent falls by one: (x^n)' = n*x^(n - 1)")
def exponent_kept(p: Visited) -> Expr | None:
    return p.values[1] * X.power(*p.values) * p.slopes[0] if _is_power(p) else None


@mistake("the factor n is missing: (x^n)' = n*x^(n - 1)")
def exponent_not_in_front(p: Visited) -> Expr | None:
    return X.power(p.values[0], p.values[1] - 1) * p.slopes[0] if _is_power(p) else None


@mistake("the power rule is off by one: (x^n)' = n*x^(n - 1)")
def lowered_first(p: Visited) -> Expr | None:
    u, n = p.values if _is_power(p) else (X.ONE, X.ONE)
    return (n - 1) * X.power(u, n - 1) * p.slopes[0] if _is_power(p) else None


@mistake("the power rule is off by one: (x^n)' = n*x^(n - 1)")
def one_too_high(p: Visited) -> Expr | None:
    u, n = p.values if _is_power(p) else (X.ONE, X.ONE)
    return (n - 1) * X.power(u, n) * p.slopes[0] if _is_power(p) else None


@mistake("the exponent falls by one, also below zero: (x^n)' = n*x^(n - 1)")
def exponent_raised(p: Visited) -> Expr | None:
    u, n = p.values if _is_power(p) else (X.ONE, X.ONE)
    return n * X.power(u, n + 1) * p.slopes[0] if _is_power(p) else None


@mistake("the derivative of a constant is 0")
def constant_kept(p: Visited) -> Expr | None:
    """2x + 5 for x² + 5."""
    still = [v for v, d in zip(p.values, p.slopes, strict=True) if d is X.ZERO]
    return p.right + X.add(*still) if p.node.head == "sum" and still and p.moving() else None


@mistake("a constant factor stays: (c*u)' = c*u'")
def constant_factor_lost(p: Visited) -> Expr | None:
    """2x for 5x²: the constant factor was differentiated away."""
    moving = p.moving()
    if p.node.head != "product" or len(moving) == len(p.values) or len(moving) != 1:
        return None
    return p.slopes[moving[0]]
