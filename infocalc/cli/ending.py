"""Signals that end the process, taken as Ctrl-C is while there is something to be cleared away first."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from infocalc.annotations import Any

#: how a process is asked to end; Windows knows the first alone
_ASKING = ("SIGTERM", "SIGHUP")
#: the signal that a KeyboardInterrupt stands for; not within it, for DuckDB makes another one of it
_received: list[int] = []


@contextmanager
def cleared(folder: str) -> Iterator[None]:
    """Remove a folder at the end: also behind a worker that was killed, and before a signal ends us."""
    from shutil import rmtree

    with _interrupted():
        try:
            yield
        finally:
            rmtree(folder, ignore_errors=True)


@contextmanager
def _interrupted() -> Iterator[None]:
    """Within, SIGTERM and SIGHUP raise KeyboardInterrupt where nobody else takes them."""

    def stop(number: int, _: Any) -> None:
        _received[:] = [number]
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = [getattr(signal, name) for name in _ASKING if hasattr(signal, name)]
    before = {n: signal.signal(n, stop) for n in numbers if signal.getsignal(n) == signal.SIG_DFL}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def code() -> int:
    """The exit code behind a KeyboardInterrupt: 128 and the number of the signal that it stood for."""
    return 128 + (_received.pop() if _received else int(signal.SIGINT))
