"""Matrices as text: entries in aligned columns between brackets, numbers aligned on the point."""

from __future__ import annotations

import re
from collections.abc import Sequence

_POINT = re.compile(r"\.|(?<=[0-9])e")
_GAP = "  "
_TALL = ("⎡", "⎤"), ("⎢", "⎥"), ("⎣", "⎦")


def aligned(numbers: Sequence[str]) -> list[str]:
    """Decimals of one width with their points below each other; 'inf' and 1e-20 end as if one stood there."""
    places = [match.start() if (match := _POINT.search(number)) else len(number) for number in numbers]
    before = max(places, default=0)
    lines = [" " * (before - place) + number for place, number in zip(places, numbers, strict=True)]
    width = max(map(len, lines), default=0)
    return [line.ljust(width) for line in lines]


def bracketed(
    entries: Sequence[Sequence[str]], left: Sequence[str] = (), top: Sequence[str] = (), plain: bool = False
) -> list[str]:
    """The matrix, m lines (one more with headings `top`); labels `left` stand before the bracket.

    `plain`: ASCII brackets.
    """
    head = [list(top)] if top else []
    widths = [max(map(len, column)) for column in zip(*head, *entries, strict=True)]
    margin = max(map(len, left), default=-len(_GAP)) + len(_GAP)
    lines = [" " * (margin + 2) + _spread(top, widths)] if top else []
    for k, row in enumerate(entries):
        opening, closing = _brackets(k, len(entries), plain)
        label = (left[k] if left else "").ljust(margin)
        lines.append(f"{label}{opening} {_spread(row, widths)} {closing}")
    return lines


def _spread(row: Sequence[str], widths: Sequence[int]) -> str:
    return _GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))


def _brackets(k: int, m: int, plain: bool) -> tuple[str, str]:
    if plain or m == 1:
        return "[", "]"
    return _TALL[0] if k == 0 else _TALL[2] if k == m - 1 else _TALL[1]
