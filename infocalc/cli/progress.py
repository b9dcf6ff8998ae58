"""How far a long stream is, as one line on the standard error of a person who waits."""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import monotonic

from infocalc.annotations import TextIO
from infocalc.cli.terminal import is_terminal

#: seconds of quiet at first, and between two lines
_PATIENCE, _PAUSE = 1.0, 0.2


class Progress:
    """Bytes read so far; says nothing in the first second, and is gone when it is cleared."""

    def __init__(self, to: TextIO, clock: Callable[[], float] = monotonic) -> None:
        self._to, self._clock = to, clock
        self._next = clock() + _PATIENCE
        self._shown = False

    def __call__(self, read: int) -> None:
        now = self._clock()
        if now < self._next:
            return
        self._next, self._shown = now + _PAUSE, True
        self._to.write(f"\r{read / 1e6:,.0f} MB read")
        self._to.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            self._to.write("\r" + " " * 24 + "\r")
            self._to.flush()


def progress_line() -> Progress | None:
    """A progress line where standard error is a terminal."""
    return Progress(sys.stderr) if is_terminal(sys.stderr) else None
