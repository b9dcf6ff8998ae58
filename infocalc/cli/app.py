"""The Typer application, made of the table of commands: help, and what is wrong with a command line."""

from __future__ import annotations

import inspect
import io
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from functools import cache
from typing import Annotated, Any

import typer
from typer.main import get_command

from infocalc.cli.commands import COMMANDS
from infocalc.cli.minus import ExpressionCommand
from infocalc.cli.operators import Command
from infocalc.cli.option import Operand, Option, meant, option_meant
from infocalc.cli.question import Wanted
from infocalc.errors import UsageError


@cache
def application() -> Any:
    """The command tree, for help and for everything that is made of it."""
    app = _typer(
        help="Derivatives and information measures, exact and certified.",
        epilog="'infocalc' alone on a terminal opens a prompt, 'infocalc help' lists the topics of help, "
        "'infocalc help NAME' explains whatever has a name, 'infocalc COMMAND --help' a command, "
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
    app.command(name, cls=ExpressionCommand, epilog=examples)(_signed(row))


def _signed(row: Command) -> Callable[..., Any]:
    """A function as Typer wants it, that hands what was typed to the command."""
    parameters = [*map(_argument, row.operands), *map(_option, row.options)]

    def command(**typed: Any) -> Any:
        return row.work(typed)

    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {p.name: p.annotation for p in parameters}
    command.__doc__ = row.about
    return command


def _argument(operand: Operand) -> inspect.Parameter:
    about = typer.Argument(help=operand.help, metavar=operand.metavar, show_default=False)
    return _parameter(operand.key, operand.many, about)


def _option(option: Option) -> inspect.Parameter:
    metavar = "|".join(option.choices) if 0 < len(option.choices) < 6 else option.value
    about = typer.Option(*option.spellings, help=option.help, metavar=metavar, show_default=False)
    if option.value is None:
        return _keyword(option.key, bool, about, False)
    return _parameter(option.key, option.many, about)


def _parameter(key: str, many: bool, about: Any) -> inspect.Parameter:
    return _keyword(key, list[str], about, []) if many else _keyword(key, str | None, about, None)


def _keyword(key: str, kind: Any, about: Any, default: Any) -> inspect.Parameter:
    return inspect.Parameter(
        key, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, about]
    )


def read(argv: Sequence[str]) -> Wanted | str:
    """The work that the line of a command asks for, or the help that it asks for."""
    shown = io.StringIO()
    try:
        with redirect_stdout(shown):  # help is printed while the words are read
            reading = context(list(argv))
        with reading:
            found = reading.command.invoke(reading)
    except typer.Exit:
        return shown.getvalue()
    except (typer.Abort, typer.TyperException) as problem:
        raise _usage_error(problem, argv) from None
    if not isinstance(found, Wanted | str):
        raise TypeError(f"a command returned {found!r}")
    return found


def context(words: list[str]) -> Any:
    """What Typer reads in the words of a command line."""
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
    if hasattr(problem, "possibilities"):  # there is no such option
        hint = _meant_instead(str(getattr(problem, "option_name", "")).lstrip("-"), argv[0]) or hint
    return UsageError(message[:1].lower() + message[1:].rstrip("."), hint=hint)


def _meant_instead(option: str, command: str) -> str | None:
    """What was meant by an option that the command does not have, or who has it."""
    from infocalc.report.render import CALLED, FORMATS

    owners = [name for name, row in COMMANDS.items() if any(option == one.name for one in row.options)]
    if owners:
        return f"{', '.join(owners)} {'has' if len(owners) == 1 else 'have'} it, {command} does not"
    options = COMMANDS[command].options if command in COMMANDS else ()
    near = option_meant(option, options, {name: name for name in FORMATS} | dict(CALLED))
    return f"did you mean {' or '.join(near)}?" if near else None


def _no_command(words: Sequence[str]) -> UsageError:
    """The first word is not a command, or there is none."""
    example = f"commands are {', '.join(COMMANDS)}; for example infocalc diff 'x^2 sin x'"
    if not words:
        return UsageError("no command", hint=example)
    called = {word: name for name, row in COMMANDS.items() for word in row.also}
    near = meant(words[0], COMMANDS, called)
    hint = f"did you mean {' or '.join(near)}?" if near else example
    return UsageError(f"there is no command '{words[0]}'", hint=hint)
