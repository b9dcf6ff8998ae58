"""F − G of two densities: the largest |F − G| and the area ∫|F − G|, enclosed by cells of the line.

The cell (`cells.py`) with the widest bound is halved until what is open is below the tolerance: near a
maximum and near a zero of h the bounds fall with the square of the width. Laws on the integers are summed
one by one (`stepwise.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush
from itertools import count
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
    from infocalc.information.densities.checked import Checked
    from infocalc.information.families.distribution import Distribution

#: cells that are halved
MOST_CELLS = 1_500
#: how much finer than the answer the masses are: far out, h is as small as a cell is wide
_FINER = {"height": fmpq(1, 10**3), "area": fmpq(1, 10**20)}


#: what orders them, a number that tells equal ones apart, the cell, what is open in it
Heap = list[tuple[float, int, Cell, arb]]


def height(cells: Cells, tolerance: arb) -> arb:
    """sup|F − G| as a ball."""
    order, best = count(), arb(0)
    heap: Heap = []

    def push(cell: Cell) -> None:
        most = most_of(cell, cells.slope(cell))
        heappush(heap, (-float(most.upper()), next(order), cell, most))

    for cell in cells.first():
        push(cell)
    for _ in range(MOST_CELLS):
        most = max((one[3] for one in heap), key=float)
        if most <= best.lower() + tolerance:
            return best.union(best.max(most))
        for half in cells.halves(heappop(heap)[2]):
            best = best.max(abs(half.at_low)).max(abs(half.at_high))
            push(half)
    raise Uncertified("too many cells")


def area(cells: Cells, tolerance: arb) -> arb:
    """∫|F − G| as a ball."""
    order, total = count(), arb(0)
    heap: Heap = []

    def push(cell: Cell) -> arb:
        """What the cell adds where h has a known sign; else it is kept, with the most that it may add."""
        slope = cells.slope(cell)
        sign = sign_of(cell, slope) if cell.bounded else 0
        if sign:
            return sign * cells.area(cell)
        most = cell.width * most_of(cell, slope) if cell.bounded else cells.beyond(cell)
        heappush(heap, (-float(most.upper()), next(order), cell, most))
        return arb(0)

    for cell in cells.first():
        total += push(cell)
    for _ in range(MOST_CELLS):
        left = sum((one[3] for one in heap), arb(0)).upper()
        if left <= tolerance:
            return total.union(total + left)
        for half in cells.halves(heappop(heap)[2]):
            total += push(half)
    raise Uncertified("too many cells")


def measured(between: str, operands: Sequence[Distribution | Checked | Law], digits: int) -> Answer:
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
    steps: Sequence[tuple[fmpq, fmpq]], operand: Distribution | Checked | Law, digits: int
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
