"""Completions for PowerShell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from infocalc.cli.commands import abouts
from infocalc.cli.shells.words import beginnings, commands, heading, names, valued, words_of


def powershell(shells: tuple[str, ...]) -> str:
    """The script."""
    options = {name: [*(f"--{o.name}" for o in row), "--help"] for name, row in commands().items()}
    starts: dict[str, Iterable[str]] = {name: _operands(name) for name in commands()}
    starts |= {name: words_of(name, shells) for name in ("help", "completions")}
    words = {f"--{name}": found for name, found in valued().items() if found}
    return f"""{heading("powershell")}
Register-ArgumentCompleter -Native -CommandName infocalc -ScriptBlock {{
    param($word, $ast, $cursor)
    $options = @{{
{_entries(options)}
    }}
    $operands = @{{
{_entries(starts)}
    }}
    $values = @{{
{_entries(words)}
    }}
    $typed = @($ast.CommandElements | ForEach-Object {{ $_.ToString() }})
    if ($word -ne '') {{ $before = $typed[-2]; $count = $typed.Count }}
    else {{ $before = $typed[-1]; $count = $typed.Count + 1 }}
    if ($count -le 2) {{ $found = @({_listed(abouts())}, '--help', '--version') }}
    elseif ($values.ContainsKey($before)) {{ $found = $values[$before] }}
    elseif ($word.StartsWith('-')) {{ $found = $options[$typed[1]] }}
    else {{ $found = $operands[$typed[1]] }}
    $found | Where-Object {{ $_ -like "$word*" }} | ForEach-Object {{
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
    }}
}}
"""


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def _entries(table: Mapping[str, Iterable[str]]) -> str:
    """The lines of a hash table of lists."""
    return "\n".join(f"        '{name}' = @({_listed(words)})" for name, words in table.items())


def _operands(command: str) -> tuple[str, ...]:
    return tuple(f"{name}(" for name in names().get(beginnings(command), ()))
