"""c ? u : v of C and `if c then u else v` of Maxima, as where(c, u, v): tokens to tokens."""

from __future__ import annotations

from infocalc.errors import NotationError
from infocalc.notation.lexer import Token

_OPENS, _SHUTS = frozenset(("(", "[", "{", "open")), frozenset((")", "]", "}", "shut"))
_STARTS, _ENDS = frozenset((",", ";", "=", ":", "?", ":=")), frozenset((",", ";", ":", "else"))


def rewritten(tokens: list[Token], text: str) -> list[Token]:
    """The tokens without ? and `then`; the last one stands innermost, so it is taken first."""
    tokens = [part for token in tokens for part in _parts(token)]
    while True:
        place = next((i for i in range(len(tokens) - 1, -1, -1) if _value(tokens[i]) in ("?", "then")), None)
        if place is None:
            return tokens
        tokens = _one(tokens, place, text)


def _parts(token: Token) -> list[Token]:
    """elseif as else and if."""
    if token.kind == "name" and token.value in ("elseif", "elif"):
        return [token._replace(value="else"), token._replace(value="if")]
    return [token]


def _value(token: Token) -> str:
    return str(token.value) if token.kind in ("sign", "name") else ""


def _one(tokens: list[Token], place: int, text: str) -> list[Token]:
    """The conditional whose ? or `then` stands at `place`."""
    spoken = _value(tokens[place]) == "then"
    starts, between = (frozenset(("if",)), "else") if spoken else (_STARTS, ":")
    start = _edge(tokens, place - 1, -1, starts)
    middle = _edge(tokens, place + 1, 1, frozenset((between,)))
    whole = 0 <= middle < len(tokens) and _value(tokens[middle]) == between and (not spoken or start >= 0)
    if not whole or start + 1 == place or middle == place + 1:
        hint = "write x if x > 0 else 0, or where(x > 0, x, 0)"
        raise NotationError(f"unexpected '{_value(tokens[place])}'", hint, tokens[place].span, text)
    end = _edge(tokens, middle + 1, 1, _ENDS)
    first = start if spoken else start + 1

    def sign(value: str) -> Token:
        return Token("sign", value, tokens[place].span)

    call = [Token("name", "where", tokens[place].span), sign("("), *tokens[start + 1 : place], sign(",")]
    return [
        *tokens[:first], *call, *tokens[place + 1 : middle], sign(","), *tokens[middle + 1 : end], sign(")"),
        *tokens[end:],
    ]  # fmt: skip


def _edge(tokens: list[Token], i: int, step: int, marks: frozenset[str]) -> int:
    """The next place, to the right or the left, of one of the marks or of the end of the group."""
    depth = 0
    opens, shuts = (_OPENS, _SHUTS) if step > 0 else (_SHUTS, _OPENS)
    while 0 <= i < len(tokens):
        value = _value(tokens[i])
        if depth == 0 and (value in marks or value in shuts):
            return i
        depth += (value in opens) - (value in shuts)
        i += step
    return i
