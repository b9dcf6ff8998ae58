"""Every function in every code format, or a reason; what Python and NumPy print is run against balls."""

from __future__ import annotations

import math
from typing import Any

import pytest
from flint import fmpq

from infocalc.algebra.ball import enclosure
from infocalc.errors import NoAnswer
from infocalc.expr import expr as X
from infocalc.functions import TABLE, call
from infocalc.notation.formula import Formula, number, symbol
from infocalc.report.languages import LANGUAGES
from infocalc.report.render import render
from infocalc.report.report import Report, Row
from tests.algebra.test_function_table import arguments, is_of_reals

LETTERS = "xyztuv"


def formula_of(name: str, at: tuple[fmpq, ...]) -> Formula:
    """The call with symbols for arguments; an index or an order, or a branch, is itself."""
    args: list[Formula] = []
    for k, q in enumerate(at):
        is_index = (k == 0 and TABLE[name].derivative[:1] == (None,)) or (name, k) == ("lambertw", 1)
        args.append(number(int(q.p), int(q.q)) if is_index else symbol(LETTERS[k]))
    return Formula("call", tuple(args), name)


def code(name: str, at: tuple[fmpq, ...], language: str) -> str:
    """The function as code, or the reason that it has none."""
    report = Report("f", {"wrt": list(LETTERS[: len(at)])}, (Row("f", formula_of(name, at)),))
    try:
        return render(report, language)
    except NoAnswer as problem:
        return f"no code: {problem.message}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_function_or_a_reason(language: str) -> None:
    without = []
    for name in TABLE:
        found = code(name, arguments(name)[0], language)
        if found.startswith("no code: "):
            assert "cannot be written as" in found
            without.append(name)
    print(language, len(TABLE) - len(without), "of", len(TABLE), "without:", *sorted(without))
    assert len(without) <= {"numpy": 25}.get(language, 150)


@pytest.mark.parametrize("name", sorted(name for name, row in TABLE.items() if is_of_reals(row)))
@pytest.mark.parametrize("language", ["python", "numpy"])
def test_code_has_the_value(name: str, language: str) -> None:
    pytest.importorskip("scipy.special")
    for at in arguments(name):
        text = code(name, at, language)
        if text.startswith("no code: "):
            continue
        space: dict[str, Any] = {}
        exec(text, space)
        got = float(space["f"](*[int(q.p) / int(q.q) for q in at]))
        want = float(enclosure(call(name, *map(X.rational, at)), {}, 200).mid())
        if math.isnan(got) and "special." in text:
            continue  # SciPy has no value there
        assert math.isclose(got, want, rel_tol=1e-9, abs_tol=1e-12), text
