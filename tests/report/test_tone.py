"""What does not hold is red, on a terminal only and never where colour is unwanted."""

from __future__ import annotations

import io
import sys

import pytest

from infocalc.__main__ import main
from infocalc.report.tone import painted, tone

TONES = {
    "error: unknown function 'cosec'": "red",
    "error: line 3: row 2": "red",
    "  |   ^^^^^": "red",
    "  | 3*x": "",
    "check: false: differs from 3": "red",
    "check: undecided: neither": "red",
    "check: true: equal to 2*x": "green",
    "gate: --max 1 holds": "green",
    "gate: --max 1 does not hold: H(P) = 2": "red",
    "warning: ambiguous": "bold",
    "note: no header": "dim",
}


@pytest.mark.parametrize(("line", "color"), TONES.items())
def test_tones(line: str, color: str) -> None:
    assert tone(line) == color
    assert (painted(line + "\n") == line + "\n") == (color == "")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def said(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, *words: str) -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    assert main(["diff", "sin(", *words]) == 2
    return stream.getvalue()


def test_errors_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "INFOCALC_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert said(monkeypatch, Terminal()).startswith("\x1b[1;31merror: ")
    assert said(monkeypatch, io.StringIO()).startswith("error: ")
    assert said(monkeypatch, Terminal(), "--color", "never").startswith("error: ")
    assert said(monkeypatch, io.StringIO(), "--color=always").startswith("\x1b[1;31m")
    monkeypatch.setenv("NO_COLOR", "1")
    assert said(monkeypatch, Terminal()).startswith("error: ")
