"""--plot of `drift`: shares of the baseline and of today, column by column, all on one scale."""

from __future__ import annotations

from collections.abc import Sequence

from infocalc.drift.column import Column
from infocalc.report.picture import Bars, Picture
from infocalc.tables.counts import Label

#: labels drawn of a column, the most frequent ones; columns drawn, those furthest apart
_MOST_LABELS, _MOST_COLUMNS = 12, 20


def picture(columns: Sequence[Column], digits: int) -> Picture:
    """A picture a column, in the order given."""
    found = [_column(c, digits) for c in columns[:_MOST_COLUMNS]]
    top = max((height for one in found for row in one.bars for height in row.heights), default=0.0)
    return Picture(below=tuple(one._replace(top=top) for one in found))


def _column(c: Column, digits: int) -> Picture:
    """Two bars a label: its share of the rows of either table."""
    n, m = c.joint.rows
    labels = _labels(c)
    left_out = c.joint.labels - len(labels)
    more = f", {left_out:,} more labels" if left_out > 0 else ""
    return Picture(
        title=f"{c.name}: JSD = {c.number('JSD', digits).decimal} nats{more}",
        labels=tuple(label.text for label in labels),
        bars=(
            Bars("baseline", tuple(label.b / m for label in labels)),
            Bars("today", tuple(label.a / n for label in labels)),
        ),
    )


def _labels(c: Column) -> list[Label]:
    """The most frequent labels, and bins in their order."""
    n, m = c.joint.rows

    def share(a: int, b: int) -> float:
        return max(a / n, b / m)

    pairs, several = [], 0
    for a, b, k in sorted(c.joint.groups, key=lambda group: -share(*group[:2])):
        if several < _MOST_LABELS:
            pairs.append((a, b))
            several += k
    labels = c.counts.find(pairs, _MOST_LABELS)
    return labels if c.counts.edges is not None else sorted(labels, key=lambda x: -share(x.a, x.b))
