"""What a Hessian or a Jacobian says at a point: eigenvalues, definiteness, critical points; det and rank.

Rational matrices are decided exactly (characteristic polynomial, rank over Q), others by balls; a sign that
balls do not prove is "undecided".
"""

from __future__ import annotations

from collections.abc import Sequence

from flint import acb_mat, arb, arb_mat, ctx, fmpq, fmpq_mat

from infocalc.algebra.ball import enclosure, value
from infocalc.algebra.decimal import ball_decimal, bits_for, rational_decimal
from infocalc.annotations import Any
from infocalc.calculus.differentiated import Differentiated, Point
from infocalc.calculus.vector import gradient
from infocalc.errors import InfocalcError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr

#: larger matrices are not analysed; working precisions beyond the digits asked for
MOST, _MORE_BITS = 40, (64, 512, 4096)


def analysed(draft: Differentiated, entries: Sequence[Expr], point: Point, digits: int) -> dict[str, Any]:
    """The facts about the matrix at the point, by name; empty for other commands and large matrices.

    `entries` have the values of the matrix at the point. A Hessian whose mixed derivatives do not commute
    there is no symmetric matrix, and nothing is said of it.
    """
    if not draft.operator.analysed or max(draft.shape) > MOST:
        return {}
    exact = _rationals(entries, point)
    if draft.operator.analysed == "determinant":
        return _determined(draft.shape, entries, exact, point, digits)
    m, n = draft.shape
    if any(entries[i * n + j] is not entries[j * n + i] for i in range(m) for j in range(i)):
        return {}
    return _curved(draft, entries, exact, point, digits)


def _rationals(entries: Sequence[Expr], point: Point) -> list[fmpq] | None:
    """The entries at the point as exact rationals; None where one of them is not known to be one."""
    found = []
    for e in entries:
        exact = value(e, point).exact
        if exact is None or exact.head != X.NUM:
            return None
        found.append(fmpq(exact.data))
    return found


def _rows(flat: Sequence[Any], columns: int) -> list[Sequence[Any]]:
    return [flat[k : k + columns] for k in range(0, len(flat), columns)]


def _balls(entries: Sequence[Expr], point: Point, bits: int) -> list[arb] | None:
    found = [enclosure(e, point, bits) for e in entries]
    return None if any(ball is None for ball in found) else [ball for ball in found if ball is not None]


# ── Jacobians ────────────────────────────────────────────────────────────────────────────────────


def _determined(
    shape: tuple[int, ...], entries: Sequence[Expr], exact: Sequence[fmpq] | None, point: Point, digits: int
) -> dict[str, Any]:
    m, n = shape
    if exact is not None:
        matrix = fmpq_mat(m, n, list(exact))
        found: dict[str, Any] = {"rank": matrix.rank()}
        return {"determinant": rational_decimal(matrix.det(), digits)} | found if m == n else found
    if m != n:
        return {}
    for more in _MORE_BITS:
        bits = bits_for(digits) + more
        balls = _balls(entries, point, bits)
        if balls is None:
            continue
        with ctx.workprec(bits):
            det = arb_mat(_rows(balls, n)).det()
            text = ball_decimal(det, digits)
        if text is not None:
            return {"determinant": text} | ({"rank": n} if text != "0" else {})
    return {"determinant": "undecided: it cannot be told from 0"}


# ── Hessians ─────────────────────────────────────────────────────────────────────────────────────


def _curved(
    draft: Differentiated, entries: Sequence[Expr], exact: Sequence[fmpq] | None, point: Point, digits: int
) -> dict[str, Any]:
    n = draft.shape[0]
    for more in _MORE_BITS:
        bits = bits_for(digits) + more
        found = _eigenvalues(entries, exact, point, n, bits)
        if found is None:
            continue
        with ctx.workprec(bits):
            texts = [ball_decimal(x, digits) for x in found]
        if None not in texts:
            kind = definiteness([0 if x.is_zero() else 1 if x > 0 else -1 for x in found])
            said = {"eigenvalues": texts, "definiteness": kind}
            return said | {"critical_point": _critical(draft, point, kind)}
    return {"definiteness": "undecided: an eigenvalue cannot be told from 0"}


def _eigenvalues(
    entries: Sequence[Expr], exact: Sequence[fmpq] | None, point: Point, n: int, bits: int
) -> list[arb] | None:
    """Rising, with multiplicity. Real, for the matrix is symmetric."""
    with ctx.workprec(bits):
        if exact is not None:
            roots: Any = fmpq_mat(n, n, list(exact)).charpoly().numer().complex_roots()
            found = [root.real for root, k in roots for _ in range(k)]
        else:
            balls = _balls(entries, point, bits)
            if balls is None:
                return None
            try:
                found = [root.real for root in acb_mat(arb_mat(_rows(balls, n))).eig(multiple=True)]
            except (ValueError, ZeroDivisionError):
                return None
        return sorted(found, key=lambda x: float(x.mid()))


def definiteness(signs: Sequence[int]) -> str:
    if all(s > 0 for s in signs):
        return "positive definite"
    if all(s < 0 for s in signs):
        return "negative definite"
    if 1 in signs and -1 in signs:
        return "indefinite"
    if 1 in signs:
        return "positive semidefinite"
    return "negative semidefinite" if -1 in signs else "zero"


_KINDS = {
    "positive definite": "a local minimum",
    "negative definite": "a local maximum",
    "indefinite": "a saddle point",
}


def _critical(draft: Differentiated, point: Point, kind: str) -> str:
    """What kind of critical point it is, where the gradient is proved to vanish."""
    slopes = gradient(draft.subjects[0].expr, draft.variables)
    try:
        zero = [value(slope, point).decimal == "0" for slope in slopes]
    except InfocalcError:
        return "undecided"
    if not all(zero):
        return "no, the gradient is not 0 there"
    return _KINDS.get(kind, "degenerate: the second derivatives do not decide its kind")
