"""--at x=1,y=pi/2: exact values by name, read in one way for derivatives and for measures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from infocalc.algebra.engine import lower
from infocalc.algebra.order import natural
from infocalc.errors import InfocalcError, NotationError, UsageError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import VOCABULARY
from infocalc.notation.parser import parse, parse_number


@lru_cache(maxsize=64)  # a batch asks for the same names line by line
def variable_name(text: str) -> str:
    """The canonical name of a variable; anything that is not one name is refused."""
    try:
        formula = parse(text.strip(), VOCABULARY, variables=frozenset((text.strip(),))).formula
    except InfocalcError as problem:
        raise UsageError(f"'{text}' is not a variable name", hint=problem.message) from None
    if formula.head == "constant" and formula.value in ("e", "i"):
        return str(formula.value)
    if formula.head != "symbol":
        raise UsageError(
            f"'{text}' is not a variable name", hint="a name is letters and digits, such as x or x_1"
        )
    name = str(formula.value)
    if name in VOCABULARY.functions and name not in VOCABULARY.callable_only:
        hint = f"put the formula in quotes: infocalc diff 'x^2 {name} x'"
        raise UsageError(f"'{name}' is the name of a function, not of a variable", hint)
    return name


def read_point(at: Mapping[str, str]) -> dict[str, Expr]:
    """The exact value of every variable."""
    return {variable_name(name): _value(name, text) for name, text in at.items()}


def _value(name: str, text: str) -> Expr:
    try:
        return X.num(*parse_number(text))  # as most are
    except NotationError:
        formula = parse(text, VOCABULARY).formula
    value = None if formula.head in ("relation", "list") else lower(formula, text)
    if value is None or value.free or value.head in (X.RELATION, X.AND, X.OR):
        names = ", ".join(sorted(value.free, key=natural)) if value is not None else ""
        holds = f"it contains {names}; " if names else ""
        raise NotationError(
            f"the value of {name} must be a number, not '{text}'",
            hint=f"{holds}write --at {name}=pi/2",
            span=(0, len(text)),
            text=text,
        )
    return value


def refuse_unknown(at: Iterable[str], known: Iterable[str]) -> None:
    """Refuse a value for a name that nothing has."""
    names = frozenset(known)
    for name in at:
        if variable_name(name) not in names:
            raise UsageError(f"--at: there is no {name}", hint=meant(name, names))


def unused(at: Iterable[str], known: Iterable[str]) -> list[str]:
    """Names with a value that nothing has, where every symbol has its value already.

    Raises UsageError where a symbol is without one, which then is what was meant.
    """
    given = [variable_name(name) for name in at]
    names = frozenset(known)
    if not names <= frozenset(given) or not names:
        refuse_unknown(given, names)
    return [name for name in given if name not in names]


def meant(name: str, names: Iterable[str]) -> str:
    """The symbol that was meant by a name that there is not, or all there are."""
    known = sorted(names, key=natural)
    from difflib import get_close_matches

    near = get_close_matches(name, known, 1, 0.6)
    own = f"the symbols are {', '.join(known)}" if known else "there are no symbols"
    return f"did you mean {near[0]}? {own}" if near else own
