"""What every route to an information measure hands back, in nats."""

from __future__ import annotations

from dataclasses import dataclass

from infocalc.notation.formula import Formula
from infocalc.report.report import Number


@dataclass(frozen=True, slots=True)
class Answer:
    """One value: its formula and its number, how it was found, under which conditions it holds.

    `number` is None while symbols are without a value, `formula` is None where there is no closed form.
    `route` is 'exact', 'closed form', 'integrated', 'series' or 'numeric'. An infinite value has the
    number 'inf' and its reason among the notes.
    """

    formula: Formula | None
    number: Number | None
    route: str
    conditions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
