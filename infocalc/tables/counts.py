"""What an engine hands over: how many labels have which counts, and the labels that are asked for."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from infocalc.records import NamedTuple

#: (a, b): the counts of a label in the first table and in the second
Pair = tuple[int, int]


#: how a missing value and an empty text are shown
_SHOWN: dict[str | None, str] = {None: "NULL", "": '""'}


class Label(NamedTuple):
    """A label with its counts in the first table and in the second: the text of each of its columns.

    A text None is a missing value.
    """

    texts: tuple[str | None, ...]
    a: int
    b: int

    @property
    def text(self) -> str:
        """The label in one line."""
        return ", ".join(_SHOWN.get(text, text) or "" for text in self.texts)

    @property
    def order(self) -> tuple[int, tuple[tuple[bool, str], ...]]:
        """Those with the most rows first, then by text."""
        return -self.a - self.b, tuple((text is not None, text or "") for text in self.texts)


def named(labels: Sequence[Label]) -> list[str]:
    """The labels in one line each, all different: their texts, told apart where two would look the same."""
    texts = [label.text for label in labels]
    taken = set(texts)
    if len(taken) == len(texts):
        return texts
    if len(labels[0].texts) > 1:  # in quotes no comma is that between two columns, and NULL is no text
        return [", ".join("NULL" if x is None else _quoted(x) for x in label.texts) for label in labels]
    special = dict(_SHOWN)
    for value, what in ((None, "missing"), ("", "empty")):
        while special[value] in taken:
            special[value] += f" ({what})"
    return [special.get(label.texts[0], label.text) for label in labels]


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


class Counts(NamedTuple):
    """Groups (a, b, m): m labels occur a times in the first table and b times in the second.

    `missing` are the rows of each without a value, which are among the groups unless they were dropped.
    `find` names labels with given counts, as many as wanted: those with the most rows first, then by text.
    `edges` are those of the bins of a numeric column, in the order of the bins. `empty` tells where the first
    row without a value stands.
    """

    groups: tuple[tuple[int, int, int], ...]
    missing: Pair
    find: Callable[[Sequence[Pair], int], list[Label]]
    edges: tuple[float, ...] | None = None
    empty: Callable[[], str | None] = lambda: None

    @property
    def labels(self) -> int:
        return sum(m for *_, m in self.groups)

    @property
    def rows(self) -> Pair:
        return sum(a * m for a, _, m in self.groups), sum(b * m for _, b, m in self.groups)


class Question(NamedTuple):
    """What is to be counted: a column, or several that make one label together.

    `numeric` columns are counted in bins: between `edges`, or in `bins` parts of about as many rows of the
    second table each. Without `nulls` rows with a missing value are left out.
    """

    columns: tuple[str, ...]
    numeric: bool = False
    bins: int = 10
    edges: tuple[float, ...] | None = None
    nulls: bool = True

    @property
    def name(self) -> str:
        return ", ".join(self.columns)


def of_labels(labels: Sequence[Label], missing: Pair, edges: tuple[float, ...] | None) -> Counts:
    """The counts of labels that are few."""
    found: dict[Pair, int] = {}
    for label in labels:
        if label.a or label.b:
            found[label.a, label.b] = found.get((label.a, label.b), 0) + 1
    groups = tuple((a, b, m) for (a, b), m in sorted(found.items()))

    def find(pairs: Sequence[Pair], most: int) -> list[Label]:
        wanted = set(pairs)
        named = [label for label in labels if (label.a, label.b) in wanted]
        return sorted(named, key=lambda label: label.order)[:most]

    return Counts(groups, missing, find, edges)


def chosen_edges(least: Sequence[tuple[int, float]], bins: int) -> tuple[float, ...]:
    """The edges from pairs (t, v): v is the least value with at least the share t/bins of the rows up to it.

    A share that no pair has belongs to the next; equal edges are merged.
    """
    found: list[float] = []
    for k in range(1, bins):
        edge = next((v for t, v in sorted(least) if t >= k), None)
        if edge is not None and edge not in found:
            found.append(edge)
    return tuple(found)


def bin_names(edges: Sequence[float]) -> list[str]:
    """(-inf, e1], (e1, e2], …, (ek, inf)."""
    if not edges:
        return ["(-inf, inf)"]
    ends = [shown(edge) for edge in edges]
    inner = [f"({a}, {b}]" for a, b in itertools.pairwise(ends)]
    return [f"(-inf, {ends[0]}]", *inner, f"({ends[-1]}, inf)"]


def shown(edge: float) -> str:
    """An edge as the shortest decimal that is this double."""
    return str(int(edge)) if edge == int(edge) and abs(edge) < 1e15 else repr(edge)
