"""--at: the value of a derivative at an exact point, refused where the function is not differentiable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flint import arb

from infocalc.algebra.ball import Value, enclosure, is_plainly_defined, value
from infocalc.algebra.engine import lift
from infocalc.algebra.exact_value import vanishes
from infocalc.calculus.branch import is_slope
from infocalc.calculus.derivative import derivative
from infocalc.calculus.differentiated import Draft, unassigned
from infocalc.calculus.higher import nth_derivative
from infocalc.calculus.options import CalculusOptions
from infocalc.calculus.reading import Subject
from infocalc.errors import LimitExceeded, NoAnswer, Undefined
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import TABLE, subs
from infocalc.notation.writer import write
from infocalc.report.report import Number

Point = Mapping[str, Expr]
#: how far to the sides of a point the one-sided slopes are taken, and how close to it they must agree
STEP_BITS, SLOPE_BITS = 200, 1200
#: words of expressions that may have kinks
_KINKED = frozenset(name for name, row in TABLE.items() if row.kink is not None) | {X.RELATION}


def values(
    draft: Draft, point: Point, options: CalculusOptions
) -> tuple[list[Number | None], tuple[str, ...]]:
    """The number of each entry at the point; None where symbols remain, with a note that names them."""
    notes: list[str] = []
    if point:
        for subject in draft.subjects:
            notes += _check_function(subject, draft, point, options)
    numbers: list[Number | None] = []
    left: dict[str, None] = {}
    for _, e in draft.entries:
        missing = unassigned(e, point)
        if missing or _has_unknown(e):
            left.update(dict.fromkeys(missing))
            numbers.append(None)
            continue
        try:
            numbers.append(as_number(_value(e, point, options)))
        except LimitExceeded as problem:
            if point:
                raise
            numbers.append(None)  # nobody asked for the number of e^(e^(e^10))
            notes.append(problem.message)
    if point and left:
        notes.append(f"no number without a value for {', '.join(left)}")
    return numbers, tuple(notes)


def _value(e: Expr, point: Point, options: CalculusOptions) -> Value:
    """The value, by complex numbers where parts are not real; that it comes out real is then not proved."""
    if options.complex_unit:
        return value(e, point, options.digits, complex_=True)
    try:
        return value(e, point, options.digits)
    except Undefined as problem:
        found = _by_complex(e, point, options.digits)
        if found is None or found.decimal.endswith("i"):
            raise problem from None
        return found._replace(certified=False)


def _by_complex(e: Expr, point: Point, digits: int) -> Value | None:
    try:
        return value(e, point, digits, complex_=True)
    except NoAnswer:
        return None


def as_number(v: Value) -> Number:
    return Number(v.decimal, v.certified, None if v.exact is None else write(lift(v.exact)))


def _has_unknown(e: Expr) -> bool:
    return not e.words.isdisjoint((X.UNDEF, X.FAMILY))


# ── is the function differentiable there? ────────────────────────────────────────────────────────


def _check_function(subject: Subject, draft: Draft, point: Point, options: CalculusOptions) -> list[str]:
    """Raise Undefined where f has no value at the point, or a kink.

    Where parts of f are complex there is a note, if the answer belongs to the principal branch; a function
    of the table by itself has a slope only where it is real.
    """
    f, formula = subject.expr, subject.formula
    if unassigned(f, point) or _has_unknown(f):
        return []
    notes = []
    try:
        if not is_plainly_defined(f, point, options.complex_unit):
            value(f, point, 3, complex_=options.complex_unit)
    except Undefined as problem:
        complex_there = "--complex" in (problem.hint or "")  # otherwise a pole, a jump, 0^0
        if not complex_there and _by_complex(f, point, 3) is None:
            raise _with_limit(problem, f, draft, point) from None
        if formula.head == "call" or not _is_of_principal_branch(f, draft, point):
            raise problem
        notes.append(f"{problem.message}: the slope is that of its principal branch")
    except NoAnswer:
        pass  # f itself may be 0 to all precision; its derivative is evaluated on its own
    variables = frozenset(draft.variables)
    if any(not variables.isdisjoint(kink.free) and _vanishes_at(kink, point) for kink in kinks(f)):
        _refuse_kink(f, draft, point)
        _refuse_gap(draft, point)
    return notes


def _is_of_principal_branch(f: Expr, draft: Draft, point: Point) -> bool:
    """Whether every entry that is a derivative of f has the value of that derivative where f is complex."""
    directions: list[tuple[str, ...]] = _directions(draft)
    if draft.orders:
        directions = [tuple(x for x, n in draft.orders if isinstance(n, int) for _ in range(n))]
    place = [s.expr for s in draft.subjects].index(f)
    rows = len(draft.entries) // len(draft.subjects)
    mine = slice(place * rows, (place + 1) * rows)
    pairs = zip(draft.entries[mine], directions[mine], strict=True)
    return all(is_slope(e, f, along, point) for (_, e), along in pairs)


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
    here = subs(kink, dict(point))
    ball = enclosure(here)
    return ball is not None and ball.contains(0) and vanishes(here)


def _refuse_kink(f: Expr, draft: Draft, point: Point) -> None:
    """Refuse a point on whose sides f, or a derivative on the way to the one asked for, differs."""
    for slope, x in _slopes(f, draft):
        if x not in f.free:
            continue
        sides = [_slope_beside(slope, x, point, sign) for sign in (-1, 1)]
        where = f"{x}={write(lift(point[x]))}"
        if None not in sides and _jumps(slope, x, point, sides_only=True):
            raise Undefined(
                f"not differentiable at {where} (left {sides[0]}, right {sides[1]})",
                hint="the one-sided derivatives differ",
            )
        if None in sides or _jumps(f, x, point):
            raise Undefined(f"not differentiable at {where}", hint="the function jumps or has no slope there")


def _slopes(f: Expr, draft: Draft) -> Iterator[tuple[Expr, str]]:
    """(derivative, variable along which it has been taken), those on the way to a higher one as well."""
    orders = [(x, n) for x, n in draft.orders if isinstance(n, int)]
    for x, n in orders:
        for _ in range(n):
            f = nth_derivative(f, x, 1)
            yield f, x
    if not orders:
        yield from ((derivative(f, x), x) for x in draft.variables)


def _refuse_gap(draft: Draft, point: Point) -> None:
    """Refuse the value of a formula at the point where it has others beside it, as 2·sign x has at 0."""
    for (_, e), directions in zip(draft.entries, _directions(draft), strict=True):
        for x in directions:
            if x not in e.free or unassigned(e, point) or not _jumps(e, x, point):
                continue
            sides = [_slope_beside(e, x, point, sign) for sign in (-1, 1)]
            where = f"{x}={write(lift(point[x]))}"
            if sides[0] == sides[1]:
                message, hint = (
                    f"{write(lift(e))} has a gap at {where}",
                    f"close to the point it is {sides[0]}",
                )
            else:
                message = f"not differentiable at {where} (left {sides[0]}, right {sides[1]})"
                hint = "the one-sided derivatives differ"
            raise Undefined(message, hint=hint)


def _directions(draft: Draft) -> list[tuple[str, ...]]:
    """The variables along which each entry is a derivative."""
    variables, n = draft.variables, len(draft.variables)
    if not draft.shape:
        return [variables] * len(draft.entries)
    columns: list[tuple[str, ...]] = [(variables[i % n],) for i in range(len(draft.entries))]
    if draft.command == "hessian":
        return [(variables[i // n], *column) for i, column in enumerate(columns)]
    return columns


def _beside(x: str, point: Point, sign: int, bits: int = STEP_BITS) -> dict[str, Expr]:
    return {**point, x: point[x] + X.rational(X.num(sign, 2**bits).data)}


def _slope_beside(slope: Expr, x: str, point: Point, sign: int) -> str | None:
    """The slope just beside the point, to 6 digits."""
    ball = enclosure(slope, _beside(x, point, sign), SLOPE_BITS)
    if ball is None:
        return None
    if abs(ball) < 2.0 ** -(STEP_BITS - 20):
        return "0"
    mantissa, e, exponent = str(ball.mid().str(6, radius=False)).partition("e")
    return (mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa) + e + exponent


def _jumps(e: Expr, x: str, point: Point, sides_only: bool = False) -> bool:
    """Whether the values of e at the point and on its two sides stay apart as the sides come closer."""
    here = None if sides_only else enclosure(e, point, SLOPE_BITS)
    apart: list[list[arb]] = []
    for bits in (STEP_BITS, 2 * STEP_BITS):
        left, right = (enclosure(e, _beside(x, point, sign, bits), SLOPE_BITS) for sign in (-1, 1))
        if left is None or right is None:
            return True
        apart.append([abs(left - right), *([] if here is None else [abs(left - here), abs(right - here)])])
    return any(close > far / 2 for far, close in zip(*apart, strict=True))


def _with_limit(problem: Undefined, f: Expr, draft: Draft, point: Point) -> Undefined:
    """A removable singularity is undefined too; the limit of the derivative is told as a hint."""
    if len(draft.variables) != 1 or problem.hint:
        return problem
    x = draft.variables[0]
    left, right = (_slope_beside(derivative(f, x), x, point, sign) for sign in (-1, 1))
    value_left, value_right = (enclosure(f, _beside(x, point, s), SLOPE_BITS) for s in (-1, 1))
    if left is None or left != right or value_left is None or value_right is None or _jumps(f, x, point):
        return problem
    if abs(value_left) > 2.0**50:
        return problem
    problem.hint = f"the singularity seems removable: close to the point the derivative is {left}"
    return problem
