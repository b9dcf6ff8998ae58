"""A picture in characters: Braille dots with box-drawing axes, or ASCII; as wide as the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from infocalc.notation.wrap import wrap
from infocalc.report.hygiene import printable
from infocalc.report.maps import field_lines, heat_lines
from infocalc.report.picture import Curve, Picture, Segment, heights

_HEIGHT, _WIDEST, _MARGIN = 10, 100, 10
#: the bit of a Braille character for dot (column, row)
_DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
_BLOCKS = " ▏▎▍▌▋▊▉█"
#: layers of a panel: the first curve, the second, a tangent, a marked point; and how each looks
_TANGENT, _MARK = 2, 3
_SIGNS = {False: "⠶∘·●", True: "*o.@"}


def draw(picture: Picture, width: int, only_ascii: bool) -> str:
    """One panel below the other, a bar for each outcome, a shade for each entry, or a map with arrows."""
    lines = _lines(picture, min(width, _WIDEST), only_ascii)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _lines(picture: Picture, columns: int, only_ascii: bool) -> Iterator[str]:
    if picture.title:
        yield from wrap(printable(picture.title, only_ascii), columns)
    if picture.bars:
        yield from _bars(picture, columns, only_ascii)
    if picture.heat is not None:
        yield from heat_lines(picture.heat, only_ascii)
    if picture.field is not None:
        yield from field_lines(picture, picture.field, columns, only_ascii)
    for k, curves in enumerate(picture.panels):
        if k:
            yield ""
        yield from _panel(curves, picture, columns, only_ascii, k == len(picture.panels) - 1)
    for k, one in enumerate(picture.below):
        if k:
            yield ""
        yield from _lines(one, columns, only_ascii)


# ── curves ───────────────────────────────────────────────────────────────────────────────────────


def _panel(
    curves: tuple[Curve, ...], picture: Picture, columns: int, only_ascii: bool, last: bool
) -> Iterator[str]:
    width = columns - _MARGIN - 1
    low, high = picture.interval
    bottom, top = heights(curves)
    grid = _Grid(width, 1 if only_ascii else 2, 1 if only_ascii else 4)
    for k, curve in enumerate(curves):
        for segment in curve.segments:
            grid.trace(segment, (low, high), (bottom, top), k)
        grid.trace(curve.tangent, (low, high), (bottom, top), _TANGENT)
        grid.mark(curve.marks, (low, high), (bottom, top))
    zero_row = grid.row_of(0.0, bottom, top)
    zero_column = grid.column_of(0.0, low, high)
    edge = "|" if only_ascii else "│"
    signs = _SIGNS[only_ascii]
    names = [curve.name if len(curves) == 1 else f"{signs[k]} {curve.name}" for k, curve in enumerate(curves)]
    for line in wrap(printable("   ".join(names), only_ascii), width):
        yield " " * (_MARGIN + 1) + line
    for i in range(_HEIGHT):
        label = {0: _short(top), _HEIGHT - 1: _short(bottom)}.get(i, "")
        if i == zero_row and not label:
            label = "0"
        body = "".join(grid.cell(i, j, i == zero_row, j == zero_column, only_ascii) for j in range(width))
        yield f"{label:>{_MARGIN - 1}} {edge}{body}"
    corner, line = ("+", "-") if only_ascii else ("└", "─")
    yield " " * _MARGIN + corner + line * width
    if last:
        left, right = f"{picture.variable} = {_short(low)}", _short(high)
        yield " " * (_MARGIN + 1) + left + right.rjust(width - len(left))


def _short(x: float) -> str:
    return f"{x:.4g}"


class _Grid:
    """Dots in cells of `across` × `down`."""

    def __init__(self, width: int, across: int, down: int) -> None:
        self.width, self.across, self.down = width, across, down
        self.lit: dict[tuple[int, int], int] = {}
        self.signs: dict[tuple[int, int], int] = {}

    def mark(self, points: Segment, xs: tuple[float, float], ys: tuple[float, float]) -> None:
        """A sign at each of the points."""
        for x, y in points:
            row, column = self.row_of(y, *ys), self.column_of(x, *xs)
            if row is not None and column is not None:
                self.signs[row, column] = _MARK

    def trace(
        self, segment: Segment, xs: tuple[float, float], ys: tuple[float, float], layer: int = 0
    ) -> None:
        """Light the dots along the straight lines between the points; above layer 0 signs."""
        wide, high = self.width * self.across - 1, _HEIGHT * self.down - 1
        before: tuple[float, float] | None = None
        for x, y in segment:
            u = (x - xs[0]) / (xs[1] - xs[0]) * wide
            v = (ys[1] - y) / (ys[1] - ys[0]) * high
            here = (u, min(max(v, -high), 2 * high))
            for a, b in _line(before or here, here):
                if 0 <= a <= wide and 0 <= b <= high:
                    self._light(a, b, layer)
            before = here

    def _light(self, a: int, b: int, layer: int) -> None:
        cell = (b // self.down, a // self.across)
        if layer:
            self.signs.setdefault(cell, layer)
            return
        bit = _DOTS[a % self.across][b % self.down]
        self.lit[cell] = self.lit.get(cell, 0) | bit

    def row_of(self, y: float, low: float, high: float) -> int | None:
        """The row of cells in which a height lies."""
        return int((high - y) / (high - low) * (_HEIGHT - 1e-9)) if low <= y <= high else None

    def column_of(self, x: float, low: float, high: float) -> int | None:
        return int((x - low) / (high - low) * (self.width - 1e-9)) if low < x < high else None

    def cell(self, i: int, j: int, axis: bool, upright: bool, only_ascii: bool) -> str:
        bits, sign = self.lit.get((i, j), 0), self.signs.get((i, j), 0)
        if sign == _MARK or (sign and not bits):
            return _SIGNS[only_ascii][sign]
        if bits:
            return "*" if only_ascii else chr(0x2800 + bits)
        if axis:
            return "-" if only_ascii else "┄"
        if upright:
            return ":" if only_ascii else "┊"
        return " "


def _line(start: tuple[float, float], end: tuple[float, float]) -> Iterator[tuple[int, int]]:
    """The dots on the way, as many as the longer side needs."""
    steps = max(1, round(max(abs(end[0] - start[0]), abs(end[1] - start[1]))))
    for k in range(steps + 1):
        t = k / steps
        yield (round(start[0] + t * (end[0] - start[0])), round(start[1] + t * (end[1] - start[1])))


# ── bars ─────────────────────────────────────────────────────────────────────────────────────────


def _bars(picture: Picture, columns: int, only_ascii: bool) -> Iterator[str]:
    labels = [printable(label, only_ascii) for label in picture.labels]
    widest = min(max(map(len, labels)), columns // 3)
    names = max(len(row.name) for row in picture.bars)
    most = picture.top or max(max(row.heights) for row in picture.bars) or 1.0
    room = columns - widest - names - 12
    for i, label in enumerate(labels):
        for k, row in enumerate(picture.bars):
            shown = label if k == 0 else ""
            bar = _bar(row.heights[i] / most * room, row is picture.bars[0], only_ascii)
            yield f"{shown[:widest]:>{widest}} {row.name:<{names}} {bar} {_short(row.heights[i])}"


def _bar(length: float, first: bool, only_ascii: bool) -> str:
    if only_ascii:
        return ("#" if first else "=") * round(length)
    if not first:
        return "▒" * round(length)
    whole, part = divmod(round(length * 8), 8)
    return "█" * whole + (_BLOCKS[part] if part else "")
