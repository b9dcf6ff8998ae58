"""Progress is drawn for a person who has waited for a second, and for nobody else."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from infocalc.__main__ import main
from infocalc.cli import progress
from infocalc.cli.option_values import Output
from infocalc.cli.outcome import Outcome
from infocalc.cli.progress import Progress, told, told_of_lines


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    """Half a second later each time it is looked at."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 0.5
        return self.now


def test_what_is_told() -> None:
    assert told(1200, 5000, 3.0, "lines") == "1,200 of 5,000 lines, 400/s, 10 s left"
    assert told(1200, None, 3.0, "lines") == "1,200 lines, 400/s"
    assert told(60_000_000, 600_000_000, 4.0, "bytes") == "60 of 600 MB, 15 MB/s, 36 s left"
    assert told(1, 1000, 1.0, "lines").endswith("16 min 39 s left")
    assert told(7, 5, 1.0, "lines") == "7 of 5 lines, 7/s"


def test_nothing_in_the_first_second(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    screen, asked = Terminal(), []
    line = Progress(screen, "lines", lambda: asked.append(1) or 10, Clock())
    line(1)
    assert (screen.getvalue(), asked) == ("", [])
    line(2)
    line(3)
    assert "of 10 lines" in screen.getvalue()
    assert asked == [1]
    line.clear()
    line.clear()


def outcomes(n: int) -> Iterator[Outcome]:
    for k in range(n):
        yield Outcome("a\n", "error: bad\n" if k == 3 else "")


def waiting(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A person at standard error whose clock is fast; no fixture, for pytest puts streams behind one."""
    screen = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    monkeypatch.setattr(progress, "_PAUSE", 0.0)
    return screen


def test_batches(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    screen = waiting(monkeypatch)
    file = tmp_path / "lines.txt"
    file.write_text("x\n" * 10)
    assert len(list(told_of_lines(outcomes(10), Output(place=str(file))))) == 10
    assert "10 of 10 lines" in screen.getvalue()


def test_nobody_is_told_what_they_see_or_do_not_want(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = waiting(monkeypatch)
    assert len(list(told_of_lines(outcomes(10), Output(quiet=True)))) == 10
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert len(list(told_of_lines(outcomes(10), Output()))) == 10
    assert screen.getvalue() == ""
    assert len(list(told_of_lines(outcomes(10), Output(path="x")))) == 10
    assert "10 lines" in screen.getvalue()
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert len(list(told_of_lines(outcomes(10), Output(path="x")))) == 10
    assert sys.stderr.getvalue() == ""  # type: ignore[attr-defined]


def test_rich_is_not_loaded_in_a_pipe() -> None:
    program = (
        "import sys; from infocalc.__main__ import main; "
        "main(['diff', '-']); print('rich' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input="x^2\nx^3\n", capture_output=True, text=True, check=True
    )
    assert done.stderr.splitlines()[-1] == "False"


def test_resamples(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = waiting(monkeypatch)
    words = ["entropy", "3,5,2", "--counts", "--bootstrap", "20", "--seed", "1"]
    assert main(words) == 0
    assert "20 of 20 draws" in screen.getvalue()
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert main(words) == 0
