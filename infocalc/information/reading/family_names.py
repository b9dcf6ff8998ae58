"""How families are called: every spelling, whether an operand is one family, what a wrong name is near."""

from __future__ import annotations

from functools import lru_cache

from infocalc.errors import NotationError
from infocalc.information.families.index import ELSEWHERE, SPELLINGS
from infocalc.information.reading.derived import DERIVED
from infocalc.notation.brackets import closes_at_end
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
#: what stands in front of a name, by key -> the program whose signature is meant
PROGRAMS = {"scipystats": "SciPy", "stats": "SciPy", "torchdistributions": "torch"}
_PROGRAM = pattern(r"\b(?:scipy\.stats|stats|torch\.distributions)\.(?=[A-Za-z])")

#: the normal law whose second parameter is its standard deviation to some, its variance to others
NORMAL = "N"


def key(name: str) -> str:
    """A name without case and underscores: student_t and StudentT are one."""
    return name.replace("_", "").lower()


@lru_cache(maxsize=1)
def spellings() -> dict[str, str]:
    """Every spelling, by key, of every family."""
    structured = {key(name): name for name in STRUCTURED} | _STRUCTURED_SPELLINGS
    found = structured | {key(name): name for name in DERIVED}
    for names in ELSEWHERE.values():
        found |= names
    for prefix, program in PROGRAMS.items():
        found |= {prefix + name: family for name, family in (ELSEWHERE[program] | structured).items()}
    return found | SPELLINGS


def is_called_elsewhere(name: str) -> bool:
    """Whether another program has a law of that name, or its program stands in front."""
    return is_another_programs(name) or any(key(name) in names for names in ELSEWHERE.values())


def is_another_programs(name: str) -> bool:
    """Whether the program stands in front of the name."""
    return key(name).startswith(tuple(PROGRAMS)) and key(name) not in SPELLINGS


def family_words(text: str) -> frozenset[str]:
    """The words of the text that stand before a parenthesis and name a family: what the parser is told."""
    return frozenset(filter(names_family, _WORD.findall(text)))


def names_family(word: str) -> bool:
    """Whether a word before a parenthesis names a family, N the normal one."""
    return word == NORMAL or key(word) in spellings()


def is_named(text: str) -> bool:
    """Whether an operand is one family: a word that names one, and a parenthesis that closes at the end.

    A word that names none, and nothing else, is a NotationError.
    """
    from infocalc.functions import VOCABULARY

    start = _WORD.match(in_one_word(with_parentheses(text)))
    if start is None or not closes_at_end(text, start.end()):
        return False
    word = start.group(1)
    if names_family(word):
        return True
    if len(word) > 1 and word not in VOCABULARY.functions:
        word = text[slice(*start.span(1))]  # with its dots
        hint = (
            suggestion(word.rsplit(".", 1)[-1])
            or "infocalc help distributions lists them; a pmf has no name: 1/2,1/2"
        )
        raise NotationError(f"there is no family {word}", hint, start.span(1), text)
    return False


def with_parentheses(text: str) -> str:
    """U[a, b] as U(a, b)."""
    return _INTERVAL.sub(r"\1(\2)\3", text)


def in_one_word(text: str) -> str:
    """scipy_stats_norm(…) of scipy.stats.norm(…): every character keeps its place."""
    return _PROGRAM.sub(lambda found: found[0].replace(".", "_"), text) if "." in text else text


def suggestion(name: str) -> str | None:
    from difflib import get_close_matches

    close = get_close_matches(key(name), list(spellings()), 3, 0.7)
    return f"did you mean {', '.join(dict.fromkeys(spellings()[c] for c in close))}?" if close else None
