"""Tests of counts: G = 2n·D and Pearson's X², degrees of freedom, p-values of the χ² limit, proved.

`kl`: is the first sample drawn from the second distribution, which is known? G = 2n·D(P‖Q), X² = n·χ²(P, Q).
`jsd`: are both drawn from one distribution? `mi`: are X and Y independent? G = 2n·I(X; Y).
R. Sokal and F. Rohlf, Biometry, 2012, chapter 17; N. Cressie and T. Read, J. R. Stat. Soc. B 46 (1984).
"""

from __future__ import annotations

from collections.abc import Sequence

from flint import fmpq

from infocalc.errors import UsageError
from infocalc.information import profile as profiles
from infocalc.information.answers.units import NATS
from infocalc.information.answers.values import Plain, Value, row
from infocalc.information.estimation.estimators import check_counts
from infocalc.information.measure import Measure
from infocalc.information.options import InformationOptions
from infocalc.information.pmf import sums
from infocalc.information.pmf.logarithm_sums import Logs
from infocalc.information.pmf.pmf import Pmf
from infocalc.information.profile import JointProfile
from infocalc.records import NamedTuple
from infocalc.report.report import Row

Table = Sequence[Sequence[fmpq]]
#: the least expected count for which the limit is said to be near
_FEW = 5
_CHANGING = (
    *("estimator", "smooth", "renyi", "both", "perplexity", "distance", "relative_to", "base", "steps"),
    *("bootstrap", "bayes"),
)


class Tested(NamedTuple):
    """What is tested, the statistics, the degrees of freedom, the least expected count; ∞ is an outcome."""

    what: str
    g: Logs | int
    x2: fmpq | None
    degrees: int
    least: fmpq


def refuse(options: InformationOptions) -> None:
    """Refuse what changes counts or the value, which are tested as they are."""
    for name in _CHANGING:
        if getattr(options, name):
            raise UsageError(f"--{name.replace('_', '-')} says nothing to --test")
    if options.unit != "nats":
        raise UsageError("--unit says nothing to --test: G has no unit")
    if options.weights or not options.counted:
        raise UsageError("--test works on counts", hint="pass --counts or --samples too")


def of_pair(measure: Measure, p: Pmf, q: Pmf, options: InformationOptions) -> tuple[tuple[Row, ...], str]:
    """The test that belongs to a divergence of two samples over the same outcomes."""
    refuse(options)
    for pmf in (p, q):
        check_counts(pmf, "plugin")
    n, m = (sum(pmf.counts or (), fmpq(0)) for pmf in (p, q))
    test = _of_fit(p, q, n) if measure.name == "kl" else _of_one_law(p, q, n, m)
    return _rows(test, options)


def of_table(table: Table, options: InformationOptions) -> tuple[tuple[Row, ...], str]:
    """The test of independence of a table of counts."""
    refuse(options)
    if options.plot:
        raise UsageError("--plot says nothing to --test")
    n = sum((y for line in table for y in line), fmpq(0))
    joint = [[y / n for y in line] for line in table]
    x, y = sums.marginals(joint)
    pairs = [(joint[i][j], a * b) for i, a in enumerate(x) for j, b in enumerate(y) if a * b != 0]
    g = sums.mutual_information(joint).scaled(2 * n)
    x2 = n * sum(((p - q) ** 2 / q for p, q in pairs), fmpq(0))
    degrees = (sum(a != 0 for a in x) - 1) * (sum(b != 0 for b in y) - 1)
    return _rows(Tested("independence of X and Y", g, x2, degrees, n * min(q for _, q in pairs)), options)


def _of_fit(p: Pmf, q: Pmf, n: fmpq) -> Tested:
    found = sums.divergence(p.p, q.p)
    known = [(x, y) for x, y in zip(p.p, q.p, strict=True) if y != 0]
    g = found if isinstance(found, int) else found.scaled(2 * n)
    x2 = None if isinstance(found, int) else n * sum(((x - y) ** 2 / y for x, y in known), fmpq(0))
    return Tested(
        "fit of P to Q, which is taken as known", g, x2, len(known) - 1, n * min(y for _, y in known)
    )


def _of_one_law(p: Pmf, q: Pmf, n: fmpq, m: fmpq) -> Tested:
    counts = [(int(x * n), int(y * m)) for x, y in zip(p.p, q.p, strict=True) if x != 0 or y != 0]
    joint = JointProfile(tuple((a, b, 1) for a, b in counts))
    least = min(a + b for a, b in counts) * min(n, m) / (n + m)
    g, x2 = profiles.g_statistic(joint), profiles.pearson_statistic(joint)
    return Tested("one distribution behind both samples", g, x2, joint.labels - 1, least)


def _rows(test: Tested, options: InformationOptions) -> tuple[tuple[Row, ...], str]:
    """G, its degrees of freedom and p-value, X² and its p-value; and what was tested."""
    values: list[tuple[str, Value]] = [("G", _number(test.g)), ("df", profiles.exact(fmpq(test.degrees)))]
    values.append(("p", _chance(test.g, test.degrees)))
    values.append(("X2", 0 if test.x2 is None else profiles.exact(test.x2)))
    values.append(("p of X2", _chance(0 if test.x2 is None else test.x2, test.degrees)))
    few = f"; an expected count is below {_FEW}, the limit may be far" if test.least < _FEW else ""
    said = f"test of the {test.what}: p is that of the chi-squared limit{few}"
    return tuple(row(name, value, NATS, options.digits) for name, value in values), said


def _number(g: Logs | int) -> Value:
    return g if isinstance(g, int) else Plain(g.ball) if g != Logs() else profiles.exact(fmpq(0))


def _chance(statistic: Logs | fmpq | int, degrees: int) -> Plain:
    return profiles.exact(fmpq(0)) if isinstance(statistic, int) else profiles.p_value(statistic, degrees)
