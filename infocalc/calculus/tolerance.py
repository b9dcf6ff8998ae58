"""--check with --tol: |answer − expected| ≤ tolerance at the point of --at, decided with balls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from infocalc.algebra.ball import enclosure
from infocalc.algebra.engine import lift
from infocalc.calculus.differentiated import unassigned
from infocalc.calculus.reading import read_function
from infocalc.errors import Undefined, UsageError
from infocalc.expr.expr import Expr
from infocalc.notation.writer import write
from infocalc.report.report import Check

Pairs = Sequence[tuple[tuple[str, Expr], Expr]]
#: working precisions, in bits, until the comparison is decided
BITS = (128, 512, 2048, 8192)


def within(pairs: Pairs, expected: str, tol: str, point: Mapping[str, Expr]) -> Check:
    """The verdict for all (entry, expected) pairs; the point itself is the counterexample."""
    tolerance = _tolerance(tol)
    verdict = "true"
    for (name, answer), other in pairs:
        found = _compared(answer - other, tolerance, point)
        if found == "false":
            where = {x: write(lift(value)) for x, value in point.items()}
            reason = f"the difference is more than {tol}"
            return Check("false", expected, where, reason if len(pairs) == 1 else f"{name}: {reason}")
        verdict = found if found == "undecided" else verdict
    return Check(verdict, expected)


def _tolerance(text: str) -> Expr:
    value = read_function(text).expr
    ball = enclosure(value) if not value.free else None
    if ball is None or not ball >= 0:
        raise UsageError(f"the tolerance must be a number >= 0, not '{text}'", hint="write --tol 1e-6")
    return value


def _compared(difference: Expr, tolerance: Expr, point: Mapping[str, Expr]) -> str:
    left = unassigned(difference, point)
    if left:
        raise UsageError(
            f"--tol compares numbers, and {', '.join(left)} has no value",
            hint=f"give the point: --at {left[0]}=1; without --tol the formulas are compared",
        )
    for bits in BITS:
        gap, most = enclosure(difference, point, bits), enclosure(tolerance, {}, bits)
        if gap is None or most is None:
            continue
        if abs(gap) <= most:
            return "true"
        if abs(gap) > most:
            return "false"
    if gap is None:
        raise Undefined("the answer or the expected one has no value at that point")
    return "undecided"
