"""The table of functions, whose rows are loaded when they are asked for, and what is made from its index."""

from __future__ import annotations

from infocalc.functions import index
from infocalc.functions.rebuild import by_definition, expanded, rebuild, subs, with_parts
from infocalc.functions.row import TABLE, Function, call, column, latex_template, log
from infocalc.functions.vocabulary import Vocabulary, Word


def _vocabulary() -> Vocabulary:
    words = {}
    for name, spellings in index.SPELLINGS.items():
        arity, reading = index.ARITY.get(name, (1, 1)), index.READINGS.get(name, "")
        word = Word(name, *arity, reading, index.INVERSES.get(name))
        words.update(dict.fromkeys(spellings.split(), word))
    return Vocabulary(words, frozenset(index.PLAIN.split()))


#: every spelling, for the parser
VOCABULARY = _vocabulary()

__all__ = [
    "TABLE",
    "VOCABULARY",
    "Function",
    "by_definition",
    "call",
    "column",
    "expanded",
    "latex_template",
    "log",
    "rebuild",
    "subs",
    "with_parts",
]
