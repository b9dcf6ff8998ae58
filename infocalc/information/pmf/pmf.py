"""Finite distributions with exact rational probabilities, checked or made so by the switch that was given."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from flint import fmpq

from infocalc.errors import DistributionError, TableError, UsageError
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.rationals import OutOfRange, rational, written
from infocalc.notation.patterns import pattern
from infocalc.records import NamedTuple

#: how far a sum of cells with 15 or more digits may miss 1 through their rounding alone
_ROUNDING = fmpq(1, 10**12)
_LONG = 15
#: what a row or a column of sums is called
TOTALS = frozenset("total totals all sum subtotal overall gesamt summe somme".split()) | {"grand total"}
_SMOOTH = {"laplace": fmpq(1), "jeffreys": fmpq(1, 2)}
#: 1.234, which may be 1234
_GROUPED = pattern(r"[1-9][0-9]{0,2}\.[0-9]{3}")
#: rows from which on a last one that is the sum of the others is no coincidence
_MANY = 5
#: decimal fractions in a message, at most
_SHOWN = 40

Labels = tuple[str, ...]


class Pmf(NamedTuple):
    """Probabilities p with their labels (None for positions); `notes` say what was done to them.

    `counts` are the weights as given where they are counts, `alpha` is what smoothing added to each of them;
    `warnings` name another reading of what was given.
    """

    p: tuple[fmpq, ...]
    labels: Labels | None = None
    notes: tuple[str, ...] = ()
    counts: tuple[fmpq, ...] | None = None
    alpha: fmpq | None = None
    warnings: tuple[str, ...] = ()

    def name(self, i: int) -> str:
        """The label of outcome i, or its place from 1."""
        return self.labels[i] if self.labels else str(i + 1)

    def counted(self) -> list[fmpq]:
        """The counts of the outcomes, those that this sample lacks with them."""
        n = sum(self.counts or (), fmpq(0))
        return [x * n for x in self.p]


def counted(tally: Counter[str], options: InformationOptions) -> Pmf:
    """The distribution of the observations, in the order of first appearance."""
    if "" in tally:
        raise DistributionError("an empty observation", hint="--samples counts the entries: a,b,a")
    n = tally.total()
    counts = [fmpq(k) for k in tally.values()]
    pmf = checked(counts, tuple(tally), options._replace(counts=True), [])
    said = f"samples: {n} observations of {len(counts)} different values"
    if n > 1 and len(counts) == n:
        said += ", none of which repeats: the entropy is log n whatever they are"
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
        if x < 0 or (x.q != 1 and options.counts and not options.weights):
            line = rows[i] if rows else None
            place = f"entry {i + 1}" if line is None else f"row {line}"
            raise (negative if x < 0 else no_count)(place, texts[i], line)
    total = total_among(p, labels, rows)
    notes: list[str] = []
    if options.merge_duplicates and labels is not None:
        labels, p, merged = _merged(labels, p)
        notes += merged
    alpha = _alpha(options)
    if sum(p, fmpq(0)) == 0 and alpha is None:
        raise DistributionError("all probabilities are 0")
    if not options.tallied and not options.normalize:
        try:
            found = _probabilities(p, labels, options, texts, notes)
        except DistributionError as problem:
            hint = f"{total}: leave it out" if total else problem.hint
            raise DistributionError(problem.message, hint=hint) from None
        if alpha is None:
            return found
        _refuse_large(alpha, len(p), options)
    if options.smooth_total is not None:
        p = [x * _smooth_total(options) / sum(p, fmpq(0)) for x in p]
    found = weighted(p, labels, options, alpha, notes)
    return found._replace(warnings=(f"{total}: counted as an outcome of its own",) if total else ())


def negative(place: str, text: str, line: int | None = None) -> DistributionError:
    """The refusal of a probability below 0."""
    hint = "if these are observations, --samples counts them" if place.startswith("row") else None
    return DistributionError(f"{place}: negative probability {text[:_SHOWN]}", hint=hint, line=line)


def no_count(place: str, text: str, line: int | None = None) -> DistributionError:
    """The refusal of a count that is no whole number."""
    hint = "counts are whole, with labels or without (a:3,b:1 or 3,1); --weights takes other numbers"
    if _GROUPED.fullmatch(text):
        hint = f"--decimal ',' reads {text.replace('.', '')}, --weights takes numbers that need not be whole"
    return DistributionError(f"{place}: {text[:_SHOWN]} is no count", hint=hint, line=line)


def total_among(p: Sequence[fmpq], labels: Labels | None, rows: Sequence[int] | None) -> str | None:
    """Which outcome is the sum of all the others, as a total below a table is: the last, or one called so."""
    if len(p) < 3 or not rows:
        return None
    whole = sum(p, fmpq(0))
    for i, x in enumerate(p):
        called = labels is not None and labels[i].strip(" :.*").lower() in TOTALS
        last = i == len(p) - 1 and (x == 1 or len(p) >= _MANY)
        if 2 * x == whole != 0 and (called or last):
            name = f" ({labels[i]})" if labels is not None else ""
            return f"row {rows[i]}{name} is the sum of the others, a total"
    return None


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
    if options.tallied and options.smooth_total is None:
        kind = "weights" if options.weights else "counts"
        said.append(f"{kind}: {written(total)} in all, {len(weights)} bins")
    elif options.normalize and total != 1:
        said.append(f"normalised: divided by {written(total)}")
    if alpha is not None:
        kind = "counts" if options.tallied or options.smooth_total else "probabilities"
        said.append(f"smoothed: {written(alpha)} added to each of {len(weights)} {kind}")
    added = [w + alpha for w in weights] if alpha is not None else list(weights)
    whole = sum(added, fmpq(0))
    return Pmf(tuple(w / whole for w in added), labels, tuple(said), tuple(weights), alpha)


def check_options(options: InformationOptions) -> None:
    """Refuse switches for counts where there are none, and two that change the counts."""
    given = options.counted
    for name in ("estimator", "bootstrap", "bayes"):
        if getattr(options, name) is not None and not given:
            raise UsageError(f"--{name} works on counts", hint="pass --counts or --samples too")
    if options.estimator not in (None, "plugin") and options.smooth is not None:
        raise UsageError("--estimator and --smooth both change the counts", hint="choose one of them")
    if options.smooth in _SMOOTH and not given and options.smooth_total is None:
        raise UsageError(
            f"--smooth {options.smooth} adds to counts, these are probabilities",
            hint="pass --counts, or --smooth-total N when the probabilities come from N observations",
        )


def _smooth_total(options: InformationOptions) -> fmpq:
    """The number of observations that the probabilities stand for."""
    try:
        found = rational(options.smooth_total or "")
    except OutOfRange:
        found = None
    if found is None or found <= 0:
        raise UsageError(f"--smooth-total {options.smooth_total}: a positive number is wanted")
    return found


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


def _refuse_large(alpha: fmpq, n: int, options: InformationOptions) -> None:
    """Refuse to add more to probabilities than there is of them: it was meant for counts."""
    if options.smooth_total is None and alpha * n >= 1:
        raise UsageError(
            f"--smooth {options.smooth} adds {written(alpha * n)} to probabilities of sum 1",
            hint="pass --counts, or --smooth-total N when the probabilities come from N observations",
        )


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
    hint = "pass --normalize to rescale, or --counts if these are counts"
    if abs(total - 1) < fmpq(1, 50) and total != 0:
        allowed = _above(abs(total - 1))
        hint = f"pass --sum-tolerance {allowed} if the cells are rounded, or --normalize to rescale"
    raise DistributionError(f"probabilities sum to {written(total)}, not 1", hint=hint)


def _above(gap: fmpq) -> str:
    """The least 1, 2 or 5 times a power of ten that is at least this: 1e-6."""
    power = -1
    while fmpq(10) ** power > gap:
        power -= 1
    factor = next(k for k in (1, 2, 5, 10) if k * fmpq(10) ** power >= gap)
    return f"1e{power + 1}" if factor == 10 else f"{factor}e{power}"


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


def row_error(row: int, column: str, text: str) -> TableError:
    """A cell that is no number, by row, column and text."""
    hint = "write decimals with a point, or pass --decimal ','" if "," in text else None
    return TableError(f"row {row}, column {column}: not a number: '{text[:60]}'", hint=hint, line=row)
