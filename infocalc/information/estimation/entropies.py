"""Entropy from a profile of counts: a function for each row of the table that gives an entropy; in nats.

A profile says how many bins have which count, `bins` how many there are, those of count 0 with them. Sums of
1/k are exact up to a size, differences of ψ as balls beyond.
"""

from __future__ import annotations

from collections.abc import Callable

from flint import arb, fmpq, fmpz

from infocalc.errors import Undefined
from infocalc.information.answers.values import InNats
from infocalc.information.estimation import nsb as bayes
from infocalc.information.estimation.digamma import harmonic
from infocalc.information.pmf.logarithm_sums import Logs, log_ball, logs
from infocalc.information.profile import Profile, entropy

#: an entropy in nats
Nats = Logs | InNats
Estimator = Callable[[Profile, int], Nats]

RULES: dict[str, Estimator] = {}
#: (1 − p)^n is written out up to so many bits, 1 + 1/2 + … + 1/n up to this n
_MOST_BITS, _MOST_HARMONIC = 20_000, 2_000


def _estimator(name: str) -> Callable[[Estimator], Estimator]:
    def kept(rule: Estimator) -> Estimator:
        RULES[name] = rule
        return rule

    return kept


def _exact(x: fmpq) -> Logs:
    return Logs((), x)


@_estimator("miller-madow")
def _miller_madow(p: Profile, _: int) -> Nats:
    found = entropy(p)
    return Logs(found.terms, found.constant + fmpq(p.labels - 1, 2 * p.rows))


@_estimator("jackknife")
def _jackknife(p: Profile, _: int) -> Nats:
    """n·log n − (n − 1)·log(n − 1) − Σ y/n·(y·log y − (y − 1)·log(y − 1))."""
    n = p.rows
    if n == 1:
        raise Undefined("the jackknife leaves one observation out, and there is only one")
    pairs = [(fmpq(n), fmpq(n)), (fmpq(n - 1), fmpq(1 - n))]
    for c, m in p.groups:
        pairs.append((fmpq(c), fmpq(-m * c * c, n)))
        if c > 1:
            pairs.append((fmpq(c - 1), fmpq(m * c * (c - 1), n)))
    return logs(pairs)


@_estimator("chao-shen")
def _chao_shen(p: Profile, _: int) -> Nats:
    """Horvitz and Thompson's sum with the shares of the coverage; one singleton less, lest that be 0."""
    n, singles = p.rows, dict(p.groups).get(1, 0)
    kept = n - (singles if singles != n else singles - 1)
    shares = [(fmpq(kept * c, n * n), m) for c, m in p.groups]
    if n * fmpz(n).height_bits() * 2 * len(shares) <= _MOST_BITS:
        return logs((x, -m * x / (1 - (1 - x) ** n)) for x, m in shares)
    return InNats(lambda: sum((_seen(x, n) * m for x, m in shares), arb(0)))


def _seen(x: fmpq, n: int) -> arb:
    missed = (arb(-x).log1p() * n).exp() if x != 1 else arb(0)
    return -arb(x) * log_ball(x) / (1 - missed)


@_estimator("zhang")
def _zhang(p: Profile, _: int) -> Nats:
    n = p.rows
    return _harmonic([(fmpq(m * c, n), c, n) for c, m in p.groups])


def _harmonic(terms: list[tuple[fmpq, int, int]]) -> Nats:
    """Σ w·(1/c + … + 1/(n − 1)) = Σ w·(ψ(n) − ψ(c)) over (w, c, n)."""
    if max(n for *_, n in terms) <= _MOST_HARMONIC:
        return _exact(sum((w * (harmonic(n - 1) - harmonic(c - 1)) for w, c, n in terms), fmpq(0)))
    return InNats(lambda: sum(((arb(n).digamma() - arb(c).digamma()) * w for w, c, n in terms), arb(0)))


@_estimator("chao-wang-jost")
def _chao_wang_jost(p: Profile, bins: int) -> Nats:
    """Zhang's and what singletons f₁ and doubletons f₂ tell of the unseen."""
    n, f = p.rows, dict(p.groups)
    ones, twos = f.get(1, 0), f.get(2, 0)
    seen = _zhang(p, bins)
    if not ones:
        return seen
    a = fmpq(2 * twos, (n - 1) * ones + 2 * twos) if twos else fmpq(2, (n - 1) * (ones - 1) + 2)
    if a == 1:
        return seen
    if isinstance(seen, Logs) and n * max(fmpz(a.q).height_bits(), 1) <= _MOST_BITS:
        scale = fmpq(ones, n) * (1 - a) ** (1 - n)
        rest = sum(((1 - a) ** r / r for r in range(1, n)), fmpq(0))
        return logs([*seen.terms, (a, -scale)], seen.constant - scale * rest)
    # (1 − A)^(1 − n)·Σ_(r ≥ n) (1 − A)^r/r = (1 − A)/n·₂F₁(1, n; n + 1; 1 − A)
    return InNats(lambda: seen.ball() + _unseen(1 - a, n) * fmpq(ones, n))


def _unseen(z: fmpq, n: int) -> arb:
    return arb(z) / n * arb(z).hypgeom_2f1(1, n, n + 1)


@_estimator("grassberger")
def _grassberger(p: Profile, _: int) -> Nats:
    return _log_minus(p, lambda c: arb(c).digamma() + arb(fmpq((-1) ** c, c + 1)))


@_estimator("grassberger-2003")
def _grassberger_2003(p: Profile, _: int) -> Nats:
    def g(c: int) -> arb:
        halves = arb(fmpq(c + 1, 2)).digamma() - arb(fmpq(c, 2)).digamma()
        return arb(c).digamma() + halves * fmpq((-1) ** c, 2)

    return _log_minus(p, g)


def _log_minus(p: Profile, g: Callable[[int], arb]) -> Nats:
    """log n − Σ y/n·g(y)."""
    n = p.rows
    return InNats(lambda: log_ball(fmpq(n)) - sum((g(c) * fmpq(m * c, n) for c, m in p.groups), arb(0)))


@_estimator("bonachela")
def _bonachela(p: Profile, bins: int) -> Nats:
    n = p.rows
    groups = [*p.groups, (0, bins - p.labels)]
    return _harmonic([(fmpq(m * (c + 1), n + 2), c + 2, n + 3) for c, m in groups])


@_estimator("nsb")
def _nsb(p: Profile, bins: int) -> Nats:
    return _exact(fmpq(0)) if bins == 1 else InNats(lambda: bayes.mean(p, bins))


@_estimator("ansb")
def _ansb(p: Profile, _: int) -> Nats:
    n, agree = p.rows, p.rows - p.labels
    if not agree:
        raise Undefined("no two observations agree", hint="--estimator chao-wang-jost does without")
    gamma = arb.const_euler
    return InNats(lambda: 2 * log_ball(fmpq(n)) + gamma() - log_ball(fmpq(2)) - arb(agree).digamma())


def estimate(name: str, p: Profile, bins: int) -> Nats:
    """The entropy by the estimator of this name."""
    return RULES[name](p, bins)
