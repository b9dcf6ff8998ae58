"""Where a session has its answers made: one process beside it; Ctrl-C ends it, the next line has another."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial

from infocalc.cli.answering import answered
from infocalc.cli.line import read_command
from infocalc.cli.option_values import Limits, Output
from infocalc.cli.outcome import Outcome
from infocalc.cli.pool import Pool, can_fork
from infocalc.cli.process import fell
from infocalc.cli.prompt.session import Session
from infocalc.cli.question import Wanted
from infocalc.cli.worker import Request


class Apart:
    """The process, and what remembers its answers: of a line with several, the first is `ans`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._pool: Pool | None = None
        self.is_first = True

    def answered(self, argv: Sequence[str], work: Wanted) -> Outcome:
        """The outcome of a command line; what is drawn where was decided here, at the terminal."""
        if not can_fork():
            return answered(work)
        if self._pool is None:
            self._pool = Pool(_answered, Limits(), partial(fell, Output()))
        try:
            self._pool.submit(Request(text=json.dumps([list(argv), work.output])))
            return self._pool.next()
        except BaseException:  # Ctrl-C: what was under way is of no use to anybody
            self.close()
            raise

    def remember(self, answer: str) -> None:
        """Make the answer `ans`."""
        if self.is_first:
            self._session.remember(answer)

    def close(self) -> None:
        """End the process."""
        if self._pool is not None:
            self._pool.__exit__()
            self._pool = None


def _answered(request: Request) -> Outcome:
    """In the process: the outcome of a command line, to be drawn as the terminal wants it."""
    argv, output = json.loads(request.text or "")
    work = read_command(argv)
    assert isinstance(work, Wanted)
    drawn = Output._make(tuple(field) if isinstance(field, list) else field for field in output)
    return answered(work._replace(output=drawn))
