"""Workers under limits: who is late or dead is replaced, and outcomes come in the order of the requests."""

from __future__ import annotations

import os
import select
import signal
from collections import deque
from collections.abc import Callable
from time import monotonic
from typing import Self

from infocalc.cli.option_values import Limits
from infocalc.cli.outcome import Outcome
from infocalc.cli.worker import Answering, Place, Request, Worker
from infocalc.errors import LimitExceeded


class WorkerLost(Exception):
    """A worker died of something that no limit explains: a crash inside a library, a bug."""


Failing = Callable[[Exception, Request], Outcome]


def can_fork() -> bool:
    return hasattr(os, "fork")


class Pool:
    """Answers of `answer` under limits, by as many workers as `jobs`; a context manager.

    `failed` tells the outcome of a request whose worker was killed or died.
    """

    def __init__(self, answer: Answering, limits: Limits, failed: Failing, jobs: int = 1) -> None:
        self._answer, self._limits, self._failed, self.jobs = answer, limits, failed, jobs
        self._workers: dict[int, Worker] = {}
        self._order: deque[Place] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers.values():
            worker.end()
        self._workers.clear()

    def started(self) -> Self:
        """The pool with all its workers; OSError where the system does not give so many processes."""
        try:
            for number in range(self.jobs):
                self._worker(number)
        except OSError:
            self.__exit__()
            raise
        return self

    def __len__(self) -> int:
        """Requests whose outcomes have not been handed out."""
        return len(self._order)

    def submit(self, request: Request, turn: int = 0, since: float | None = None) -> None:
        """Ask worker number `turn` modulo their number; the clock may have started before, at `since`."""
        place: Place = []
        self._order.append(place)
        worker = self._worker(turn % self.jobs)
        worker.submit(request, place)
        worker.since = worker.since if since is None else since

    def next(self) -> Outcome:
        """The outcome of the oldest request, when it is there."""
        while not self._order[0]:
            self._pump()
        return self._order.popleft()[0]

    def _worker(self, number: int) -> Worker:
        if number not in self._workers:
            ends = [end for worker in self._workers.values() for end in (worker.requests, worker.replies)]
            self._workers[number] = Worker(self._answer, self._limits, ends)
        return self._workers[number]

    def _pump(self) -> None:
        """Send what can be sent, take what has come, replace who is dead or late."""
        busy = {number: worker for number, worker in self._workers.items() if worker.awaited}
        sending = {worker.requests: worker for worker in busy.values() if worker.outgoing}
        waiting = [worker.replies for worker in busy.values()]
        readable, writable, _ = select.select(waiting, list(sending), [], self._patience(busy))
        for end in writable:
            sending[end].send()
        for number, worker in busy.items():
            if worker.replies in readable and not worker.receive():
                self._bury(number, None)
            elif worker.awaited and self._time_left(worker) <= 0:
                self._bury(number, LimitExceeded(f"no answer within {self._limits.timeout:g} s (--timeout)"))

    def _time_left(self, worker: Worker) -> float:
        if self._limits.timeout is None:
            return 1.0
        return worker.since + self._limits.timeout - monotonic()

    def _patience(self, busy: dict[int, Worker]) -> float | None:
        if self._limits.timeout is None:
            return None
        return max(0.0, min(map(self._time_left, busy.values())))

    def _bury(self, number: int, reason: Exception | None) -> None:
        """The first request of a worker has failed; the others go to a new worker."""
        worker = self._workers.pop(number)
        status = worker.end()
        request, place = worker.awaited.popleft()
        place.append(self._failed(reason or self._cause(status), request))
        for waiting, its_place in worker.awaited:
            self._worker(number).submit(waiting, its_place)

    def _cause(self, status: int) -> Exception:
        """Why a worker died by itself."""
        if self._limits.memory is not None:
            return LimitExceeded(f"the answer needs more than {_size(self._limits.memory)} (--max-memory)")
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
            return LimitExceeded("the system ended the calculation, which happens when memory runs out")
        return WorkerLost(f"the calculation died (wait status {status})")


def _size(size: int) -> str:
    """2147483648 as 2G."""
    powers = [
        (power, letter) for power, letter in ((4, "T"), (3, "G"), (2, "M"), (1, "K")) if size >= 1024**power
    ]
    return f"{size / 1024 ** powers[0][0]:.4g}{powers[0][1]}" if powers else f"{size} bytes"
