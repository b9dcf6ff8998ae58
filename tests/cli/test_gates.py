"""--max, --min, --check: exact comparison, exit 1 for false and nothing else."""

from __future__ import annotations

import pytest

from infocalc.cli.gates import judged
from infocalc.cli.option_values import Limits, Output
from infocalc.cli.question import Work
from infocalc.errors import Undecided, UsageError
from infocalc.report.report import Check, Number, Report, Row

LOG3 = "1.09861228866810969139524523692252570464749055782274945173469433"


def report(number):
    return Report("entropy", {}, (Row("H(P)", None, number),))


def verdict(number, more=None, *, max=None, min=None, repeatable=True):
    """(holds, code) for a number that is `more` when more digits are asked for."""
    answer = lambda _, digits: report(number if digits == 15 else more)  # noqa: E731
    work = Work(answer, Output(max=max, min=min), Limits(), repeatable=repeatable)
    found, code = judged(work, None)
    return found.gate.holds, code


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
    assert judged(Work(lambda *_: checked, Output(), Limits()), None) == (checked, code)


def test_the_command_line_says_so(run):
    assert run("diff", "x", "--at", "v=7.00000", "--max", "6.5").code == 1
    result = run("diff", "x", "--at", "v=7.00000", "--max", "6.5", "--min", "1")
    assert result.err == "gate: --max 6.5 does not hold\n"
    assert run("diff", "x", "--at", "v=7,exact=7", "--max", "7").code == 0
    assert run("kl", "inf", "1", "--max", "1e99").code == 1
    assert run("diff", "x", "--check", "false").code == 1
    assert run("diff", "x", "--check", "undecided").code == 3
    assert run("diff", "x", "--max", "1").code == 2
