"""What is said where Python has no fork, no alarms and none of the modules of Unix: the same."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.windows import MODULES
from tests.whole import part_of

SCRIPT = [sys.executable, str(Path(__file__).with_name("windows.py"))]
INFOCALC = [sys.executable, "-m", "infocalc"]

LINES = [
    ["--version"],
    ["help", "formats"],
    ["diff", "x^2 sin x"],
    ["hessian", "x^2 y^3", "--at", "x=1,y=2"],
    ["diff", "x^2 sin x", "--timeout", "100"],
    ["diff", "x^2 sin x", "--max-memory", "2G"],
    ["entropy", "1/2,1/3,1/6", "--json"],
    ["kl", "Normal(0,1)", "Normal(1,2)"],
    ["mi", "1/4 1/4; 0 1/2"],
    ["equal", "x", "x + 1"],
    ["diff", "3*cosecx(x)"],
    ["entropy", "-", "--counts"],
    ["diff", "-", "--jobs", "2"],
]


def said(command: list[str], argv: list[str], environment: dict[str, str]) -> tuple[int, str, str]:
    given = "a,3\nb,1\n" if argv[0] == "entropy" else "x^2\nx^3\n"
    done = subprocess.run(
        [*command, *argv],
        capture_output=True,
        text=True,
        env=environment,
        input=given,
        timeout=120,
        cwd=Path(__file__).parent,  # where a checkout begins its package would stand before the installed one
    )
    return done.returncode, done.stdout, done.stderr


def test_no_module_of_tests_needs_posix_to_be_collected():
    """On Windows the tests are collected too; what needs a module of Unix asks for it by `importorskip`."""
    found = [
        (str(path), name)
        for path in Path(__file__).parents[1].rglob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in _imported(node)
        if name in MODULES
    ]
    assert found == []


def _imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names]


def test_every_module_is_imported_there(environment):
    done = subprocess.run(SCRIPT, capture_output=True, text=True, env=environment, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("argv", part_of(LINES, 2), ids=" ".join)
def test_the_same_is_said_there(argv, environment):
    assert said(SCRIPT, argv, environment) == said(INFOCALC, argv, environment)


def test_a_question_without_end_is_ended_there(environment):
    code, out, err = said(SCRIPT, ["diff", "x^2", "--timeout", "0.0001"], environment)
    assert (code, out) == (3, "")
    assert "no answer within" in err
