"""The table of functions, complete once this package is imported, and what is made from it."""

from __future__ import annotations

from infocalc.functions import (
    activations,
    bessel,
    degrees,
    elementary,
    elliptic,
    entropic,
    gamma,
    hyperbolic,
    hypergeometric,
    inverse,
    jacobian_elliptic,
    learning,
    piecewise,
    polynomials,
    rounding,
    special,
    trigonometric,
    zeta,
)
from infocalc.functions.rebuild import expanded, rebuild, subs, with_parts
from infocalc.functions.row import TABLE, Function, call, latex_template
from infocalc.functions.vocabulary import Vocabulary, Word

#: the modules that fill the table
MODULES = (
    *(elementary, trigonometric, inverse, hyperbolic, piecewise, rounding, degrees),
    *(learning, activations, entropic, gamma, zeta, special, bessel, elliptic, jacobian_elliptic),
    *(polynomials, hypergeometric),
)


def _vocabulary() -> Vocabulary:
    words = {}
    plain = set()
    for row in TABLE.values():
        for spelling in (row.name, *row.spellings):
            words[spelling] = Word(row.name, *row.arity, row.reading)
            if row.callable_only or len(spelling) <= 2:
                plain.add(spelling)
    for spelling in ("ln", "lg", "lb", "ld", "tg", "sh", "ch", "th"):
        plain.discard(spelling)
    return Vocabulary(words, frozenset(plain))


#: every spelling, for the parser
VOCABULARY = _vocabulary()

__all__ = [
    "MODULES",
    "TABLE",
    "VOCABULARY",
    "Function",
    "call",
    "expanded",
    "latex_template",
    "rebuild",
    "subs",
    "with_parts",
]
