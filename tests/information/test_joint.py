"""Joint distributions: every way to write them, and the laws of mutual information."""

from __future__ import annotations

import io
import json
import math

import pytest
from flint import fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from infocalc.errors import InfocalcError
from infocalc.information import commands
from infocalc.information.options import InformationOptions
from infocalc.information.pmf import sums
from infocalc.information.pmf.logarithm_sums import Logs
from infocalc.information.source import Source
from infocalc.report.report import Report


def mi(joint: str, stream: bool = False, **options) -> Report:
    source = Source(stream=io.BytesIO(joint.encode())) if stream else Source(joint)
    return commands.mi(source, InformationOptions(**options))


def values(report: Report) -> dict[str, float]:
    return {row.name: float(row.number.decimal) for row in report.rows}


#: I of ((1/8, 1/4), (1/2, 1/8)), by the definition
P = ((0.125, 0.25), (0.5, 0.125))
INFORMATION = sum(
    p * math.log(p / (sum(row) * (P[0][j] + P[1][j]))) for i, row in enumerate(P) for j, p in enumerate(row)
)
SPELLINGS = {
    "text": ("1/8 1/4; 1/2 1/8", False, {}),
    "text with commas": ("0.125, 0.25; 0.5, 0.125", False, {}),
    "text in lines": ("0.125 0.25\n0.5 0.125\n", False, {}),
    "text of counts": ("1 2; 4 1", False, {"counts": True}),
    "weights": ("1 2; 4 1", False, {"normalize": True}),
    "samples as text": ("a u; a v; a v; b u; b u; b u; b u; b v", False, {"samples": True}),
    "numbers": ("0.125,0.25\n0.5,0.125\n", True, {}),
    "names of columns": ("u,v\n0.125,0.25\n0.5,0.125\n", True, {}),
    "names of rows": ("a,0.125,0.25\nb,0.5,0.125\n", True, {}),
    "both": (",u,v\na,0.125,0.25\nb,0.5,0.125\n", True, {}),
    "numbers as names": (",1,2\n1,0.125,0.25\n2,0.5,0.125\n", True, {}),
    "tabs": ("\tu\tv\na\t0.125\t0.25\nb\t0.5\t0.125\n", True, {}),
    "decimal commas": (";u;v\na;0,125;0,25\nb;0,5;0,125\n", True, {"delimiter": ";", "decimal": ","}),
    "long": ("x,y,p\na,u,0.125\na,v,0.25\nb,u,0.5\nb,v,0.125\n", True, {}),
    "long without a header": ("a,u,0.125\nb,u,0.5\na,v,0.25\nb,v,0.125\n", True, {}),
    "long with numbers": ("x,y,count\n1,1,1\n1,2,2\n2,1,4\n2,2,1\n", True, {"counts": True}),
    "JSON": ("[[0.125, 0.25], [0.5, 0.125]]", True, {}),
    "JSON with names": ('{"a": {"u": 0.125, "v": 0.25}, "b": {"v": 0.125, "u": 0.5}}', True, {}),
    "samples": ("a,u\na,v\na,v\nb,u\nb,u\nb,u\nb,u\nb,v\n", True, {"samples": True}),
    "samples of numbers": ("x,y\n1,1\n1,2\n1,2\n2,1\n2,1\n2,1\n2,1\n2,2\n", True, {"samples": True}),
}


@pytest.mark.parametrize("name", SPELLINGS)
def test_spellings(name):
    joint, stream, options = SPELLINGS[name]
    found = values(mi(joint, stream, **options))
    assert math.isclose(found["I(X;Y)"], INFORMATION, rel_tol=1e-14)
    assert math.isclose(found["H(X)"], -0.375 * math.log(0.375) - 0.625 * math.log(0.625), rel_tol=1e-14)


REFUSED = [
    ("", False, {}, "an empty joint distribution"),
    ("1/2 1/2; 0", False, {}, "row 2 has 1 entry, the first has 2"),
    ("1/2 x; 0 1/2", False, {}, "probabilities sum to x + 1, not identically 1"),
    ("1 x; 0 1", False, {"counts": True}, "row 1, column 2: not a number: 'x'"),
    ("1/2 -1/4; 1/4 1/2", False, {}, "row 1: negative probability -1/4"),
    ("1/2 1/2; 0 1/2", False, {}, "sum to 3/2"),
    ("u,v\n0.5,0.5\n0.5\n", True, {}, "row 3 has 1 fields"),
    (",u,u\na,0.5,0.5\n", True, {}, "column u appears twice"),
    (",u,v\na,0.5,0\na,0.5,0\n", True, {}, "row a appears twice"),
    ("a,u,0.5\na,u,0.5\n", True, {}, "row 2: the pair a, u appears twice"),
    ("[[0.5], [0.25, 0.25]]", True, {}, "row 2 has 2 entries, the first has 1"),
    ("[0.5, 0.5]", True, {}, "a list of rows or an object of objects"),
    ('[["a"]]', True, {"samples": True}, "a list of pairs"),
    ("a,b\na\n", True, {"samples": True}, "row 2 has 1 fields, a sample of X and Y has 2"),
    ("a,b\na,\n", True, {"samples": True}, "row 2: an empty observation"),
    ("u,v\n", True, {}, "no rows"),
]


@pytest.mark.parametrize(("joint", "stream", "options", "said"), REFUSED)
def test_refused(joint, stream, options, said):
    with pytest.raises(InfocalcError) as refusal:
        mi(joint, stream, **options)
    assert said in refusal.value.message
    assert refusal.value.exit_code == 2


tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 9), min_size=width, max_size=width), min_size=1, max_size=4
    ).filter(lambda rows: any(map(any, rows)))
)


def joint_of(counts: list[list[int]]) -> list[list[fmpq]]:
    n = sum(map(sum, counts))
    return [[fmpq(k, n) for k in row] for row in counts]


def same(a: Logs, b: Logs) -> bool:
    """Whether the difference is 0: its canonical form has no logarithm left."""
    from infocalc.information.pmf.logarithm_sums import canonical

    return canonical(a.plus(b.scaled(fmpq(-1)))) == {}


@settings(max_examples=80, deadline=None)
@given(tables)
def test_laws(counts):
    """I = H(X) + H(Y) − H(X, Y) = H(X) − H(X|Y), the same for (Y, X), and D(p(x, y)‖p(x)·p(y)); all exact."""
    p = joint_of(counts)
    x, y = sums.marginals(p)
    turned = list(zip(*p, strict=True))
    information, joint = sums.mutual_information(p), sums.entropy([c for row in p for c in row])
    h_x, h_y = sums.entropy(x), sums.entropy(y)
    assert same(information.plus(joint), h_x.plus(h_y))
    assert same(information.plus(sums.conditional_entropy(p)), h_x)
    assert same(information.plus(sums.conditional_entropy(turned)), h_y)
    assert same(information, sums.mutual_information(turned))
    apart = [a * b for a in x for b in y]
    assert same(information, sums.divergence([c for row in p for c in row], apart))
    assert information.ball() > -1e-12


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(1, 9), min_size=1, max_size=4), st.lists(st.integers(1, 9), min_size=1, max_size=4)
)
def test_independent_variables_share_nothing(a, b):
    text = "; ".join(" ".join(str(x * y) for y in b) for x in a)
    report = mi(text, counts=True)
    assert report.rows[0].number.exact == "0" or report.rows[0].number.decimal == "0"
    assert report.rows[0].name == "I(X;Y)"


@settings(max_examples=40, deadline=None)
@given(tables, st.randoms(use_true_random=False))
def test_order_names_and_scale_do_not_matter(counts, shuffled):
    """Rows and columns permuted, counts multiplied, text and JSON: the same."""
    expected = [row.number.decimal for row in mi(json.dumps(counts), True, counts=True).rows]
    order = list(range(len(counts[0])))
    shuffled.shuffle(order)
    rows = [[7 * row[j] for j in order] for row in counts]
    shuffled.shuffle(rows)
    found = [
        row.number.decimal for row in mi("; ".join(" ".join(map(str, row)) for row in rows), counts=True).rows
    ]
    assert found == expected


def test_units_and_terms():
    report = mi("1/2 0; 0 1/2", unit="bits", steps=True)
    assert report.rows[0].number.exact == "1"
    assert report.unit == "bits"
    assert {(term.label, term.contribution) for term in report.terms} == {
        ("1,1", "0.500000000000000"),
        ("2,2", "0.500000000000000"),
    }


def test_what_mutual_information_may_be_divided_by():
    from infocalc.cli.options import RELATIVE
    from infocalc.information.measures.of_joints import NORMALIZERS

    assert RELATIVE[0].choices == tuple(NORMALIZERS)
