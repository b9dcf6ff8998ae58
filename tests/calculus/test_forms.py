"""Slopes as a book prints them: reciprocals and double angles by name, denominators that stay factored."""

from __future__ import annotations

import pytest

from infocalc.calculus.commands import diff
from infocalc.calculus.options import CalculusOptions
from infocalc.notation.writer import write

FORMS = {
    # the factors of the function stay those of its slope
    "(2x - 3)^2": "4*(2*x - 3)",
    "(x - a)^2": "2*(x - a)",
    "(x - 1)^2*(x + 2)^3": "(x - 1)*(x + 2)^2*(5*x + 1)",
    "(x^2 - 4)^3*(3x + 1)^2": "6*(x^2 - 4)^2*(3*x + 1)*(4*x^2 + x - 4)",
    "(x - 1)^3*e^x": "(x - 1)^2*(x + 2)*e^x",
    "e^(-(x - c)^2/(2*s^2))": "-(x - c)*e^(-(x - c)^2/(2*s^2))/s^2",
    "(x^2 + 1)^5/(x - 1)^3": "(x^2 + 1)^4*(7*x^2 - 10*x - 3)/(x - 1)^4",
    "sqrt(x)*(x + 1)^2": "(5*x^2 + 6*x + 1)/(2*sqrt(x))",
    "cos(x)*tan(x)": "cos(x)",
    "sinh(x)*coth(x)": "sinh(x)",
    "log(1 + e^-x)": "-1/(1 + e^x)",
    "x^2/sqrt(x + 1)": "x*(3*x + 4)/(2*(x + 1)^(3/2))",
    "sec(x)/(1 + tan(x))": "(tan(x) - 1)*sec(x)/(tan(x) + 1)^2",
    "ln(tan(x/2))": "csc(x)",
    "ln(tan(x))": "sec(x)*csc(x)",
    "ln(cot(x/2 + pi/4))": "-csc(x + pi/2)",
    "acoth(sec(x))": "-csc(x)",
    "1/3*tan(x)^3": "tan(x)^2*sec(x)^2",
    "ln(sec(x))": "tan(x)",
    "(sin(x) + cos(x))^2": "2*cos(2*x)",
    "sin(x)*cos(x)": "cos(2*x)",
    "x*sin(x)*cos(x)": "x*cos(2*x) + sin(x)*cos(x)",
    "x*sinh(x)*cosh(x)": "x*cosh(2*x) + sinh(x)*cosh(x)",
    "x*sin(x)^2": "sin(x)^2 + x*sin(2*x)",
    "atan(cos(x))": "-sin(x)/(cos(x)^2 + 1)",
    "ellipe(x/2, 2)": "sqrt(cos(x))/2",
    "-(a + b*asec(c*x))^2/(4*x^4)": (
        "(a + b*asec(c*x))^2/x^5 - b*(a + b*asec(c*x))*sign(c)/(2*x^4*sqrt(c^2*x^2 - 1)*abs(x))"
    ),
    "Ci(2*x) + Ci(x)^2/2 - Ci(x)*sin(x)/x - sin(2*x)/(2*x)": "Ci(x)*sin(x)/x^2",
}


@pytest.mark.parametrize("text", FORMS)
def test_forms(text: str) -> None:
    report = diff(text, ["x"], CalculusOptions())
    assert write(report.rows[0].formula) == FORMS[text]
    assert report.verified is not None
