"""An error as the user sees it: `error: …`, the line it is in, a caret under the place, a way out."""

from __future__ import annotations

from infocalc.errors import InfocalcError, Span
from infocalc.report.hygiene import code_point, printable

_LONGEST = 200  # columns of a source line shown whole
_BEFORE, _AFTER = 30, 40  # columns shown around the caret of a longer one
_CUT = "..."


def draw(error: InfocalcError, line: int | None = None) -> str:
    """The error in plain text; `line` is its number in a batch.

    error: unknown function 'cosec'
      | 3*cosec(x) + 1
      |   ^^^^^
      = did you mean csc, sec, cos?
    """
    where = "" if line is None else f"line {line}: "
    lines = [f"error: {where}{printable(error.message)}"]
    if error.span is not None and error.text is not None:
        lines += ["  | " + part for part in _pointed(error.text, error.span)]
    if error.hint:
        lines += ["  = " + printable(part) for part in error.hint.splitlines()]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _pointed(text: str, span: Span) -> tuple[str, str]:
    """The line that holds the start of the span, and the carets below it."""
    start = min(max(span[0], 0), len(text))
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", start)
    shown = [_visible(c) for c in text[first : last if last >= 0 else len(text)]]
    widths = [_columns(piece) for piece in shown]
    start, end = start - first, min(max(span[1], span[0] + 1) - first, len(shown))
    before, under = sum(widths[:start]), sum(widths[start:end])
    if under == 0 and 0 < start < len(shown):
        before -= 1  # a combining mark stands on the character before it
    carets = " " * before + "^" * max(1, under)
    return _window(shown, widths, before, carets) if sum(widths) > _LONGEST else ("".join(shown), carets)


def _window(shown: list[str], widths: list[int], before: int, carets: str) -> tuple[str, str]:
    """The part of a long line around the caret."""
    left, column, kept, skipped = max(0, before - _BEFORE), 0, [], 0
    for piece, width in zip(shown, widths, strict=True):
        if left <= column < before + _AFTER:
            kept.append(piece)
        elif column < left:
            skipped += width
        column += width
    head = _CUT if skipped else ""
    tail = _CUT if column > before + _AFTER else ""
    place = before - skipped + len(head)
    carets = " " * place + carets.strip()[:_AFTER]
    return head + "".join(kept) + tail, carets


def _visible(character: str) -> str:
    """A tab as one space, anything else unseen by its code point."""
    return " " if character == "\t" else character if character.isprintable() else code_point(character)


def _columns(piece: str) -> int:
    """How many columns of a terminal: 0 for a combining mark, 2 for a wide character."""
    if piece.isascii():
        return len(piece)
    from unicodedata import category, east_asian_width

    if category(piece) in ("Mn", "Me"):
        return 0
    return 2 if east_asian_width(piece) in "WF" else 1
