"""Expressions of SymPy: built here by a walk, written, and read back to the very same, or refused."""

from __future__ import annotations

import re
from typing import Any

from infocalc.errors import InfocalcError, NoAnswer, NotationError
from infocalc.notation.formula import Formula, fold

_QUOTABLE = re.compile(r"[A-Za-z][A-Za-z0-9_]+")


def text_of(value: Any) -> str:
    """The expression in our notation, names of several letters between backticks.

    NotationError for a function that has no counterpart, and for a symbol that is called like one.
    """
    from infocalc.algebra.engine import lift
    from infocalc.algebra.sympy_bridge import from_sympy
    from infocalc.notation.writer import write

    try:
        found = from_sympy(value)
    except (KeyError, AttributeError, TypeError) as problem:
        raise NotationError(f"{str(value)[:60]} cannot be read: {problem} has no counterpart here") from None
    text = write(fold(lift(found), _quoted))
    if not _is_read_back(found, text):
        hint = "the names of functions are no symbols here: rename them"
        raise NotationError(f"{text[:60]} would be read as something else", hint=hint)
    return text


def _quoted(node: Formula, parts: tuple[Formula, ...]) -> Formula:
    """A name of several letters is one symbol whatever its letters are: `rate`."""
    long = node.head == "symbol" and _QUOTABLE.fullmatch(node.value)
    return Formula(node.head, parts, f"`{node.value}`" if long else node.value, node.span)


def _is_read_back(found: Any, text: str) -> bool:
    from infocalc.algebra.engine import lift, lower
    from infocalc.calculus.reading import read_function

    try:
        return bool(read_function(text).expr == lower(lift(found)))
    except InfocalcError:
        return False


def sympy_of(lines: list[list[Any]], matrix: bool) -> Any:
    """Formulas as expressions of SymPy; NoAnswer for a function that SymPy has not."""
    import sympy

    from infocalc.algebra.engine import lower
    from infocalc.algebra.sympy_bridge import to_sympy

    def one(formula: Any) -> Any:
        if formula is None:
            raise NoAnswer("the answer has no formula")
        found = lower(formula)
        return to_sympy(found, {name: sympy.Symbol(name) for name in found.free}, sympy)

    try:
        entries = [[one(formula) for formula in line] for line in lines]
    except (KeyError, AttributeError) as problem:
        raise NoAnswer(f"SymPy has no counterpart of {problem}") from None
    return sympy.Matrix(entries) if matrix else entries[0][0]
