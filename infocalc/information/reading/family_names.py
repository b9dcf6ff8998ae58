"""How families are called: every spelling, whether an operand is one family, what a wrong name is near."""

from __future__ import annotations

from functools import lru_cache

from infocalc.errors import NotationError
from infocalc.information.families.index import SPELLINGS
from infocalc.information.reading.brackets import closes_at_end
from infocalc.information.reading.derived import DERIVED
from infocalc.notation.patterns import pattern

#: families of several components, with the names of their parameters
STRUCTURED = {
    "Mixture": ("weights", "components"),
    "MultivariateNormal": ("mean", "cov"),
    "Dirichlet": ("alpha",),
    "Multinomial": ("n", "p"),
    "Categorical": ("p",),
    "MultivariateT": ("dof", "loc", "scale"),
    "Wishart": ("dof", "scale"),
    "InverseWishart": ("dof", "scale"),
    "MatrixNormal": ("mean", "rows", "columns"),
}
_STRUCTURED_SPELLINGS = {
    "mvn": "MultivariateNormal",
    "multivariatenorm": "MultivariateNormal",
    "mvt": "MultivariateT",
    "multivariatestudentt": "MultivariateT",
    "invwishart": "InverseWishart",
}
_WORD = pattern(r"\s*([A-Za-z_][A-Za-z0-9_]*)\s*\(")
_INTERVAL = pattern(r"(?is)^(\s*U(?:nif(?:orm)?)?\s*)\[(.*)\](\s*)$")


def key(name: str) -> str:
    """A name without case and underscores: student_t and StudentT are one."""
    return name.replace("_", "").lower()


@lru_cache(maxsize=1)
def spellings() -> dict[str, str]:
    """Every spelling, by key, of every family."""
    found = {key(name): name for name in (*STRUCTURED, *DERIVED)} | _STRUCTURED_SPELLINGS
    return found | SPELLINGS


def family_words(text: str) -> frozenset[str]:
    """The words of the text that stand before a parenthesis and name a family: what the parser is told."""
    return frozenset(w for w in _WORD.findall(text) if key(w) in spellings())


def is_named(text: str) -> bool:
    """Whether an operand is one family: a word that names one, and a parenthesis that closes at the end.

    A word that names none, and nothing else, is a NotationError.
    """
    from infocalc.functions import VOCABULARY

    start = _WORD.match(with_parentheses(text))
    if start is None or not closes_at_end(text, start.end()):
        return False
    word = start.group(1)
    if key(word) in spellings():
        return True
    if word == "N":  # one of the two would be a guess
        hint = "write Normal(mu, sigma) or Normal(mu, variance=v)"
        raise NotationError(
            "N(mu, v) is written with a standard deviation and with a variance", hint, start.span(1), text
        )
    if len(word) > 1 and word not in VOCABULARY.functions:
        hint = suggestion(word) or "infocalc help distributions lists them; a pmf has no name: 1/2,1/2"
        raise NotationError(f"there is no family {word}", hint, start.span(1), text)
    return False


def with_parentheses(text: str) -> str:
    """U[a, b] as U(a, b)."""
    return _INTERVAL.sub(r"\1(\2)\3", text)


def suggestion(name: str) -> str | None:
    from difflib import get_close_matches

    close = get_close_matches(key(name), list(spellings()), 3, 0.7)
    return f"did you mean {', '.join(dict.fromkeys(spellings()[c] for c in close))}?" if close else None
