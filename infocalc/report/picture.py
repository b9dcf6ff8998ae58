"""What a picture shows, as plain numbers: curves over an interval, bars of outcomes, a matrix, a field."""

from __future__ import annotations

from infocalc.records import NamedTuple

#: a piece of a curve without a gap
Segment = tuple[tuple[float, float], ...]


class Curve(NamedTuple):
    """One function: its name, its pieces between poles, jumps and gaps, and the heights worth showing.

    `marks` are points on it, `tangent` is a straight line at one of them. `over`: drawn over that before it.
    """

    name: str
    segments: tuple[Segment, ...]
    low: float
    high: float
    marks: Segment = ()
    tangent: Segment = ()
    over: bool = False


class Bars(NamedTuple):
    """One pmf: its name and the heights in the order of the labels."""

    name: str
    heights: tuple[float, ...]


class Heat(NamedTuple):
    """A matrix of numbers with names of its rows and columns."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]


class Surface(NamedTuple):
    """A function of two variables, `heights[i][j]` at the i-th place upwards and the j-th across (nan: none).

    `arrows` are its gradient (u, v) at places (x, y).
    """

    upwards: str
    interval: tuple[float, float]
    heights: tuple[tuple[float, ...], ...]
    arrows: tuple[tuple[float, float, float, float], ...]


class Picture(NamedTuple):
    """Curves, or a field, over `interval` of the variable; bars over `labels`; a matrix; several pictures.

    `top` is the height at the end of the scale of bars, where several pictures share one.
    """

    variable: str = ""
    interval: tuple[float, float] = (0.0, 1.0)
    curves: tuple[Curve, ...] = ()
    labels: tuple[str, ...] = ()
    bars: tuple[Bars, ...] = ()
    title: str = ""
    heat: Heat | None = None
    field: Surface | None = None
    below: tuple[Picture, ...] = ()
    top: float = 0.0

    @property
    def panels(self) -> tuple[tuple[Curve, ...], ...]:
        """The curves that are drawn together."""
        found: list[list[Curve]] = []
        for curve in self.curves:
            if curve.over and found:
                found[-1].append(curve)
            else:
                found.append([curve])
        return tuple(map(tuple, found))


def heights(curves: tuple[Curve, ...]) -> tuple[float, float]:
    """The heights that all of these curves need."""
    return min(c.low for c in curves), max(c.high for c in curves)
