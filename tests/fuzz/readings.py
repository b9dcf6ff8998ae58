"""The texts of cases/readings, and whether a reading of one is what was meant."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import NamedTuple

from infocalc.algebra.engine import lower
from infocalc.algebra.equality import equal
from infocalc.errors import InfocalcError
from infocalc.functions import VOCABULARY
from infocalc.notation.parser import Reading, parse, right_hand_side

FOLDER = Path(__file__).parents[1] / "cases" / "readings"


class Row(NamedTuple):
    """A text, the variables asked for, what is meant ('' for refused), a part of what must be said."""

    text: str
    asked: str
    meant: str
    said: str = ""


def _rows(kind: str) -> list[Row]:
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        rows = tomllib.loads(path.read_text("utf-8"))[kind]
        found += [Row(*row) if kind == "read" else Row(row[0], row[1], "", row[2]) for row in rows]
    return found


READ, REFUSED = _rows("read"), _rows("refused")


def _names(row: Row) -> frozenset[str]:
    letters = {"σ": "sigma", "θ": "theta", "ν": "nu"}
    return frozenset(letters.get(name, name) for name in row.asked.split(",") if name)


def read(row: Row) -> Reading:
    """The text as the commands read it; lowering finds what no formula is."""
    reading = parse(row.text, VOCABULARY, variables=_names(row))
    formula = right_hand_side(reading.formula, _names(row))
    lower(formula, row.text)
    return reading._replace(formula=formula)


def is_as_meant(reading: Reading, row: Row) -> bool:
    meant = lower(parse(row.meant, VOCABULARY, variables=_names(row)).formula)
    found = lower(reading.formula, row.text)
    return found is meant or equal(found, meant).verdict == "true"


def silently_otherwise(row: Row) -> bool:
    """Whether nothing is said where a text is read in another way than meant, or has no meaning."""
    try:
        reading = read(row)
    except InfocalcError:
        return False
    return not reading.warnings and (not row.meant or not is_as_meant(reading, row))
