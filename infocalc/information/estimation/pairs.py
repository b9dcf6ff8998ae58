"""Mutual information of pairs of points by distances to neighbours, exactly: a sum of ψ at whole numbers.

A. Kraskov, H. Stögbauer and P. Grassberger, Phys. Rev. E 69 (2004), 066138, eq. (8) and (9), the largest of
the differences of all coordinates being the distance. No distance is rounded.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from heapq import heappushpop

from flint import arb, fmpq

from infocalc.errors import UsageError
from infocalc.information.answers.values import InNats
from infocalc.information.estimation.digamma import digammas
from infocalc.information.estimation.samples import NEIGHBOURS
from infocalc.information.estimation.table import ESTIMATORS
from infocalc.information.pmf.logarithm_sums import Logs
from infocalc.limits import check
from infocalc.records import NamedTuple

Point = tuple[int, ...]
#: of (x, y), both in one unit
Pairs = Sequence[tuple[Point, Point]]
#: whole numbers up to which sums of ψ are written as fractions
_MOST_WRITTEN = 2_000


def information(name: str, pairs: Pairs, neighbours: int | None) -> tuple[Logs | InNats, str]:
    """I(X; Y) by the estimator `ksg` or `ksg-2`, and what was done."""
    n, k = len(pairs), neighbours or NEIGHBOURS
    check("pairs", n)
    if not k < n:
        raise UsageError(f"--neighbours {k}: less than the {n} observations is wanted")
    first = name == "ksg"
    terms = [(fmpq(1), k), (fmpq(1), n)]
    terms += [(fmpq(-m, n), c) for c, m in _within(pairs, k, first).items()]
    constant = fmpq(0) if first else fmpq(-1, k)
    said = f"estimator {name}: {ESTIMATORS[name].formula}; {k} neighbours"
    if n <= _MOST_WRITTEN:
        return Logs((), constant + digammas(terms)), said
    return InNats(lambda: arb(constant) + sum((arb(c).digamma() * w for w, c in terms), arb(0))), said


class Sorted(NamedTuple):
    """The points of one variable in rising order, and their first coordinates."""

    points: Sequence[Point]
    firsts: Sequence[int]

    def nearer(self, z: Point, reach: int) -> int:
        """How many are nearer than that."""
        first = bisect_right(self.firsts, z[0] - reach)
        last = bisect_left(self.firsts, z[0] + reach)
        return max(last - first, 0) if len(z) == 1 else self._counted(first, last, z, reach - 1)

    def as_near(self, z: Point, reach: int) -> int:
        """How many are as near as that, or nearer."""
        first = bisect_left(self.firsts, z[0] - reach)
        last = bisect_right(self.firsts, z[0] + reach)
        return last - first if len(z) == 1 else self._counted(first, last, z, reach)

    def _counted(self, first: int, last: int, z: Point, reach: int) -> int:
        return sum(_apart(p, z) <= reach for p in self.points[first:last])


def _side(points: Iterable[Point]) -> Sorted:
    placed = sorted(points)
    return Sorted(placed, [p[0] for p in placed])


def _apart(p: Point, q: Point) -> int:
    """The largest difference of a coordinate."""
    return max([abs(a - b) for a, b in zip(p, q, strict=True)])


def _within(pairs: Pairs, k: int, first: bool) -> Counter[int]:
    """How often ψ is taken of which count: of points nearer than the k-th neighbour, and one; or as near."""
    sides = [_side(points) for points in zip(*pairs, strict=True)]
    width = len(pairs[0][0])
    placed = sorted(x + y for x, y in pairs)
    found: Counter[int] = Counter()
    for i, whole in enumerate(placed):
        nearest, far = near(placed, i, k)
        for side, cut in zip(sides, (slice(0, width), slice(width, None)), strict=True):
            z = whole[cut]
            if first:
                found[max(side.nearer(z, far), 1)] += 1
            else:
                found[side.as_near(z, max(_apart(placed[j][cut], z) for j in nearest)) - 1] += 1
    return found


def near(placed: Sequence[Point], i: int, k: int) -> tuple[list[int], int]:
    """Places of the k nearest of sorted points and of those as far as the last, and its distance."""
    return _nearest(placed, placed[i], (range(i + 1, len(placed)), range(i - 1, -1, -1)), k)


def distance_to(placed: Sequence[Point], here: Point, k: int) -> int:
    """The distance of a point to the k-th nearest of others, which are sorted."""
    i = bisect_left(placed, here)
    return _nearest(placed, here, (range(i, len(placed)), range(i - 1, -1, -1)), k)[1]


def _nearest(
    placed: Sequence[Point], here: Point, ways: tuple[range, range], k: int
) -> tuple[list[int], int]:
    best = [float("-inf")] * k
    seen: list[tuple[int, int]] = []
    for places in ways:
        for j in places:
            across = abs(placed[j][0] - here[0])
            if across > -best[0]:
                break
            distance = _apart(placed[j], here)
            seen.append((distance, j))
            heappushpop(best, -distance)
    far = int(-best[0])
    return [j for distance, j in seen if distance <= far], far
