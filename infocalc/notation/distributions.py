"""Which words of a formula name families of distributions."""

from __future__ import annotations

from infocalc.functions.vocabulary import Vocabulary
from infocalc.notation.lexer import Token

#: the words whose parentheses hold a law first
_OF_A_LAW = frozenset(("truncated", "zerotruncated", "shifted", "scaled", "negative"))


def distributions(tokens: list[Token], vocabulary: Vocabulary) -> frozenset[int]:
    """The places of the words that name a family.

    A word that is a function too, and a letter (exp, beta, f), names one only as a whole argument of a
    measure or a whole component of a mixture: entropy(exp(2)) is of a family, entropy([exp(-x), 1 - exp(-x)])
    of a pmf.
    """
    found: set[int] = set()
    # of every open group: whether it holds distributions, whether it holds the parameters of a mixture, and
    # the place of the word before it, where that may name a family
    groups: list[tuple[bool, bool, int | None]] = [(True, False, None)]
    for i, token in enumerate(tokens):
        after = sign_at(tokens, i + 1)
        if token.kind == "name" and token.value in vocabulary.families and after == "(":
            if token.value not in vocabulary.functions and len(token.value) > 1:
                found.add(i)
        elif token.kind == "sign" and token.value in ("(", "["):
            holds, of_mixture, _ = groups[-1]
            word = str(tokens[i - 1].value) if i and tokens[i - 1].kind == "name" else ""
            begins = holds and sign_at(tokens, i - 2) in ("", "(", "[", ",")
            components = token.value == "[" and of_mixture and not word
            groups.append(
                (
                    word in vocabulary.measures or components or _holds_a_law(word, i - 1 in found),
                    i - 1 in found and word.lower() == "mixture",
                    i - 1 if begins and word in vocabulary.families else None,
                )
            )
        elif token.kind == "sign" and token.value in (")", "]") and len(groups) > 1:
            place = groups.pop()[2]
            if place is not None and after in ("", ",", ")", "]"):
                found.add(place)
    return frozenset(found)


def _holds_a_law(word: str, is_family: bool) -> bool:
    return is_family and word.replace("_", "").lower() in _OF_A_LAW


def sign_at(tokens: list[Token], i: int) -> str:
    """The sign at a place; nothing before the first and after the last token, a blank for other tokens."""
    if not 0 <= i < len(tokens):
        return ""
    return str(tokens[i].value) if tokens[i].kind == "sign" else " "
