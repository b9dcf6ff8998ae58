"""A run of letters as its parts: xsinx is x, sin, x; omegat is omega, t; ax is a, x.

At every place the longest name is taken: a name declared, a function of one argument, a Greek letter; else
one letter. Short names of functions would be found in any word, so only `ln` has fewer than three letters.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import NamedTuple

from infocalc.functions.vocabulary import Vocabulary
from infocalc.notation.greek import LETTERS

_LONGEST = 12
_SHORT_LETTERS = frozenset(("pi", "mu", "nu"))


class Part(NamedTuple):
    """kind: function, letter (of Greek by name, or a declared name), single."""

    text: str
    kind: str


def parts(run: str, vocabulary: Vocabulary, declared: AbstractSet[str]) -> list[Part]:
    """The parts of a run of Latin letters, from left to right."""
    found: list[Part] = []
    place = 0
    while place < len(run):
        part = _part(run, place, vocabulary, declared)
        found.append(part)
        place += len(part.text)
    return found


def _part(run: str, place: int, vocabulary: Vocabulary, declared: AbstractSet[str]) -> Part:
    for length in range(min(len(run) - place, _LONGEST), 1, -1):
        text = run[place : place + length]
        if text in declared:
            return Part(text, "letter")
        if _is_function(text, vocabulary):
            return Part(text, "function")
        if text in LETTERS and (length > 2 or text in _SHORT_LETTERS):
            return Part(text, "letter")
    return Part(run[place], "single")


def _is_function(text: str, vocabulary: Vocabulary) -> bool:
    word = vocabulary.functions.get(text)
    if word is None or text in vocabulary.callable_only or not (len(text) > 2 or text == "ln"):
        return False
    return word.most == 1 or word.name == "log"


def is_product_too(part: Part, vocabulary: Vocabulary) -> bool:
    """asin of asinx, which is a*sin(x) to some."""
    return part.kind == "function" and part.text[0] == "a" and _is_function(part.text[1:], vocabulary)
