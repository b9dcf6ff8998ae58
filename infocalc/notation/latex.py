r"""LaTeX to the same tokens: \frac{a}{b} becomes ((a)/(b)), \sin the name sin, \left| an opening bar."""

from __future__ import annotations

from infocalc.errors import NotationError
from infocalc.notation.greek import LETTERS
from infocalc.notation.lexer import Token

_SKIPPED = frozenset(
    ", ; : ! quad qquad space displaystyle textstyle left right big Big bigg Bigg limits".split()
) | {" "}
_SIGNS = {
    "cdot": "*", "times": "*", "ast": "*", "div": "/", "le": "<=", "leq": "<=", "ge": ">=", "geq": ">=",
    "ne": "!=", "neq": "!=", "lt": "<", "gt": ">", "{": "(", "}": ")", "lbrace": "(", "rbrace": ")",
    "lvert": "absopen", "rvert": "absclose", "lfloor": "flooropen", "rfloor": "close",
    "lceil": "ceilopen", "rceil": "close", "prime": "'", "|": "|",
}  # fmt: skip
_NAMED = {
    "infty": "oo",
    "operatorname": None,
    "mathrm": None,
    "text": None,
    "mathit": None,
    "mathbf": None,
    "rm": None,
}
_FUNCTIONS = frozenset(
    "sin cos tan cot sec csc arcsin arccos arctan arccot sinh cosh tanh coth sech csch".split()
    + "log ln lg exp max min".split()
)
_GREEK_VARIANTS = {
    "varphi": "phi",
    "varepsilon": "epsilon",
    "vartheta": "theta",
    "varrho": "rho",
    "varsigma": "sigma",
}


def expanded(tokens: list[Token], text: str) -> list[Token]:
    """The tokens with every LaTeX command replaced; the same list when there is none."""
    if (text.isascii() and "\\" not in text) or not any(t.kind == "command" for t in tokens):
        return tokens
    return _Expander(tokens, text).run()


class _Expander:
    """A stack of open arguments: each entry is what remains to be emitted when the argument has ended."""

    def __init__(self, tokens: list[Token], text: str) -> None:
        self.todo = list(reversed(tokens))
        self.text = text
        self.out: list[Token] = []
        self.open: list[tuple[str, list[list[Token]]]] = []
        self.cases = 0

    def run(self) -> list[Token]:
        while self.todo:
            token = self.todo.pop()
            if self.open and self.open[-1][0] == "wanted":
                self._argument(token)
            elif token.kind == "command":
                self._command(token)
            else:
                self._plain(token)
        if self.open:
            where = self.out[-1].span if self.out else (0, 1)
            raise NotationError("an argument in braces is missing at the end", span=where, text=self.text)
        return self.out

    def _emit(self, signs: str, like: Token) -> None:
        self.out.extend(_made(sign, like) for sign in signs.split())

    def _argument(self, token: Token) -> None:
        r"""The next {…}, or a single digit, letter or command as in \frac12."""
        _, rest = self.open.pop()
        if token.kind == "sign" and token.value == "{":
            self._emit("(", token)
            self.open.append(("brace", rest))
            return
        if token.kind == "number":
            digits = self.text[slice(*token.span)]
            if len(digits) > 1 and digits.isdigit():
                place = token.span[0]
                self.todo.append(Token("number", (int(digits[1:]), 1), (place + 1, token.span[1])))
                token = Token("number", (int(digits[0]), 1), (place, place + 1), token.spaced)
            self.out.append(token)
        elif token.kind == "command":
            depth = len(self.open)
            self._command(token)
            if len(self.open) > depth:  # \sqrt\frac12: what follows this argument follows the inner one
                kind, inner = self.open.pop()
                self.open.append((kind, [*inner[:-1], [*inner[-1], *rest[0]], *rest[1:]]))
                return
        else:
            self.out.append(token)
        self._finish(rest)

    def _finish(self, rest: list[list[Token]]) -> None:
        """An argument has ended: emit what follows it, and ask for the next one if there is one."""
        if rest:
            self.out.extend(rest[0])
            if len(rest) > 1:
                self.open.append(("wanted", rest[1:]))

    def _plain(self, token: Token) -> None:
        if token.kind == "sign" and token.value == "{":
            self._emit("(", token)
            self.open.append(("brace", []))
        elif token.kind == "sign" and token.value == "}":
            if not self.open:
                raise NotationError("unexpected '}'", span=token.span, text=self.text)
            self._emit(")", token)
            self._finish(self.open.pop()[1])
        elif token.kind == "sign" and token.value == "&" and self.cases:
            self._emit(",", token)
        else:
            self.out.append(token)

    def _command(self, token: Token) -> None:
        word = _GREEK_VARIANTS.get(token.value, token.value)
        if word in ("frac", "dfrac", "tfrac", "cfrac"):
            self._emit("( (", token)
            self.open.append(("wanted", [_all(") / (", token), _all(") )", token)]))
        elif word == "sqrt":
            self._root(token)
        elif word in ("left", "right"):
            self._delimiter(word)
        elif word in _SKIPPED:
            return
        elif word in ("begin", "end"):
            self._environment(word, token)
        elif word == "\\" and self.cases:
            if not (self.todo and self.todo[-1].kind == "command" and self.todo[-1].value == "end"):
                self._emit(") , (", token)
        elif word in _SIGNS:
            if word == "prime" and self.out and self.out[-1].value == "^":
                self.out.pop()
            self._emit(_SIGNS[word], token)
        else:
            self._named(word, token)

    def _named(self, word: str, token: Token) -> None:
        if word in _NAMED and _NAMED[word] is None:
            word, token = self._braced_word(token)
            if word in ("if", "for", "when", "where"):
                return
        elif word in _NAMED:
            word = str(_NAMED[word])
        elif word not in _FUNCTIONS and word not in LETTERS:
            raise NotationError(f"the LaTeX command \\{word} is not read", span=token.span, text=self.text)
        self.out.append(Token("name", word + self._subscript(token), token.span, token.spaced))

    def _braced_word(self, token: Token) -> tuple[str, Token]:
        """The word of \\mathrm{e}, \\operatorname{sech}, \\text{otherwise}."""
        parts: list[str] = []
        if not (self.todo and self.todo[-1].value == "{"):
            raise NotationError(f"\\{token.value} wants braces", span=token.span, text=self.text)
        start = self.todo.pop().span[0]
        while self.todo and self.todo[-1].value != "}":
            part = self.todo.pop()
            parts.append(part.value if isinstance(part.value, str) else self.text[slice(*part.span)])
        if not self.todo:
            raise NotationError("'{' is never closed", span=(start, start + 1), text=self.text)
        end = self.todo.pop().span[1]
        return "".join(parts), Token("name", "", (token.span[0], end), token.spaced)

    def _subscript(self, of: Token) -> str:
        if not (self.todo and self.todo[-1].kind == "sign" and self.todo[-1].value == "_"):
            return ""
        self.todo.pop()
        if self.todo and self.todo[-1].value == "{":
            _, braces = self._braced_word(Token("name", "_", self.todo[-1].span))
            return "_" + self.text[slice(*braces.span)].strip("{} ")
        if not self.todo or self.todo[-1].kind not in ("number", "name"):
            raise NotationError("a subscript is missing", span=of.span, text=self.text)
        token = self.todo.pop()
        return "_" + self.text[slice(*token.span)]

    def _root(self, token: Token) -> None:
        if not (self.todo and self.todo[-1].value == "["):
            self.out.append(Token("name", "sqrt", token.span, token.spaced))
            self._emit("(", token)
            self.open.append(("wanted", [_all(")", token)]))
            return
        self.todo.pop()
        index: list[Token] = []
        while self.todo and self.todo[-1].value != "]":
            index.append(self.todo.pop())
        if not self.todo:
            raise NotationError("'[' is never closed", span=token.span, text=self.text)
        self.todo.pop()
        self.out.append(Token("name", "root", token.span, token.spaced))
        self._emit("(", token)
        self.open.append(("wanted", [[_made(",", token), *index, _made(")", token)]]))

    def _delimiter(self, side: str) -> None:
        if self.todo and self.todo[-1].value in ("|", "."):
            sign = self.todo.pop()
            if sign.value == "|":
                self._emit("absopen" if side == "left" else "absclose", sign)

    def _environment(self, word: str, token: Token) -> None:
        name, _ = self._braced_word(token)
        if name != "cases":
            raise NotationError(
                f"the environment {name} is not read", "cases is", span=token.span, text=self.text
            )
        if word == "begin":
            self.cases += 1
            self.out.append(Token("name", "piecewise", token.span, token.spaced))
            self._emit("( (", token)
        else:
            self.cases -= 1
            self._emit(") )", token)


def _made(sign: str, like: Token) -> Token:
    return Token("sign", sign, like.span)


def _all(signs: str, like: Token) -> list[Token]:
    return [_made(sign, like) for sign in signs.split()]
