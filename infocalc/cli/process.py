"""One command line from its words to its exit code: the only place that writes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from infocalc.annotations import TYPE_CHECKING, Protocol
from infocalc.cli.answering import answered, bug, caught, failed
from infocalc.cli.flint_types import load_one_by_one
from infocalc.cli.option_values import Output
from infocalc.cli.outcome import Outcome, worst
from infocalc.cli.question import Wanted
from infocalc.cli.sink import Sink, say, sink, write_bytes
from infocalc.cli.terminal import is_terminal
from infocalc.errors import InfocalcError, OutputError, UsageError
from infocalc.report.render import FORMATS

if TYPE_CHECKING:
    from infocalc.cli.pool import Pool
    from infocalc.cli.worker import Request

_NOTHING = "a gate or a check over nothing does not hold: give at least one line that is no comment"
_LINES = "--format jsonl and --format github have a line for each answer"
_REMEMBERED = 1000  # notes that are not said twice in a batch


class Session(Protocol):
    """Who asks for one line after the other: where answers are made, and what is remembered of them."""

    def answered(self, argv: Sequence[str], work: Wanted) -> Outcome:
        """The outcome of one question without limits."""

    def remember(self, answer: str) -> None:
        """Keep an answer as a text that reads back to it, '' for one that has none."""


def run(argv: Sequence[str], began: float, session: Session | None = None) -> int:
    """Run one command line, begun at monotonic time `began`; broken pipes and interrupts are the caller's."""
    load_one_by_one()
    try:
        return _run(argv, began, session)
    except OutputError as problem:
        say(failed(problem, Output()).err, _color(argv))
        return problem.exit_code


def tell(told: Outcome) -> int:
    """Write what needs no answer."""
    return _emit([told], Sink(), _color(()))


def _run(argv: Sequence[str], began: float, session: Session | None) -> int:
    work, color = _understood(argv), _color(argv)
    if isinstance(work, Outcome):
        return _emit([work], _page(work), color)
    if session is not None:
        work = _of_session(work)
    if work.sweep is not None and not work.limits.bounded:
        return _emit(_told(_guarded(iter(work.sweep()), work.output), work), sink(work.output.path), color)
    if work.lines is not None:
        return _emit(_told(_batch(work, argv), work), sink(work.output.path), color)
    if work.spill is None:
        outcome = _single(work, argv, began, session)
    else:
        from infocalc.cli.ending import cleared

        with cleared(work.spill):
            outcome = _single(work, argv, began, session)
    keeps = outcome.code in (0, 1)
    if keeps and session is not None:
        session.remember(outcome.answer)
    if outcome.picture:
        from base64 import b64decode

        write_bytes(str(work.output.plot), b64decode(outcome.picture))
    return _emit([outcome], sink(work.output.path) if keeps else Sink(), color)


def _of_session(work: Wanted) -> Wanted:
    """The same with an answer that is remembered; a batch is made in a process that Ctrl-C can end."""
    from infocalc.cli.pool import can_fork

    apart = can_fork() and (work.lines is not None or work.spill is not None)
    output = work.output._replace(remembered=True)
    return work._replace(output=output, limits=work.limits._replace(apart=apart))


def _understood(argv: Sequence[str]) -> Wanted | Outcome:
    """The work asked for, or the outcome when that is known already: help, a wrong option."""
    from infocalc.cli.line import read_command

    asked = Output(format=_format(argv), place=_place(argv))
    try:
        found = read_command(argv)
    except InfocalcError as problem:
        return failed(problem, asked)
    except (TimeoutError, BrokenPipeError):
        raise
    except Exception as problem:  # a bug in the command line itself
        return bug(problem, asked)
    if isinstance(found, str):
        return Outcome(found)
    return found if asked.place is None else found._replace(output=found.output._replace(place=asked.place))


def _page(known: Outcome) -> Sink:
    """Where a text goes that needs no work: a help that is longer than the terminal through a pager."""
    if not known.out or known.code or not is_terminal(sys.stdout):
        return Sink()
    from infocalc.cli.pager import Pager

    return Pager()


def _asked(argv: Sequence[str], option: str) -> str | None:
    """The value of an option, whatever else is wrong with the line."""
    for word, value in zip(argv, [*argv[1:], ""], strict=False):
        if word == option or word.startswith(option + "="):
            return value if word == option else word[len(option) + 1 :]
    return None


def _color(argv: Sequence[str]) -> str:
    return _asked(argv, "--color") or os.environ.get("INFOCALC_COLOR") or "auto"


def _format(argv: Sequence[str]) -> str:
    return "json" if "--json" in argv else _asked(argv, "--format") or Output().format


def _place(argv: Sequence[str]) -> str | None:
    """The first file that is named."""
    return next((word[1:] for word in argv if word[:1] == "@" and word not in ("@", "@-")), None)


def _single(work: Wanted, argv: Sequence[str], began: float, session: Session | None) -> Outcome:
    if not work.limits.bounded:
        return answered(work) if session is None else session.answered(argv, work)
    from infocalc.cli.pool import Pool, can_fork
    from infocalc.cli.worker import Request

    if not can_fork():
        from infocalc.cli.spawn import spawned

        return caught(lambda: spawned(argv, work.limits), work.output)
    with Pool(lambda _: answered(work), work.limits, partial(fell, work.output)) as pool:
        pool.submit(Request(), since=began)
        return pool.next()


def _batch(work: Wanted, argv: Sequence[str]) -> Iterator[Outcome]:
    from infocalc.cli.batch import outcomes

    if work.limits.bounded or work.limits.jobs not in (None, 1):
        from infocalc.cli.pool import can_fork

        if not can_fork():
            from infocalc.cli.spawn import spawned

            yield caught(lambda: spawned(argv, work.limits), work.output)
            return

    def answer(request: Request) -> Outcome:
        return answered(work, request.text, request.line)

    def pool(jobs: int) -> Pool:
        from infocalc.cli.pool import Pool

        return Pool(answer, work.limits, partial(fell, work.output), jobs)

    if FORMATS[work.output.format].whole:
        yield failed(
            UsageError(f"--format {work.output.format} is one document: no batch", _LINES), work.output
        )
        return
    judged = False
    for outcome in _guarded(outcomes(work, pool), work.output):
        judged = True
        yield outcome
    if work.output.gated and not judged:
        yield failed(UsageError("no line to judge: the input is empty", hint=_NOTHING), work.output)


def _told(found: Iterator[Outcome], work: Wanted) -> Iterator[Outcome]:
    from infocalc.cli.progress import told_of_lines

    return told_of_lines(found, work.output)


def _guarded(found: Iterator[Outcome], output: Output) -> Iterator[Outcome]:
    """The outcomes; a stream that cannot be read any further is the last of them."""
    while True:
        outcome = caught(lambda: next(found, _END), output)
        if outcome is _END:
            return
        yield outcome


_END = Outcome("", "", 0, ("end",))


def fell(output: Output, problem: Exception, request: object) -> Outcome:
    """The outcome of a request whose worker was killed or died."""
    line = getattr(request, "line", None)
    if isinstance(problem, InfocalcError):
        return failed(problem, output, line)
    return bug(problem, output, line)


def _emit(found: Iterable[Outcome], to: Sink, color: str) -> int:
    """Write the outcomes as they come and return the worst exit code; a file appears at the end."""
    code, headed, wrote, said = 0, False, False, set[str]()
    try:
        for outcome in found:  # a generator of ours ends its workers when it is dropped
            to.write(outcome.out if headed else outcome.heading + outcome.out)
            headed = headed or bool(outcome.heading)
            wrote = wrote or bool(outcome.out)
            fresh = [note for note in dict.fromkeys(outcome.notes) if note not in said]
            if len(said) < _REMEMBERED:
                said.update(fresh)
            say(outcome.err + "".join(fresh), color)
            code = worst(code, outcome.code)
    except BaseException:
        to.discard()
        raise
    if wrote or code == 0:
        to.close()
    else:
        to.discard()
    return code
