"""A report as plain data, in the schema infocalc/1, and the strict JSON of it: ASCII, no NaN, no Infinity."""

from __future__ import annotations

import json
import math
from typing import Any

from infocalc.notation.writer import write
from infocalc.report.hygiene import well_formed
from infocalc.report.report import Gate, Number, Report, Row, Step, Term

SCHEMA = "infocalc/1"


def schema() -> str:
    """The JSON Schema (2020-12) that every output of `json` and `jsonl`, errors included, keeps to."""
    from pathlib import Path

    return Path(__file__).with_name("schema.json").read_text(encoding="utf-8")


def dump(data: Any, indent: int | None = None) -> str:
    """Strict JSON: a NaN or an infinity in the data is a bug and raises."""
    return json.dumps(_clean(data), allow_nan=False, indent=indent)


def document(report: Report) -> dict[str, Any]:
    """The report as plain data, in the order of the schema."""
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "command": report.command,
        "ok": True,
        "input": report.input,
        "shape": list(report.shape or report.formula_shape),
        "results": [_result(row) for row in report.rows],
        "unit": report.unit,
        "route": report.route,
        "conditions": list(report.conditions),
        "notes": list(report.notes),
        "warnings": list(report.warnings),
    }
    return (
        data
        | _asked_for(report)
        | {key: v for key, v in (*report.extra.items(), *report.details.items()) if key not in data}
    )


def as_double(number: Number | None) -> float | None:
    """The number as the nearest double; null when there is none, or it is infinite, too large or complex."""
    if number is None:
        return None
    try:
        x = float(number.decimal) if number.double is None else number.double
    except ValueError:
        return None
    return x + 0.0 if math.isfinite(x) else None


def _result(row: Row) -> dict[str, Any]:
    number = row.number
    return {
        "name": row.name,
        "row": row.row,
        "col": row.col,
        "symbolic": None if row.formula is None else write(row.formula),
        "latex": None if row.formula is None else write(row.formula, "latex"),
        "value": as_double(number),
        "decimal": None if number is None else number.decimal,
        "exact": None if number is None else number.exact,
        "certified": None if number is None else number.certified,
    }


def _asked_for(report: Report) -> dict[str, Any]:
    """The keys that are there only when asked for."""
    data: dict[str, Any] = {}
    if report.check is not None:
        check = report.check
        data["check"] = {"verdict": check.verdict, "expected": check.expected}
        data["check"] |= {"counterexample": check.counterexample, "diagnosis": check.diagnosis}
    if report.gates:
        data["gate"] = _gate(next((gate for gate in report.gates if not gate.holds), report.gates[0]))
        data["gates"] = [_gate(gate) for gate in report.gates]
    if report.steps:
        data["steps"] = [_step(step) for step in report.steps]
    if report.terms:
        data["terms"] = [_term(term) for term in report.terms]
    if report.verified is not None:
        data["verified"] = report.verified
    return data


def _gate(gate: Gate) -> dict[str, Any]:
    data: dict[str, Any] = {"option": gate.option, "bound": gate.bound, "holds": gate.holds}
    data |= {} if gate.value is None else {"row": gate.row, "value": gate.value}
    return data | ({"top": [_term(term) for term in gate.top]} if gate.top else {})


def _step(step: Step) -> dict[str, Any]:
    return {
        "rule": step.rule,
        "statement": step.statement,
        "depth": step.depth,
        "before": write(step.before),
        "after": write(step.after),
        "before_latex": write(step.before, "latex"),
        "after_latex": write(step.after, "latex"),
    }


def _term(term: Term) -> dict[str, Any]:
    return {"label": term.label, "p": term.p, "q": term.q, "contribution": term.contribution}


def _clean(data: Any) -> Any:
    """The same data with lone surrogates shown, which strict readers refuse even when escaped."""
    if isinstance(data, str):
        return well_formed(data)
    if isinstance(data, dict):
        return {well_formed(str(key)): _clean(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_clean(value) for value in data]
    return data
