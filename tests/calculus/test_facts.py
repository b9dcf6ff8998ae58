"""Facts found by other systems (Giac, Maxima, mpmath): values of derivatives, and the forms of textbooks."""

from __future__ import annotations

import contextlib
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from infocalc.__main__ import main
from infocalc.algebra.cost import cost
from infocalc.algebra.engine import lower
from infocalc.functions import VOCABULARY
from infocalc.notation.parser import parse

FACTS = json.loads((Path(__file__).parents[1] / "data" / "calculus_facts.json").read_text(encoding="utf-8"))
VALUES = [fact for fact in FACTS if "expected_at" in fact]
TEXTBOOK = [fact for fact in FACTS if "textbook" in fact]


def command(fact: dict[str, Any]) -> list[str]:
    words = [fact["command"], fact["expr"]]
    if fact["command"] == "diff":
        order = fact.get("order", 1)
        orders = order if isinstance(order, list) else [order]
        for name, n in zip(fact["vars"], orders, strict=False):
            words += [name] if n == 1 else [name, str(n)]
    else:
        words += ["--wrt", ",".join(fact["vars"])]
    if "dependent" in fact:
        words += ["--implicit", fact["dependent"]]
    return [*words, "--complex"] if "complex" in fact.get("tags", []) else words


def answer(*words: str) -> list[dict[str, Any]]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([*words, "--json"])
    assert code == 0, err.getvalue()
    found: list[dict[str, Any]] = json.loads(out.getvalue())["results"]
    return found


def flat(x: Any) -> list[str]:
    return [z for y in x for z in flat(y)] if isinstance(x, list) else [x]


@pytest.mark.parametrize("fact", VALUES, ids=lambda fact: fact["id"])
def test_value(fact: dict[str, Any]) -> None:
    point = ",".join(f"{name}={value}" for name, value in fact["point"].items())
    wanted = flat(fact["expected_at"])
    rows = answer(*command(fact), "--at", point, "--digits", "25")[: len(wanted)]
    for row, want in zip(rows, wanted, strict=True):
        got = row["decimal"].replace(" ", "")
        if "I" in want or "i" in got:
            assert complex(got.replace("*i", "j").replace("i", "1j")) == pytest.approx(
                complex(want.replace(" ", "").replace("*I", "j").replace("I", "1j")), rel=1e-13
            )
            continue
        known = len(want.lstrip("-").replace(".", "").lstrip("0").partition("e")[0])
        exact = Decimal(want)
        assert abs(Decimal(got) - exact) <= abs(exact) * Decimal(10) ** -min(20, max(known - 2, 1))


def test_the_answers_are_those_of_a_textbook() -> None:
    """The share of the answers that are no longer than what a textbook prints, as the tidying measures it."""
    longer = []
    for fact in TEXTBOOK:
        rows = answer(*command(fact))
        if len(rows) != 1:
            continue
        ours = cost(lower(parse(rows[0]["symbolic"], VOCABULARY, variables=frozenset(fact["vars"])).formula))
        book = parse(fact["textbook"], VOCABULARY, variables=frozenset(fact["vars"])).formula
        if ours > cost(lower(book)):
            longer.append((fact["id"], rows[0]["symbolic"], fact["textbook"]))
    share = 1 - len(longer) / len(TEXTBOOK)
    print(f"{share:.1%} of {len(TEXTBOOK)} answers are the textbook's form or no longer", *longer, sep="\n")
    assert share >= 0.9
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    assert f"{share:.1%} of the {len(TEXTBOOK)} answers" in readme
