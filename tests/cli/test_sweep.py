"""--at @points.csv without --digits: float64 in blocks, exact or named where that fails, nothing dropped."""

from __future__ import annotations

from pathlib import Path

import pytest

from infocalc.__main__ import main

HEADER = "line\tdf/dx\tdf/dy\n"


@pytest.fixture
def points(tmp_path: Path) -> Path:
    return tmp_path / "points.csv"


def test_each_row_has_a_line_with_its_number(points: Path, capsys: pytest.CaptureFixture[str]) -> None:
    points.write_text("x,y\n1,2\n3,4\n")
    assert main(["grad", "x^2 y", "--at", f"@{points}"]) == 0
    out, err = capsys.readouterr()
    assert out == HEADER + "2\t4.0\t1.0\n3\t24.0\t9.0\n"
    assert "not proved" in err


def test_a_pole_is_an_error_of_its_row(points: Path, capsys: pytest.CaptureFixture[str]) -> None:
    points.write_text("x,y\n1,2\n0,1\n2,2\n")
    assert main(["grad", "x^2 y + 1/x", "--at", f"@{points}"]) == 3
    out, err = capsys.readouterr()
    assert out == HEADER + "2\t3.0\t1.0\n3\t\t\n4\t7.75\t4.0\n"
    assert "line 3" in err
    assert "division by zero" in err


def test_a_kink_is_an_error_of_its_row(points: Path, capsys: pytest.CaptureFixture[str]) -> None:
    points.write_text("x\n-1\n0\n2\n")
    assert main(["diff", "|x|", "--at", f"@{points}"]) == 3
    out, err = capsys.readouterr()
    assert out == "line\tdf/dx\n2\t-1.0\n3\t\n4\t1.0\n"
    assert "not differentiable at x=0" in err


def test_a_bad_cell_is_named_and_the_others_are_answered(
    points: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    points.write_text("x,y\n1,2\nabc,2\n0x10,1\n3,4\n")
    assert main(["grad", "x^2 y", "--at", f"@{points}"]) == 2
    out, err = capsys.readouterr()
    assert [line.split("\t")[0] for line in out.splitlines()] == ["line", "2", "5"]
    assert "line 3" in err
    assert "line 4" in err


def test_beyond_the_range_of_a_double_the_exact_route_answers(
    points: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    points.write_text("x\n1e200\n")
    assert main(["diff", "x^3", "--at", f"@{points}"]) == 0
    assert capsys.readouterr().out == "line\tdf/dx\n2\t3.00000000000000e+400\n"


def test_digits_ask_for_proof(points: Path, capsys: pytest.CaptureFixture[str]) -> None:
    points.write_text("x\n2\n")
    assert main(["diff", "sin(x)", "--at", f"@{points}", "--digits", "20", "--format", "value"]) == 0
    assert capsys.readouterr().out == "-0.41614683654714238700\n"
