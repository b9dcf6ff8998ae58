"""Tests of counts: statistics and p-values beside SciPy's."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from infocalc.errors import InfocalcError
from infocalc.information import commands
from infocalc.information.options import InformationOptions
from infocalc.information.source import Source
from tests.information.asked import asked

NAMES = ["G", "df", "p", "X2", "p of X2"]


def values(report) -> list[float]:
    assert [row.name for row in report.rows] == NAMES
    assert all(row.number.certified for row in report.rows)
    return [float(row.number.decimal) for row in report.rows]


def text(counts) -> str:
    return ",".join(map(str, counts))


def mi(table, **options):
    joint = Source("; ".join(map(text, table)))
    return commands.mi(joint, InformationOptions(counts=True, test=True, **options))


def close(found, expected) -> bool:
    return all(math.isclose(a, b, rel_tol=1e-8, abs_tol=1e-11) for a, b in zip(found, expected, strict=True))


PAIRS = st.lists(st.tuples(st.integers(1, 40), st.integers(1, 40)), min_size=2, max_size=6)


@settings(max_examples=50, deadline=None)
@given(PAIRS)
def test_the_fit_of_a_sample_to_a_law(pairs):
    observed, weights = map(list, zip(*pairs, strict=True))
    expected = [w * sum(observed) / sum(weights) for w in weights]
    g = stats.power_divergence(observed, expected, lambda_="log-likelihood")
    x2 = stats.power_divergence(observed, expected)
    found = values(asked("kl", text(observed), text(weights), counts=True, test=True))
    assert close(found, [g.statistic, len(pairs) - 1, g.pvalue, x2.statistic, x2.pvalue])


@settings(max_examples=50, deadline=None)
@given(PAIRS)
def test_one_law_behind_two_samples(pairs):
    table = list(zip(*pairs, strict=True))
    g = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood")
    x2 = stats.chi2_contingency(table, correction=False)
    found = values(asked("jsd", text(table[0]), text(table[1]), counts=True, test=True))
    assert close(found, [g.statistic, g.dof, g.pvalue, x2.statistic, x2.pvalue])


@settings(max_examples=50, deadline=None)
@given(
    st.integers(2, 4).flatmap(
        lambda width: st.lists(
            st.lists(st.integers(1, 30), min_size=width, max_size=width), min_size=2, max_size=4
        )
    )
)
def test_independence(table):
    g = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood")
    x2 = stats.chi2_contingency(table, correction=False)
    assert close(values(mi(table)), [g.statistic, g.dof, g.pvalue, x2.statistic, x2.pvalue])


def test_g_is_twice_the_observations_times_the_divergence():
    divergence = asked("kl", "20,30,50", "1,1,2", counts=True).rows[0].number.decimal
    g = values(asked("kl", "20,30,50", "1,1,2", counts=True, test=True))[0]
    assert math.isclose(g, 200 * float(divergence), rel_tol=1e-13)


def test_what_cannot_be_has_the_chance_0():
    report = asked("kl", "3,1", "4,0", counts=True, test=True)
    assert [row.number.decimal for row in report.rows] == ["inf", "0", "0", "inf", "0"]


def test_few_observations_are_said():
    assert any("below 5" in note for note in mi([[1, 2], [3, 1]]).notes)
    assert not any("below 5" in note for note in mi([[20, 30], [30, 20]]).notes)


def test_empty_rows_and_columns_are_no_values():
    assert values(mi([[3, 0, 5], [0, 0, 0], [4, 0, 9]])) == values(mi([[3, 5], [4, 9]]))


@pytest.mark.parametrize(
    "options",
    [
        {"estimator": "shrink"},
        {"smooth": "1"},
        {"unit": "bits"},
        {"base": "3"},
        {"both": True},
        {"steps": True},
    ],
)
def test_refused(options):
    with pytest.raises(InfocalcError, match="says nothing to --test"):
        asked("kl", "3,1", "1,4", counts=True, test=True, **options)
    with pytest.raises(InfocalcError, match="works on counts"):
        asked("kl", "1/2,1/2", "1/4,3/4", test=True)
