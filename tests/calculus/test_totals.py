"""Integrals and sums in formulas: proved, or refused; whatever stands inside them, never a bug."""

from __future__ import annotations

import pytest

from infocalc.__main__ import main
from infocalc.functions import TABLE
from infocalc.integration import goal
from infocalc.integration.value import total
from tests.whole import part_of

NOT_PROVED = "digits not proved"


def asked(capsys, *argv: str) -> tuple[int, str, str]:
    code = main(["diff", *argv])
    shown = capsys.readouterr()
    return code, shown.out, shown.err


@pytest.mark.parametrize(
    ("formula", "point", "number"),
    [
        ("x*sum(1/k^2,k,1,oo)", "x=1", "1.64493406684823"),
        ("sum((-1)^(n-1)*x^n/n, n, 1, oo)", "x=1/2", "0.666666666666667"),
        ("x*sum((-1)^n/n^2, n, 1, oo)", "x=1", "-0.822467033424113"),
        ("x*sum(cos(pi*n)/n^2, n, 1, oo)", "x=1", "-0.822467033424113"),
        ("sum(x^k/k!,k,0,oo)", "x=1", "2.71828182845905"),
        ("x*sum(k^2,k,1,100000)", "x=1", "333338333350000"),
        ("x*sum((-1)^k*k,k,1,100000)", "x=1", "50000.0000000000"),
        ("x*integrate(e^(-t^2),t,0,oo)", "x=1", "0.886226925452758"),
        ("x*integrate(t^2,t,3,0)", "x=1", "-9.00000000000000"),
        ("x*integrate(sin(t),t,2,2)", "x=1", "0"),
        ("integrate(floor(t)x,t,0,3)", "x=2", "3.00000000000000"),
        ("integrate(relu(t-x),t,0,3)", "x=1", "-2.00000000000000"),
        ("integrate(max(t,x),t,0,3)", "x=1", "1.00000000000000"),
        ("integrate(abs(t-x),t,0,3)", "x=1", "-1.00000000000000"),
        ("integrate(integrate(x*t*s,t,0,s),s,0,1)", "x=1", "0.125000000000000"),
        ("integrate(sum(x*s^k,k,0,3),s,0,1)", "x=1", "2.08333333333333"),
    ],
)
def test_numbers_are_proved(formula, point, number, capsys):
    code, out, err = asked(capsys, formula, "x", "--at", point)
    assert code == 0, err
    assert out.split("\t")[-1].strip() == number
    assert NOT_PROVED not in err
    assert "not compared" not in err


@pytest.mark.parametrize(
    ("formula", "number"),
    [
        # d/dx (9 − 2x²)/2, of x² instead of t: what is lost at the jump is 2·f(x)
        ("integrate(sign(t-x)t,t,0,3)", "-2.00000000000000"),
        ("integrate(sign(x-t)t,t,0,3)", "2.00000000000000"),
        ("integrate(sign(t-x)t,t,3,0)", "2.00000000000000"),
        ("integrate(sign(t-x)t,t,2,3)", "0"),
        ("integrate(heaviside(t-2x)*t^2,t,-oo,3)", "-8.00000000000000"),
        ("integrate(sign(x*t-1)*t,t,0,3)", "2.00000000000000"),
        ("integrate({t: t<x, t^2},t,0,3)", "0"),
        ("integrate({t: t<x, 3},t,0,3)", "-2.00000000000000"),
    ],
)
def test_a_jump_that_moves_adds_its_height(formula, number, capsys):
    code, out, err = asked(capsys, formula, "x", "--at", "x=1")
    assert code == 0, err
    assert out.split("\t")[-1].strip() == number
    assert "not compared" not in err


def test_the_second_slope_of_an_integral_of_a_kink(capsys):
    code, out, _ = asked(capsys, "integrate(relu(t-x)*t,t,0,3)", "x", "2", "--at", "x=2")
    assert (code, out.split("\t")[-1].strip()) == (0, "2.00000000000000")


@pytest.mark.parametrize(
    "formula",
    ["integrate(f(t),t,0,x)", "integrate(f(t,x),t,0,x)", "integrate(f(t)*t,t,0,x^2)", "sum(f(k*x),k,1,9)"],
)
def test_functions_known_by_name_stand_under_an_integral(formula, capsys):
    code, _, err = asked(capsys, formula, "x")
    assert code == 0
    assert err == ""


@pytest.mark.parametrize(
    ("formula", "why"),
    [
        ("x*sum(1/k,k,1,oo)", "diverges at oo"),
        ("x*sum((-1)^n*n,n,1,oo)", "its terms do not tend to 0"),
        ("x*integrate(1/t,t,0,1)", "diverges at an end of the range"),
        ("x*integrate(1/t,t,-1,1)", "stays wide"),
        ("x*integrate(sqrt(t),t,-1,1)", "not real"),
        ("x*sum(sqrt(-k),k,1,3)", "not real"),
        ("integrate(floor(t*x),t,0,3)", "the jumps of floor in this integral move with x"),
        ("integrate(round(t*x + 1/3),t,0,3)", "the jumps of round in this integral move with x"),
        ("integrate(trunc(t*x + 1/3),t,0,3)", "the jumps of floor in this integral move with x"),
        ("integrate(mod(t*x + 1/3, 3/4),t,0,3)", "the jumps of floor in this integral move with x"),
        ("integrate(frac(t*x)*t,t,0,3)", "the jumps of floor in this integral move with x"),
        ("integrate(sign(t^2-x),t,0,3)", "linear in t only"),
    ],
)
def test_no_number_comes_with_its_reason(formula, why, capsys):
    code, out, err = asked(capsys, formula, "x", "--at", "x=1")
    assert (code, out) == (3, "")
    assert why in err


@pytest.mark.parametrize("name", part_of(TABLE, 12))
@pytest.mark.parametrize("shape", ["integrate({}, t, 0, 1)", "sum({}, t, 1, 4)"])
def test_every_function_may_stand_under_an_integral_or_a_sum(name, shape, capsys):
    arguments = ["t*x + 1/3", "3/4", "1/5", "2/7", "1/9", "1/11"][: max(TABLE[name].arity[0], 1)]
    if TABLE[name].arity[1] is None or TABLE[name].arity[1] > 100:  # of one argument it may be a vector's
        arguments = ["t*x + 1/3", "3/4"]
    code, out, err = asked(capsys, shape.format(f"{name}({', '.join(arguments)})"), "x", "--at", "x=1/2")
    assert code in (0, 3), err
    assert bool(out) == (code == 0)


@pytest.mark.parametrize(
    "formula",
    [
        "integrate(e^(-x*t^2),t,0,1)",
        "integrate(e^(-x*t^2),t,0,oo)",
        "sum(x^k/k^2,k,1,oo)",
        "sum(k^-x,k,1,oo)",
    ],
)
def test_verification_takes_no_more_than_ten_times_the_answer(formula, capsys, monkeypatch):
    spent: list[int] = []
    plain = goal.Goal.spend
    monkeypatch.setattr(goal.Goal, "spend", lambda self, n: spent.append(n) or plain(self, n))
    total.cache_clear()
    at = ["x", "--at", "x=1/3" if "x^k" in formula else "x=3"]
    assert asked(capsys, formula, *at)[0] == 0
    whole = sum(spent)
    spent.clear()
    total.cache_clear()
    monkeypatch.setattr("infocalc.calculus.verify.verified", lambda _: "")
    assert asked(capsys, formula, *at)[0] == 0
    assert 0 < sum(spent) < whole <= 11 * sum(spent)
