"""The notation of Typst: frac(a, b), sqrt(x), cases(…); the functions of the table by their templates."""

from __future__ import annotations

import re

from infocalc.notation.greek import LETTERS, NAMES
from infocalc.notation.matrix_style import bars, inverse, joined, operator
from infocalc.notation.style import (
    ATOM,
    POSTFIX,
    POWER,
    QUOTIENT,
    RELATION,
    Piece,
    Style,
    application,
    full,
    primes,
    within,
)
from infocalc.notation.templates import Calls

#: operators that Typst knows by their names; all others are named in quotes
_KNOWN = frozenset(
    (
        "arccos arcsin arctan arg cos cosh cot coth csc csch det exp log max min sec sech sin sinh tan tanh"
    ).split()
)
#: signs of LaTeX templates in the order in which they are replaced
_SIGNS = tuple(
    (re.compile(latex), typst)
    for latex, typst in (
        (r"\\operatorname\{((?:[^{}\\]|\\_)*)\}", r'op("\1")'),
        (r"\\_", "_"),
        (r"\\left\|(.*)\\right\|", r"abs(\1)"),
        (r"\\left\\l(ceil|floor)\s*(.*)\\right\\r\1\s*", r"\1(\2)"),
        (r"\\left\(|\\right\)", lambda sign: sign[0][-1]),
        (r"\\sqrt\[(.*?)\]\{(.*?)\}", r"root(\1, \2)"),
        (r"\\binom\{(.*?)\}\{(.*?)\}", r"binom(\1, \2)"),
        (r"([_^]|\\sqrt)\{(.*?)\}", r"\1(\2)"),
        (r"\\", ""),
    )
)
_MEASURES = {"entropy": "H", "xent": "H", "kl": 'D_"KL"'}
_NUMBERED = re.compile(r"(.*[^_0-9])([0-9]+)\Z")
#: operators that carry a power, sin^(2)(x), J_(n)^(2)(x); above max it would stand as a limit
_CARRIERS = "|".join(sorted(_KNOWN - {"max", "min", "det"}))
_POWERED = re.compile(rf'((?:{_CARRIERS}|op\("[^"]*[^"0-9]"\))(?:_\([^()]*\))?)(\(.*)\Z', re.DOTALL)
_NAME_LAST = re.compile(r'(?:^| )(?:[A-Za-z]+|"[^"]*")(?:_\([^()]*\))?\Z')


def of_latex(template: str) -> str:
    r"""op("J")_(#1)(#2) of \operatorname{J}_{#1}\left(#2\right)."""
    for sign, typst in _SIGNS:
        template = sign.sub(typst, template)
    return template


def quoted(words: str) -> str:
    """Words of unknown origin as text within a formula."""
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _letter(word: str) -> str:
    """x, alpha, "rate"."""
    word = NAMES.get(word, word)
    if word in LETTERS:
        return "planck" if word == "hbar" else word
    return word if len(word) == 1 else quoted(word)


def _symbol(name: str) -> str:
    """x_12 and x12 are x_(12); alpha_i is alpha_(i)."""
    stem, _, index = name.partition("_")
    numbered = _NUMBERED.match(stem)
    if numbered and not index:
        stem, index = numbered.groups()
    return _letter(stem) + (f"_({_index(index)})" if index else "")


def _index(index: str) -> str:
    return index if index.isdigit() else _letter(index)


def _function(name: str) -> str:
    return _MEASURES.get(name) or (name if name in _KNOWN else f"op({quoted(name)})")


def _times(left: str, right: str) -> str:
    """Factors side by side; a dot where digits would run together or a name would look like a function."""
    digits = right[:1].isdigit() or (left[-1:].isdigit() and right.startswith("frac("))
    applied = right.startswith(("(", "frac(")) and _NAME_LAST.search(left)
    return f"{left} dot {right}" if digits or applied else f"{left} {right}"


def _fraction(style: Style, parts: tuple[Piece, ...]) -> Piece:
    top, bottom = parts
    outside = top.minus and top.rank >= QUOTIENT
    above = top.text if outside else full(top, style)
    return Piece(f"frac({above}, {full(bottom, style)})", POWER, outside)


def _power(style: Style, parts: tuple[Piece, ...]) -> Piece:
    """x^(2); sin(x) squared is sin^(2)(x): behind the parentheses a power takes the space before sin."""
    base, exponent = parts
    above = f"^({full(exponent, style)})"
    powered = _POWERED.match(base.text) if base.rank == ATOM else None
    if powered and not exponent.minus and exponent.text.isdigit():
        return Piece(powered[1] + above + powered[2], POWER)
    return Piece(within(base, ATOM, style) + above, POWER)


def _cases(style: Style, parts: tuple[Piece, ...]) -> Piece:
    pairs = zip(parts[::2], parts[1::2], strict=True)
    lines = [f"{full(value, style)} & {_condition(when, style)}" for value, when in pairs]
    return Piece(f"cases({', '.join(lines)})", POSTFIX)


def _condition(piece: Piece, style: Style) -> str:
    text = full(piece, style)
    return '"otherwise"' if text == style.constants["true"] else f'"if" {text}'


def _integral(style: Style, parts: tuple[Piece, ...]) -> Piece:
    what, name, low, high = parts
    limits = f"_({full(low, style)})^({full(high, style)})"
    return Piece(f"integral{limits} {within(what, QUOTIENT, style)} dif {name.text}", QUOTIENT)


def _series(style: Style, parts: tuple[Piece, ...]) -> Piece:
    """A sum reaches as far to the right as it can, so it is parenthesised wherever something may follow."""
    what, name, low, high = parts
    limits = f"_({name.text} = {full(low, style)})^({full(high, style)})"
    return Piece(f"sum{limits} {within(what, QUOTIENT, style)}", RELATION)


def _orders(orders: tuple[int | str, ...]) -> str:
    """The outer parentheses of an exponent are not shown."""
    if not any(orders):
        return ""
    return "'" * primes(orders) or "^((" + ", ".join(map(str, orders)) + "))"


def _transpose(style: Style, parts: tuple[Piece, ...]) -> Piece:
    """x^(top), X^(-top) of an inverse."""
    inner = parts[0]
    if inner.text.endswith("^(-1)") and not inner.minus and inner.rank == POSTFIX:
        return Piece(inner.text.removesuffix("^(-1)") + "^(-top)", POSTFIX)
    base = within(inner, ATOM if "^" in inner.text[-8:] else POSTFIX, style)
    return Piece(base + "^(top)", POSTFIX)


def _entry_power(style: Style, parts: tuple[Piece, ...]) -> Piece:
    return Piece(f"{within(parts[0], ATOM, style)}^(compose {full(parts[1], style)})", POWER)


def _unit_matrix(style: Style, parts: tuple[Piece, ...]) -> Piece:
    size = parts[0]
    return Piece(f"I_({size.text})") if size.rank == ATOM else application('op("eye")', style, parts)


TYPST = Style(
    minus="-",
    plus=" + ",
    less=" - ",
    parens=("(", ")"),
    relations={sign: f" {sign} " for sign in ("<", "<=", ">", ">=", "=", "!=")},
    constants={
        "EulerGamma": 'gamma_"E"',
        "Catalan": '"Catalan"',
        "true": '"true"',
        "false": '"false"',
    },
    symbol=_symbol,
    function=_function,
    times=_times,
    quotient=_fraction,
    power=_power,
    piecewise=_cases,
    integral=_integral,
    series=_series,
    orders=_orders,
    slope="frac(d, d {})".format,
    equals=" = ",
    words={"and": ' "and" ', "or": ' "or" '},
    calls=Calls(
        {
            "inv": inverse("^(-1)"),
            "norm2": bars("norm(", ")"),
            "kron": joined(" times.o "),
            "eye": _unit_matrix,
            "softmax": operator('op("softmax")'),
            "logsumexp": operator('op("logsumexp")'),
            "abs": operator("abs"),
        },
        of_latex,
    ),
    transpose=_transpose,
    entrywise={"*": " dot.o ", "/": " slash.o ", "^": "^(compose)"},
    entry_power=_entry_power,
)
