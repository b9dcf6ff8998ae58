"""Every head of a formula in every format; in MathML each head and function has an element of its own."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from infocalc.errors import NoAnswer
from infocalc.functions import TABLE
from infocalc.notation.formula import HEADS, Formula, constant, number, symbol
from infocalc.report.languages import LANGUAGES
from infocalc.report.mathml import WRITERS
from infocalc.report.render import FORMATS, render
from infocalc.report.report import Number, Report, Row

x, k, one = symbol("x"), symbol("k"), number(1)
positive = Formula("relation", (x, number(0)), ">")
SAMPLES = {
    "number": number(3, 7),
    "symbol": symbol("alpha_1"),
    "constant": constant("EulerGamma"),
    "sum": Formula("sum", (x, Formula("neg", (one,)))),
    "neg": Formula("neg", (x,)),
    "product": Formula("product", (number(2), x)),
    "quotient": Formula("quotient", (one, x)),
    "power": Formula("power", (x, number(2))),
    "call": Formula("call", (x,), "gamma"),
    "undefined": Formula("undefined", (x, k), ("f", (2, 1))),
    "relation": positive,
    "and": Formula("and", (positive, positive)),
    "or": Formula("or", (positive, positive)),
    "piecewise": Formula("piecewise", (x, positive, one, constant("true"))),
    "integral": Formula("integral", (Formula("product", (x, k)), k, one, x)),
    "series": Formula("series", (Formula("power", (x, k)), k, one, constant("oo"))),
    "list": Formula("list", (x, one)),
    "keyword": Formula("keyword", (one,), "sigma"),
    "derivative": Formula("derivative", (Formula("call", (x,), "sin"),), "x"),
    "family": Formula("family", (x, one), "Normal"),
    "transpose": Formula("transpose", (symbol("A"),)),
    "entrywise": Formula("entrywise", (symbol("A"), symbol("B")), "*"),
}
SHOWN = {
    "undefined": "∂",
    "integral": "∫",
    "series": "∑",
    "call": "Γ",
    "derivative": "<mfrac><mo>d</mo>",
    "piecewise": "<mtable>",
    "constant": "γ",
}


def report(formula: Formula) -> Report:
    return Report(
        "diff", {"expr": "f", "wrt": ["x"]}, (Row("df/dx", formula, Number("1.00000000000000", True)),)
    )


def test_samples_are_all_heads() -> None:
    assert SAMPLES.keys() == HEADS.keys() == WRITERS.keys()


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_head_in_every_format(head: str, name: str) -> None:
    try:
        text = render(report(SAMPLES[head]), name)
    except NoAnswer as problem:
        text = f"{name in LANGUAGES}: {problem.message}"
    assert text.strip()
    assert not text.startswith("False")


@pytest.mark.parametrize("head", HEADS)
def test_mathml_of_every_head(head: str) -> None:
    text = render(report(SAMPLES[head]), "mathml")
    ElementTree.fromstring(text)
    assert "mtext" not in text
    assert SHOWN.get(head, "") in text


@pytest.mark.parametrize("name", sorted(TABLE))
def test_mathml_of_every_function(name: str) -> None:
    least = TABLE[name].arity[0] + (name == "softmax")
    formula = Formula("call", tuple(symbol(letter) for letter in "xyzt"[:least]), name)
    text = render(report(formula), "mathml")
    ElementTree.fromstring(text)
    assert "\\" not in text
    assert "#" not in text.replace("&#x2061;", "")
    assert all(f"<mi>{letter}</mi>" in text for letter in "xyzt"[:least])


def test_mathml_of_special_shapes() -> None:
    shown = {
        "besselj": "<msub><mi>J</mi>",
        "softmax": "<msub><mo>)</mo><mi>x</mi></msub>",
        "root": "<mroot>",
        "binomial": 'linethickness="0"',
        "floor": "⌊",
    }
    for name, part in shown.items():
        count = TABLE[name].arity[0] + (name in ("softmax", "root"))
        formula = Formula("call", tuple(symbol(c) for c in "xyz"[:count]), name)
        assert part in render(report(formula), "mathml"), name
