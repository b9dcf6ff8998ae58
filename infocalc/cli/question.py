"""What a command line asks for, before anything is computed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from infocalc.cli.operands import Line
from infocalc.cli.option_values import Limits, Output
from infocalc.cli.outcome import Outcome
from infocalc.records import NamedTuple
from infocalc.report.report import Report

#: what is remembered of a batch: this many answers to lines this short, of no more rows than a small matrix
_MOST_REMEMBERED, _LONGEST_REMEMBERED, _MOST_ROWS = 2_000, 200, 9

#: from the text of one operand (None: the operands are known) and the digits wanted to the answer
Answer = Callable[[str | None, int], Report]


class Wanted(NamedTuple):
    """One answer, or with `lines` one answer a line of a batch.

    `ready` tells whether the next of the lines can be had without waiting for who writes them.
    `sweep` answers a table of points in blocks, in place of `lines`.
    `spill` is a folder that the answer may fill, to be removed behind it.
    `repeatable` says that `answer` may be asked again with more digits (a stream can be read only once).
    """

    answer: Answer
    output: Output
    limits: Limits
    digits: int = 15
    lines: Callable[[], Iterable[Line]] | None = None
    repeatable: bool = True
    ready: Callable[[], bool] = lambda: True
    sweep: Callable[[], Iterable[Outcome]] | None = None
    spill: str | None = None


def remembering(answer: Answer) -> Answer:
    """The same for a batch: a line that comes again has the answer it had; enough are remembered, not all."""
    known: dict[tuple[str | None, int], Report] = {}

    def answered(text: str | None, digits: int) -> Report:
        found = known.get((text, digits))
        if found is not None:
            return found
        found = answer(text, digits)
        short = text is not None and len(text) <= _LONGEST_REMEMBERED and len(found.rows) <= _MOST_ROWS
        if short and len(known) < _MOST_REMEMBERED:
            known[text, digits] = found
        return found

    return answered
