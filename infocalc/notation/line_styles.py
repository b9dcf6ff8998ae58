"""The two notations of one line: plain (ASCII, read back by the parser) and Unicode (for the screen)."""

from __future__ import annotations

from infocalc.notation.greek import LETTERS, NAMES
from infocalc.notation.matrix_style import UNICODE_CALLS, superscript
from infocalc.notation.patterns import pattern
from infocalc.notation.style import (
    ATOM,
    POWER,
    Piece,
    Shape,
    Style,
    application,
    applied,
    full,
    indexed,
    paired,
    postfixed,
    raised,
    slashed,
    ticked,
    within,
)

_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_SUBSCRIPT = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_NUMBERED = pattern(r"([^_]*[^_0-9])_?([0-9]+)\Z")
_WHOLE = pattern(r"[0-9]+\Z")


def _ascii_symbol(name: str) -> str:
    return name if name.isascii() else "".join(NAMES.get(letter, letter) for letter in name)


#: names that are read as constants; a symbol of such a name is written in backquotes
_CONSTANT_NAMES = frozenset(("e", "pi", "oo", "inf", "infinity"))


def _plain_symbol(name: str) -> str:
    return f"`{name}`" if name in _CONSTANT_NAMES else _ascii_symbol(name)


def _pretty_symbol(name: str) -> str:
    """x_12 and x12 are x₁₂; alpha_1 is α₁; a_ij stays as it is."""
    numbered = _NUMBERED.match(name)
    stem, index = numbered.groups() if numbered else (name, "")
    head, mark, tail = stem.partition("_")
    return LETTERS.get(head, head) + mark + tail + index.translate(_SUBSCRIPT)


def _pretty_power(style: Style, parts: tuple[Piece, ...]) -> Piece:
    """x², x⁻¹ for whole exponents, a^b otherwise."""
    base, exponent = parts
    if not _WHOLE.match(exponent.text):
        return raised(style, parts)
    sign = "-" if exponent.minus else ""
    return Piece(within(base, ATOM, style) + (sign + exponent.text).translate(_SUPERSCRIPT), POWER)


def _radical(sign: str) -> Shape:
    """√x of a name or a number, √(x + 1) of anything else; a power of a root needs parentheses."""

    def shape(style: Style, parts: tuple[Piece, ...]) -> Piece:
        inner = full(parts[0], style)
        return Piece(sign + (inner if inner.isalnum() else f"({inner})"), POWER)

    return shape


def _bars(style: Style, parts: tuple[Piece, ...]) -> Piece:
    """|x|, but abs(…) around other bars, which could be paired in two ways."""
    inner = full(parts[0], style)
    return application("abs", style, parts) if "|" in inner else Piece(f"|{inner}|")


def _pretty_orders(orders: tuple[int | str, ...]) -> str:
    """f′, f′′, f′′′."""
    return ticked(orders).replace("'", "′")


def _primed_zeta(style: Style, parts: tuple[Piece, ...]) -> Piece:
    """zeta'(x) for the derivative of order 1, zetaprime(n, x) beyond."""
    if parts[0].text != "1":
        return application("zetaprime", style, parts)
    return application("zeta'", style, parts[1:])


#: plain spellings shared with computer algebra systems, so that an answer can be pasted into one
_SPELLINGS = {"lambertw": "LambertW", "heaviside": "Heaviside"}

_ONE_LINE_CALLS = {"factorial": postfixed, "softmax": indexed, "zetaprime": _primed_zeta}


PLAIN = Style(
    minus="-",
    plus=" + ",
    less=" - ",
    parens=("(", ")"),
    relations={sign: f" {sign} " for sign in ("<", "<=", ">", ">=", "=", "!=")},
    constants={"true": "True", "false": "False", "i": "I"},
    symbol=_plain_symbol,
    function=lambda name: _SPELLINGS.get(name, _ascii_symbol(name)),
    times=lambda left, right: f"{left}*{right}",
    quotient=slashed,
    power=raised,
    piecewise=paired,
    integral=applied("integrate"),
    series=applied("sum"),
    orders=ticked,
    calls=_ONE_LINE_CALLS,
)

UNICODE = Style(
    minus="−",
    plus=" + ",
    less=" − ",
    parens=("(", ")"),
    relations={"<": " < ", "<=": " ≤ ", ">": " > ", ">=": " ≥ ", "=": " = ", "!=": " ≠ "},
    constants={"pi": "π", "oo": "∞"},
    symbol=_pretty_symbol,
    function=lambda name: "Γ" if name == "gamma" else _ascii_symbol(name),
    times=lambda left, right: f"{left}·{right}",
    quotient=slashed,
    power=_pretty_power,
    piecewise=paired,
    integral=applied("integrate"),
    series=applied("sum"),
    orders=_pretty_orders,
    calls=_ONE_LINE_CALLS | {"abs": _bars, "sqrt": _radical("√"), "cbrt": _radical("∛")} | UNICODE_CALLS,
    transpose=superscript("ᵀ"),
    entrywise={"*": "⊙", "/": "⊘", "^": ".^"},
)
