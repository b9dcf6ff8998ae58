"""Measures made of integrals of powers: pairs of families in closed form against rigorous integration."""

from __future__ import annotations

from functools import cache

import pytest
from flint import arb

from infocalc.algebra.ball import enclosure
from infocalc.errors import NoAnswer
from infocalc.information.closed.closed_form import ClosedForm, Infinite
from infocalc.information.densities import numeric
from infocalc.information.measure import MEASURES
from infocalc.information.measures.powers import closed_powers
from infocalc.information.reading.families import read
from tests.whole import part_of

from .members import MEMBERS

LAWS = {name: read(member.text) for name, member in MEMBERS.items()}
FROM = [(measure, a) for measure in ("hellinger", "pearson") for a in LAWS]


@cache
def closed(measure: str, a: str) -> dict[str, ClosedForm | Infinite]:
    """b -> the closed form of the measure of a and b, where there is one."""
    others = [b for b in LAWS if a != b and LAWS[a].discrete == LAWS[b].discrete]
    found = {b: closed_powers(MEASURES[measure], (LAWS[a], LAWS[b])) for b in others}
    return {b: form for b, form in found.items() if form is not None}


@pytest.mark.whole
def test_there_are_many():
    assert sum(len(closed(*row)) for row in FROM) >= 130


@pytest.mark.parametrize(("measure", "a"), part_of(FROM, 6))
def test_pairs_from(measure, a):
    for b, form in closed(measure, a).items():
        _compare(measure, a, b, form)


def _compare(measure, a, b, found):
    try:
        integrated = numeric.measured(MEASURES[measure], [LAWS[a], LAWS[b]], 12).number
    except NoAnswer:  # no number without the closed form
        return
    assert integrated is not None
    if isinstance(found, Infinite):
        assert integrated.decimal == "inf"
        return
    assert isinstance(found, ClosedForm)
    assert found.conditions == ()
    value = enclosure(found.expr)
    assert value is not None
    assert abs(value - arb(integrated.decimal)) < 1e-10 * (1 + abs(value))
