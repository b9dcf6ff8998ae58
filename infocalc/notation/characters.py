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
        "‖": "|", "∣": "|", "∥": "|", "‐": "-", "‑": "-", "‒": "-", "ħ": "ℏ", "⟶": "↦", "→": "↦", "≔": "=",
        "\u2061": " ", "\u2062": "*", "\u2063": ",",  # invisible signs of MathML
        "ϕ": "φ", "ϵ": "ε", "ϑ": "θ", "µ": "μ", "∞": "∞",
    }
)  # fmt: skip
#: signs, digits and letters of full width
_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}

#: superscripts, each with what it raises
RAISED = dict(
    zip(
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵅᵝᵞᵟᵋᶿᶲᵡᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ",
        "0123456789+-()abcdefghijklmnoprstuvwxyzαβγδεθφχABDEGHIJKLMNOPRTUVW",
        strict=True,
    )
)

#: letters of other scripts that pass for Latin ones
_LOOK_ALIKES = dict(
    zip("асеорхуіАВЕКМНОРСТХΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aceopxyiABEKMHOPCTXABEZHIKMNOPTYX", strict=True)
)

_KNOWN = frozenset("½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒√∛∜≤≥≠∞°↦₀₁₂₃₄₅₆₇₈₉⌊⌋⌈⌉") | frozenset((*RAISED, *LETTERS.values()))


def readable(text: str) -> str:
    """The text with typographic variants replaced; a character that is not of the notation is refused."""
    if text.isascii() and text.isprintable():
        return text
    plain = text if text.isascii() else text.translate(_VARIANTS).translate(_FULL_WIDTH)
    plain = _upright(plain)
    for place, character in enumerate(plain):
        if " " <= character <= "~" or character in _KNOWN:
            continue
        if character in "\t\r\n":
            continue
        raise _refusal(character, place, text)
    return plain


def _upright(text: str) -> str:
    """Letters and digits of mathematical alphabets (𝑥, 𝐱, 𝛼, ℎ, ⅇ) as plain ones."""
    if text.isascii() or not any(
        "\u2102" <= c <= "\u2149" or "\U0001d400" <= c <= "\U0001d7ff" for c in text
    ):
        return text
    import unicodedata

    def plain(c: str) -> str:
        found = unicodedata.normalize("NFKC", c).translate(_VARIANTS) if c > "\u2101" else c
        return found if len(found) == 1 and (found.isascii() or found in _KNOWN) else c

    return "".join([plain(c) for c in text])


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
