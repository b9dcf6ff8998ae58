"""Answers of matrices in every format: one result with names of sizes in JSON, entries in rows elsewhere."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

from infocalc.calculus.options import CalculusOptions
from infocalc.matrices.commands import answered
from infocalc.report.document import schema
from infocalc.report.render import render
from infocalc.report.report import Report
from tests.report.schema_check import problems

AT = {"A": "[1 2; 3 4]", "x": "[1, -2]"}


def _hessian(**options: object) -> Report:
    return answered("hessian", ("x'*A*x",), ("x",), CalculusOptions(**options))  # type: ignore[arg-type]


def test_json_has_one_result_with_the_whole_formula() -> None:
    document = json.loads(render(_hessian(), "json"))
    assert problems(document, json.loads(schema())) == []
    assert document["shape"] == ["n", "n"]
    assert [result["symbolic"] for result in document["results"]] == ["A + A'"]
    assert document["read_as"] == "x n, A n×n"
    assert document["layout"] == "n x n, symmetric"


def test_at_a_point_the_entries_follow_row_by_row() -> None:
    document = json.loads(render(_hessian(at=AT), "json"))
    assert problems(document, json.loads(schema())) == []
    assert document["shape"] == [2, 2]
    entries = [(r["row"], r["col"], r["exact"], r["certified"]) for r in document["results"][1:]]
    assert entries == [(1, 1, "2", True), (1, 2, "5", True), (2, 1, "5", True), (2, 2, "8", True)]


def test_numbers_stand_as_the_matrix_does() -> None:
    assert render(_hessian(at=AT), "value").split() == [
        "2.00000000000000", "5.00000000000000", "5.00000000000000", "8.00000000000000",
    ]  # fmt: skip
    assert render(_hessian(at=AT), "value").count("\n") == 2
    assert render(_hessian(at=AT), "csv").splitlines()[2].startswith("1,1,")
    assert "⎡ 2.00000000000000  5.00000000000000 ⎤" in render(_hessian(at=AT), "table")


@pytest.mark.parametrize(
    ("text", "variable", "expected"),
    [
        ("log(det(X))", "X", r"X^{-\top}"),
        ("tr(A*inv(X))", "X", r"-X^{-\top} A^{\top} X^{-\top}"),
        ("sum(x.^3)", "x", r"3 x^{\circ 2}"),
        ("norm(A*x - b)", "x", r"\frac{A^{\top} \left(A x - b\right)}{\left\|A x - b\right\|}"),
    ],
)
def test_latex(text: str, variable: str, expected: str) -> None:
    report = answered("grad", (text,), (variable,), CalculusOptions())
    assert render(report, "latex").strip() == expected


def test_mathml_is_well_formed() -> None:
    report = answered("grad", ("sum(log(1 + exp(-y.*(X*w)))) + norm(w)^2",), ("w",), CalculusOptions())
    assert ElementTree.fromstring(render(report, "mathml")).tag.endswith("math")
