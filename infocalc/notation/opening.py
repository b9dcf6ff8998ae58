"""What stands before a formula: `f(x) =`, `lambda x:`, `def f(x): return`, `x ->`, the = of a spreadsheet.

It names the variables, in their order, and is no part of the formula.
"""

from __future__ import annotations

from infocalc.errors import NotationError
from infocalc.functions.vocabulary import Vocabulary
from infocalc.notation.lexer import Token
from infocalc.notation.patterns import pattern
from infocalc.records import NamedTuple

#: a text without any of these is all formula
_MARKS, _KEYWORDS = frozenset("=:@↦→⟶≔<>\\"), ("return", "function", "double", "float", "auto")
_MAY = pattern(r"[=:@↦→⟶≔]|[-<]\s*[->]|return|function|double|float|auto|\\(?:mapsto|to|coloneqq)\b")
_ARROWS = frozenset(("->", "=>", "↦"))
_ASSIGNS = frozenset(("=", ":="))
_CLOSERS = {"(": ")", "[": "]"}
#: words that may begin something that is no formula; a formula seldom begins so
_DECLARED = frozenset(("const", "let", "var", "local", "auto", "double", "float"))
_FUNCTIONS = frozenset(("def", "function", "fn"))
#: functions whose equations are solved, beside those with an inverse: exp(x) = 2x defines no function
_ELEMENTARY = frozenset(
    ("exp", "log", "log2", "log10", "sqrt", "cbrt", "abs", "pow", "root", "sec", "csc", "cot")
)


class Opening(NamedTuple):
    """The variables named, every name declared, the tokens of the formula; whether a spreadsheet wrote it."""

    variables: tuple[str, ...]
    declared: frozenset[str]
    rest: list[Token]
    sheet: bool = False


def opened(tokens: list[Token], vocabulary: Vocabulary, text: str, equation: bool = False) -> Opening:
    """What stands before the formula, and the formula; `f(x) = …` is an equation where one is wanted."""
    nothing = Opening((), frozenset(), tokens)
    if len(tokens) < 3 or not _may_open(text):
        return nothing
    if _value(tokens, 0) == "=":
        _refuse_signs_of_sheets(tokens, text)
        return Opening((), frozenset(), tokens[1:], sheet=True)
    start = 1 if _value(tokens, 0) in _DECLARED and tokens[1].kind == "name" else 0
    if start and _value(tokens, start + 1) == "(":
        return _body(tokens, *_group(tokens, start + 1)) or nothing
    if _value(tokens, start + 1) in _ASSIGNS or (
        _value(tokens, start + 1) == ":" and _value(tokens, start + 3) in _ARROWS
    ):
        found = _function(tokens, start + 2)
        if found is None and (start or _value(tokens, 1) == ":="):
            return nothing._replace(rest=tokens[start + 2 :])
        return nothing if found is None else found
    if _value(tokens, 1) == "<" and _value(tokens, 2) == "-" and tokens[2].span[0] == tokens[1].span[1]:
        found = _function(tokens, 3)  # f <- function(x) x^2
        if found is not None:
            return found
    return _function(tokens, start) or (None if equation else _definition(tokens, vocabulary)) or nothing


def _may_open(text: str) -> bool:
    """Whether the text may have something before the formula; most show at once that they have not."""
    if _MARKS.isdisjoint(text) and text.count("-") < 2 and not any(word in text for word in _KEYWORDS):
        return False
    return _MAY.search(text) is not None


def _value(tokens: list[Token], i: int) -> str:
    return (
        str(tokens[i].value) if 0 <= i < len(tokens) and tokens[i].kind in ("name", "sign", "upright") else ""
    )


def _function(tokens: list[Token], i: int) -> Opening | None:
    """`lambda x, y:`, `def f(x): return`, `function(x) {`, `@(x)`, `x ->`, `(x, y) =>`, `return`."""
    word = _value(tokens, i)
    if word == "return":
        return Opening((), frozenset(), tokens[i + 1 :])
    if word == "lambda":
        names, end = _names(tokens, i + 1)
        return _opening(tokens, names, end + 1) if names and _value(tokens, end) == ":" else None
    if word in _FUNCTIONS or word == "@":
        place = i + 1 if _value(tokens, i + 1) == "(" else i + 2
        return _body(tokens, *_group(tokens, place))
    if word == "(":
        names, end = _group(tokens, i)
    else:
        names, end = _names(tokens, i)
        names = names if end == i + 1 else []
    return _body(tokens, names, end + 1) if names and _value(tokens, end) in _ARROWS else None


def _body(tokens: list[Token], names: list[str], i: int) -> Opening | None:
    """What follows the arguments of a definition: `-> float`, `:`, `{`, `return`, and at the end `}`."""
    if not names:
        return None
    if _value(tokens, i) == "->":
        i += 2
    if _value(tokens, i) == ":":
        i += 1
    last = len(tokens)
    if _value(tokens, i) == "{":
        i += 1
        while last > i and _value(tokens, last - 1) in ("}", ";"):
            last -= 1
    if _value(tokens, i) == "return":
        i += 1
    return _opening(tokens[:last], names, i)


def _definition(tokens: list[Token], vocabulary: Vocabulary) -> Opening | None:
    """`L(w, b) =`, `f[x_] :=`, `σ(x) =`; sin(x) = x/2 is an equation."""
    name = _value(tokens, 0)
    if tokens[0].kind == "sign" or _value(tokens, 1) not in _CLOSERS:
        return None
    word = vocabulary.functions.get(name)
    if word is not None and (word.inverse is not None or word.name in _ELEMENTARY):
        return None
    names, end = _group(tokens, 1)
    return _opening(tokens, names, end + 1) if names and _value(tokens, end) in _ASSIGNS else None


def _opening(tokens: list[Token], names: list[str], i: int) -> Opening:
    """Names before a ; or | are the variables, all of them are declared."""
    variables = names[: names.index(";")] if ";" in names else names
    return Opening(tuple(variables), frozenset(names) - {";"}, tokens[i:])


def _group(tokens: list[Token], i: int) -> tuple[list[str], int]:
    """The names in a parenthesis at place i, and the place behind it; none where it holds anything else."""
    closer = _CLOSERS.get(_value(tokens, i))
    if closer is None:
        return [], i
    names, end = _names(tokens, i + 1)
    return (names, end + 1) if _value(tokens, end) == closer else ([], i)


def _names(tokens: list[Token], i: int) -> tuple[list[str], int]:
    """Names with commas between them, with types (x: float) and Mathematica's blanks (x_)."""
    names: list[str] = []
    while i < len(tokens) and tokens[i].kind in ("name", "upright"):
        if tokens[i].value in _DECLARED and i + 1 < len(tokens) and tokens[i + 1].kind == "name":
            i += 1
        names.append(str(tokens[i].value))
        i += 1
        if _value(tokens, i) == "_":
            i += 1
        if _value(tokens, i) == ":" and _value(tokens, i + 2) in (",", ")"):
            i += 2
        sign = _value(tokens, i)
        if sign not in (",", ";", "|"):
            break
        if sign != ",":
            names.append(";")
        i += 1
    return names, i


def _refuse_signs_of_sheets(tokens: list[Token], text: str) -> None:
    """-A1^2 is (-A1)^2 to a spreadsheet and -(A1^2) to everyone else."""
    for i in range(1, len(tokens) - 2):
        due = tokens[i - 1].kind == "sign" and tokens[i - 1].value in ("=", "(", ",", "*", "/", "^", "+", "-")
        if due and tokens[i].value == "-" and tokens[i + 2].value == "^":
            raise NotationError(
                "a spreadsheet takes the sign before the power, a formula the power before the sign",
                "write (-A1)^2 or -(A1^2)", tokens[i].span, text,
            )  # fmt: skip
