r"""MathML of LaTeX templates in the table of functions: \Gamma, \sqrt[#2]{#1}, \psi^{(#1)}\left(#2\right).

The arguments stand at the places #1, #2; #> is all of them behind the first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Protocol

from infocalc.notation.greek import LETTERS

_TOKEN = re.compile(r"\\operatorname\{[^{}]*\}|\\left|\\right|\\[A-Za-z]+|#[1-9>]|\S")
_UNESCAPED = str.maketrans("", "", "\\")
_FENCES = {"lceil": "⌈", "rceil": "⌉", "lfloor": "⌊", "rfloor": "⌋"}


class Argument(Protocol):
    """An argument of the function: its element, and the same between parentheses where it may fall apart."""

    @property
    def text(self) -> str: ...

    def held(self) -> str: ...


def of_template(template: str, arguments: Sequence[Argument] = ()) -> str:
    """The element of a template with these arguments at its places."""
    return _row(*_Reader(_TOKEN.findall(template), arguments).until(None))


class _Reader:
    """Elements of the tokens of a template."""

    def __init__(self, tokens: list[str], arguments: Sequence[Argument]) -> None:
        self.tokens, self.arguments, self.begun = tokens[::-1], arguments, False

    def until(self, end: str | None) -> list[str]:
        found: list[str] = []
        while self.tokens and self.tokens[-1] != end:
            token = self.tokens.pop()
            if token in ("_", "^"):
                kind = "msub" if token == "_" else "msup"
                found[-1:] = [f"<{kind}>{found[-1]}{self._group()}</{kind}>"]
            else:
                found.append(self._element(token))
            self.begun = True
        if self.tokens:
            self.tokens.pop()
        return found

    def _group(self) -> str:
        """What stands in braces, or the next element."""
        token = self.tokens.pop()
        return _row(*self.until("}")) if token == "{" else self._element(token)

    def _element(self, token: str) -> str:
        if token[0] == "#":
            return self._argument(token[1])
        if token in (r"\left", r"\right"):
            return self._fence(self.tokens.pop())
        if token == r"\sqrt":
            return self._root()
        if token == r"\binom":
            above, below = self._group(), self._group()
            return _row("<mo>(</mo>", f'<mfrac linethickness="0">{above}{below}</mfrac>', "<mo>)</mo>")
        if token.startswith(r"\operatorname"):
            return f"<mi>{escape(token[14:-1].translate(_UNESCAPED))}</mi>"
        if token[0] == "\\":
            name = token[1:]
            return f"<mi>{LETTERS.get(name) or name}</mi>"
        return (
            f"<mn>{token}</mn>"
            if token.isdigit()
            else f"<mi>{token}</mi>"
            if token.isalpha()
            else _mark(token)
        )

    def _argument(self, place: str) -> str:
        if place == ">":
            return "<mo>,</mo>".join(a.text for a in self.arguments[1:])
        argument = self.arguments[int(place) - 1]
        return argument.text if self.begun else argument.held()

    def _fence(self, sign: str) -> str:
        return _mark(_FENCES.get(sign[1:], sign))

    def _root(self) -> str:
        if self.tokens[-1] != "[":
            return f"<msqrt>{self._group()}</msqrt>"
        self.tokens.pop()
        index = _row(*self.until("]"))
        return f"<mroot>{self._group()}{index}</mroot>"


def _mark(sign: str) -> str:
    return f"<mo>{escape(sign)}</mo>"


def _row(*parts: str) -> str:
    return parts[0] if len(parts) == 1 else f"<mrow>{''.join(parts)}</mrow>"
