"""Every expected way to fail: one class a situation, the exit code on the class.

An `InfocalcError` is an answer to the user ("what was wrong, where, what to type instead").
Any other exception that escapes is a bug in infocalc (exit 70).
"""

from __future__ import annotations

Span = tuple[int, int]


class InfocalcError(ValueError):
    """What was wrong (`message`), where in which text (`span`, `text`), what to type instead (`hint`).

    Of what is wrong in a table `line` is the row, counted from 1, and `file` the file that it stands in.
    """

    exit_code = 2
    code = "input"

    def __init__(
        self,
        message: str,
        hint: str | None = None,
        span: Span | None = None,
        text: str | None = None,
        line: int | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.span = span
        self.text = text
        self.line = line
        self.file: str | None = None

    @property
    def start(self) -> int | None:
        """Where in `text` the offending part begins."""
        return None if self.span is None else self.span[0]

    @property
    def end(self) -> int | None:
        """Where it ends, the place behind its last character."""
        return None if self.span is None else self.span[1]

    def located(self, span: Span | None, text: str | None = None) -> InfocalcError:
        """The same error, given a place if it has none yet; raise the result."""
        self.span = self.span if self.span is not None else span
        self.text = self.text if self.text is not None else text
        return self

    def in_file(self, path: str | None) -> InfocalcError:
        """The same error, told to be about a file unless it is about one already; raise the result."""
        self.file = self.file if self.file is not None else path
        return self

    def naming(self, where: str) -> InfocalcError:
        """The same error with the name of its table in front of the message; raise the result."""
        if not self.message.startswith(where):
            self.message = f"{where}{',' if self.message.startswith('row ') else ':'} {self.message}"
        return self


class UsageError(InfocalcError):
    """The command line itself is wrong: an unknown option, a missing operand, options that contradict."""

    code = "usage"


class NotationError(InfocalcError):
    """The text is not a formula; the span is the offending part of it."""

    code = "syntax"


class AmbiguousError(InfocalcError):
    """The text has two honest readings and `--strict` was given."""

    code = "ambiguous"


class DistributionError(InfocalcError):
    """The operand is no distribution: a negative probability, a sum that is not 1, mass against density."""

    code = "distribution"


class ParameterError(InfocalcError):
    """A family was given a parameter outside its range, one too many, or one that it does not have."""

    code = "parameter"


class TableError(InfocalcError):
    """A table (CSV, TSV, JSON) cannot be read as asked: the row, the column and the text are named."""

    code = "table"


class FileProblem(InfocalcError):
    """An input file is absent, unreadable, or not a regular file."""

    code = "file"


class NoAnswer(InfocalcError):
    """The input is sound, but no answer was reached: no closed form and no convergence."""

    exit_code = 3
    code = "no-answer"


class Undefined(NoAnswer):
    """The expression has no value there: a pole, a kink, a point outside the domain."""

    code = "undefined"


class Undecided(NoAnswer):
    """A question (an equality, a sign) that neither proof nor refutation reached."""

    code = "undecided"


class LimitExceeded(NoAnswer):
    """The input asks for more than the stated limit of size, depth, order, digits, time or memory."""

    code = "limit"


class OutputError(InfocalcError):
    """The answer could not be written."""

    exit_code = 74
    code = "output"
