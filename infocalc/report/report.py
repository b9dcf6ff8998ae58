"""The one value that every command returns and every renderer prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from infocalc.annotations import TYPE_CHECKING, Any
from infocalc.notation.formula import Formula
from infocalc.records import NamedTuple

if TYPE_CHECKING:
    from infocalc.report.picture import Picture

#: digits beyond those of a double, from which the nearest double is found
DOUBLE_DIGITS = 25


def unique(texts: Iterable[str]) -> tuple[str, ...]:
    """What is said in an answer, each once, in the order in which it was said first."""
    return tuple(dict.fromkeys(texts))


class Number(NamedTuple):
    """A value as text: `decimal` has the digits asked for, each correct when `certified`.

    `decimal` is 'inf' or '-inf' for an infinite value, 'a + b*i' for a complex one. `exact` is the exact
    value in plain notation when it is short enough to be worth showing, such as '1/4' or 'pi/6'. `double` is
    the nearest double where the decimal has too few digits to give it.
    """

    decimal: str
    certified: bool
    exact: str | None = None
    double: float | None = None


class Row(NamedTuple):
    """One line of the answer: df/dx, or an entry of a matrix (row, col from 1), or H(P)."""

    name: str
    formula: Formula | None = None
    number: Number | None = None
    row: int | None = None
    col: int | None = None


class Step(NamedTuple):
    """One application of a rule: its stable id, its statement, what stood before and what stands after."""

    rule: str
    statement: str
    before: Formula
    after: Formula
    depth: int = 0


class Term(NamedTuple):
    """One line of the term table of an information measure: label, p, q, contribution."""

    label: str
    p: str
    q: str | None
    contribution: str


class Check(NamedTuple):
    """The verdict on --check: 'true', 'false' or 'undecided'; on 'false' a point where the two differ."""

    verdict: str
    expected: str
    counterexample: dict[str, str] | None = None
    diagnosis: str | None = None


class Gate(NamedTuple):
    """The verdict on --max or --min: the bound as typed and whether the answer keeps it.

    `value` is the number that was judged and `row` the name of its row; `top` are the largest terms of it
    when the gate does not hold.
    """

    option: str
    bound: str
    holds: bool
    value: str | None = None
    top: tuple[Term, ...] = ()
    row: str = ""


class Grid(NamedTuple):
    """An answer that is a table of its own: `titles` of the columns, the cells line by line, as texts.

    `numbers` are the columns (from 0) whose cells are aligned at their points. `failed` are the lines (from
    0) that do not keep a gate, each of `lines` stands for what its first cell names.
    """

    titles: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()
    failed: frozenset[int] = frozenset()


class Report(NamedTuple):
    """What a command found. `shape` is () for one value, (m, n) for a matrix, rows in row-major order.

    `rows[0]` (the first `answers` rows where there are more: `kl --both`) is the answer asked for; further
    rows add to it. `input` echoes the operands as read.
    `formula_shape` is the shape of an answer that is one formula for a whole vector or matrix, by names or
    numbers; its entries at a point follow as further rows. `kinds` are then the shapes of its symbols.
    `extra` holds what only one command says (JSON keys of their own), plain data only; `details` is the same
    for programs alone, of which the notes say what matters to people. A `grid` is shown in place of the rows.
    A bound without a name is for each of the first `judged` rows. `place` is the file that the answer is
    about.
    """

    command: str
    input: dict[str, Any]
    rows: tuple[Row, ...]
    shape: tuple[int, ...] = ()
    unit: str | None = None
    route: str = "exact"
    conditions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    terms: tuple[Term, ...] = ()
    check: Check | None = None
    gates: tuple[Gate, ...] = ()
    verified: str | None = None
    answers: int = 1
    picture: Picture | None = None
    extra: Mapping[str, Any] = MappingProxyType({})
    formula_shape: tuple[str | int, ...] = ()
    kinds: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    details: Mapping[str, Any] = MappingProxyType({})
    grid: Grid | None = None
    judged: int = 1
    place: str | None = None
