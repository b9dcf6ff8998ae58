"""Completions for zsh: options are offered to who has typed a minus, files to who has typed @."""

from __future__ import annotations

from infocalc.cli.commands import abouts
from infocalc.cli.option import Option
from infocalc.cli.shells.words import FILES, beginnings, commands, heading, names, values, words_of

_SCRIPT = r"""
_infocalc() {
  local -a commands
  commands=(
%COMMANDS%
  )
  if ((CURRENT == 2)); then
    if [[ $PREFIX == -* ]]; then compadd -- --help --version; else _describe 'command' commands; fi
    return
  fi
  local command=$words[2]
  shift words
  ((CURRENT--))
  case $command in
%CASES%
  esac
}

# @FILE, or a name of a list in place of the letters that the word ends with
_infocalc_operand() {
  if [[ $PREFIX == @* ]]; then
    compset -P @
    _files
    return
  fi
  if [[ -z $1 ]]; then
    _message "${2:-operand, or @FILE}"
    return
  fi
  [[ -n $PREFIX && $PREFIX != *[A-Za-z0-9_] ]] && return
  [[ $PREFIX == *[^A-Za-z0-9_]* ]] && compset -P '*[^A-Za-z0-9_]'
  local -a found
  found=(${(P)1})
  _describe 'name' found -S ''
}

%NAMES%

if [[ $funcstack[1] == _infocalc ]]; then _infocalc "$@"; else compdef _infocalc infocalc; fi
"""


def zsh(shells: tuple[str, ...]) -> str:
    """The script."""
    described = [f"    {_quoted(f'{name}:{text}')}" for name, text in abouts().items()]
    cases = [_case(name, options) for name, options in commands().items()]
    cases += [
        f"    {name}) compadd -- {' '.join(words_of(name, shells))} ;;" for name in ("help", "completions")
    ]
    tables = [
        f"typeset -ga _infocalc_{name}=(\n"
        + "\n".join(f"  {_quoted(f'{word}(:{_colons(meaning)}')}" for word, meaning in found.items())
        + "\n)"
        for name, found in names().items()
    ]
    script = _SCRIPT.replace("%COMMANDS%", "\n".join(described)).replace("%CASES%", "\n".join(cases))
    return f"#compdef infocalc\n{heading('zsh')}" + script.replace("%NAMES%", "\n".join(tables))


def _case(name: str, options: tuple[Option, ...]) -> str:
    lines = [f"      {_option(option)} \\" for option in options]
    listed = f" _infocalc_{beginnings(name)}" if beginnings(name) else ""
    operand = f"'*:operand: _infocalc_operand{listed}'"
    return f"    {name}) _arguments \\\n" + "\n".join(lines) + f"\n      '--help[Show help]' {operand} ;;"


def _option(option: Option) -> str:
    about = _colons(option.help.replace("[", "\\[").replace("]", "\\]").rstrip("."))
    if option.value is None:
        return _quoted(f"--{option.name}[{about}]")
    words = values(option)
    action = (
        "_files"
        if option.name in FILES
        else f"({' '.join(words)})"
        if words
        else f" _infocalc_operand '' {_quoted(option.value)}"
    )
    many = "*" if option.many else ""
    return _quoted(f"{many}--{option.name}[{about}]:{_colons(option.value)}:{action}")


def _colons(text: str) -> str:
    return text.replace(":", "\\:")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
