"""Inputs on which floating point goes wrong: every digit printed is the right one.

numeric_traps.json holds expressions with values, measure_traps.json command lines (`stdin` as [cell, times]),
both with digits found by other means.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from decimal import Decimal, localcontext
from pathlib import Path
from typing import Any

import pytest

from infocalc.__main__ import main
from infocalc.algebra.ball import value
from infocalc.algebra.point import read_point
from infocalc.calculus.reading import read_function

DATA = Path(__file__).parent / "data"
EXPRESSIONS = json.loads((DATA / "numeric_traps.json").read_text(encoding="utf-8"))
MEASURES = json.loads((DATA / "measure_traps.json").read_text(encoding="utf-8"))


def agree(printed: str, true: str) -> bool:
    """Whether the printed digits are those of the true value, as far as that one is known."""
    if "inf" in (printed, true):
        return printed == true
    with localcontext() as context:
        context.prec = 60
        x, y = Decimal(printed), Decimal(true)
        if y == 0:
            return x == 0
        known = len(y.as_tuple().digits)
        shown = min(len(x.as_tuple().digits), known - 1)
        # half a unit of the last digit shown, and what the true value leaves open
        allowed = abs(y) * (Decimal(10) ** (1 - shown) / 2 + Decimal(10) ** (2 - known))
        return abs(x - y) <= allowed


@pytest.mark.parametrize("trap", EXPRESSIONS, ids=lambda trap: trap["id"])
@pytest.mark.parametrize("digits", [5, 15, 22])
def test_expression(trap: dict[str, Any], digits: int) -> None:
    point = read_point(trap.get("at", {}))
    found = value(read_function(trap["expr"]).expr, point, digits)
    assert found.certified
    assert agree(found.decimal, trap["true"]), found.decimal


@pytest.mark.parametrize("trap", MEASURES, ids=lambda trap: trap["id"])
@pytest.mark.parametrize("digits", ["15", "22"])
def test_measure(trap: dict[str, Any], digits: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if "stdin" in trap:
        if digits != "15" and sum(times for _, times in trap["stdin"]) > 100_000:
            pytest.skip("a million cells are read once")
        text = "".join(f"{cell}\n" * times for cell, times in trap["stdin"])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8"))
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([*trap["run"], "--digits", digits, "--json"])
    assert code == 0, err.getvalue()
    first = json.loads(out.getvalue())["results"][0]
    assert first["certified"]
    assert agree(first["decimal"], trap["true"]), first["decimal"]


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (["kl", "0.5,0.5", "1"], 2, "2 outcomes in p, 1 in q"),
        (["diff", "0/0", "x"], 3, "0/0 is undefined"),
        (["diff", "x*log(x)", "--at", "x=0"], 3, "log(0) is not defined"),
    ],
)
def test_no_number_is_printed_where_there_is_none(argv: list[str], code: int, said: str) -> None:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        assert main(argv) == code
    assert out.getvalue() == ""
    assert said in err.getvalue()
