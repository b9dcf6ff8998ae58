"""The LaTeX that infocalc prints is LaTeX that infocalc reads, with one reading."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from infocalc.algebra.engine import lift, lower
from infocalc.algebra.equality import equal
from infocalc.calculus.higher import nth_derivative
from infocalc.calculus.reading import read_function
from infocalc.errors import NoAnswer
from infocalc.functions import TABLE, VOCABULARY
from infocalc.notation.formula import Formula, call_of, constant, fold, number, symbol
from infocalc.notation.greek import LETTERS
from infocalc.notation.parser import parse
from infocalc.notation.writer import write

FACTS = [
    fact
    for fact in json.loads((Path(__file__).parents[1] / "data" / "calculus_facts.json").read_text("utf-8"))
    if fact["command"] in ("diff", "grad", "hessian") and "=" not in fact["expr"]
]
LETTERS_OF_PLACES = "xyztabcu"


def calls() -> list[Formula]:
    """Every function of the table with every number of arguments that it takes."""
    found = []
    for row in TABLE.values():
        least, most = row.arity
        for given in range(least, (most or least + 2) + 1):
            args = [symbol(name) for name in LETTERS_OF_PLACES[:given]]
            if row.name in ("softmax", "zetaprime"):  # an index and an order are numbers
                args[0] = number(1)
            if row.name != "softmax" or given > 2:
                found.append(call_of(row.name, *args))
    return found


def indexed(node: Formula, parts: tuple[Formula, ...]) -> Formula:
    """x1 as x_1: printed they are one symbol."""
    name = re.sub(r"^([A-Za-z]+)([0-9]+)$", r"\1_\2", node.value) if node.head == "symbol" else node.value
    return Formula(node.head, parts, name)


def read_back(formula: Formula) -> None:
    text = write(formula, "latex")
    reading = parse(text, VOCABULARY)
    # what a function means where others mean something else by its name is told of every text
    assert not [remark for remark in reading.warnings if remark.startswith("read ")], text
    again, before = lower(fold(reading.formula, indexed)), lower(fold(formula, indexed))
    assert again is before or equal(again, before).verdict == "true", (text, write(reading.formula))


@pytest.mark.parametrize("formula", calls(), ids=write)
def test_every_function(formula):
    read_back(formula)


@pytest.mark.parametrize("name", ["pi", "e", "EulerGamma", "Catalan"])
def test_every_constant(name):
    read_back(constant(name))


@pytest.mark.parametrize("name", sorted(LETTERS.keys() - {"omicron"}))  # which is printed as an o
def test_every_letter(name):
    read_back(Formula("sum", (symbol(name) if name != "pi" else constant("pi"), symbol(f"{name}_1"))))


@pytest.mark.parametrize("fact", FACTS, ids=[fact["id"] for fact in FACTS])
def test_answers(fact):
    """The derivative in the first variable and the function itself."""
    f = read_function(fact["expr"], fact.get("vars", ())).expr
    read_back(lift(f))
    try:
        slope = nth_derivative(f, fact["vars"][0], 1)
    except NoAnswer:
        return
    read_back(lift(slope))
