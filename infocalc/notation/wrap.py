"""A long formula on several lines, broken where a book breaks it: at the outermost operator that fits."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PLACES = re.compile(r"[(\[]|[)\]]| (?=(?:[-+−<>=≤≥≠]|<=|>=|!=|and|or) )|, |[*·]|/")
#: after which sign a line may end, and how gladly: before + and relations, after a comma, after ·, after /
_DISLIKE = {" ": 0.0, ", ": 2.0, "*": 3.0, "·": 3.0, "/": 5.0, "(": 6.0, "[": 6.0}
_PER_LEVEL = 4.0
_PER_EMPTY_LINE = 5.0
_INDENT = "  "

#: a place to break: where the line ends, where the next one starts, and how much it is disliked
_Place = tuple[int, int, float]


def wrap(text: str, width: int) -> list[str]:
    """The formula `text` (plain or Unicode) in lines of at most `width`; nothing is lost but spaces.

    A break in the outermost sum is preferred to one inside parentheses unless it would leave most of
    the line empty. What has no operator (a number of 1,000 digits) is cut at the width.
    """
    if len(text) <= width:
        return [text]
    indent = _INDENT if width >= 8 * len(_INDENT) else ""
    places = list(_breaks(text))
    lines: list[str] = []
    start = first = 0
    while start < len(text):
        room = width - (len(indent) if lines else 0)
        while first < len(places) and places[first][0] <= start:
            first += 1
        end, after = _choose(places, first, start, room, len(text))
        lines.append((indent if lines else "") + text[start:end])
        start = after
    return lines


def _breaks(text: str) -> Iterator[_Place]:
    level = 0
    for match in _PLACES.finditer(text):
        sign = match.group()
        level -= sign in ")]"
        if sign in _DISLIKE:
            end = match.start() if sign == " " else match.start() + 1
            yield end, match.end(), _DISLIKE[sign] + _PER_LEVEL * level
        level += sign in "(["


def _choose(places: list[_Place], first: int, start: int, room: int, end: int) -> tuple[int, int]:
    """Where the line from `start` ends and the next starts: the place of least cost within `room`."""
    if end - start <= room:
        return end, end
    best, least = (start + room, start + room), float("inf")
    for k in range(first, len(places)):
        stop, after, dislike = places[k]
        if stop > start + room:
            break
        cost = dislike + _PER_EMPTY_LINE * (start + room - stop) / room
        if cost <= least:
            best, least = (stop, after), cost
    return best
