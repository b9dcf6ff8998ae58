"""Measures made of integrals of powers: pairs of families in closed form against rigorous integration."""

from __future__ import annotations

import os

import pytest
from flint import arb

from infocalc.algebra.ball import enclosure
from infocalc.errors import NoAnswer
from infocalc.information.closed.closed_form import ClosedForm, Infinite
from infocalc.information.densities import numeric
from infocalc.information.measure import MEASURES
from infocalc.information.measures.powers import closed_powers
from infocalc.information.reading.families import read

from .members import MEMBERS

LAWS = {name: read(member.text) for name, member in MEMBERS.items()}
CLOSED = [
    (measure, a, b)
    for measure in ("hellinger", "pearson")
    for a in LAWS
    for b in LAWS
    if a != b and LAWS[a].discrete == LAWS[b].discrete
    if closed_powers(MEASURES[measure], (LAWS[a], LAWS[b])) is not None
]
TESTED = CLOSED if os.environ.get("INFOCALC_ALL_PAIRS") else CLOSED[::3]


def test_there_are_many():
    assert len(CLOSED) >= 130


@pytest.mark.parametrize(("measure", "a", "b"), TESTED)
def test_pair(measure, a, b):
    found = closed_powers(MEASURES[measure], (LAWS[a], LAWS[b]))
    try:
        integrated = numeric.measured(MEASURES[measure], [LAWS[a], LAWS[b]], 12).number
    except NoAnswer:
        pytest.skip("no number without the closed form")
    assert integrated is not None
    if isinstance(found, Infinite):
        assert integrated.decimal == "inf"
        return
    assert isinstance(found, ClosedForm)
    assert found.conditions == ()
    value = enclosure(found.expr)
    assert value is not None
    assert abs(value - arb(integrated.decimal)) < 1e-10 * (1 + abs(value))
