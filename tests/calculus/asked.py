"""An operator of the table, asked as the command line asks it."""

from __future__ import annotations

from collections.abc import Sequence

from infocalc.calculus import commands
from infocalc.calculus.operator import OPERATORS
from infocalc.calculus.options import CalculusOptions
from infocalc.report.report import Report


def asked(
    name: str, texts: str | Sequence[str], options: CalculusOptions, words: Sequence[str] = ()
) -> Report:
    """The answer for one function or for components, in all their variables or those named."""
    return commands.operated(OPERATORS[name], [texts] if isinstance(texts, str) else texts, words, options)
