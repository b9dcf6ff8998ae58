"""The sides of A = B = C, as texts."""

from __future__ import annotations

from infocalc.notation.patterns import pattern

_EQUAL = pattern(
    r"(?P<begin>\\begin\b|[(\[{])|(?P<end>\\end\b|[)\]}])|(?P<case>\b(?:if|for|where)\b)"
    r"|(?P<other>[<>!:]=|\\?[<>]=)|(?P<equal>==?)"
)


def sides(text: str) -> list[str]:
    """The sides of an equation; one where there is none, or where = is part of a condition."""
    found, start, depth = [], 0, 0
    for mark in _EQUAL.finditer(text):
        depth += (mark.lastgroup == "begin") - (mark.lastgroup == "end")
        if mark.lastgroup == "case" and depth == 0:
            break
        if mark.lastgroup == "equal" and depth == 0:
            found.append(text[start : mark.start()])
            start = mark.end()
    return [*found, text[start:]]
