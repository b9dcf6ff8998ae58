"""Cells of the line on which F − G of two densities is enclosed.

Within a cell h = F − G is bounded by its values at the ends and by the masses of the cell; where f − g
keeps its sign h is monotone, and elsewhere it moves by no more than sup|f − g|·width/2 from the nearer end.
"""

from __future__ import annotations

from flint import acb, arb, fmpq

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.information.densities.law import Law, Region, regions
from infocalc.integration.analytic import Unsupported, compile_analytic
from infocalc.integration.goal import Goal, Steps
from infocalc.integration.ranges import Integrand, Range
from infocalc.integration.ranges import infinite as is_infinite
from infocalc.integration.value import constant, integral, sign_beyond
from infocalc.records import NamedTuple

#: operations on balls
STEPS = 60_000_000


class Cell(NamedTuple):
    """low < x < high, h at both ends, the masses of P and Q in between, their log-densities."""

    low: Expr
    high: Expr
    at_low: arb
    at_high: arb
    mass_p: arb
    mass_q: arb
    log_p: Expr | None
    log_q: Expr | None
    region: Region

    @property
    def width(self) -> arb:
        return constant(self.high) - constant(self.low)

    @property
    def bounded(self) -> bool:
        return not (is_infinite(self.low) or is_infinite(self.high))


class Cells:
    """The cells of two laws, and the integrals that they want."""

    def __init__(self, p: Law, q: Law, tolerance: arb) -> None:
        self.laws, self.variable = (p, q), p.variable
        self.goal = Goal(tolerance, Steps(STEPS))

    def first(self) -> list[Cell]:
        found, h = [], arb(0)
        for region in regions(*self.laws):
            logs = [law.log_on(region.low, region.high) for law in self.laws]
            masses = [self.total(log, X.ONE, region, region.low, region.high) for log in logs]
            after = h + masses[0] - masses[1]
            ends = (region.low, region.high, h, after)
            found.append(Cell(*ends, masses[0], masses[1], logs[0], logs[1], region))
            h = after
        return found

    def total(self, log: Expr | None, v: Expr, region: Region, low: Expr, high: Expr) -> arb:
        """∫ v·e^log between low and high."""
        if log is None:
            return arb(0)
        over = Range(low, high, region.breaks, region.centre, region.scale)
        return integral(Integrand(X.power(X.E, log), v), self.variable, over, self.goal)

    def halves(self, cell: Cell) -> tuple[Cell, Cell]:
        middle = _middle(cell)
        p, q = (self.total(log, X.ONE, cell.region, cell.low, middle) for log in (cell.log_p, cell.log_q))
        h = cell.at_low + p - q
        left = cell._replace(high=middle, at_high=h, mass_p=p, mass_q=q)
        right = cell._replace(low=middle, at_low=h, mass_p=cell.mass_p - p, mass_q=cell.mass_q - q)
        return left, right

    def area(self, cell: Cell) -> arb:
        """∫ h over the cell, by parts: width·h(high) − ∫ (x − low)·(f − g)."""
        return cell.width * cell.at_high - self._moment(cell, cell.low, -1)

    def beyond(self, cell: Cell) -> arb:
        """A bound of ∫|h| over a cell with one infinite end: ∫ |x − end|·(f + g)."""
        if is_infinite(cell.low) and is_infinite(cell.high):
            return arb.pos_inf()
        end, sign = (cell.low, 1) if is_infinite(cell.high) else (cell.high, -1)
        return sign * self._moment(cell, end, 1)

    def tail_sign(self, cell: Cell) -> int:
        """The sign of h on a cell with one infinite end, where F and G meet, by that of f − g; 0 unknown."""
        if is_infinite(cell.low) and is_infinite(cell.high):
            return 0
        end, side = (cell.low, 1) if is_infinite(cell.high) else (cell.high, -1)
        if cell.log_p is None or cell.log_q is None:
            return 0
        difference = X.power(X.E, cell.log_p) - X.power(X.E, cell.log_q)
        return -side * sign_beyond(difference, self.variable, constant(end), side)

    def tail(self, cell: Cell) -> arb:
        """∫ h over a cell with one infinite end, by parts."""
        return -self._moment(cell, cell.low if is_infinite(cell.high) else cell.high, -1)

    def _moment(self, cell: Cell, place: Expr, sign: int) -> arb:
        """∫ (x − place)·(f ± g) over the cell."""
        v = X.sym(self.variable) - place
        f, g = (self.total(log, v, cell.region, cell.low, cell.high) for log in (cell.log_p, cell.log_q))
        return f + sign * g

    def slope(self, cell: Cell) -> arb | None:
        """f − g on the cell as a ball; None where there is no bound."""
        if not cell.bounded:
            return None
        logs = (cell.log_p, cell.log_q)
        f, g = (X.ZERO if log is None else X.power(X.E, log) for log in logs)
        ball = acb(constant(cell.low).union(constant(cell.high)))
        try:
            (found,) = compile_analytic((f - g,), X.sym(self.variable))(ball)
        except Unsupported:
            return None
        return found.real if found.is_finite() else None


def _middle(cell: Cell) -> Expr:
    """A number inside: half-way, or twice as far from the centre."""
    region = cell.region
    if cell.bounded:
        return _short((constant(cell.low) + constant(cell.high)) / 2, cell.width)
    centre, scale = constant(region.centre), constant(region.scale)
    if is_infinite(cell.low) and is_infinite(cell.high):
        return _short(centre, scale)
    end = constant(cell.low if is_infinite(cell.high) else cell.high)
    far = abs(end - centre).max(scale) + abs(end - centre).max(scale)
    return _short(end + far if is_infinite(cell.high) else end - far, far)


def _short(x: arb, width: arb) -> Expr:
    """A dyadic number within an eighth of the width of x."""
    from math import floor, log2

    k = floor(log2(float(width.mid()))) - 4
    n = (x.mid() * arb(2) ** -k).floor().unique_fmpz()
    assert n is not None
    return X.rational(fmpq(n) * fmpq(2) ** k)


# ── bounds ───────────────────────────────────────────────────────────────────────────────────────


def most_of(cell: Cell, slope: arb | None) -> arb:
    """An upper bound of |h| on the cell."""
    a, b = cell.at_low, cell.at_high
    if slope is not None and not slope.contains(0):
        return abs(a).max(abs(b)).upper()
    above, below = (a + cell.mass_p).min(b + cell.mass_q), (a - cell.mass_q).max(b - cell.mass_p)
    most = above.max(-below).upper()
    if slope is not None:
        most = most.min(((abs(a) + abs(b) + abs(slope) * cell.width) / 2).upper())
    return most


def sign_of(cell: Cell, slope: arb | None) -> int:
    """The sign of h on the whole cell, 0 where it is open."""
    a, b = cell.at_low, cell.at_high
    for sign in (1, -1):
        if sign * a > 0 and sign * b > 0:
            monotone = slope is not None and not slope.contains(0)
            least = sign * a - (cell.mass_q if sign > 0 else cell.mass_p)
            moved = None if slope is None else sign * a + sign * b - abs(slope) * cell.width
            if monotone or least > 0 or (moved is not None and moved > 0):
                return sign
    return 0
