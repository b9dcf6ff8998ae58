"""Completions for fish: every word with what it means."""

from __future__ import annotations

from infocalc.cli.commands import abouts
from infocalc.cli.option import Option
from infocalc.cli.shells.words import FILES, beginnings, commands, heading, meanings, names, values, words_of

_FUNCTIONS = r"""
function __infocalc_files
    set -l word (commandline -ct)
    string match -q -- '@*' $word; and printf '@%s\n' (__fish_complete_path (string sub -s 2 -- $word))
end

# names of a list in place of the letters that the word ends with; an open quote stays open, for behind the
# only match fish would shut it: what is written within the parentheses makes it two
function __infocalc_names
    set -l typed (commandline -ct)
    set -l word (string replace -r '^[\'"]' '' -- $typed)
    string match -q -- '@*' $word; and return
    set -l letters (string match -r '[A-Za-z0-9_]*$' -- $word)
    test -z "$letters" -a -n "$word"; and return
    set -l before (string replace -r '[A-Za-z0-9_]*$' '' -- $word)
    set -l found (string match -- "$letters*" $argv)
    test (count $found) -eq 1 -a "$typed" != "$word"; and set -a found (string replace \t "...)"\t $found)
    printf "$before%s\n" $found
end
"""


def fish(shells: tuple[str, ...]) -> str:
    """The script."""
    first = "__fish_use_subcommand"
    lines = [
        f"complete -c infocalc -n {first} -f -a {name} -d {_quoted(text)}" for name, text in abouts().items()
    ]
    lines.append(f"complete -c infocalc -n {first} -l version -d 'Show the version'")
    lines += [
        f"set -g __infocalc_{name} " + " ".join(_quoted(f"{word}(\t{text}") for word, text in found.items())
        for name, found in names().items()
    ]
    for name, options in commands().items():
        seen = f"-n '__fish_seen_subcommand_from {name}'"
        lines += [f"complete -c infocalc {seen} -l {o.name}{_value(o)}" for o in options]
        lines.append(f"complete -c infocalc {seen} -l help -d 'Show help'")
        listed = f" (__infocalc_names $__infocalc_{beginnings(name)})" if beginnings(name) else ""
        lines.append(f"complete -c infocalc {seen} -f -k -a '(__infocalc_files){listed}'")
    for name in ("help", "completions"):
        seen = f"-n '__fish_seen_subcommand_from {name}'"
        words = " ".join(f"{word}\t{_quoted(text)}" for word, text in words_of(name, shells).items())
        lines.append(f"complete -c infocalc {seen} -f -a {_quoted(words)}")
    return heading("fish") + _FUNCTIONS + "\n".join(lines) + "\n"


def _value(option: Option) -> str:
    about = f" -d {_quoted(option.help.rstrip('.'))}"
    if option.value is None:
        return about
    if option.name in FILES:
        return f" -r -F{about}"
    told = meanings(option)
    words = [f"{word}\t{_quoted(told[word])}" if word in told else word for word in values(option)]
    offered = " ".join(words) if words else "(__infocalc_files)"
    return f" -x -a {_quoted(offered)}{about}"


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
