r"""A derivative in front of a formula: d/dx x^2, ∂²/∂x∂y f, \frac{d}{dx} …, d(x^2)/dx, diff(x^2, x).

It says what the command does, so it is taken away, and the variables it names are handed on.
"""

from __future__ import annotations

import re

from infocalc.notation.asked import asked, is_one_group, note_of
from infocalc.notation.greek import LETTERS, NAMES
from infocalc.records import NamedTuple

_UPRIGHT = r"\\(?:mathrm|operatorname|mathit|text|rm)\s*\{\s*d\s*\}|\{\s*\\rm\s+d\s*\}|\\mathrm\s+d"
_D = rf"(?:{_UPRIGHT}|\\partial|[d∂])"
_ORDER = r"(?:\s*\^\s*\{?\s*(?P<n>[0-9]+)\s*\}?|(?P<n_raised>[²³⁴⁵]))?"
_NAME = r"(?:[A-Za-z](?:_(?:[0-9]+|\{[0-9]+\}))?(?![A-Za-z])|\\[A-Za-z]+|[α-ω](?:[₀-₉]+)?)"
_POWER = r"(?:\s*\^\s*\{?\s*[0-9]+\s*\}?|[²³⁴⁵])?"
_BELOW = rf"(?P<below>(?:{_D}\s*{_NAME}{_POWER}\s*)+)"
_WRAP = (
    r"(?P<verb>\s*(?i:(?:please\s+)?(?:find|compute|calculate|evaluate|determine|what\s+is)\s+)?)"
    r"(?P<wrap>\s*(?:\$\$?|\\\(|\\\[)?\s*(?:\\displaystyle\s*)?)(?P<paren>(?:\\left\s*)?\(\s*)?"
)
_END = r"(?(paren)\s*(?:\\right\s*)?\))(?P<end>\s*(?:of\s+)?)"
_IN_FRONT = re.compile(rf"{_WRAP}{_D}{_ORDER}\s*/\s*{_BELOW}{_END}")
_INDEXED = re.compile(
    rf"{_WRAP}(?:D(?=_\S{{1,9}}\s*[(\[])|∂|\\partial)_(?P<below>\{{?\s*{_NAME}\s*\}}?){_ORDER}{_END}"
)
_FRACTION = re.compile(
    rf"{_WRAP}\\[dt]?frac\s*(?:\{{\s*{_D}{_ORDER}\s*(?P<f>[A-Za-z])?\s*\}}|d)\s*\{{\s*{_BELOW}\}}{_END}"
)
_WHOLE = re.compile(rf"\s*{_D}\s*(?P<body>\(.*\))\s*/\s*{_BELOW}\Z", re.DOTALL)
_WHOLE_FRACTION = re.compile(
    rf"\s*\\[dt]?frac\s*\{{\s*{_D}\s*(?P<body>(?:\\left\s*)?\(.*\))\s*\}}\s*\{{\s*{_BELOW}\}}\s*\Z", re.DOTALL
)
_FACTOR = re.compile(rf"{_D}\s*(?P<x>{_NAME})(?:\s*\^\s*\{{?\s*(?P<n>[0-9]+)\s*\}}?|(?P<raised>[²³⁴⁵]))?")
_RAISED = {"²": 2, "³": 3, "⁴": 4, "⁵": 5}


class Leading(NamedTuple):
    """The formula with the question blanked out, the variables and orders that it names, what to tell.

    `order` is that of a derivative whose variable is not named: second derivative of x^3.
    """

    text: str
    orders: tuple[tuple[str, int], ...] = ()
    note: str = ""
    warning: str = ""
    order: int = 1


def leading(text: str) -> Leading:
    """The derivative in front of the text, or the question around it, if there is one."""
    found = _FRACTION.match(text) or _IN_FRONT.match(text)
    if found is None or not text[found.end() :].strip(" $") or text[found.end()] in "=":
        return _around(text)
    orders = _orders(found["below"], found.groupdict())
    if orders is None:
        return Leading(text)
    letter = found.groupdict().get("f")
    operator = found[0].strip(" $")
    warning = f"read {operator} as an operator in front of the formula, not as a factor" if letter else ""
    return Leading(_without(found, text), orders, note_of(operator, orders), warning)


def _without(found: re.Match[str], text: str) -> str:
    """The text without the operator; a dollar sign before it stays."""
    wrap = " " * len(found["verb"]) + found["wrap"]
    return wrap + " " * (found.end() - len(wrap)) + text[found.end() :]


def _around(text: str) -> Leading:
    """d(x^2)/dx, ∂_x (x^2 y), diff(x^2, x), derivative of x^2."""
    found = _WHOLE_FRACTION.match(text) or _WHOLE.match(text)
    if found is not None and is_one_group(found["body"].removeprefix("\\left").lstrip()):
        orders = _orders(found["below"], {})
        if orders is None:
            return Leading(text)
        start, end = found.span("body")
        rest = " " * start + text[start:end] + " " * (len(text) - end)
        return Leading(rest, orders, note_of("d(…)", orders))
    indexed = _INDEXED.match(text)
    if indexed is not None and text[indexed.end() :].strip(" $"):
        n = int(indexed["n"] or 0) or _RAISED.get(indexed["n_raised"] or "", 1)
        orders = ((_name(indexed["below"].strip("{} ")), n),)
        operator = indexed[0].strip(" $")
        plain = operator.startswith("D")  # D_x is a symbol as well
        said = f"read {operator} as an operator in front of the formula, not as a factor" if plain else ""
        return Leading(_without(indexed, text), orders, note_of(operator, orders), said)
    question = asked(text)
    return Leading(question.text, question.orders, question.note, "", question.order)


def _name(typed: str) -> str:
    """x_1 of x_{1}, theta of \\theta and θ."""
    name = typed.lstrip("\\").replace("{", "").replace("}", "")
    return NAMES.get(name, name)


def _orders(below: str, parts: dict[str, str | None]) -> tuple[tuple[str, int], ...] | None:
    """((x, 2), (y, 1)) of dx^2dy; None where the orders above and below differ."""
    found = []
    for factor in _FACTOR.finditer(below):
        name = _name(factor["x"])
        if len(name.partition("_")[0]) > 1 and name not in LETTERS:
            return None
        found.append((name, int(factor["n"] or 0) or _RAISED.get(factor["raised"] or "", 1)))
    above = parts.get("n")
    total = int(above) if above else _RAISED.get(parts.get("n_raised") or "", 1)
    return tuple(found) if found and total == sum(n for _, n in found) else None
