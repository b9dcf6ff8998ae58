"""Many lines, one answer each: in order, as they come, in constant memory; a bad line does not end it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from time import monotonic

from infocalc.annotations import TYPE_CHECKING
from infocalc.cli.answering import answered, failed
from infocalc.cli.operands import Line
from infocalc.cli.outcome import Outcome
from infocalc.cli.question import Wanted

if TYPE_CHECKING:
    from infocalc.cli.pool import Pool

_AHEAD = 128  # lines of each worker that may be under way
#: a batch that has taken so many seconds, and so many a line, is worth other processes; at most so many
_LONG, _SLOW, _MOST_PROCESSES = 0.1, 0.001, 16


def outcomes(work: Wanted, pool: Callable[[int], Pool]) -> Iterator[Outcome]:
    """The outcomes of the lines, in their order: from as many workers of `pool` as jobs were asked for.

    Without limits and without a number of jobs, from this process as long as that is as fast.
    """
    lines, jobs = iter(_lines(work)), work.limits.jobs
    if work.limits.bounded or (jobs is not None and jobs > 1):
        with pool(jobs or 1) as workers:
            ask = _one_by_one if jobs in (None, 1) else _in_parallel
            yield from ask(work, lines, workers)
    elif jobs is None:
        yield from _growing(work, lines, pool)
    else:
        yield from (_here(work, line) for line in lines)


def _lines(work: Wanted) -> Iterable[Line]:
    return work.lines() if work.lines is not None else ()


def _here(work: Wanted, line: Line) -> Outcome:
    if line.problem is not None:
        return failed(line.problem, work.output, line.number)
    return answered(work, line.text, line.number)


def _growing(work: Wanted, lines: Iterator[Line], pool: Callable[[int], Pool]) -> Iterator[Outcome]:
    """One line after the other here, until they prove many, slow, and there to be read."""
    busy, count, alone = 0.0, 0, False
    for line in lines:
        began = monotonic()
        outcome = _here(work, line)
        busy, count = busy + monotonic() - began, count + 1
        yield outcome
        if not alone and busy > _LONG and busy > count * _SLOW and work.ready():
            workers = _started(pool, _processors())
            alone = workers is None
            if workers is not None:
                with workers:
                    yield from _in_parallel(work, lines, workers)


def _processors() -> int:
    """Processors that this process may use, as far as they are worth a worker each."""
    found = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(found, _MOST_PROCESSES)


def _started(pool: Callable[[int], Pool], jobs: int) -> Pool | None:
    """The workers; None where one would be all, or the system gives no more processes."""
    from infocalc.cli.pool import can_fork

    if jobs == 1 or not can_fork():
        return None
    try:
        return pool(jobs).started()
    except OSError:
        return None


def _one_by_one(work: Wanted, lines: Iterator[Line], workers: Pool) -> Iterator[Outcome]:
    """Each line is answered before the next is read, so that the batch serves as a coprocess."""
    from infocalc.cli.worker import Request

    for line in lines:
        if line.problem is not None:
            yield _here(work, line)
        else:
            workers.submit(Request(line.number, line.text))
            yield workers.next()


def _in_parallel(work: Wanted, lines: Iterator[Line], workers: Pool) -> Iterator[Outcome]:
    """Lines to workers as long as lines are there; whoever writes them gets what is due before more is read.

    A line that comes again goes to the worker that remembers it.
    """
    from zlib import crc32

    from infocalc.cli.worker import Request

    while True:
        if len(workers) >= workers.jobs * _AHEAD or (len(workers) and not work.ready()):
            yield workers.next()
            continue
        line = next(lines, None)
        if line is None:
            break
        if line.problem is not None:
            yield from _all(workers)
            yield _here(work, line)
        else:
            workers.submit(Request(line.number, line.text), crc32(line.text.encode()))
    yield from _all(workers)


def _all(workers: Pool) -> Iterator[Outcome]:
    while len(workers):
        yield workers.next()
