"""A = B of --check for measures: each side is claimed, but for a name of the answer at the left."""

from __future__ import annotations

import pytest
from flint import arb

from infocalc import api
from infocalc.errors import InfocalcError
from infocalc.information.measures.check import _printed


@pytest.mark.parametrize("name", ["H", "h", "H(P)", "H(X)", "H_X", "1 bit", "log(4)/2"])
def test_a_name_or_the_answer_itself(name: str) -> None:
    assert api.entropy("1/2,1/2", check=f"{name} = log(2)").check.verdict == "true"
    assert api.entropy("1/2,1/2", check=f"{name} = log(3)").check.verdict == "false"


@pytest.mark.parametrize("side", ["1", "log(3)", "2 bits", "0.7"])
def test_any_other_side_is_false(side: str) -> None:
    assert api.entropy("1/2,1/2", check=f"{side} = log(2)").check.verdict == "false"


@pytest.mark.parametrize("name", ["D", "D(P||Q)", "D_{KL}(P||Q)", "D(X||Y)", "H(P,Q) - H(P)"])
def test_names_of_a_divergence(name: str) -> None:
    assert api.kl("1/2,1/2", "1/4,3/4", check=f"{name} = log(2) - log(3)/2").check.verdict == "true"


def test_the_other_direction_is_another_number() -> None:
    with pytest.raises(InfocalcError):
        api.kl("1/2,1/2", "1/4,3/4", check="D(Q||P) = log(2) - log(3)/2")
    assert (
        api.kl("1/2,1/2", "1/4,3/4", both=True, check="D(Q||P) = log(2) - log(3)/2").check.verdict == "false"
    )


@pytest.mark.parametrize(
    ("law", "expected", "tolerance", "verdict"),
    [
        ("Normal(0, 1)", "1.42", "0.1", "true"),
        ("Normal(0, 1)", "1.42", "0.001", "false"),
        ("Normal(0, 1)", "log(2*pi)/2", "0.51", "true"),
        ("Normal(0, 1)", "log(2*pi)/2", "0.49", "false"),
    ],
)
def test_a_tolerance(law: str, expected: str, tolerance: str, verdict: str) -> None:
    assert api.entropy(law, check=expected, tol=tolerance).check.verdict == verdict


@pytest.mark.parametrize(
    ("expected", "tolerance", "said"),
    [("log(s)", "0.1", "compares numbers"), ("1", "0.1", "compares numbers"), ("1", "-1", "a number >= 0")],
)
def test_a_tolerance_wants_numbers(expected: str, tolerance: str, said: str) -> None:
    with pytest.raises(InfocalcError, match=said):
        api.entropy("Normal(0, s)", check=expected, tol=tolerance)


def test_a_decimal_is_what_rounds_to_it() -> None:
    """Half a unit of the last digit to either side."""
    for decimal, below, above in (("1.25", "1.2451", "1.2549"), ("-3e-5", "-3.49e-5", "-2.51e-5")):
        found = _printed(decimal)
        assert found.contains(arb(below))
        assert found.contains(arb(above))
        assert 2 * found.rad() <= 1.0001 * abs(arb(above) - arb(below)) * 1.03
