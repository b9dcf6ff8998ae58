"""--check EXPECTED: is the answer the one expected? Three verdicts, a counterexample, a diagnosis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from infocalc.algebra.engine import lift, lower
from infocalc.algebra.equality import Verdict, equal
from infocalc.algebra.normal import tidy
from infocalc.calculus.derivative import derivative
from infocalc.calculus.higher import nth_derivative
from infocalc.calculus.mistakes import wrong_derivatives
from infocalc.errors import InfocalcError, UsageError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import VOCABULARY
from infocalc.notation.formula import Formula
from infocalc.notation.parser import parse, right_hand_side
from infocalc.notation.writer import write
from infocalc.report.report import Check

if TYPE_CHECKING:
    from infocalc.calculus.differentiated import Draft
    from infocalc.calculus.options import CalculusOptions


def checked(draft: Draft, options: CalculusOptions, point: Mapping[str, Expr]) -> Check:
    """The verdict on options.check for all entries of the answer."""
    text = options.check or ""
    expected = expected_entries(text, draft, options.complex_unit)
    pairs = list(zip(draft.entries, expected, strict=True))
    if options.tol is not None:
        from infocalc.calculus.tolerance import within

        return within(pairs, text, options.tol, point)
    undecided = False
    for i, ((name, answer), other) in enumerate(pairs):
        found = _compared(answer, other, draft, options)
        if found.verdict == "false":
            reason = diagnosis(draft, i, other)
            if reason and len(pairs) > 1:
                reason = f"{name}: {reason}"
            return Check("false", text, counterexample(found), reason)
        undecided = undecided or found.verdict == "undecided"
    return Check("undecided" if undecided else "true", text)


def _compared(answer: Expr, other: Expr, draft: Draft, options: CalculusOptions) -> Verdict:
    """Equality everywhere, or for an implicit derivative on its curve."""
    if not options.implicit:
        return equal(answer, other)
    from infocalc.calculus.on_curve import equal_on

    return equal_on(draft.subjects[0].expr, options.implicit[0], answer, other)


def counterexample(found: Verdict) -> dict[str, str] | None:
    """The point where the two differ, as plain numbers."""
    if found.point is None:
        return None
    return {name: _plain(value) for name, value in found.point.items()}


def _plain(value: Expr) -> str:
    """A coordinate as it is typed; one with a long denominator, a point of a curve, in decimals."""
    if value.head == X.NUM and value.data.denominator > 1000:
        return f"{float(int(value.data.numerator) / int(value.data.denominator)):.6g}"
    return write(lift(value))


# ── what is expected ─────────────────────────────────────────────────────────────────────────────


def expected_entries(text: str, draft: Draft, complex_unit: bool = False) -> list[Expr]:
    """EXPECTED as one expression for each entry of the answer, row-major."""
    names = frozenset(draft.variables).union(*(s.expr.free for s in draft.subjects))
    formula = parse(text, VOCABULARY, variables=names, complex_unit=complex_unit).formula
    if formula.head == "relation" and formula.value == "=":
        formula = right_hand_side(formula) if right_hand_side(formula) is not formula else formula.args[1]
    parts = _flat(formula) if draft.shape else [formula]
    if len(parts) != len(draft.entries):
        raise UsageError(
            f"the answer has {len(draft.entries)} entries, the expected one {len(parts)}",
            hint="write a vector as [a, b] and a matrix as [[a, b], [c, d]]",
        )
    return [lower(part, text) for part in parts]


def _flat(formula: Formula) -> list[Formula]:
    """[[a, b], [c, d]] as a, b, c, d."""
    if formula.head != "list":
        return [formula]
    return [entry for part in formula.args for entry in (part.args if part.head == "list" else (part,))]


# ── what went wrong ──────────────────────────────────────────────────────────────────────────────


def diagnosis(draft: Draft, i: int, expected: Expr) -> str | None:
    """The mistake that leads to `expected` for entry i, when one does."""
    target = _target(draft, i)
    if target is None:
        return None
    formula, orders = target
    try:
        for reason, wrong in _suspects(formula, orders, draft.entries[i][1], expected):
            if _same(wrong, expected):
                return reason
    except InfocalcError:
        return None  # a wrong derivative may divide by zero or leave the table: then nothing is said
    return None


def _target(draft: Draft, i: int) -> tuple[Formula, Sequence[tuple[str, int]]] | None:
    """The function as typed and the orders behind entry i; None where there is no single one."""
    from infocalc.calculus.differentiated import differentiations

    orders = differentiations(draft)[i][1]
    return (draft.subjects[draft.terms[i][0].component].formula, orders) if orders else None


def _same(a: Expr, b: Expr) -> bool:
    return a is b or equal(a, b).verdict == "true"


def _suspects(
    formula: Formula, orders: Sequence[tuple[str, int]], answer: Expr, expected: Expr
) -> Iterator[tuple[str, Expr]]:
    """(diagnosis, the answer that it would lead to), the likeliest first."""
    f = lower(formula)
    *before, x = [x for x, n in orders for _ in range(n)]
    for name in before:
        f = nth_derivative(f, name, 1)
    itself = "this is the function itself, not its derivative"
    if formula.head in ("sum", "product", "quotient"):  # likelier than half a product rule
        yield itself, lower(formula)
    yield from wrong_derivatives(lift(f) if before else formula, x)
    yield itself, lower(formula)
    yield from _elsewhere(f, x, len(before), lower(formula), answer, expected)
    ratio = tidy(expected / answer) if answer is not X.ZERO and expected is not X.ZERO else X.ONE
    if ratio.head == X.NUM and ratio is not X.ONE:
        yield f"the constant factor: the answer is {_times(ratio)} what was expected", expected


def _times(ratio: Expr) -> str:
    return write(lift(X.ONE / ratio)) + " times"


def _elsewhere(
    slope: Expr, x: str, order: int, f: Expr, answer: Expr, expected: Expr
) -> Iterator[tuple[str, Expr]]:
    """Another operation than the one asked for: the integral, another variable, another order, the sign."""
    if x in expected.free and expected is not slope and _same(derivative(expected, x), slope):
        yield f"this is an integral over {x}, not the derivative", expected
    yield "the sign is wrong", -answer
    for other in sorted(f.free - {x}):
        yield f"this is the derivative by {other}, not by {x}", derivative(slope, other)
    for k in (1, 2, 3):
        if k != order + 1:
            yield f"this is the derivative of order {k}, not {order + 1}", nth_derivative(f, x, k)
