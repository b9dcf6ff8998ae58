r"""Arguments in braces: \frac{a}{b} asks for two, and what follows each is said before it is read."""

from __future__ import annotations

from infocalc.errors import NotationError
from infocalc.notation.latex_stream import Stream, made_all
from infocalc.notation.lexer import Token
from infocalc.notation.remarks import Remarks


class Arguments(Stream):
    """A stack of open arguments: each entry is what remains to be emitted when the argument has ended."""

    def __init__(self, tokens: list[Token], text: str, remarks: Remarks) -> None:
        super().__init__(tokens, text, remarks)
        # of every open argument: whether it is wanted or begun, what follows it, and where it began
        self.open: list[tuple[str, list[list[Token]], int]] = []

    def begin(self, token: Token, rest: list[list[Token]]) -> None:
        """A brace is open; `rest` is what follows it and the further arguments."""
        self.emit("open", token)
        self.open.append(("brace", rest, len(self.out)))

    def finish(self, rest: list[list[Token]]) -> None:
        """An argument has ended: emit what follows it, and ask for the next one if there is one."""
        if rest:
            self.out.extend(rest[0])
            if len(rest) > 1:
                self.open.append(("wanted", rest[1:], len(self.out)))

    def wanted(self, *rest: list[Token]) -> None:
        """Ask for as many arguments as `rest` has parts, each said behind its argument."""
        self.open.append(("wanted", list(rest), len(self.out)))

    def infix_fraction(self, word: str, token: Token) -> None:
        r"""{a \over b} and {n \choose k}: what stands before it in the braces is the first argument."""
        start = self.open[-1][2] if self.open else 0
        before = self.out[start:]
        del self.out[start:]
        if word == "choose":
            self.out.append(Token("name", "binomial", token.span))
        self.emit("( open", token)
        self.out.extend(before)
        self.emit("shut , open" if word == "choose" else "shut / open", token)
        self.close_before_brace(made_all("shut )", token))

    def refuse_open(self) -> None:
        """Refuse an end before the end of the arguments."""
        if self.open:
            where = self.out[-1].span if self.out else (0, 1)
            raise NotationError("an argument in braces is missing at the end", span=where, text=self.text)
