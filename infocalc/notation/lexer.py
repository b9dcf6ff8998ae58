"""Text to tokens. A token keeps its place, and whether a space stood before it."""

from __future__ import annotations

from collections.abc import Container

from infocalc.annotations import Any
from infocalc.errors import NotationError, Span
from infocalc.limits import LIMITS, check, typed_size
from infocalc.notation.characters import RAISED, readable
from infocalc.notation.greek import NAMES
from infocalc.notation.pasted import undressed
from infocalc.notation.patterns import pattern
from infocalc.records import NamedTuple


class Token(NamedTuple):
    r"""kind: number (value (p, q)), name, sign (its text), raised (a superscript), command (LaTeX), method,
    upright (a name that is never split, of \mathrm{…} or np.…).

    A method is the sin of x.sin(). The signs `open` and `shut` are parentheses that nobody typed: those of a
    fraction, of a superscript.
    """

    kind: str
    value: Any
    span: Span
    spaced: bool = False


_FRACTIONS = {  # ½ is 1/2
    text[0]: (int(text[1]), int(text[2:]))
    for text in "½12 ⅓13 ⅔23 ¼14 ¾34 ⅕15 ⅖25 ⅗35 ⅘45 ⅙16 ⅚56 ⅐17 ⅛18 ⅜38 ⅝58 ⅞78 ⅑19 ⅒110".split()
}
_BRACES = str.maketrans("", "", "{}, ")
_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")

_GREEK = "".join(NAMES)
#: modules whose dotted names are functions: np.exp, torch.nn.functional.softplus, Math.pow
_MODULES = frozenset(
    (
        "numpy np onp jnp jax cmath math Math torch tensorflow tf keras activations special scipy sympy sy "
        "sp sc ss sym mpmath mp cupy cp autograd nn functional linalg stats constants F K std self"
    ).split()
)
#: their constants, which are letters elsewhere
_MODULE_CONSTANTS = {
    "E": "e", "e": "e", "PI": "pi", "pi": "pi", "Inf": "oo", "Infinity": "oo", "inf": "oo", "oo": "oo",
    "euler_gamma": "EulerGamma", "euler": "EulerGamma", "catalan": "Catalan", "nan": "nan",
}  # fmt: skip
_TOKEN = pattern(
    rf"""(?x)
    (?P<space>\s+)
  | (?P<number>(?:[0-9]+\.[0-9]*|\.[0-9]+)[dD][+-]?[0-9]+  # of Fortran: 1.5d-3
    | (?:[0-9]+(?:\.(?!\.)[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+|(?<=\b[01])[dD]0(?![0-9A-Za-z]))?)
  | (?P<name>log1p\b | norm\.[a-z]+\b
    | (?:[A-Za-z]+|[{_GREEK}])[0-9]*
      (?:_(?:[0-9]+|[A-Za-z{_GREEK}][A-Za-z0-9]*|\{{[A-Za-z0-9]+(?:,[\ ]?[A-Za-z0-9]+)*\}})|[₀-₉]+)*)
  | (?P<quoted>`[A-Za-z][A-Za-z0-9_]*`)
  | (?P<command>\\(?:[A-Za-z]+|.))
  | (?P<raised>[{"".join(RAISED)}]+)
  | (?P<fraction>[{"".join(_FRACTIONS)}])
  | (?P<method>(?:\.|::)[A-Za-z_][A-Za-z0-9_]*)
  | (?P<sign>\*\*|->|=>|:=|<=|>=|!=|<>|==|\.\.|&&|[-+*/^()\[\]{{}}|,;:<>=!'√∛∜≤≥≠∞°&_↦@?⌊⌋⌈⌉])
  | (?P<dot>\.(?=[*/^+(-])|%(?=(?:pi|e|i)(?![A-Za-z0-9])))
    """
)
_RAISED = str.maketrans(RAISED)
_SUBSCRIPT = pattern("[₀-₉]+$")
_WHOLE, _PARTS = pattern(r"[+-]?[0-9]+"), pattern("[0-9]+|.")
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_SIGNS = {"**": "^", "≤": "<=", "≥": ">=", "≠": "!=", "<>": "!=", "==": "=",
          "⌊": "flooropen", "⌋": "close", "⌈": "ceilopen", "⌉": "close"}  # fmt: skip

_DIGITS, _PREFIXES = frozenset("0123456789"), frozenset("eEdDxXbBoO")
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_KINDS = dict.fromkeys(_LETTERS, "name") | dict.fromkeys(_DIGITS, "number") | {" ": "space"}
#: characters of which a text is read without the pattern, and words that it does not read
_SCANNED, _UNCLEAR = frozenset((*_KINDS, *"+-*/^(),.")), frozenset((".", "log1"))

#: what mostly stands behind a number, and is never part of one
_ENDS = frozenset(("", " ", "*", "/", "^", "+", "-", ")", ","))

_HINTS = {
    "%": "write mod(x, 3) for the remainder, 10/100 for 10%",
    "@": "there is no operator @; a file is given as @FILE at the start of an operand",
    "~": "write -x for the negative",
    "&": "write 'and' between conditions",
    '"': "formulas have no quotes",
    "_": "a name may not start with an underscore",
    "$": "dollar signs stand at both ends of a formula",
    "#": "a comment starts a line",
}


def is_latex(text: str) -> bool:
    """Whether commands or braces of LaTeX occur."""
    return "\\" in text or "^{" in text or "_{" in text


def tokens(text: str) -> list[Token]:
    """The tokens of text; NotationError for a character or a number that is none, LimitExceeded for size."""
    check("characters", len(text), text=text[:60])
    plain = undressed(readable(text))
    scanned = _scanned(plain, text)
    return _matched(plain, text) if scanned is None else scanned


def _scanned(plain: str, text: str) -> list[Token] | None:
    """The tokens of letters, digits and the signs of arithmetic; None where the pattern is wanted."""
    if not _SCANNED.issuperset(plain) or len(plain) > LIMITS["tokens"].most:
        return None
    found: list[Token] = []
    place, spaced = 0, False
    while place < len(plain):
        start, kind = place, _KINDS.get(plain[place], "sign")
        place = start + 1 if kind == "sign" else _end(plain, start, kind)
        word, after = plain[start:place], plain[place : place + 2]
        if word in _UNCLEAR or word + after[:1] == "**" or (kind == "number" and _goes_on(after)):
            return None
        if kind == "sign":
            found.append(Token(kind, word, (start, place), spaced))
        elif kind != "space":
            found.append(_token(kind, word, (start, place), spaced, plain, text))
        spaced = kind == "space"
    return found


def _end(plain: str, start: int, kind: str) -> int:
    """Where the number, name or blank that begins at `start` ends."""
    if kind == "number":
        end = _run(plain, start, _DIGITS)
        decimals = plain[end : end + 1] == "." and plain[end + 1 : end + 2] in _DIGITS
        return _run(plain, end + 1, _DIGITS) if decimals else end
    return _run(plain, _run(plain, start, _LETTERS), _DIGITS) if kind == "name" else _run(plain, start, " ")


def _run(plain: str, place: int, among: Container[str]) -> int:
    while place < len(plain) and plain[place] in among:
        place += 1
    return place


def _goes_on(after: str) -> bool:
    """Whether what stands behind digits may be part of the number, or be refused there: 1e5, 0x1F, 1.2.3."""
    return after[:1] == "." or (after[:1] in _PREFIXES and (after[1:] in _DIGITS or after[1:] in ("+", "-")))


def _matched(plain: str, text: str) -> list[Token]:
    """The tokens of any text."""
    found: list[Token] = []
    place, spaced, depth, most = 0, False, 0, LIMITS["tokens"].most
    while place < len(plain):
        match = _TOKEN.match(plain, place)
        if match is None:
            raise _unreadable(plain, next((t.span[0] for t in found if t.kind == "method"), place), text)
        kind, word, span = match.lastgroup, match.group(), match.span()
        place = span[1]
        if kind == "space":
            if "\n" in word and found and depth == 0 and "\\" not in plain and found[-1].value != ":":
                _refuse_line_break(plain, span, text)
            spaced = True
            continue
        if kind == "dot":
            continue
        if len(found) >= most:
            check("tokens", sum(m.lastgroup != "space" for m in _TOKEN.finditer(plain)), text=text[:60])
        if kind == "sign":
            depth += (word in _OPENING) - (word in _CLOSING)
            found.append(Token("sign", _SIGNS.get(word, word), span, spaced))
        elif kind == "raised":
            found.extend(_superscript(word.translate(_RAISED), span, spaced))
        elif kind == "method":
            found.append(_dotted(word.lstrip(".:"), span, spaced, found, plain))
        else:
            found.append(_token(kind, word, span, spaced, plain, text))
        spaced = False
    return found


def _superscript(word: str, span: Span, spaced: bool) -> list[Token]:
    """A whole number as one token (x², sin⁻¹ x); any other run is an exponent: x²ⁿ⁺¹ is x^(2*n + 1)."""
    if _WHOLE.fullmatch(word):
        check("digits", len(word), span)
        return [Token("raised", word, span, spaced)]
    inner = word[1:-1] if word[0] == "(" and word.find(")") == len(word) - 1 else word
    opening, closing = ("(", ")") if inner is not word else ("open", "shut")
    found = [Token("sign", "^", span, spaced), Token("sign", opening, span)]
    for part in _PARTS.findall(inner):
        if part.isdigit():
            check("digits", len(part), span)
            found.append(Token("number", (int(part), 1), span))
        else:
            found.append(Token("name" if part.isalpha() else "sign", NAMES.get(part, part), span))
    return [*found, Token("sign", closing, span)]


def _refuse_line_break(plain: str, span: Span, text: str) -> None:
    """A formula goes on over a line break within brackets and in LaTeX; elsewhere two may be meant."""
    if plain[span[1] :].strip():
        place = plain.index("\n", span[0])
        raise NotationError(
            "a line break in a formula",
            "put the formula in parentheses; several formulas are read from standard input, one a line",
            span=(place, place + 1),
            text=text,
        )


def _token(kind: str | None, word: str, span: Span, spaced: bool, plain: str, text: str) -> Token:
    if kind == "number":
        return Token("number", _number(word, span, plain, text), span, spaced)
    if kind == "name":
        check("name", len(word), span, text)
        return Token("name", _name(word), span, spaced)
    if kind == "quoted":  # a symbol that has the name of a constant, such as `e`
        return Token("symbol", word[1:-1], span, spaced)
    if kind == "fraction":
        return Token("number", _FRACTIONS[word], span, spaced)
    return Token("command", word[1:], span, spaced)


def _dotted(word: str, span: Span, spaced: bool, found: list[Token], plain: str) -> Token:
    """The exp of np.exp, which takes the place of its module; else a method, the exp of x.exp()."""
    before = found[-1] if found else None
    if before is not None and before.value == "norm" and before.span[1] == span[0]:
        found.pop()  # scipy.stats.norm.cdf
        return Token("upright", f"norm.{word}", (before.span[0], span[1]), before.spaced)
    if before is None or before.kind != "name" or before.value not in _MODULES or before.span[1] != span[0]:
        return Token("method", word, span, spaced)
    found.pop()
    called = plain[span[1] :].lstrip()[:1] in ("(", "[")
    place = span[1] - len(word)
    if word == "sinc":  # of NumPy and torch it is sin(pi*x)/(pi*x)
        word = "sincpi"
    constant = _MODULE_CONSTANTS.get(word)
    module = word in _MODULES or word == "norm"  # scipy.stats.norm.cdf
    if constant is None and before.value != "self" and not (module or called):
        wrong = f"'{before.value}.{word}' is no number and no function"
        raise NotationError(wrong, "write its value", (before.span[0], span[1]))
    if module:
        return Token("name", word, (place, span[1]), before.spaced)
    return Token("upright", constant or word, (place, span[1]), before.spaced)


def _name(word: str) -> str:
    """The name under which a symbol is kept: x_1 for x₁, x_12 for x_{12}, alpha for α."""
    if word.isascii():
        return word.translate(_BRACES) if "{" in word else word
    head = NAMES.get(word[0], word[0])
    rest = "".join([NAMES.get(letter, letter) for letter in word[1:]])
    if rest and rest[0] in "₀₁₂₃₄₅₆₇₈₉":
        return f"{head}_{rest.translate(_LOWERED)}"
    subscript = _SUBSCRIPT.search(word)
    if subscript:
        return f"{word[: subscript.start()]}_{subscript.group().translate(_LOWERED)}"
    return head + rest.translate(_BRACES)


def _number(word: str, span: Span, plain: str, text: str) -> tuple[int, int]:
    after = plain[span[1] : span[1] + 2]
    if after[:1] in _ENDS:
        return decimal(word, span, text)
    joined = after[:1] == "." or (after[:1] == "_" and after[1:].isdigit())
    prefixed = after[0] in "xXbBoO" and after[1:] in _DIGITS and (word == "0" or after[0] not in "xX")
    if (joined or prefixed) and not after.startswith(".."):
        raise NotationError(
            f"unexpected '{after[:1]}' in a number", "write numbers as 1000, 0.5 or 1e-3",
            span=(span[1], span[1] + 1), text=text,
        )  # fmt: skip
    if after[:1] == "%":
        raise NotationError("percent signs are not read", _HINTS["%"], span=(span[1], span[1] + 1), text=text)
    return decimal(word, span, text)


def decimal(word: str, span: Span | None = None, text: str | None = None) -> tuple[int, int]:
    """0.25 or 2.5e-1 as the exact fraction (1, 4)."""
    if word.isdecimal():
        check("digits", len(word), span, text)
        return int(word), 1
    mantissa, _, power = word.lower().replace("d", "e").partition("e")
    whole, _, part = mantissa.partition(".")
    check("digits", len(whole) + len(part), span, text)
    check("exponent", typed_size(power.lstrip("+-0") or "0"), span, text)
    ten = int(power or 0) - len(part)
    p, q = int(whole + part or "0"), 1
    if ten >= 0:
        return p * 10**ten, 1
    q = 10**-ten
    from math import gcd

    g = gcd(p, q)
    return p // g, q // g


def _unreadable(plain: str, place: int, text: str) -> NotationError:
    sign = plain[place]
    message = f"unexpected '{sign}'"
    return NotationError(message, _HINTS.get(sign), span=(place, place + 1), text=text)
