"""Values that other programs print in their documentation, sources or tests; the table of tests/README.md."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from infocalc.information import commands
from infocalc.information.options import InformationOptions
from infocalc.information.source import Source
from tests.information.asked import asked

DATA = Path(__file__).parents[1] / "data" / "information_peers.jsonl"
ROWS = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]


def names() -> list[str]:
    return [f"{i} {row['peer']}: {row['what']}" for i, row in enumerate(ROWS)]


@pytest.mark.parametrize("row", ROWS, ids=names())
def test_the_value_of_a_peer(row):
    if row["command"] == "mi":
        report = commands.mi(Source(*row["operands"]), InformationOptions(**row["options"]))
    else:
        report = asked(row["command"], *row["operands"], **row["options"])
    found = report.rows[row["row"]].number
    assert found is not None
    assert math.isclose(float(found.decimal), row["expected"], rel_tol=row["rel"], abs_tol=row["rel"])
