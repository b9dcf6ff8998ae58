"""What a person at a terminal sees, through a pseudo-terminal: tables, colour decided by the environment."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

pty = pytest.importorskip("pty")


def screen(environment, *argv: str, typing: bool = False, **variables: str) -> str:
    """What the command writes when standard output is a terminal of 80 columns, and standard input too."""
    master, terminal = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "infocalc", *argv],
        stdin=terminal if typing else subprocess.DEVNULL,
        stdout=terminal,
        stderr=subprocess.PIPE,
        env=environment | {"TERM": "xterm-256color", "COLUMNS": "80"} | variables,
    )
    os.close(terminal)
    found = b""
    try:
        while piece := os.read(master, 65536):
            found += piece
    except OSError:  # Linux says so when the other side is closed
        pass
    os.close(master)
    assert child.stderr is not None
    child.stderr.close()
    assert child.wait(30) == 0
    return found.decode().replace("\r\n", "\n")


def test_a_terminal_gets_a_table(environment):
    shown = screen(environment, "hessian", "x^2 y", NO_COLOR="1")
    assert "⎡ 2·y  2·x ⎤\n⎣ 2·x  0   ⎦\n" in shown
    assert "⎡      ⎤" not in shown, "a matrix of numbers without numbers"


def test_colour_is_decided_by_the_environment(environment):
    colored = screen(environment, "kl", "1/2,1/2", "1/3,2/3", "--check", "0.0589", "--tol", "0.001")
    assert "\x1b[" in colored
    plain = screen(
        environment, "kl", "1/2,1/2", "1/3,2/3", "--check", "0.0589", "--tol", "0.001", TERM="dumb"
    )
    assert "\x1b[" not in plain
    assert "╭" in plain


def test_another_format_wins(environment):
    assert screen(environment, "diff", "x^2", "--format", "plain") == "df/dx\t2*x\t\n"


def test_a_long_help_goes_through_a_pager(environment):
    """A short one does not, nor one in a pipe, nor with a pager that cannot be had."""
    paged = {"PAGER": "sed s/^/P:/", "LINES": "24"}
    long = screen(environment, "help", "functions", typing=True, **paged)
    assert all(line.startswith("P:") for line in long.splitlines())
    assert "\nP:  besselj" in long
    assert not screen(environment, "help", "exit-codes", typing=True, **paged).startswith("P:")
    assert not screen(environment, "help", "functions", **paged).startswith("P:")
    for pager in ("", "cat", "no-such-pager --at-all", "'"):
        assert screen(environment, "help", "functions", typing=True, **paged | {"PAGER": pager}) == (
            long.replace("P:", "")
        )
    assert screen(environment, "help", "functions", typing=True, **paged | {"PAGER": "true"}) == ""
