"""Measures of the densities of points with several coordinates, by distances to neighbours; in nats.

The largest difference of a coordinate is the distance. L. Kozachenko and N. Leonenko, Probl. Inf. Transm. 23
(1987), in the form of A. Kraskov, H. Stögbauer and P. Grassberger, Phys. Rev. E 69 (2004), eq. (20);
N. Leonenko, L. Pronzato and V. Savani, Ann. Stat. 36 (2008), eq. (3.1); Q. Wang, S. Kulkarni and S. Verdú,
IEEE Trans. Inf. Theory 55 (2009).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from flint import arb, fmpq

from infocalc.errors import Undefined, UsageError
from infocalc.information.estimation.digamma import digammas
from infocalc.information.estimation.pairs import Point, distance_to, near
from infocalc.information.estimation.samples import NEIGHBOURS
from infocalc.information.pmf.logarithm_sums import Logs, logs
from infocalc.limits import check


def entropy(points: Sequence[Point], unit: fmpq, neighbours: int | None) -> tuple[Logs, str]:
    """ψ(n) − ψ(k) + d·mean of log(2r), r the distance to the k-th neighbour in units; and what was done."""
    n, k, d = len(points), neighbours or NEIGHBOURS, len(points[0])
    found = logs((2 * unit * r, fmpq(d * m, n)) for r, m in _reaches(points, k).items())
    said = (
        f"estimator kozachenko-leonenko: psi(n) - psi(k) + {d}*mean of log(2*r), "
        f"r the distance to the k-th neighbour by the largest difference; {k} neighbours"
    )
    return logs(found.terms, digammas([(fmpq(1), n), (fmpq(-1), k)])), said


def power_mean(
    points: Sequence[Point], unit: fmpq, neighbours: int | None, order: fmpq
) -> tuple[Callable[[], arb], str]:
    """∫ p^a as the mean of Γ(k)/Γ(k + 1 − a)·((n − 1)·(2r)^d)^(1 − a), and what was done."""
    n, k, d = len(points), neighbours or NEIGHBOURS, len(points[0])
    if order >= k + 1:
        raise UsageError(f"the order must be below {k + 1} for {k} neighbours", "take more --neighbours")
    reaches = _reaches(points, k)

    def ball() -> arb:
        volumes = ((arb((n - 1) * (2 * unit * r) ** d), m) for r, m in reaches.items())
        total = sum((volume ** arb(1 - order) * m for volume, m in volumes), arb(0))
        return total / n * arb(k).gamma() / arb(k + 1 - order).gamma()

    said = (
        "the integral of p^a: mean of gamma(k)/gamma(k + 1 - a)*((n - 1)*(2*r)^d)^(1 - a), "
        f"r the distance to the k-th neighbour by the largest difference; {k} neighbours, d = {d}"
    )
    return ball, said


def divergence(p: Sequence[Point], q: Sequence[Point], neighbours: int | None) -> tuple[Logs, str]:
    """d·mean of log(s/r) + log(m/(n − 1)), r and s the distances to the k-th neighbour in P and in Q."""
    n, m, k, d = len(p), len(q), neighbours or NEIGHBOURS, len(p[0])
    check("pairs", max(n, m))
    _check_size(k, min(n, m + 1))
    placed, others = sorted(p), sorted(q)
    ratios = Counter((distance_to(others, x, k), near(placed, i, k)[1]) for i, x in enumerate(placed))
    if any(0 in pair for pair in ratios):
        raise _repeated()
    terms = [(fmpq(s, r), fmpq(d * times, n)) for (s, r), times in ratios.items()]
    said = (
        f"estimator wang-kulkarni-verdu: {d}*mean of log(s/r) + log(m/(n - 1)), r and s the distances to "
        f"the k-th neighbour in P and in Q by the largest difference; {k} neighbours"
    )
    return logs([*terms, (fmpq(m, n - 1), fmpq(1))]), said


def _reaches(points: Sequence[Point], k: int) -> Counter[int]:
    """How often which distance to the k-th neighbour occurs."""
    check("pairs", len(points))
    _check_size(k, len(points))
    placed = sorted(points)
    found = Counter(near(placed, i, k)[1] for i in range(len(placed)))
    if 0 in found:
        raise _repeated()
    return found


def _check_size(k: int, n: int) -> None:
    if not k < n:
        raise UsageError(f"--neighbours {k}: less than the {n} observations is wanted")


def _repeated() -> Undefined:
    return Undefined(
        "observations that repeat leave a distance of 0, whose logarithm is infinite",
        hint="take more --neighbours, or count them as labels: --estimator plugin",
    )
