"""What a picture shows, as plain numbers: curves over an interval, or bars over outcomes."""

from __future__ import annotations

from infocalc.records import NamedTuple

#: a piece of a curve without a gap
Segment = tuple[tuple[float, float], ...]


class Curve(NamedTuple):
    """One function: its name, its pieces between poles, jumps and gaps, and the heights worth showing."""

    name: str
    segments: tuple[Segment, ...]
    low: float
    high: float


class Bars(NamedTuple):
    """One pmf: its name and the heights in the order of the labels."""

    name: str
    heights: tuple[float, ...]


class Picture(NamedTuple):
    """Curves over `interval` of the variable, or bars over `labels`; never both."""

    variable: str = ""
    interval: tuple[float, float] = (0.0, 1.0)
    curves: tuple[Curve, ...] = ()
    labels: tuple[str, ...] = ()
    bars: tuple[Bars, ...] = ()
