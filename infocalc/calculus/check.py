"""--check EXPECTED: is the answer the one expected? Three verdicts, a counterexample, a diagnosis."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from infocalc.algebra.ball import enclosure
from infocalc.algebra.derivative import derivative
from infocalc.algebra.engine import lift, lower
from infocalc.algebra.equality import Admits, Verdict, equal
from infocalc.algebra.normal import tidy
from infocalc.calculus.expected import expected_answers, outside_cases
from infocalc.calculus.higher import nth_derivative
from infocalc.calculus.mistakes import wrong_derivatives
from infocalc.errors import InfocalcError, NoAnswer
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import subs
from infocalc.notation.formula import Formula
from infocalc.notation.writer import write
from infocalc.report.report import Check

if TYPE_CHECKING:
    from infocalc.calculus.differentiated import Differentiated
    from infocalc.calculus.options import CalculusOptions


def checked(
    draft: Differentiated, options: CalculusOptions, point: Mapping[str, Expr], evaluated: Sequence[Expr]
) -> tuple[Check, tuple[str, ...]]:
    """The verdict on options.check for all entries of the answer, and what to tell of its reading.

    `evaluated` are the entries, or the limits in their place, that have the values at the point.
    """
    text = options.check or ""
    undecided = False
    claimed = expected_answers(text, draft, options)
    for expected in claimed.sides:
        pairs = list(zip(draft.entries, expected, strict=True))
        if _are_values(pairs, point) and options.tol is None:
            found = _of_values(pairs, evaluated, text, point)
        else:
            found = _verdict(pairs, draft, options, point, claimed.below)
        if found.verdict == "false":
            return found, claimed.warnings
        undecided = undecided or found.verdict == "undecided"
    return Check("undecided" if undecided else "true", text), claimed.warnings


Pairs = Sequence[tuple[tuple[str, Expr], Expr]]


def _are_values(pairs: Pairs, point: Mapping[str, Expr]) -> bool:
    """Whether EXPECTED is the value at the point: `x^2 --at x=3 --check 6`, which is no formula in x."""
    given = point.keys()
    return any(e.free & given for (_, e), _ in pairs) and not any(other.free & given for _, other in pairs)


def _of_values(pairs: Pairs, evaluated: Sequence[Expr], text: str, point: Mapping[str, Expr]) -> Check:
    """The verdict on values at the point, exact as every comparison."""
    undecided = False
    for ((name, _), other), e in zip(pairs, evaluated, strict=True):
        found = equal(subs(e, dict(point)), other)
        if found.verdict == "false":
            where = {**point, **(found.point or {})}
            reason = _rounded(text)
            reason = f"{name}: {reason}" if reason and len(pairs) > 1 else reason
            return Check("false", text, {x: _plain(value) for x, value in where.items()}, reason)
        undecided = undecided or found.verdict == "undecided"
    return Check("undecided" if undecided else "true", text)


def _rounded(text: str) -> str | None:
    """What to do where decimals were typed: they are exact numbers."""
    places = max((len(digits) for digits in re.findall(r"\.([0-9]+)", text)), default=0)
    return f"decimals are exact; --tol 1e-{places} allows for digits left out" if places > 2 else None


def _verdict(
    pairs: Pairs,
    draft: Differentiated,
    options: CalculusOptions,
    point: Mapping[str, Expr],
    below: Sequence[Expr],
) -> Check:
    """The verdict on one claim: (name, entry) of the answer beside what is expected."""
    text = options.check or ""
    if options.tol is not None:
        from infocalc.calculus.tolerance import within

        return within(pairs, text, options.tol, point)
    undecided = False
    for i, ((name, answer), other) in enumerate(pairs):
        found = _compared(answer, other, draft, options, below)
        if found.verdict == "false":
            reason = diagnosis(draft, i, other)
            if reason and len(pairs) > 1:
                reason = f"{name}: {reason}"
            return Check("false", text, counterexample(found), reason)
        undecided = undecided or found.verdict == "undecided"
    return Check("undecided" if undecided else "true", text)


def _compared(
    answer: Expr, other: Expr, draft: Differentiated, options: CalculusOptions, below: Sequence[Expr]
) -> Verdict:
    """Equality everywhere, or for an implicit derivative on its curve."""
    if not options.implicit:
        domain = [] if options.complex_unit else _domain(draft)
        return equal(answer, other, _admits(draft, domain, below, options), domain)
    from infocalc.calculus.on_curve import equal_on

    return equal_on(draft.subjects[0].expr, options.implicit[0], answer, other)


def _domain(draft: Differentiated) -> list[Expr]:
    """What is real where the question is: the functions, their roots and logarithms as typed."""
    found = [s.expr for s in draft.subjects]
    for subject in draft.subjects:
        with suppress(InfocalcError):
            found += [
                lower(node) for node in outside_cases(subject.formula) if node.head in ("call", "power")
            ]
    return list(dict.fromkeys(e for e in found if e.words.isdisjoint((X.FAMILY, X.UNDEF))))


def _admits(
    draft: Differentiated, domain: Sequence[Expr], below: Sequence[Expr], options: CalculusOptions
) -> Admits:
    """Whether the question is real at a point and has the slope there, and EXPECTED a value as typed."""
    from infocalc.calculus.point import values

    def admits(point: Mapping[str, Expr]) -> bool:
        try:
            if any(enclosure(e, point) is None for e in domain) or any(_is_0(e, point) for e in below):
                return False
            values(draft, point, options)
        except NoAnswer:
            return False
        return True

    return admits


def _is_0(e: Expr, point: Mapping[str, Expr]) -> bool:
    ball = enclosure(e, point) if e.free <= point.keys() else None
    return ball is not None and bool(ball.contains(0))


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


# ── what went wrong ──────────────────────────────────────────────────────────────────────────────


def diagnosis(draft: Differentiated, i: int, expected: Expr) -> str | None:
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


def _target(draft: Differentiated, i: int) -> tuple[Formula, Sequence[tuple[str, int]]] | None:
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
