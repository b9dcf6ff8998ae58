r"""A derivative in front of a formula: d/dx x^2, ∂²/∂x∂y f, \frac{d}{dx} …, d(x^2)/dx, diff(x^2, x).

It says what the command does, so it is taken away, and the variables it names are handed on.
"""

from __future__ import annotations

import re

from infocalc.notation.greek import LETTERS, NAMES
from infocalc.records import NamedTuple

_UPRIGHT = r"\\(?:mathrm|operatorname|mathit|text|rm)\s*\{\s*d\s*\}|\{\s*\\rm\s+d\s*\}|\\mathrm\s+d"
_D = rf"(?:{_UPRIGHT}|\\partial|[d∂])"
_ORDER = r"(?:\s*\^\s*\{?\s*(?P<n>[0-9]+)\s*\}?|(?P<n_raised>[²³⁴⁵]))?"
_NAME = r"(?:[A-Za-z](?:_(?:[0-9]+|\{[0-9]+\}))?(?![A-Za-z])|\\[A-Za-z]+|[α-ω](?:[₀-₉]+)?)"
_POWER = r"(?:\s*\^\s*\{?\s*[0-9]+\s*\}?|[²³⁴⁵])?"
_BELOW = rf"(?P<below>(?:{_D}\s*{_NAME}{_POWER}\s*)+)"
_WRAP = r"(?P<wrap>\s*(?:\$\$?|\\\(|\\\[)?\s*(?:\\displaystyle\s*)?)"
_IN_FRONT = re.compile(rf"{_WRAP}{_D}{_ORDER}\s*/\s*{_BELOW}(?P<end>\s*)")
_FRACTION = re.compile(
    rf"{_WRAP}\\[dt]?frac\s*(?:\{{\s*{_D}{_ORDER}\s*(?P<f>[A-Za-z])?\s*\}}|d)\s*\{{\s*{_BELOW}\}}(?P<end>\s*)"
)
_WHOLE = re.compile(rf"\s*{_D}\s*(?P<body>\(.*\))\s*/\s*{_BELOW}\Z", re.DOTALL)
_WHOLE_FRACTION = re.compile(
    rf"\s*\\[dt]?frac\s*\{{\s*{_D}\s*(?P<body>(?:\\left\s*)?\(.*\))\s*\}}\s*\{{\s*{_BELOW}\}}\s*\Z", re.DOTALL
)
_CALLED = re.compile(r"\s*(?:[dD]iff|D|[dD]erivative)\s*(?P<body>\(.*\))\s*\Z", re.DOTALL)
_PLACES = re.compile(r"(?:\s*,\s*\(?\s*[A-Za-z]\w*(?:\s*,\s*[0-9]{1,2})?\s*\)?)+\s*\Z")
_PLACE = re.compile(r"(?P<x>[A-Za-z]\w*)(?:\s*,\s*(?P<n>[0-9]{1,2}))?")
_IN_WORDS = re.compile(r"\s*(?:the\s+)?(?:derivative|slope)\s+of\s+", re.IGNORECASE)
_FACTOR = re.compile(rf"{_D}\s*(?P<x>{_NAME})(?:\s*\^\s*\{{?\s*(?P<n>[0-9]+)\s*\}}?|(?P<raised>[²³⁴⁵]))?")
_RAISED = {"²": 2, "³": 3, "⁴": 4, "⁵": 5}


class Leading(NamedTuple):
    """The formula with the operator blanked out, the variables and orders that it names, what to tell."""

    text: str
    orders: tuple[tuple[str, int], ...] = ()
    note: str = ""
    warning: str = ""


def leading(text: str) -> Leading:
    """The derivative in front of the text, if there is one."""
    found = _FRACTION.match(text) or _IN_FRONT.match(text)
    if found is None or not text[found.end() :].strip(" $") or text[found.end()] in "=":
        return _around(text)
    orders = _orders(found["below"], found.groupdict())
    if orders is None:
        return Leading(text)
    rest = found["wrap"] + " " * (found.end() - len(found["wrap"])) + text[found.end() :]
    letter = found.groupdict().get("f")
    operator = found[0].strip(" $")
    warning = f"read {operator} as an operator in front of the formula, not as a factor" if letter else ""
    return Leading(rest, orders, _note(operator, orders), warning)


def _around(text: str) -> Leading:
    """d(x^2)/dx"""
    found = _WHOLE_FRACTION.match(text) or _WHOLE.match(text)
    if found is None or not _is_one_group(found["body"]):
        return _in_words(text)
    orders = _orders(found["below"], {})
    if orders is None:
        return Leading(text)
    start, end = found.span("body")
    rest = " " * start + text[start:end] + " " * (len(text) - end)
    return Leading(rest, orders, _note("d(…)", orders))


def _in_words(text: str) -> Leading:
    """diff(x^2, x) and Derivative(x^2, (x, 2)) of programs, derivative of x^2."""
    found = _CALLED.match(text)
    if found is not None and _is_one_group(found["body"]):
        start, end = found.start("body") + 1, found.end("body") - 1
        places = [
            k
            for k in range(start, end)
            if _PLACES.match(text, k, end) and _is_one_group(text[start - 1 : k] + ")")
        ]
        plain = (
            text.lstrip().startswith("D") and bool(places) and text[start : places[0]].strip().isidentifier()
        )
        if places and not plain:  # D(x, y) is a function of one's own
            named = text[places[0] : end]
            orders = tuple((p["x"], int(p["n"] or 1)) for p in _PLACE.finditer(named))
            rest = " " * start + text[start : places[0]] + " " * (len(text) - places[0])
            return Leading(rest, orders, _note(text[:start].strip() + "…)", orders))
    front = _IN_WORDS.match(text)
    if front is None:
        return Leading(text)
    return Leading(
        " " * front.end() + text[front.end() :],
        (),
        f"'{front[0].strip()}' is left out: the command differentiates",
    )


def _is_one_group(body: str) -> bool:
    """Whether the first parenthesis closes at the end."""
    depth = 0
    for place, letter in enumerate(body):
        depth += (letter == "(") - (letter == ")")
        if depth == 0 and letter == ")":
            return place == len(body) - 1
    return False


def _orders(below: str, parts: dict[str, str | None]) -> tuple[tuple[str, int], ...] | None:
    """((x, 2), (y, 1)) of dx^2dy; None where the orders above and below differ."""
    found = []
    for factor in _FACTOR.finditer(below):
        name = factor["x"].lstrip("\\").replace("{", "").replace("}", "")
        name = NAMES.get(name, name)
        if len(name.partition("_")[0]) > 1 and name not in LETTERS:
            return None
        found.append((name, int(factor["n"] or 0) or _RAISED.get(factor["raised"] or "", 1)))
    above = parts.get("n")
    total = int(above) if above else _RAISED.get(parts.get("n_raised") or "", 1)
    return tuple(found) if found and total == sum(n for _, n in found) else None


def _note(operator: str, orders: tuple[tuple[str, int], ...]) -> str:
    names = ", ".join(x if n == 1 else f"{x} {n}" for x, n in orders)
    return f"{operator} says what the command does: it is left out, and the derivative is in {names}"
