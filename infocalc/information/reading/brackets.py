"""Brackets in the text of an operand."""

from __future__ import annotations


def closes_at_end(text: str, start: int) -> bool:
    """Whether the group that is open at `start` ends the text."""
    depth = 1
    for i in range(start, len(text)):
        depth += (text[i] in "([") - (text[i] in ")]")
        if not depth:
            return not text[i + 1 :].strip(" )")
    return False
