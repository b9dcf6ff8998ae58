"""What may be asked about drift, as plain values."""

from __future__ import annotations

from infocalc.information.options import InformationOptions
from infocalc.records import NamedTuple

#: bins of a numeric column
BINS = 10


class DriftOptions(NamedTuple):
    """`columns` and `numeric` are compared (neither: all that both tables have); `gates` are texts as typed.

    `edges` are texts 0,10,100 or NAME=0,10,100. `reading` is how the tables are read.
    """

    reading: InformationOptions
    digits: int = 15
    columns: tuple[str, ...] = ()
    numeric: tuple[str, ...] = ()
    bins: int = BINS
    edges: tuple[str, ...] = ()
    nulls: str = "label"
    counts: bool = False
    profile: bool = False
    plot: bool = False
    gates: tuple[tuple[str, str], ...] = ()
