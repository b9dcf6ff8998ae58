"""The words a formula may use: what the parser is told about functions and families.

The table of functions (`functions/`) and the table of families build it; the notation
room knows no function by itself.
"""

from __future__ import annotations

from collections.abc import Mapping

from infocalc.records import NamedTuple


class Word(NamedTuple):
    """A function a user may type: its canonical name and how many arguments it takes (None: any number).

    `reading` is said where the name has another meaning elsewhere; `inverse` is what name^-1 may be read as.
    """

    name: str
    least: int
    most: int | None
    reading: str = ""
    inverse: str | None = None


class Vocabulary(NamedTuple):
    """`functions` maps every spelling ('arcsin', 'ln', 'σ') to its word; `families` holds family names.

    `callable_only` are the spellings that are functions only in front of a parenthesis and plain
    symbols otherwise (gamma, beta, zeta, and one-letter names such as W).
    """

    functions: Mapping[str, Word]
    callable_only: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    measures: frozenset[str] = frozenset()
