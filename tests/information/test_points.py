"""Entropy of points with several coordinates by neighbours: the definition once more, and what it keeps."""

from __future__ import annotations

import io
import math
import random

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infocalc.errors import InfocalcError
from infocalc.information.source import Source
from infocalc.report.report import Report
from tests.information.asked import asked

NAMES = "xyz"
ESTIMATOR = "kozachenko-leonenko"


def table(points, width: int) -> str:
    return "\n".join([",".join(NAMES[:width]), *(",".join(map(str, point)) for point in points)]) + "\n"


def answer(text: str, columns: str, **options) -> Report:
    options = {"samples": True, "estimator": ESTIMATOR, "columns": tuple(columns)} | options
    return asked("entropy", Source(None, stream=io.BytesIO(text.encode()), name="t.csv"), **options)


def value(points, columns: str, **options) -> float:
    return float(answer(table(points, len(points[0])), columns, **options).rows[0].number.decimal)


def by_definition(points, k: int) -> float:
    """Equation (20) of Kraskov, Stögbauer and Grassberger, all distances looked at; NPEET's `entropy`."""
    n, d = len(points), len(points[0])
    total = mpmath.mpf(0)
    for i, p in enumerate(points):
        others = (q for j, q in enumerate(points) if j != i)
        reach = sorted(max(abs(a - b) for a, b in zip(p, q, strict=True)) for q in others)[k - 1]
        total += mpmath.log(2 * mpmath.mpf(reach))
    return float(mpmath.digamma(n) - mpmath.digamma(k) + d * total / n)


@settings(max_examples=60, deadline=None)
@given(st.data(), st.integers(2, 3), st.integers(1, 4))
def test_the_definition(data, width, k):
    point = st.tuples(*[st.integers(-50, 50)] * width)
    points = data.draw(st.lists(point, min_size=k + 1, max_size=12, unique=True))
    assert value(points, NAMES[:width], neighbours=k) == pytest.approx(by_definition(points, k), abs=1e-12)


#: what infomeasure's tests say of these points (tests/estimators/entropy/test_kozachenko_leonenko.py)
PUBLISHED = [(1, 4, 2), (3, 2, 1), (1, 2, 3), (2, 3, 1), (3, 1, 2), (2, 1, 3), (1, 3, 2), (2, 3, 1)]
PUBLISHED += [(10, 20, 30), (30, 20, 10), (-7, 5, 1)]


def test_a_published_value():
    assert value(PUBLISHED, "xyz", neighbours=4, unit="bits") == pytest.approx(9.4310220245, abs=1e-10)


def drawn(n: int) -> list[tuple[float, float, float]]:
    draw = random.Random(5)
    return [tuple(round(draw.gauss(0, 1), 4) for _ in range(3)) for _ in range(n)]


def test_one_coordinate_is_the_same_as_a_column():
    points = [(x,) for x, *_ in drawn(40)]
    text = "x\n" + "\n".join(str(x) for (x,) in points) + "\n"
    column = asked(
        "entropy", text.partition("\n")[2].strip().replace("\n", ","), samples=True, estimator=ESTIMATOR
    )
    assert float(column.rows[0].number.decimal) == pytest.approx(by_definition(points, 4), abs=1e-12)


def test_normal_points_have_the_entropy_of_their_law():
    """log(2·pi·e) in the plane, within a twentieth for 2,000 points."""
    points = [p[:2] for p in drawn(2_000)]
    assert abs(value(points, "xy") - math.log(2 * math.pi * math.e)) < 0.1


def test_a_scale_adds_its_logarithm_and_an_order_nothing():
    points = drawn(30)
    whole = value(points, "xyz")
    assert value([tuple(3 * x for x in p) for p in points], "xyz") == pytest.approx(whole + 3 * math.log(3))
    assert value(points[::-1], "zyx") == whole
    assert value(points, "xyz", unit="bits") == pytest.approx(whole / math.log(2))


@pytest.mark.parametrize(
    ("text", "columns", "options", "said"),
    [
        ("x,y\n1,2\n3,4\n", "xy", {}, "less than the 2 observations"),
        ("x,y\n1,2\n1,2\n3,4\n", "xy", {"neighbours": 1}, "whose logarithm is infinite"),
        ("x,y\n1,2\n3,a\n", "xy", {}, "not a number: 'a'"),
        ("x,y\n1,2\n3,4\n", "xx", {}, "stands twice"),
        ("x,y\n1,2\n3,4\n", "xq", {}, "no column q"),
        ("x,y\n1,2\n3,4\n", "xy", {"estimator": "vasicek"}, "for one column of numbers"),
        ("x,y\n1,2\n3,4\n", "xy", {"samples": False}, "are observations"),
        ("x,y\n1,2\n3,4\n", "xy", {"bootstrap": 9}, "--bootstrap says nothing"),
        ("x,y\n1,2\n3,4\n", "xy", {"window": 1}, "--window says nothing"),
    ],
)
def test_refused(text, columns, options, said):
    with pytest.raises(InfocalcError, match=said):
        answer(text, columns, **options)


def test_that_no_number_repeats_says_nothing_of_a_density():
    notes = asked("entropy", "1,2,4,8,9", samples=True, estimator="vasicek").notes
    assert notes[0] == "samples: 5 observations of 5 different values"
