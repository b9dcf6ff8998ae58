r"""The LaTeX of every function is read back as the function: \operatorname{J}_{n}(x), \sqrt[3]{x}."""

from __future__ import annotations

import pytest

from infocalc.algebra.engine import lower
from infocalc.functions import TABLE, VOCABULARY
from infocalc.notation.formula import Formula, number, symbol
from infocalc.notation.parser import parse
from infocalc.notation.writer import write


def calls(name: str) -> list[Formula]:
    """The function of as many arguments as it may have, up to four; an index or an order is 1."""
    least, most = TABLE[name].arity
    least += name == "softmax"  # a softmax of one is 1
    found = []
    for count in range(least, min(most or 4, 4) + 1):
        args = [symbol(letter) for letter in "xyzt"[:count]]
        if TABLE[name].derivative[:1] == (None,):
            args[0] = number(1)
        found.append(Formula("call", tuple(args), name))
    return found


CASES = [pytest.param(f, id=f"{f.value}-{len(f.args)}") for name in sorted(TABLE) for f in calls(name)]


@pytest.mark.parametrize("formula", CASES)
def test_latex_reads_back(formula: Formula) -> None:
    if formula.value == "lambertw" and len(formula.args) == 2:
        formula = Formula("call", (formula.args[0], Formula("neg", (number(1),))), "lambertw")
    text = write(formula, "latex")
    assert lower(parse(text, VOCABULARY).formula) is lower(formula), text
