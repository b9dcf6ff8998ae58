"""How far a statement of DuckDB is, told to whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Protocol

#: seconds between two looks
_PAUSE = 0.2


class Running(Protocol):
    """A connection that can be asked from another thread."""

    def query_progress(self) -> float:
        """The hundredths that are done; less than 0 when nobody knows."""
        ...


@contextmanager
def watched(running: Running, tell: Callable[[int], None] | None, size: int) -> Iterator[None]:
    """While a statement runs that reads so many bytes, `tell` is told how many of them are behind it."""
    if tell is None:
        yield
        return
    told, over = tell, Event()

    def look() -> None:
        while not over.wait(_PAUSE):
            done = running.query_progress()
            if done > 0:
                told(int(size * done / 100))

    watch = Thread(target=look, daemon=True)
    watch.start()
    try:
        yield
    finally:
        over.set()
        watch.join()
