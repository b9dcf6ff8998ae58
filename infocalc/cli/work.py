"""What a command line asks for, before anything is computed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from infocalc.cli.call import Limits, Output
from infocalc.cli.operands import Line
from infocalc.cli.outcome import Outcome
from infocalc.report.report import Report

#: from the text of one operand (None: the operands are known) and the digits wanted to the answer
Answer = Callable[[str | None, int], Report]


@dataclass(frozen=True, slots=True)
class Work:
    """One answer, or with `lines` one answer a line of a batch.

    `sweep` answers a table of points in blocks, in place of `lines`.
    `repeatable` says that `answer` may be asked again with more digits (a stream can be read only once).
    """

    answer: Answer
    output: Output
    limits: Limits
    digits: int = 15
    lines: Callable[[], Iterable[Line]] | None = None
    repeatable: bool = True
    sweep: Callable[[], Iterable[Outcome]] | None = None
