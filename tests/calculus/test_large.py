"""Large inputs: deep nests, long products, hundreds of variables."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from typing import Any

import pytest

from infocalc.__main__ import main
from tests.whole import whole


def answer(*words: str) -> dict[str, Any]:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main([*words, "--format", "jsonl"])
    assert code == 0, err.getvalue()
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


LEVELS = [300, whole(1000)]


@pytest.mark.parametrize("levels", LEVELS)
def test_nest(levels: int) -> None:
    """sin(sin(…)): the derivative is the product of as many cosines."""
    found = answer("diff", "sin(" * levels + "x" + ")" * levels, "x")
    assert found["results"][0]["symbolic"].count("cos(") == levels
    assert found["verified"]


@pytest.mark.parametrize("levels", LEVELS)
def test_nest_at_a_point(levels: int) -> None:
    """Every sin(0) is 0 and every cos(0) is 1."""
    found = answer("diff", "sin(" * levels + "x" + ")" * levels, "x", "--at", "x=0")
    assert found["results"][0]["exact"] == "1"


def test_product_of_200_factors() -> None:
    """(Π (x + k))' at 0 is 200!·(1 + 1/2 + … + 1/200)."""
    product = "*".join(f"(x+{k})" for k in range(1, 201))
    want = "200!*(" + "+".join(f"1/{k}" for k in range(1, 201)) + ")"
    found = answer("diff", product, "x", "--at", "x=0")
    assert found["results"][0]["value"] == answer("diff", f"x*{want}", "x")["results"][0]["value"]


def test_gradient_in_300_variables() -> None:
    """Of f = Σ (x_(i+1) − x_i²)²: df/dx1 = −4x1(x2 − x1²)."""
    found = answer("grad", "+".join(f"(x{i + 1}-x{i}^2)^2" for i in range(1, 300)))
    assert len(found["results"]) == 300
    assert found["results"][0]["symbolic"] in ("4*x1*(x1^2 - x2)", "-4*x1*(x2 - x1^2)", "4*x1^3 - 4*x1*x2")


def test_hessian_in_100_variables() -> None:
    """Of Σ (x_(i+1) − x_i²)², which is tridiagonal."""
    found = answer(
        "hessian",
        "+".join(f"(x{i + 1}-x{i}^2)^2" for i in range(1, 100)),
        "--at",
        ",".join(f"x{i}=1" for i in range(1, 101)),
    )
    entries = {(row["row"], row["col"]): row["value"] for row in found["results"]}
    assert len(entries) == 10_000
    # (x2 − x1²)²: second derivatives 12·x1² − 4·x2, −4·x1, 2
    assert (entries[1, 1], entries[1, 2], entries[2, 2], entries[100, 100]) == (8, -4, 10, 2)
    assert sum(1 for value in entries.values() if value) == 3 * 100 - 2


def test_shared_parts_do_not_multiply() -> None:
    """u → u·u nine times over: 512 factors as written, one power as computed with."""
    u = "sin(x)"
    for _ in range(9):
        u = f"({u})*({u})"
    assert answer("diff", u, "x")["results"][0]["symbolic"] == "512*sin(x)^511*cos(x)"
