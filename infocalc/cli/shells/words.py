"""What a shell completes: commands, options and their values, the names that operands begin with."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from infocalc.calculus.operator import OPERATORS
from infocalc.cli.commands import COMMANDS
from infocalc.cli.option import Option

#: options whose value is a file; any other may be @FILE, and those of a list are found in the tables
FILES = frozenset({"output", "plot"})
#: commands whose operands begin with no name
_NAMELESS = frozenset(("mi", "drift", "capacity", "rate"))


@cache
def commands() -> dict[str, tuple[Option, ...]]:
    """Every command with its options."""
    return {name: row.options for name, row in COMMANDS.items()}


def values(option: Option) -> tuple[str, ...]:
    """The words an option takes, () where it takes any."""
    if option.name == "format":
        from infocalc.report.render import FORMATS

        return tuple(FORMATS)
    return option.choices


def meanings(option: Option) -> Mapping[str, str]:
    """What each of the words of an option means, where its table says that."""
    from infocalc.report.render import FORMATS

    return {name: row.meaning for name, row in FORMATS.items()} if option.name == "format" else {}


def valued() -> dict[str, tuple[str, ...]]:
    """Every option that takes a value, with its words."""
    return {o.name: values(o) for options in commands().values() for o in options if o.value is not None}


def beginnings(command: str) -> str:
    """The list of NAMES that the operands of a command may begin with: 'functions', 'laws' or ''."""
    if command in (*OPERATORS, "eval", "equal"):
        return "functions"
    return "" if command in _NAMELESS else "laws"


@cache
def names() -> dict[str, dict[str, str]]:
    """The lists of names that are written before a parenthesis, each with what it means."""
    from infocalc.functions import TABLE as FUNCTIONS
    from infocalc.information.families import TABLE as FAMILIES
    from infocalc.information.reading.derived import DERIVED
    from infocalc.information.reading.family_names import STRUCTURED

    laws = {name: row.meaning for name, row in FAMILIES.items()}
    laws |= {name: f"{name}({', '.join(of)})" for name, of in (*STRUCTURED.items(), *DERIVED.items())}
    functions = {name: row.meaning for name, row in FUNCTIONS.items()}
    return {"functions": dict(sorted(functions.items())), "laws": dict(sorted(laws.items()))}


@cache
def words_of(name: str, shells: tuple[str, ...]) -> dict[str, str]:
    """The arguments of `help`, all that it knows by name, and of `completions`; each with what it means."""
    if name != "help":
        return dict.fromkeys(shells, "")
    from infocalc.cli.entries import entries

    found: dict[str, str] = {}
    for entry in entries():
        found.setdefault(entry.name, entry.about)
    return found


def heading(shell: str) -> str:
    return f"# Completions of infocalc for {shell}, printed by: infocalc completions {shell.lower()}\n"
