"""How far long work is, drawn by Rich on the standard error of a person who waits: how much, how fast.

Rich is not loaded before there is something to say, which is never in the first second.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from time import monotonic

from infocalc.annotations import Any, TextIO
from infocalc.cli.option_values import Output
from infocalc.cli.outcome import Outcome
from infocalc.cli.terminal import is_terminal

#: seconds of quiet at first, and between two drawings
_PATIENCE, _PAUSE = 1.0, 0.2
#: bytes that are looked at for the ends of lines at once
_BLOCK = 1 << 20


class Progress:
    """Told how much is done of `total` (asked for once there is something to draw; None: nobody knows)."""

    def __init__(
        self,
        to: TextIO,
        unit: str,
        total: Callable[[], int | None] = lambda: None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._to, self._unit, self._total, self._clock = to, unit, total, clock
        self._began = clock()
        self._next = self._began + _PATIENCE
        self._drawn: Any = None

    def __call__(self, done: int) -> None:
        now = self._clock()
        if now < self._next:
            return
        self._next = now + _PAUSE
        if self._drawn is None:
            self._drawn = _started(self._to, self._total())
        total = self._drawn.tasks[0].total
        said = told(done, total, now - self._began, self._unit)
        self._drawn.update(self._drawn.task_ids[0], completed=done, said=said)
        self._drawn.refresh()

    def clear(self) -> None:
        """Take it away."""
        if self._drawn is not None:
            self._drawn.stop()
            self._drawn = None


def told(done: int, total: float | None, seconds: float, unit: str) -> str:
    """1,200 of 5,000 lines, 400/s, 10 s left"""
    scale, shown = (1e6, "MB") if unit == "bytes" else (1, unit)
    rate = done / seconds if seconds > 0 else 0.0
    whole = (
        f"{done / scale:,.0f} of {total / scale:,.0f} {shown}" if total else f"{done / scale:,.0f} {shown}"
    )
    left = f", {_time((total - done) / rate)} left" if total and rate > 0 and total >= done else ""
    return f"{whole}, {rate / scale:,.0f}{' MB' if scale > 1 else ''}/s{left}"


def _time(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole} s" if whole < 60 else f"{whole // 60} min {whole % 60} s"


def _started(to: TextIO, total: int | None) -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bars

    columns = (
        (BarColumn(30), TextColumn("{task.fields[said]}")) if total else (TextColumn("{task.fields[said]}"),)
    )
    bars = Bars(
        *columns,
        console=Console(file=to),
        transient=True,
        auto_refresh=False,
        redirect_stdout=False,  # answers go their own way
        redirect_stderr=False,
    )
    bars.add_task("", total=total, said="")
    bars.start()
    return bars


def progress_line(path: str | None = None) -> Progress | None:
    """Of the bytes of a file or a stream, where standard error is a terminal."""
    if not is_terminal(sys.stderr):
        return None
    return Progress(sys.stderr, "bytes", lambda: _size(path))


def _size(path: str | None) -> int | None:
    """The bytes of a file, or of all those that a pattern matches."""
    from infocalc.tables.relation import files_of

    files = files_of(path) if path else ()
    return sum(map(os.path.getsize, files)) if files and all(map(os.path.isfile, files)) else None


def progress_of(unit: str, total: int) -> Progress | None:
    """Of so many steps, where standard error is a terminal."""
    return Progress(sys.stderr, unit, lambda: total) if is_terminal(sys.stderr) else None


def told_of_lines(outcomes: Iterable[Outcome], output: Output) -> Iterator[Outcome]:
    """The outcomes of a batch: where they go elsewhere and a person waits, it is said how far they are."""
    seen = output.path is None and is_terminal(sys.stdout)
    if seen or output.quiet or not is_terminal(sys.stderr):
        yield from outcomes
        return
    progress, done = Progress(sys.stderr, "lines", lambda: _lines(output.place)), 0
    said: frozenset[str] = frozenset()
    try:
        for outcome in outcomes:
            if outcome.err or not said.issuperset(outcome.notes):
                progress.clear()  # something may be said in its place
                said = frozenset(outcome.notes)
            yield outcome
            done += max(1, outcome.out.count("\n"))
            progress(done)
    finally:
        progress.clear()


def _lines(path: str | None) -> int | None:
    """The lines of a file; None of what can be read only once."""
    if path is None or not os.path.isfile(path):
        return None
    with open(path, "rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(_BLOCK), b""))
