"""Text of unknown origin on its way out: made visible, harmless to terminals, CI runners and spreadsheets."""

from __future__ import annotations

from infocalc.notation.patterns import pattern

_RUNNER_COMMAND = pattern(r"#(?=#(?:vso|teamcity)?\[)")
_LINE_COMMAND = pattern(r"(?m)^([ \t]*):(?=:)")
_NUMBER = pattern(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\Z|[+-]?inf\Z")
_FORMULA_START = ("=", "+", "-", "@", "\t", "\r")


def code_point(character: str) -> str:
    """The character by its code point: <U+202E>."""
    return f"<U+{ord(character):04X}>"


def printable(text: str, ascii_only: bool = False) -> str:
    """`text` on one line, with what cannot be seen shown by its code point.

    Control characters, line breaks, bidirectional marks, zero-width characters and lone surrogates; with
    `ascii_only` everything beyond ASCII. What a CI runner would take for a command (`::error::` at the start,
    `##vso[` anywhere) is broken up.
    """
    if not text.isprintable():
        text = "".join([c if c.isprintable() else code_point(c) for c in text])
    if ascii_only:
        text = in_ascii(text)
    if "##" in text:
        text = _RUNNER_COMMAND.sub(code_point("#"), text)
    return quiet_lines(text)


def in_ascii(text: str) -> str:
    """`text` with everything beyond ASCII shown by its code point."""
    return text if text.isascii() else "".join([c if c.isascii() else code_point(c) for c in text])


def quiet_lines(text: str) -> str:
    """No line of `text` starts with `::`, which GitHub's runner takes for a command."""
    return _LINE_COMMAND.sub(rf"\1{code_point(':')}", text) if "::" in text else text


def spreadsheet_cell(text: str) -> str:
    """`text` as a cell that no spreadsheet computes: a leading ' unless it is a number (CWE-1236)."""
    return "'" + text if text.startswith(_FORMULA_START) and not _NUMBER.match(text) else text


def well_formed(text: str) -> str:
    """`text` with lone surrogates shown, so that it can be encoded."""
    if text.isascii():
        return text
    return "".join([code_point(c) if "\ud800" <= c <= "\udfff" else c for c in text])
