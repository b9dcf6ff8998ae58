"""Matrices and functions of two variables in characters: shades with numbers, contours with arrows."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from infocalc.report.hygiene import printable
from infocalc.report.picture import Heat, Picture, Surface

_SHADES = {False: " ░▒▓█", True: " .+#@"}
#: directions anticlockwise from the right
_ARROWS = {False: "→↗↑↖←↙↓↘", True: ">/^\\</v\\"}
_HEIGHT, _MARGIN, _CONTOURS = 20, 10, 6


def heat_lines(heat: Heat, only_ascii: bool) -> Iterator[str]:
    """A shade and a number for each entry."""
    most = max((abs(v) for row in heat.values for v in row), default=0.0) or 1.0
    names = [printable(name, only_ascii) for name in heat.rows]
    left = max(map(len, names), default=0)
    cells = [[f"{_shade(v / most, only_ascii) * 2} {v:.4g}" for v in row] for row in heat.values]
    titles = [printable(name, only_ascii) for name in heat.columns]
    wide = max(len(text) for text in (*titles, *(cell for row in cells for cell in row)))
    yield " " * left + "".join(f"  {title:<{wide}}" for title in titles)
    for name, row in zip(names, cells, strict=True):
        yield f"{name:>{left}}" + "".join(f"  {cell:<{wide}}" for cell in row)


def _shade(share: float, only_ascii: bool) -> str:
    signs = _SHADES[only_ascii]
    return signs[0] if share == 0 else signs[max(1, math.ceil(abs(share) * (len(signs) - 1)))]


def field_lines(picture: Picture, field: Surface, columns: int, only_ascii: bool) -> Iterator[str]:
    """Contours as dots, the directions of the gradient as arrows."""
    width = columns - _MARGIN - 1
    bands = _bands(field.heights, width)
    grid = [[_contour(bands, i, j, only_ascii) for j in range(width)] for i in range(_HEIGHT)]
    (left, right), (bottom, top) = picture.interval, field.interval
    for x, y, u, v in field.arrows:
        j = round((x - left) / (right - left) * (width - 1))
        i = round((top - y) / (top - bottom) * (_HEIGHT - 1))
        grid[i][j] = _arrow(u, v, only_ascii)
    edge, corner, line = ("|", "+", "-") if only_ascii else ("│", "└", "─")
    for i, row in enumerate(grid):
        label = {0: f"{top:.4g}", _HEIGHT - 1: f"{bottom:.4g}", _HEIGHT // 2: field.upwards}.get(i, "")
        yield f"{label:>{_MARGIN - 1}} {edge}{''.join(row)}"
    yield " " * _MARGIN + corner + line * width
    said = f"{picture.variable} = {left:.4g}"
    yield " " * (_MARGIN + 1) + said + f"{right:.4g}".rjust(width - len(said))


def _bands(heights: Sequence[Sequence[float]], width: int) -> list[list[int | None]]:
    """Between which contours each cell lies, from the top; None where there is no value."""
    known = [v for row in heights for v in row if math.isfinite(v)]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    step = (high - low) / _CONTOURS or 1.0
    rows, columns = len(heights), len(heights[0])
    return [
        [
            _band(
                heights[round((1 - i / (_HEIGHT - 1)) * (rows - 1))][round(j / (width - 1) * (columns - 1))],
                low,
                step,
            )
            for j in range(width)
        ]
        for i in range(_HEIGHT)
    ]


def _band(height: float, low: float, step: float) -> int | None:
    return int((height - low) / step) if math.isfinite(height) else None


def _contour(bands: list[list[int | None]], i: int, j: int, only_ascii: bool) -> str:
    here = bands[i][j]
    beside = [bands[a][b] for a, b in ((i + 1, j), (i, j + 1)) if a < len(bands) and b < len(bands[0])]
    crossed = any(here is not None and other is not None and other != here for other in beside)
    return ("." if only_ascii else "·") if crossed else " "


def _arrow(u: float, v: float, only_ascii: bool) -> str:
    if not (math.isfinite(u) and math.isfinite(v)) or u == v == 0:
        return "o" if u == v == 0 else " "
    return _ARROWS[only_ascii][round(math.atan2(v, u) / (math.pi / 4)) % 8]
