"""Facts of matrix calculus from books and from real use: values, forms, readings, refusals, warnings.

The values were found by automatic differentiation and agree with power series at 220 bits.
"""

from __future__ import annotations

from typing import Any

import pytest

from infocalc.errors import InfocalcError
from infocalc.notation.writer import write
from tests.matrices.questions import ask, decimals, expected, of_kind

ANSWERS = of_kind("answer")


def _name(fact: dict[str, Any]) -> str:
    return str(fact["id"])


@pytest.mark.parametrize("fact", ANSWERS, ids=_name)
def test_values(fact: dict[str, Any]) -> None:
    report = ask(fact, at=True)
    assert decimals(report) == pytest.approx(expected(fact), rel=1e-12, abs=1e-12)
    assert all(row.number.certified for row in report.rows if row.number is not None)
    assert report.verified is not None


@pytest.mark.parametrize("fact", ANSWERS, ids=_name)
def test_forms_are_as_short_as_in_the_book(fact: dict[str, Any]) -> None:
    form = write(ask(fact).rows[0].formula)
    assert len(form) <= len(fact["result"]) + 8, form


@pytest.mark.parametrize("spelling", ["latex", "numpy"])
def test_other_spellings_have_the_same_values(spelling: str) -> None:
    """LaTeX and NumPy texts of the same functions; NumPy's var and multiplication by * are not among them."""
    wrong = []
    for fact in ANSWERS:
        text = fact.get(spelling)
        if text is None or "np.var" in text or (spelling == "numpy" and "*" in text and "np" not in text):
            continue
        found = decimals(ask(fact, text, at=True))
        if found != pytest.approx(expected(fact), rel=1e-12, abs=1e-12):
            wrong.append((fact["id"], text))
    assert wrong == []


@pytest.mark.parametrize("fact", of_kind("reading"), ids=_name)
def test_readings(fact: dict[str, Any]) -> None:
    report = ask(fact, shapes=False)
    form = write(report.rows[0].formula)
    assert form in [fact["result"], *fact.get("alternatives", [])] or len(form) <= len(fact["result"]) + 8
    assert report.extra["read_as"]
    assert report.verified is not None


@pytest.mark.parametrize("fact", of_kind("refusal"), ids=_name)
def test_refusals_name_operands_sizes_and_repair(fact: dict[str, Any]) -> None:
    with pytest.raises(InfocalcError) as caught:
        ask(fact)
    problem = caught.value
    assert problem.exit_code == fact["error"]["exit"]
    said = f"{problem.message} {problem.hint}"
    assert [word for word in fact["error"]["must_name"] if word not in said] == []


@pytest.mark.parametrize("fact", of_kind("warning"), ids=_name)
def test_warnings(fact: dict[str, Any]) -> None:
    report = ask(fact)
    said = " ".join((*report.warnings, *report.notes))
    assert [word for word in fact["warning"]["must_name"] if word not in said] == []
