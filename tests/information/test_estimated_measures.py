"""Mutual information and divergences by estimators of counts: of the estimated pmfs, or sums of entropies."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infocalc.errors import InfocalcError
from infocalc.information import commands
from infocalc.information.estimation.table import ENTROPY, ESTIMATORS, PMF
from infocalc.information.options import InformationOptions
from infocalc.information.source import Source
from tests.information.asked import asked
from tests.information.test_estimates import by_definition

OF_PMFS = [name for name, row in ESTIMATORS.items() if row.gives == PMF]
OF_ENTROPIES = [
    name for name, row in ESTIMATORS.items() if row.gives == ENTROPY and name not in ("nsb", "ansb")
]


def mi(table: list[list[int]], name: str, **options):
    text = "; ".join(" ".join(map(str, line)) for line in table)
    return commands.mi(Source(text), InformationOptions(counts=True, estimator=name, **options))


def shares(counts: list[int], name: str) -> list[float]:
    """The estimated pmf, as Hausser and Strimmer (2009) write it."""
    n, bins = sum(counts), len(counts)
    if name == "shrink":
        p = [y / n for y in counts]
        spread = math.fsum((1 / bins - x) ** 2 for x in p)
        w = min(1.0, (1 - math.fsum(x * x for x in p)) / ((n - 1) * spread)) if n > 1 and spread else 1.0
        return [w / bins + (1 - w) * x for x in p]
    alphas = {"plugin": 0, "jeffreys": 0.5, "laplace": 1, "minimax": math.sqrt(n) / bins}
    alpha = alphas.get(name, 1 / bins)
    return [(y + alpha) / (n + alpha * bins) for y in counts]


def plain(p) -> float:
    return -math.fsum(x * math.log(x) for x in p if x)


TABLES = st.integers(2, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 9), min_size=width, max_size=width), min_size=2, max_size=4
    ).filter(lambda table: sum(map(sum, table)) > 1)
)


@settings(max_examples=80, deadline=None)
@given(TABLES, st.sampled_from([*OF_PMFS, *OF_ENTROPIES]))
def test_information_is_a_sum_of_entropies(table, name):
    flat, width = [y for line in table for y in line], len(table[0])
    sides = [sum(line) for line in table], [sum(column) for column in zip(*table, strict=True)]
    if name in OF_PMFS:
        p = shares(flat, name)
        x = plain(math.fsum(p[i : i + width]) for i in range(0, len(p), width))
        y, joint = plain(math.fsum(p[j::width]) for j in range(width)), plain(p)
    else:
        x, y, joint = (float(by_definition(list(of), name)) for of in (*sides, flat))
    found = [float(row.number.decimal) for row in mi(table, name).rows]
    expected = [x + y - joint, x, y, joint, joint - y, joint - x]
    assert found == pytest.approx(expected, rel=1e-10, abs=1e-10)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 20), st.integers(1, 20)), min_size=2, max_size=6),
    st.sampled_from(OF_PMFS),
    st.sampled_from(["kl", "xent", "jsd"]),
)
def test_divergences_are_those_of_the_estimated_pmfs(pairs, name, measure):
    first, second = map(list, zip(*pairs, strict=True))
    p, q = shares(first, name), shares(second, name)
    middle = [(x + y) / 2 for x, y in zip(p, q, strict=True)]
    expected = {
        "xent": -math.fsum(x * math.log(y) for x, y in zip(p, q, strict=True)),
        "kl": math.fsum(x * math.log(x / y) for x, y in zip(p, q, strict=True)),
        "jsd": plain(middle) - (plain(p) + plain(q)) / 2,
    }[measure]
    texts = (",".join(map(str, side)) for side in (first, second))
    found = asked(measure, *texts, counts=True, estimator=name).rows[0].number.decimal
    assert math.isclose(float(found), expected, rel_tol=1e-9, abs_tol=1e-12)


@pytest.mark.parametrize("name", OF_ENTROPIES)
def test_jsd_of_samples_of_one_size(name):
    p, q = [4, 2, 3, 1], [2, 3, 0, 5]
    found = asked("jsd", "4,2,3,1", "2,3,0,5", counts=True, estimator=name).rows[0].number.decimal
    pooled = [x + y for x, y in zip(p, q, strict=True)]
    expected = by_definition(pooled, name) - (by_definition(p, name) + by_definition(q, name)) / 2
    assert math.isclose(float(found), float(expected), rel_tol=1e-12, abs_tol=1e-13)


def test_labels_that_one_sample_lacks_are_bins_of_both():
    there = asked("kl", "a:3,b:1", "b:2,c:2", counts=True, estimator="laplace")
    same = asked("kl", "3,1,0", "0,2,2", counts=True, estimator="laplace")
    assert there.rows[0].number.decimal == same.rows[0].number.decimal


def test_raw_rows_and_tables_agree(tmp_path):
    table = [[3, 1, 0], [1, 4, 2]]
    rows = [f"r{i},c{j}" for i, line in enumerate(table) for j, n in enumerate(line) for _ in range(n)]
    path = tmp_path / "rows.csv"
    path.write_text("x,y\n" + "\n".join(rows) + "\n", encoding="utf-8")
    for name in ("shrink", "zhang", "minimax"):
        with path.open("rb") as stream:
            options = InformationOptions(samples=True, estimator=name, columns=("x", "y"))
            found = commands.mi(Source(stream=stream, name="rows.csv", path=str(path)), options)
        expected = mi(table, name)
        assert [r.number.decimal for r in found.rows] == [r.number.decimal for r in expected.rows]


def test_refused():
    with pytest.raises(InfocalcError, match="--relative-to says nothing"):
        mi([[3, 1], [1, 4]], "shrink", relative_to="min")
    with pytest.raises(InfocalcError, match="--both wants the pmfs"):
        asked("kl", "3,1", "1,4", counts=True, estimator="minimax", both=True)
    with pytest.raises(InfocalcError, match="works on counts"):
        asked("kl", "0.5,0.5", "0.1,0.9", estimator="shrink")
