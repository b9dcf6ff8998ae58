"""A mixture typed as a sum of weighted laws: 0.3*Normal(0, 1) + 0.7*Normal(3, 1)."""

from __future__ import annotations

from infocalc.algebra.engine import lower
from infocalc.errors import ParameterError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.information.closed.mixture import Mixture
from infocalc.information.closed.normal_mixture import NormalMixture
from infocalc.information.reading.families import NamedLaw, distribution, mixture_of
from infocalc.information.reading.family_names import family_words, in_one_word
from infocalc.notation.brackets import outside, split
from infocalc.notation.formula import Formula

NOTE = "read as a mixture, w of the draws from each law; not as a weighted sum of variables"


def weighted_sum(text: str) -> Mixture | NormalMixture | None:
    """The mixture; None for a text that is no sum with laws in it."""
    formula = of_laws(text) if "+" in text else None
    if formula is None or formula.head != "sum" or not any(_law(part) for part in formula.args):
        return None
    weights: list[Expr] = []
    laws: list[tuple[NamedLaw, Formula]] = []
    for part in formula.args:
        found = _law(part)
        if found is None:
            message = "every term of a sum of laws is a weight times a law: 0.3*Normal(0, 1)"
            raise ParameterError(message, span=part.span, text=text)
        laws.append((distribution(found, text), found))
        weights.append(_weight(part, text))
    mixed = mixture_of(tuple(weights), laws, text)
    return mixed._replace(notes=(NOTE, *mixed.notes))


def of_laws(text: str) -> Formula | None:
    """The formula of a text with laws in it; None where there is none, or several stand side by side."""
    from infocalc.functions import VOCABULARY
    from infocalc.notation.parser import parse

    text = in_one_word(text)
    words = family_words(text)
    if not words or len(split(text, ",;")) > 1:
        return None
    outer = family_words(outside(text))  # Gamma and Beta are no functions there: a number is no operand
    functions = {word: name for word, name in VOCABULARY.functions.items() if word not in outer}
    return parse(text, VOCABULARY._replace(families=words, functions=functions)).formula


def _law(part: Formula) -> Formula | None:
    """The one law among the factors of a term."""
    if part.head == "family":
        return part
    places = part.args if part.head == "product" else part.args[:1] if part.head == "quotient" else ()
    found = [law for law in map(_law, places) if law is not None]
    return found[0] if len(found) == 1 else None


def _weight(part: Formula, text: str) -> Expr:
    """The product of the other factors."""
    if part.head == "family":
        return X.ONE
    if part.head == "quotient":
        return _weight(part.args[0], text) / lower(part.args[1], text)
    return X.mul(*[_weight(f, text) if _law(f) is not None else lower(f, text) for f in part.args])
