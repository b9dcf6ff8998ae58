r"""Distributions as books and programs write them: P(1) = P(2) = \frac12, X \sim \mathcal{U}(0, 1), a=1/2."""

from __future__ import annotations

from infocalc.errors import DistributionError
from infocalc.information.reading.family_names import names_family
from infocalc.notation.brackets import split
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
#: marks of other scripts, and blanks before a percent sign
_MARKS = str.maketrans("，；：、", ",;:,")
_PERCENT = pattern(r"(?<=[0-9])\s+%")
#: p = [0.5, 0.5], p <- c(0.5, 0.5)
_ASSIGNED = pattern(r"\s*[A-Za-z]\w*\s*(?:=|<-|:=)(?=\s*[\[({A-Za-z])")
_LABELLED = pattern(
    r"\s*(?P<label>\"[^\"]+\"|'[^']+'|[^\s=>→()\[\]{}]+)\s*(?:=>|->|→|↦|=)\s*(?P<value>[^=>→]+)"
)


def plainly(text: str) -> str:
    """The text as it is typed otherwise: a:1/2, b:1/2, Uniform(0, 1); any other text as it is."""
    text = _PERCENT.sub("%", text.translate(_MARKS))
    if ";" in text and not any(mark in text for mark in ",=([{:"):  # 5;3;2
        return text.replace(";", ",")
    by_values = "=" in text and " on " not in text and " for " not in text  # p(x) = 2x on [0, 1] is a density
    return (_pmf(text) if by_values else None) or _labelled(text) or _law(text) or _assigned(text) or text


def _labelled(text: str) -> str | None:
    """a:1/2, b:1/2 of a=1/2, b=1/2 or a => 1/2, b => 1/2: two entries at least, no label a number."""
    found = [_LABELLED.fullmatch(part) for part in split(text, ",;")]
    if len(found) < 2 or not all(m and not m["label"][0].isdigit() for m in found):
        return None
    return ", ".join(f"{m['label'].strip(chr(34) + chr(39))}:{m['value'].strip()}" for m in found if m)


def _assigned(text: str) -> str | None:
    """[0.5, 0.5] of p = [0.5, 0.5]."""
    match = _ASSIGNED.match(text)
    if match is None:
        return None
    from infocalc.information.reading.literals import literal

    return text[match.end() :].strip() if literal(text[match.end() :]) is not None else None


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
