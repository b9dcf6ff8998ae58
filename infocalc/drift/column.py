"""One column of two tables: how far apart its distributions are, what chance alone gives, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flint import arb, fmpq

from infocalc.drift.gates import Bound, Verdict, verdicts
from infocalc.drift.value import number
from infocalc.information import profile as profiles
from infocalc.information.answers.values import Value
from infocalc.information.measure import MEASURES
from infocalc.information.measures.finite import one_weighed
from infocalc.information.profile import JointProfile
from infocalc.records import NamedTuple
from infocalc.report.report import Number
from infocalc.tables.counts import Counts, Label

#: labels named of each kind, and terms
NAMED, TERMS = 5, 5
#: what chance gives PSI, D and JSD, as shares of what it gives PSI
OF_CHANCE = {"PSI": fmpq(1), "D(today||baseline)": fmpq(1, 2), "JSD": fmpq(1, 8)}


class Term(NamedTuple):
    """A label and what it adds to JSD."""

    label: Label
    share: float


class Column(NamedTuple):
    """The verdict on one column.

    `values` are JSD, PSI, D both ways, G, X2 and their p, by name; `unseen` labels are in today alone, `gone`
    ones in the baseline alone, the most frequent first.
    """

    name: str
    kind: str
    counts: Counts
    joint: JointProfile
    values: Mapping[str, Value]
    unseen: tuple[Label, ...]
    gone: tuple[Label, ...]
    terms: tuple[Term, ...]
    verdicts: tuple[Verdict, ...]

    @property
    def holds(self) -> bool:
        """Whether it keeps all bounds."""
        return all(verdict.holds for verdict in self.verdicts)

    @property
    def degrees(self) -> int:
        """The degrees of freedom of the tests."""
        return self.joint.labels - 1

    @property
    def chance(self) -> fmpq:
        """What chance alone gives PSI."""
        return profiles.chance(self.joint)

    def number(self, name: str, digits: int) -> Number:
        """One of the values with so many digits."""
        return number(self.values[name], digits)

    @property
    def order(self) -> tuple[float, str]:
        """Those furthest apart first."""
        return -float(self.number("JSD", 17).decimal), self.name

    @property
    def below_chance(self) -> list[Bound]:
        """The bounds that a column without any change is expected to break."""
        bounds = (verdict.bound for verdict in self.verdicts if verdict.bound.measure in OF_CHANCE)
        return [b for b in bounds if b.value < self.chance * OF_CHANCE[b.measure]]


def compared(name: str, kind: str, counts: Counts, bounds: Sequence[Bound]) -> Column:
    """The verdict on a column with these counts."""
    joint = JointProfile(counts.groups)
    values = _values(joint)
    return Column(
        name,
        kind,
        counts,
        joint,
        values,
        tuple(counts.find([(a, b) for a, b, _ in counts.groups if b == 0], NAMED)),
        tuple(counts.find([(a, b) for a, b, _ in counts.groups if a == 0], NAMED)),
        tuple(_terms(joint, counts)),
        tuple(verdicts(bounds, name, values)),
    )


def _values(joint: JointProfile) -> dict[str, Value]:
    kl, degrees = MEASURES["kl"], joint.labels - 1
    g, x2 = profiles.g_statistic(joint), profiles.pearson_statistic(joint)
    return {
        "JSD": profiles.value(MEASURES["jsd"], joint),
        "PSI": profiles.value(MEASURES["psi"], joint),
        "D(today||baseline)": profiles.value(kl, joint),
        "D(baseline||today)": profiles.value(kl, joint.swapped()),
        "G": g,
        "p": profiles.p_value(g, degrees),
        "X2": profiles.exact(x2),
        "p of X2": profiles.p_value(x2, degrees),
    }


def _terms(joint: JointProfile, counts: Counts) -> list[Term]:
    """The labels that add most to JSD."""
    n, size = joint.rows

    def share(a: int, b: int) -> float:
        one = one_weighed(MEASURES["jsd"], 0, fmpq(a, n), fmpq(b, size))
        return 0.0 if one is None else float(arb(one.ball()).mid())

    ranked = sorted(((share(a, b), (a, b)) for a, b, _ in counts.groups), reverse=True)[:TERMS]
    labels = counts.find([pair for size, pair in ranked if size > 0], TERMS)
    found = [Term(label, share(label.a, label.b)) for label in labels]
    return sorted(found, key=lambda term: (-term.share, term.label.order))
