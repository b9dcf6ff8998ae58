"""Many lines, one answer each: in order, as they come, in constant memory; a bad line does not end it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from infocalc.cli.answer import answered, failed
from infocalc.cli.operands import Line
from infocalc.cli.outcome import Outcome
from infocalc.cli.work import Work

if TYPE_CHECKING:
    from infocalc.cli.pool import Pool

_TURN = 16  # consecutive lines for one worker
_AHEAD = 8  # turns of each worker that may be under way


def outcomes(
    work: Work, pool: Callable[[], AbstractContextManager[Pool | None]] = nullcontext
) -> Iterator[Outcome]:
    """The outcomes of the lines, in their order; from the workers of a pool when there is one."""
    with pool() as workers:
        if workers is None:
            for line in _lines(work):
                yield _here(work, line)
        elif work.limits.jobs == 1:
            yield from _one_by_one(work, workers)
        else:
            yield from _in_parallel(work, workers)


def _lines(work: Work) -> Iterable[Line]:
    return work.lines() if work.lines is not None else ()


def _here(work: Work, line: Line) -> Outcome:
    if line.problem is not None:
        return failed(line.problem, work.output.json, line.number)
    return answered(work, line.text, line.number)


def _one_by_one(work: Work, workers: Pool) -> Iterator[Outcome]:
    """Each line is answered before the next is read, so that the batch serves as a coprocess."""
    from infocalc.cli.worker import Request

    for line in _lines(work):
        if line.problem is not None:
            yield _here(work, line)
        else:
            workers.submit(Request(line.number, line.text))
            yield workers.next()


def _in_parallel(work: Work, workers: Pool) -> Iterator[Outcome]:
    """Lines in turns of a few to each worker; the oldest answer is waited for when enough is under way."""
    from infocalc.cli.worker import Request

    count = 0
    for line in _lines(work):
        if line.problem is not None:
            while len(workers):
                yield workers.next()
            yield _here(work, line)
            continue
        workers.submit(Request(line.number, line.text), count // _TURN)
        count += 1
        while len(workers) >= _TURN * _AHEAD * work.limits.jobs:
            yield workers.next()
    while len(workers):
        yield workers.next()
