"""A disposable worker: forked before anything heavy is imported, killed on time, never orphaned.

A worker reads requests (line number, text) from a pipe and writes outcomes to another; the parent owns the
terminal and prints. In-process alarms do not stop C code; killing a process does. Memory is bounded by
RLIMIT_AS in the worker, where exhaustion may be a MemoryError or an abort inside a C library; both end here.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Sequence
from time import monotonic
from typing import Any

from infocalc.cli.option_values import Limits
from infocalc.cli.outcome import Outcome
from infocalc.records import NamedTuple

_HEAD = 8  # bytes of length before each message
_PIECE = 1 << 16


class Request(NamedTuple):
    """One answer asked for; line None and text None for the only one."""

    line: int | None = None
    text: str | None = None


Answering = Callable[[Request], Outcome]

#: the place of an outcome that is awaited: empty until it is there
Place = list[Outcome]


class Worker:
    """The parent's end of one worker: its pipes, what is on the way to it, what is awaited from it.

    `since` is when the first of the awaited requests was begun. `foreign` are the pipes of other workers.
    """

    def __init__(self, answer: Answering, limits: Limits, foreign: Sequence[int] = ()) -> None:
        source, self.requests = os.pipe()
        self.replies, sink = os.pipe()
        self.outgoing = bytearray()
        self.incoming = bytearray()
        self.awaited: deque[tuple[Request, Place]] = deque()
        self.since = monotonic()
        parent = os.getpid()
        try:
            self.pid = os.fork()
        except OSError:
            for end in (source, self.requests, self.replies, sink):
                os.close(end)
            raise
        if self.pid == 0:
            try:
                _seclude([*foreign, self.requests, self.replies], parent)
                _bound_memory(limits)
                _serve(answer, source, sink)
            finally:
                os._exit(1)
        os.close(source)
        os.close(sink)
        os.set_blocking(self.requests, False)

    def submit(self, request: Request, place: Place) -> None:
        if not self.awaited:
            self.since = monotonic()
        self.awaited.append((request, place))
        self.outgoing += _message(request)

    def send(self) -> None:
        """Send as much as the pipe takes; a broken pipe is noticed where replies are read."""
        try:
            sent = os.write(self.requests, self.outgoing[:_PIECE])
            del self.outgoing[:sent]
        except BrokenPipeError:
            self.outgoing.clear()

    def receive(self) -> bool:
        """Put the outcomes that have come in their places; False when the worker is gone."""
        data = os.read(self.replies, _PIECE)
        self.incoming += data
        while (body := _body(self.incoming)) is not None:
            out, err, code, notes, *rest = json.loads(body)
            self.awaited.popleft()[1].append(Outcome(out, err, code, tuple(notes), *rest))
            self.since = monotonic()
        return bool(data)

    def end(self) -> int:
        """Kill the worker; return its wait status."""
        os.close(self.requests)
        os.close(self.replies)
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        return os.waitpid(self.pid, 0)[1]


# ── in the worker ─────────────────────────────────────────────────────────────────────────────────


def _seclude(foreign: Sequence[int], parent: int) -> None:
    """Let go of the pipes of others and of the terminal, and die with the parent."""
    for end in foreign:
        os.close(end)
    silent = os.open(os.devnull, os.O_RDWR)
    os.dup2(silent, 1)
    os.dup2(silent, 2)  # what C libraries print as they abort
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE, signal.SIGALRM):
        signal.signal(number, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, 0)
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    if os.getppid() != parent:
        os._exit(1)


def _bound_memory(limits: Limits) -> None:
    if limits.memory is None:
        return
    size = limits.memory + limits.reserved
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError, OSError):  # macOS knows the limit and refuses it
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _serve(answer: Answering, source: int, sink: int) -> None:
    """Answer requests until there are no more."""
    incoming = bytearray()
    while data := os.read(source, _PIECE):
        incoming += data
        while (body := _body(incoming)) is not None:
            reply = memoryview(_message(answer(Request(*json.loads(body)))))
            while reply:
                reply = reply[os.write(sink, reply) :]


def _message(content: Any) -> bytes:
    body = json.dumps(content).encode()
    return len(body).to_bytes(_HEAD, "big") + body


def _body(buffer: bytearray) -> bytes | None:
    """Take one whole message off the buffer, if it is there."""
    end = _HEAD + int.from_bytes(buffer[:_HEAD], "big")
    if len(buffer) < max(end, _HEAD):
        return None
    body = bytes(buffer[_HEAD:end])
    del buffer[:end]
    return body
