"""`infocalc completions SHELL`: static scripts made of the command tree; no TAB ever starts Python."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches

from infocalc.cli.shells.bash import bash
from infocalc.cli.shells.fish import fish
from infocalc.cli.shells.powershell import powershell
from infocalc.cli.shells.zsh import zsh
from infocalc.errors import UsageError

#: a script of each shell, told the names of all
SHELLS: dict[str, Callable[[tuple[str, ...]], str]] = {
    "bash": bash,
    "zsh": zsh,
    "fish": fish,
    "powershell": powershell,
}

#: the name of each script in completions/
FILES = {
    "bash": "infocalc.bash",
    "zsh": "_infocalc",
    "fish": "infocalc.fish",
    "powershell": "infocalc.ps1",
}


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
    return SHELLS[words[0]](tuple(SHELLS))
