"""A formula as text: one precedence walk, four notations.

Plain is a strict subset of what the parser reads: `^`, explicit `*`, `e^x`, `sqrt(x)`, `log(x)`, `abs(x)`,
`f'(x)`, and reading it back gives the same formula. Nested sums and products are written flat, because
(a + b) + c and a + b + c are one thing to a reader; the sign of a numerator or of a first factor is
written as the sign of the whole.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

from infocalc.annotations import Any
from infocalc.notation.formula import Formula, fold
from infocalc.notation.line_styles import PLAIN, UNICODE
from infocalc.notation.style import (
    AND,
    OR,
    POSTFIX,
    POWER,
    PRODUCT,
    QUOTIENT,
    RELATION,
    SUM,
    Piece,
    Shape,
    Style,
    application,
    enclosed,
    full,
    listed,
    signed,
    within,
)

_STR_DIGITS = 4000  # str() of an int refuses more than 4,300 digits


@lru_cache(maxsize=1024)  # formulas are compared by identity: an answer given again is not written again
def write(formula: Formula, style: str = "plain") -> str:
    """The formula in the notation `style`: plain, unicode, latex or typst."""
    table = _style(style)
    return full(fold(formula, partial(_written, table)), table)


def _written(style: Style, node: Formula, parts: tuple[Piece, ...]) -> Piece:
    """One node from its written parts."""
    shape = _SHAPES.get(node.head)
    if shape is not None:
        return shape(style, parts)
    leaf = _LEAVES.get(node.head)
    return leaf(style, node.value) if leaf is not None else _VALUED[node.head](style, node.value, parts)


def _style(name: str) -> Style:
    if name == "plain":
        return PLAIN
    if name == "unicode":
        return UNICODE
    if name == "latex":
        from infocalc.notation.latex_style import LATEX

        return LATEX
    from infocalc.notation.typst_style import TYPST

    return {"typst": TYPST}[name]


def digits(n: int) -> str:
    """n ≥ 0 in decimal, of any length."""
    if n.bit_length() < 13_000:
        return str(n)
    blocks = []
    while n:
        n, block = divmod(n, 10**_STR_DIGITS)
        blocks.append(str(block).zfill(_STR_DIGITS))
    return "".join(reversed(blocks)).lstrip("0")


def _number(style: Style, value: tuple[int, int]) -> Piece:
    top = Piece(digits(value[0]))
    return top if value[1] == 1 else style.quotient(style, (top, Piece(digits(value[1]))))


def _symbol(style: Style, name: str) -> Piece:
    return Piece(style.symbol(name))


def _constant(style: Style, name: str) -> Piece:
    return Piece(style.constants.get(name, name))


def _sum(style: Style, parts: tuple[Piece, ...]) -> Piece:
    """a + b - c; the sign of the first term is kept apart, as for every piece."""
    first, *rest = [signed(part, SUM, style) for part in parts]
    text = "".join([(style.less if term.minus else style.plus) + term.text for term in rest])
    return Piece(first.text + text, SUM, first.minus)


def _neg(style: Style, parts: tuple[Piece, ...]) -> Piece:
    inner = parts[0]
    if inner.minus or inner.rank < QUOTIENT:
        return Piece(enclosed(inner, style), minus=True)
    return inner._replace(minus=True)


def _product(style: Style, parts: tuple[Piece, ...]) -> Piece:
    first = signed(parts[0], PRODUCT, style)
    text = first.text
    for part in parts[1:]:
        text = style.times(text, within(part, PRODUCT, style))
    return Piece(text, PRODUCT, first.minus)


def _list(style: Style, parts: tuple[Piece, ...]) -> Piece:
    left, right = style.brackets
    return Piece(left + listed(parts, style) + right)


def _connected(word: str, rank: int, least: int) -> Shape:
    """Conditions joined by `word`, each at least of rank `least`."""

    def shape(style: Style, parts: tuple[Piece, ...]) -> Piece:
        return Piece(style.words[word].join([_side(part, least, style) for part in parts]), rank)

    return shape


def _side(piece: Piece, least: int, style: Style) -> str:
    return full(signed(piece, least, style), style)


def _relation(style: Style, sign: str, parts: tuple[Piece, ...]) -> Piece:
    left, right = (_side(part, SUM, style) for part in parts)
    return Piece(left + style.relations[sign] + right, RELATION)


def _call(style: Style, name: str, parts: tuple[Piece, ...]) -> Piece:
    shape = style.calls.get(name)
    return shape(style, parts) if shape else application(style.function(name), style, parts)


def _undefined(style: Style, value: tuple[str, tuple[int, ...]], parts: tuple[Piece, ...]) -> Piece:
    """f'(x), f^(1,0)(x, y); y' without arguments, where only ticks cannot be taken for a power."""
    name, orders = value
    if parts:
        from infocalc.functions.row import TABLE  # at the start no function is known

        written = style.function(name) if name in TABLE else style.symbol(name)
        return application(written + style.orders(orders), style, parts)
    return Piece(style.symbol(name) + style.orders((1,)) * sum(orders), POSTFIX)


def _derivative(style: Style, name: str, parts: tuple[Piece, ...]) -> Piece:
    """d/dx(u), which is parenthesised below a bar and under an exponent."""
    return application(style.slope(style.symbol(name)), style, parts)._replace(rank=PRODUCT)


def _entrywise(style: Style, sign: str, parts: tuple[Piece, ...]) -> Piece:
    """x.*y, x./y, x.^2: in parentheses within a product, and a product within it in parentheses."""
    if len(parts) == 1:
        return application(style.function(sign), style, parts)
    sign = style.entrywise[sign]
    if sign == style.entrywise["^"]:
        return style.entry_power(style, parts)
    left = signed(parts[0], QUOTIENT if parts[0].entrywise else POWER, style)
    right = within(parts[1], POWER, style)
    return Piece(left.text + sign + right, QUOTIENT, left.minus, True)


def _keyword(style: Style, name: str, parts: tuple[Piece, ...]) -> Piece:
    return Piece(style.symbol(name) + style.equals + full(parts[0], style), RELATION)


def _family(style: Style, name: str, parts: tuple[Piece, ...]) -> Piece:
    return application(style.function(name), style, parts)


#: how to write a node, by what it takes: its value alone, its parts alone, or both
_LEAVES: dict[str, Callable[[Style, Any], Piece]] = {
    "number": _number,
    "symbol": _symbol,
    "constant": _constant,
}
_SHAPES: dict[str, Shape] = {
    "sum": _sum,
    "neg": _neg,
    "product": _product,
    "quotient": lambda style, parts: style.quotient(style, parts),
    "power": lambda style, parts: style.power(style, parts),
    "and": _connected("and", AND, RELATION),
    "or": _connected("or", OR, AND),
    "piecewise": lambda style, parts: style.piecewise(style, parts),
    "integral": lambda style, parts: style.integral(style, parts),
    "series": lambda style, parts: style.series(style, parts),
    "list": _list,
    "transpose": lambda style, parts: style.transpose(style, parts),
}
_VALUED: dict[str, Callable[[Style, Any, tuple[Piece, ...]], Piece]] = {
    "relation": _relation,
    "call": _call,
    "undefined": _undefined,
    "derivative": _derivative,
    "entrywise": _entrywise,
    "keyword": _keyword,
    "family": _family,
}
