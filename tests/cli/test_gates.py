"""--max, --min, --check: exact comparison, exit 1 for false and nothing else."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from typing import NamedTuple

import pytest

from infocalc.__main__ import main
from infocalc.cli.gates import judged
from infocalc.cli.option_values import Limits, Output
from infocalc.cli.question import Wanted
from infocalc.errors import Undecided, UsageError
from infocalc.report.report import Check, Number, Report, Row
from tests.whole import whole


class Result(NamedTuple):
    code: int
    out: str
    err: str


LOG3 = "1.09861228866810969139524523692252570464749055782274945173469433"


def real(*argv, stdin=None):
    """The command line in this process, with what it prints."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO((stdin or "").encode())))
        return Result(main(list(argv)), out.getvalue(), err.getvalue())


def report(number):
    return Report("entropy", {}, (Row("H(P)", None, number),))


def verdict(number, more=None, *, max=None, min=None, repeatable=True):
    """(holds, code) for a number that is `more` when more digits are asked for."""
    answer = lambda _, digits: report(number if digits == 15 else more)  # noqa: E731
    output = Output(max=() if max is None else (max,), min=() if min is None else (min,))
    found, code = judged(Wanted(answer, output, Limits(), repeatable=repeatable), None)
    return found.gates[0].holds, code


@pytest.mark.parametrize(
    ("decimal", "exact", "bound", "holds"),
    [
        ("6.00000000000000", "6", "6", True),
        ("6.00000000000000", "6", "5.999999999999999999", False),
        ("0.333333333333333", "1/3", "1/3", True),
        ("0.333333333333333", "1/3", "0.3333333333333333", False),
        ("1.09861228866811", None, "1.1", True),
        ("1.09861228866811", None, "1.09", False),
        ("-2.00000000000000", "-2", "-1", True),
        ("-2.00000000000000", "-2", "-2.5", False),
        ("1.92874984796392e-22", None, "1e-20", True),
        ("0", "0", "0", True),
        ("inf", None, "1e300", False),
        ("inf", None, "inf", True),
        ("-inf", None, "0", True),
        ("0.523598775598299", "pi/6", "0.52", False),
    ],
)
def test_max(decimal, exact, bound, holds):
    assert verdict(Number(decimal, True, exact), max=bound) == (holds, 0 if holds else 1)


def test_min():
    assert verdict(Number("inf", True), min="3") == (True, 0)
    assert verdict(Number("-inf", True), min="-inf") == (True, 0)
    assert verdict(Number("-inf", True), min="-1e9") == (False, 1)
    assert verdict(Number("2.50000000000000", True, "5/2"), min="5/2") == (True, 0)
    assert verdict(Number("2.50000000000000", True, "5/2"), min="2.6") == (False, 1)


def test_a_bound_that_agrees_with_all_digits_is_decided_by_more_of_them():
    short, long = Number("1.09861228866811", True), Number(LOG3[:51], True)
    assert verdict(short, long, max="1.09861228866811") == (True, 0)
    assert verdict(short, long, min="1.09861228866811") == (False, 1)
    with pytest.raises(Undecided):
        verdict(short, max="1.09861228866811", repeatable=False)


def test_numbers_that_are_not_proved_are_compared_as_they_are():
    assert verdict(Number("0.5", False), max="0.5") == (True, 0)


@pytest.mark.parametrize("bound", ["one", "", "1_0", "0x1", "nan", "-inf", "1,5"])
def test_a_bound_is_a_number(bound):
    with pytest.raises(UsageError):
        verdict(Number("1", True), max=bound)


def test_a_gate_needs_a_real_number():
    with pytest.raises(UsageError, match="needs a number"):
        verdict(None, max="1")
    with pytest.raises(UsageError, match="compares real numbers"):
        verdict(Number("1.0 + 2.0*i", True), max="1")


@pytest.mark.parametrize(("verdicts", "code"), [("true", 0), ("false", 1), ("undecided", 3)])
def test_check(verdicts, code):
    checked = report(None)._replace(check=Check(verdicts, "x"))
    assert judged(Wanted(lambda *_: checked, Output(), Limits()), None) == (checked, code)


def test_the_command_line_says_so(run):
    assert run("diff", "x", "--at", "v=7.00000", "--max", "6.5").code == 1
    result = run("diff", "x", "--at", "v=7.00000", "--max", "6.5", "--min", "1")
    assert result.err == "gate: --max 6.5 does not hold: df/dx = 7.00000\ngate: --min 1 holds\n"
    assert run("diff", "x", "--at", "v=7,exact=7", "--max", "7").code == 0
    assert run("kl", "inf", "1", "--max", "1e99").code == 1
    assert run("diff", "x", "--check", "false").code == 1
    assert run("diff", "x", "--check", "undecided").code == 3
    assert run("diff", "x", "--max", "1").code == 2


@pytest.mark.parametrize("bound", ["log(3)", "log(9)/2", "H(P)=log(3)"])
def test_a_bound_may_be_a_formula_and_is_equal_by_proof(bound):
    assert real("entropy", "1/3,1/3,1/3", "--max", bound, "--min", bound).code == 0
    assert real("entropy", "1/3,1/3,1/3", "--max", f"{bound} - 1e-30").code == 1


def test_any_row_is_gated_by_its_name():
    kl = ("kl", "1/2,1/2", "1/3,2/3", "--both")
    assert real(*kl, "--max", "J=0.116", "--min", "J(P,Q)=0.115", "--max", "D(Q||P)=0.06").code == 0
    found = real(*kl, "--max", "J=0.1", "--max", "1")
    assert found.code == 1
    assert "--max J=0.1 does not hold: J(P,Q) = 0.115524530093324" in found.err
    assert "--max 1 holds" in found.err
    assert "rows: D(P||Q), D(Q||P), J(P,Q)" in real(*kl, "--max", "K=1").err
    assert real(*kl, "--max", "D=1").code == 2
    assert real("grad", "x*y", "--at", "x=2,y=3", "--max", "df/dy=2", "--min", "df/dx=3").code == 0


@pytest.mark.parametrize("rows", [20, whole(60_000)])
@pytest.mark.parametrize("kept", [True, False])
def test_a_bound_equal_to_the_value_printed_is_decided_on_tables_as_on_text(tmp_path, rows, kept):
    table = "label,n\n" + "".join(f"label number {i},{i * i % 9973 + 1}\n" for i in range(rows))
    (tmp_path / "t.csv").write_text(table)
    source, stdin = (f"@{tmp_path / 't.csv'}", None) if kept else ("-", table)
    value = real("entropy", source, "--counts", "--format", "value", stdin=stdin).out.strip()
    codes = [
        real("entropy", source, "--counts", side, value, stdin=stdin).code for side in ("--max", "--min")
    ]
    assert sorted(codes) == [0, 1]


@pytest.mark.parametrize("text", ["", "# only a comment\n\n"])
@pytest.mark.parametrize("option", [("--max", "1"), ("--min", "0"), ("--check", "0")])
@pytest.mark.parametrize("words", [("diff", "-"), ("entropy", "-", "--lines"), ("entropy", "-")])
def test_nothing_is_no_verdict(words, option, text):
    assert real(*words, *option, stdin=text).code == 2


def test_a_table_of_points_is_gated_row_by_row(tmp_path):
    (tmp_path / "points.csv").write_text("x\n1\n2\n")
    at = f"@{tmp_path / 'points.csv'}"
    assert real("diff", "x^2", "--at", at, "--max", "4").code == 0
    assert real("diff", "x^2", "--at", at, "--max", "3").code == 1
