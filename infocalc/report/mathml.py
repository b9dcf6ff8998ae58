"""`mathml`: the answer in presentation MathML, for web pages; a matrix as a table between brackets.

Why not SymPy's printer: it prints SymPy's form of the answer, and its import takes 0.34 s.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from infocalc.functions import latex_template
from infocalc.notation.formula import Formula, fold
from infocalc.notation.style import primes
from infocalc.notation.writer import write
from infocalc.records import NamedTuple
from infocalc.report.hygiene import printable
from infocalc.report.mathml_template import of_template
from infocalc.report.render import RenderOptions, renders
from infocalc.report.report import Report
from infocalc.report.typeset import POWER_OF_TEN, Cells, Typesetting, typeset

_CONSTANTS = {"pi": "π", "oo": "∞", "EulerGamma": "γ", "Catalan": "G"}
#: templates of what is no function of numbers: measures of information, functions of matrices
_TEMPLATES = {
    "entropy": "H",
    "xent": "H",
    "kl": r"D_\operatorname{KL}",
    "inv": "#1^{-1}",
    "norm2": r"\left‖#1\right‖",
}
_SIGNS = {"<=": "≤", ">=": "≥", "!=": "≠", "<": "&lt;", ">": "&gt;"}
#: what stands in a product, or below a power, only between parentheses
_LOOSE = frozenset({"sum", "neg", "relation", "and", "or", "piecewise", "series"})
_BASES = _LOOSE | {"product", "quotient", "power", "derivative", "integral", "series"}

Part = tuple[Formula, str]


@renders("mathml")
def mathml(report: Report, _: RenderOptions) -> str:
    """One `math` element."""
    body = typeset(report, _MATHML)
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML" display="block">{body}</math>\n'


def _formula(formula: Formula) -> str:
    return fold(formula, _written)[1]


_DECIMAL = re.compile(r"([0-9.]+)|([+-])|(\*?i)")


def _number_of(decimal: str) -> str:
    """Digits, signs, ∞, the imaginary unit, each an element of its own."""
    mantissa, *power = POWER_OF_TEN.split(decimal)
    if "inf" in decimal:
        return _row(*([_operator("−")] if decimal.startswith("-") else []), "<mi>∞</mi>")
    parts = [
        f"<mn>{digits}</mn>" if digits else _operator(sign.replace("-", "−")) if sign else "<mi>i</mi>"
        for digits, sign, _ in _DECIMAL.findall(mantissa if power else decimal)
    ]
    if power:
        parts += [_operator("⋅"), f"<msup><mn>10</mn><mn>{''.join(power[:2])}</mn></msup>"]
    return _row(*parts) if len(parts) > 1 else "".join(parts)


def _lines(cells: Cells) -> str:
    lines = ("".join(f"<mtd>{cell}</mtd>" for cell in line) for line in cells)
    return f"<mtable>{''.join(f'<mtr>{line}</mtr>' for line in lines)}</mtable>"


def _below(blocks: Sequence[str]) -> str:
    return "".join(blocks) if len(blocks) < 2 else _lines([[block] for block in blocks])


def _written(node: Formula, parts: tuple[Part, ...]) -> Part:
    return node, WRITERS[node.head](node, parts)


def _row(*parts: str) -> str:
    return f"<mrow>{''.join(parts)}</mrow>"


def _operator(sign: str) -> str:
    return f"<mo>{sign}</mo>"


def _fenced(inside: str) -> str:
    return _row(_operator("("), inside, _operator(")"))


def _held(part: Part, loose: frozenset[str] = _LOOSE) -> str:
    """A part, between parentheses where it would fall apart."""
    return _fenced(part[1]) if part[0].head in loose else part[1]


def _number(node: Formula, _: tuple[Part, ...]) -> str:
    p, q = node.value
    return f"<mn>{p}</mn>" if q == 1 else f"<mfrac><mn>{p}</mn><mn>{q}</mn></mfrac>"


def _symbol(node: Formula, _: tuple[Part, ...]) -> str:
    name, index = str(node.value).split("_", 1) if "_" in node.value else (node.value, "")
    letter = f"<mi>{escape(write(Formula('symbol', (), name), 'unicode'))}</mi>"
    return f"<msub>{letter}<mi>{escape(index)}</mi></msub>" if index else letter


def _sum(_: Formula, parts: tuple[Part, ...]) -> str:
    found = [parts[0][1]]
    for part in parts[1:]:
        found += [part[1]] if part[0].head == "neg" else [_operator("+"), part[1]]
    return _row(*found)


def _separated(sign: str, parts: tuple[Part, ...]) -> str:
    return _row(_operator(sign).join(_held(part) for part in parts))


def _power(_: Formula, parts: tuple[Part, ...]) -> str:
    return f"<msup>{_held(parts[0], _BASES)}{parts[1][1]}</msup>"


def _call(node: Formula, parts: tuple[Part, ...]) -> str:
    """A function as its LaTeX template in the table says."""
    template = _TEMPLATES.get(node.value) or latex_template(node.value, len(parts))
    if "#" not in template:
        return _applied(of_template(template), parts)
    return of_template(template, [_Argument(*part) for part in parts])


class _Argument(NamedTuple):
    """An argument for a template: bare within brackets, held where the template begins with it."""

    formula: Formula
    text: str

    def held(self) -> str:
        return _held((self.formula, self.text), _BASES)


def _applied(head: str, parts: tuple[Part, ...]) -> str:
    inside = _operator(",").join(text for _, text in parts)
    return _row(head, _operator("&#x2061;"), _fenced(inside))


def _undefined(node: Formula, parts: tuple[Part, ...]) -> str:
    """f′(x), f^(1,0)(x, y), and y′ without arguments."""
    name, orders = node.value
    letter = _symbol(Formula("symbol", (), name), ())
    moved = [part for part, n in zip(parts, orders, strict=False) if n]
    if len(orders) > 1 and moved and all(formula.head == "symbol" for formula, _ in moved):
        return _applied(_partial(letter, orders, parts), parts)
    mark = _operator("′" * primes(orders)) if primes(orders) else ""
    if any(orders) and not mark:
        mark = _fenced(_operator(",").join(f"<mi>{escape(str(n))}</mi>" for n in orders))
    head = f"<msup>{letter}{mark}</msup>" if mark else letter
    return _applied(head, parts) if parts else head


def _partial(letter: str, orders: tuple[Any, ...], parts: tuple[Part, ...]) -> str:
    """∂³f/∂x²∂y; an order may be a symbol."""

    def power(base: str, n: Any) -> str:
        return base if n == 1 else f"<msup>{base}<mi>{escape(str(n))}</mi></msup>"

    round_d = _operator("∂")
    whole = sum(n for n in orders if isinstance(n, int))
    named = [str(n) for n in orders if not isinstance(n, int)]
    total = whole if not named else "+".join(named + [str(whole)] * bool(whole))
    below = [round_d + power(text, n) for (_, text), n in zip(parts, orders, strict=True) if n]
    return f"<mfrac>{_row(power(round_d, total), letter)}{_row(*below)}</mfrac>"


def _derivative(node: Formula, parts: tuple[Part, ...]) -> str:
    """d/dx of a part."""
    variable = _symbol(Formula("symbol", (), node.value), ())
    slope = f"<mfrac><mo>d</mo>{_row(_operator('d'), variable)}</mfrac>"
    return _row(slope, _operator("&#x2061;"), _fenced(parts[0][1]))


def _integral(_: Formula, parts: tuple[Part, ...]) -> str:
    what, variable, low, high = parts
    sign = f"<msubsup><mo>∫</mo>{low[1]}{high[1]}</msubsup>"
    return _row(sign, _held(what), _operator("d"), variable[1])


def _series(_: Formula, parts: tuple[Part, ...]) -> str:
    what, index, low, high = parts
    below = _row(index[1], _operator("="), low[1])
    return _row(f"<munderover><mo>∑</mo>{below}{high[1]}</munderover>", _held(what))


def _list(_: Formula, parts: tuple[Part, ...]) -> str:
    return _row(_operator("["), _operator(",").join(text for _, text in parts), _operator("]"))


def _family(node: Formula, parts: tuple[Part, ...]) -> str:
    return _applied(f"<mi>{escape(node.value)}</mi>", parts)


def _keyword(node: Formula, parts: tuple[Part, ...]) -> str:
    return _row(_symbol(Formula("symbol", (), node.value), ()), _operator("="), parts[0][1])


def _relation(node: Formula, parts: tuple[Part, ...]) -> str:
    return _row(parts[0][1], _operator(_SIGNS.get(node.value, node.value)), parts[1][1])


def _piecewise(_: Formula, parts: tuple[Part, ...]) -> str:
    pairs = zip(parts[::2], parts[1::2], strict=True)
    lines = [f"<mtr><mtd>{value[1]}</mtd><mtd>{condition[1]}</mtd></mtr>" for value, condition in pairs]
    return _row(_operator("{"), f"<mtable>{''.join(lines)}</mtable>")


def _entrywise(node: Formula, parts: tuple[Part, ...]) -> str:
    """x ⊙ y, x ⊘ y, x to the power ∘2."""
    if len(parts) == 1:
        return _applied(str(node.value), parts)
    if node.value == "^":
        return f"<msup>{_held(parts[0], _BASES)}<mrow><mo>∘</mo>{parts[1][1]}</mrow></msup>"
    left, right = (_held(part, _LOOSE | {"product", "quotient"}) for part in parts)
    return _row(left, _operator({"*": "⊙", "/": "⊘"}[node.value]), right)


def _text(node: Formula, _: tuple[Part, ...]) -> str:
    """What has no notation here, as it is typed."""
    return f"<mtext>{escape(write(node))}</mtext>"


#: head -> the element of a formula with that head, from those of its parts
WRITERS: dict[str, Callable[[Formula, tuple[Part, ...]], str]] = {
    "number": _number,
    "symbol": _symbol,
    "constant": lambda node, _: f"<mi>{_CONSTANTS.get(node.value, node.value)}</mi>",
    "sum": _sum,
    "neg": lambda _, parts: _row(_operator("−"), _held(parts[0], frozenset({"sum", "neg"}))),
    "product": lambda _, parts: _separated("⋅", parts),
    "quotient": lambda _, parts: f"<mfrac>{parts[0][1]}{parts[1][1]}</mfrac>",
    "power": _power,
    "call": _call,
    "undefined": _undefined,
    "relation": _relation,
    "and": lambda _, parts: _separated("∧", parts),
    "or": lambda _, parts: _separated("∨", parts),
    "piecewise": _piecewise,
    "transpose": lambda _, parts: f"<msup>{_held(parts[0], _BASES)}<mo>⊤</mo></msup>",
    "entrywise": _entrywise,
    "integral": _integral,
    "series": _series,
    "list": _list,
    "derivative": _derivative,
    "family": _family,
    "keyword": _keyword,
}


_MATHML = Typesetting(
    write=_formula,
    number=_number_of,
    text=lambda words: f"<mtext>{escape(printable(words))}</mtext>",
    matrix=lambda cells: _row(_operator("["), _lines(cells), _operator("]")),
    aligned=_lines,
    table=_lines,
    at="<msub><mrow>{}<mo>|</mo></mrow><mrow>{}</mrow></msub>".format,
    equals="<mo>=</mo>",
    approximately="<mo>≈</mo>",
    becomes="<mo>↦</mo>",
    comma="<mo>,</mo>",
    apart='<mspace width="0.3em"/>',
    blocks=_below,
)
