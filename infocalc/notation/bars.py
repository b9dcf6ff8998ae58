"""Which | opens and which closes.

A bar where an operand is due opens; one after an operand may do either. If exactly one way of
matching them makes sense it is taken, if several do, the text is refused.
"""

from __future__ import annotations

from infocalc.errors import NotationError
from infocalc.notation.lexer import Token

_OPERATORS = frozenset("+ - * / ^ ( [ { , : ; < > <= >= = != √ ∛ ∜ absopen open".split())
_MOST_BARS = 60


def matched(tokens: list[Token], text: str) -> list[Token]:
    """The tokens with every bar turned into absopen or absclose."""
    if text.isascii() and "|" not in text and "\\" not in text:
        return tokens
    groups: dict[int, list[int]] = {}
    levels: list[int] = [0]
    count = 0
    for i, t in enumerate(tokens):
        if t.kind != "sign":
            continue
        if t.value in ("(", "[", "{", "open"):
            count += 1
            levels.append(count)
        elif t.value in (")", "]", "}", "shut") and len(levels) > 1:
            levels.pop()
        elif t.value == "|":
            groups.setdefault(levels[-1], []).append(i)
    if not groups:
        return tokens
    found = list(tokens)
    for places in groups.values():
        for i, opens in zip(places, _assignment(tokens, places, text), strict=True):
            found[i] = Token("sign", "absopen" if opens else "absclose", tokens[i].span, tokens[i].spaced)
    return found


def _assignment(tokens: list[Token], places: list[int], text: str) -> list[bool]:
    if len(places) % 2 or len(places) > _MOST_BARS:
        raise NotationError("a bar | is not matched", "write abs(x)", tokens[places[-1]].span, text)
    ways: list[tuple[int, tuple[bool, ...]]] = [(0, ())]
    for i in places:
        following = []
        for depth, chosen in ways:
            due = _operand_due(tokens, i, chosen)
            following.append((depth + 1, (*chosen, True)))
            if not due and depth > 0:
                following.append((depth - 1, (*chosen, False)))
        ways = following[:4000]
    complete = [chosen for depth, chosen in ways if depth == 0]
    if not complete:
        raise NotationError("a bar | is not matched", "write abs(x)", tokens[places[-1]].span, text)
    if len(complete) > 1:
        span = (tokens[places[0]].span[0], tokens[places[-1]].span[1])
        raise NotationError("the bars | can be matched in several ways", "write abs(…) instead", span, text)
    return list(complete[0])


def _operand_due(tokens: list[Token], i: int, chosen: tuple[bool, ...]) -> bool:
    """Whether the token before place i leaves an operand due; a bar before it was decided in `chosen`."""
    if i == 0:
        return True
    before = tokens[i - 1]
    if before.kind == "sign" and before.value == "|":
        return chosen[-1] if chosen else True
    return before.kind == "function" or (before.kind == "sign" and before.value in _OPERATORS)
