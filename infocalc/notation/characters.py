"""Characters before tokens: what a character is read as, and which ones are refused.

Every replacement is one character for one, so places in the text stay true.
"""

from __future__ import annotations

from infocalc.errors import NotationError
from infocalc.notation.greek import LETTERS

#: typographic variants of characters of the notation
_VARIANTS = str.maketrans(
    {
        "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u2002": " ", "\u2003": " ", "\u3000": " ",
        "−": "-", "–": "-", "—": "-", "×": "*", "·": "*", "⋅": "*", "∙": "*", "∗": "*",
        "÷": "/", "∕": "/", "⁄": "/", "’": "'", "‘": "'", "′": "'", "ʹ": "'", "“": '"', "”": '"',
        "‖": "|", "∣": "|", "ϕ": "φ", "ϵ": "ε", "ϑ": "θ", "µ": "μ", "∞": "∞",
    }
)  # fmt: skip
#: signs and digits of full width; letters of full width are refused as look-alikes
_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if not chr(code).isalpha()}

#: letters of other scripts that pass for Latin ones
_LOOK_ALIKES = dict(
    zip("асеорхуіАВЕКМНОРСТХΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aceopxyiABEKMHOPCTXABEZHIKMNOPTYX", strict=True)
)

_KNOWN = frozenset("½⅓⅔¼¾⅕⅙⅛√∛∜≤≥≠∞°⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ₀₁₂₃₄₅₆₇₈₉") | frozenset(LETTERS.values())


def readable(text: str) -> str:
    """The text with typographic variants replaced; a character that is not of the notation is refused."""
    if text.isascii() and text.isprintable():
        return text
    plain = text if text.isascii() else text.translate(_VARIANTS).translate(_FULL_WIDTH)
    for place, character in enumerate(plain):
        if " " <= character <= "~" or character in _KNOWN:
            continue
        if character in "\t\r\n":
            continue
        raise _refusal(character, place, text)
    return plain


def _refusal(character: str, place: int, text: str) -> NotationError:
    import unicodedata

    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "control character" if ord(character) < 32 else "unnamed character")
    hint = None
    alike = _LOOK_ALIKES.get(character) or unicodedata.normalize("NFKC", character)
    if alike.isascii() and alike.isalpha():
        name += f" looks like {alike}"
        hint = f"type the Latin letter{'s' if len(alike) > 1 else ''} {alike}"
    elif unicodedata.category(character) == "Cf":
        name += (
            " (bidirectional control)"
            if unicodedata.bidirectional(character) not in ("BN", "L")
            else " (invisible)"
        )
        hint = "remove the invisible character"
    elif unicodedata.category(character) == "Nd":
        hint = "write digits as 0-9"
    return NotationError(f"unexpected {code} {name}", hint=hint, span=(place, place + 1), text=text)
