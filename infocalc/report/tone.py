"""Colours of what is said: red for what does not hold, green for what does.

No other hue can be read on light and on dark alike.
"""

from __future__ import annotations

from infocalc.notation.patterns import pattern

_RED = pattern(r"(?:error|check: (?:false|undecided))\b|gate: .* does not hold|\s+\| +\^+\Z")
_GREEN = pattern(r"check: true\b|gate: .* holds\Z")
_ANSI = {"red": "\x1b[1;31m", "green": "\x1b[32m", "bold": "\x1b[1m", "dim": "\x1b[2m"}


def tone(line: str) -> str:
    """The colour of a line: 'red', 'green', 'bold' for a warning, 'dim' for a note, '' for anything else."""
    if _RED.match(line):
        return "red"
    if _GREEN.match(line):
        return "green"
    return "bold" if line.startswith("warning:") else "dim" if line.startswith("note:") else ""


def painted(text: str) -> str:
    """Lines with the escape sequences of their colours around them."""
    return "".join(_painted(line) for line in text.splitlines(keepends=True))


def _painted(line: str) -> str:
    body = line.rstrip("\n")
    color = _ANSI.get(tone(body))
    return line if color is None else f"{color}{body}\x1b[0m{line[len(body) :]}"
