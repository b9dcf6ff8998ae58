"""Table of commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple

from infocalc.cli import calculus, information
from infocalc.cli.option_values import Values
from infocalc.cli.options import (
    ALONG,
    AXES,
    BOTH,
    CALCULUS,
    CLEANING,
    DISTANCE,
    ENTROPIES,
    ESTIMATION,
    IMPLICIT,
    JOBS,
    LIMITS,
    MERGING,
    NUMBERS,
    OUTPUT,
    PLOT,
    Q_COLUMN,
    TABLES,
    UNIT,
    Operand,
    Option,
    read_options,
)
from infocalc.cli.question import Work
from infocalc.information.measure import MEASURES, Measure


class Command(NamedTuple):
    """A row: what it does, what runs, operands, options, examples for its help, what others call it."""

    about: str
    run: Callable[[Values], Work]
    operands: tuple[Operand, ...]
    options: tuple[Option, ...]
    examples: tuple[str, ...]
    also: tuple[str, ...] = ()

    def work(self, typed: Mapping[str, Any]) -> Work:
        """The work that a command line asks for, from the texts of its operands and options."""
        said = {operand.key: operand.read(typed[operand.key]) for operand in self.operands}
        return self.run(said | read_options(self.options, typed))


_EXPR = Operand("expr", "EXPR", "An expression; - for standard input, @FILE for a file: one a line.")
_ORDERS = Operand("words", "VAR [N]", "Variables, each with the order of the derivative in it.", many=True)
_VARIABLES = Operand("words", "VAR", "The variables, in this order.", many=True)
_EXPRS = Operand("exprs", "EXPR", "The components, or one list '[e1, e2]' and then variables.", many=True)
_P = Operand("p", "P", "A distribution: 1/2,1/3,1/6, Normal(0,1), 'e^-x on [0, oo)'; - or @FILE: a table.")
_Q = Operand("q", "Q", "The second distribution; may be a third column of the table P.")
_JOINT = Operand("joint", "JOINT", "Joint probabilities 'a b; c d'; - or @FILE for a table.")

_CALCULUS = (*CALCULUS, *NUMBERS, *OUTPUT, *LIMITS, *JOBS)
_ONE = (*UNIT, *NUMBERS, *CLEANING, *TABLES, *OUTPUT, *LIMITS)
_TWO = (*_ONE, *MERGING, *PLOT, *Q_COLUMN)

#: the options that some measures have, by name
_SPECIAL = {option.name: option for option in (*ENTROPIES, *ESTIMATION, *BOTH, *DISTANCE)}


def _measure(row: Measure) -> Command:
    """The command of a row of the table of measures."""
    special = tuple(_SPECIAL[name] for name in row.options)
    operands, options = ((_P,), (*PLOT, *_ONE, *MERGING, *JOBS)) if row.operands == 1 else ((_P, _Q), _TWO)
    run = partial(information.measured, row)
    return Command(row.about, run, operands, (*special, *options), row.examples, row.also)


COMMANDS: dict[str, Command] = {
    "diff": Command(
        "Derivative of EXPR; a number after a variable is its order, several variables give a mixed partial.",
        calculus.diff,
        (_EXPR, _ORDERS),
        (*IMPLICIT, *PLOT, *_CALCULUS),
        ("infocalc diff 'x^2 sin x'", "infocalc diff 'sin(x*y)' x 2 y --at x=1,y=pi/2"),
        also=("derivative", "differentiate", "derive", "d", "deriv", "d/dx", "derivate"),
    ),
    "grad": Command(
        "Gradient of EXPR as a column, in all its variables or in those named.",
        calculus.grad,
        (_EXPR, _VARIABLES),
        (*ALONG, *_CALCULUS),
        ("infocalc grad 'x^2 y + z' --wrt x,y",),
        also=("gradient", "nabla", "del"),
    ),
    "jacobian": Command(
        "Jacobian matrix: row i is component i, column j is variable j.",
        calculus.jacobian,
        (_EXPRS,),
        _CALCULUS,
        ("infocalc jacobian 'r cos t' 'r sin t' --wrt r,t",),
        also=("jac", "jacobi", "jacobian-matrix"),
    ),
    "hessian": Command(
        "Hessian matrix of EXPR, in all its variables or in those named.",
        calculus.hessian,
        (_EXPR, _VARIABLES),
        _CALCULUS,
        ("infocalc hessian 'x^2 y^3' --at x=1,y=2",),
        also=("hess", "hesse"),
    ),
    **{name: _measure(row) for name, row in MEASURES.items()},
    "mi": Command(
        "Mutual information and the entropies of a joint distribution.",
        information.mi,
        (_JOINT,),
        (*_ONE, *AXES),
        information.MI_EXAMPLES,
    ),
}


def abouts() -> dict[str, str]:
    """What each command does, in one sentence."""
    first = {name: row.about.rstrip(".") for name, row in COMMANDS.items()}
    return first | {"help": "Explain a topic or a command", "completions": "Print the completions of a shell"}
