"""A run of letters as its parts: xsinx is x, sin, x; omegat is omega, t; ax is a, x.

The parts are names declared, functions of one argument, Greek letters, and single letters. Short names of
functions would be found in any word, so only `ln` has fewer than three letters.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from infocalc.functions.vocabulary import Vocabulary
from infocalc.notation.greek import LETTERS
from infocalc.records import NamedTuple

_LONGEST = 12
_SHORT_LETTERS = frozenset(("pi", "mu", "nu"))


class Part(NamedTuple):
    """kind: function, letter (of Greek by name, or a declared name), single."""

    text: str
    kind: str


def parts(run: str, vocabulary: Vocabulary, declared: AbstractSet[str]) -> list[Part]:
    """The parts of a run of Latin letters: with the fewest single letters, then the fewest parts."""
    best: list[tuple[int, int, list[Part]]] = [(0, 0, [])]
    for end in range(1, len(run) + 1):
        ways = []
        for start in range(max(0, end - _LONGEST), end):
            part = _part(run[start:end], vocabulary, declared)
            if part is not None:
                singles, count, before = best[start]
                ways.append((singles + (part.kind == "single"), count + 1, [*before, part]))
        best.append(min(ways, key=lambda way: way[:2]))
    return best[-1][2]


def _part(text: str, vocabulary: Vocabulary, declared: AbstractSet[str]) -> Part | None:
    """What the letters are as a whole: a name declared, a function, a Greek letter, a single letter."""
    if len(text) == 1:
        return Part(text, "single")
    if text in declared:
        return Part(text, "letter")
    if _is_function(text, vocabulary):
        return Part(text, "function")
    return Part(text, "letter") if text in LETTERS and (len(text) > 2 or text in _SHORT_LETTERS) else None


def _is_function(text: str, vocabulary: Vocabulary) -> bool:
    word = vocabulary.functions.get(text)
    if word is None or text in vocabulary.callable_only or not (len(text) > 2 or text == "ln"):
        return False
    return word.most == 1 or word.name == "log"


def is_product_too(part: Part, vocabulary: Vocabulary) -> bool:
    """asin of asinx, which is a*sin(x) to some."""
    return part.kind == "function" and part.text[0] == "a" and _is_function(part.text[1:], vocabulary)
