r"""Where a text has d/dx, ∂/∂x or \frac{d}{dx}, which is no fraction."""

from __future__ import annotations

from infocalc.annotations import TYPE_CHECKING
from infocalc.errors import NotationError
from infocalc.notation.patterns import pattern

if TYPE_CHECKING:
    import re

_UPRIGHT = r"\\(?:mathrm|operatorname|mathit|text|rm)\s*(?:\{\s*d\s*\}|\s+d)"
_ABOVE = rf"\{{\s*(?:d[A-Za-z]?\b|\\partial\b|{_UPRIGHT})[^{{}}]*\}}|d"
_BELOW = rf"\{{\s*(?:d[A-Za-z\\ ]|\\partial|{_UPRIGHT})[^{{}}]*\}}?"
_WHOLE = r"\{\s*d\s*(?:\\left\s*)?\(.{0,999}\)\s*\}\s*\{\s*d\s*\\?[A-Za-z]+\s*\}"
_LINE = r"d[A-Za-z]?\s*(?:(?:\^\s*\d+|[²³⁴⁵])\s*)?(?:\(.{0,999}\)\s*)?/\s*d(?:([A-Za-z])(?![A-Za-z])|[α-ω\\])"
_OPERATOR = pattern(rf"(?<![A-Za-z\\]){_LINE}|\\[dt]?frac\s*(?:(?:{_ABOVE})\s*{_BELOW}|{_WHOLE})|∂|\\partial")
#: what a question in words, or of a program, has; looked for before the patterns that read it
_ASKS = (
    "erivative", "deriv(", "ifferentiate", "slope", "diff", "respect", "w.r.t", "wrt", "grad", "lambda", "D(",
    "D[", "D_", ")'", "]'", " of ", " if ", "Let ", "let ", "iven ", "onsider ", "uppose ",
)  # fmt: skip


def operator_in(text: str) -> re.Match[str] | None:
    """The first d/dx, ∂/∂x or \\frac{d}{dx} of a text."""
    if "d" not in text and "∂" not in text and "\\partial" not in text:
        return None
    return _OPERATOR.search(text)


def asks_in_words(text: str) -> bool:
    """Whether a text may be a question: derivative of …, diff(…, x), (x^2)', ∂_x …."""
    return any(word in text for word in _ASKS)


def refuse_operator(text: str, variables: frozenset[str]) -> None:
    """d/dx, ∂/∂x and \\frac{d}{dx} are what the command does already."""
    place = operator_in(text)
    if place is not None and "d" not in variables:
        name = place[1] or "x"
        hint = f"leave it out and name the variable: infocalc diff EXPR {name}"
        raise NotationError(f"'{place[0].strip()}' is not read inside a formula", hint, place.span(), text)
