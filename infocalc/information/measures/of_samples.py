"""Measures of samples of numbers: the entropy of a density, a sample against a law."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flint import arb, fmpq

from infocalc.algebra.point import refuse_unknown
from infocalc.errors import Undefined, UsageError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.information.answers.units import unit_of
from infocalc.information.answers.values import InNats, Value, row
from infocalc.information.closed.mixture import Mixture
from infocalc.information.densities.law import before
from infocalc.information.estimation import samples
from infocalc.information.estimation.estimators import estimated
from infocalc.information.estimation.table import ESTIMATORS
from infocalc.information.families.distribution import Distribution
from infocalc.information.measure import Measure
from infocalc.information.measures.of_families import at
from infocalc.information.measures.of_pmfs import infinite, report_of
from infocalc.information.options import InformationOptions
from infocalc.information.pmf import sums
from infocalc.information.pmf.pmf import Pmf
from infocalc.information.pmf.rationals import numeric
from infocalc.information.point import read_point
from infocalc.information.reading import families
from infocalc.information.source import Source
from infocalc.integration.value import constant
from infocalc.limits import check
from infocalc.report.report import Report

Sources = Sequence[Source | None]
#: the estimator of the entropy of a density where none is named
_DEFAULT = "vasicek"


def entropy(pmf: Pmf, options: InformationOptions, sources: Sources) -> Report:
    """h(P) of the density that the observations were drawn from."""
    for name in ("bootstrap", "bayes", "share", "perplexity"):
        if getattr(options, name):
            raise UsageError(f"--{name} says nothing to --estimator {options.estimator}, of a density")
    value, said = _of_density(pmf, options)
    unit = unit_of(options)
    rows = (row("h(P)", value, unit, options.digits),)
    return report_of("entropy", options, rows, (*remarks(pmf), said), sources, (pmf, ()), unit.name)


def _of_density(pmf: Pmf, options: InformationOptions) -> tuple[Value, str]:
    found = drawn(pmf, options)
    name = options.estimator or _DEFAULT
    return samples.estimate(name, samples.sample_of(found), options.window, options.neighbours)


def drawn(pmf: Pmf, options: InformationOptions) -> list[fmpq]:
    """The observations, each as often as it was made."""
    found = [x for x, n in _tally(pmf, options) for _ in range(n)]
    check("sample", len(found))
    return found


def remarks(pmf: Pmf) -> tuple[str, ...]:
    """What was read; that no number repeats, as is usual, says nothing of the entropy of a density."""
    return tuple(note.partition(", none of which repeats")[0] for note in pmf.notes)


def _tally(pmf: Pmf, options: InformationOptions) -> list[tuple[fmpq, int]]:
    """The numbers that the labels are, and how often each was observed."""
    if pmf.labels is None or pmf.counts is None or not options.samples:
        raise UsageError(
            f"--estimator {options.estimator or _DEFAULT} is for {ESTIMATORS[_DEFAULT].needs}",
            hint="give observations: --samples",
        )
    return [(number(label), int(n)) for label, n in zip(pmf.labels, pmf.counts, strict=True)]


def number(text: str) -> fmpq:
    """The number that an observation is."""
    return numeric("observation", text, hint="labels are counted: --estimator plugin")


# ── a sample against a family ────────────────────────────────────────────────────────────────────


def law_of(source: Source, options: InformationOptions) -> Distribution | Mixture:
    """The law by name, with values for its symbols."""
    named = families.read(source.text or "")
    refuse_unknown(options.at, named.free)
    found = at(named, read_point(options.at, named.free))
    if not isinstance(found, Distribution | Mixture):
        raise UsageError(f"a sample is compared with laws on the line, not with {found}")
    return found


def against(
    measure: Measure,
    pmf: Pmf,
    law: Distribution | Mixture,
    options: InformationOptions,
    sources: Sources,
) -> Report:
    """H(P, Q) = −Σ y/n·log q(x), and D(P‖Q) = H(P, Q) − H(P) with H(P) by the estimator."""
    if law.free:
        names = ", ".join(sorted(law.free))
        raise UsageError(f"a sample is compared with numbers, and {names} has none", "give it with --at")
    _refuse_unread(measure, law, options)
    pmf = _placed(pmf)
    outcomes = [number(label) for label in pmf.labels or ()]
    absent = next((i for i, x in enumerate(outcomes) if pmf.p[i] != 0 and not _possible(law, x)), None)
    said: tuple[str, ...] = ()
    own: Value | None = None
    p = pmf.p
    if measure.name == "kl" and not law.discrete:
        own, note = _of_density(pmf, options)
        said = (note,)
    elif law.discrete:
        found = estimated(pmf, options)
        p = pmf.p if found.pmf is None else found.pmf.p
        own, said = found.entropy or sums.entropy(p), (found.note,)
    cross: Value = absent if absent is not None else InNats(_cross(law, p, outcomes))
    if absent is not None:
        said = (*said, infinite(pmf.name(absent)))
    values = [("H(P,Q)", cross)]
    if own is not None:
        values.append(("H(P)" if law.discrete else "h(P)", own))
    if measure.name == "kl":
        values.insert(0, (measure.symbol, _difference(cross, own)))
    unit = unit_of(options)
    rows = tuple(row(name, value, unit, options.digits) for name, value in values)
    notes = (*(pmf.notes if law.discrete else remarks(pmf)), *law.notes, *said)
    return report_of(measure.name, options, rows, notes, sources, (pmf, ()), unit.name)


def _refuse_unread(measure: Measure, law: Distribution | Mixture, options: InformationOptions) -> None:
    """−Σ y/n·log q(x) of a density wants no estimator, and counts of outcomes no spacings."""
    of_density = measure.name == "kl" and not law.discrete
    for name in ("window", "neighbours", *(() if of_density or law.discrete else ("estimator",))):
        if getattr(options, name) is not None and not of_density:
            raise UsageError(f"--{name} says nothing to {measure.name} of a sample and {law}")


def _placed(pmf: Pmf) -> Pmf:
    """The pmf with the numbers that were observed for labels; of counts without any they are 0, 1, 2, …"""
    if pmf.labels is not None:
        return pmf
    last = len(pmf.p) - 1
    note = f"the counts are those of 0..{last}; other outcomes are labels: 1:3, 2:5"
    return pmf._replace(labels=tuple(map(str, range(last + 1))), notes=(*pmf.notes, note))


def _difference(cross: Value, own: Value | None) -> Value:
    if isinstance(cross, int) or own is None or isinstance(own, int):
        return cross
    return InNats(lambda: cross.ball() - own.ball())


def _cross(law: Distribution | Mixture, p: Sequence[fmpq], outcomes: Sequence[fmpq]) -> Callable[[], arb]:
    """−Σ p·log q(x) as a ball."""
    logs = [(w, _log_density(law, x)) for w, x in zip(p, outcomes, strict=True) if w != 0]

    def ball() -> arb:
        total = arb(0)
        for w, log_q in logs:
            found = constant(log_q)
            if not found.is_finite():
                raise Undefined(f"log q is not finite at an observation, for {law}")
            total -= found * w
        return total

    return ball


def _possible(law: Distribution | Mixture, x: fmpq) -> bool:
    """Whether x is in the support of the law."""
    return any(_inside(part, x) for part in _parts(law))


def _parts(law: Distribution | Mixture) -> tuple[Distribution, ...]:
    return law.components if isinstance(law, Mixture) else (law,)


def _inside(part: Distribution, x: fmpq) -> bool:
    support = part.support
    if support is None or support.circular:
        raise UsageError(f"a sample is compared with laws on the line, not with {part}")
    place = X.rational(x)
    if part.discrete and x.q != 1:
        return False
    return not before(place, support.low) and not before(support.high, place)


def _log_density(law: Distribution | Mixture, x: fmpq) -> Expr:
    """log q(x) at an outcome of the law."""
    place = X.rational(x)
    if isinstance(law, Distribution):
        return law.log_density(place)
    inside = [(w, c) for w, c in zip(law.weights, law.components, strict=True) if _inside(c, x)]
    return F.log(X.add(*[w * X.power(X.E, c.log_density(place)) for w, c in inside]))
