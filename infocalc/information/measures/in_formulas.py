"""Measures inside a formula, kl(…) or entropy(…): what `diff`, `grad` and `hessian` take derivatives of.

An argument is a family, `kl(Normal(0, 1), Normal(mu, sigma))`, or a list of probabilities,
`kl([p, 1 - p], [1/2, 1/2])`; the entropy of a pmf may stand without brackets, `entropy(p, 1 - p)`.
"""

from __future__ import annotations

from infocalc.algebra.engine import lift, lower
from infocalc.errors import InfocalcError, NoAnswer, ParameterError
from infocalc.expr.expr import Expr
from infocalc.functions.vocabulary import Vocabulary
from infocalc.information.closed import symbolic_pmf
from infocalc.information.closed.closed_form import ClosedForm, Infinite
from infocalc.information.closed.symbolic_pmf import Symbolic
from infocalc.information.condition import texts
from infocalc.information.measure import MEASURES, WORDS, Measure
from infocalc.information.measures import closed_measures
from infocalc.information.reading.families import NamedLaw, distribution
from infocalc.information.reading.family_names import family_words
from infocalc.notation.formula import Formula, fold

WithConditions = tuple[Expr, tuple[str, ...]]


def vocabulary(text: str) -> Vocabulary:
    """The words of formulas, the measures, and the families that the text names."""
    from infocalc.functions import VOCABULARY

    return VOCABULARY._replace(families=family_words(text), measures=WORDS)


def expanded(formula: Formula, text: str) -> tuple[Formula, tuple[str, ...]]:
    """The formula with every measure replaced by its closed form in nats, and the conditions of those."""
    conditions: list[str] = []

    def visit(node: Formula, parts: tuple[Formula, ...]) -> Formula:
        if node.head != "call" or node.value not in WORDS:
            return Formula(node.head, parts, node.value, node.span)
        try:
            value, needed = _measure(node.value, parts, text)
        except InfocalcError as problem:
            raise problem.located(node.span, text) from None
        conditions.extend(needed)
        return lift(value).at(node.span)

    return fold(formula, visit), tuple(dict.fromkeys(conditions))


def _measure(name: str, args: tuple[Formula, ...], text: str) -> WithConditions:
    measure = MEASURES[name]
    if measure.operands == 1 and args and not any(a.head in ("family", "list") for a in args):
        args = (Formula("list", args, None, args[0].span),)
    if len(args) != measure.operands:
        usage = "kl([p, 1-p], [1/2, 1/2]) or kl(Normal(0, 1), Normal(mu, sigma))"
        raise ParameterError(f"{name} takes {measure.operands} distributions, got {len(args)}", usage)
    operands = [_operand(a, text) for a in args]
    pmfs = [p for p in operands if isinstance(p, Symbolic)]
    if len(pmfs) == len(operands):
        return _of_pmfs(measure, pmfs)
    if pmfs:
        raise ParameterError("a list of probabilities and a family are not over the same outcomes")
    return closed_measures.measure_expr(measure, tuple(p for p in operands if not isinstance(p, Symbolic)))


def _operand(formula: Formula, text: str) -> NamedLaw | Symbolic:
    if formula.head == "family":
        return distribution(formula, text)
    if formula.head == "list":
        return symbolic_pmf.symbolic(tuple(lower(a, text) for a in formula.args), None)
    raise ParameterError("a family or a list of probabilities is wanted here", None, formula.span, text)


def _of_pmfs(measure: Measure, pmfs: list[Symbolic]) -> WithConditions:
    joined = symbolic_pmf.joined(*pmfs)[:2] if len(pmfs) == 2 else pmfs
    found = symbolic_pmf.value(measure, *joined)
    if isinstance(found, Infinite):
        raise NoAnswer(f"{measure.name} is infinite: {found.reason}")
    assert isinstance(found, ClosedForm)
    return found.expr, texts(found.conditions)
