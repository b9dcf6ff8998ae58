"""What each name means: function, symbol, constant, word of the notation, or several of them run together."""

from __future__ import annotations

from infocalc.functions.vocabulary import Vocabulary, Word
from infocalc.limits import check
from infocalc.notation.build import OPERATIONS
from infocalc.notation.distributions import distributions, sign_at
from infocalc.notation.greek import LETTERS
from infocalc.notation.lexer import Token
from infocalc.notation.patterns import pattern
from infocalc.notation.remarks import Remarks
from infocalc.notation.runs import Manner, Runs

WORDS = frozenset(("if", "else", "and", "or", "not", "otherwise", "mod"))
STRUCTURES = {
    "integrate": "integral", "Integral": "integral", "integral": "integral", "sum": "series", "Sum": "series",
    "int": "integral", "Int": "integral", "Integrate": "integral", "NIntegrate": "integral",
    "piecewise": "piecewise", "Piecewise": "piecewise", "where": "where", "ifelse": "where", "iif": "where",
    "IIf": "where", "If": "where", "IF": "where", "when": "where", "ifte": "where", "Which": "piecewise",
    "hyper": "hyper", "HypergeometricPFQ": "hyper", "hypergeometric": "hyper", "select": "select",
    "AND": "and", "OR": "or", "And": "and", "Or": "or", "logical_and": "and", "logical_or": "or",
}  # fmt: skip
_CONSTANTS = {
    "pi": "pi", "oo": "oo", "inf": "oo", "infinity": "oo", "Catalan": "Catalan",
    "EulerGamma": "EulerGamma", "gamma_E": "EulerGamma",
    "true": "true", "false": "false", "True": "true", "False": "false", "otherwise": "true",
    "TRUE": "true", "FALSE": "false",
}  # fmt: skip
#: a function with its order as an index
_ORDERED = pattern(r"(?:\b[JYIK]|psi|li)(?:_\w+|\[[0-9]+\])\(")
#: a text of Mathematica, where E and Pi are numbers
_OF_MATHEMATICA = pattern(r"\b[A-Z][a-z]+\w*\[")
#: numbers and relations of SymPy, which stand without a module
_OF_SYMPY = frozenset("Rational Integer Float Eq Ne Gt Ge Lt Le".split())
_BEFORE_OPERAND = frozenset(("", "(", "[", "{", ",", "open", "+", "-", "*", "/", "^", "="))


def resolve(
    tokens: list[Token], text: str, vocabulary: Vocabulary, manner: Manner, remarks: Remarks
) -> list[Token]:
    """Name tokens as kinds function, symbol, constant, word, family, measure or structure."""
    if len(tokens) > 1000:
        names = {t.value for t in tokens if t.kind == "name"}
        check("variables", len(names), text=text[:60])
    if "()" in text:
        tokens = _without_empty_calls(tokens)
    if "[" in text:
        tokens = _indexed(tokens, vocabulary)
    tokens = _with_whole_names(tokens, vocabulary)
    if ("_" in text or "[" in text) and _ORDERED.search(text):
        from infocalc.notation.indexed import with_orders

        tokens = with_orders(tokens, manner.variables, remarks)
    resolver = _Resolver(tokens, text, vocabulary, manner, remarks)
    families = distributions(tokens, vocabulary) if vocabulary.families else frozenset[int]()
    found: list[Token] = []
    for i, token in enumerate(tokens):
        if i in families and token.value not in manner.variables:
            found.append(token._replace(kind="family"))
        elif families and _names_parameter(tokens, i):
            found.append(token._replace(kind="symbol"))
        elif token.kind in ("name", "upright"):
            found.extend(resolver.resolved(i, token))
        elif token.kind == "method":
            found.append(resolver.method(token))
        else:
            found.append(token)
    return found


def _names_parameter(tokens: list[Token], i: int) -> bool:
    """Whether a name stands between ( or a comma and =, as logits in Bernoulli(logits=2)."""
    return tokens[i].kind == "name" and _is(tokens, i + 1, "=") and sign_at(tokens, i - 1) in ("(", ",")


def _with_whole_names(tokens: list[Token], vocabulary: Vocabulary) -> list[Token]:
    """hyp2f1 and deg2rad, functions with a digit inside their names, as one name each."""
    found: list[Token] = []
    for token in tokens:
        last = found[-1] if found else None
        if last is not None and last.kind == token.kind == "name" and last.span[1] == token.span[0]:
            whole = f"{last.value}{token.value}"
            if whole in vocabulary.functions:
                found[-1] = last._replace(value=whole, span=(last.span[0], token.span[1]))
                continue
        found.append(token)
    return found


def _without_empty_calls(tokens: list[Token]) -> list[Token]:
    """PI() of a spreadsheet is the number."""
    found: list[Token] = []
    for i, token in enumerate(tokens):
        constant = any(t.kind == "name" and t.value in ("pi", "PI") for t in tokens[max(0, i - 2) : i])
        if constant and (
            (_is(tokens, i, "(") and _is(tokens, i + 1, ")"))
            or (_is(tokens, i, ")") and _is(tokens, i - 1, "("))
        ):
            continue
        found.append(token)
    return found


def _indexed(tokens: list[Token], vocabulary: Vocabulary) -> list[Token]:
    """x[0] of code is the symbol x_0."""
    found: list[Token] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        index = tokens[i + 2] if i + 2 < len(tokens) else token
        adjacent = _is(tokens, i + 1, "[") and tokens[i + 1].span[0] == token.span[1]
        whole = index.kind == "number" and index.value[1] == 1 and index.value[0] < 10**9
        word = token.value if token.kind == "name" else ""
        # log[10](x) of Maple, but Log[2] is a call
        called = {word, word.lower()}.isdisjoint(vocabulary.functions) or _is(tokens, i + 4, "(")
        if word and adjacent and whole and called and _is(tokens, i + 3, "]"):
            span = (token.span[0], tokens[i + 3].span[1])
            found.append(Token("upright", f"{token.value}_{index.value[0]}", span, token.spaced))
            i += 4
            continue
        found.append(token)
        i += 1
    return found


def _is(tokens: list[Token], i: int, sign: str) -> bool:
    return sign_at(tokens, i) == sign


class _Resolver(Runs):
    """Reads one name at a time; what is no word of the notation is a run of letters."""

    def resolved(self, i: int, token: Token) -> list[Token]:
        word, after = str(token.value), self._after(i)
        if word == "d":
            self.refuse_spaced_differential(i, token)
        joined = i + 1 < len(self.tokens) and self._is_joined(i + 1)
        if joined and not self.manner.latex:
            self._refuse_joined_call(i)
        kind, value = self._meaning(i, word, after)
        if kind:
            if word[-1].isdigit() and (joined or kind == "symbol") and word not in self.variables:
                self._warn_of_digits(kind, word, joined)
            return [Token(kind, value, token.span, token.spaced)]
        if token.kind == "upright":
            return self._one_name(token, word, after)
        return self._run(i, token, word, after)

    def method(self, token: Token) -> Token:
        """The function of .sin() and .pow(2); any other stays the text that it is."""
        name = token.value.rstrip("_")
        if name in OPERATIONS:
            return token._replace(value=Word(f"={name}", 1, 2))
        return token._replace(value=self.vocabulary.functions.get(name, token.value))

    def _meaning(self, i: int, word: str, after: str) -> tuple[str, object]:
        opens = after in ("(", "[")
        if word in self.variables:
            return "symbol", word
        if after == "=" and i > 0 and sign_at(self.tokens, i - 1) in ("(", ",") and self._is_argument(i):
            return "symbol", word
        if word in WORDS and word != "otherwise":
            return self._word(i, word, opens)
        if opens and word in self.vocabulary.measures:
            return "measure", word
        if opens and word in OPERATIONS and (word in _OF_SYMPY or self._is_dotted(i)):
            return "structure", word
        if opens and word in STRUCTURES:
            return "structure", STRUCTURES[word]
        function = self._function(i, word, opens)
        if function is not None:
            return "function", (function, None)
        if word.startswith("log_") and len(word) > 4:
            return "function", (self.vocabulary.functions.get("log", Word("log", 1, 2)), word[4:])
        constant = self._constant(word, after)
        if constant:
            return "constant", constant
        stem = word.partition("_")[0].rstrip("0123456789")
        if len(stem) == 1 or stem in LETTERS or (self.manner.sheet and word[-1].isdigit()):
            if self.manner.unit and word == "xi" and "ξ" not in self.text:
                self._once("read 'xi' as the letter ξ; write x*i for the product")
            return "symbol", word
        return "", None

    def _is_dotted(self, i: int) -> bool:
        return i >= 0 and self.tokens[i].kind == "upright"

    def _constant(self, word: str, after: str) -> str:
        """The number that a name is; "" for any other name."""
        if word == "e" or word in _CONSTANTS:
            return _CONSTANTS.get(word, word)
        if word in ("E", "Pi") and "[" in self.text and _OF_MATHEMATICA.search(self.text):
            return word.lower()
        if word in ("PI", "Pi") and after != "=" and not self.manner.latex and self.text.isascii():
            other = "write P*I for the product" if word == "PI" else "write Π for the letter"
            self._once(f"read '{word}' as pi; {other}", warning=not self.manner.sheet)
            return "pi"
        return "i" if self.manner.unit and word in ("i", "I", "j") else ""

    def _is_argument(self, i: int) -> bool:
        """Whether place i is within the parenthesis of a function: min=0 of clamp(x, min=0)."""
        depth = 0
        for k in range(i - 1, 0, -1):
            depth += (sign_at(self.tokens, k) == ")") - (sign_at(self.tokens, k) == "(")
            if depth < 0:
                word = self.tokens[k - 1]
                known = word.value in self.vocabulary.functions or word.value in STRUCTURES
                return word.kind == "method" or known
        return False

    def _word(self, i: int, word: str, opens: bool) -> tuple[str, object]:
        """`if(c, u, v)` and mod(a, b) are calls where an operand is due; else words of the notation."""
        if opens and word == "if" and sign_at(self.tokens, i - 1) in _BEFORE_OPERAND:
            return "structure", "where"
        if opens and word in self.vocabulary.functions:
            return "function", (self.vocabulary.functions[word], None)
        return "word", word

    def _function(self, i: int, word: str, opens: bool) -> Word | None:
        """The function of that name; W, σ, gamma only where no letter of that name stands bare."""
        functions = self.vocabulary.functions
        function = functions.get(word)
        if not opens:
            return None if word in self.vocabulary.callable_only else function
        if function is None or word in self.vocabulary.callable_only:
            found = function or functions.get(LETTERS.get(word, word))
            if word == "gamma" and i >= 0 and self.text[self.tokens[i].span[0]] in "γ\\":
                return functions.get("lowergamma") if self._has_comma(i + 1) else None
            if found is not None and found.least > 1 and not self._has_comma(i + 1):
                return None  # C(T - T_0) and β(x) have too few arguments for the functions of that name
            if found is not None:  # σ(x), Γ(x): kept under the letter's name, spelled with the letter
                return None if self._stands_bare(word) else found
        if self.manner.sheet and word == "LOG" and self._has_comma(i + 1):
            return functions.get("log")
        if self.manner.sheet and word == "LOG":
            self._once("read LOG as the logarithm to base 10, as spreadsheets do")
            return functions.get("log10")
        amplitude = word[:1] == "A" and word[1:] in functions  # A*sin(w*t + phi) and not arcsin
        if (
            function is None
            and not amplitude
            and (len(word) > 2 or word.lower() == "ln")
            and word.lower() in functions
        ):
            self._once(f"read {word} as {word.lower()}", warning=False)
            return functions[word.lower()]
        return function

    def _has_comma(self, i: int) -> bool:
        """Whether the parenthesis at place i holds several arguments."""
        depth = 0
        for token in self.tokens[i:]:
            sign = token.value if token.kind == "sign" else ""
            depth += (sign in ("(", "[", "open")) - (sign in (")", "]", "shut"))
            if depth == 1 and sign == ",":
                return True
            if depth < 1 and sign:
                return False
        return False

    def _stands_bare(self, word: str) -> bool:
        """Whether a name stands somewhere without a parenthesis behind it, so is a variable."""
        return any(
            t.kind == "name" and t.value == word and sign_at(self.tokens, k + 1) not in ("(", "[", "'", "^")
            for k, t in enumerate(self.tokens)
        )

    # ── names joined without a blank ────────────────────────────────────────────────────────────

    def _is_joined(self, i: int) -> bool:
        """Whether a name stands at place i, with nothing between it and the name before: mod2 and pi."""
        return self.tokens[i].kind == "name" and self.tokens[i].span[0] == self.tokens[i - 1].span[1]

    def _refuse_joined_call(self, i: int) -> None:
        """mod2pi(x) and hyp2f1(a, b, c, x) are unknown functions, not products."""
        last = i + 1
        while last + 1 < len(self.tokens) and self._is_joined(last + 1):
            last += 1
        names = [str(t.value) for t in self.tokens[i : last + 1]]
        if self._after(last) != "(" or all(self._is_letter(name) for name in names[:-1]):
            return
        span = (self.tokens[i].span[0], self.tokens[last].span[1])
        raise self._unknown(span, self.text[slice(*span)])

    def _is_letter(self, name: str) -> bool:
        stem = name.partition("_")[0].rstrip("0123456789")
        return len(stem) == 1 or stem in LETTERS or name in self.variables

    def _warn_of_digits(self, kind: str, word: str, joined: bool = True) -> None:
        """log2x is log to base 2 or log(2*x); x2y is x_2*y or x^2*y."""
        stem = word.rstrip("0123456789")
        digits = word[len(stem) :]
        if kind == "function":
            self._once(
                f"read '{word}' as the function {word}; write {stem}({digits}*…) for the other reading"
            )
        elif kind == "symbol" and stem in self.variables and (joined or stem in self.present):
            self._once(f"read '{word}' as one symbol; write {stem}^{digits} for the power")
