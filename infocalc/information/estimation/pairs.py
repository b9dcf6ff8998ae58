"""Mutual information of pairs of numbers by distances to neighbours, exactly: a sum of ψ at whole numbers.

A. Kraskov, H. Stögbauer and P. Grassberger, Phys. Rev. E 69 (2004), 066138, eq. (8) and (9), the largest of
|Δx| and |Δy| being the distance. x and y stand in units of their own: no distance is rounded.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from heapq import heappushpop
from operator import sub

from flint import arb, fmpq

from infocalc.errors import UsageError
from infocalc.information.answers.values import InNats
from infocalc.information.estimation.digamma import digammas
from infocalc.information.estimation.samples import NEIGHBOURS
from infocalc.information.estimation.table import ESTIMATORS
from infocalc.information.pmf.logarithm_sums import Logs
from infocalc.limits import check

Pairs = Sequence[tuple[int, int]]
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


def _within(pairs: Pairs, k: int, first: bool) -> Counter[int]:
    """How often ψ is taken of which count: of numbers nearer than the k-th neighbour, and one; or as near."""
    sides = [sorted(side) for side in zip(*pairs, strict=True)]
    found: Counter[int] = Counter()
    for here, reach in zip(*_neighbours(pairs, k, first), strict=True):
        for side, z, r in zip(sides, here, reach, strict=True):
            if not first:
                found[bisect_right(side, z + r) - bisect_left(side, z - r) - 1] += 1
            else:
                found[max(bisect_left(side, z + r) - bisect_right(side, z - r), 1)] += 1
    return found


def _neighbours(pairs: Pairs, k: int, first: bool) -> tuple[Pairs, Pairs]:
    """The pairs by x, and how far their neighbours reach in x and in y: as one distance, or each."""
    placed = sorted(pairs)
    reaches = [_reach(placed, i, k, first) for i in range(len(placed))]
    return placed, reaches


def _reach(placed: Pairs, i: int, k: int, first: bool) -> tuple[int, int]:
    x, y = placed[i]
    nearest, far = near(placed, i, k)
    if first:
        return far, far
    return max(abs(placed[j][0] - x) for j in nearest), max(abs(placed[j][1] - y) for j in nearest)


def near(placed: Sequence[tuple[int, ...]], i: int, k: int) -> tuple[list[int], int]:
    """Places of the k nearest of sorted points and of those as far as the last, and its distance."""
    here = placed[i]
    best = [float("-inf")] * k
    seen: list[tuple[int, int]] = []
    for places in (range(i + 1, len(placed)), range(i - 1, -1, -1)):
        for j in places:
            across = abs(placed[j][0] - here[0])
            if across > -best[0]:
                break
            distance = max(across, *map(abs, map(sub, placed[j][1:], here[1:])))
            seen.append((distance, j))
            heappushpop(best, -distance)
    far = int(-best[0])
    return [j for distance, j in seen if distance <= far], far
