"""Entropy of points with several coordinates by neighbours: the definition once more, and what it keeps."""

from __future__ import annotations

import io
import math
import random
from fractions import Fraction

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infocalc.errors import InfocalcError
from infocalc.information import commands
from infocalc.information.options import InformationOptions
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


# ── other orders, two groups of columns, two samples ─────────────────────────────────────────────


def power_mean(points, k: int, order: float) -> float:
    """Leonenko, Pronzato and Savani (2008), eq. (3.1), with cubes for balls."""
    n, d, total = len(points), len(points[0]), mpmath.mpf(0)
    constant = (mpmath.gamma(k) / mpmath.gamma(k + 1 - order)) ** (1 / mpmath.mpf(1 - order))
    for i, p in enumerate(points):
        others = (q for j, q in enumerate(points) if j != i)
        reach = sorted(max(abs(a - b) for a, b in zip(p, q, strict=True)) for q in others)[k - 1]
        total += ((n - 1) * constant * (2 * mpmath.mpf(reach)) ** d) ** (1 - order)
    return total / n


@settings(max_examples=40, deadline=None)
@given(st.data(), st.integers(2, 3), st.integers(2, 4), st.sampled_from(["2", "1/2", "3/2"]))
def test_other_orders_by_the_definition(data, width, k, order):
    point = st.tuples(*[st.integers(-50, 50)] * width)
    points = data.draw(st.lists(point, min_size=k + 1, max_size=12, unique=True))
    a = mpmath.mpf(Fraction(order).numerator) / Fraction(order).denominator
    found = power_mean(points, k, a)
    renyi = float(mpmath.log(found) / (1 - a))
    assert value(points, NAMES[:width], neighbours=k, renyi=order) == pytest.approx(renyi, abs=1e-11)
    tsallis = value(points, NAMES[:width], neighbours=k, tsallis=order)
    assert tsallis == pytest.approx(float((1 - found) / (a - 1)), rel=1e-11, abs=1e-11)


def test_order_1_is_shannons_and_orders_fall():
    points = [p[:2] for p in drawn(60)]
    assert value(points, "xy", renyi="1") == value(points, "xy")
    found = [value(points, "xy", renyi=a) for a in ("1/2", "1", "2", "3")]
    assert found == sorted(found, reverse=True)


#: infomeasure, tests/estimators/entropy/test_renyi.py and test_tsallis.py
@pytest.mark.parametrize(
    ("order", "unit", "expected"), [("renyi", "bits", 2.015828887), ("tsallis", "nats", 1.3040405910)]
)
def test_a_published_value_of_another_order(order, unit, expected):
    options = {"samples": True, "estimator": ESTIMATOR, "neighbours": 4, order: "1.1"}
    options |= {"unit": unit} if unit != "nats" else {}
    found = asked("entropy", "1,2,1,2,1,2,1,2", **options).rows[0].number.decimal
    assert float(found) == pytest.approx(expected, abs=1e-9)


def information(points, width: int, k: int, first: bool) -> float:
    """Kraskov, Stögbauer and Grassberger (2004), eq. (8) and (9), of X and Y with several coordinates."""

    def apart(p, q):
        return max(abs(a - b) for a, b in zip(p, q, strict=True))

    n, total = len(points), mpmath.mpf(0)
    for i, p in enumerate(points):
        others = [q for j, q in enumerate(points) if j != i]
        away = sorted(apart(p, q) for q in others)[k - 1]
        close = [q for q in others if apart(p, q) <= away]
        for cut in (slice(0, width), slice(width, None)):
            reach = away if first else max(apart(p[cut], q[cut]) for q in close)
            distances = [apart(p[cut], q[cut]) for q in others]
            count = sum(d < reach for d in distances) + 1 if first else sum(d <= reach for d in distances)
            total += mpmath.digamma(count)
    return float(mpmath.digamma(k) + mpmath.digamma(n) - total / n - (0 if first else mpmath.mpf(1) / k))


@settings(max_examples=40, deadline=None)
@given(st.data(), st.sampled_from([1, 2]), st.integers(1, 4), st.sampled_from(["ksg", "ksg-2"]))
def test_information_of_groups_of_columns(data, width, k, name):
    """The coordinates have different numbers of decimals: their differences are compared as they are."""
    point = st.tuples(
        st.integers(-90, 90), st.integers(-9, 9).map(lambda i: Fraction(i, 2)), st.integers(-9, 9)
    )
    points = data.draw(st.lists(point, min_size=k + 1, max_size=14, unique=True))
    points = [(x, y, Fraction(z, 8)) for x, y, z in points]
    x, y = ("x", "y,z") if width == 1 else ("x,y", "z")
    text = table([tuple(map(float, p)) for p in points], 3)
    source = Source(None, stream=io.BytesIO(text.encode()), name="t.csv")
    found = commands.mi(source, InformationOptions(samples=True, estimator=name, neighbours=k, x=x, y=y))
    assert found.rows[0].name == f"I({x};{y})"
    expected = information(points, width, k, name == "ksg")
    assert float(found.rows[0].number.decimal) == pytest.approx(expected, abs=1e-12)


def test_pairs_with_different_decimals_are_compared_as_they_are():
    """x with one decimal and y with four: in units of their own each the answer was 0."""
    draw = random.Random(1)
    pairs = [(round(draw.gauss(0, 1), 1), round(draw.gauss(0, 1), 4)) for _ in range(20)]
    exact = [tuple(Fraction(str(z)) for z in pair) for pair in pairs]
    joint = Source("; ".join(f"{x!r},{y!r}" for x, y in pairs))
    for name in ("ksg", "ksg-2"):
        found = commands.mi(joint, InformationOptions(samples=True, estimator=name))
        expected = information(exact, 1, 4, name == "ksg")
        assert float(found.rows[0].number.decimal) == pytest.approx(expected, abs=1e-12)


def divergence(p, q, k: int) -> float:
    """Wang, Kulkarni and Verdú (2009); NPEET's `kldiv`."""

    def reach(x, others, k):
        return sorted(max(abs(a - b) for a, b in zip(x, y, strict=True)) for y in others)[k - 1]

    total = mpmath.mpf(0)
    for i, x in enumerate(p):
        own = reach(x, [y for j, y in enumerate(p) if j != i], k)
        total += mpmath.log(mpmath.mpf(reach(x, q, k)) / own)
    return float(len(p[0]) * total / len(p) + mpmath.log(mpmath.mpf(len(q)) / (len(p) - 1)))


@settings(max_examples=40, deadline=None)
@given(st.data(), st.integers(1, 2), st.integers(1, 3))
def test_the_divergence_of_two_samples_by_the_definition(data, width, k):
    point = st.tuples(*[st.integers(-50, 50)] * width)
    p = data.draw(st.lists(point, min_size=k + 1, max_size=12, unique=True))
    q = data.draw(st.lists(point.filter(lambda x: x not in p), min_size=k, max_size=12, unique=True))
    options = {"samples": True, "estimator": "wang-kulkarni-verdu", "neighbours": k}
    if width == 1:
        operands = [",".join(str(x) for (x,) in one) for one in (p, q)]
    else:
        streams = [io.BytesIO(table(one, 2).encode()) for one in (p, q)]
        operands = [Source(None, stream=stream, name="t.csv") for stream in streams]
        options |= {"columns": ("x", "y")}
    found = asked("kl", *operands, **options).rows[0].number.decimal
    assert float(found) == pytest.approx(divergence(p, q, k), abs=1e-11)


def test_the_divergence_of_normal_samples():
    """1/2 for means one apart, within a tenth for 2,000 points."""
    draw = random.Random(8)
    p, q = ([repr(round(draw.gauss(m, 1), 6)) for _ in range(2_000)] for m in (0, 1))
    found = asked("kl", ",".join(p), ",".join(q), samples=True, estimator="wang-kulkarni-verdu")
    assert float(found.rows[0].number.decimal) == pytest.approx(0.5, abs=0.1)


@pytest.mark.parametrize(
    ("command", "operands", "options", "said"),
    [
        ("kl", ["1,2,3", "4,5,6"], {}, "give --samples|observations"),
        ("jsd", ["1,2,3", "4,5,6"], {"samples": True}, "two samples"),
        ("entropy", ["1,2,3"], {"samples": True}, "two samples"),
        ("kl", ["1,2,3", "1,5,6"], {"samples": True, "neighbours": 1}, "infinite"),
        ("kl", ["1,2,3", "4,5,6"], {"samples": True, "neighbours": 3}, "less than"),
        ("kl", ["1,2,3", "4,5,6"], {"samples": True, "both": True}, "--both says nothing"),
    ],
)
def test_two_samples_refused(command, operands, options, said):
    with pytest.raises(InfocalcError, match=said):
        asked(command, *operands, estimator="wang-kulkarni-verdu", **options)


def test_orders_that_have_no_estimate_are_refused():
    for options in ({"renyi": "oo"}, {"renyi": "5"}, {"renyi": "2", "tsallis": "2"}):
        with pytest.raises(InfocalcError):
            asked("entropy", "1,2,4,8,16,3", samples=True, estimator=ESTIMATOR, **options)
