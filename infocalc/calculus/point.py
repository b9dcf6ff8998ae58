"""--at: the value of a derivative at an exact point, refused where the function is not differentiable."""

from __future__ import annotations

from infocalc.algebra.ball import Value, is_plainly_defined, value
from infocalc.algebra.engine import lift
from infocalc.calculus.branch import is_slope
from infocalc.calculus.differentiated import (
    Differentiated,
    Orders,
    Point,
    differentiations,
    directions,
    unassigned,
)
from infocalc.calculus.options import CalculusOptions
from infocalc.calculus.reading import Subject
from infocalc.errors import LimitExceeded, NoAnswer, Undecided, Undefined
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions.row import has_unknown_function
from infocalc.notation.writer import write
from infocalc.report.report import Number

#: said where the formula of a derivative has no value at the point, or another one
BESIDE = "the formula holds beside the point; at it the derivative is the limit of difference quotients"


def values(
    draft: Differentiated, point: Point, options: CalculusOptions
) -> tuple[list[Number | None], list[Expr], tuple[str, ...]]:
    """The number of each entry at the point, and what has that number: the entry, or a limit in its place.

    None where symbols remain, with a note that names them.
    """
    notes: list[str] = []
    if point:
        for subject in draft.subjects:
            notes += _check_function(subject, draft, point, options)
    numbers: list[Number | None] = []
    evaluated = [e for _, e in draft.entries]
    left: dict[str, None] = {}
    for i, ((_, e), (f, orders)) in enumerate(zip(draft.entries, differentiations(draft), strict=True)):
        missing = unassigned(e, point)
        if missing or _has_unknown(e):
            left.update(dict.fromkeys(missing))
            numbers.append(None)
            continue
        try:
            found, limit = _of_entry(f, orders, e, point, options)
            numbers.append(as_number(found))
            if limit is not None:
                evaluated[i] = limit
                notes += [] if _agrees(e, found, point, options) else [BESIDE]
        except LimitExceeded as problem:
            if point:
                raise
            numbers.append(None)  # nobody asked for the number of e^(e^(e^10))
            notes.append(problem.message)
    if point and left:
        notes.append(f"no number without a value for {', '.join(left)}")
    if point and any(_has_unknown(e) for e in evaluated):
        notes.append("no number without knowing the functions")
    return numbers, evaluated, tuple(dict.fromkeys(notes))


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


def _agrees(e: Expr, found: Value, point: Point, options: CalculusOptions) -> bool:
    """Whether the formula has the value found."""
    try:
        return value(e, point, options.digits).decimal == found.decimal
    except NoAnswer:
        return False


def _by_complex(e: Expr, point: Point, digits: int) -> Value | None:
    try:
        return value(e, point, digits, complex_=True)
    except NoAnswer:
        return None


def as_number(v: Value) -> Number:
    return Number(v.decimal, v.certified, None if v.exact is None else write(lift(v.exact)))


def _has_unknown(e: Expr) -> bool:
    return X.FAMILY in e.words or has_unknown_function(e)


# ── is the function differentiable there? ────────────────────────────────────────────────────────


def _check_function(
    subject: Subject, draft: Differentiated, point: Point, options: CalculusOptions
) -> list[str]:
    """Raise Undefined where f has no value at the point.

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
        if _has_value(f, point):
            return []
        complex_there = "--complex" in (problem.hint or "")  # otherwise a pole, a jump, 0^0
        if not complex_there and _by_complex(f, point, 3) is None:
            from infocalc.calculus.differentiability import with_limit

            raise with_limit(problem, f, differentiations(draft)[0][1] or (), point) from None
        if formula.head == "call" or not _is_of_principal_branch(f, draft, point):
            raise problem
        notes.append(f"{problem.message}: the slope is that of its principal branch")
    except NoAnswer:
        pass  # f itself may be 0 to all precision; its derivative is evaluated on its own
    return notes


def _is_of_principal_branch(f: Expr, draft: Differentiated, point: Point) -> bool:
    """Whether every entry that is a derivative of f has the value of that derivative where f is complex."""
    if draft.sums:
        return False
    along = directions(draft)
    place = [s.expr for s in draft.subjects].index(f)
    rows = len(draft.entries) // len(draft.subjects)
    mine = slice(place * rows, (place + 1) * rows)
    pairs = zip(draft.entries[mine], along[mine], strict=True)
    return all(is_slope(e, f, variables, point) for (_, e), variables in pairs)


def _has_value(f: Expr, point: Point) -> bool:
    """Whether f has a value although one of its parts has none: Heaviside(x)·x² at 0."""
    from infocalc.calculus.difference_quotient import Unclear, value_at

    try:
        value_at(f, point)
    except Unclear:
        return False
    return True


def _of_entry(
    f: Expr, orders: Orders | None, e: Expr, point: Point, options: CalculusOptions
) -> tuple[Value, Expr | None]:
    """The value of an entry: that of its formula, or of the limit that it stands for, and that limit."""
    if not point or options.complex_unit or unassigned(f, point) or _has_unknown(f):
        return _value(e, point, options), None
    from infocalc.calculus.differentiability import has_kink, slope_at

    if orders is not None:
        return slope_at(f, orders, point, options.digits, lambda: _value(e, point, options))
    if has_kink(f, sorted(f.free), point):
        raise Undecided("a kink lies at the point: there only derivatives along variables can be told")
    return _value(e, point, options), None
