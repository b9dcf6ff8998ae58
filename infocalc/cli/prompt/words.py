"""A line of the prompt as the words of a command line: quotes are wanted only around blanks."""

from __future__ import annotations

from collections.abc import Iterator

from infocalc.errors import UsageError

_OPEN, _CLOSE = "([{", ")]}"


def words(text: str) -> list[str]:
    """The words of a line. Blanks inside brackets do not divide: Normal(0, 1) is one word.

    A quote begins only where a word does, so that x'*A*x and f'(x) need none around them.
    """
    return list(_words(text))


def _words(text: str) -> Iterator[str]:
    i = 0
    while i < len(text):
        if text[i].isspace():
            i += 1
        elif text[i] in "'\"":
            end = text.find(text[i], i + 1)
            if end < 0:
                raise UsageError("the quote is not closed", None, (i, len(text)), text)
            yield text[i + 1 : end]
            i = end + 1
        else:
            end = _end(text, i)
            yield text[i:end]
            i = end


def _end(text: str, start: int) -> int:
    """Where the word that begins here ends: at a blank outside of brackets."""
    depth = 0
    for i in range(start, len(text)):
        depth += (text[i] in _OPEN) - (text[i] in _CLOSE)
        if text[i].isspace() and depth <= 0:
            return i
    return len(text)


def parts(text: str, marks: str) -> Iterator[tuple[str, str]]:
    """The parts between marks outside of brackets, each with the mark behind it, '' for the last."""
    depth = start = 0
    for i, character in enumerate(text):
        depth += (character in _OPEN) - (character in _CLOSE)
        if character in marks and depth == 0:
            yield text[start:i], character
            start = i + 1
    yield text[start:], ""
