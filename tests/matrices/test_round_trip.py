"""What is written is read back to the same thing: plain, Unicode and LaTeX."""

from __future__ import annotations

import pytest

from infocalc.calculus.options import CalculusOptions
from infocalc.functions import VOCABULARY
from infocalc.matrices.build import built
from infocalc.matrices.expansion import are_equal
from infocalc.matrices.reading import Subject, read_subject
from infocalc.matrices.shapes import Elaboration, settled
from infocalc.matrices.sizes import Sizes
from infocalc.notation.formula import Formula
from infocalc.notation.matrix_parser import parse_matrices
from infocalc.notation.writer import write
from tests.matrices.questions import ask, declared, of_kind

ANSWERS = of_kind("answer")


def _read(text: str, subject: Subject) -> Formula:
    reading = parse_matrices(text, VOCABULARY, frozenset(subject.read.names))
    trial = Elaboration(text, subject.read.names, Sizes({}), reading.entrywise)
    typed = trial.elaborated(reading.formula)
    trial.sizes.named([typed.shape], subject.read.names)
    return settled(typed.formula, trial.sizes)


@pytest.mark.parametrize("style", ["plain", "unicode", "latex"])
def test_answers_are_read_back(style: str) -> None:
    wrong = []
    for fact in ANSWERS:
        if style != "plain" and "l0" in fact["declare"]:
            continue  # l₀ is read as l_0
        formula = ask(fact).rows[0].formula
        assert formula is not None
        options = CalculusOptions(shapes=declared(fact))
        subject = read_subject(fact["expr"], fact["task"], (fact["wrt"],), options)
        text = write(formula, style)
        try:
            again = built(_read(text, subject), subject.leaves)
        except Exception as problem:  # which answer it was is worth more than a traceback
            wrong.append((text, repr(problem)))
            continue
        answer = built(formula, subject.leaves)
        if again is not answer and not are_equal(again, answer):
            wrong.append((text, write(formula)))
    assert wrong == []
