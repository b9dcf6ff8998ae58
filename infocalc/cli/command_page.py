"""The page of help of a command: `infocalc NAME --help`, `infocalc help NAME`."""

from __future__ import annotations

from collections.abc import Sequence

from infocalc.cli.commands import COMMANDS
from infocalc.cli.option import GROUPS, Operand, Option
from infocalc.cli.page import Page, Section

_HELP = ("--help", "This page. infocalc help NAME explains an option, a function, a family, a format.")


def command_page(name: str) -> Page:
    """Usage, operands, options under their headings, examples, other names."""
    row = COMMANDS[name]
    operands = Section("Operands", tuple((operand.metavar, operand.help) for operand in row.operands))
    also = (Section("Also called", lines=(", ".join(row.also),)),) if row.also else ()
    sections = (operands, *_groups(row.options), Section("Help", (_HELP,)))
    return Page(
        _usage(name, row.operands),
        row.about,
        (*sections, Section("Examples", lines=row.examples), *also),
    )


def typed(option: Option) -> str:
    """An option as it is typed."""
    words = "|".join(option.choices) if 0 < len(option.choices) < 6 else option.value
    return f"--{option.name}" if option.value is None else f"--{option.name} {words}"


def _usage(name: str, operands: Sequence[Operand]) -> str:
    words = [f"[{o.metavar}]..." if o.many else f"[{o.metavar}]" for o in operands]
    return " ".join(("Usage: infocalc", name, "[OPTIONS]", *words))


def _groups(options: Sequence[Option]) -> tuple[Section, ...]:
    rows = {group: tuple((typed(o), o.help) for o in options if o.group == group) for group in GROUPS}
    return tuple(Section(group, found) for group, found in rows.items() if found)
