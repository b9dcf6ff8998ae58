"""The resident process of the warm path: one request after the other, by the same `main` as ever.

    python -P -m infocalc.resident SOCKET        (started by `infocalc/warm.py`)

A request brings the descriptors of a client, its folder, environment and words; the streams are made anew
around them, so that colours, pipes and exit codes are those of a fresh process. The process ends after ten
idle minutes, after an error of ours, an interrupt, much memory, and when libraries with threads were loaded.
"""

from __future__ import annotations

import io
import os
import signal
import socket
import sys
from array import array
from collections.abc import Callable, Sequence
from typing import Any

from infocalc.__main__ import main
from infocalc.records import NamedTuple
from infocalc.warm import GREETING, HEAD, REFUSED, TOUCHED, is_ours, peer, settings, socket_path

_IDLE = 600.0
#: seconds in which a client must have sent its request
_PATIENCE = 5.0
_MOST_MEMORY = 1 << 30
#: a process that has loaded these must not fork, as limits do, or is large
_HEAVY = frozenset(("duckdb", "numpy", "scipy", "sympy", "matplotlib", "polars", "pandas"))
_DESCRIPTORS = 4
_SETTINGS = settings(dict(getattr(os, "environb", {})))  # Windows has neither these nor a resident process


class Request(NamedTuple):
    """What a client hands over: its umask, words, environment, and the descriptors of streams and folder."""

    umask: int
    words: Sequence[str]
    environment: dict[bytes, bytes]
    descriptors: Sequence[int]


def serve(path: str) -> None:
    """Answer requests at the socket until there is a reason to end."""
    import fcntl

    if path != socket_path():
        return
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))
    lock = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return  # another one is there
    os.chdir("/")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listening:
        _bound(listening, path)
        _loop(listening)
        os.unlink(path)


def _bound(listening: socket.socket, path: str) -> None:
    """Take the place of a worker that is gone; the lock says that it is."""
    if os.path.lexists(path):
        is_ours(path, 0o140000)
        os.unlink(path)
    mask = os.umask(0o177)
    listening.bind(path)
    os.umask(mask)
    listening.listen(1)
    listening.settimeout(_IDLE)


def _loop(listening: socket.socket) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    wanted = True
    while wanted:
        try:
            client, _ = listening.accept()
        except TimeoutError:
            return
        with client:
            wanted = _served(client)


def _served(client: socket.socket) -> bool:
    """Answer one client; whether the process is fit for another."""
    try:
        if peer(socket, client)[1] != os.getuid():
            return True
        client.settimeout(_PATIENCE)
        client.sendall(GREETING)
        request = _received(client)
    except (OSError, ValueError):
        return True
    if settings(request.environment) != _SETTINGS:
        _closed(request)
        client.sendall(TOUCHED + bytes((REFUSED,)))
        return True
    client.settimeout(None)
    touch = _once(lambda: client.sendall(TOUCHED))
    code = _answered(client, request, touch)
    try:
        touch()
        client.sendall(bytes((code,)))
    except OSError:
        return False
    return code not in (70, 130) and _is_fit()


def _is_fit() -> bool:
    import resource

    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return memory < _MOST_MEMORY and _HEAVY.isdisjoint(sys.modules)


def _received(client: socket.socket) -> Request:
    """The request; ValueError when it is none, EOFError and OSError when the client goes away."""
    ends = array("i")
    data, ancillary, _, _ = client.recvmsg(1 << 16, socket.CMSG_SPACE(_DESCRIPTORS * ends.itemsize))
    for level, kind, content in ancillary:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
            ends.frombytes(content[: len(content) // ends.itemsize * ends.itemsize])
    try:
        return _parsed(_whole(client, data), list(ends))
    except (OSError, ValueError):
        for end in ends:
            os.close(end)
        raise


def _whole(client: socket.socket, data: bytes) -> bytes:
    while len(data) < HEAD or len(data) < HEAD + int.from_bytes(data[:HEAD], "big"):
        more = client.recv(1 << 16)
        if not more:
            raise ValueError("the client is gone")
        data += more
    return data[HEAD:]


def _parsed(body: bytes, ends: list[int]) -> Request:
    if len(ends) != _DESCRIPTORS:
        raise ValueError("descriptors are missing")
    umask, count, *rest = body.split(b"\0")
    words, pairs = rest[: int(count)], rest[int(count) :]
    environment = {key: value for key, _, value in (pair.partition(b"=") for pair in pairs)}
    return Request(int(umask), [os.fsdecode(word) for word in words], environment, ends)


def _answered(client: socket.socket, request: Request, touch: Callable[[], None]) -> int:
    """The exit code of the request, answered on the streams of the client."""
    os.umask(request.umask)
    os.environb.clear()
    os.environb.update(request.environment)
    os.fchdir(request.descriptors[3])
    for end in range(3):
        os.dup2(request.descriptors[end], end)
    _closed(request)
    streams = sys.stdin, sys.stdout, sys.stderr
    _open_streams(touch)
    sys.argv = ["infocalc", *request.words]
    try:
        _watch(client)
        return main(request.words)
    except KeyboardInterrupt:
        return 130
    finally:
        _unwatch(client)
        _close_streams()
        sys.stdin, sys.stdout, sys.stderr = streams
        os.chdir("/")


def _closed(request: Request) -> None:
    for end in request.descriptors:
        os.close(end)


# ── the streams of a client ───────────────────────────────────────────────────────────────────────


class _Marked(io.FileIO):
    """A descriptor that tells when it is first used: until then the client may still answer by itself."""

    def __init__(self, end: int, mode: str, touch: Callable[[], None]) -> None:
        super().__init__(end, mode, closefd=False)
        self.touch = touch

    def write(self, data: Any) -> int:
        self.touch()
        return super().write(data)

    def readinto(self, buffer: Any) -> int:
        self.touch()
        return super().readinto(buffer)

    def readall(self) -> bytes:
        self.touch()
        return super().readall()


def _once(act: Callable[[], object]) -> Callable[[], None]:
    waiting = [act]

    def once() -> None:
        if waiting:
            waiting.pop()()

    return once


def _open_streams(touch: Callable[[], None]) -> None:
    """Streams as the interpreter makes them when it starts (create_stdio in CPython's pylifecycle.c)."""
    sys.stdin = _text(sys.__stdin__, io.BufferedReader(_Marked(0, "rb", touch)), os.isatty(0))
    sys.stdout = _text(sys.__stdout__, io.BufferedWriter(_Marked(1, "wb", touch)), os.isatty(1))
    sys.stderr = _text(sys.__stderr__, io.BufferedWriter(_Marked(2, "wb", touch)), True)


def _text(first: Any, buffer: Any, line_buffering: bool) -> io.TextIOWrapper:
    """Text in the encoding of the stream that this process began with; so are the settings of the client."""
    return io.TextIOWrapper(buffer, first.encoding, first.errors, "\n", line_buffering)


def _close_streams() -> None:
    """Give up what could not be written, and let go of the descriptors of the client."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            os.dup2(nowhere, stream.fileno())
            stream.flush()
    for end in range(3):
        os.dup2(nowhere, end)
    os.close(nowhere)


# ── a client that interrupts or goes away ─────────────────────────────────────────────────────────


def _watch(client: socket.socket) -> None:
    """Raise KeyboardInterrupt in the answer when the client sends something, or is gone."""
    import fcntl

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGIO, interrupt)
    fcntl.fcntl(client, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(client, fcntl.F_SETFL, fcntl.fcntl(client, fcntl.F_GETFL) | os.O_ASYNC)
    try:
        client.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except BlockingIOError:
        return
    raise KeyboardInterrupt  # before it was watched


def _unwatch(client: socket.socket) -> None:
    import fcntl

    signal.signal(signal.SIGIO, signal.SIG_IGN)
    fcntl.fcntl(client, fcntl.F_SETFL, fcntl.fcntl(client, fcntl.F_GETFL) & ~os.O_ASYNC)


if __name__ == "__main__":
    serve(sys.argv[1])
