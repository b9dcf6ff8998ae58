"""A finite distribution as it is typed: `1/2,1/3,1/6`, `0.5 0.5`, `a:1/2, b:1/2`, `50%,50%`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from flint import fmpq

from infocalc.errors import DistributionError
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pmf import Labels, Pmf, checked, counted
from infocalc.information.pmf.rationals import MISSING, OutOfRange, rational
from infocalc.notation.brackets import split
from infocalc.notation.patterns import pattern

#: a colon with blanks around it, and the blanks in front of a label and its colon
_COLON, _BEFORE_LABEL = pattern(r"\s*:\s*"), pattern(r"\s+(?=[^\s:]+:)")
#: 3:2:1, a ratio
_RATIO = pattern(r"\s*[0-9.]+(?:\s*:\s*[0-9.]+)+\s*")


def of_text(text: str, options: InformationOptions) -> Pmf | None:
    """The pmf typed as `1/2,1/3,1/6` or `a:1/2, b:1/2`, or the samples `a,b,a`; None when it has symbols."""
    parts = parts_of(text)
    if options.samples:
        return counted(Counter(parts), options)
    labels, texts = labelled(parts, options.merge_duplicates)
    values = numbers(texts)
    return None if values is None else checked(values, labels, options, texts)


def parts_of(text: str) -> list[str]:
    """The entries of `1/2,1/3,1/6`, `0.5 0.5` or `a:1/2, b:1/2`; also `a:1/2 b:1/2`."""
    inner = text.strip()
    if not inner:
        raise DistributionError("an empty distribution", hint="for example 1/2,1/3,1/6")
    if "," in inner or ":" in inner:
        parts = [part.strip() for part in split(inner)]
        return [piece for part in parts for piece in _pieces(part)]
    return inner.split()


def refuse_missing(cells: Sequence[str], text: str) -> None:
    """Refuse entries that are empty, or a word for what is missing: it would be read as a symbol."""
    for place, cell in enumerate(cells, 1):
        if cell in ("", "]", ")"):
            raise DistributionError(f"entry {place} is empty", "leave its comma out", text=text)
        if cell.lower() in MISSING:
            raise DistributionError(f"entry {place}: {cell} is no number", text=text)


def _pieces(part: str) -> list[str]:
    """`a:1/4 b:1/2` as its two entries, by the colons; any other part as it is."""
    if part.count(":") < 2:
        return [part]
    pieces = _BEFORE_LABEL.split(_COLON.sub(":", part))
    if len(pieces) > 1 and all(piece.count(":") == 1 and piece[-1] != ":" for piece in pieces):
        return pieces
    return [part]


def labelled(parts: list[str], repeated: bool = False) -> tuple[Labels | None, list[str]]:
    """The labels before the colons, and what stands behind them; a label twice only where `repeated`."""
    if not any(":" in part for part in parts):
        return None, parts
    if len(parts) == 1 and _RATIO.fullmatch(parts[0]):
        numbers_only = ",".join(parts[0].replace(" ", "").split(":"))
        raise DistributionError(
            f"'{parts[0]}' is a ratio, or a label and its probability",
            hint=f"a ratio is {numbers_only} --counts; labels are words: a:1",
        )
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
            value = _typed(text)
        except OutOfRange as problem:
            raise DistributionError(f"{where or f'entry {i}'}: {problem}: {text[:40]}") from None
        if value is None:
            return None
        found.append(value)
    return found


def _typed(text: str) -> fmpq | None:
    """A number, or one in percent: 50% is 1/2."""
    if text[-1:] == "%":
        found = rational(text[:-1].rstrip())
        return None if found is None else found / 100
    return rational(text)
