"""At a table of points a function is differentiated and verified once; each answer is that of its point."""

from __future__ import annotations

import json

import pytest

from infocalc.__main__ import main
from infocalc.calculus import finished, verify

POINTS = "x,y\n1,2\n1/3,2\n0,1\n-1,5/2\n2,-1\n"
QUESTIONS = [
    ["diff", "x^2*sin(x*y)", "x", "2"],
    ["grad", "x*y + abs(x)"],
    ["hessian", "log(x*y) + x^3"],
    ["jacobian", "x/y", "x*y", "--wrt", "x,y"],
    ["grad", "x^2*y", "--along", "[1, 2]"],
    ["diff", "x^2 + I*x*y", "x"],
]


def answered(argv, capsys) -> tuple[int, list[dict]]:
    code = main([*argv, "--format", "jsonl"])
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize("digits", [None, "30"])
@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_each_answer_is_that_of_its_point_alone(question, digits, tmp_path, capsys):
    table = tmp_path / "points.csv"
    table.write_text(POINTS)
    more = [] if digits is None else ["--digits", digits]
    _, together = answered([*question, *more, "--at", f"@{table}", "--jobs", "1"], capsys)
    names, *rows = [line.split(",") for line in POINTS.splitlines()]
    assert len(together) == len(rows)
    for row, found in zip(rows, together, strict=True):
        at = [word for pair in zip(names, row, strict=True) for word in ("--at", "=".join(pair))]
        _, (alone,) = answered([*question, *more, *at], capsys)
        for document in (found, alone):
            document.pop("line", None)
        if found["ok"]:
            found["notes"].remove(f"header: {', '.join(names)}")
        assert found == alone


@pytest.mark.parametrize("form", ["plain", "json", "jsonl", "csv", "table", "latex"])
def test_the_derivative_is_taken_and_verified_once(form, tmp_path, capsys, monkeypatch):
    table = tmp_path / "points.csv"
    table.write_text("x,y\n" + "".join(f"{i},{i + 1}\n" for i in range(1, 9)))
    calls = []
    verified = verify.verified
    monkeypatch.setattr(verify, "verified", lambda draft: (calls.append("verify"), verified(draft))[1])
    short = finished.with_short_roots
    monkeypatch.setattr(finished, "with_short_roots", lambda e: (calls.append("form"), short(e))[1])
    argv = ["grad", "x^2*sin(x*y)", "--at", f"@{table}", "--digits", "20", "--jobs", "1", "--format", form]
    assert main(argv) == 0
    assert capsys.readouterr().out
    assert calls == ["form", "form", "verify"]  # two entries, one comparison
