"""The manual page infocalc(1) in mdoc, made of the same tables as the help: `infocalc help manual`."""

from __future__ import annotations

import re
from textwrap import wrap

from infocalc.cli.commands import COMMANDS
from infocalc.cli.option import Option
from infocalc.cli.outcome import EXIT_CODES

_DATE = "November 25, 2026"


def manual() -> str:
    """The page, clean under mandoc -T lint."""
    from infocalc.report.render import FORMATS

    lines = [f".Dd {_DATE}", ".Dt INFOCALC 1", ".Os", ".Sh NAME", ".Nm infocalc"]
    lines += [".Nd derivatives and information measures, exact and certified", ".Sh SYNOPSIS"]
    for name in COMMANDS:
        lines += [".Nm", f".Cm {name}", ".Op Ar option ...", ".Op Ar operand ..."]
    lines += [".Nm", ".Cm help", ".Op Ar topic", ".Nm", ".Cm completions", ".Ar shell"]
    lines += [".Sh DESCRIPTION", *_paragraph(_DESCRIPTION), ".Sh COMMANDS", ".Bl -tag -width Ds"]
    lines += [line for name in COMMANDS for line in _command(name)]
    lines += [".El", ".Sh OPTIONS", ".Bl -tag -width Ds", *_options(), ".El"]
    lines += [".Sh FORMATS", *_list({name: row.meaning for name, row in FORMATS.items()})]
    lines += [".Sh EXIT STATUS", *_list({str(code): meaning for code, meaning in EXIT_CODES.items()})]
    lines += [".Sh EXAMPLES", ".Bd -literal"]
    lines += [_escaped(example) for row in COMMANDS.values() for example in row.examples]
    return "\n".join([*lines, ".Ed", ""])


_DESCRIPTION = (
    "Every answer is a formula and a number. Decimals are read as exact rationals, the digits printed are "
    "proved by ball arithmetic or marked as not proved, and an infinity comes with its reason. "
    "Text is text: it is never looked up as a file name. A single dash is standard input, @FILE is a file. "
    "What begins with one minus is an operand; options begin with two."
)


def _command(name: str) -> list[str]:
    row = COMMANDS[name]
    operands = " ".join(p.metavar for p in row.operands)
    about = row.about
    return [f".It Cm {name} {_escaped(operands)}", *_paragraph(about)]


def _options() -> list[str]:
    """Every option once, with the commands that have it where not all do."""
    rows: dict[str, Option] = {}
    having: dict[str, list[str]] = {}
    for name, command in COMMANDS.items():
        for option in command.options:
            rows[option.name] = option
            having.setdefault(option.name, []).append(name)
    lines = []
    for name in sorted(rows):
        option = rows[name]
        value = f" Ar {_escaped('|'.join(option.choices) or option.value or '')}" if option.value else ""
        where = "" if len(having[name]) == len(COMMANDS) else f" ({', '.join(having[name])})"
        lines += [f".It Fl -{name}{value}", *_paragraph(option.help + where)]
    return lines


def _list(rows: dict[str, str]) -> list[str]:
    lines = [".Bl -tag -width Ds"]
    for name, meaning in rows.items():
        lines += [f".It Cm {_escaped(name)}", *_paragraph(meaning)]
    return [*lines, ".El"]


def _paragraph(text: str) -> list[str]:
    """The sentences of a text, each on lines of its own, as mdoc has it."""
    sentences = re.split(r"(?<=[.:]) (?=[A-Z(])", text)
    return [_escaped(line) for sentence in sentences for line in wrap(sentence, 72)]


def _escaped(text: str) -> str:
    plain = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("…", "...")
    plain = plain.replace("é", "\\('e").replace("^", "\\(ha").replace("~", "\\(ti")
    return f"\\&{plain}" if plain.startswith((".", "'")) else plain
