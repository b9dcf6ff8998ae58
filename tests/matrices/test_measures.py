"""Measures of multivariate normal laws with symbols: formulas of the books, gradients, values."""

from __future__ import annotations

import pytest

from infocalc.calculus.options import CalculusOptions
from infocalc.errors import InfocalcError, UsageError
from infocalc.information.commands import measured as of_numbers
from infocalc.information.measure import MEASURES
from infocalc.information.options import InformationOptions
from infocalc.information.source import Source
from infocalc.matrices.commands import answered
from infocalc.matrices.measures import measured
from infocalc.notation.writer import write

P, Q = "MultivariateNormal(m1, S1)", "MultivariateNormal(m2, S2)"
AT = {"m1": "[1/2, 1]", "S1": "[2 1; 1 3]", "m2": "[0, 1]", "S2": "[1 1/3; 1/3 2]"}
NUMBERS = (
    "MultivariateNormal([1/2, 1], [[2, 1], [1, 3]])",
    "MultivariateNormal([0, 1], [[1, 1/3], [1/3, 2]])",
)


def _form(measure: str, *texts: str) -> str:
    formula = measured(measure, texts, InformationOptions()).rows[0].formula
    assert formula is not None
    return write(formula)


def test_the_divergence_is_that_of_the_books() -> None:
    book = "(tr(inv(S2)*S1) + (m2 - m1)'*inv(S2)*(m2 - m1) - n + log(det(S2)/det(S1)))/2"
    assert _form("kl", P, Q) == book
    assert _form("entropy", "MultivariateNormal(m, S)") == "(n*(log(2*pi) + 1) + log(det(S)))/2"


@pytest.mark.parametrize("name", ["kl", "xent", "entropy"])
@pytest.mark.parametrize("unit", ["nats", "bits"])
def test_values_are_those_of_numbers(name: str, unit: str) -> None:
    count = 1 if name == "entropy" else 2
    at = AT if count == 2 else {"m1": AT["m1"], "S1": AT["S1"]}
    symbols = measured(name, (P, Q)[:count], InformationOptions(at=at, unit=unit))
    numbers = of_numbers(MEASURES[name], [Source(t) for t in NUMBERS[:count]], InformationOptions(unit=unit))
    assert symbols.rows[0].number is not None
    assert numbers.rows[0].number is not None
    assert symbols.rows[0].number.decimal == numbers.rows[0].number.decimal


@pytest.mark.parametrize(
    ("text", "variable", "expected"),
    [
        (f"kl({P}, {Q})", "S1", "inv(S2)/2 - inv(S1)/2"),
        (f"kl({P}, {Q})", "m2", "inv(S2)*(m2 - m1)"),
        ("entropy(MultivariateNormal(m, S))", "S", "inv(S)/2"),
        ("entropy(MultivariateNormal(cov=S, mu=m))", "S", "inv(S)/2"),
        ("xent(y, softmax(W*x))", "W", "(sum(y)*softmax(W*x) - y)*x'"),
    ],
)
def test_gradients(text: str, variable: str, expected: str) -> None:
    report = answered("grad", (text,), (variable,), CalculusOptions())
    assert report.rows[0].formula is not None
    assert write(report.rows[0].formula) == expected
    assert report.verified is not None


def test_what_is_not_known_is_refused() -> None:
    with pytest.raises(UsageError):
        measured("jsd", (P, Q), InformationOptions())
    with pytest.raises(UsageError):
        measured("kl", (P, Q), InformationOptions(both=True))
    with pytest.raises(InfocalcError):
        measured("kl", (P, "Normal(0, 1)"), InformationOptions())
