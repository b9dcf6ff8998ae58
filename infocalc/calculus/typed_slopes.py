r"""Functions known by name, as programs and books write their derivatives.

Derivative(f(x), x), d^2f/dx^2, \frac{d f(x)}{dx}, and \frac{d}{dx} f(x): in front of another factor this is
f'(x) g(x) or (f g)', and is refused.
"""

from __future__ import annotations

import re
from collections.abc import Container

from infocalc.errors import NotationError
from infocalc.notation.patterns import pattern

_NAME = r"[A-Za-z]\w*"
_CALL = pattern(
    rf"\b(?:Derivative|diff|D)\(\s*({_NAME})\(([\w\s,]+)\)\s*,\s*"
    rf"(?:({_NAME})\s*(?:,\s*(\d{{1,2}}))?|\(\s*({_NAME})\s*,\s*(\d{{1,2}})\s*\))\s*\)"
)
_POWER = r"(?:\^|\*\*)\s*\{?\s*(\d)\s*\}?\s*"
_LINE = pattern(rf"\bd\s*{_POWER}([A-Za-z])\s*/\s*\(?\s*d\s*([A-Za-z])\s*{_POWER}\)?")
_FRACTION = pattern(rf"\\[dt]?frac\s*\{{\s*d\s*{_POWER}([A-Za-z])\s*\}}\s*\{{\s*d\s*([A-Za-z])\s*{_POWER}\}}")

_D = r"(?:\\(?:mathrm|operatorname|mathit|text|rm)\s*\{\s*d\s*\}|\\partial|∂|(?<![A-Za-z\\])d)\s*"
_TIMES = r"(?:(?:\^|\*\*)\s*\{?\s*(?P<%s>\d)\s*\}?)?\s*"
_OF = rf"(?P<f>{_NAME})\s*\((?P<inside>[\w\s,]+)\)\s*"
_GROUP = rf"(?P<group>(?:\\left\s*)?[(\[]\s*)?{_OF}(?(group)(?:\\right\s*)?[)\]])"
_BELOW = rf"\s*{_D}(?P<x>[A-Za-z])(?![A-Za-z])\s*{_TIMES % 'below'}"
_FRAC = r"\\[dt]?frac\s*"
_ABOVE = (
    pattern(rf"{_FRAC}\{{\s*{_D}{_TIMES % 'above'}{_OF}\}}\s*\{{{_BELOW}\}}"),
    pattern(rf"{_D}{_TIMES % 'above'}{_OF}/{_BELOW}"),
)
_IN_FRONT = (
    pattern(rf"{_FRAC}\{{\s*{_D}{_TIMES % 'above'}\}}\s*\{{{_BELOW}\}}\s*{_GROUP}"),
    pattern(rf"{_D}{_TIMES % 'above'}/{_BELOW}\s*{_GROUP}"),
)
#: what may follow an operator and its function
_ENDS = pattern(r"\s*(?:$|[-+=)\]}&,;]|\\(?:right|end|\\|[)\]]))")


def with_primes(text: str, functions: Container[str]) -> str:
    """The text with f''(x) for those of the functions; what is written otherwise stays as it is."""
    forms = [(_CALL, _called), (_LINE, _divided), (_FRACTION, _divided)]
    forms += [(form, _above) for form in _ABOVE] + [(form, _fronted) for form in _IN_FRONT]
    for form, write in forms:
        text = form.sub(lambda found, write=write: write(found, functions), text)  # type: ignore[misc]
    return text


def _called(found: re.Match[str], functions: Container[str]) -> str:
    function, inside, plain, count, paired, paired_count = found.groups()
    return _primed(function, inside, plain or paired, count or paired_count or "1", functions) or found[0]


def _divided(found: re.Match[str], functions: Container[str]) -> str:
    above, function, variable, below = found.groups()
    known = function in functions and above == below
    return f"{function}{chr(39) * int(above)}({variable})" if known else found[0]


def _above(found: re.Match[str], functions: Container[str]) -> str:
    order = found["above"] or "1"
    if order != (found["below"] or "1"):
        return found[0]
    return _primed(found["f"], found["inside"], found["x"], order, functions) or found[0]


def _fronted(found: re.Match[str], functions: Container[str]) -> str:
    written = _above(found, functions)
    if written != found[0] and not found["group"] and not _ENDS.match(found.string, found.end()):
        raise NotationError(
            f"'{found[0].strip()}' in front of another factor has two readings",
            hint=f"write {written} for this factor, or parentheses around all that is differentiated",
            span=found.span(),
            text=found.string,
        )
    return written


def _primed(function: str, inside: str, variable: str, order: str, functions: Container[str]) -> str | None:
    """f''(x) or f^(0,2)(x, y); None where the function, or the variable among its places, is not known."""
    places = [name.strip() for name in inside.split(",")]
    if function not in functions or places.count(variable) != 1:
        return None
    if len(places) == 1:
        return f"{function}{chr(39) * int(order)}({inside})"
    return f"{function}^({','.join(order if name == variable else '0' for name in places)})({inside})"
