"""Every answer is compared with a power series of what was typed, at two sets of different sizes.

The typed formula is expanded along X + t·E over balls; the coefficient of t must be ⟨G, E⟩ of the gradient G
as it is printed, J·vec(E) of a Jacobian, u'·H·v (by polarisation, u ≠ v) of a Hessian. All sizes differ from
each other so that a missing transpose shows; entries have both signs, so that kinks are met from both sides;
the gradient in a symmetric matrix must itself be symmetric; coordinates are generic rationals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from flint import arb, arb_series, ctx, fmpq

from infocalc.algebra.jet import NoJet
from infocalc.matrices.claim import Claim, Tables, assignments, drawn, number, point_of
from infocalc.matrices.evaluate import Environment, evaluated
from infocalc.matrices.rings import Entry, ExactRing, SeriesRing, Singular, Table
from infocalc.matrices.sizes import ONE, KnownShape
from infocalc.notation.formula import Formula

BITS, POINTS = 160, 2
_MOST_ENTRIES = 4_000


class Disagreement(Exception):
    """The answer and the series of the input differ: a bug in infocalc."""


class Nowhere(Exception):
    """What is inverted is singular at every point tried, so the answer has no value."""


def proved(claim: Claim) -> str | None:
    """'sizes m=2, n=3 and m=4, n=2, 1e-45' where the answer agrees; None where no two points are found."""
    found: list[dict[str, int]] = []
    worst, singular = arb(0), True
    cap, ctx.cap = ctx.cap, 3
    try:
        with ctx.workprec(BITS):
            for trial, sizes in enumerate(assignments(claim)):
                try:
                    worst = max(worst, _compared(claim, sizes, trial), key=float)
                except (NoJet, Singular, ValueError, ZeroDivisionError) as problem:
                    singular = singular and isinstance(problem, Singular)
                    continue
                found.append(sizes)
                singular = False
                if len(found) == POINTS:
                    return _said(found, worst)
    finally:
        ctx.cap = cap
    if singular:
        raise Nowhere
    return None


def _said(found: list[dict[str, int]], worst: arb) -> str:
    sizes = [", ".join(f"{name}={n}" for name, n in sorted(one.items())) for one in found]
    shown = worst.str(1, radius=False) if worst > 0 else "exact"
    return f"sizes {' and '.join(sizes)}, {shown}" if sizes[0] else f"{POINTS} points, {shown}"


def difference_at(
    a: Formula,
    b: Formula,
    names: Mapping[str, KnownShape],
    facts: Mapping[str, frozenset[str]],
    seed: str,
) -> dict[str, str] | None:
    """Sizes and an entry at which two formulas of one shape provably differ; None where none is found."""
    claim = Claim("gradient", a, b, "", names, facts, (ONE, ONE), seed)
    with ctx.workprec(BITS):
        for trial, sizes in enumerate(assignments(claim)):
            values = {name: _exact(table) for name, table in point_of(claim, sizes, trial).items()}
            try:
                found = [evaluated(f, Environment(values, sizes), ExactRing()) for f in (a, b)]
            except (NoJet, Singular, ValueError, ZeroDivisionError):
                continue
            for i, rows in enumerate(zip(*found, strict=True), 1):
                for j, (x, y) in enumerate(zip(*rows, strict=True), 1):
                    if x - y != 0:
                        place = {"entry": f"({i},{j})"} if len(found[0]) * len(found[0][0]) > 1 else {}
                        sized = {name: str(n) for name, n in sizes.items()}
                        return sized | place | {"answer": _short(x), "expected": _short(y)}
    return None


def _exact(table: list[list[fmpq]]) -> Table:
    return [list(row) for row in table]


def _short(entry: Entry) -> str:
    return str(arb(entry).str(6, radius=False))


# ── the comparison ───────────────────────────────────────────────────────────────────────────────


def _compared(claim: Claim, sizes: dict[str, int], trial: int) -> arb:
    """The relative radius within which both agree; Disagreement where they provably differ."""
    point = point_of(claim, sizes, trial)
    if sum(len(t) * len(t[0]) for t in point.values()) > _MOST_ENTRIES:
        raise NoJet
    ring = SeriesRing()
    directions = [_direction(claim, sizes, f"{k} {trial}") for k in range(2)]
    values = {name: _series(table) for name, table in point.items()}
    values[f"d{claim.variable}"] = _series(directions[1])
    answer = [
        [entry[0] for entry in row] for row in evaluated(claim.answer, Environment(values, sizes), ring)
    ]
    rule = _RULES[claim.kind]
    pairs = rule(claim, answer, point, sizes, directions)
    return max((_difference(a, b) for a, b in pairs), key=float)


def _series(table: list[list[fmpq]], along: list[list[fmpq]] | None = None) -> Table:
    if along is None:
        return [[arb_series([arb(q)]) for q in row] for row in table]
    return [
        [arb_series([arb(p), arb(q)]) for p, q in zip(*rows, strict=True)]
        for rows in zip(table, along, strict=True)
    ]


def _direction(claim: Claim, sizes: Mapping[str, int], seed: str) -> list[list[fmpq]]:
    facts = claim.facts.get(claim.variable, frozenset())
    kept = frozenset(("symmetric",)) if facts & {"symmetric", "spd"} else frozenset[str]()
    return drawn(claim.variable, claim.names[claim.variable], kept, sizes, f"along {seed} {claim.seed}", 0)


def _expanded(claim: Claim, point: Tables, sizes: Mapping[str, int], along: list[list[fmpq]]) -> Table:
    values = {name: _series(table) for name, table in point.items() if name != claim.variable}
    values[claim.variable] = _series(point[claim.variable], along)
    return evaluated(claim.formula, Environment(values, sizes), SeriesRing())


Pairs = Iterator[tuple[arb, arb]]


def _gradient(
    claim: Claim, answer: Table, point: Tables, sizes: Mapping[str, int], directions: list[list[list[fmpq]]]
) -> Pairs:
    m, n = (number(size, sizes) for size in claim.names[claim.variable])
    _check_shape(answer, (m, n))
    if claim.facts.get(claim.variable, frozenset()) & {"symmetric", "spd"}:
        yield from ((answer[i][j], answer[j][i]) for i in range(m) for j in range(i))
    for along in directions:
        slope = _expanded(claim, point, sizes, along)[0][0][1]
        if claim.kind == "entries":  # each pair of equal entries counts once
            along = [[q if i <= j else fmpq(0) for j, q in enumerate(row)] for i, row in enumerate(along)]  # noqa: PLW2901
        yield _contracted(answer, along), slope


def _columns(
    claim: Claim, answer: Table, point: Tables, sizes: Mapping[str, int], directions: list[list[list[fmpq]]]
) -> Pairs:
    """Entry by entry: a Jacobian times a direction, or a differential, and the slope by series."""
    if claim.kind == "differential":
        found = _expanded(claim, point, sizes, [[fmpq(1)]])
        _check_shape(answer, (len(found), len(found[0])))
        yield from ((x, y[1]) for r, s in zip(answer, found, strict=True) for x, y in zip(r, s, strict=True))
        return
    for along in directions:
        found = _expanded(claim, point, sizes, along)
        slopes = [entry[1] for column in zip(*found, strict=True) for entry in column]
        flat = [q for column in zip(*along, strict=True) for q in column]
        _check_shape(answer, (len(slopes), len(flat)))
        for row, slope in zip(answer, slopes, strict=True):
            yield _contracted([row], [flat]), slope


def _hessian(
    claim: Claim, answer: Table, point: Tables, sizes: Mapping[str, int], directions: list[list[list[fmpq]]]
) -> Pairs:
    """u'Hv by polarisation."""
    flat = [[q for column in zip(*d, strict=True) for q in column] for d in directions]
    _check_shape(answer, (len(flat[0]), len(flat[0])))
    product = [[_contracted([row], [flat[1]]) for row in answer]]
    yield 2 * _contracted(product, [flat[0]]), _mixed(claim, point, sizes, directions)


def _mixed(claim: Claim, point: Tables, sizes: Mapping[str, int], directions: list[list[list[fmpq]]]) -> arb:
    """c₂(u + v) − c₂(u − v) = 2·u'Hv, the coefficients of t²."""
    found = arb(0)
    for sign in (1, -1):
        pairs = zip(*directions, strict=True)
        along = [[p + sign * q for p, q in zip(*rows, strict=True)] for rows in pairs]
        found += sign * _expanded(claim, point, sizes, along)[0][0][2]
    return found


def _change(
    claim: Claim, answer: Table, point: Tables, sizes: Mapping[str, int], directions: list[list[list[fmpq]]]
) -> Pairs:
    """dY as it is printed, and the slope of Y along dX."""
    found = _expanded(claim, point, sizes, directions[1])
    _check_shape(answer, (len(found), len(found[0])))
    for row, other in zip(answer, found, strict=True):
        yield from ((x, y[1]) for x, y in zip(row, other, strict=True))


def _curvature(
    claim: Claim, answer: Table, point: Tables, sizes: Mapping[str, int], directions: list[list[list[fmpq]]]
) -> Pairs:
    """⟨U, H[V]⟩."""
    yield 2 * _contracted(answer, directions[0]), _mixed(claim, point, sizes, directions)


def _check_shape(table: Table, shape: tuple[int, int]) -> None:
    if (len(table), len(table[0])) != shape:
        raise Disagreement(
            f"the answer is {len(table)} x {len(table[0])} where {shape[0]} x {shape[1]} is due"
        )


def _contracted(a: Table, b: list[list[Entry]]) -> arb:
    total = arb(0)
    for row, other in zip(a, b, strict=True):
        for x, y in zip(row, other, strict=True):
            total += x * y
    return total


def _difference(a: arb, b: arb) -> arb:
    if not a.is_finite() or not b.is_finite():
        raise NoJet
    if not (a - b).contains(0):
        raise Disagreement(
            f"the derivative gives {a.str(20)} where the series of the input gives {b.str(20)}"
        )
    radius = (a - b).rad() / (abs(a).upper() + abs(b).upper() + 1)
    if not radius < 1e-9:
        raise NoJet
    return radius.upper()


_RULES: dict[str, Callable[..., Pairs]] = {
    "gradient": _gradient,
    "entries": _gradient,
    "differential": _columns,
    "jacobian": _columns,
    "hessian": _hessian,
    "change": _change,
    "curvature": _curvature,
}
