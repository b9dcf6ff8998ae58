"""--max-upper and --min-lower: verdicts on the ends of an interval."""

from __future__ import annotations

import pytest

from infocalc.__main__ import main

PAIR = ("32,27,23,25", "29,30,26,19")


@pytest.mark.parametrize(
    ("gate", "code"),
    [("--max-upper 0.5", 0), ("--max-upper 0.01", 1), ("--min-lower 0", 0), ("--min-lower 0.1", 1)],
)
@pytest.mark.parametrize("given", ["--bootstrap 50", "--bayes 50 --estimator jeffreys"])
def test_gates_on_the_ends(capsys, gate, code, given):
    assert main(["kl", *PAIR, "--counts", *given.split(), *gate.split()]) == code
    assert f"gate: {gate} {'does not hold' if code else 'holds'}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--max-upper 1", "--max-upper says nothing without"),
        ("--bootstrap 9 --max-upper x=1", "a number is wanted"),
    ],
)
def test_gates_on_the_ends_want_an_interval_and_a_number(capsys, words, said):
    assert main(["kl", *PAIR, "--counts", *words.split()]) == 2
    assert said in capsys.readouterr().err
