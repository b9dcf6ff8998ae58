"""What one notation is made of: the parts that differ between plain, Unicode, LaTeX and Typst.

The precedence walk (`writer.py`) is the same for all; a `Style` is its table of signs and shapes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from infocalc.records import NamedTuple

#: how tightly a written piece holds together; a piece below the rank its place asks for is parenthesised
OR, AND, RELATION, SUM, QUOTIENT, PRODUCT, POWER, POSTFIX, ATOM = range(9)


class Piece(NamedTuple):
    """A written part: `text` behind a minus sign if `minus`, and the rank of `text` by itself.

    The sign is kept apart so that it can move: −x·y is −(x·y), and a − (−b) needs parentheses.
    `entrywise` marks x.*y and x./y, which may be followed by another such sign.
    """

    text: str
    rank: int = ATOM
    minus: bool = False
    entrywise: bool = False


Shape = Callable[["Style", tuple[Piece, ...]], Piece]


def ticked_transpose(style: Style, parts: tuple[Piece, ...]) -> Piece:
    """x'"""
    return Piece(within(parts[0], POSTFIX, style) + "'", POSTFIX)


def entry_power(style: Style, parts: tuple[Piece, ...]) -> Piece:
    """x.^2"""
    base, exponent = (within(part, ATOM, style) for part in parts)
    return Piece(base + style.entrywise["^"] + exponent, POWER)


_ENTRYWISE = MappingProxyType({"*": ".*", "/": "./", "^": ".^"})
_WORDS = MappingProxyType({"and": " and ", "or": " or "})


class Style(NamedTuple):
    """One notation. `symbol` spells a name, `times` joins two factors, `calls` are functions with a shape of
    their own; any other function is `function(name)` before its arguments in parentheses."""

    minus: str
    plus: str
    less: str
    parens: tuple[str, str]
    relations: Mapping[str, str]
    constants: Mapping[str, str]
    symbol: Callable[[str], str]
    function: Callable[[str], str]
    times: Callable[[str, str], str]
    quotient: Shape
    power: Shape
    piecewise: Shape
    integral: Shape
    series: Shape
    orders: Callable[[tuple[int | str, ...]], str]
    slope: Callable[[str], str] = "d/d{}".format
    brackets: tuple[str, str] = ("[", "]")
    equals: str = "="
    words: Mapping[str, str] = _WORDS
    calls: Mapping[str, Shape] = MappingProxyType({})
    transpose: Shape = ticked_transpose
    entrywise: Mapping[str, str] = _ENTRYWISE
    entry_power: Shape = entry_power


def full(piece: Piece, style: Style) -> str:
    """The piece with its sign."""
    return style.minus + piece.text if piece.minus else piece.text


def enclosed(piece: Piece, style: Style) -> str:
    """The piece in parentheses."""
    left, right = style.parens
    return left + full(piece, style) + right


def within(piece: Piece, least: int, style: Style) -> str:
    """The piece for a place where no sign may stand and nothing looser than `least`."""
    return enclosed(piece, style) if piece.minus or piece.rank < least else piece.text


def signed(piece: Piece, least: int, style: Style) -> Piece:
    """The piece for a place where a sign may stand in front: -(a/b) rather than (-a/b)."""
    if piece.rank >= least:
        return piece
    if piece.minus and piece.rank >= QUOTIENT:
        return Piece(enclosed(piece._replace(minus=False), style), minus=True)
    return Piece(enclosed(piece, style))


def listed(pieces: tuple[Piece, ...], style: Style) -> str:
    """a, b, c"""
    return ", ".join([full(piece, style) for piece in pieces])


def application(name: str, style: Style, args: tuple[Piece, ...]) -> Piece:
    """name(a, b, c)"""
    left, right = style.parens
    return Piece(name + left + listed(args, style) + right)


def applied(name: str) -> Shape:
    """The shape of a function that is written name(a, b, c)."""
    return lambda style, args: application(name, style, args)


def slashed(style: Style, parts: tuple[Piece, ...]) -> Piece:
    """a/b on one line; the sign of the numerator is the sign of the quotient."""
    top = signed(parts[0], PRODUCT, style)
    return Piece(f"{top.text}/{within(parts[1], POWER, style)}", QUOTIENT, top.minus)


def raised(style: Style, parts: tuple[Piece, ...]) -> Piece:
    """a^b on one line."""
    base, exponent = (within(part, ATOM, style) for part in parts)
    return Piece(f"{base}^{exponent}", POWER)


def paired(style: Style, parts: tuple[Piece, ...]) -> Piece:
    """Piecewise((value, condition), …)"""
    left, right = style.parens
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return Piece("Piecewise(" + ", ".join(left + listed(pair, style) + right for pair in pairs) + ")")


def postfixed(style: Style, parts: tuple[Piece, ...]) -> Piece:
    """x!"""
    return Piece(within(parts[0], ATOM, style) + "!", POSTFIX)


def indexed(style: Style, parts: tuple[Piece, ...]) -> Piece:
    """softmax(a, b, c)_1, whose index is kept as the first argument; softmax(x) of a vector has none."""
    if len(parts) == 1:
        return application("softmax", style, parts)
    index, *args = parts
    return Piece(f"{application('softmax', style, tuple(args)).text}_{full(index, style)}")


def primes(orders: tuple[int | str, ...]) -> int:
    """How many primes are written for the orders, 0 where they are written in parentheses."""
    return int(orders[0]) if len(orders) == 1 and orders[0] in (1, 2, 3) else 0


def ticked(orders: tuple[int | str, ...]) -> str:
    """f', f'', f''', f^(4), f^(n); with several arguments f^(1,0); nothing where no derivative is taken."""
    if not any(orders):
        return ""
    if primes(orders):
        return "'" * primes(orders)
    return "^(" + ",".join(map(str, orders)) + ")"
