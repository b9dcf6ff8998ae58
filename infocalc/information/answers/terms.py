"""The term table of a measure: what each outcome contributes, the largest first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from flint import arb, fmpq

from infocalc.information.answers.units import Unit, certified_number
from infocalc.information.pmf.logarithm_sums import log_ball
from infocalc.information.pmf.pmf import Pmf
from infocalc.information.pmf.rationals import short
from infocalc.report.report import Report, Term

#: terms shown at most
MOST_TERMS = 1_000


class Weighed(NamedTuple):
    """Outcome `place` with p and q, contributing c·log x + c2·log x2; x = 0 is an infinite contribution."""

    place: int
    p: fmpq
    q: fmpq | None
    x: fmpq
    c: fmpq
    x2: fmpq = fmpq(1)
    c2: fmpq = fmpq(0)

    def ball(self) -> arb:
        """The contribution in nats at the current precision."""
        first = arb(0) if self.c == 0 else log_ball(self.x) * self.c
        return first if self.c2 == 0 else first + log_ball(self.x2) * self.c2


def table(report: Report, pmf: Pmf, weighed: Iterable[Weighed], unit: Unit, digits: int) -> Report:
    """The report with its terms, the largest contributions (by size) first."""
    ordered = sorted(weighed, key=_size, reverse=True)
    terms = tuple(_term(one, pmf, unit, digits) for one in ordered[:MOST_TERMS])
    if len(ordered) <= MOST_TERMS:
        return report._replace(terms=terms)
    said = f"the {MOST_TERMS:,} largest of {len(ordered):,} terms are shown"
    return report._replace(terms=terms, notes=(*report.notes, said))


def _size(one: Weighed) -> tuple[float, int]:
    infinite = one.x == 0 and one.c != 0
    return (float("inf") if infinite else abs(float(one.ball().mid())), -one.place)


def _term(one: Weighed, pmf: Pmf, unit: Unit, digits: int) -> Term:
    q = None if one.q is None else _shown(one.q)
    return Term(pmf.name(one.place), _shown(one.p), q, _contribution(one, unit, digits))


def _contribution(one: Weighed, unit: Unit, digits: int) -> str:
    if one.x == 0 and one.c != 0:
        return "inf"
    if (one.x == 1 or one.c == 0) and (one.x2 == 1 or one.c2 == 0):
        return "0"
    return certified_number(lambda: unit.converted(one.ball()), digits).decimal


def _shown(x: fmpq) -> str:
    return short(str(int(x.p)) if x.q == 1 else f"{int(x.p)}/{int(x.q)}")
