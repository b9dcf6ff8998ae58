"""A line of the prompt as the words of a command line: quotes are wanted only around blanks."""

from __future__ import annotations

from collections.abc import Iterator

from infocalc.errors import UsageError
from infocalc.notation.brackets import depths


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
    ends = (i for i, sign, depth in depths(text, start) if sign.isspace() and depth <= 0)
    return next(ends, len(text))
