"""What each name means: function, symbol, constant, word of the notation, or several of them run together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from infocalc.errors import NotationError
from infocalc.functions.vocabulary import Vocabulary, Word
from infocalc.limits import check
from infocalc.notation.greek import LETTERS
from infocalc.notation.lexer import Token

WORDS = frozenset(("if", "else", "and", "or", "not", "otherwise", "mod"))
STRUCTURES = {
    "integrate": "integral", "Integral": "integral", "integral": "integral", "sum": "series", "Sum": "series",
    "piecewise": "piecewise", "Piecewise": "piecewise",
}  # fmt: skip
_CONSTANTS = {
    "pi": "pi", "oo": "oo", "inf": "oo", "infinity": "oo", "EulerGamma": "EulerGamma", "Catalan": "Catalan",
    "true": "true", "false": "false", "True": "true", "False": "false", "otherwise": "true",
}  # fmt: skip
#: functions that are also found inside a run of letters (xsinx); short names would be found in any word
_INSIDE = re.compile(
    "arcsin|arccos|arctan|asin|acos|atan|sinh|cosh|tanh|sin|cos|tan|cot|sec|csc|ln|log|exp|sqrt"
)
_SINGLE = re.compile(r"[A-Za-z]\Z")


@dataclass(slots=True)
class Remarks:
    """What the reader should be told: `warnings` name another honest reading, `notes` do not."""

    warnings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def resolve(
    tokens: list[Token],
    text: str,
    vocabulary: Vocabulary,
    variables: frozenset[str],
    unit: bool,
    remarks: Remarks,
) -> list[Token]:
    """Name tokens as kinds function, symbol, constant, word, family, measure or structure."""
    if len(tokens) > 1000:
        names = {t.value for t in tokens if t.kind == "name"}
        check("variables", len(names), text=text[:60])
    resolver = _Resolver(tokens, text, vocabulary, variables, unit, remarks)
    found: list[Token] = []
    for i, token in enumerate(tokens):
        if token.kind == "name":
            found.extend(resolver.resolved(i, token))
        else:
            found.append(token)
    return found


def _distributions(tokens: list[Token], vocabulary: Vocabulary) -> frozenset[int]:
    """The places of the words that name a family.

    A word that is a function too, and a letter (exp, beta, f), names one only as a whole argument of a
    measure or a whole component of a mixture: entropy(exp(2)) is of a family, entropy([exp(-x), 1 - exp(-x)])
    of a pmf.
    """
    found: set[int] = set()
    # of every open group: whether it holds distributions, whether it holds the parameters of a mixture, and
    # the place of the word before it, where that may name a family
    groups: list[tuple[bool, bool, int | None]] = [(True, False, None)]
    for i, token in enumerate(tokens):
        after = _sign(tokens, i + 1)
        if token.kind == "name" and token.value in vocabulary.families and after == "(":
            if token.value not in vocabulary.functions and len(token.value) > 1:
                found.add(i)
        elif token.kind == "sign" and token.value in ("(", "["):
            holds, of_mixture, _ = groups[-1]
            word = str(tokens[i - 1].value) if i and tokens[i - 1].kind == "name" else ""
            begins = holds and _sign(tokens, i - 2) in ("", "(", "[", ",")
            components = token.value == "[" and of_mixture and not word
            groups.append(
                (
                    word in vocabulary.measures or components,
                    i - 1 in found and word.lower() == "mixture",
                    i - 1 if begins and word in vocabulary.families else None,
                )
            )
        elif token.kind == "sign" and token.value in (")", "]") and len(groups) > 1:
            place = groups.pop()[2]
            if place is not None and after in ("", ",", ")", "]"):
                found.add(place)
    return frozenset(found)


def _sign(tokens: list[Token], i: int) -> str:
    """The sign at a place; nothing before the first and after the last token, a blank for other tokens."""
    if not 0 <= i < len(tokens):
        return ""
    return str(tokens[i].value) if tokens[i].kind == "sign" else " "


class _Resolver:
    def __init__(
        self,
        tokens: list[Token],
        text: str,
        vocabulary: Vocabulary,
        variables: frozenset[str],
        unit: bool,
        remarks: Remarks,
    ) -> None:
        self.tokens, self.text, self.vocabulary, self.variables = tokens, text, vocabulary, variables
        self.unit, self.remarks = unit, remarks
        self.distributions = _distributions(tokens, vocabulary) if vocabulary.families else frozenset[int]()
        self.singles = {t.value for t in tokens if t.kind == "name" and len(t.value) == 1} | {
            v for v in variables if len(v) == 1
        }

    def _after(self, i: int) -> str:
        following = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        return str(following.value) if following is not None and following.kind in ("sign", "raised") else ""

    def resolved(self, i: int, token: Token) -> list[Token]:
        word, after = str(token.value), self._after(i)
        if i in self.distributions and word not in self.variables:
            return [Token("family", word, token.span, token.spaced)]
        kind, value = self._meaning(word, after)
        if kind:
            return [Token(kind, value, token.span, token.spaced)]
        return self._run(token, word, after)

    def _meaning(self, word: str, after: str) -> tuple[str, object]:
        opens = after == "("
        if word in self.variables:
            return "symbol", word
        if word in WORDS and word != "otherwise":
            return "word", word
        if opens and word in self.vocabulary.measures:
            return "measure", word
        if opens and word in STRUCTURES:
            return "structure", STRUCTURES[word]
        function = self.vocabulary.functions.get(word)
        if function is None and opens:  # σ(x), Γ(x): kept under the letter's name, spelled with the letter
            function = self.vocabulary.functions.get(LETTERS.get(word, word))
        if function is not None and (opens or word not in self.vocabulary.callable_only):
            return "function", (function, None)
        if word.startswith("log_") and len(word) > 4:
            return "function", (self.vocabulary.functions.get("log", Word("log", 1, 2)), word[4:])
        if word == "e":
            return "constant", "e"
        if word in _CONSTANTS:
            return "constant", _CONSTANTS[word]
        if self.unit and word in ("i", "I", "j"):
            return "constant", "i"
        stem = word.partition("_")[0].rstrip("0123456789")
        if len(stem) == 1 or stem in LETTERS:
            return "symbol", word
        return "", None

    def _run(self, token: Token, word: str, after: str) -> list[Token]:
        """A run of letters that is no word: functions inside it, letters in use, or one name."""
        parts = self._functions_inside(word, after)
        if parts is not None:
            self.remarks.notes.append(f"read '{word}' as {' '.join(parts)}")
            return self._pieces(token, parts)
        if after == "(":
            raise self._unknown(token, word)
        if after == "^" and word.endswith("e") and len(word) == 2:
            return self._pieces(token, [word[0], "e"])
        if word.isalpha() and all(
            letter in self.singles or (letter == "e" and after == "^") for letter in word
        ):
            self.remarks.warnings.append(
                f"read '{word}' as {'*'.join(word)}; for one variable of that name say --wrt {word}"
            )
            return self._pieces(token, list(word))
        if len(word) == 2 and word.isalpha():
            self.remarks.warnings.append(
                f"read '{word}' as one variable; write {'*'.join(word)} for the product"
            )
        return [Token("symbol", word, token.span, token.spaced)]

    def _functions_inside(self, word: str, after: str) -> list[str] | None:
        match = _INSIDE.search(word)
        if match is None or not word.isalpha():
            return None
        before, name, rest = word[: match.start()], match.group(), word[match.end() :]
        loose = before + rest
        if len(loose) > 2 and not all(letter in self.singles for letter in loose):
            inner = self._functions_inside(rest, after) if rest else None
            if inner is None or len(before) > 1:
                return None
            return [*before, name, *inner]
        if not rest and not before:
            return None
        inner = self._functions_inside(rest, after) if rest else []
        if inner is None and after == "(" and rest:
            return None
        return [*before, name, *(inner if inner is not None else rest)]

    def _pieces(self, token: Token, parts: list[str]) -> list[Token]:
        found, place = [], token.span[0]
        for k, part in enumerate(parts):
            span = (place, place + len(part))
            kind, value = self._meaning(part, "")
            found.append(Token(kind or "symbol", value if kind else part, span, token.spaced and k == 0))
            place += len(part)
        return found

    def _unknown(self, token: Token, word: str) -> NotationError:
        from difflib import get_close_matches

        near = get_close_matches(word, [s for s in self.vocabulary.functions if s.isascii()], 3, 0.5)
        near = list(dict.fromkeys(["csc", "sec", "cos"] if word == "cosec" else near))
        hint = (
            f"did you mean {', '.join(near)}?"
            if near
            else "functions of your own have one letter: f(x), g(x)"
        )
        return NotationError(f"unknown function '{word}'", hint, token.span, self.text)
