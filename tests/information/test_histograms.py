"""Histograms against laws: cells by differences of distribution functions; never read as labels."""

from __future__ import annotations

import io
import math
from itertools import pairwise

import mpmath
import pytest

from infocalc.errors import InfocalcError
from infocalc.information.measure import MEASURES
from infocalc.information.reading.beginning import peeked
from infocalc.information.reading.histogram import is_histogram
from infocalc.information.source import Source
from infocalc.report.report import Report
from tests.information.asked import asked
from tests.whole import part_of

TABLE = "low,high,count\n-3,-1,10\n-1,0,35\n0,1,34\n1,3,21\n"
SHARES = [0.0, 0.10, 0.35, 0.34, 0.21, 0.0]
EDGES = [-math.inf, -3, -1, 0, 1, 3, math.inf]
#: law -> its distribution function
LAWS = {
    "Normal(1/3,2)": lambda x: mpmath.ncdf(x, mpmath.mpf(1) / 3, 2),
    "Laplace(1/10,1)": lambda x: (
        mpmath.exp(x - 0.1) / 2 if x < mpmath.mpf(1) / 10 else 1 - mpmath.exp(mpmath.mpf(1) / 10 - x) / 2
    ),
    "Cauchy(0,1)": lambda x: mpmath.atan(x) / mpmath.pi + mpmath.mpf(1) / 2,
    "Uniform(-4,4)": lambda x: min(max((mpmath.mpf(x) + 4) / 8, mpmath.mpf(0)), mpmath.mpf(1)),
}


def answer(name: str, text: str, law: str, **options) -> Report:
    return asked(name, Source(None, stream=io.BytesIO(text.encode()), name="h.csv"), law, **options)


def definition(name: str, q: list) -> mpmath.mpf:
    pairs = [(mpmath.mpf(p), x) for p, x in zip(SHARES, q, strict=True)]
    kl = mpmath.fsum(p * mpmath.log(p / x) for p, x in pairs if p)
    affinity = mpmath.fsum(mpmath.sqrt(p * x) for p, x in pairs)
    return {
        "kl": kl,
        "xent": -mpmath.fsum(p * mpmath.log(x) for p, x in pairs if p),
        "tv": mpmath.fsum(abs(p - x) for p, x in pairs) / 2,
        "hellinger": mpmath.sqrt(1 - affinity),
        "bhattacharyya": -mpmath.log(affinity),
        "pearson": mpmath.fsum((p - x) ** 2 / x for p, x in pairs),
        "jsd": mpmath.fsum(y * mpmath.log(y / ((p + x) / 2)) / 2 for p, x in pairs for y in (p, x) if y),
    }.get(name, mpmath.inf)


@pytest.mark.parametrize(
    "name", part_of([name for name, row in MEASURES.items() if row.operands == 2 and row.between is None], 3)
)
@pytest.mark.parametrize("law", LAWS)
def test_the_cells_have_the_differences_of_the_distribution_function(name, law):
    cdf = [0, *(LAWS[law](mpmath.mpf(x)) for x in EDGES[1:-1]), 1]
    expected = definition(name, [b - a for a, b in pairwise(cdf)])
    first = answer(name, TABLE, law).rows[0]
    assert first.number.certified
    assert float(first.number.decimal) == pytest.approx(float(expected), rel=1e-12)


def test_a_uniform_law_is_exact():
    """5 and 3 of 8 in halves of the unit interval: D = 5/8·log(5/4) + 3/8·log(3/4); 0 where they agree."""
    report = answer("kl", "edge,count\n0,5\n1/2,3\n1,\n", "Uniform(0,1)")
    assert report.rows[0].formula is not None
    expected = 5 / 8 * math.log(5 / 4) + 3 / 8 * math.log(3 / 4)
    assert float(report.rows[0].number.decimal) == pytest.approx(expected, rel=1e-13)
    assert answer("kl", "edge,count\n0,\n1/2,5\n1,5\n", "Uniform(0,1)").rows[0].number.decimal == "0"
    assert answer("tv", "edge,count\n0,5\n1/2,3\n1,\n", "Uniform(0,2)").rows[0].number.exact == "1/2"


@pytest.mark.parametrize("end", ["inf", "oo"])
def test_cells_without_an_end(end):
    report = answer("kl", f"low,high,count\n-{end},0,3\n0,{end},1\n", "Normal(0,1)")
    expected = 3 / 4 * math.log(3 / 2) + 1 / 4 * math.log(1 / 2)
    assert float(report.rows[0].number.decimal) == pytest.approx(expected, rel=1e-13)


def test_rows_in_any_order_and_a_gap():
    one = answer("kl", "low,high,count\n1,3,21\n-3,-1,10\n", "Normal(0,1)")
    other = answer("kl", "lower;upper;n\n-3;-1;10\n1;3;21\n", "Normal(0,1)")
    assert [row.number for row in one.rows] == [row.number for row in other.rows]


def test_the_infinite_has_its_cell():
    report = answer("kl", TABLE, "Exponential(1)")
    assert report.rows[0].number.decimal == "inf"
    assert "infinite: outcome [-3, -1) has probability 0 in the second distribution and not in the first" in (
        report.notes
    )


@pytest.mark.parametrize(
    ("text", "law", "options", "said"),
    [
        ("edge,count\n0,5\n1,3\n2,4\n", "Normal(0,1)", {}, "of the cell above its edge, or below"),
        ("edge,count\n0,5\n1,\n2,4\n", "Normal(0,1)", {}, "of the cell above its edge, or below"),
        ("edge,count\n0,5\n-1,4\n2,\n", "Normal(0,1)", {}, "the edges do not rise"),
        (TABLE + "2,4,1\n", "Normal(0,1)", {}, "overlap"),
        (TABLE + "5,5,1\n", "Normal(0,1)", {}, "has no width"),
        (TABLE + "5,6\n", "Normal(0,1)", {}, "has 2 fields"),
        (TABLE + "5,6,-1\n", "Normal(0,1)", {}, "negative"),
        (TABLE + "5,6,0.5\n", "Normal(0,1)", {}, "is no count"),
        (TABLE + "5,x,1\n", "Normal(0,1)", {}, "not a number"),
        ("low,high,count\n", "Normal(0,1)", {}, "a histogram with the columns"),
        ("low,high,p,q\n0,1,2,3\n", "Normal(0,1)", {}, "a histogram with the columns"),
        (TABLE, "Poisson(1)", {}, "has none"),
        (TABLE, "VonMises(0,1)", {}, "laws on the line"),
        (TABLE, "Normal(mu,1)", {}, "mu has none"),
        (TABLE, "Normal(0,1)", {"samples": True}, "--samples says nothing"),
        (TABLE, "Normal(0,1)", {"bootstrap": 9}, "--bootstrap says nothing"),
        (TABLE, "Normal(0,1)", {"estimator": "jeffreys"}, "--estimator says nothing"),
        (TABLE, "Normal(0,1)", {"column": "count"}, "--column says nothing"),
    ],
)
def test_refused(text, law, options, said):
    with pytest.raises(InfocalcError, match=said):
        answer("kl", text, law, **options)


def test_what_is_a_histogram():
    def asked_of(text: str) -> bool:
        return is_histogram(peeked(Source(None, stream=io.BytesIO(text.encode()), name="h.csv")))

    assert asked_of("# made by numpy\nLow edge\tHigh edge\tCount\n0\t1\t2\n")
    assert not asked_of("label,count\nlow,3\nhigh,4\n")
    assert not asked_of("")
