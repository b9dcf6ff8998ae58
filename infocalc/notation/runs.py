"""A run of letters that is no word: functions inside it, a product of letters, or one name."""

from __future__ import annotations

from infocalc.errors import NotationError
from infocalc.functions.vocabulary import Vocabulary
from infocalc.notation.letters import Part, is_product_too, parts
from infocalc.notation.lexer import Token
from infocalc.notation.patterns import pattern
from infocalc.notation.remarks import Remarks
from infocalc.records import NamedTuple

_RUN = pattern(r"([A-Za-z]+)([0-9]*(?:_.*)?)\Z")
#: letters that are variables wherever they stand among others: xy is x*y
_USUAL = frozenset("xyzt")
_OPENING = frozenset(("(", "[", "√", "∛", "∜", "|", "absopen", "open"))
#: signs behind which letters are a factor, and that may follow the last factor
_BEFORE_TAIL = frozenset((")", "]", "shut", "*", "|", "absclose"))

#: words of speech, and what to type instead
_SPOKEN = {
    "squared": "write x^2",
    "cubed": "write x^3",
    "times": "write x*y",
    "plus": "write x + y",
    "minus": "write x - y",
    "over": "write x/y",
    "divided": "write x/y",
    "the": "write the formula alone",
    "where": "write u if x > 0 else v",
    "for": "write u if x > 0 else v",
    "when": "write u if x > 0 else v",
    "with": "write the formula alone",
    "inverse": "write asin(x)",
    "of": "write sin(x) or sqrt(x), with the argument in parentheses",
    "at": "write the point as at x = 0 or --at x=0",
    "to": "write x^2",
}
#: those of them that are products of letters as well: words only between blanks, `at` only before a number
_LETTERS_TOO = frozenset(("of", "at", "to"))  # fmt: skip


class Manner(NamedTuple):
    """How names are read: what is declared, whether i is the imaginary unit, where the text comes from.

    `braced` is a text with x^{2} and no backslash: two letters are factors there, more may be a name.
    """

    variables: frozenset[str]
    unit: bool = False
    latex: bool = False
    braced: bool = False
    sheet: bool = False


def _is_differential(token: Token) -> bool:
    word = str(token.value)
    return token.kind == "name" and len(word) == 2 and word[0] == "d"


def _is_product(word: str) -> bool:
    """Whether letters look like factors and not like a name: nRT, kT, GMm, but not rate, Rate or RC."""
    inner = any(letter.isupper() for letter in word[1:])
    return len(word) < 5 and word.isalpha() and inner and any(letter.islower() for letter in word)


class Runs:
    """Splits runs of letters; what a name means by itself is known to `_meaning`."""

    def __init__(
        self, tokens: list[Token], text: str, vocabulary: Vocabulary, manner: Manner, remarks: Remarks
    ) -> None:
        self.tokens, self.text, self.vocabulary, self.manner = tokens, text, vocabulary, manner
        self.variables, self.remarks = manner.variables, remarks
        self.present = {t.value for t in tokens if t.kind == "name"}

    def _after(self, i: int) -> str:
        following = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        return str(following.value) if following is not None and following.kind in ("sign", "raised") else ""

    def _meaning(self, i: int, word: str, after: str) -> tuple[str, object]:
        raise NotImplementedError

    def _warn_of_digits(self, kind: str, word: str, joined: bool = True) -> None:
        raise NotImplementedError

    def _once(self, remark: str, warning: bool = True) -> None:
        (self.remarks.warnings if warning else self.remarks.notes).append(remark)

    def _run(self, i: int, token: Token, word: str, after: str) -> list[Token]:
        """A run of letters that is no word: functions inside it, a product of letters, or one name."""
        if word in _SPOKEN and not self.manner.latex and after != "(" and self._is_spoken(i, word):
            raise NotationError(f"the word '{word}' is not read", _SPOKEN[word], token.span, self.text)
        if len(word) == 2 and word[0] == "d":
            self._refuse_differential(i, token, word[1])
        matched = _RUN.match(word)
        if matched is None:
            return self._one_name(token, word, after)
        letters, tail = matched.groups()
        found = parts(letters, self.vocabulary, self.variables)
        if found[-1].kind == "function" and found[-1].text + tail in self.vocabulary.functions:
            function, number = [*found[:-1], found[-1]._replace(text=found[-1].text + tail)], ""
            if tail and after != "(":
                self._warn_of_digits("function", function[-1].text)
        elif found[-1].kind == "function" and tail.isdigit() and after != "(":
            function, number = found, tail  # ln2 is ln 2
        else:
            function, number = [*found[:-1], found[-1]._replace(text=found[-1].text + tail)], ""
        if (after == "(" and self._splits_before_call(function, tail)) or (
            after != "(" and self._splits(i, function, number)
        ):
            self._remark_split(word, function, number)
            return self._pieces(token, function, number)
        singles = all(part.kind == "single" for part in function)
        if after != "(" and singles and ((self.manner.braced and len(function) == 2) or _is_product(word)):
            self._remark_split(word, function, number)
            return self._as_one_factor(token, function)
        return self._one_name(token, word, after)

    def _is_spoken(self, i: int, word: str) -> bool:
        """Whether a word is one of speech: sine of x, at 0, but not 1/2 at^2."""
        if word not in _LETTERS_TOO:
            return True
        before, behind = self.tokens[i - 1 : i], self.tokens[i + 1 : i + 2]
        apart = bool(before and behind) and self.tokens[i].spaced and behind[0].spaced
        joins = apart and before[0].kind != "sign" and behind[0].kind in ("name", "upright", "number")
        return joins and (word != "at" or behind[0].kind == "number") and word not in self.variables

    def _refuse_differential(self, i: int, token: Token, x: str) -> None:
        """dx behind a factor at the end is what an integral ends with, or a factor d and a factor x."""
        known = {*self.variables, *self.present}
        is_factor = i > 0 and (self.tokens[i - 1].kind != "sign" or self.tokens[i - 1].value in _BEFORE_TAIL)
        ends = all(t.value in _BEFORE_TAIL or _is_differential(t) for t in self.tokens[i + 1 :])
        if x in known and "d" not in known and is_factor and ends:
            raise self._differential(x, token)

    def _differential(self, x: str, token: Token) -> NotationError:
        return NotationError(
            f"'d{x}' at the end may be a differential or the product d*{x}",
            f"leave d{x} out, or write d*{x}; an integral is integrate(f, {x}, a, b)",
            token.span, self.text,
        )  # fmt: skip

    def refuse_spaced_differential(self, i: int, token: Token) -> None:
        r"""The d of x^2 d x and \sin x \, d x, behind a factor at the end."""
        rest = self.tokens[i + 1 :]
        single = bool(rest) and rest[0].kind == "name" and len(str(rest[0].value)) == 1
        ends = single and all(t.value in _BEFORE_TAIL for t in rest[1:])
        before = self.tokens[i - 1] if i else None
        letter = before is not None and before.kind == "name" and single and before.value != rest[0].value
        is_factor = before is not None and (before.kind != "sign" or before.value in (")", "]", "shut"))
        is_factor = is_factor and not letter  # a*b*c*d*x
        once = sum(t.value == "d" for t in self.tokens) == 1 and "d" not in self.variables
        if ends and is_factor and once and str(rest[0].value) in {*self.variables, *self._others(i + 1)}:
            raise self._differential(str(rest[0].value), token)

    def _others(self, i: int) -> set[object]:
        """The names that stand at other places than i."""
        return {t.value for k, t in enumerate(self.tokens) if t.kind == "name" and k != i}

    def _used(self, part: Part) -> bool:
        """Whether a part is a letter that stands elsewhere, is declared, or is a name by itself."""
        text = part.text
        if part.kind == "letter" or text in self.variables or text in _USUAL:
            return True
        return text in self.present

    def _asked(self, part: Part) -> bool:
        return part.text in self.variables or (self.manner.unit and part.text in ("i", "I", "j"))

    def _splits(self, i: int, found: list[Part], number: str) -> bool:
        loose = [part for part in found if part.kind != "function"]
        functions = len(found) - len(loose)
        if functions and found[-1].kind == "function" and not number and not self._operand_follows(i):
            return False
        if self.manner.latex or any(map(self._asked, loose)):
            return True
        if functions:
            between = [part.kind for part in found] == ["single", "function", "single"]  # ylnp
            return len(loose) <= 1 or between or all(map(self._used, loose))
        after = self._after(i)
        if after == "^" and loose[-1].text == "e":
            loose = loose[:-1]
            return len(loose) == 1 or all(map(self._used, loose))
        singles = [part for part in loose if part.kind == "single"]
        return all(map(self._used, loose)) or (len(singles) <= 1 and any(p.text == "pi" for p in loose))

    def _splits_before_call(self, found: list[Part], tail: str) -> bool:
        """xsin(x) and rx(1 - x/K), but not sinn(x): an unknown function is never split into factors."""
        loose = [part for part in found[:-1] if part.kind != "function"]
        asked = any(map(self._asked, loose))
        if found[-1].kind == "function":
            return not tail and (
                self.manner.latex
                or len(loose) <= 1
                or all(map(self._used, loose))
                or (asked and len(loose) <= 2)
            )
        if self.manner.latex:
            return True
        if len(loose) < len(found) - 1 or len(found) > 3:
            return False
        whole = [*loose, found[-1]]
        return all(map(self._used, whole)) or (len(found) == 2 and any(map(self._asked, whole)))

    def _operand_follows(self, i: int) -> bool:
        after = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        if after is None:
            return False
        return (
            after.value in _OPENING if after.kind == "sign" else after.kind in ("name", "number", "upright")
        )

    def _remark_split(self, word: str, found: list[Part], number: str) -> None:
        shown = [part.text for part in found] + [number] * bool(number)
        has_function = any(part.kind == "function" for part in found)
        if has_function or (self.manner.latex and not (word[0] == "d" and len(word) == 2)):
            sure = self.manner.latex or all(self._used(p) for p in found if p.kind != "function")
            other = "" if sure else f"; one variable of that name is `{word}` (or --names {word})"
            self._once(f"read '{word}' as {' '.join(shown)}{other}", warning=not sure)
        else:
            product = "*".join(shown)
            self._once(
                f"read '{word}' as {product}; one variable of that name is `{word}` (or --names {word})"
            )
        for part in found:
            if is_product_too(part, self.vocabulary):
                self._once(f"read '{part.text}' as one function; write a*{part.text[1:]}(…) for the product")

    def _one_name(self, token: Token, word: str, after: str) -> list[Token]:
        opened = after == "[" and self.text[token.span[1] : token.span[1] + 1] == "["
        if after == "(" or (opened and len(word) > 2 and word.isalpha()):
            raise self._unknown(token.span, word)
        letters = len(word.partition("_")[0].rstrip("0123456789"))
        if letters > 1 and "_" not in word and word.isascii() and token.kind == "name":
            run = _RUN.match(word)
            product = "*".join(run[1]) + run[2] if run else word
            self._once(
                f"read '{word}' as one variable, `{word}` (or --names {word}); the product is {product}"
            )
        return [Token("symbol", word, token.span, token.spaced)]

    def _pieces(self, token: Token, parts: list[Part], number: str) -> list[Token]:
        found, place = [], token.span[0]
        for k, part in enumerate(parts):
            span = (place, place + len(part.text))
            kind, value = self._meaning(-1, part.text, "")
            found.append(Token(kind or "symbol", value if kind else part.text, span, token.spaced and k == 0))
            place += len(part.text)
        if number:
            found.append(Token("number", (int(number), 1), (place, token.span[1])))
        return found

    def _as_one_factor(self, token: Token, parts: list[Part]) -> list[Token]:
        """RC of e^{-t/RC}, kT of e^(-E/kT): whether a name or a product, all of it stands below the bar."""
        opening, shutting = (Token("sign", sign, token.span, token.spaced) for sign in ("open", "shut"))
        return [opening, *self._pieces(token, parts, ""), shutting]

    def _unknown(self, span: tuple[int, int], word: str) -> NotationError:
        from difflib import get_close_matches

        known = self.vocabulary.functions.get(word)
        if known is not None and known.least > 1:
            return NotationError(f"{word} takes {known.least} arguments", None, span, self.text)
        near = get_close_matches(word, [s for s in self.vocabulary.functions if s.isascii()], 3, 0.6)
        near = list(dict.fromkeys(["csc", "sec", "cos"] if word == "cosec" else near))
        run = _RUN.match(word)
        hint = (
            f"did you mean {', '.join(near)}?"
            if near
            else "functions of your own have one letter: f(x), g(x)"
        )
        if word.lower() in ("diff", "derivative"):
            hint = "the command gives derivatives: leave it out and name the variable, infocalc diff EXPR x"
        if run is not None and len(run[1]) == 2:
            hint += f"; write {'*'.join(run[1])}{run[2]}*(…) for a product"
        return NotationError(f"unknown function '{word}'", hint, span, self.text)
