"""Certified numbers: every digit right, by interval arithmetic at rising precision (arb, acb).

Why not mpmath's intervals: a sine takes them 28 µs where FLINT takes 0.5.
"""

from __future__ import annotations

from collections.abc import Mapping

from flint import acb, arb

from infocalc.algebra.decimal import FIRST_BITS, ball_decimal, ladder, rational_decimal
from infocalc.algebra.evaluation import Evaluation
from infocalc.algebra.exact_value import is_short
from infocalc.algebra.no_value import Ball, Problem, shown
from infocalc.errors import NoAnswer, Undecided, Undefined
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.records import NamedTuple


class Value(NamedTuple):
    """A number: its decimals, whether they are proved, and its exact form when that is short."""

    decimal: str
    certified: bool
    exact: Expr | None = None


def value(
    e: Expr, point: Mapping[str, Expr] | None = None, digits: int = 15, *, complex_: bool = False
) -> Value:
    """The value of e at an exact point to `digits` significant digits, each of them right.

    Raises Undefined where e has no (real) value, Undecided where that, or a sign, could not be proved.
    """
    where = dict(point or {})
    missing = sorted(e.free - where.keys())
    if missing:
        raise NoAnswer(f"no value without a number for {', '.join(missing)}")
    return _pinned(Evaluation(e, where, complex_), digits)


def is_plainly_defined(e: Expr, point: Mapping[str, Expr], complex_: bool = False) -> bool:
    """Whether balls of few bits prove that e has a value at the point; where not, `value` may know."""
    found = Evaluation(e, point, complex_, by_balls=True).run(FIRST_BITS)
    return not isinstance(found, (Problem, bool)) and bool(found.is_finite())


def enclosure(e: Expr, point: Mapping[str, Expr] | None = None, bits: int = 128) -> arb | None:
    """A real ball around the value of e at one precision; None where that precision proves none."""
    where = dict(point or {})
    found = Evaluation(e, where, False).run(bits)
    return None if isinstance(found, (Problem, bool)) or not found.is_finite() else found


def complex_enclosure(e: Expr, point: Mapping[str, Expr], bits: int) -> acb | None:
    """A complex ball around the principal value of e at one precision; None where there is none."""
    found = Evaluation(e, dict(point), True).run(bits)
    return None if isinstance(found, (Problem, bool)) or not found.is_finite() else found


# ── the ladder of precisions ─────────────────────────────────────────────────────────────────────


def _pinned(evaluation: Evaluation, digits: int) -> Value:
    """The value at the first precision that settles it."""
    last: Ball = None
    for i, bits in enumerate(ladder(digits)):
        evaluation.certified = True
        last = evaluation.run(bits)
        if isinstance(last, Problem):
            if last.proved or last.final:
                break
            continue
        found = _decided(evaluation, last, digits, bits, settle=i >= 1)
        if found is not None:
            return found
        if not evaluation.certified:
            return _estimate(last, digits)
    raise _failure(evaluation, last)


def _decided(evaluation: Evaluation, x: Ball, digits: int, bits: int, settle: bool) -> Value | None:
    exact = evaluation.exact.get(evaluation.root)
    if isinstance(x, bool):
        raise NoAnswer("a condition is not a number", hint="it is true" if x else "it is false")
    if exact is not None and exact.head == X.NUM and not evaluation.complex:
        return Value(rational_decimal(exact.data, digits), evaluation.certified, exact)
    short = exact if exact is not None and is_short(exact) else None
    if evaluation.complex:
        text = _complex_decimal(x, digits, bits)
    else:
        text = ball_decimal(x, digits)
    if text is None and settle and x.contains(0) and evaluation.vanishing(evaluation.root):
        return Value("0", True, X.ZERO)
    return None if text is None else Value(text, evaluation.certified, short)


def _estimate(x: Ball, digits: int) -> Value:
    """The digits that an unproved ball still has."""
    for fewer in range(digits - 1, 1, -1):
        text = ball_decimal(x, fewer)
        if text is not None:
            return Value(text, False)
    raise NoAnswer("no convergence")


def _failure(evaluation: Evaluation, last: Ball | Problem) -> NoAnswer:
    if isinstance(last, Problem):
        kind = Undefined if last.proved else Undecided
        return kind(f"{_place(evaluation, last.node)}: {last.reason}", hint=last.hint)
    if not evaluation.complex and last.is_finite() and last.contains(0):
        below = ball_decimal(arb(last.upper() if last.upper() > -last.lower() else -last.lower()), 1)
        bound = below or "any bound"
        return Undecided(f"{_place(evaluation, evaluation.root)} cannot be told from 0: it is below {bound}")
    return Undecided(
        f"{_place(evaluation, evaluation.root)} was not pinned down within the precision allowed"
    )


def _place(evaluation: Evaluation, node: Expr) -> str:
    names = sorted(node.free & evaluation.point.keys())
    text = shown(node)
    if len(text) > 60:
        text = text[:57] + "..."
    if not names:
        return text
    return f"{text} at " + ", ".join(f"{n} = {shown(evaluation.point[n])}" for n in names)


def _complex_decimal(z: acb, digits: int, bits: int) -> str | None:
    """'a', 'b*i' or 'a + b*i'; a part that is 0 to twice the digits asked for is taken to be 0."""
    if not z.is_finite():
        return None
    parts = [_part(x, z, digits, bits) for x in (z.real, z.imag)]
    if None in parts:
        return None
    real, imag = parts
    if imag == "0":
        return real
    size = imag.removeprefix("-")  # type: ignore[union-attr]
    if real == "0":
        return f"{imag}*i"
    return f"{real} {'-' if imag != size else '+'} {size}*i"


def _part(x: arb, z: acb, digits: int, bits: int) -> str | None:
    found = ball_decimal(x, digits)
    if found is None and x.contains(0):
        negligible = abs(x).upper() < abs(z).upper() * arb(10) ** (-2 * digits - 20)
        return "0" if negligible and bits >= 7 * digits + 100 else None
    return found
