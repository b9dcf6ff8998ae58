"""The proof refutes what is wrong: five hundred answers with one slip each, of kinds that people make.

A mutant that has the values of the answer at every point tried (A symmetric turned by a tick, a factor that
commutes) is no slip and is left out; there are few of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest

from infocalc.calculus.options import CalculusOptions
from infocalc.errors import InfocalcError
from infocalc.matrices.claim import Claim
from infocalc.matrices.commands import answered
from infocalc.matrices.proof import Disagreement, Nowhere, difference_at, proved
from infocalc.matrices.reading import read_subject
from infocalc.notation.formula import Formula, number, walk
from tests.matrices.questions import declared, of_kind
from tests.whole import whole

KINDS = {"grad": "gradient", "diff": "differential", "jacobian": "jacobian", "hessian": "hessian"}
FUNCTIONS = {
    "exp": "cos",
    "sigmoid": "tanh",
    "tanh": "sigmoid",
    "log": "exp",
    "sign": "abs",
    "softmax": "exp",
}


def _claim(fact: dict[str, Any]) -> Claim:
    options = CalculusOptions(shapes=declared(fact), verify=False)
    subject = read_subject(fact["expr"], fact["task"], (fact["wrt"],), options)
    report = answered(fact["task"], (fact["expr"],), (fact["wrt"],), options)
    answer = report.rows[0].formula
    assert answer is not None
    read = subject.read
    return Claim(
        KINDS[fact["task"]], read.formula, answer, fact["wrt"], read.names, subject.facts, read.shape, "seed"
    )


def _mutants(formula: Formula) -> Iterator[Formula]:
    """The formula with one slip in one place."""
    for place in walk(formula):
        for slip in _slips(place):
            yield _with(formula, place, slip)


def _slips(node: Formula) -> Iterator[Formula]:
    match node.head:
        case "number":
            yield number(node.value[0] + 1, node.value[1])
        case "neg":
            yield node.args[0]
        case "transpose":
            yield node.args[0]
        case "sum":
            for i, part in enumerate(node.args):
                flipped = part.args[0] if part.head == "neg" else Formula("neg", (part,))
                yield Formula("sum", (*node.args[:i], flipped, *node.args[i + 1 :]))
            yield Formula("sum", node.args[1:]) if len(node.args) > 2 else node.args[0]
        case "product":
            yield Formula("product", tuple(reversed(node.args)))
            yield Formula("product", node.args[1:]) if len(node.args) > 2 else node.args[1]
        case "entrywise" if node.value == "*":
            yield Formula("entrywise", node.args, "/")
        case "call":
            if node.value in FUNCTIONS:
                yield Formula("call", node.args, FUNCTIONS[node.value])
            if node.value == "inv":
                yield node.args[0]
                yield Formula("transpose", (node,))


def _with(formula: Formula, place: Formula, slip: Formula) -> Formula:
    if formula is place:
        return slip
    parts = tuple(_with(part, place, slip) for part in formula.args)
    return Formula(formula.head, parts, formula.value) if parts else formula


def _is_refuted(claim: Claim) -> bool:
    try:
        proved(claim)
    except (Disagreement, Nowhere, InfocalcError, ValueError, IndexError):
        return True
    return False


def _is_other(claim: Claim, mutant: Formula) -> bool:
    """Whether the mutant has other values somewhere, or other sizes."""
    try:
        return difference_at(claim.answer, mutant, claim.names, claim.facts, "other") is not None
    except (ValueError, IndexError):
        return True


@pytest.mark.parametrize("every", [8, whole(1)])
def test_mutated_answers_are_refuted(every: int) -> None:
    tried = refuted = 0
    passed = []
    for fact in list(of_kind("answer"))[::every]:
        claim = _claim(fact)
        for mutant in islice(_mutants(claim.answer), 8):
            wrong = claim._replace(answer=mutant)
            tried += 1
            if _is_refuted(wrong):
                refuted += 1
            elif _is_other(claim, mutant):
                passed.append((fact["id"], mutant))
            else:
                tried -= 1
    assert tried >= 500 // every
    assert refuted >= 0.99 * tried, passed


def test_every_answer_is_proved_at_two_sets_of_different_sizes() -> None:
    for fact in of_kind("answer"):
        said = proved(_claim(fact))
        assert said is not None
        first, second = said.removeprefix("sizes ").rpartition(", ")[0].split(" and ")
        assert first != second
        assert all(len(set(one.split(", "))) == len(one.split(", ")) for one in (first, second))
