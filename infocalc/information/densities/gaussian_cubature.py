"""E[log Σⱼ e^(lⱼ(Z))] for quadratic lⱼ and standard normal Z of a few coordinates, enclosed.

The cube outside of which the rest is bounded is cut into boxes; on each the rule of Gauss and Legendre is
taken in every coordinate, with as many nodes as its bound wants: of a function that is at most M on the
ellipse around [−1, 1] whose half-axes sum to ρ the error is (64/15)·M·ρ^(−2n)/(1 − ρ^(−2)) (L. N. Trefethen,
SIAM Review 50, 2008, theorem 4.5). A box on which no such ellipse is free of zeros of the sum is halved.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import prod

from flint import acb, arb, ctx

from infocalc.integration.goal import Goal, Uncertified
from infocalc.records import NamedTuple

#: sums of half-axes and numbers of nodes that are tried
_ELLIPSES, _NODES = ((7, 5), (2, 1), (3, 1), (4, 1), (6, 1)), (4, 6, 8, 10, 12, 14, 16, 20, 24, 28)
#: half the side of the cube, at most
_FAR = 60
#: operations on balls for the bounds of one term on a box
_BOUNDS = 60


class Quadratic(NamedTuple):
    """c + b·z + zᵀHz/2."""

    c: arb
    b: tuple[arb, ...]
    h: tuple[tuple[arb, ...], ...]

    def around(self, z: Sequence[arb]) -> Quadratic:
        """The same in the distance from z."""
        turned = [sum((x * y for x, y in zip(row, z, strict=True)), arb(0)) for row in self.h]
        c = sum((y * (b + t / 2) for b, t, y in zip(self.b, turned, z, strict=True)), self.c)
        return Quadratic(c, tuple(b + t for b, t in zip(self.b, turned, strict=True)), self.h)

    def minus(self, other: Quadratic) -> Quadratic:
        b = tuple(x - y for x, y in zip(self.b, other.b, strict=True))
        h = tuple(
            tuple(x - y for x, y in zip(*rows, strict=True)) for rows in zip(self.h, other.h, strict=True)
        )
        return Quadratic(self.c - other.c, b, h)

    def first(self, z: arb) -> Quadratic:
        """The first coordinate fixed."""
        along = self.h[0]
        b = tuple(x + h * z for x, h in zip(self.b[1:], along[1:], strict=True))
        return Quadratic(self.c + z * (self.b[0] + z * along[0] / 2), b, tuple(row[1:] for row in self.h[1:]))

    def on(self, box: Sequence[acb]) -> acb:
        """An enclosure of its values on a box around 0."""
        total = acb(self.c)
        for i, u in enumerate(box):
            total += self.b[i] * u + self.h[i][i] * (u * u) / 2
            for j in range(i):
                total += self.h[i][j] * (u * box[j])
        return total


def _weight(n: int) -> Quadratic:
    """−|z|²/2, the logarithm of the weight."""
    zero = (arb(0),) * n
    return Quadratic(arb(0), zero, tuple((*zero[:i], arb(-1), *zero[i + 1 :]) for i in range(n)))


class _Box(NamedTuple):
    """Centre and half-sides."""

    centre: tuple[arb, ...]
    sides: tuple[arb, ...]

    def halves(self, k: int) -> list[_Box]:
        sides = (*self.sides[:k], self.sides[k] / 2, *self.sides[k + 1 :])
        shifted = (self.centre[k] - sides[k], self.centre[k] + sides[k])
        return [_Box((*self.centre[:k], x, *self.centre[k + 1 :]), sides) for x in shifted]

    @property
    def volume(self) -> arb:
        return prod((2 * side for side in self.sides), start=arb(1))


class _Rule(NamedTuple):
    """So many nodes along a coordinate, and the bound of what that leaves out."""

    nodes: int
    error: arb


def mean_logarithm(terms: Sequence[Quadratic], goal: Goal) -> arb:
    """E[log Σ e^(lⱼ(Z))] as a ball of about the tolerance; Uncertified where the steps do not suffice."""
    n = len(terms[0].b)
    far, rest = _cube(terms, goal.tolerance / 4)
    total, weight = arb(0), _weight(n)
    todo = [_Box((arb(0),) * n, (arb(far),) * n)]
    whole = todo[0].volume
    while todo:
        box = todo.pop()
        share = goal.tolerance / 2 * box.volume / whole
        around = weight.around(box.centre)
        kept, own, left_out = _seen(terms, around, box, share / 4)
        goal.take(_BOUNDS * (len(terms) + n * len(kept)))
        at_most = _largest(own, around, _cells(box))
        if at_most is not None and at_most * box.volume < share:
            total += arb(0, at_most * box.volume + left_out)
            continue
        rules = [_rule(own, around, box, k, share / (2 * n)) for k in range(n)]
        found = [rule for rule in rules if rule is not None]
        if len(found) == n:
            goal.take(prod(rule.nodes for rule in found) * (len(kept) + 1))
            value = over_grid(kept, [_nodes(box, k, rule.nodes) for k, rule in enumerate(found)])
            total += value + arb(0, sum((rule.error for rule in found), left_out))
            continue
        todo += box.halves(max((k for k in range(n) if rules[k] is None), key=lambda k: float(box.sides[k])))
    return total / (2 * arb.pi()) ** (arb(n) / 2) + arb(0, rest)


def _seen(
    terms: Sequence[Quadratic], weight: Quadratic, box: _Box, share: arb
) -> tuple[list[Quadratic], list[Quadratic], arb]:
    """The terms that matter on a box, the same around its centre, and a bound of what the others add.

    log(Σ kept + Σ others) − log Σ kept is at most the sum of e^d of the others, d their difference from one.
    """
    own = [term.around(box.centre) for term in terms]
    top = max(own, key=lambda term: float(term.c.mid()))
    cells = _cells(box)
    most = weight.on(cells).real.exp() * box.volume
    kept, left_out = [], arb(0)
    for term, here in zip(terms, own, strict=True):
        more = arb(0) if here is top else (here.minus(top).on(cells).real.exp() * most).upper()
        if here is not top and left_out + more < share:
            left_out += more
        else:
            kept.append((term, here))
    return [term for term, _ in kept], [here for _, here in kept], arb(left_out.upper())


def _cube(terms: Sequence[Quadratic], tolerance: arb) -> tuple[int, arb]:
    """Half the side of a cube, and a bound of the rest of the expectation.

    |log Σ e^l| ≤ a + b|z|² by a bound below of one term and the largest values of all;
    E[Z²; |Z| > R] = erfc(R/√2) + 2R·φ(R).
    """
    n = len(terms[0].b)
    tops = [_top(term) for term in terms]
    above = abs(sum((top.exp() for top in tops), arb(0)).log())
    below = min((_below(term) for term in terms), key=lambda pair: float(pair[0]))
    a, b = above + below[0], below[1]
    for far in range(4, _FAR):
        r = arb(far)
        out = (r / arb(2).sqrt()).erfc()
        square = out + 2 * r * (-r * r / 2).exp() / (2 * arb.pi()).sqrt()
        rest = (n * (a * out + b * (square + (n - 1) * out))).upper()
        if rest < tolerance:
            return far, rest
    raise Uncertified("the tails are too wide")


def _top(term: Quadratic) -> arb:
    """A bound above of a term, whose H is negative definite: c − b·H⁻¹b/2."""
    from flint import arb_mat

    back = arb_mat([list(row) for row in term.h]).solve(arb_mat([[x] for x in term.b]))
    found = term.c - sum((x * back[i, 0] for i, x in enumerate(term.b)), arb(0)) / 2
    return arb(found.upper())


def _below(term: Quadratic) -> tuple[arb, arb]:
    """(a, b) with l(z) ≥ −a − b|z|²: |b·z| ≤ (|b|² + |z|²)/2."""
    size = sum((x * x for x in term.b), arb(0))
    spread = sum((x * x for row in term.h for x in row), arb(0)).sqrt()
    return abs(term.c - size / 2).upper(), ((spread + 1) / 2).upper()


def _cells(box: _Box) -> list[acb]:
    return [acb(arb(0, side)) for side in box.sides]


def _largest(terms: Sequence[Quadratic], weight: Quadratic, cells: Sequence[acb]) -> arb | None:
    """A bound of |e^w·log Σ e^l| on a box; None where the sum may have zeros in it.

    With the largest term taken out, the sum is 1 + Σ e^d: terms with |Im d| < π/2 have no negative real
    part, and of the others not more than 1/2 is allowed. So |Σ| ≥ 1/2, and its argument is below π/2.
    """
    top = max(terms, key=lambda term: float(term.c.mid()))
    most, bad, quarter = arb(1), arb(0), arb.pi() / 2
    for term in terms:
        if term is top:
            continue
        d = term.minus(top).on(cells)
        size = d.real.exp().upper()
        most += size
        if not abs(d.imag) < quarter:
            bad += size
    if not bad <= 0.5:
        return None
    log = top.on(cells).abs_upper() + most.log().max(arb(2).log()) + quarter
    found = (weight.on(cells).real.exp() * log).upper()
    return found if found.is_finite() else None


def _rule(terms: Sequence[Quadratic], weight: Quadratic, box: _Box, k: int, share: arb) -> _Rule | None:
    """The fewest nodes along coordinate k that leave out less than the share."""
    best: _Rule | None = None
    cells = _cells(box)
    for p, q in _ELLIPSES:
        rho = arb(p) / q
        half_axes = [box.sides[k] * (rho + sign / rho) / 2 for sign in (1, -1)]
        cells[k] = acb(*[arb(0, axis.upper()) for axis in half_axes])
        most = _largest(terms, weight, cells)
        if most is None:
            break
        scale = arb(64) / 15 * most * box.volume / 2 / (1 - rho**-2)
        for nodes in _NODES if best is None else _NODES[: _NODES.index(best.nodes)]:
            error = (scale * rho ** (-2 * nodes)).upper()
            if error < share:
                best = _Rule(nodes, error)
                break
    return best


@lru_cache(maxsize=64)
def _gauss(nodes: int, _precision: int) -> list[tuple[arb, arb]]:
    return [arb.legendre_p_root(nodes, k, weight=True) for k in range(nodes)]


def _nodes(box: _Box, k: int, nodes: int) -> list[tuple[arb, arb]]:
    """Places along a coordinate, and their weights times e^(−z²/2)."""
    places = [(box.centre[k] + box.sides[k] * x, w) for x, w in _gauss(nodes, ctx.prec)]
    return [(z, w * box.sides[k] * (-z * z / 2).exp()) for z, w in places]


def over_grid(terms: Sequence[Quadratic], rules: Sequence[list[tuple[arb, arb]]]) -> arb:
    """Σ of the weights times log Σ e^l over the grid, one coordinate after the other."""
    total = arb(0)
    if len(rules) > 1:
        for z, weight in rules[0]:
            total += weight * over_grid([term.first(z) for term in terms], rules[1:])
        return total
    lines = [(term.c, term.b[0], term.h[0][0] / 2) for term in terms]
    for z, weight in rules[0]:
        total += weight * _log_of_sum([c + z * (b + z * h) for c, b, h in lines])
    return total


def _log_of_sum(logs: list[arb]) -> arb:
    """log Σ e^l with the largest taken out."""
    if len(logs) == 1:
        return logs[0]
    top = max(logs, key=lambda x: float(x.mid()))
    rest = sum(((x - top).exp() for x in logs if x is not top), arb(0))
    return top + rest.log1p()
