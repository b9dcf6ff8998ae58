"""Outside its real domain no function has a slope, whatever the formula of its derivative says there."""

from __future__ import annotations

import pytest

from infocalc import api
from infocalc.algebra.ball import enclosure
from infocalc.errors import InfocalcError, NoAnswer
from infocalc.expr import expr as X
from infocalc.functions import TABLE, call
from tests.whole import part_of

POINTS = ("-5/2", "-1", "-1/3", "0", "1/3", "1", "5/2", "7")
UNARY = sorted(name for name, row in TABLE.items() if row.arity[0] == 1)


def has_value(name: str, at: str) -> bool:
    p, _, q = at.partition("/")
    try:
        return enclosure(call(name, X.num(int(p), int(q or 1))), {}, 200) is not None
    except InfocalcError:
        return False


OUTSIDE = [(name, at) for name in UNARY for at in POINTS if not has_value(name, at)]


def test_there_are_such_points() -> None:
    names = {name for name, _ in OUTSIDE}
    assert names >= {
        "acosh",
        "log",
        "atanh",
        "acoth",
        "asech",
        "asin",
        "sqrt",
        "loggamma",
        "logit",
        "lambertw",
    }


@pytest.mark.parametrize(("name", "at"), part_of(OUTSIDE, 3))
@pytest.mark.parametrize("order", ["1", "2"])
def test_no_slope_outside_the_real_domain(name: str, at: str, order: str) -> None:
    with pytest.raises(NoAnswer):
        api.diff(f"{name}(x)", "x", order, at={"x": at})


@pytest.mark.parametrize(
    ("text", "at", "value"),
    [
        ("2*log(x)", "-1", "-2.00000000000000"),
        ("x + acoth(x)", "1/2", "2.33333333333333"),
    ],
)
def test_complex_parts_give_the_slope_of_the_principal_branch(text: str, at: str, value: str) -> None:
    report = api.diff(text, at={"x": at})
    assert report.rows[0].number.decimal == value
    assert any("principal branch" in note for note in report.notes)


@pytest.mark.parametrize("text", ["2*acosh(x)", "x - acosh(x)", "3*acosh(1 - x^2)"])
def test_a_formula_of_another_branch_is_no_answer(text: str) -> None:
    with pytest.raises(NoAnswer):
        api.diff(text, at={"x": "-2"})


@pytest.mark.parametrize(
    "text",
    [
        *("log(x - x)", "1/(sin(x)^2 + cos(x)^2 - 1)", "0^x", "x^oo", "x + oo", "x - oo"),
        *("log(-1) + x", "0*log(x - x)", "asin(2) + x", "x/(x - x)", "tan(pi/2)*x", "acosh(x - x)"),
    ],
)
def test_defined_nowhere(text: str) -> None:
    with pytest.raises(NoAnswer) as caught:
        api.diff(text, "x")
    assert caught.value.span is not None


@pytest.mark.parametrize(
    "text",
    [
        *("x - x", "x*log(sin(x)^2 + cos(x)^2)", "integrate(exp(-t^2*x), t, 0, oo)", "sum(x^k/k!, k, 0, oo)"),
        *("piecewise((x, x < oo), (0, True))", "piecewise((log(x - x), x < x), (0, True))"),
    ],
)
def test_defined_somewhere(text: str) -> None:
    assert api.diff(text, "x").rows


def test_a_power_of_0_at_a_point() -> None:
    """0^x is 0 for x > 0 only."""
    row = api.diff("0^x", at={"x": "2"}).rows[0]
    assert (row.number.decimal, row.number.certified) == ("0", True)
    for at in ("-2", "0"):
        with pytest.raises(NoAnswer):
            api.diff("0^x", at={"x": at})


def test_complex_parts_of_a_real_function() -> None:
    """√(x − 1)·√(x + 1) is real at −2, where its factors are not; that is not proved."""
    number = api.diff("sqrt(x - 1)*sqrt(x + 1)", at={"x": "-2"}).rows[0].number
    assert (number.decimal, number.certified) == ("1.15470053837925", False)
