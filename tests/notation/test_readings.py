"""Texts of students, shells, notebooks and papers: read as meant, or refused with the way out.

A row of cases/readings/*.toml: the text, the variables asked for, what is meant in plain notation, and a
part of the warning where a second reading is honest; a refused one ends with a part of the message.
Nothing is read otherwise in silence.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from infocalc.errors import InfocalcError
from tests.fuzz.readings import READ, REFUSED, Row, is_as_meant, read


@pytest.mark.parametrize("row", READ, ids=lambda row: row.text)
def test_read_as_meant(row: Row) -> None:
    reading = read(row)
    assert is_as_meant(reading, row), reading.formula
    said = [warning for warning in reading.warnings if row.said in warning]
    assert said if row.said else not reading.warnings, reading.warnings


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: row.text)
def test_refused(row: Row) -> None:
    with pytest.raises(InfocalcError) as caught:
        read(row)
    assert row.said in f"{caught.value.message} {caught.value.hint}"


def test_there_are_four_hundred_texts() -> None:
    assert len(READ) + len(REFUSED) >= 400
    measured = (Path(__file__).parents[2] / "infocalc" / "documents" / "accuracy.md").read_text("utf-8")
    assert f"read otherwise in silence | 0 of {len(READ) + len(REFUSED)} |" in measured
    assert len({row[:2] for row in (*READ, *REFUSED)}) == len(READ) + len(REFUSED)
