"""`mathml`: the answer in presentation MathML, for web pages; a matrix as a table between brackets."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from infocalc.notation.formula import Formula, fold
from infocalc.notation.style import primes
from infocalc.notation.writer import write
from infocalc.report.cells import answer_rows, matrix, numeric
from infocalc.report.render import RenderOptions, renders
from infocalc.report.report import Report, Row

_CONSTANTS = {"pi": "π", "oo": "∞", "EulerGamma": "γ", "Catalan": "G"}
_SIGNS = {"<=": "≤", ">=": "≥", "!=": "≠", "<": "&lt;", ">": "&gt;"}
#: what stands in a product, or below a power, only between parentheses
_LOOSE = frozenset({"sum", "neg", "relation", "and", "or", "piecewise"})
_BASES = _LOOSE | {"product", "quotient", "power", "derivative", "transpose", "entrywise"}

Part = tuple[Formula, str]


@renders("mathml")
def mathml(report: Report, _: RenderOptions) -> str:
    """One `math` element."""
    rows = answer_rows(report)
    if report.shape:
        lines = [f"<mtr>{''.join(f'<mtd>{_entry(r)}</mtd>' for r in line)}</mtr>" for line in matrix(report)]
        body = f"<mrow><mo>[</mo><mtable>{''.join(lines)}</mtable><mo>]</mo></mrow>"
    else:
        body = "".join(map(_entry, rows))
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML" display="block">{body}</math>\n'


def _entry(row: Row) -> str:
    if row.formula is None:
        return f"<mn>{escape(numeric(row))}</mn>"
    return fold(row.formula, _written)[1]


def _written(node: Formula, parts: tuple[Part, ...]) -> Part:
    return node, _WRITERS.get(node.head, _text)(node, parts)


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
    inside = [text for _, text in parts]
    if node.value == "sqrt":
        return f"<msqrt>{inside[0]}</msqrt>"
    if node.value in ("cbrt", "root"):
        return f"<mroot>{inside[0]}{inside[1] if node.value == 'root' else '<mn>3</mn>'}</mroot>"
    if node.value == "inv":
        return f"<msup>{_held(parts[0], _BASES)}<mn>-1</mn></msup>"
    if node.value == "norm2":
        return _row(_operator("‖"), inside[0], _operator("‖"))
    if node.value == "abs":
        return _row(_operator("|"), inside[0], _operator("|"))
    return _applied(str(node.value), inside)


def _undefined(node: Formula, parts: tuple[Part, ...]) -> str:
    name, orders = node.value
    head = f"<mi>{escape(name)}{'′' * primes(orders)}</mi>"
    if any(orders) and not primes(orders):
        above = _fenced(_operator(",").join([f"<mi>{escape(str(k))}</mi>" for k in orders]))
        head = f"<msup>{head}{above}</msup>"
    return _row(head, _operator("&#x2061;"), _fenced(_operator(",").join([text for _, text in parts])))


def _applied(name: str, inside: list[str]) -> str:
    return _row(f"<mi>{escape(name)}</mi>", _operator("&#x2061;"), _fenced(_operator(",").join(inside)))


def _relation(node: Formula, parts: tuple[Part, ...]) -> str:
    return _row(parts[0][1], _operator(_SIGNS.get(node.value, node.value)), parts[1][1])


def _piecewise(_: Formula, parts: tuple[Part, ...]) -> str:
    pairs = zip(parts[::2], parts[1::2], strict=True)
    lines = [f"<mtr><mtd>{value[1]}</mtd><mtd>{condition[1]}</mtd></mtr>" for value, condition in pairs]
    return _row(_operator("{"), f"<mtable>{''.join(lines)}</mtable>")


def _entrywise(node: Formula, parts: tuple[Part, ...]) -> str:
    """x ⊙ y, x ⊘ y, x to the power ∘2."""
    if node.value == "^":
        return f"<msup>{_held(parts[0], _BASES)}<mrow><mo>∘</mo>{parts[1][1]}</mrow></msup>"
    left, right = (_held(part, _LOOSE | {"product", "quotient"}) for part in parts)
    return _row(left, _operator({"*": "⊙", "/": "⊘"}[node.value]), right)


def _text(node: Formula, _: tuple[Part, ...]) -> str:
    """What has no notation here, as it is typed."""
    return f"<mtext>{escape(write(node))}</mtext>"


_WRITERS: dict[str, Callable[[Formula, tuple[Part, ...]], str]] = {
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
}
