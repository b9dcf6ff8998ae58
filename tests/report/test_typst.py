"""Typst: every head, function, letter and renderer's answer is read by the compiler."""

from __future__ import annotations

import pytest

from infocalc.functions import TABLE
from infocalc.notation.formula import HEADS, Formula, number, symbol
from infocalc.notation.greek import LETTERS
from infocalc.notation.writer import write
from infocalc.report.render import render
from infocalc.report.report import Report, Row
from tests.report.samples import SAMPLES as REPORTS
from tests.report.test_heads import SAMPLES


def compiled(bodies: list[str]) -> int:
    """The bytes of the pages of a document with these formulas; an error of the compiler is raised."""
    typst = pytest.importorskip("typst")
    document = "\n\n".join(f"$ {body} $" for body in bodies)
    return len(typst.compile(document.encode(), format="pdf"))


def applied(name: str) -> Formula:
    count = TABLE[name].arity[0] + (name in ("softmax", "root"))
    return Formula("call", tuple(symbol(letter) for letter in "xyzt"[:count]), name)


def test_the_compiler_refuses_what_is_none() -> None:
    assert compiled(["frac(1, 2)"]) > 1000
    with pytest.raises(Exception, match="unknown variable: fracture"):
        compiled(["fracture(1, 2)"])


def test_every_head_function_and_letter() -> None:
    formulas = [SAMPLES[head] for head in HEADS] + [applied(name) for name in sorted(TABLE)]
    formulas += [Formula("product", (symbol("x"), Formula("power", (f, number(2))))) for f in formulas]
    bodies = [write(f, "typst") for f in [*formulas, *map(symbol, LETTERS), symbol("rate_in"), symbol("x12")]]
    assert not [body for body in bodies if "\\" in body or "#" in body or "{" in body]
    assert compiled(bodies) > 10_000


@pytest.mark.parametrize("name", REPORTS)
def test_every_answer(name: str) -> None:
    assert compiled([render(REPORTS[name], "typst")]) > 1000


FORMS = {
    "sqrt": "sqrt(x)",
    "root": "root(y, x)",
    "binomial": "binom(x, y)",
    "floor": "floor(x)",
    "abs": "abs(x)",
    "besselj": 'op("J")_(x)(y)',
    "polygamma": "psi^((x))(y)",
    "softmax": 'op("softmax")(y, z)_(x)',
    "factorial": "x!",
    "log2": "log_(2)(x)",
    "kl_div": 'op("kl_div")(x, y)',
}


@pytest.mark.parametrize(("name", "form"), FORMS.items())
def test_forms(name: str, form: str) -> None:
    assert write(applied(name), "typst") == form


def test_powers_of_operators() -> None:
    def squared(name: str) -> str:
        return write(Formula("power", (applied(name), number(2))), "typst")

    assert squared("sinh") == "sinh^(2)(x)"
    assert squared("besselj") == 'op("J")^(2)(y)'.replace(")^", ")_(x)^")
    assert squared("max") == "max(x)^(2)"
    assert squared("exp2") == 'op("exp2")(x)^(2)'


def test_words_of_others_are_text() -> None:
    report = Report("entropy", {}, (Row('a" + #panic() \\', number(1)), Row("b", number(2))), answers=2)
    assert render(report, "typst").startswith('"a\\" + #panic() \\\\" &= 1 \\\n"b" &= 2')
    assert compiled([render(report, "typst")]) > 1000
