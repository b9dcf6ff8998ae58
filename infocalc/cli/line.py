"""What a command line says: the work that it asks for, or a text to print.

Why not Typer alone: it takes a third of the start; it reads what is not plain, be it help or a mistake.
"""

from __future__ import annotations

from collections.abc import Sequence

from infocalc.annotations import Any
from infocalc.cli.operators import CALCULUS_COMMANDS, Command
from infocalc.cli.question import Wanted
from infocalc.errors import InfocalcError
from infocalc.report.report import Report


def read_command(argv: Sequence[str]) -> Wanted | str:
    """The work that a command line asks for, or a text to print (help, completions).

    A plain line is read here. Whatever is not plain, be it help or a mistake, is read by Typer, which takes
    longer to load than most answers to find.
    """
    row = command(argv[0]) if argv else None
    if row is not None and _asks_for_help(row, argv[1:]):
        from infocalc.cli.command_page import command_page
        from infocalc.cli.page import shown

        return shown(command_page(argv[0]))
    typed = plain(row, argv[1:]) if row is not None else None
    if row is not None and typed is not None:
        found = row.work(typed)
        return _said_of_h(argv[0], found) if "-h" in argv else found
    if argv and argv[0] == "help":
        from infocalc.cli.help import help_text

        return help_text(argv[1:])
    if argv and argv[0] == "completions":
        from infocalc.cli.completions import completions_text

        return completions_text(list(argv[1:]))
    from infocalc.cli.app import read

    return read(argv)


def _asks_for_help(row: Command, words: Sequence[str]) -> bool:
    """--help anywhere; -h as the last word, unless a formula may stand there: then it is minus h."""
    if "--help" in words:
        return True
    typed = plain(row, words[:-1]) if list(words[-1:]) == ["-h"] else None
    if typed is None:
        return False
    free = next((o for o in row.operands if o.many or typed[o.key] is None), None)
    return free is None or not free.is_formula


def _said_of_h(name: str, found: Wanted | str) -> Wanted | str:
    """The work whose answer, or whose error, remarks that -h was read as a formula."""
    if isinstance(found, str):
        return found
    said = f"-h was read as minus h; the help is: infocalc {name} --help"

    def answer(text: str | None, digits: int) -> Report:
        try:
            report = found.answer(text, digits)
        except InfocalcError as problem:
            problem.hint = problem.hint or said
            raise
        return report._replace(notes=(*report.notes, said))

    return found._replace(answer=answer)


def command(name: str) -> Command | None:
    """The row of a command."""
    if name in CALCULUS_COMMANDS:
        return CALCULUS_COMMANDS[name]
    from infocalc.cli.commands import COMMANDS

    return COMMANDS.get(name)


def plain(row: Command, words: Sequence[str]) -> dict[str, Any] | None:
    """The texts of operands and options, by key; None where Typer is wanted."""
    options = {typed: option for option in row.options for typed in option.spellings}
    found: dict[str, Any] = {option.key: [] if option.many else None for option in row.options}
    operands: list[str] = []
    rest = iter(words)
    for word in rest:
        if not word.startswith("--"):
            operands.append(word)
            continue
        name, equals, value = word.partition("=")
        option = options.get(name)
        if option is None or option.name == "plot" or (equals and option.value is None):
            return None
        text = value if equals else True if option.value is None else next(rest, None)
        if text is None:
            return None
        if option.many:
            found[option.key].append(text)
        else:
            found[option.key] = text
    for operand in row.operands:
        found[operand.key] = operands if operand.many else operands.pop(0) if operands else None
        operands = [] if operand.many else operands
    return None if operands else found
