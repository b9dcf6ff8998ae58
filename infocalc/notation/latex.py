r"""LaTeX to the same tokens: \frac{a}{b} becomes ((a)/(b)), \sin the name sin, \left| an opening bar.

Braces become the parentheses `open` and `shut`, which no one typed: before them a letter is a factor, never a
function. Arguments in braces: `latex_arguments`; sums, integrals and indexed functions in `latex_calls`.
"""

from __future__ import annotations

from infocalc.errors import NotationError
from infocalc.functions.vocabulary import Vocabulary
from infocalc.notation import latex_calls
from infocalc.notation.greek import LETTERS
from infocalc.notation.latex_arguments import Arguments
from infocalc.notation.latex_stream import made, made_all
from infocalc.notation.latex_words import (
    ACCENTS,
    BINOMIALS,
    BLANKS,
    BLANKS_WITH_ARGUMENT,
    CASES,
    ENVIRONMENTS,
    FONTS,
    FRACTIONS,
    HINTS,
    LEADS,
    MATRICES,
    NAMES,
    SIGNS,
    WORDS,
)
from infocalc.notation.lexer import Token
from infocalc.notation.remarks import Remarks

_BARS = frozenset(("|", "vert", "lvert", "rvert", "Vert", "lVert", "rVert"))


def expanded(tokens: list[Token], text: str, vocabulary: Vocabulary, remarks: Remarks) -> list[Token]:
    """The tokens with every LaTeX command replaced."""
    return _Expander(tokens, text, vocabulary, remarks).run()


class _Expander(Arguments):
    """Commands, names and signs, one after the other."""

    def __init__(self, tokens: list[Token], text: str, vocabulary: Vocabulary, remarks: Remarks) -> None:
        super().__init__(tokens, text, remarks)
        self.vocabulary = vocabulary
        self.cases: list[str] = []

    def run(self) -> list[Token]:
        while self.todo:
            token = self.todo.pop()
            if self.open and self.open[-1][0] == "wanted":
                self._argument(token)
            elif token.kind == "command":
                self._command(token)
            else:
                self._plain(token)
        self.refuse_open()
        return self.out

    # ── arguments ───────────────────────────────────────────────────────────────────────────────

    def _argument(self, token: Token) -> None:
        r"""The next {…}, or a single digit, letter or command as in \frac12."""
        _, rest, _ = self.open.pop()
        if token.kind == "sign" and token.value == "{":
            self.begin(token, rest)
            return
        if token.kind == "command":
            depth = len(self.open)
            self._command(token)
            if len(self.open) > depth:  # \sqrt\frac12: what follows this argument follows the inner one
                kind, inner, start = self.open.pop()
                joined = [*inner[:-1], [*inner[-1], *rest[0]], *rest[1:]]
                self.open.append((kind, joined, start))
                return
        else:
            self.out.append(self.first_of(token))
        self.finish(rest)

    # ── signs and names ─────────────────────────────────────────────────────────────────────────

    def _plain(self, token: Token) -> None:
        value = token.value if token.kind == "sign" else None
        if value == "{":
            self._group(token)
        elif value == "}":
            if not self.open:
                raise NotationError("unexpected '}'", span=token.span, text=self.text)
            self.emit("shut", token)
            self.finish(self.open.pop()[1])
        elif value == "&":
            if self.cases and self.out[-1].value != ",":
                self.emit(",", token)
        elif value == "_":
            self._index(token)
        elif value == "^":
            self._raise(token)
        elif token.kind == "name" and self.splits_index(token):
            return
        elif token.kind == "name" and token.value[0] in latex_calls.INDEXED:
            self._letter(token)
        else:
            self.out.append(token)

    def _group(self, token: Token) -> None:
        r"""A brace is a parenthesis that nobody typed; \sin{\left(x\right)} is \sin\left(x\right)."""
        named = bool(self.out) and self.out[-1].kind in ("name", "upright")
        if named and (self.next_is("left", "(") or self.next_is("(")):
            self.todo.append(token)
            inner = self.argument(token)
            if self.is_one_group(inner):
                self.push(inner)
                return
            self.push([*inner, made("}", token)])
        self.begin(token, [])

    def _letter(self, token: Token) -> None:
        """J_{n}(x) is a Bessel function; a J without an index or an argument is a letter."""
        letter, _, index = token.value.partition("_")
        name = latex_calls.INDEXED.get(letter)
        if index:
            self.push([Token("sign", "_", token.span), *latex_calls.index_tokens(index, token)])
        if name is None or not latex_calls.indexed_call(self, token._replace(value=letter), name):
            del self.todo[len(self.todo) - 2 * bool(index) :]
            self.out.append(token)

    def _raise(self, token: Token) -> None:
        r"""^{\prime} and ^\circ are marks; f^{(4)} is f^(4)."""
        mark = latex_calls.raised_mark(self)
        if mark:
            self.emit(mark, token)
        elif not latex_calls.raised_order(self, token):
            self.out.append(token)

    def _index(self, token: Token) -> None:
        """The index of the name before it; of anything else it stays a sign with a number."""
        if self.out and self.out[-1].kind in ("name", "upright") and self.out[-1].span[1] <= token.span[0]:
            name = self.out.pop()
            self.out.append(name._replace(value=f"{name.value}_{self.word(token)}"))
            return
        self.out.append(token)
        self.todo.extend(reversed(self.argument(token)))

    def _command(self, token: Token) -> None:
        word = token.value
        if word in FRACTIONS:
            self.emit("open open", token)
            self.wanted(made_all("shut / open", token), made_all("shut shut", token))
        elif word == "sqrt":
            self._root(token)
        elif word in BINOMIALS:
            self.out.append(Token("name", "binomial", token.span, token.spaced))
            self.emit("(", token)
            self.wanted(made_all(",", token), made_all(")", token))
        elif word in ("left", "right", "bigl", "bigr", "Bigl", "Bigr"):
            self._delimiter(word)
        elif word in BLANKS:
            return
        elif word in BLANKS_WITH_ARGUMENT:
            self.argument(token)
        elif word in ("begin", "end"):
            self._environment(word, token)
        elif word == "\\":
            self._line_end(token)
        elif word in ("over", "choose"):
            self.infix_fraction(word, token)
        elif word in latex_calls.BIG:
            latex_calls.BIG[word](self, token)
        elif word in ("{", "}") and self.is_of_cases(word):
            self.emit(word, token)
        elif word in SIGNS:
            self.emit(SIGNS[word], token)
        else:
            self._named(word, token)

    def _named(self, word: str, token: Token) -> None:
        if word in WORDS or word in FONTS:
            self._word_of(word, token)
            return
        if word in ACCENTS:
            stem, _, index = self.word(token).partition("_")
            name = f"{stem}_{ACCENTS[word]}" + (f"_{index}" if index else "")
            self.out.append(Token("upright", name + self.subscript(token), token.span, token.spaced))
            return
        name = NAMES.get(word, word)
        if name not in self.vocabulary.functions and name not in LETTERS and name not in NAMES.values():
            raise NotationError(
                f"the LaTeX command \\{word} is not read", HINTS.get(word), span=token.span, text=self.text
            )
        kind = "name" if name in LETTERS or name in NAMES.values() else "upright"
        found = Token(kind, name, token.span, token.spaced)
        if name in latex_calls.ORDERED and latex_calls.ordered_call(self, found):
            return
        index = self.subscript(token)
        if index and name in self.vocabulary.functions and name not in LETTERS and name != "log":
            message = f"\\{word} with an index is not read"
            raise NotationError(message, f"write {name}(a, b)", span=token.span, text=self.text)
        self.out.append(found._replace(value=name + index))

    def _word_of(self, command: str, token: Token) -> None:
        r"""\mathrm{e}, \operatorname{sech}, \text{otherwise}: one name; \mathbf w is w."""
        if self.todo and self.todo[-1].value == "*":
            self.todo.pop()
        start = self.todo[-1].span[0] if self.todo else token.span[1]
        word = self.word(token)
        if word in LEADS:
            return
        if word == "d" and command not in FONTS:
            hint = "leave it out; an integral has bounds: \\int_a^b f \\, dx"
            raise NotationError("an upright d is a differential", hint, token.span, self.text)
        word = "otherwise" if word in ("else", "otherwise", "sonst") else word
        if word in ("and", "or", "otherwise"):
            self.out.append(Token("name", word, token.span, token.spaced))
            return
        found = Token("upright", word, (token.span[0], max(start, self.place)), token.spaced)
        if word in latex_calls.UPRIGHT and latex_calls.indexed_call(self, found, latex_calls.UPRIGHT[word]):
            return
        if self.next_is("'") and word + "'" in latex_calls.LETTERED:
            self.todo.pop()
            word += "'"
        if self.next_is("left", "(") or self.next_is("("):
            word = latex_calls.LETTERED.get(word, word)
        kind = "name" if command in FONTS and len(word) == 1 else "upright"
        self.out.append(found._replace(kind=kind, value=word + self.subscript(token)))

    # ── roots, delimiters, environments ─────────────────────────────────────────────────────────

    def _root(self, token: Token) -> None:
        if not (self.todo and self.todo[-1].value == "["):
            self.out.append(Token("name", "sqrt", token.span, token.spaced))
            self.emit("(", token)
            self.wanted(made_all(")", token))
            return
        index = self.bracketed()
        self.out.append(Token("name", "root", token.span, token.spaced))
        self.emit("(", token)
        inner = _Expander(list(index), self.text, self.vocabulary, self.remarks).run()
        self.wanted([made(",", token), *inner, made(")", token)])

    def _delimiter(self, side: str) -> None:
        if self.todo and self.todo[-1].value in _BARS:
            sign = self.todo.pop()
            self.emit("absopen" if side in ("left", "bigl", "Bigl") else "absclose", sign)

    def _line_end(self, token: Token) -> None:
        r"""\\ between the cases; at the end of a single line it is nothing."""
        after = self.todo[-1] if self.todo else None
        if after is None or (after.kind == "command" and after.value in ("end", "\\", "label", "tag")):
            return
        if self.next_is("=") or self.next_is("&", "="):  # f(x) &= A \\\\ &= B
            return
        if not self.cases:
            raise NotationError("several lines of LaTeX", "give one formula", token.span, self.text)
        if self.out[-1].value == ",":
            self.out.pop()
        self.emit({"rows": "] , [", "column": ","}.get(self.cases[-1], ") , ("), token)

    def _matrix(self, word: str, name: str, token: Token) -> None:
        r"""\begin{pmatrix} a \\ b \end{pmatrix} as [a, b], one with columns as [[a, b], [c, d]]."""
        if word == "begin":
            start = token.span[1]
            end = self.text.find(f"\\end{{{name}}}", start)
            self.cases.append("rows" if "&" in self.text[start:end] else "column")
        elif not self.cases:
            raise NotationError(f"\\end{{{name}}} ends nothing", span=token.span, text=self.text)
        else:
            if self.out[-1].value == "," and self.cases[-1] == "column":
                self.out.pop()
            word = f"end {self.cases.pop()}"
        rows = word == "end rows" or (word == "begin" and self.cases[-1] == "rows")
        self.emit(("[ [" if rows else "[") if word == "begin" else ("] ]" if rows else "]"), token)

    def _environment(self, word: str, token: Token) -> None:
        name = self.environment(token)
        if name in ENVIRONMENTS:
            return
        if name in MATRICES:
            self._matrix(word, name, token)
            return
        if name not in CASES:
            raise NotationError(
                f"the environment {name} is not read", "cases is", span=token.span, text=self.text
            )
        if word == "begin":
            if self.todo and self.todo[-1].value == "{" and name == "array":
                self.argument(token)
            braced = self.out and self.out[-1].value == "("  # \left\{ \begin{array}
            if braced and name == "array":
                self.out.pop()
            self.cases.append(name)
            self.out.append(Token("name", "piecewise", token.span, token.spaced))
            self.emit("( (", token)
        else:
            if not self.cases:
                raise NotationError(f"\\end{{{name}}} ends nothing", span=token.span, text=self.text)
            self.cases.pop()
            self.emit(") )", token)
