"""The table of functions, complete once this package is imported, and what is made from it."""

from __future__ import annotations

import os
from importlib import import_module

from infocalc.functions.rebuild import expanded, rebuild, subs, with_parts
from infocalc.functions.row import TABLE, Function, call, latex_template, log
from infocalc.functions.vocabulary import Vocabulary, Word

#: modules of this folder that hold no rows
_ENGINE = frozenset(("__init__", "row", "exact", "rebuild", "vocabulary", "analyticity", "calls"))


def _fill() -> None:
    """Import every module of rows in this folder: a function is added by its row alone."""
    for file in sorted(os.listdir(os.path.dirname(__file__))):
        name, _, kind = file.partition(".")
        if kind == "py" and name not in _ENGINE:
            import_module(f"{__name__}.{name}")


_fill()


def _vocabulary() -> Vocabulary:
    words = {}
    plain = set()
    for row in TABLE.values():
        for spelling in (row.name, *row.spellings):
            words[spelling] = Word(row.name, *row.arity, row.reading, row.inverse)
            if row.callable_only or len(spelling) <= 2:
                plain.add(spelling)
    for spelling in ("ln", "lg", "lb", "ld", "tg", "sh", "ch", "th"):
        plain.discard(spelling)
    return Vocabulary(words, frozenset(plain))


#: every spelling, for the parser
VOCABULARY = _vocabulary()

__all__ = [
    "TABLE",
    "VOCABULARY",
    "Function",
    "call",
    "expanded",
    "latex_template",
    "log",
    "rebuild",
    "subs",
    "with_parts",
]
