"""The term table of a measure: what each outcome contributes, the largest first."""

from __future__ import annotations

from collections.abc import Iterable

from flint import arb, fmpq

from infocalc.information.answers.units import Unit, certified_number
from infocalc.information.answers.values import Plain, row
from infocalc.information.pmf.logarithm_sums import log_ball
from infocalc.information.pmf.pmf import Pmf
from infocalc.information.pmf.rationals import short
from infocalc.records import NamedTuple
from infocalc.report.report import Report, Term

#: terms shown at most
MOST_TERMS = 1_000


class Weighed(NamedTuple):
    """Outcome `place` with p and q, adding Σ c·log x over the pairs (x, c), or a number `plain`, or ∞."""

    place: int
    p: fmpq
    q: fmpq | None
    pairs: tuple[tuple[fmpq, fmpq], ...] = ()
    plain: Plain | None = None
    infinite: bool = False

    def ball(self) -> arb:
        """The contribution, in nats where there are logarithms, at the current precision."""
        if self.plain is not None:
            return self.plain.ball()
        return sum((log_ball(x) * c for x, c in self.pairs), arb(0))

    @property
    def size(self) -> float:
        """How large the contribution is, as a double."""
        return float("inf") if self.infinite else abs(float(self.ball().mid()))


def table(report: Report, pmf: Pmf, weighed: Iterable[Weighed], unit: Unit, digits: int) -> Report:
    """The report with its terms, the largest contributions (by size) first."""
    ordered = sorted(weighed, key=_size, reverse=True)
    terms = tuple(_term(one, pmf, unit, digits) for one in ordered[:MOST_TERMS])
    if len(ordered) <= MOST_TERMS:
        return report._replace(terms=terms)
    said = f"the {MOST_TERMS:,} largest of {len(ordered):,} terms are shown"
    return report._replace(terms=terms, notes=(*report.notes, said))


def _size(one: Weighed) -> tuple[float, int]:
    return one.size, -one.place


def _term(one: Weighed, pmf: Pmf, unit: Unit, digits: int) -> Term:
    q = None if one.q is None else _shown(one.q)
    return Term(pmf.name(one.place), _shown(one.p), q, _contribution(one, unit, digits))


def _contribution(one: Weighed, unit: Unit, digits: int) -> str:
    if one.infinite:
        return "inf"
    if one.plain is not None:
        number = row("", one.plain, unit, digits).number
        return "" if number is None else number.decimal
    if all(x == 1 for x, _ in one.pairs):
        return "0"
    return certified_number(lambda: unit.converted(one.ball()), digits).decimal


def _shown(x: fmpq) -> str:
    return short(str(int(x.p)) if x.q == 1 else f"{int(x.p)}/{int(x.q)}")
