"""Two finite distributions over the same outcomes: joined by label; labels that look alike are named."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flint import fmpq

from infocalc.errors import DistributionError
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pmf import Labels, Pmf, weighted
from infocalc.information.pmf.rationals import OutOfRange, rational


def joined(p: Pmf, q: Pmf) -> tuple[Pmf, Pmf, tuple[str, ...]]:
    """Both over the same outcomes: by label where both have labels, else by position."""
    q = spelled_as(p, q)
    names = common_outcomes(p.labels, len(p.p), q.labels, len(q.p))
    if names is None:
        return p, q, ()
    said = ["count" if pmf.alpha is not None else "probability" for pmf in (p, q)]
    return _over(p, names), _over(q, names), absences(names, p.labels, q.labels, said)


def all_joined(pmfs: Sequence[Pmf]) -> tuple[list[Pmf], tuple[str, ...]]:
    """All over the same outcomes, by label where they have labels; what is said of those that are absent."""
    first, *others = pmfs
    spelled = [first, *[spelled_as(first, q) for q in others]]
    names, size = first.labels, len(first.p)
    for q in spelled[1:]:
        found = common_outcomes(names, size, q.labels, len(q.p))
        names, size = (names, size) if found is None else (found, len(found))
    if names is None:
        return spelled, ()
    less = [str(i) for i, p in enumerate(spelled, 1) if len(p.p) < size]
    said = (
        (f"outcomes that one of the laws lacks have probability 0 there: {', '.join(less)}",) if less else ()
    )
    return [_over(p, names) if p.labels != names else p for p in spelled], said


def common_outcomes(p: Labels | None, n: int, q: Labels | None, m: int) -> Labels | None:
    """The outcomes of both, from their labels and sizes; None where they are in the same order already."""
    if p is None and q is None:
        if n != m:
            raise DistributionError(f"{n} outcomes in p, {m} in q", hint="give both the same outcomes")
        return None
    if p is None or q is None:
        which = "p" if p is None else "q"
        raise DistributionError(
            f"only one of the two has labels; {which} has none", hint="label both or neither"
        )
    return None if p == q else tuple(dict.fromkeys((*p, *q)))


def absences(
    names: Labels, p: Labels | None, q: Labels | None, said: Sequence[str] = ("probability", "probability")
) -> tuple[str, ...]:
    """What one of the two lacks, in words."""
    return tuple(
        f"not in {name}, so of {what} 0 there: {_absent(names, frozenset(known or ()))}"
        for name, known, what in zip("pq", (p, q), said, strict=True)
        if len(known or ()) < len(names)
    )


def _absent(names: Labels, known: frozenset[str]) -> str:
    absent = [label for label in names if label not in known]
    return ", ".join(absent[:5]) + (f" and {len(absent) - 5} more" if len(absent) > 5 else "")


def _over(pmf: Pmf, names: Labels) -> Pmf:
    """The pmf over these outcomes; one that it lacks has probability 0, or count 0 where it is smoothed."""
    zero = fmpq(0)
    if pmf.alpha is None:
        known = dict(zip(pmf.labels or (), pmf.p, strict=True))
        return pmf._replace(p=tuple(known.get(n, zero) for n in names), labels=names)
    counts = dict(zip(pmf.labels or (), pmf.counts or (), strict=True))
    kept = tuple(note for note in pmf.notes if not note.startswith("smoothed:"))
    return weighted([counts.get(n, zero) for n in names], names, InformationOptions(), pmf.alpha, kept)


# ── labels that look alike ───────────────────────────────────────────────────────────────────────


def _number_form(label: str) -> str:
    try:
        found = rational(label)
    except OutOfRange:
        return label
    return label if found is None else str(found)


def _composed(label: str) -> str:
    from unicodedata import normalize

    return normalize("NFKC", label)


def spelled_as(p: Pmf, q: Pmf) -> Pmf:
    """q with the labels of p where all labels of both are numbers, as p writes them: 1.0 is 1."""
    if p.labels is None or q.labels is None or p.labels == q.labels:
        return q
    ours = {_number_form(label): label for label in p.labels}
    theirs = [_number_form(label) for label in q.labels]
    numeric = all(_is_number(label) for label in (*p.labels, *q.labels))
    if not numeric or len(ours) < len(p.labels) or len(set(theirs)) < len(theirs):
        return q
    return q._replace(
        labels=tuple(ours.get(form, label) for form, label in zip(theirs, q.labels, strict=True))
    )


def _is_number(label: str) -> bool:
    try:
        return rational(label) is not None
    except OutOfRange:
        return False


#: what two labels may differ in -> the label without it
_FORMS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("the form of a number", _number_form),
    ("case", str.casefold),
    ("blanks", lambda label: "".join(label.split())),
    ("Unicode form", _composed),
    ("case, blanks or Unicode form", lambda label: "".join(_composed(label).casefold().split())),
)


def label_warnings(p: Pmf, q: Pmf) -> tuple[str, ...]:
    """What is said when labels of one are missing in the other and differ from its labels in writing only."""
    if p.labels is None or q.labels is None or p.labels == q.labels:
        return ()
    joined_as = spelled_as(p, q).labels
    if joined_as != q.labels and joined_as is not None:
        a, b = next((a, b) for a, b in zip(joined_as, q.labels, strict=True) if a != b)
        return (f"labels are joined as numbers: {a} and {b} are one outcome",)
    only_p, only_q = frozenset(p.labels) - frozenset(q.labels), frozenset(q.labels) - frozenset(p.labels)
    for what, plain in _FORMS:
        ours, theirs = ({plain(label): label for label in found} for found in (only_p, only_q))
        alike = [(ours[form], theirs[form]) for form in ours if form in theirs]
        if alike:
            return (_said_of(alike, what),)
    if len(only_p) == len(p.labels):
        return (f"no label is in both: p has {', '.join(p.labels[:3])}; q has {', '.join(q.labels[:3])}",)
    return ()


def look_alikes(labels: Labels) -> tuple[str, ...]:
    """What is said of labels of one table that differ in writing only."""
    for what, plain in _FORMS:
        seen: dict[str, str] = {}
        alike = [(first, b) for b in labels if (first := seen.setdefault(plain(b), b)) != b]
        if alike:
            return (_said_of(alike, what),)
    return ()


def _said_of(alike: Sequence[tuple[str, str]], what: str) -> str:
    shown = ", ".join(f"'{a}' and '{b}'" for a, b in sorted(alike)[:3])
    return f"labels that differ only in {what} are different outcomes: {shown}"
