"""The LaTeX notation: fractions, roots, cases, and the names of the special functions as printed in books."""

from __future__ import annotations

import re

from infocalc.notation.greek import LETTERS, NAMES
from infocalc.notation.matrix_style import LATEX_CALLS, latex_entry_power, latex_transpose
from infocalc.notation.style import (
    ATOM,
    POSTFIX,
    POWER,
    QUOTIENT,
    RELATION,
    Piece,
    Style,
    full,
    primes,
    within,
)
from infocalc.notation.templates import Calls

#: measures of information within a formula
_MEASURES = {"entropy": "H", "xent": "H", "kl": r"D_{\mathrm{KL}}"}
#: functions that carry a power: \sin^{2}\left(x\right)
_POWERED = ("\\sin", "\\cos", "\\tan", "\\cot", "\\sec", "\\csc", "\\log")
_NUMBERED = re.compile(r"(.*[^_0-9])([0-9]+)\Z")
_NAME_LAST = re.compile(r"(?:^| )(?:\\?[A-Za-z]+|\\mathrm\{[^{}]*\})(?:_\{[^{}]*\})?\Z")
_WHOLE = re.compile(r"[0-9]+\Z")


def _letter(word: str) -> str:
    """x, \\alpha, \\mathrm{rate}; a Greek capital that looks Latin has no command and stays upright."""
    word = NAMES.get(word, word)
    if word in LETTERS:
        return "o" if word == "omicron" else "\\" + word
    return word if len(word) == 1 else r"\mathrm{" + word + "}"


def _symbol(name: str) -> str:
    """x_12 and x12 are x_{12}; alpha_i is \\alpha_{i}."""
    stem, _, index = name.partition("_")
    numbered = _NUMBERED.match(stem)
    if numbered and not index:
        stem, index = numbered.groups()
    return _letter(stem) + (f"_{{{index}}}" if index else "")


def _function(name: str) -> str:
    """What stands before the arguments, where that is all there is to a function."""
    return _MEASURES.get(name) or r"\operatorname{" + name.replace("_", r"\_") + "}"


def _times(left: str, right: str) -> str:
    """Factors side by side; a dot where digits would run together, a fraction would look like a mixed number,
    or a name like a function of what follows."""
    digits = right[:1].isdigit() or (left[-1:].isdigit() and right.startswith("\\frac"))
    applied = right.startswith(("\\left(", "\\frac")) and _NAME_LAST.search(left)
    return f"{left} \\cdot {right}" if digits or applied else f"{left} {right}"


def _fraction(style: Style, parts: tuple[Piece, ...]) -> Piece:
    top, bottom = parts
    outside = top.minus and top.rank >= QUOTIENT
    above = top.text if outside else full(top, style)
    return Piece(rf"\frac{{{above}}}{{{full(bottom, style)}}}", POWER, outside)


def _power(style: Style, parts: tuple[Piece, ...]) -> Piece:
    """x^{2}; sin(x) squared is \\sin^{2}\\left(x\\right)."""
    base, exponent = parts
    above = "^{" + full(exponent, style) + "}"
    name, bracket, rest = base.text.partition("\\left(")
    if name in _POWERED and not exponent.minus and _WHOLE.match(exponent.text):
        return Piece(name + above + bracket + rest, POWER)
    return Piece(within(base, ATOM, style) + above, POWER)


def _cases(style: Style, parts: tuple[Piece, ...]) -> Piece:
    pairs = zip(parts[::2], parts[1::2], strict=True)
    lines = [f"{full(value, style)} & {_condition(when, style)}" for value, when in pairs]
    return Piece(r"\begin{cases} " + r" \\ ".join(lines) + r" \end{cases}", POSTFIX)


def _condition(piece: Piece, style: Style) -> str:
    text = full(piece, style)
    return r"\text{otherwise}" if text == style.constants["true"] else text


def _integral(style: Style, parts: tuple[Piece, ...]) -> Piece:
    what, name, low, high = parts
    limits = f"_{{{full(low, style)}}}^{{{full(high, style)}}}"
    return Piece(rf"\int{limits} {within(what, QUOTIENT, style)}\, d{name.text}", QUOTIENT)


def _series(style: Style, parts: tuple[Piece, ...]) -> Piece:
    """A sum reaches as far to the right as it can, so it is parenthesised wherever something may follow."""
    what, name, low, high = parts
    limits = f"_{{{name.text}={full(low, style)}}}^{{{full(high, style)}}}"
    return Piece(rf"\sum{limits} {within(what, QUOTIENT, style)}", RELATION)


def _orders(orders: tuple[int | str, ...]) -> str:
    if not any(orders):
        return ""
    if primes(orders):
        return "'" * primes(orders)
    return "^{(" + ",".join(map(str, orders)) + ")}"


LATEX = Style(
    minus="-",
    plus=" + ",
    less=" - ",
    parens=(r"\left(", r"\right)"),
    relations={"<": " < ", "<=": r" \leq ", ">": " > ", ">=": r" \geq ", "=": " = ", "!=": r" \neq "},
    constants={
        "pi": r"\pi",
        "oo": r"\infty",
        "EulerGamma": r"\gamma_{\mathrm{E}}",
        "Catalan": r"\mathrm{Catalan}",
        "true": r"\mathrm{true}",
        "false": r"\mathrm{false}",
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
    slope=r"\frac{{d}}{{d{}}}".format,
    brackets=(r"\left[", r"\right]"),
    equals=" = ",
    words={"and": r" \text{ and } ", "or": r" \text{ or } "},
    calls=Calls(LATEX_CALLS),
    transpose=latex_transpose,
    entrywise={"*": r" \odot ", "/": r" \oslash ", "^": r"^{\circ}"},
    entry_power=latex_entry_power,
)
