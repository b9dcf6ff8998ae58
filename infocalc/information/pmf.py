"""Finite distributions with exact rational probabilities, read from text; two of them joined by label."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flint import fmpq

from infocalc.errors import DistributionError, TableError
from infocalc.information.options import InformationOptions
from infocalc.information.rationals import OutOfRange, rational, written

#: how far a sum of cells with 15 or more digits may miss 1 through their rounding alone
_ROUNDING = fmpq(1, 10**12)
_LONG = 15


@dataclass(frozen=True, slots=True)
class Pmf:
    """Probabilities p with their labels (None for positions); `notes` say what was done to them."""

    p: tuple[fmpq, ...]
    labels: tuple[str, ...] | None = None
    notes: tuple[str, ...] = ()


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


def labelled(parts: list[str]) -> tuple[tuple[str, ...] | None, list[str]]:
    """The labels before the colons, and what stands behind them."""
    if not any(":" in part for part in parts):
        return None, parts
    if not all(":" in part for part in parts):
        bare = next(part for part in parts if ":" not in part)
        raise DistributionError(f"'{bare}' has no label, others have", hint="label all of them: a:1/2, b:1/2")
    labels = tuple(part.rpartition(":")[0].strip() for part in parts)
    double = next((label for label in labels if labels.count(label) > 1), None)
    if double is not None:
        raise DistributionError(f"label {double} appears twice")
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


def checked(
    p: list[fmpq],
    labels: tuple[str, ...] | None,
    options: InformationOptions,
    texts: list[str],
    rows: list[int] | None = None,
) -> Pmf:
    """The pmf of these weights: non-negative with sum 1, or made so by the switch that was given."""
    for i, x in enumerate(p):
        if x < 0:
            place = f"row {rows[i]}" if rows else f"entry {i + 1}"
            raise DistributionError(f"{place}: negative probability {texts[i]}")
    notes: list[str] = []
    if options.smooth is not None:
        alpha = {"laplace": fmpq(1), "jeffreys": fmpq(1, 2)}.get(options.smooth) or numbers([options.smooth])
        alpha = alpha[0] if isinstance(alpha, list) else alpha
        if alpha is None or alpha <= 0:
            raise DistributionError(
                f"--smooth {options.smooth}: laplace, jeffreys or a positive number is wanted"
            )
        p = [x + alpha for x in p]
        notes.append(f"smoothed: {written(alpha)} added to each of {len(p)} counts")
    total = sum(p, fmpq(0))
    if total == 0:
        raise DistributionError("all probabilities are 0")
    if options.counts or options.normalize or options.smooth is not None:
        if options.normalize and total != 1:
            notes.append(f"normalised: divided by {written(total)}")
        elif options.counts:
            notes.append(f"counts: {written(total)} in all")
        return Pmf(tuple(x / total for x in p), labels, tuple(notes))
    if total != 1:
        notes += _missing(total, texts, options)
        p = [x / total for x in p]
    return Pmf(tuple(p), labels, tuple(notes))


def _missing(total: fmpq, texts: list[str], options: InformationOptions) -> list[str]:
    """A note when the sum misses 1 by the rounding of long cells only, or within --tolerance; else an error."""
    gap = abs(total - 1)
    allowed = numbers([options.tolerance]) if options.tolerance is not None else None
    long = max(len(re.sub(r"[^0-9]", "", t.lower().partition("e")[0])) for t in texts) >= _LONG
    if (allowed is not None and gap <= allowed[0]) or (long and gap <= _ROUNDING and not options.strict):
        return [f"the sum is {written(total)}: rescaled to 1, for the cells are rounded"]
    raise DistributionError(
        f"probabilities sum to {written(total)}, not 1",
        hint="pass --normalize to rescale, or --counts if these are counts",
    )


def joined(p: Pmf, q: Pmf) -> tuple[Pmf, Pmf, tuple[str, ...]]:
    """Both over the same outcomes: by label where both have labels, else by position."""
    if p.labels is None and q.labels is None:
        if len(p.p) != len(q.p):
            raise DistributionError(
                f"{len(p.p)} outcomes in p, {len(q.p)} in q", hint="give both the same outcomes"
            )
        return p, q, ()
    if p.labels is None or q.labels is None:
        which = "p" if p.labels is None else "q"
        raise DistributionError(
            f"only one of the two has labels; {which} has none", hint="label both or neither"
        )
    names = tuple(dict.fromkeys((*p.labels, *q.labels)))
    first, second = dict(zip(p.labels, p.p, strict=True)), dict(zip(q.labels, q.p, strict=True))
    notes = []
    for name, known in (("p", first), ("q", second)):
        absent = [label for label in names if label not in known]
        if absent:
            shown = ", ".join(absent[:5]) + (", …" if len(absent) > 5 else "")
            notes.append(f"not in {name}, so of probability 0 there: {shown}")
    zero = fmpq(0)
    return (
        Pmf(tuple(first.get(n, zero) for n in names), names, p.notes),
        Pmf(tuple(second.get(n, zero) for n in names), names, q.notes),
        tuple(notes),
    )


def row_error(row: int, column: str, text: str) -> TableError:
    """A cell that is no number, by row, column and text."""
    hint = "write decimals with a point" if "," in text else None
    return TableError(f"row {row}, column {column}: not a number: '{text[:60]}'", hint=hint)
