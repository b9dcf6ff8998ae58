"""Implicit derivatives, directions and curves: known answers, steps, and the defining equation at a point."""

from __future__ import annotations

import pytest

from infocalc.algebra.derivative import derivative
from infocalc.algebra.normal import is_zero
from infocalc.calculus import commands
from infocalc.calculus.implicit import curve_of, implicit_derivative
from infocalc.calculus.on_curve import equal_on
from infocalc.calculus.options import CalculusOptions
from infocalc.calculus.reading import read_function
from infocalc.errors import InfocalcError, NoAnswer, Undefined, UsageError
from infocalc.expr import expr as X
from infocalc.functions import VOCABULARY, subs
from infocalc.notation.parser import parse
from infocalc.notation.writer import write
from infocalc.report.report import Report
from tests.calculus.asked import asked


def implicit(text: str, *words: str, y: str = "y", **options: object) -> Report:
    return commands.diff(text, words, CalculusOptions(implicit=(y,), **options))  # type: ignore[arg-type]


def answer(report: Report) -> str:
    formula = report.rows[0].formula
    assert formula is not None
    return write(formula)


#: equation, variables, dy/dx as a textbook has it
KNOWN = [
    ("x*y = 1", ["x"], "-y/x"),
    ("x^4 + y^4 = 16", ["x"], "-x^3/y^3"),
    ("x^3 + y^3 = 6*x*y", ["x"], "(2*y - x^2)/(y^2 - 2*x)"),
    ("y = x*exp(y)", ["x"], "exp(y)/(1 - x*exp(y))"),
    ("x^2*y + x*y^2 = 6", ["x"], "-(2*x*y + y^2)/(x^2 + 2*x*y)"),
    ("log(x*y) = x - y", ["x"], "(1 - 1/x)/(1/y + 1)"),
    ("x^y = y^x", ["x"], "(log(y) - y/x)/(log(x) - x/y)"),
    ("y = x^2", ["x"], "2*x"),
    ("x^2 + y(x)^2 = 25", ["x"], "-x/y"),
    ("x^2 + y^2 - 25", ["x"], "-x/y"),
    ("x^2 + y^2 = 25", ["x", "2"], "-25/y^3"),
    ("x^2 + y^2 = r^2", ["x", "2"], "-r^2/y^3"),
    ("x^2 + y^2 = 25", ["x", "3"], "-75*x/y^5"),
    ("x^3 + y^3 = 3*x*y", ["x", "2"], "2*x*y/(x - y^2)^3"),
    ("e^y = x^2", ["x"], "2/x"),
    ("y^2 = x^3", ["x", "2"], "3*x/(4*y)"),
    ("x = tan(y)", ["x"], "cos(y)^2"),
    ("x^2 + y^2 = 25", [], "-x/y"),
]


@pytest.mark.parametrize(("equation", "words", "expected"), KNOWN)
def test_textbook(equation: str, words: list[str], expected: str) -> None:
    found = read_function(answer(implicit(equation, *words)), ["x", "y"]).expr
    assert is_zero(found - read_function(expected, ["x", "y"]).expr)


def test_partial_derivatives_of_a_surface() -> None:
    assert answer(implicit("x^2 + y^2 + z^2 = 1", "x", "y", y="z")) == "-x*y/z^3"


def test_second_derivative_solves_the_twice_differentiated_equation() -> None:
    """F = 0 with y(x) put in has a vanishing second derivative once y' and y'' are put in."""
    text = "x^3 + sin(y)*x = y^2"
    curve = curve_of(parse(text, VOCABULARY, variables=frozenset("xy")).formula, "y")
    first, second = (implicit_derivative(curve, ["x"] * n) for n in (1, 2))
    along = subs(curve.F, {"y": X.undefined("y", (0,), (X.sym("x"),))})
    twice = derivative(derivative(along, "x"), "x")
    put_in = {
        X.undefined("y", (0,), (X.sym("x"),)): X.sym("y"),
        X.undefined("y", (1,), (X.sym("x"),)): first,
        X.undefined("y", (2,), (X.sym("x"),)): second,
    }
    assert equal_on(curve.F, "y", _replaced(twice, put_in), X.ZERO).verdict == "true"


@pytest.mark.parametrize(
    ("equation", "order", "expected", "verdict"),
    [
        ("x^2 + y^2 = 25", 2, "-25/y^3", "true"),
        ("x^2 + y^2 = 25", 2, "-(x^2 + y^2)/y^3", "true"),
        ("x^2 + y^2 = 25", 2, "25/y^3", "false"),
        ("x + y = sin(2x)", 1, "2cos(x)^2 - 2sin(x)^2 - 1", "true"),
        ("x^2 + y^2 = 25", 1, "-x/sqrt(25 - x^2)", "false"),  # the other half of the circle
        ("x^3 + y^3 = 3*x*y", 2, "2*x*y/(x - y^2)^3", "true"),
        ("x^3 + y^3 = 3*x*y", 1, "(y - x^2)/(y^2 + x)", "false"),
        ("y = x^y", 1, "y*x^(y - 1)/(1 - x^y*log(x))", "true"),
    ],
)
def test_check_on_the_curve(equation: str, order: int, expected: str, verdict: str) -> None:
    found = implicit(equation, "x", str(order), check=expected).check
    assert found is not None
    assert found.verdict == verdict
    assert (found.counterexample is not None) == (verdict == "false")


def _replaced(e: X.Expr, parts: dict[X.Expr, X.Expr]) -> X.Expr:
    from infocalc.functions import rebuild

    return X.fold(e, lambda node, args: parts.get(node, rebuild(node, args)))


def test_conditions_and_point() -> None:
    report = implicit("x^2 + y^2 = 25", "x", at={"x": "3", "y": "4"})
    assert report.conditions == ("y != 0",)
    assert report.rows[0].number is not None
    assert report.rows[0].number.exact == "-3/4"


FAILS = [
    ("x^2 = 1", {}, UsageError),
    ("x*y' = 1", {}, UsageError),
    ("x + y - y = 1", {}, UsageError),
    ("x^2 + y^2 = 25", {"at": {"x": "3", "y": "5"}}, Undefined),
    ("floor(y) = x", {}, NoAnswer),
]


@pytest.mark.parametrize(("equation", "options", "error"), FAILS)
def test_refusals(equation: str, options: dict[str, object], error: type[InfocalcError]) -> None:
    with pytest.raises(error):
        implicit(equation, "x", **options)


def test_steps_end_in_the_answer() -> None:
    report = implicit("x^3 + y^3 = 6*x*y", "x", "2", steps=True)
    assert {s.rule for s in report.steps} >= {"both-sides", "dependent", "chain", "solve", "substitute"}
    solved = next(s for s in report.steps if s.rule == "solve")
    assert write(solved.after) == "y' = (x^2 - 2*y)/(2*x - y^2)"
    assert report.steps[-1].after is report.rows[0].formula


#: direction or curve, answer
ALONG = [
    ("[1, 0]", "2*x*y"),
    ("[0, -3]", "-x^2"),
    ("[3, 4]", "(4*x^2 + 6*x*y)/5"),
    ("[a, b]", "x*(2*a*y + b*x)/sqrt(a^2 + b^2)"),
    ("x=t^2, y=sin(t)", "4*t^3*sin(t) + t^4*cos(t)"),
]


@pytest.mark.parametrize(("along", "expected"), ALONG)
def test_directions_and_curves(along: str, expected: str) -> None:
    report = asked("grad", "x^2*y", CalculusOptions(along=along))
    assert answer(report) == expected
    assert report.shape == ()
    assert "scaled to length 1" in " ".join(report.notes) or "=" in along or along == "[1, 0]"


@pytest.mark.parametrize("along", ["[1]", "[0, 0]", "x=s*t, y=t", "x^2=t"])
def test_directions_refused(along: str) -> None:
    with pytest.raises(UsageError):
        asked("grad", "x^2*y", CalculusOptions(along=along))


def test_total_derivative_by_undefined_functions() -> None:
    report = commands.diff("x(t)^2 + y(t)^2", ["t"], CalculusOptions(verify=False))
    assert answer(report) == "2*x(t)*x'(t) + 2*y(t)*y'(t)"
