"""A question around a formula: derivative of x^2 with respect to x, diff(x^2, x), D[x^2, x], (x^2)'.

It says what the command does, so it is blanked out, and the variables and orders that it names are handed on.
Places in the text stay true.
"""

from __future__ import annotations

import re

from infocalc.records import NamedTuple

_NTH = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5,
}  # fmt: skip
_VERB = r"(?:please\s+)?(?:find|compute|calculate|evaluate|determine|get|take|give|what\s+is|what's)\s+"
_SLOPE = r"(?:dy/dx|df/dx|y'|f'\(x\)|\\frac\s*\{\s*d\s*[yf]\s*\}\s*\{\s*dx\s*\})"
_WORDS = re.compile(
    rf"""(?ix)\s*(?:
    (?:{_VERB})? (?:the\s+)? (?:(?P<nth>{"|".join(_NTH)})\s+)? (?:order\s+)? (?:partial\s+)?
        (?:derivatives?\s+(?:of|for)|slope\s+of|derivative|differential\s+of)\s+ (?:the\s+)?(?:function\s+)?
  | (?:{_VERB})? {_SLOPE}\s+(?:if|when|for|where|given|of)\s+(?:that\s+)?
  | (?:let|given|consider|suppose)\s+(?:the\s+function\s+)?(?=[A-Za-z](?:\([A-Za-z,\s]+\))?\s*:?=)
  | (?:please\s+)?differentiate\s+(?:the\s+)?(?:function\s+)?
)"""
)
_NAME = r"(?:\\?[A-Za-z]+(?:_?[0-9]+|_\{\w+\})?|[α-ω])"
_RESPECT = re.compile(
    rf"[,\s]+(?:with|in)\s+(?:respect|regard)\s+to\s+(?P<names>{_NAME}(?:\s*(?:,|and)\s*{_NAME})*)\s*[.?]*\s*\Z"
    rf"|[,\s]+w\.?\s?r\.?\s?t\.?\s+(?P<short>{_NAME})\s*[.?]*\s*\Z",
    re.IGNORECASE,
)
_STOP = re.compile(r"\s*[.?!]+\s*\Z")
_CALLED = re.compile(
    r"\s*(?P<word>(?:[a-z]+\.)?(?:[dD]iff|[dD]erivative)|deriv|D)\s*(?P<open>[(\[])(?P<body>.*)[)\]]\s*[;$]?\s*\Z",
    re.DOTALL,
)
_METHOD = re.compile(
    r"\s*(?P<body>\(.*\)|[A-Za-z]\w*\(.*\))\.diff\((?P<places>[\w\s,()]*)\)\s*;?\s*\Z", re.DOTALL
)
_OF_LAMBDA = re.compile(
    r"\s*(?:[a-z]+\.)?grad\s*\(\s*(?P<body>lambda\b.*?)\)\s*(?:\([^()]*\))?\s*\Z", re.DOTALL
)
_PRIMED = re.compile(
    r"\s*(?P<body>(?:\\left\s*)?[(\[].*[)\]])\s*(?P<ticks>'+|′+|\^\{?\\prime\}?)\s*\Z", re.DOTALL
)
_PLACES = re.compile(r"(?:\s*,\s*(?:[({]\s*)?[\"']?[A-Za-z]\w*[\"']?(?:\s*[,$]\s*[0-9]{1,2})?\s*[)}]?)+\s*\Z")
_PLACE = re.compile(r"(?P<x>[A-Za-z]\w*)[\"']?(?:\s*[,$]\s*(?P<n>[0-9]{1,2}))?")
#: what programs put around the formula itself: "x^2", expression(x^2), quote(x^2), ~ x^2
_DRESS = re.compile(
    r"\s*(?:(?P<quote>[\"'])(?P<quoted>.*)(?P=quote)|(?:expression|quote)\s*\((?P<inner>.*)\)|~(?P<rest>.*))\s*\Z",
    re.DOTALL,
)
_PAIRS = {"(": ")", "[": "]", "{": "}"}


class Asked(NamedTuple):
    """The formula with the question blanked out, the variables and orders named, what to tell.

    `order` is that of a derivative whose variable is not named: second derivative of x^3.
    """

    text: str
    orders: tuple[tuple[str, int], ...] = ()
    note: str = ""
    order: int = 1


def asked(text: str) -> Asked:
    """The question around the formula, if there is one."""
    for reader in (_called, _method, _of_lambda, _primed, _in_words):
        found = reader(text)
        if found is not None:
            return found
    return Asked(text)


def _kept(text: str, start: int, end: int) -> str:
    """The text from start to end, blanks for the rest."""
    return " " * start + text[start:end] + " " * (len(text) - end)


def _called(text: str) -> Asked | None:
    """diff(x^2, x), D[x^2, {x, 2}], derivative("x^2", "x"), D(expression(x^2), "x")."""
    found = _CALLED.match(text)
    if found is None or not is_one_group(text[found.start("open") :].rstrip(" ;$\n")):
        return None
    start, end = found.span("body")
    body = text[start:end]
    places = [k for k in range(len(body)) if _PLACES.match(body, k) and is_one_group(f"({body[:k]})")]
    own = found["word"] == "D" and found["open"] == "("
    if own and (not places or body[: places[0]].strip().isidentifier()):
        return None  # D(x, y) is a function of one's own
    cut = places[0] if places else len(body)
    orders = tuple((p["x"], int(p["n"] or 1)) for p in _PLACE.finditer(body, cut))
    first, last = _undressed(text, start, start + cut)
    return Asked(
        _kept(text, first, last),
        orders,
        note_of(f"{found['word']}{found['open']}…{_PAIRS[found['open']]}", orders),
    )


def _undressed(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the formula is within quotes or expression(…)."""
    found = _DRESS.match(text, start, end)
    if found is None:
        return start, end
    return next(found.span(name) for name in ("quoted", "inner", "rest") if found[name] is not None)


def _method(text: str) -> Asked | None:
    """(x^2).diff(x) of SymPy."""
    found = _METHOD.match(text)
    if found is None:
        return None
    orders = tuple((p["x"], int(p["n"] or 1)) for p in _PLACE.finditer(found["places"]))
    return Asked(_kept(text, *found.span("body")), orders, note_of(".diff(…)", orders))


def _of_lambda(text: str) -> Asked | None:
    """jax.grad(lambda x: x**2)(x)"""
    found = _OF_LAMBDA.match(text)
    return None if found is None else Asked(_kept(text, *found.span("body")), (), note_of("grad(…)", ()))


def _primed(text: str) -> Asked | None:
    """(x^2)'"""
    found = _PRIMED.match(text)
    if found is None or not is_one_group(re.sub(r"\\left|\\right|\s", "", found["body"])):
        return None
    order = 1 if "\\" in found["ticks"] else len(found["ticks"])
    return Asked(_kept(text, *found.span("body")), (), note_of("the prime", ()), order)


def _in_words(text: str) -> Asked | None:
    """derivative of x^2 with respect to x, differentiate x^2"""
    front, behind = _WORDS.match(text), _RESPECT.search(text)
    if front is None and behind is None:
        return None
    start = front.end() if front else 0
    end = behind.start() if behind else len(text)
    stop = _STOP.search(text, start, end)
    end = stop.start() if stop else end
    n = _NTH[front["nth"].lower()] if front and front["nth"] else 1
    named = re.findall(_NAME, re.sub(r"\band\b", ",", behind["names"] or behind["short"])) if behind else []
    orders = tuple((name.lstrip("\\"), n) for name in named)
    said = (
        f"'{front[0].strip()}'"
        if front and front[0].strip()
        else f"'{behind[0].strip(' ,')}'"
        if behind
        else ""
    )
    if not text[start:end].strip():
        return None
    return Asked(_kept(text, start, end), orders, note_of(said, orders), n if not orders else 1)


def is_one_group(body: str) -> bool:
    """Whether the first parenthesis or bracket closes at the end."""
    opening = body[:1]
    depth = 0
    for place, letter in enumerate(body):
        depth += (letter == opening) - (letter == _PAIRS.get(opening))
        if depth == 0:
            return place == len(body) - 1
    return False


def note_of(what: str, orders: tuple[tuple[str, int], ...]) -> str:
    if not orders:
        return f"{what} is left out: the command differentiates"
    names = ", ".join(x if n == 1 else f"{x} {n}" for x, n in orders)
    return f"{what} says what the command does: it is left out, and the derivative is in {names}"


# ── the point ────────────────────────────────────────────────────────────────────────────────────

_AT = re.compile(
    r"(?P<mark>[,\s]+(?:at|when)\s+(?:the\s+point\s+)?"
    r"|\s*(?:\\(?:[bB]igg?[lr]?|right)\s*)?(?:\||\\[lr]?vert)\s*_?\s*\{?\s*)"
    r"(?P<x>[A-Za-zα-ω]|\\[a-z]+)\s*=\s*(?P<value>[-+\w./^()*\\√πe ]+?)\s*\}?\s*(?P<end>[.?$]*)\s*\Z"
)


def place_of(text: str) -> tuple[str, dict[str, str]]:
    r"""The formula and the point behind it: x^2 at x = 3, x^2 |_{x=3}, \left. x^2 \right|_{x=3}."""
    if "=" not in text:
        return text, {}
    found = _AT.search(text)
    if found is None or not text[: found.start()].strip():
        return text, {}
    before = text[: found.start()]
    if "|" in found["mark"] and before.count("|") % 2 and "right" not in found["mark"]:
        return text, {}
    rest = (
        re.sub(r"\\left\s*\.", lambda left: " " * len(left[0]), before, count=1)
        if "right" in found["mark"]
        else before
    )
    dollars = "$" if "$" in found["end"] and before.lstrip().startswith("$") else ""
    return rest + dollars, {found["x"].lstrip("\\"): found["value"].strip()}
