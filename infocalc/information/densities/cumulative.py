"""F − G of two densities: the largest |F − G| and the area ∫|F − G|, enclosed by cells of the line.

Cells (`cells.py`) are halved until what is open is below the tolerance: near a
maximum and near a zero of h the bounds fall with the square of the width. Laws on the integers are summed
one by one (`stepwise.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flint import arb, ctx, fmpq

from infocalc.algebra.decimal import ball_decimal, bits_for
from infocalc.errors import NoAnswer
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.information.answers.answer import Answer, infinite
from infocalc.information.densities import stepwise
from infocalc.information.densities.cells import Cell, Cells, most_of, sign_of
from infocalc.information.densities.law import Law, Region, before, regions
from infocalc.information.densities.members import law_of
from infocalc.integration.analytic import Unsupported
from infocalc.integration.goal import Divergent, Uncertified
from infocalc.report.report import Number

if TYPE_CHECKING:
    from infocalc.information.densities.checked import Normalised
    from infocalc.information.families.distribution import Distribution

#: cells at one time, and how often they are halved
MOST_CELLS, _MOST_ROUNDS = 300, 400
#: how much finer than the answer the masses are: far out, h is as small as a cell is wide
_FINER = {"height": fmpq(1, 10**3), "area": fmpq(1, 10**20)}


def height(cells: Cells, tolerance: arb) -> arb:
    """sup|F − G| as a ball: cells on which it cannot be above what it is at an end of one are left out."""
    best, halved = arb(0), cells.first()
    for _ in range(_MOST_ROUNDS):
        for cell in halved:
            best = best.max(abs(cell.at_low)).max(abs(cell.at_high))
        most = best.lower() + tolerance
        kept = [cell for cell in halved if not most_of(cell, cells.slope(cell)) <= most]
        if not kept:
            return best.union(best.max(most))
        halved = _halved(cells, kept)
    raise Uncertified("the largest gap was not pinned down")


def area(cells: Cells, tolerance: arb) -> arb:
    """∫|F − G| as a ball: cells on which F − G has a sign are integrated, small ones are bounded."""
    total, small, halved = arb(0), arb(0), cells.first()
    for _ in range(_MOST_ROUNDS):
        kept, left = [], arb(0)
        for cell in halved:
            slope = cells.slope(cell)
            sign = sign_of(cell, slope) if cell.bounded else cells.tail_sign(cell)
            if sign:
                total += sign * (cells.area(cell) if cell.bounded else cells.tail(cell))
                continue
            most = cell.width * most_of(cell, slope) if cell.bounded else cells.beyond(cell)
            if most <= tolerance / MOST_CELLS:
                small += most
                continue
            kept.append(cell)
            left += most
        if (left + small).upper() <= tolerance:
            return total.union(total + (left + small).upper())
        halved = _halved(cells, kept)
    raise Uncertified("the area was not pinned down")


def _halved(cells: Cells, kept: list[Cell]) -> list[Cell]:
    if len(kept) > MOST_CELLS:
        raise Uncertified("too many cells")
    return [half for cell in kept for half in cells.halves(cell)]


def measured(between: str, operands: Sequence[Distribution | Normalised | Law], digits: int) -> Answer:
    """The area or the height between the distribution functions of two laws, every digit proved."""
    p, q = (law_of(one, name) for one, name in zip(operands, "PQ", strict=True))
    q = q.in_terms_of(p.variable)
    if p.discrete is not q.discrete:
        raise NoAnswer("a mass function and a density are compared by ks, of few outcomes")
    found = {"area": area, "height": height}[between]
    try:
        for more in (2, 8, 20):
            with ctx.workprec(bits_for(digits + more) + 128):
                tolerance = arb(10) ** -(digits + more)
                if p.discrete:
                    ball = stepwise.enclosed(between, p, q, tolerance)
                else:
                    ball = found(Cells(p, q, tolerance * _FINER[between]), tolerance)
                text = ball_decimal(ball, digits)
            if text is not None:
                return Answer(None, Number(text, True), "series" if p.discrete else "numeric")
    except Divergent:
        return _of_tails(p, q)
    except (Uncertified, Unsupported) as problem:
        raise NoAnswer(f"no number was reached: {problem}") from None
    raise NoAnswer("no number was reached: the value cannot be told from 0")


def of_steps(
    steps: Sequence[tuple[fmpq, fmpq]], operand: Distribution | Normalised | Law, digits: int
) -> Answer:
    """sup|F − G| of outcomes (x, mass), in rising order, and a density: on one side of an outcome."""
    q = law_of(operand, "Q")
    with ctx.workprec(bits_for(digits) + 64):
        cells = Cells(q, q, arb(10) ** -(digits + 5))
        found, before_it = arb(0), fmpq(0)
        for x, mass in steps:
            there = sum((_up_to(cells, q, region, X.rational(x)) for region in regions(q)), arb(0))
            found = found.max(abs(there - before_it)).max(abs(there - before_it - mass))
            before_it += mass
        text = ball_decimal(found, digits)
    if text is None:
        raise NoAnswer("no number was reached: the value cannot be told from 0")
    return Answer(None, Number(text, True), "numeric")


def _up_to(cells: Cells, law: Law, region: Region, x: Expr) -> arb:
    """The mass of the region below x."""
    if not before(region.low, x):
        return arb(0)
    high = x if before(x, region.high) else region.high
    return cells.total(law.log_on(region.low, region.high), X.ONE, region, region.low, high)


def _of_tails(p: Law, q: Law) -> Answer:
    """+∞ where one law has a mean and the other has none."""
    heavy = [law.name for law in (p, q) if not p.discrete and not _has_mean(law)]
    if len(heavy) == 1:
        return infinite(f"{heavy[0]} has no mean, and the other law has one")
    raise NoAnswer("no number was reached: neither law has a mean")


def _has_mean(law: Law) -> bool:
    cells = Cells(law, law, arb(10) ** -10)
    try:
        for cell in cells.first():
            for half in cells.halves(cell):
                if not half.bounded:
                    cells.beyond(half)
    except Divergent:
        return False
    return True
