r"""Distributions as books write them: P_X(1) = P_X(2) = \frac{1}{2}, X \sim \mathcal{U}(0, 1)."""

from __future__ import annotations

from infocalc.errors import DistributionError
from infocalc.information.reading.family_names import names_family
from infocalc.notation.patterns import pattern

_OUTCOME = pattern(
    r"(?P<law>(?:[PpQqRr]|Pr|[Pp]rob)(?:_(?:\w+|\{\s*\w+\s*\}))?|\\Pr|\\mathbb\s*\{?P\}?)\s*"
    r"(?:\\left\s*)?[(\[]\s*(?:[A-Za-z]\w*\s*=\s*)?(?P<label>[^=()\[\]]+?)\s*(?:\\right\s*)?[)\]]"
)
_LAW = pattern(
    r"\s*(?:[A-Za-z]\w*\s*(?:~|\\sim\b)\s*)?"
    r"(?:\\(?:mathbb|mathcal|mathrm|mathsf|text|operatorname)\s*\{\s*(?P<styled>\w+)\s*\}|(?P<plain>[A-Za-z]\w*))"
    r"\s*(?:\\left\s*)?(?=[(\[])"
)
_SPACES = pattern(r"\\(?:q?quad\b|[,;!: ])|~")
_DRESS = " \t\n$."


def plainly(text: str) -> str:
    """The text as it is typed otherwise: a:1/2, b:1/2, Uniform(0, 1); any other text as it is."""
    by_values = "=" in text and " on " not in text and " for " not in text  # p(x) = 2x on [0, 1] is a density
    return (_pmf(text) if by_values else None) or _law(text) or text


def _law(text: str) -> str | None:
    r"""Uniform(0, 1) of X \sim \mathcal{U}(0, 1)."""
    found = _LAW.match(text)
    if found is None or (found["styled"] is None and "~" not in found[0] and "\\sim" not in found[0]):
        return None
    name = found["styled"] or found["plain"]
    return name + text[found.end() :] if names_family(name) else None


def _pmf(text: str) -> str | None:
    """a:1/2, b:1/2 of P(a) = 1/2, P(b) = 1/2; None where a part says anything else."""
    entries: list[str] = []
    laws: dict[str, None] = {}
    bare = _SPACES.sub(" ", text).strip(_DRESS)
    by_blanks = not any(mark in bare for mark in (",", ";", " =", "= "))
    for part in bare.split() if by_blanks else split(bare, ",;"):
        *outcomes, value = [side.strip(_DRESS) for side in split(part, "=")]
        found = [_OUTCOME.fullmatch(outcome) for outcome in outcomes]
        if not found or not value:
            return None
        for outcome in found:
            if outcome is None:
                return None
            laws["".join(outcome["law"].split())] = None
            label = outcome["label"]
            entries.append(f"({label}):{value}" if "," in label else f"{label}:{value}")
    if len(laws) > 1:
        raise DistributionError(
            f"the text writes several distributions: {', '.join(laws)}",
            hint="give each as an operand of its own: 'P(1) = 1/2, P(2) = 1/2' 'Q(1) = ...'",
        )
    return ", ".join(entries)


def outside(text: str) -> str:
    """What stands in no parenthesis, with an opening one where there was a group."""
    depth, found = 0, []
    for character in text:
        depth -= character in ")]}"
        if depth == 0 and character not in ")]}":
            found.append(character)
        depth += character in "([{"
    return "".join(found)


def split(text: str, marks: str) -> list[str]:
    """The pieces between marks that stand in no parenthesis."""
    depth, found, start = 0, [], 0
    for i, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        if character in marks and depth == 0:
            found.append(text[start:i])
            start = i + 1
    return [*found, text[start:]]
