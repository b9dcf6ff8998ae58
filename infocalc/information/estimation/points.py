"""Entropy of the density of points with several coordinates, by distances to neighbours, exactly; in nats.

L. Kozachenko and N. Leonenko, Probl. Inf. Transm. 23 (1987), in the form of A. Kraskov, H. Stögbauer and
P. Grassberger, Phys. Rev. E 69 (2004), eq. (20): the largest difference of a coordinate is the distance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from flint import fmpq

from infocalc.errors import Undefined, UsageError
from infocalc.information.estimation.digamma import digammas
from infocalc.information.estimation.pairs import near
from infocalc.information.estimation.samples import NEIGHBOURS
from infocalc.information.pmf.logarithm_sums import Logs, logs
from infocalc.limits import check


def entropy(points: Sequence[tuple[int, ...]], unit: fmpq, neighbours: int | None) -> tuple[Logs, str]:
    """ψ(n) − ψ(k) + d·mean of log(2r), r the distance to the k-th neighbour in units; and what was done."""
    n, k, d = len(points), neighbours or NEIGHBOURS, len(points[0])
    check("pairs", n)
    if not k < n:
        raise UsageError(f"--neighbours {k}: less than the {n} observations is wanted")
    placed = sorted(points)
    reaches = Counter(near(placed, i, k)[1] for i in range(n))
    if 0 in reaches:
        raise Undefined(
            "observations that repeat leave a distance of 0, whose logarithm is infinite",
            hint="take more --neighbours, or count them as labels: --estimator plugin",
        )
    found = logs((2 * unit * r, fmpq(d * m, n)) for r, m in reaches.items())
    said = (
        f"estimator kozachenko-leonenko: psi(n) - psi(k) + {d}*mean of log(2*r), "
        f"r the distance to the k-th neighbour by the largest difference; {k} neighbours"
    )
    return logs(found.terms, digammas([(fmpq(1), n), (fmpq(-1), k)])), said
