"""Finite distributions with exact rational probabilities, read from text; two of them joined by label."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from flint import fmpq

from infocalc.errors import DistributionError, TableError, UsageError
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.rationals import OutOfRange, rational, written

#: how far a sum of cells with 15 or more digits may miss 1 through their rounding alone
_ROUNDING = fmpq(1, 10**12)
_LONG = 15
_SMOOTH = {"laplace": fmpq(1), "jeffreys": fmpq(1, 2)}
#: decimal fractions in a message, at most
_SHOWN = 40

Labels = tuple[str, ...]


class Pmf(NamedTuple):
    """Probabilities p with their labels (None for positions); `notes` say what was done to them.

    `counts` are the weights as given where they are counts, `alpha` is what smoothing added to each of them.
    """

    p: tuple[fmpq, ...]
    labels: Labels | None = None
    notes: tuple[str, ...] = ()
    counts: tuple[fmpq, ...] | None = None
    alpha: fmpq | None = None

    def name(self, i: int) -> str:
        """The label of outcome i, or its place from 1."""
        return self.labels[i] if self.labels else str(i + 1)


def of_text(text: str, options: InformationOptions) -> Pmf | None:
    """The pmf typed as `1/2,1/3,1/6` or `a:1/2, b:1/2`, or the samples `a,b,a`; None when it has symbols."""
    parts = parts_of(text)
    if options.samples:
        return counted(Counter(parts), options)
    labels, texts = labelled(parts, options.merge_duplicates)
    values = numbers(texts)
    return None if values is None else checked(values, labels, options, texts)


def parts_of(text: str) -> list[str]:
    """The entries of `1/2,1/3,1/6`, `0.5 0.5` or `a:1/2, b:1/2`."""
    inner = text.strip()
    if not inner:
        raise DistributionError("an empty distribution", hint="for example 1/2,1/3,1/6")
    if "," in inner or ":" in inner:
        return [part.strip() for part in _split(inner)]
    return inner.split()


def _split(text: str) -> list[str]:
    depth, found, start = 0, [], 0
    for i, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        if character == "," and depth == 0:
            found.append(text[start:i])
            start = i + 1
    return [*found, text[start:]]


def labelled(parts: list[str], repeated: bool = False) -> tuple[Labels | None, list[str]]:
    """The labels before the colons, and what stands behind them; a label twice only where `repeated`."""
    if not any(":" in part for part in parts):
        return None, parts
    if not all(":" in part for part in parts):
        bare = next(part for part in parts if ":" not in part)
        raise DistributionError(f"'{bare}' has no label, others have", hint="label all of them: a:1/2, b:1/2")
    labels = tuple(part.rpartition(":")[0].strip() for part in parts)
    missing = next((part for label, part in zip(labels, parts, strict=True) if not label), None)
    if missing is not None:
        raise DistributionError(f"'{missing}' has an empty label", hint="label all of them: a:1/2, b:1/2")
    double = next((label for label, n in Counter(labels).items() if n > 1), None)
    if double is not None and not repeated:
        raise DistributionError(f"label {double} appears twice", hint="--merge-duplicates adds them")
    return labels, [part.rpartition(":")[2].strip() for part in parts]


def numbers(texts: list[str], where: str = "") -> list[fmpq] | None:
    """The texts as exact numbers; None when one of them is no plain number (a symbol, perhaps)."""
    found = []
    for i, text in enumerate(texts, 1):
        try:
            value = rational(text)
        except OutOfRange as problem:
            raise DistributionError(f"{where or f'entry {i}'}: {problem}: {text[:40]}") from None
        if value is None:
            return None
        found.append(value)
    return found


def counted(tally: Counter[str], options: InformationOptions) -> Pmf:
    """The distribution of the observations, in the order of first appearance."""
    if "" in tally:
        raise DistributionError("an empty observation", hint="--samples counts the entries: a,b,a")
    n = tally.total()
    counts = [fmpq(k) for k in tally.values()]
    pmf = checked(counts, tuple(tally), options._replace(counts=True), [])
    said = f"samples: {n} observations of {len(counts)} different values"
    return pmf._replace(notes=(said, *(note for note in pmf.notes if not note.startswith("counts:"))))


def checked(
    p: list[fmpq],
    labels: Labels | None,
    options: InformationOptions,
    texts: list[str],
    rows: list[int] | None = None,
) -> Pmf:
    """The pmf of these weights: non-negative with sum 1, or made so by the switch that was given."""
    check_options(options)
    for i, x in enumerate(p):
        if x < 0:
            place = f"row {rows[i]}" if rows else f"entry {i + 1}"
            raise negative(place, texts[i])
    notes: list[str] = []
    if options.merge_duplicates and labels is not None:
        labels, p, merged = _merged(labels, p)
        notes += merged
    alpha = _alpha(options)
    if sum(p, fmpq(0)) == 0 and alpha is None:
        raise DistributionError("all probabilities are 0")
    if alpha is None and not options.counts and not options.normalize:
        return _probabilities(p, labels, options, texts, notes)
    return weighted(p, labels, options, alpha, notes)


def negative(place: str, text: str) -> DistributionError:
    """The refusal of a probability below 0."""
    return DistributionError(f"{place}: negative probability {text[:_SHOWN]}")


def weighted(
    weights: Sequence[fmpq],
    labels: Labels | None,
    options: InformationOptions,
    alpha: fmpq | None,
    notes: Iterable[str] = (),
) -> Pmf:
    """p = (w + α)/Σ(w + α): counts, weights to be normalised, smoothed."""
    said = list(notes)
    total = sum(weights, fmpq(0))
    if options.counts:
        said.append(f"counts: {written(total)} in all, {len(weights)} bins")
    elif options.normalize and total != 1:
        said.append(f"normalised: divided by {written(total)}")
    if alpha is not None:
        said.append(f"smoothed: {written(alpha)} added to each of {len(weights)} counts")
    added = [w + alpha for w in weights] if alpha is not None else list(weights)
    whole = sum(added, fmpq(0))
    return Pmf(tuple(w / whole for w in added), labels, tuple(said), tuple(weights), alpha)


def check_options(options: InformationOptions) -> None:
    """Refuse switches for counts where there are none, and two that change the counts."""
    given = options.counts or options.samples
    for name, value in (("estimator", options.estimator), ("bootstrap", options.bootstrap)):
        if value is not None and not given:
            raise UsageError(f"--{name} works on counts", hint="pass --counts or --samples too")
    if options.estimator not in (None, "plugin") and options.smooth is not None:
        raise UsageError("--estimator and --smooth both change the counts", hint="choose one of them")


def _alpha(options: InformationOptions) -> fmpq | None:
    if options.smooth is None:
        return None
    try:
        alpha = _SMOOTH.get(options.smooth) or rational(options.smooth)
    except OutOfRange:
        alpha = None
    if alpha is None or alpha <= 0:
        raise UsageError(f"--smooth {options.smooth}: laplace, jeffreys or a positive number is wanted")
    return alpha


def _merged(labels: Labels, p: list[fmpq]) -> tuple[Labels, list[fmpq], list[str]]:
    """Equal labels once, with their probabilities added up."""
    found: dict[str, fmpq] = {}
    for label, x in zip(labels, p, strict=True):
        found[label] = found[label] + x if label in found else x
    less = len(labels) - len(found)
    notes = [f"merged: {len(labels)} rows have {len(found)} different labels"] if less else []
    return tuple(found), list(found.values()), notes


def _probabilities(
    p: list[fmpq], labels: Labels | None, options: InformationOptions, texts: list[str], notes: list[str]
) -> Pmf:
    total = sum(p, fmpq(0))
    if total == 1:
        return Pmf(tuple(p), labels, tuple(notes))
    longest = max((significant_digits(text) for text in texts), default=0)
    notes.append(missing(total, longest, options))
    return Pmf(tuple(x / total for x in p), labels, tuple(notes))


def missing(total: fmpq, longest: int, options: InformationOptions) -> str:
    """A note when the sum misses 1 by rounding of long cells or within --sum-tolerance; else an error."""
    if rounded_only(total - 1, longest, options):
        return f"the sum is {written(total)}: rescaled to 1, for the cells are rounded"
    raise DistributionError(
        f"probabilities sum to {written(total)}, not 1",
        hint="pass --normalize to rescale, or --counts if these are counts",
    )


def significant_digits(text: str) -> int:
    """Digits in the mantissa of a number as typed."""
    return len(re.sub(r"[^0-9]", "", text.lower().partition("e")[0]))


def rounded_only(gap: fmpq, longest: int, options: InformationOptions) -> bool:
    """Whether a sum of 1 + gap is one that was rounded: the longest cell has so many digits."""
    allowed = fmpq(0)
    if options.sum_tolerance is not None:
        found = rational(options.sum_tolerance)
        if found is None or found < 0:
            raise UsageError(f"--sum-tolerance {options.sum_tolerance}: a number >= 0 is wanted")
        allowed = found
    return abs(gap) <= allowed or (longest >= _LONG and abs(gap) <= _ROUNDING and not options.strict)


def joined(p: Pmf, q: Pmf) -> tuple[Pmf, Pmf, tuple[str, ...]]:
    """Both over the same outcomes: by label where both have labels, else by position."""
    names = common_outcomes(p.labels, len(p.p), q.labels, len(q.p))
    if names is None:
        return p, q, ()
    said = ["count" if pmf.alpha is not None else "probability" for pmf in (p, q)]
    return _over(p, names), _over(q, names), absences(names, p.labels, q.labels, said)


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


def row_error(row: int, column: str, text: str) -> TableError:
    """A cell that is no number, by row, column and text."""
    hint = "write decimals with a point, or pass --decimal ','" if "," in text else None
    return TableError(f"row {row}, column {column}: not a number: '{text[:60]}'", hint=hint)
