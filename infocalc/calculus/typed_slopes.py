r"""Functions known by name, as programs and books write their derivatives: Derivative(f(x), x), d^2f/dx^2."""

from __future__ import annotations

import re
from collections.abc import Container

from infocalc.notation.patterns import pattern

_NAME = r"[A-Za-z]\w*"
_CALL = pattern(
    rf"\b(?:Derivative|diff|D)\(\s*({_NAME})\(([\w\s,]+)\)\s*,\s*"
    rf"(?:({_NAME})\s*(?:,\s*(\d{{1,2}}))?|\(\s*({_NAME})\s*,\s*(\d{{1,2}})\s*\))\s*\)"
)
_POWER = r"(?:\^|\*\*)\s*\{?\s*(\d)\s*\}?\s*"
_LINE = pattern(rf"\bd\s*{_POWER}([A-Za-z])\s*/\s*\(?\s*d\s*([A-Za-z])\s*{_POWER}\)?")
_FRACTION = pattern(rf"\\[dt]?frac\s*\{{\s*d\s*{_POWER}([A-Za-z])\s*\}}\s*\{{\s*d\s*([A-Za-z])\s*{_POWER}\}}")


def with_primes(text: str, functions: Container[str]) -> str:
    """The text with f''(x) for those of the functions; what is written otherwise stays as it is."""
    for form, write in ((_CALL, _called), (_LINE, _divided), (_FRACTION, _divided)):
        text = form.sub(lambda found, write=write: write(found, functions), text)  # type: ignore[misc]
    return text


def _called(found: re.Match[str], functions: Container[str]) -> str:
    function, inside, plain, count, paired, paired_count = found.groups()
    places = [name.strip() for name in inside.split(",")]
    order = count or paired_count or "1"
    if function not in functions or places.count(plain or paired) != 1:
        return found[0]
    orders = [order if name == (plain or paired) else "0" for name in places]
    if len(places) == 1:
        return f"{function}{chr(39) * int(order)}({inside})"
    return f"{function}^({','.join(orders)})({inside})"


def _divided(found: re.Match[str], functions: Container[str]) -> str:
    above, function, variable, below = found.groups()
    known = function in functions and above == below
    return f"{function}{chr(39) * int(above)}({variable})" if known else found[0]
