"""The tokens of a LaTeX text that are still to be read, and those that are made of them."""

from __future__ import annotations

from infocalc.errors import NotationError
from infocalc.notation.greek import LETTERS
from infocalc.notation.latex_words import ACCENTS, BLANKS, FONTS, NAMES, WORDS
from infocalc.notation.lexer import Token
from infocalc.notation.remarks import Remarks

_CLOSES = frozenset("})]")
_BEGINS = frozenset(("{", "(", "[", "left", "begin", "lfloor", "lceil", "lbrace"))
_ENDS = frozenset(("}", ")", "]", "right", "end", "rfloor", "rceil", "rbrace"))


class Stream:
    """`todo` is a stack, the next token on top; `out` is what was made; `place` ends the last argument."""

    def __init__(self, tokens: list[Token], text: str, remarks: Remarks) -> None:
        self.todo = list(reversed(tokens))
        self.text, self.remarks = text, remarks
        self.out: list[Token] = []
        self.place = 0

    def emit(self, signs: str, like: Token) -> None:
        self.out.extend(made_all(signs, like))

    def push(self, tokens: list[Token]) -> None:
        """Put tokens in front of what is still to be read."""
        self.todo.extend(reversed(tokens))

    def next_is(self, *values: str) -> bool:
        """Whether these signs, names or commands come next."""
        ahead = self.todo[-len(values) :]
        return [t.value for t in reversed(ahead)] == list(values)

    def skip_blanks(self) -> None:
        while self.todo and self.todo[-1].kind == "command" and self.todo[-1].value in BLANKS:
            self.todo.pop()

    def first_of(self, token: Token) -> Token:
        r"""The digit or letter that LaTeX takes as an argument: 1 of 12, x of xy; the rest is put back."""
        typed = self.text[slice(*token.span)]
        start, end = token.span
        if token.kind == "number" and len(typed) > 1 and typed.isdigit():
            self.todo.append(Token("number", (int(typed[1:]), 1), (start + 1, end)))
            return Token("number", (int(typed[0]), 1), (start, start + 1), token.spaced)
        if token.kind == "name" and len(typed) > 1 and typed.isalnum() and typed[0].isascii():
            rest = typed[1:]
            digits = rest.isdigit()
            value = (int(rest), 1) if digits else rest
            self.todo.append(Token("number" if digits else "name", value, (start + 1, end)))
            return Token("name", typed[0], (start, start + 1), token.spaced)
        return token

    def argument(self, of: Token) -> list[Token]:
        """The tokens of the next {…} without its braces, or of one token."""
        self.skip_blanks()
        if not self.todo:
            raise NotationError("an argument is missing", span=of.span, text=self.text)
        first = self.todo.pop()
        self.place = first.span[1]
        if first.kind == "command" and first.value in (WORDS | FONTS | ACCENTS.keys()):
            return [first, *self.argument(of)]
        if first.kind != "sign" or first.value != "{":
            return [first] if first.kind in ("command", "number") else [self.first_of(first)]
        found: list[Token] = []
        depth = 1
        while self.todo:
            token = self.todo.pop()
            self.place = token.span[1]
            depth += (token.kind == "sign" and token.value == "{") - (
                token.kind == "sign" and token.value == "}"
            )
            if depth == 0:
                return found
            found.append(token)
        raise NotationError("'{' is never closed", span=first.span, text=self.text)

    def bracketed(self) -> list[Token]:
        r"""The tokens of [n] in \sqrt[n]{x}, without the brackets."""
        start = self.todo.pop().span[0]
        found: list[Token] = []
        depth = 1
        while self.todo:
            token = self.todo.pop()
            depth += (token.value == "[") - (token.value == "]")
            if depth == 0:
                return found
            found.append(token)
        raise NotationError("'[' is never closed", span=(start, start + 1), text=self.text)

    def word(self, of: Token) -> str:
        r"""The next argument as letters and digits: max of {\text{max}}, ij of {i,j}, x_hat of {\hat x}."""
        found: list[str] = []
        marks = ""
        for token in self.argument(of):
            typed = self.text[slice(*token.span)]
            if token.kind == "command":
                name = NAMES.get(token.value, token.value)
                dotless = len(name) == 1 and token.value in NAMES
                if name in LETTERS or name in ("_", "max", "min") or dotless:
                    found.append(name)
                elif name in ACCENTS:
                    marks += f"_{ACCENTS[name]}"
                elif name not in WORDS and name not in FONTS and name not in BLANKS:
                    found.append("?")
            elif token.kind in ("name", "number"):
                found.append(token.value if token.kind == "name" else typed)
            elif token.value == "_":
                found.append("_")
            elif token.value not in ("{", "}", ",", "'"):
                found.append("?")
        if not found and of.kind == "command" and self.place <= of.span[1]:
            raise NotationError("an argument is missing", span=of.span, text=self.text)
        stem, joint, index = "".join(found).partition("_")
        word = stem + marks + joint + index
        if "?" in word or not stem:
            raise NotationError(
                "a name or an index here is letters and digits", "such as x_1 or x_{ij}", of.span, self.text
            )
        return word

    def subscript(self, of: Token) -> str:
        """_1 of what comes next, or nothing."""
        if not (self.todo and self.todo[-1].kind == "sign" and self.todo[-1].value == "_"):
            return ""
        sign = self.todo.pop()
        after = self.todo[-1] if self.todo else None
        if after is None or (after.value != "{" and after.kind not in ("number", "name", "command")):
            raise NotationError("a subscript is missing", span=of.span, text=self.text)
        return "_" + self.word(sign)

    def environment(self, token: Token) -> str:
        """The name in \\begin{name}."""
        if not self.next_is("{"):
            raise NotationError(f"\\{token.value} wants braces", span=token.span, text=self.text)
        return "".join([self.text[slice(*t.span)] for t in self.argument(token)])

    def is_one_group(self, tokens: list[Token]) -> bool:
        """Whether the parenthesis with which the tokens begin closes at their end."""
        depth = 0
        for place, token in enumerate(tokens):
            sign = token.value if token.kind == "sign" else ""
            depth += (sign == "(") - (sign == ")")
            if sign == ")" and depth == 0:
                return place == len(tokens) - 1
        return False

    def splits_index(self, token: Token) -> bool:
        """k_BT is k_B times T: an index without braces is one letter; V_max and a_ij are as people type."""
        stem, _, index = str(token.value).partition("_")
        typed = self.text[slice(*token.span)]
        if len(index) != 2 or not index.isalpha() or not index[0].isupper() or typed != token.value:
            return False
        other = f"write {stem}_{{{index}}} for one symbol"
        self.remarks.warnings.append(f"read '{typed}' as {stem}_{index[0]} {index[1]}; {other}")
        place = token.span[1] - 1
        self.push(
            [
                token._replace(value=f"{stem}_{index[0]}", span=(token.span[0], place)),
                Token("name", index[1], (place, place + 1)),
            ]
        )
        return True

    def is_of_cases(self, side: str) -> bool:
        r"""Whether \{ or \} stands around the cases of Desmos: \{x > 0: x, 0\}."""
        among, sign = (self.out, "{") if side == "}" else (self.todo, ":")
        return any(t.kind == "sign" and t.value == sign for t in among)

    def close_before_brace(self, closing: list[Token]) -> None:
        """Put tokens before the brace that closes the group in which we stand."""
        depth = 1
        for place in range(len(self.todo) - 1, -1, -1):
            token = self.todo[place]
            if token.kind == "sign" and token.value in ("{", "}"):
                depth += 1 if token.value == "{" else -1
                if depth == 0:
                    self.todo[place + 1 : place + 1] = reversed(closing)
                    return
        self.todo[:0] = reversed(closing)

    def until(self, ends: set[str]) -> list[Token]:
        """The tokens up to one of `ends` or to the end of the group in which we stand, which stays."""
        found: list[Token] = []
        depth = 0
        while self.todo:
            token = self.todo[-1]
            value = token.value if token.kind in ("sign", "command") else ""
            value = "" if token.kind == "command" and value in BLANKS else value
            if depth == 0 and (value in _CLOSES or value in ends) and (found or value not in ("+", "-")):
                break
            if value in ("left", "right") and len(self.todo) > 1:
                found.append(self.todo.pop())  # with its delimiter, which is no group of its own
            depth += value in _BEGINS
            depth -= value in _ENDS
            found.append(self.todo.pop())
        return found


def made(sign: str, like: Token) -> Token:
    return Token("sign", sign, like.span)


def made_all(signs: str, like: Token) -> list[Token]:
    return [made(sign, like) for sign in signs.split()]
