"""Where symbols of distributions have numbers: the values of --at."""

from __future__ import annotations

from collections.abc import Mapping

from infocalc.expr.expr import Expr


def read_point(given: Mapping[str, str], free: frozenset[str]) -> dict[str, Expr]:
    """The exact values of --at for the symbols in use."""
    from infocalc.algebra.engine import lower
    from infocalc.functions import VOCABULARY
    from infocalc.notation.parser import parse

    used = {name: text for name, text in given.items() if name in free}
    return {name: lower(parse(text, VOCABULARY).formula, text) for name, text in used.items()}
