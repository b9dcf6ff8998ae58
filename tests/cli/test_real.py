"""The command line with the real mathematics behind it."""

from __future__ import annotations

import json


def test_a_leading_minus(real):
    assert real("diff", "-x^2").out.startswith("df/dx\t-2*x")


def test_an_error_points_at_the_place(real):
    result = real("diff", "2*(x")
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines()[1:3] == ["  | 2*(x", "  |   ^"]


def test_no_operand_runs_anything(real, tmp_path):
    result = real("diff", f"__import__('os').system('touch {tmp_path}/mark')")
    assert result.code == 2
    assert not list(tmp_path.iterdir())


def test_no_module_of_the_working_folder_is_loaded(real, tmp_path):
    for name in ("flint", "sympy", "typer", "rich", "numpy", "typing", "json", "csv", "difflib"):
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'mark')!r}, 'w')")
    for line in (
        ("diff", "sinn(x)"),
        ("diff", "x^2"),
        ("entropy", "1/2,1/2"),
        ("--help",),
        ("diff", "x", "--json"),
    ):
        assert real(*line, cwd=tmp_path).code in (0, 2)
    assert not (tmp_path / "mark").exists()


def test_a_tower_is_refused_at_once(real):
    assert real("diff", "9^9^9^9").code == 3


def test_a_tower_of_symbols_ends_on_time(real):
    result = real("diff", "x^x^x^x^x^x^x^x", "x", "6", "--timeout", "1")
    assert (result.code, result.out) == (3, "")


def test_time_spent_inside_a_library_ends_on_time(real):
    line = ("diff", "x*zeta(x)", "x", "--at", "x=1/3", "--digits", "10000", "--timeout", "1")
    assert real(*line) == (3, "", "error: no answer within 1 s (--timeout)\n")


def test_a_batch_with_workers(real):
    result = real("diff", "-", "--json", "--jobs", "2", input="x^2\nsin(\ncos x\n")
    found = [json.loads(line) for line in result.out.splitlines()]
    assert [document["line"] for document in found] == [1, 2, 3]
    assert found[0]["results"][0]["symbolic"] == "2*x"
    assert result.code == 2
