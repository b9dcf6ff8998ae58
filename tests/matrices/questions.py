"""Facts of matrix calculus as questions to the program."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

from infocalc.calculus.options import CalculusOptions
from infocalc.matrices.commands import answered
from infocalc.report.report import Report

FACTS = [
    json.loads(line)
    for line in (Path(__file__).parent.parent / "data" / "matrix_facts.jsonl").read_text().splitlines()
]


def of_kind(kind: str) -> list[dict[str, Any]]:
    return [fact for fact in FACTS if fact["kind"] == kind]


def table(rows: list[list[str]]) -> str:
    return "[" + "; ".join(" ".join(row) for row in rows) + "]"


def declared(fact: dict[str, Any]) -> tuple[str, ...]:
    return tuple(f"{name}: {kind}" for name, kind in fact.get("declare", {}).items())


def point(fact: dict[str, Any], text: str) -> dict[str, str]:
    check = fact["check"]
    values = {n: table(v) if isinstance(v, list) else str(v) for n, v in check["values"].items()}
    sizes = {
        n: str(v)
        for n, v in check.get("sizes", {}).items()
        if re.search(rf"\b{n}\b", text) and n not in values
    }
    return values | sizes


def ask(fact: dict[str, Any], text: str | None = None, at: bool = False, shapes: bool = True) -> Report:
    """The answer to a fact, as it is spelled or in another spelling."""
    text = fact["expr"] if text is None else text
    options = CalculusOptions(shapes=declared(fact) if shapes else (), at=point(fact, text) if at else {})
    return answered(fact["task"], (text,), (fact["wrt"],), options)


def decimals(report: Report) -> list[float]:
    return [float(row.number.decimal) for row in report.rows if row.number is not None]


def expected(fact: dict[str, Any]) -> list[float]:
    rows = fact["check"]["expected"]
    return [float(Fraction(cell)) for row in rows for cell in (row if isinstance(row, list) else [row])]
