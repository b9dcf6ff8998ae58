"""--check: the three verdicts, counterexamples that are real ones, and a diagnosis for each mistake."""

from __future__ import annotations

import pytest

from infocalc.algebra.ball import enclosure
from infocalc.algebra.engine import lower
from infocalc.calculus import commands
from infocalc.calculus.mistakes import MISTAKES
from infocalc.calculus.options import CalculusOptions
from infocalc.calculus.reading import read_function
from infocalc.errors import InfocalcError, Undefined, UsageError
from infocalc.report.report import Check
from tests.calculus.asked import asked


def check(text: str, expected: str, *words: str, **options: object) -> Check:
    report = commands.diff(text, words, CalculusOptions(check=expected, **options))  # type: ignore[arg-type]
    assert report.check is not None
    return report.check


TRUE = [
    ("x^3", "3x^2"),
    ("tan(x)", "1/cos(x)^2"),
    ("sin(x)^2", "sin(2x)"),
    ("log(x + sqrt(x^2+1))", "1/sqrt(1+x^2)"),
    ("x^3", "y' = 3x^2"),
    ("e^x*f(x)", "e^x*(f(x) + f'(x))"),
    ("f(x)^2", "2 f(x) df/dx"),
    ("f(x)^2", r"2 f \frac{df}{dx}"),
    ("f(g(x))", r"\frac{df}{dg}(g(x)) \frac{dg}{dx}"),
    ("f(g(x))", "df/dg*dg/dx"),
    ("y'' + y", "y' + y'''"),
    ("x^2", "df/dx = 2x"),
    ("sigmoid(2x)", "2σ(1-σ)"),
    ("sigmoid(x)", r"\sigma(1-\sigma)"),
    ("log(x)", "1/abs(x)"),
    ("acosh(1/x)", "-1/(x*sqrt(1-x^2))"),
    ("sqrt(x)*sqrt(x)*sign(x)", "1"),
    ("relu(x)^2", "2*relu(x)"),
    ("sqrt(x^2*(x-1))", "(3x-2)/(2 sqrt(x-1))"),
    ("tan(x)*log(1/cos(x))", "tan(x)^2 - log(cos(x))*sec(x)^2"),
    ("max(x, 0)", "piecewise((1, x > 0), (0, true))"),
    ("abs(x)", "piecewise((1, x > 0), (-1, true))"),
]


@pytest.mark.parametrize(("text", "expected"), TRUE)
def test_true(text: str, expected: str) -> None:
    assert check(text, expected, "x").verdict == "true"


#: function, what somebody expects, words of the diagnosis
FALSE = [
    ("x^3", "3x^3", "the exponent falls by one"),
    ("x^3", "x^2", "the factor n is missing"),
    ("x^3", "2x^3", "off by one"),
    ("x^3", "2x^2", "off by one"),
    ("x^(-2)", "-2x^(-1)", "also below zero"),
    ("sin(2x)", "cos(2x)", "inner function"),
    ("(x^2+1)^3*sin(x)", "3*(x^2+1)^2*sin(x)+(x^2+1)^3*cos(x)", "inner function"),
    ("x^2*sin(x)", "2x*cos(x)", "a product is not differentiated factor by factor"),
    ("x^2*sin(x)", "2x*sin(x)", "one term of the product rule"),
    ("x^2*sin(x)", "x^2*cos(x)", "one term of the product rule"),
    ("sin(x)/x", "cos(x)", "a quotient is not differentiated part by part"),
    ("sin(x)/x", "(sin(x) - x*cos(x))/x^2", "the sign in the quotient rule"),
    ("sin(x)/x", "(sin(x) + x*cos(x))/x^2", "is a difference"),
    ("sin(x)/x", "(x*cos(x) - sin(x))/x", "is squared"),
    ("cos(x)", "sin(x)", "trigonometric"),
    ("x*cos(x)", "cos(x) + x*sin(x)", "trigonometric"),
    ("asec(x)", "-1/(abs(x)*sqrt(x^2-1))", "trigonometric"),
    ("atan2(x,3)", "-3/(x^2+9)", "trigonometric"),
    ("cosh(x)", "-sinh(x)", "hyperbolic"),
    ("log2(x)", "1/x", "base of the logarithm"),
    ("log(x)", "1/(x*log(10))", "base of the logarithm"),
    ("2^x", "2^x", "log(a) is missing"),
    ("e^x", "x*e^(x-1)", "constant exponent"),
    ("x^x", "x*x^(x-1)", "constant exponent"),
    ("x^x", "x^x*log(x)", "constant base"),
    ("5x^2 + 7", "10x + 7", "constant is 0"),
    ("5*sin(x)", "cos(x)", "constant factor stays"),
    ("x^2", "x^3/3", "integral"),
    ("x^2*e^x", "x^2*e^x", "the function itself"),
    ("sqrt(x)", "1/sqrt(x)", "1/2 times"),
    ("tanh(x)", "tanh(x)^2 - 1", "the sign is wrong"),
    ("a*x^2 + sin(a)", "x^2 + cos(a)", "the derivative by a, not by x"),
    ("x^4*sin(x)", "x*sin(x) + 17", None),
]


@pytest.mark.parametrize(("text", "expected", "reason"), FALSE)
def test_false(text: str, expected: str, reason: str | None) -> None:
    found = check(text, expected, "x")
    assert found.verdict == "false"
    assert reason in found.diagnosis if reason and found.diagnosis else found.diagnosis is reason
    assert found.counterexample is not None
    point = {name: read_function(value).expr for name, value in found.counterexample.items()}
    answer = commands.diff(text, ["x"], CalculusOptions(verify=False)).rows[0].formula
    assert answer is not None
    gap = enclosure(lower(answer) - read_function(expected, ["x"]).expr, point)
    assert gap is not None
    assert not gap.contains(0)


@pytest.mark.parametrize(
    ("text", "expected", "stranger", "hint"),
    [
        ("x^2", "2y", "y", "the symbols are x"),
        ("x^2", "2x + 0*q", "q", "the symbols are x"),
        ("f(x)^2", "2 f(x) g'(x)", "g", "the symbols are f, x"),
        ("sigmoid(x)", "s(1-s)", "s", "the symbols are x"),
        ("alpha*x", "alhpa", "alhpa", "did you mean alpha?"),
    ],
)
def test_a_name_that_the_question_lacks_is_refused(
    text: str, expected: str, stranger: str, hint: str
) -> None:
    with pytest.raises(UsageError, match=f"there is no {stranger} in the question") as found:
        check(text, expected, "x")
    assert hint in str(found.value.hint)


def test_every_mistake_is_diagnosed_somewhere() -> None:
    told = {check(text, expected, "x").diagnosis for text, expected, _ in FALSE}
    assert {row.diagnosis for row in MISTAKES} <= told


def test_wrong_order() -> None:
    assert check("x^5", "5x^4", "x", "2").diagnosis == "this is the derivative of order 1, not 2"
    assert check("sin(2x)^2", "4*cos(2x)", "x", "2").verdict == "false"


def test_matrices_entry_by_entry() -> None:
    good = asked("grad", "x^2+y^2", CalculusOptions(check="[2x, 2y]")).check
    bad = asked("hessian", "x^3*y", CalculusOptions(check="[[6*x*y, 3x^2], [3x^2, 1]]")).check
    named = asked("grad", "x^2+y^3", CalculusOptions(check="[2x, 3y^3]")).check
    assert good is not None
    assert bad is not None
    assert named is not None
    assert (good.verdict, bad.verdict) == ("true", "false")
    assert named.diagnosis is not None
    assert named.diagnosis.startswith("df/dy: the exponent falls by one")
    with pytest.raises(UsageError, match="2 entries, the expected one 3"):
        asked("grad", "x^2+y^2", CalculusOptions(check="[1, 2, 3]"))


#: expected, tolerance, verdict at x = 2 for x^3
TOLERANCE = [("12.0001", "1e-3", "true"), ("12.0001", "1e-5", "false"), ("12", "0", "true")]


@pytest.mark.parametrize(("expected", "tol", "verdict"), TOLERANCE)
def test_tolerance(expected: str, tol: str, verdict: str) -> None:
    assert check("x^3", expected, "x", tol=tol, at={"x": "2"}).verdict == verdict


REFUSED: list[tuple[str, str, dict[str, str], type[InfocalcError]]] = [
    ("x^3", "-1", {"x": "2"}, UsageError),
    ("x^4", "1e-3", {}, UsageError),
    ("1/x", "1e-3", {"x": "0"}, Undefined),
]


@pytest.mark.parametrize(("text", "tol", "at", "error"), REFUSED)
def test_tolerance_refused(text: str, tol: str, at: dict[str, str], error: type[InfocalcError]) -> None:
    with pytest.raises(error):
        check(text, "3x^2", "x", tol=tol, at=at)
