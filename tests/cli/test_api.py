"""import infocalc: the commands as functions that return a Report."""

from __future__ import annotations

import pytest

import infocalc
from infocalc.errors import NotationError
from infocalc.report.report import Report


def test_calculus(run):  # run: the stand-ins are in place
    report = infocalc.diff("x^2", "x", "2", at={"x": "1"}, digits=20)
    assert isinstance(report, Report)
    assert report.input["words"] == ["x", "2"]
    assert "digits=20" in report.input["options"]
    assert infocalc.grad("x").rows
    assert infocalc.hessian("x").rows
    assert infocalc.jacobian("x", "y", wrt=("x",)).input["exprs"] == ["x", "y"]
    with pytest.raises(NotationError):
        infocalc.diff("wrong")


def test_information(run):
    for measure in (infocalc.xent, infocalc.kl, infocalc.jsd):
        assert [source["text"] for source in measure("1", "2").input["sources"]] == ["1", "2"]
    assert infocalc.entropy("1/2,1/2", unit="bits").unit == "bits"
    assert infocalc.mi("1 0; 0 0").input["sources"][0]["text"] == "1 0; 0 0"


def test_names():
    assert set(infocalc.__all__) <= set(dir(infocalc))
    with pytest.raises(AttributeError):
        _ = infocalc.nothing
