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
    "ln(cot(x/2 + pi/4))": "-sec(x)",
    "sqrt(cos(x))*sec(x)*cos(x)": "-sin(x)/(2*sqrt(cos(x)))",
    "cos(x)*tan(x)*e^cos(x)": "(cos(x) - sin(x)^2)*e^cos(x)",
    "x*sqrt(sinh(x))*csch(x)": "1/sqrt(sinh(x)) - x*cosh(x)/(2*sinh(x)^(3/2))",
    "sqrt(1 + x^2/a)/sqrt(a + x^2)": "0",
    "x^(e + 1)": "x^e*(e + 1)",
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
    # what is 0 for u < 0 needs no switch beside it
    "relu(x)^2": "2*relu(x)",
    "relu(x)^3": "3*relu(x)^2",
    "relu(x)^(3/2)": "3*sqrt(relu(x))/2",
    "relu(2x + 1)^2": "4*relu(2*x + 1)",
    "max(x, 0)^2": "2*max(x, 0)",
    "max(0, x)^3": "3*max(0, x)^2",
    "x*relu(x)": "2*relu(x)",
    "abs(x)*relu(x)": "2*relu(x)",
    "x*max(x, 0)": "2*max(x, 0)",
    "(2x + 1)*relu(2x + 1)": "4*relu(2*x + 1)",
    "relu(x)*Heaviside(x)": "Heaviside(x)",
    "relu(x)*sign(x)": "Heaviside(x)",
    "Heaviside(x)*x^2": "2*x*Heaviside(x)",
    "relu(x)/Heaviside(x)": "1",
    # roots of even powers, and of products beside their own powers
    "(x^6)^(1/3)": "2*x",
    "(x^12)^(5/6)": "10*x^9",
    "(x^4)^(1/4)": "sign(x)",
    "(x^-6*y)^(1/3)": "-2*y^(1/3)/x^3",
    "(x^2)^(1/3)": "2*x/(3*(x^2)^(2/3))",
    "(x^3)^(1/3)": "x^2/(x^3)^(2/3)",
    "sqrt(2*g*x)": "g/sqrt(2*g*x)",
    "sqrt(3*g*x)": "3*g/(2*sqrt(3*g*x))",
    "sqrt(g*x/2)": "g/(2*sqrt(2*g*x))",
    "x*sqrt(2*g*h)": "sqrt(2*g*h)",
    "x*sqrt(g*h/2)": "sqrt(g*h/2)",
    "kappa*x/(kappa*x)^(3/2)": "-1/(2*x*sqrt(kappa*x))",
    "x/sqrt(kappa*x)": "1/(2*sqrt(kappa*x))",
    "sin(x)*(kappa*x)^(3/2)/(kappa*x)": "(2*x*cos(x) + sin(x))*sqrt(kappa*x)/(2*x)",
    "x*gamma(2/3)/gamma(5/3)": "3/2",
    "x*gamma(7/3)/gamma(1/3)": "4/9",
    "x*gamma(5/3)": "gamma(5/3)",
    "1/(1 - sin(x)^2)": "2*tan(x)*sec(x)^2",
    "Ci(2*x) + Ci(x)^2/2 - Ci(x)*sin(x)/x - sin(2*x)/(2*x)": "Ci(x)*sin(x)/x^2",
}


#: slopes of order 2: what all terms share comes out, numbers over a bar too
SECOND = {
    "e^(-x^2/2)/sqrt(2*pi)": "(x^2 - 1)*e^(-x^2/2)/sqrt(2*pi)",
    "e^(1/x)": "(2*x + 1)*e^(1/x)/x^4",
    "((1 + x)/(1 - x))^2": "8*(x + 2)/(x - 1)^4",
    "x/(x^2 + a^2)": "2*x*(x^2 - 3*a^2)/(a^2 + x^2)^3",
    "1/(x^2 - a^2)^2": "4*(a^2 + 5*x^2)/(x^2 - a^2)^4",
    "(a*x + b)/(c*x + d)": "2*c*(b*c - a*d)/(c*x + d)^3",
    "A*e^(-g*x)*cos(w*x)": "A*(g^2*cos(w*x) + 2*g*w*sin(w*x) - w^2*cos(w*x))*e^(-g*x)",
    "1/(1 + e^(-x))": "(1 - e^x)*e^x/(1 + e^x)^3",
    "arcsin(2*x - 1)": "(2*x - 1)/(2*(x*(1 - x))^(3/2))",
    "x*sqrt(1 - x^2)": "x*(2*x^2 - 3)/(1 - x^2)^(3/2)",
}


@pytest.mark.parametrize(
    ("order", "text", "form"), [(n, *row) for n, forms in ((1, FORMS), (2, SECOND)) for row in forms.items()]
)
def test_forms(order: int, text: str, form: str) -> None:
    report = diff(text, ["x", str(order)], CalculusOptions())
    assert write(report.rows[0].formula) == form
    assert report.verified is not None
