"""Plain command lines are read without Typer, and as Typer reads them."""

from __future__ import annotations

import shlex
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infocalc.cli.app import context
from infocalc.cli.commands import COMMANDS
from infocalc.cli.line import plain

OPERANDS = (
    "x",
    "-x",
    "-",
    "",
    "--",
    "@f",
    "2",
    "-1/2",
    "x=1",
    "a b",
    "--help",
    "--none",
    "é",
    "---",
    "--=",
    "-h",
)


@st.composite
def lines(draw) -> tuple[str, list[str]]:
    """A command with operands, options with and without values, and some of what is wrong."""
    name = draw(st.sampled_from(sorted(COMMANDS)))
    words: list[str] = []
    for _ in range(draw(st.integers(0, 6))):
        option = draw(st.sampled_from(COMMANDS[name].options))
        value = draw(st.sampled_from(OPERANDS))
        typed = (
            [value],
            [f"--{option.name}"],
            [f"--{option.name}", value],
            [f"--{option.name}={value}"],
            [f"-{option.name}"],
        )
        words += draw(st.sampled_from(typed))
    return name, words


@settings(max_examples=600, deadline=None)
@given(lines())
def test_plain_lines_are_read_as_typer_reads_them(line):
    name, words = line
    row = COMMANDS[name]
    found = plain(row, words)
    if found is None:
        return
    typed = context([name, *words]).params
    rows = (*row.operands, *row.options)
    assert [_known(r, found) for r in rows] == [_known(r, typed) for r in rows]


def _known(row, typed):
    """What was typed, before it is read: a value may be wrong for its option."""
    value = typed[row.key]
    return tuple(value or ()) if row.many else value or None


@pytest.mark.parametrize("name", COMMANDS)
def test_the_examples_are_plain(name):
    for example in COMMANDS[name].examples:
        _, command, *words = shlex.split(example)
        assert command == name
        assert plain(COMMANDS[name], words) is not None


@pytest.mark.parametrize("words", [["--help"], ["x", "--nonsense"], ["x", "--digits"], ["x", "--steps=1"]])
def test_help_and_mistakes_are_for_typer(words):
    assert plain(COMMANDS["diff"], words) is None


def test_an_answer_needs_no_typer():
    code = (
        "import sys; from infocalc.__main__ import main; main(['diff', 'x^2', '--digits', '20']); "
        "sys.exit('typer' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
