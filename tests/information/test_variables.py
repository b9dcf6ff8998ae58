"""Information of several named columns against its definitions, from counts and from raw rows."""

from __future__ import annotations

import io
import itertools
import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infocalc.errors import InfocalcError
from infocalc.information import commands
from infocalc.information.options import InformationOptions
from infocalc.information.source import Source

#: joint laws of three bits with the values that dit's documentation gives them, in bits: T, D, I
KNOWN = {
    "xor": (["000", "011", "101", "110"], (1, 2, -1)),
    "giant bit": (["000", "111"], (2, 1, 1)),
    "independent": (["".join(x) for x in itertools.product("01", repeat=3)], (0, 0, 0)),
    "and": (["000", "010", "100", "111"], (0.8112781244591328, 1, -0.1887218755408671)),
}


def mi(text: str, **options) -> dict[str, float]:
    report = commands.mi(Source(stream=io.BytesIO(text.encode())), InformationOptions(**options))
    return {row.name: float(row.number.decimal) for row in report.rows}


def entropy(p: dict[tuple[str, ...], float], places: tuple[int, ...]) -> float:
    found: Counter[tuple[str, ...]] = Counter()
    for x, share in p.items():
        found[tuple(x[i] for i in places)] += share
    return -sum(v * math.log2(v) for v in found.values() if v)


@pytest.mark.parametrize("name", KNOWN)
def test_what_three_bits_share(name):
    rows, (total, dual, shared) = KNOWN[name]
    found = mi(
        "a,b,c\n" + "\n".join(",".join(x) for x in rows), samples=True, columns=("a", "b", "c"), unit="bits"
    )
    assert math.isclose(found["T(a;b;c)"], total, abs_tol=1e-14)
    assert math.isclose(found["D(a;b;c)"], dual, abs_tol=1e-14)
    assert math.isclose(found["I(a;b;c)"], shared, abs_tol=1e-14)


@given(st.lists(st.integers(0, 5), min_size=16, max_size=16).filter(any))
def test_the_definitions(counts):
    cells = list(itertools.product("01", repeat=4))
    text = "a,b,c,d,n\n" + "".join(f"{','.join(x)},{n}\n" for x, n in zip(cells, counts, strict=True))
    p = {x: n / sum(counts) for x, n in zip(cells, counts, strict=True)}
    found = mi(text, counts=True, columns=("a", "b", "c", "d"), unit="bits")
    h = {k: sum(entropy(p, s) for s in itertools.combinations(range(4), k)) for k in range(1, 5)}
    assert math.isclose(found["T(a;b;c;d)"], h[1] - h[4], abs_tol=1e-9)
    assert math.isclose(found["D(a;b;c;d)"], h[3] - 3 * h[4], abs_tol=1e-9)
    assert math.isclose(found["I(a;b;c;d)"], h[1] - h[2] + h[3] - h[4], abs_tol=1e-9)
    found = mi(text, counts=True, x="a", y="b", given=("c", "d"), unit="bits")
    conditional = 0.0
    for z in itertools.product("01", repeat=2):
        share = {(a, b): p[a, b, *z] for a in "01" for b in "01"}
        whole = sum(share.values())
        for (a, b), v in share.items():
            x, y = (sum(w for ab, w in share.items() if ab[i] == (a, b)[i]) for i in (0, 1))
            conditional += v * math.log2(v * whole / (x * y)) if v else 0
    assert math.isclose(found["I(X;Y|Z)"], conditional, abs_tol=1e-9)
    assert math.isclose(found["H(X,Y|Z)"], h[4] - entropy(p, (2, 3)), abs_tol=1e-9)


TABLE = "a,b,c,n\n0,0,0,1\n0,1,1,1\n1,0,1,1\n1,1,0,1\n"
REFUSED = [
    (TABLE, {"counts": True, "x": "a", "y": "b", "given": ("d",)}, "there is no column d"),
    (TABLE, {"counts": True, "x": "a", "y": "b", "given": ("a",)}, "the column a is named twice"),
    (TABLE, {"counts": True, "x": "a", "y": "b", "columns": ("a", "b", "c")}, "name the variables twice"),
    (TABLE, {"counts": True, "given": ("c",)}, "says nothing without --x and --y"),
    (
        TABLE.replace("1,1,0,1", "1,0,1,1"),
        {"counts": True, "columns": ("a", "b", "c")},
        "row 5: 1, 0, 1 appears",
    ),
    (TABLE, {"columns": ("a", "b", "c")}, "sum to 4"),
    (TABLE, {"columns": ("a", "b", "c"), "counts": True, "relative_to": "min"}, "--relative-to says nothing"),
    (
        "a,b,c,n\n0,0,0,1\n0,1,1,x\n",
        {"columns": ("a", "b", "c"), "counts": True},
        "row 3, column n: not a number",
    ),
]


@pytest.mark.parametrize(("text", "options", "message"), REFUSED)
def test_refusals(text, options, message):
    with pytest.raises(InfocalcError, match=message):
        mi(text, **options)


def test_variables_of_typed_rows_have_no_names():
    with pytest.raises(InfocalcError, match="typed have no names"):
        commands.mi(Source("1 2; 3 4"), InformationOptions(counts=True, x="1", y="2", given=("3",)))
