"""Commands of the operators of calculus, and what the row of any command is.

They are apart from the other commands, which a derivative does not need.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from infocalc.annotations import Any
from infocalc.calculus.operator import OPERATORS, Operator
from infocalc.cli import calculus
from infocalc.cli.option import Operand, Option, read_options
from infocalc.cli.option_values import Values
from infocalc.cli.options import (
    ALONG,
    CALCULUS,
    IMPLICIT,
    JOBS,
    LIMITS,
    MATRICES,
    NUMBERS,
    OUTPUT,
    PLOT,
)
from infocalc.cli.question import Wanted
from infocalc.errors import UsageError
from infocalc.records import NamedTuple


class Command(NamedTuple):
    """A row: what it does, what runs, operands, options, examples for its help, what others call it."""

    about: str
    run: Callable[[Values], Wanted | str]
    operands: tuple[Operand, ...]
    options: tuple[Option, ...]
    examples: tuple[str, ...]
    also: tuple[str, ...] = ()

    def work(self, typed: Mapping[str, Any]) -> Wanted | str:
        """The work that a command line asks for, from the texts of its operands and options; or a text."""
        said = {operand.key: operand.read(typed[operand.key]) for operand in self.operands}
        found = self.run(said | read_options(self.options, typed))
        if not isinstance(found, str) and found.limits.jobs is not None and found.lines is None:
            raise UsageError("--jobs says nothing to one question", hint="it is for the lines of - or @FILE")
        return found


EXPR = Operand(
    "expr", "EXPR", "An expression; - for standard input, @FILE for a file: one a line.", is_formula=True
)
_ORDERS = Operand("words", "VAR [N]", "Variables, each with the order of the derivative in it.", many=True)
_VARIABLES = Operand("words", "VAR", "The variables, in this order.", many=True)
_EXPRS = Operand(
    "exprs", "EXPR", "The components, or one list '[e1, e2]' and then variables.", many=True, is_formula=True
)
_CALCULUS = (*CALCULUS, *MATRICES, *NUMBERS, *OUTPUT, *LIMITS, *JOBS)

#: the options that some operators have, by name
_SPECIAL = {option.name: option for option in (*IMPLICIT, *ALONG, *PLOT)}


def _operator(row: Operator) -> Command:
    """The command of a row of the table of operators."""
    special = tuple(_SPECIAL[name] for name in row.options)
    words = _ORDERS if row.entries is None else _VARIABLES
    operands = (_EXPRS,) if row.of_list else (EXPR, words)
    run = partial(calculus.operated, row)
    return Command(row.about, run, operands, (*special, *_CALCULUS), row.examples, row.also)


CALCULUS_COMMANDS: dict[str, Command] = {name: _operator(row) for name, row in OPERATORS.items()}
