"""`infocalc completions SHELL`: static scripts made of the command tree; no TAB ever starts Python."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from functools import cache

from infocalc.calculus.operator import OPERATORS
from infocalc.cli.commands import COMMANDS, abouts
from infocalc.cli.options import Option
from infocalc.cli.topics import TOPICS
from infocalc.errors import UsageError

#: options whose value is a file; those whose value is one of a list are found in the tables
_FILES = frozenset({"output"})


def completions_text(words: list[str]) -> str:
    """The script for one shell."""
    if words in (["--help"], ["-h"]):
        from infocalc.cli.help import help_text

        return help_text(["completions"])
    if len(words) != 1:
        raise UsageError("name one shell", hint=f"infocalc completions {'|'.join(SHELLS)}")
    if words[0] not in SHELLS:
        near = get_close_matches(words[0], SHELLS, 1, 0.5)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(SHELLS)}"
        raise UsageError(f"no completions for '{words[0]}'", hint=hint)
    return SHELLS[words[0]]()


# ── what is completed ────────────────────────────────────────────────────────────────────────────


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


def operands(command: str) -> tuple[str, ...]:
    """The words an operand may begin with: functions, or families."""
    if command in (*OPERATORS, "eval", "equal"):
        from infocalc.functions import TABLE as FUNCTIONS

        return tuple(sorted(f"{name}(" for name in FUNCTIONS))
    from infocalc.information.families import TABLE
    from infocalc.information.reading.derived import DERIVED
    from infocalc.information.reading.family_names import STRUCTURED

    return tuple(sorted(f"{name}(" for name in (*TABLE, *STRUCTURED, *DERIVED))) if command != "mi" else ()


def words_of(name: str) -> tuple[str, ...]:
    """The arguments of `help` and of `completions`."""
    return (*TOPICS, *commands()) if name == "help" else tuple(SHELLS)


def _valued() -> dict[str, tuple[str, ...]]:
    """Every option that takes a value, with its words."""
    return {o.name: values(o) for options in commands().values() for o in options if o.value is not None}


def _heading(mark: str, shell: str) -> str:
    return f"{mark} Completions of infocalc for {shell}, printed by: infocalc completions {shell.lower()}\n"


# ── the scripts ──────────────────────────────────────────────────────────────────────────────────


def _bash() -> str:
    valued = _valued()
    lists = "".join(
        f"        --{name}) COMPREPLY=($(compgen -W '{' '.join(words)}' -- \"$word\")); return ;;\n"
        for name, words in valued.items()
        if words
    )
    any_value = "|".join(f"--{name}" for name, words in valued.items() if not words and name not in _FILES)
    cases = "".join(
        f"        {name})\n"
        f"            options='{' '.join(f'--{o.name}' for o in options)} --help'\n"
        f"            operands='{' '.join(operands(name))}' ;;\n"
        for name, options in commands().items()
    )
    cases += "".join(
        f"        {name}) operands='{' '.join(words_of(name))}' ;;\n" for name in ("help", "completions")
    )
    return f"""{_heading("#", "bash")}
_infocalc() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} options='' operands=''
    word=${{word#[\\'\\"]}}
    COMPREPLY=()
    if ((COMP_CWORD == 1)); then
        COMPREPLY=($(compgen -W '{" ".join(abouts())} --help --version' -- "$word"))
        return
    fi
    case $before in
{lists}        --output) COMPREPLY=($(compgen -f -- "$word")); return ;;
        {any_value}) return ;;
    esac
    case ${{COMP_WORDS[1]}} in
{cases}    esac
    case $word in
        -*) COMPREPLY=($(compgen -W "$options" -- "$word")) ;;
        @*) COMPREPLY=($(compgen -f -P @ -- "${{word#@}}")) ;;
        *) COMPREPLY=($(compgen -W "$operands" -- "$word")) ;;
    esac
}}
complete -o nospace -F _infocalc infocalc
"""


def _zsh() -> str:
    about = abouts()
    described = "\n".join(f"    {_quoted(f'{name}:{text}')}" for name, text in about.items())
    cases = "".join(_zsh_case(name, options) for name, options in commands().items())
    cases += "".join(
        f"    {name}) _values '{name}' {' '.join(words_of(name))} ;;\n" for name in ("help", "completions")
    )
    return f"""#compdef infocalc
{_heading("#", "zsh")}
_infocalc() {{
  local -a commands
  commands=(
{described}
  )
  if ((CURRENT == 2)); then
    _describe 'command' commands
    compadd -- --help --version
    return
  fi
  local command=$words[2]
  shift words
  ((CURRENT--))
  case $command in
{cases}  esac
}}

_infocalc_file() {{
  if compset -P @; then _files; else compadd -S '' -- "$@"; fi
}}

if [[ $funcstack[1] == _infocalc ]]; then _infocalc "$@"; else compdef _infocalc infocalc; fi
"""


def _zsh_case(name: str, options: tuple[Option, ...]) -> str:
    lines = [f"      {_zsh_option(option)} \\" for option in options]
    operand = f"'*:operand:_infocalc_file {' '.join(_escaped(word) for word in operands(name))}'"
    return (
        f"    {name}) _arguments -s \\\n" + "\n".join(lines) + f"\n      '--help[Show help]' {operand} ;;\n"
    )


def _escaped(word: str) -> str:
    return word.replace("(", "\\(")


def _zsh_option(option: Option) -> str:
    about = option.help.replace("[", "\\[").replace("]", "\\]").replace(":", "\\:").rstrip(".")
    if option.value is None:
        return _quoted(f"--{option.name}[{about}]")
    words = values(option)
    action = "_files" if option.name in _FILES else f"({' '.join(words)})" if words else " "
    many = "*" if option.many else ""
    return _quoted(f"{many}--{option.name}[{about}]:{option.value}:{action}")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _fish() -> str:
    first = "__fish_use_subcommand"
    lines = [
        f"complete -c infocalc -n {first} -f -a {name} -d {_fish_quoted(text)}"
        for name, text in abouts().items()
    ]
    lines.append(f"complete -c infocalc -n {first} -l version -d 'Show the version'")
    for name, options in commands().items():
        seen = f"-n '__fish_seen_subcommand_from {name}'"
        lines += [f"complete -c infocalc {seen} -l {o.name}{_fish_value(o)}" for o in options]
        lines.append(f"complete -c infocalc {seen} -l help -d 'Show help'")
        if operands(name):
            words = " ".join(_escaped(word) for word in operands(name))
            lines.append(f"complete -c infocalc {seen} -f -a {_fish_quoted(words)}")
    for name in ("help", "completions"):
        seen = f"-n '__fish_seen_subcommand_from {name}'"
        lines.append(f"complete -c infocalc {seen} -f -a {_fish_quoted(' '.join(words_of(name)))}")
    return _heading("#", "fish") + "\n".join(lines) + "\n"


def _fish_value(option: Option) -> str:
    about = f" -d {_fish_quoted(option.help.rstrip('.'))}"
    if option.value is None:
        return about
    if option.name in _FILES:
        return f" -r{about}"
    words = values(option)
    return f" -x{f' -a {_fish_quoted(chr(32).join(words))}' if words else ''}{about}"


def _fish_quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _powershell() -> str:
    def listed(words: tuple[str, ...]) -> str:
        return ", ".join(f"'{word}'" for word in words)

    options = "\n".join(
        f"        '{name}' = @({listed(tuple(f'--{o.name}' for o in row))}, '--help')"
        for name, row in commands().items()
    )
    starts = "\n".join(
        f"        '{name}' = @({listed(words)})"
        for name, words in [
            *((name, operands(name)) for name in commands()),
            *((name, words_of(name)) for name in ("help", "completions")),
        ]
    )
    words = "\n".join(
        f"        '--{name}' = @({listed(found)})" for name, found in _valued().items() if found
    )
    return f"""{_heading("#", "powershell")}
Register-ArgumentCompleter -Native -CommandName infocalc -ScriptBlock {{
    param($word, $ast, $cursor)
    $options = @{{
{options}
    }}
    $operands = @{{
{starts}
    }}
    $values = @{{
{words}
    }}
    $typed = @($ast.CommandElements | ForEach-Object {{ $_.ToString() }})
    if ($word -ne '') {{ $before = $typed[-2]; $count = $typed.Count }}
    else {{ $before = $typed[-1]; $count = $typed.Count + 1 }}
    if ($count -le 2) {{ $found = @({listed(tuple(abouts()))}, '--help', '--version') }}
    elseif ($values.ContainsKey($before)) {{ $found = $values[$before] }}
    elseif ($word.StartsWith('-')) {{ $found = $options[$typed[1]] }}
    else {{ $found = $operands[$typed[1]] }}
    $found | Where-Object {{ $_ -like "$word*" }} | ForEach-Object {{
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
    }}
}}
"""


SHELLS: dict[str, Callable[[], str]] = {"bash": _bash, "zsh": _zsh, "fish": _fish, "powershell": _powershell}

#: the name of each script in completions/
FILES = {
    "bash": "infocalc.bash",
    "zsh": "_infocalc",
    "fish": "infocalc.fish",
    "powershell": "infocalc.ps1",
}
