"""TABLE of commands, and the Typer application made of it once a process."""

from __future__ import annotations

import inspect
import io
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from functools import cache
from typing import Any, NamedTuple

import typer
from typer.main import get_command

from infocalc.cli import calculus, information
from infocalc.cli.call import Values
from infocalc.cli.minus import ExpressionCommand
from infocalc.cli.options import (
    ALONG,
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
    RENYI,
    TABLES,
    UNIT,
    Option,
    operand,
    signed,
)
from infocalc.cli.work import Work
from infocalc.errors import UsageError


class Command(NamedTuple):
    """A row: what runs, its operands, its options, examples for its help."""

    run: Callable[[Values], Work]
    operands: tuple[inspect.Parameter, ...]
    options: tuple[Option, ...]
    examples: tuple[str, ...]


_EXPR = operand("expr", "EXPR", "An expression; - for standard input, @FILE for a file: one a line.")
_ORDERS = operand("words", "VAR [N]", "Variables, each with the order of the derivative in it.", many=True)
_VARIABLES = operand("words", "VAR", "The variables, in this order.", many=True)
_EXPRS = operand("exprs", "EXPR", "The components, or one list '[e1, e2]' and then variables.", many=True)
_P = operand("p", "P", "A distribution: 1/2,1/3,1/6, Normal(0,1), 'e^-x on [0, oo)'; - or @FILE: a table.")
_Q = operand("q", "Q", "The second distribution; may be a third column of the table P.")
_JOINT = operand("joint", "JOINT", "Joint probabilities 'a b; c d'; - or @FILE for a table.")

_CALCULUS = (*CALCULUS, *NUMBERS, *OUTPUT, *LIMITS, *JOBS)
_ONE = (*UNIT, *NUMBERS, *CLEANING, *TABLES, *OUTPUT, *LIMITS)
_TWO = (*_ONE, *MERGING, *PLOT, *Q_COLUMN)

COMMANDS: dict[str, Command] = {
    "diff": Command(
        calculus.diff,
        (_EXPR, _ORDERS),
        (*IMPLICIT, *PLOT, *_CALCULUS),
        ("infocalc diff 'x^2 sin x'", "infocalc diff 'sin(x*y)' x 2 y --at x=1,y=pi/2"),
    ),
    "grad": Command(
        calculus.grad, (_EXPR, _VARIABLES), (*ALONG, *_CALCULUS), ("infocalc grad 'x^2 y + z' --wrt x,y",)
    ),
    "jacobian": Command(
        calculus.jacobian, (_EXPRS,), _CALCULUS, ("infocalc jacobian 'r cos t' 'r sin t' --wrt r,t",)
    ),
    "hessian": Command(
        calculus.hessian, (_EXPR, _VARIABLES), _CALCULUS, ("infocalc hessian 'x^2 y^3' --at x=1,y=2",)
    ),
    "entropy": Command(
        information.entropy,
        (_P,),
        (*ENTROPIES, *ESTIMATION, *PLOT, *_ONE, *MERGING, *JOBS),
        ("infocalc entropy 1/2,1/3,1/6 --unit bits", "infocalc entropy 'Normal(0, sigma)'"),
    ),
    "xent": Command(information.xent, (_P, _Q), _TWO, ("infocalc xent 1/2,1/2 1/3,2/3",)),
    "kl": Command(
        information.kl, (_P, _Q), (*RENYI, *BOTH, *_TWO), ("infocalc kl a:1/2,b:1/2 b:1/3,a:2/3 --both",)
    ),
    "jsd": Command(information.jsd, (_P, _Q), (*DISTANCE, *_TWO), ("infocalc jsd 1/2,1/2 1/3,2/3",)),
    "mi": Command(information.mi, (_JOINT,), _ONE, ("infocalc mi '1/2 0; 1/4 1/4'",)),
}


@cache
def application() -> Any:
    """The command tree, for help and for everything that is made of it."""
    app = _typer(
        help="Derivatives and information measures, exact and certified.",
        epilog="'infocalc help' lists the topics of help, 'infocalc COMMAND --help' explains a command, "
        "'infocalc completions SHELL' prints the completions of a shell, 'infocalc --version' the version.",
    )
    for name in COMMANDS:
        _add(app, name)
    return get_command(app)


@cache
def _command(name: str) -> Any:
    """One command by itself: most command lines need no other."""
    app = _typer()
    _add(app, name)
    return get_command(app)


def _typer(**settings: Any) -> typer.Typer:
    return typer.Typer(
        add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, **settings
    )


def _add(app: typer.Typer, name: str) -> None:
    row = COMMANDS[name]
    examples = "\b\nExamples:\n" + "\n".join(f"  {example}" for example in row.examples)
    app.command(name, cls=ExpressionCommand, epilog=examples)(signed(row.run, row.operands, row.options))


def read_command(argv: Sequence[str]) -> Work | str:
    """The work that a command line asks for, or a text to print (help, completions)."""
    if argv and argv[0] in ("help", "completions"):
        return _text(argv[0], list(argv[1:]))
    shown = io.StringIO()
    try:
        with redirect_stdout(shown):  # help is printed while the words are read
            context = _context(list(argv))
        with context:
            found = context.command.invoke(context)
    except typer.Exit:
        return shown.getvalue()
    except (typer.Abort, typer.TyperException) as problem:
        raise _usage_error(problem, argv) from None
    if not isinstance(found, Work):
        raise TypeError(f"a command returned {found!r}")
    return found


def _text(name: str, words: list[str]) -> str:
    """`help TOPIC` and `completions SHELL`: a text made of the tables."""
    if name == "help":
        from infocalc.cli.topics import help_text

        return help_text(words)
    from infocalc.cli.completions import completions_text

    return completions_text(words)


def command_help(name: str) -> str:
    """What `infocalc NAME --help` prints."""
    found = read_command([name, "--help"])
    assert isinstance(found, str)
    return found


def _context(words: list[str]) -> Any:
    if words and words[0] in COMMANDS:
        return _command(words[0]).make_context(f"infocalc {words[0]}", words[1:])
    if not words or not words[0].startswith("--"):
        raise _no_command(words)
    return application().make_context("infocalc", words)


def _usage_error(problem: Exception, argv: Sequence[str]) -> UsageError:
    """Typer's complaint in the one shape of our errors."""
    message = getattr(problem, "message", "") or str(problem) or "aborted"
    command = f"{argv[0]} " if argv[0] in COMMANDS else ""
    hint = f"infocalc {command}--help explains"
    near = getattr(problem, "possibilities", None)
    if near:
        hint = f"did you mean {' or '.join(near)}?"
    return UsageError(message[:1].lower() + message[1:].rstrip("."), hint=hint)


def _no_command(words: Sequence[str]) -> UsageError:
    """The first word is not a command, or there is none."""
    example = f"commands are {', '.join(COMMANDS)}; for example infocalc diff 'x^2 sin x'"
    if not words:
        return UsageError("no command", hint=example)
    from difflib import get_close_matches

    near = get_close_matches(words[0], COMMANDS, 2, 0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else example
    return UsageError(f"there is no command '{words[0]}'", hint=hint)
