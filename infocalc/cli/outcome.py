"""What one command line, or one line of a batch, leads to: texts and an exit code."""

from __future__ import annotations

from infocalc.records import NamedTuple

#: what an exit code says
EXIT_CODES = {
    0: "answered; every --check, --max and --min holds",
    1: "a check or a gate is false, and nothing else",
    2: "the input is wrong: usage, syntax, not a distribution, a bad row, a bad parameter",
    3: "no answer: an undecided check, undefined at that point, a limit of time or size, no convergence",
    70: "a bug in infocalc",
    74: "the output could not be written",
    130: "interrupted",
    141: "the reader of the pipe went away",
}

#: exit codes from the most to the least serious; a batch ends with the first of these that occurred
SEVERITY = (70, 74, 2, 3, 1, 0)


class Outcome(NamedTuple):
    """What goes to standard output and to standard error, the exit code, the notes beside it.

    `heading` is the line above the first answer of a batch, where the format has one. `picture` are the
    bytes of the file that --plot names, in base64 (workers hand outcomes over as text). `answer` is what a
    session remembers: a text that reads back to the answer, '' where there is none.
    """

    out: str
    err: str = ""
    code: int = 0
    notes: tuple[str, ...] = ()
    heading: str = ""
    picture: str = ""
    answer: str = ""


def worst(first: int, second: int) -> int:
    """The more serious of two exit codes: a bug, then wrong input, no answer, a gate that is false."""
    return min(first, second, key=SEVERITY.index)
