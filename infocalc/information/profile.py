"""Measures of counts from their profile: how many labels have count c, or the counts a and b.

Every measure that does not name labels is a function of it. N rows have a profile of at most √(2N) groups
(1 + 2 + … + k ≤ N), two tables one of at most (3(N + M))^⅔/2: whoever counts hands over a few thousand whole
numbers, and the values here are exact combinations of logarithms or balls, to any number of digits.

T. Cover and J. Thomas, Elements of Information Theory, 2006, chapters 2 and 11; R. Sokal and F. Rohlf,
Biometry, 2012, chapter 17 (G); G. Basharin, Theory Probab. Appl. 4 (1959) (the variance of H).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flint import arb, fmpq

from infocalc.information.answers.values import InNats, Plain, Value
from infocalc.information.measure import Measure
from infocalc.information.pmf.logarithm_sums import Logs, log_ball, logs
from infocalc.records import NamedTuple

#: standard errors to each side of an interval of 95 %
SPREAD = fmpq(196, 100)
#: values of measures without logarithms are written out up to so many groups
_MOST_WRITTEN = 64


class Profile(NamedTuple):
    """Groups (c, m): m labels have the count c > 0."""

    groups: tuple[tuple[int, int], ...]

    @property
    def rows(self) -> int:
        """N = Σ m·c."""
        return sum(c * m for c, m in self.groups)

    @property
    def labels(self) -> int:
        return sum(m for _, m in self.groups)


class JointProfile(NamedTuple):
    """Groups (a, b, m): m labels have the count a in the first table and b in the second, not 0 in both."""

    groups: tuple[tuple[int, int, int], ...]

    @property
    def rows(self) -> tuple[int, int]:
        """N = Σ m·a and M = Σ m·b."""
        return sum(a * m for a, _, m in self.groups), sum(b * m for _, b, m in self.groups)

    @property
    def labels(self) -> int:
        return sum(m for *_, m in self.groups)

    def swapped(self) -> JointProfile:
        """The second table first."""
        return JointProfile(tuple((b, a, m) for a, b, m in self.groups))

    def first(self) -> Profile:
        """The profile of the first table alone."""
        return gathered((a, m) for a, _, m in self.groups)

    def second(self) -> Profile:
        """The profile of the second table alone."""
        return gathered((b, m) for _, b, m in self.groups)


class PairProfile(NamedTuple):
    """Groups (a, b, c, m): m pairs (x, y) occur c > 0 times, their x in all a times and their y b times."""

    groups: tuple[tuple[int, int, int, int], ...]

    @property
    def rows(self) -> int:
        return sum(c * m for *_, c, m in self.groups)

    def pairs(self) -> Profile:
        """The profile of the pairs."""
        return gathered((c, m) for *_, c, m in self.groups)


def gathered(groups: Iterable[tuple[int, int]]) -> Profile:
    """The profile of groups of which several may have one count; those of count 0 are left out."""
    found: dict[int, int] = {}
    for c, m in groups:
        if c:
            found[c] = found.get(c, 0) + m
    return Profile(tuple(sorted(found.items())))


# ── one table ─────────────────────────────────────────────────────────────────────────────────────


def entropy(p: Profile) -> Logs:
    """H = log N − Σ m·c·log c/N."""
    n = p.rows
    return logs([(fmpq(n), fmpq(1)), *((fmpq(c), fmpq(-m * c, n)) for c, m in p.groups)])


def power_sum(p: Profile, order: fmpq) -> fmpq | InNats:
    """Σ pᵢ^a: rational for a whole order, else a ball."""
    n = p.rows
    if order.q == 1:
        a = int(order.p)
        return fmpq(sum(m * c**a for c, m in p.groups), n**a)

    def ball() -> arb:
        exponent = arb(order)
        return sum(((log_ball(fmpq(c, n)) * exponent).exp() * m for c, m in p.groups), arb(0))

    return InNats(ball)


def renyi(p: Profile, order: fmpq | None) -> Logs | InNats:
    """H_a = log(Σ pᵢ^a)/(1 − a); Shannon's for a = 1, −log max pᵢ for a = ∞."""
    if order is None:
        return logs([(fmpq(max(c for c, _ in p.groups), p.rows), fmpq(-1))])
    if order == 1:
        return entropy(p)
    if len(p.groups) == 1:
        return logs([(fmpq(p.labels), fmpq(1))])
    found, factor = power_sum(p, order), 1 / (1 - order)
    if isinstance(found, fmpq):
        return logs([(found, factor)])
    return InNats(lambda: found.ball().log() * factor)


def tsallis(p: Profile, order: fmpq) -> Logs | Plain:
    """S_a = (1 − Σ pᵢ^a)/(a − 1); Shannon's in nats for a = 1."""
    if order == 1:
        return entropy(p)
    found, factor = power_sum(p, order), 1 / (order - 1)
    if isinstance(found, fmpq):
        return exact((1 - found) * factor)
    return Plain(lambda: (1 - found.ball()) * factor)


# ── two variables of one table ────────────────────────────────────────────────────────────────────


def mutual_information(joint: PairProfile) -> Logs:
    """I(X; Y) = Σ m·c/N·log(c·N/(a·b))."""
    n = joint.rows
    return logs((fmpq(c * n, a * b), fmpq(m * c, n)) for a, b, c, m in joint.groups)


# ── two tables ────────────────────────────────────────────────────────────────────────────────────


def value(measure: Measure, joint: JointProfile) -> Value:
    """A measure of the table of measures; 0 stands for ∞."""
    if infinite_pair(measure, joint) is not None:
        return 0
    terms = [(xs, m) for xs, m in _shares(joint, measure.operands) if any(x != 0 for x in xs)]
    if measure.logs is not None:
        return logs((x, c * m) for xs, m in terms for x, c in measure.logs(*xs) if c != 0)
    assert measure.term is not None
    if all(len(set(xs)) == 1 for xs, _ in terms):
        # P = Q: an f-divergence is homogeneous, φ(p, p) = p·φ(1, 1), and is told exactly of one outcome
        terms = [((fmpq(1),) * measure.operands, 1)]
    return _plain(measure, terms)


def infinite_pair(measure: Measure, joint: JointProfile) -> tuple[int, int] | None:
    """Counts that make the measure infinite: of a label that one table lacks."""
    if measure.operands == 1:
        return None
    for a, b, _ in joint.groups:
        if (b == 0 and not measure.finite_without_q) or (a == 0 and not measure.finite_without_p):
            return a, b
    return None


def _shares(joint: JointProfile, operands: int) -> Iterable[tuple[tuple[fmpq, ...], int]]:
    n, size = joint.rows
    for a, b, m in joint.groups:
        yield ((fmpq(a, n),) if operands == 1 else (fmpq(a, n), fmpq(b, size))), m


def _plain(measure: Measure, terms: list[tuple[tuple[fmpq, ...], int]]) -> Value:
    """g(Σ m·φ) of a φ without logarithms."""
    from infocalc.algebra.normal import tidy
    from infocalc.expr import expr as X

    term: Callable[..., Any] = measure.term  # type: ignore[assignment]

    def ball() -> arb:
        return sum((term(*map(arb, xs)) * m for xs, m in terms), arb(0))

    total = None
    if len(terms) <= _MOST_WRITTEN:
        total = tidy(X.add(*[X.scale(fmpq(m), term(*map(X.rational, xs))) for xs, m in terms]))
    if measure.times_log is not None and all(0 in xs for xs, _ in terms):
        return 0  # −log 0
    if measure.times_log is None:
        return Plain(lambda: measure.whole(ball()), None if total is None else tidy(measure.whole(total)))
    if total is not None and total.head == X.NUM:
        return logs([(fmpq(total.data), fmpq(measure.times_log))])
    form = None if total is None else (fmpq(measure.times_log), total)
    return InNats(lambda: measure.whole(ball()), form)


# ── tests of one distribution behind both tables ──────────────────────────────────────────────────


def g_statistic(joint: JointProfile) -> Logs:
    """G = 2·Σ O·log(O/E) of the table with two rows and a column for each label."""
    n, size = joint.rows

    def cells() -> Iterable[tuple[fmpq, fmpq]]:
        for a, b, m in joint.groups:
            for own, total in ((a, n), (b, size)):
                if own:
                    yield fmpq(own * (n + size), (a + b) * total), fmpq(2 * m * own)

    return logs(cells())


def pearson_statistic(joint: JointProfile) -> fmpq:
    """X² = Σ (O − E)²/E of the same table: Σ m·(a·M − b·N)²/((a + b)·N·M)."""
    n, size = joint.rows
    return sum((fmpq(m * (a * size - b * n) ** 2, a + b) for a, b, m in joint.groups), fmpq(0)) / (n * size)


def p_value(statistic: Logs | fmpq, degrees: int) -> Plain:
    """P(χ² with so many degrees of freedom ≥ statistic) = Q(df/2, statistic/2); 1 for no degrees."""
    if degrees == 0 or statistic in (Logs(), 0):
        return exact(fmpq(1))

    def ball() -> arb:
        value = statistic.ball() if isinstance(statistic, Logs) else arb(statistic)
        return (value / 2).gamma_upper(arb(fmpq(degrees, 2)), regularized=1)

    return Plain(ball)


def exact(x: fmpq) -> Plain:
    """A rational number as a value."""
    from infocalc.expr import expr as X

    return Plain(lambda: arb(x), X.rational(x))


def chance(joint: JointProfile) -> fmpq:
    """What PSI is expected to be when both tables are samples of one distribution: df·(1/N + 1/M).

    The expectation of Σ (p − q)²/π to first order; D is half of it then and JSD an eighth.
    """
    n, size = joint.rows
    return (joint.labels - 1) * (fmpq(1, n) + fmpq(1, size))


def jensen_shannon_error(joint: JointProfile) -> arb:
    """The standard error of JSD by the delta method; ∂JSD/∂p = log(p/m)/2 and ∂JSD/∂q = log(q/m)/2."""
    n, size = joint.rows
    found = []
    for own, other, rows, groups in (
        (n, size, n, joint.groups),
        (size, n, size, joint.swapped().groups),
    ):
        slopes = [
            (fmpq(m * a, own), log_ball(fmpq(2 * a * other, a * other + b * own)) / 2)
            for a, b, m in groups
            if a
        ]
        found.append(_deviation(slopes, rows) ** 2)
    return sum(found, arb(0)).sqrt()


def _deviation(weighed: list[tuple[fmpq, arb]], rows: int) -> arb:
    """√(Var(x)/rows) of values x with probabilities p."""
    mean = sum((x * p for p, x in weighed), arb(0))
    spread = sum(((x - mean) ** 2 * p for p, x in weighed), arb(0))
    return (spread / rows).sqrt() if spread > 0 else arb(0)
