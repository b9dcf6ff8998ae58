"""What is known of a measure after the counts, where the prior of the pmf is a Dirichlet distribution.

Counts y and the pseudo-count b of an estimator give the concentrations a = y + b. Means and variances are
sums of ψ and ψ₁, proved (D. Wolpert and D. Wolf, Phys. Rev. E 52 (1995), theorems 3 to 8; of I(X; Y),
M. Hutter, NIPS 14 (2001)); the interval is that of draws, in double precision.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from flint import arb, fmpq, fmpz

from infocalc.errors import Undefined, UsageError
from infocalc.information.answers.values import InNats, Value
from infocalc.information.estimation.doubles import Statistic
from infocalc.information.estimation.draws import Draws, check_size, posteriors, quantile
from infocalc.information.estimation.smoothed import PSEUDO_COUNTS
from infocalc.information.pmf.logarithm_sums import Logs
from infocalc.records import NamedTuple

Counts = Sequence[int]
#: concentrations and how many bins have them
Grouped = Sequence[tuple[arb, int]]
MEAN, DEVIATION = "posterior mean", "posterior sd"


class Posterior(NamedTuple):
    """The counts of a sample, and the square of the pseudo-count of each of its bins."""

    counts: Counts
    squared: fmpq

    def concentration(self, y: int, bins: int = 1) -> arb:
        """y + b, or that of several bins together, at the current precision."""
        return arb(y) + arb(self.squared).sqrt() * bins

    def doubles(self) -> list[float]:
        pseudo = math.sqrt(int(self.squared.p) / int(self.squared.q))
        return [y + pseudo for y in self.counts]


def posterior(counts: Counts, name: str) -> Posterior:
    """The posterior for the pseudo-count of an estimator of pmfs."""
    n, bins = sum(counts), len(counts)
    if name == "plugin" or name not in PSEUDO_COUNTS:
        wanted = ", ".join(other for other in PSEUDO_COUNTS if other != "plugin")
        raise UsageError(
            f"--bayes wants pseudo-counts, and --estimator {name} adds none", hint=f"--estimator {wanted}"
        )
    found = PSEUDO_COUNTS[name](fmpq(n), bins)
    return Posterior(counts, fmpq(fmpz(n), bins**2) if found is None else found**2)


def credible(
    samples: Sequence[Posterior], statistic: Statistic, most: float, asked: Draws
) -> tuple[float, float]:
    """The interval with equal tails, in nats."""
    check_size([of.counts for of in samples], asked.draws, "bayes")
    concentrations = [of.doubles() for of in samples]
    found = asked.ordered(statistic, posteriors(concentrations, asked.draws, asked.seed))
    if found[-1] == math.inf:
        raise Undefined(
            "a probability that was drawn is too small for double precision",
            hint="--estimator jeffreys has a larger pseudo-count",
        )
    tail = (1 - asked.level) / 2
    return max(quantile(found, tail), 0.0), min(quantile(found, 1 - tail), most)


# ── moments ──────────────────────────────────────────────────────────────────────────────────────


def moments(name: str, samples: Sequence[Posterior]) -> tuple[tuple[str, Value], ...]:
    """Mean and deviation of the entropy, means of xent and kl; none where they have no closed form."""
    p, q = samples[0], samples[-1]
    if name == "entropy" and len(p.counts) == 1:
        return ((MEAN, Logs()), (DEVIATION, Logs()))
    if name == "entropy":
        deviation = InNats(lambda: variance_of_entropy(_grouped(p, p.counts)).sqrt())
        return ((MEAN, InNats(lambda: mean_of_entropy(_grouped(p, p.counts)))), (DEVIATION, deviation))
    if len(p.counts) == 1 or name not in ("xent", "kl"):
        return ()

    def mean() -> arb:
        own = mean_of_entropy(_grouped(p, p.counts)) if name == "kl" else arb(0)
        return _mean_of_cross_entropy(p, q) - own

    def spread() -> arb:
        return (_second_moment(p, q, name == "kl") - mean() ** 2).sqrt()

    return ((MEAN, InNats(mean)), (DEVIATION, InNats(spread)))


def moments_of_table(joint: Posterior, width: int) -> tuple[tuple[str, Value], ...]:
    """The mean of I(X; Y) = H(X) + H(Y) − H(X, Y): marginals of a Dirichlet distribution are such, too."""
    cells = joint.counts
    height = len(cells) // width
    if 1 in (width, height):
        return ((MEAN, Logs()),)
    x = [sum(cells[i : i + width]) for i in range(0, len(cells), width)]
    y = [sum(cells[j::width]) for j in range(width)]

    def mean() -> arb:
        sides = (_grouped(joint, x, width), _grouped(joint, y, height))
        return sum(map(mean_of_entropy, sides), arb(0)) - mean_of_entropy(_grouped(joint, cells))

    return ((MEAN, InNats(mean)),)


def _grouped(of: Posterior, counts: Iterable[int], bins: int = 1) -> Grouped:
    return [(of.concentration(y, bins), m) for y, m in sorted(Counter(counts).items())]


def _total(a: Grouped) -> arb:
    return sum((x * m for x, m in a), arb(0))


def mean_of_entropy(a: Grouped) -> arb:
    """ψ(A + 1) − Σ a/A·ψ(a + 1), A = Σ a."""
    whole = _total(a)
    return (whole + 1).digamma() - sum((x * m / whole * (x + 1).digamma() for x, m in a), arb(0))


def variance_of_entropy(a: Grouped) -> arb:
    """E[H²] − E[H]², where A·(A + 1)·E[H²] = (Σ a·d)² − Σ (a·d)² − ψ₁(A + 2)·(A² − Σ a²) + Σ a·(a + 1)·J.

    d = ψ(a + 1) − ψ(A + 2) and J = (ψ(a + 2) − ψ(A + 2))² + ψ₁(a + 2) − ψ₁(A + 2); ψ₁(x) = ζ(2, x).
    """
    whole = _total(a)
    psi, trigamma = (whole + 2).digamma(), arb(2).zeta(whole + 2)
    first = squares = own = alike = arb(0)
    for x, m in a:
        d = (x + 1).digamma() - psi
        first += x * d * m
        squares += (x * d) ** 2 * m
        own += x**2 * m
        j = ((x + 2).digamma() - psi) ** 2 + arb(2).zeta(x + 2) - trigamma
        alike += x * (x + 1) * j * m
    second = first**2 - squares - trigamma * (whole**2 - own) + alike
    return second / (whole * (whole + 1)) - mean_of_entropy(a) ** 2


def _second_moment(p: Posterior, q: Posterior, with_entropy: bool) -> arb:
    """E[(−Σ pᵢ·log qᵢ)²], or E[(Σ pᵢ·log pᵢ − Σ pᵢ·log qᵢ)²], p and q independent.

    A·(A + 1)·E[pᵢ·pⱼ] = aᵢ·aⱼ + [i = j]·aᵢ, cov(log qᵢ, log qⱼ) = [i = j]·ψ₁(bᵢ) − ψ₁(B), and
    A·(A + 1)·E[pᵢ·pⱼ·log pⱼ] = aᵢ·aⱼ·dⱼ + [i = j]·aᵢ·((aᵢ + 1)·eᵢ − aᵢ·dᵢ), d = ψ(a + 1) − ψ(A + 2) and
    e = ψ(a + 2) − ψ(A + 2).
    """
    whole = p.concentration(sum(p.counts), len(p.counts))
    total = q.concentration(sum(q.counts), len(q.counts))
    psi, trigamma = (whole + 2).digamma(), arb(2).zeta(total)
    first = second = weighted = own = arb(0)
    for (y, z), m in sorted(Counter(zip(p.counts, q.counts, strict=True)).items()):
        a, b = p.concentration(y), q.concentration(z)
        log_q, d, e = b.digamma() - total.digamma(), (a + 1).digamma() - psi, (a + 2).digamma() - psi
        first += a * log_q * m
        second += a * (log_q**2 + (a + 1) * arb(2).zeta(b)) * m
        weighted += a * d * m
        own += ((a + 1) * e - a * d) * a * log_q * m
    cross = first**2 + second - trigamma * whole * (whole + 1)
    if not with_entropy:
        return cross / (whole * (whole + 1))
    both = first * weighted + own
    entropies = variance_of_entropy(_grouped(p, p.counts)) + mean_of_entropy(_grouped(p, p.counts)) ** 2
    return entropies + (cross - 2 * both) / (whole * (whole + 1))


def _mean_of_cross_entropy(p: Posterior, q: Posterior) -> arb:
    """Σ E[p]·E[−log q] = ψ(B) − Σ a/A·ψ(b)."""
    whole = p.concentration(sum(p.counts), len(p.counts))
    total = q.concentration(sum(q.counts), len(q.counts)).digamma()
    for (x, y), m in sorted(Counter(zip(p.counts, q.counts, strict=True)).items()):
        total -= p.concentration(x) * m / whole * q.concentration(y).digamma()
    return total
