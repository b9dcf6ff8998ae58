"""Short, repeatable runs of what `python -m tests.fuzz.promise` and `coverage_guided` do at length."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from mpmath import mp

from infocalc.algebra.engine import lower
from infocalc.errors import InfocalcError
from infocalc.functions import VOCABULARY
from infocalc.notation.parser import parse
from infocalc.notation.writer import write
from tests.fuzz import distributions, expressions, hostile, promise, strategies
from tests.fuzz.watch import WATCH, run, warm_up

quick = settings(
    max_examples=150, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


@pytest.fixture(scope="module", autouse=True)
def warm():
    warm_up()


def nothing_found(findings: promise.Findings) -> bool:
    bad = ("crash", "hang", "event", "WRONG", "failed")
    return not [what for what in findings.count if what.endswith(bad)]


def test_hostile_input():
    findings = promise.Findings()
    inputs, longest = promise.hostile_inputs(4_000, 11, findings)
    assert inputs == 4_000
    assert longest < 5
    assert nothing_found(findings), findings.count


@quick
@given(strategies.formulas)
def test_a_formula_is_read_or_refused_with_a_place_in_it(text):
    span = None
    with WATCH.on() as events:
        try:
            lower(parse(text, VOCABULARY).formula, text)
        except InfocalcError as problem:
            span = problem.span
    assert span is None or 0 <= span[0] <= span[1] <= len(text) + 1
    assert not events


@quick
@given(strategies.tables)
def test_a_table_is_read_or_refused(raw):
    result = run(["entropy", "-"], raw)
    assert result.code in (0, 2, 3)
    assert bool(result.out) == (result.code == 0)


@quick
@given(strategies.command_lines)
def test_a_command_line_ends_by_its_contract(line):
    result = run(*line)
    assert result.code in (0, 1, 2, 3)
    assert not {c for c in result.out + result.err if c < " " and c not in "\t\n"}


@quick
@given(strategies.trees)
def test_what_is_written_is_read_back(tree):
    formula = parse(expressions.text(tree), VOCABULARY).formula
    try:
        e = lower(formula)
    except InfocalcError:
        return
    assert lower(parse(write(formula), VOCABULARY).formula) is e


@quick
@given(strategies.pmfs)
def test_merging_outcomes_never_raises_the_entropy(p):
    merged = [p[0] + p[-1], *p[1:-1]] if len(p) > 1 else p
    with mp.workdps(30):
        assert distributions.entropy(merged) <= distributions.entropy(p) + mp.mpf(10) ** -25


def test_random_expressions_to_the_last_digit():
    findings = promise.Findings()
    for i in range(400):
        promise.expression(i, 12, findings)
    assert nothing_found(findings), findings.count
    assert findings.count["expression right"] > 250
    assert findings.count["expression refused"] < 8


def test_random_pmfs_to_the_last_digit():
    findings = promise.Findings()
    for i in range(200):
        promise.pmf(i, 13, findings)
    assert nothing_found(findings), findings.count
    assert findings.count["pmf right"] > 250


def test_a_wrong_digit_is_seen():
    findings = promise.Findings()
    true = mp.mpf(2) / 3
    promise.judged("pmf", {"decimal": "0.666666666666667", "certified": True}, true, "", findings)
    assert nothing_found(findings)
    promise.judged("pmf", {"decimal": "0.666666666666666", "certified": True}, true, "", findings)
    assert findings.count["pmf WRONG"] == 1


@quick
@given(strategies.misprints)
def test_a_misprint_is_never_a_bug(wrong):
    assert run(["diff", wrong.text, "x"]).code in (0, 2, 3)


def test_errors_point_at_the_misprint():
    assert promise.carets(1_000, 14, promise.Findings()) >= 0.95


def test_the_watch_hears(tmp_path):
    with WATCH.on() as events:
        (tmp_path / "mark").write_text("x")
        compile("1", "text", "eval")
        subprocess.run([sys.executable, "-c", ""], check=True)
    assert {"open", "compile", "subprocess.Popen"} <= {kind for kind, _ in events}
    with WATCH.on() as events:
        parse("x^2", VOCABULARY)
    assert not events


def test_the_generators_are_repeatable():
    for make in (hostile.formula, hostile.table, hostile.command_line, hostile.misprint):
        assert make(Random("seed")) == make(Random("seed"))


@pytest.mark.whole
@pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="atheris is not installed")
@pytest.mark.parametrize(("target", "runs"), [("formula", 4_000), ("table", 3_000), ("line", 500)])
def test_coverage_guided(target, runs, tmp_path):
    command = [
        sys.executable,
        "-m",
        "tests.fuzz.coverage_guided",
        target,
        f"-runs={runs}",
        "-seed=1",
        "-max_len=200",
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
