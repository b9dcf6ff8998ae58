"""Logits and log-probabilities: lᵢ is the natural logarithm of a weight, pᵢ = e^lᵢ/Σ e^lⱼ."""

from __future__ import annotations

from flint import fmpq

from infocalc.errors import DistributionError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.information.closed.symbolic_pmf import Symbolic, symbolic
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pmf import Labels
from infocalc.information.pmf.typed import labelled, numbers, parts_of
from infocalc.information.reading.literals import literal
from infocalc.information.source import Source

#: formulas of that many exponentials are still exact
MOST = 200
#: an exponent beyond this underflows every format; the text is read wrongly, or is none of this kind
_LARGEST = 10**6


def pmf_of_logarithms(source: Source, options: InformationOptions) -> Symbolic:
    """The pmf of the logits; of log-probabilities whose weights sum to 1, or with --normalize."""
    labels, found = read_logarithms(source, "logits" if options.logits else "logprobs")
    if len(found) > MOST:
        hint = "exponentiate them elsewhere, and pass --normalize"
        raise DistributionError(f"at most {MOST} logarithms are read, got {len(found)}", hint)
    _check(found, options)
    top = max(found)
    weights = [X.power(X.E, X.rational(x - top)) for x in found]
    if len(set(found)) == 1:
        return symbolic(tuple([X.num(1, len(found))] * len(found)), labels)
    total = X.add(*weights)
    values = tuple([weight / total for weight in weights])
    return Symbolic(values, labels)


def read_logarithms(source: Source, option: str) -> tuple[Labels | None, list[fmpq]]:
    """The labels, where there are some, and the numbers that the option reads."""
    labels, cells = _entries(source)
    found = numbers(cells)
    if found is None:
        raise DistributionError(f"--{option} reads numbers", hint="for example -0.5,-1,-2.25")
    return labels, found


def refuse_positive(found: list[fmpq]) -> None:
    """Refuse a logarithm above 0, which is of no probability."""
    above = next((i for i, x in enumerate(found, 1) if x > 0), None)
    if above is not None:
        raise DistributionError(f"entry {above}: a log-probability is at most 0", "--logits are any numbers")


def _check(found: list[fmpq], options: InformationOptions) -> None:
    if any(abs(x) > _LARGEST for x in found):
        raise DistributionError(f"a logarithm beyond {_LARGEST:,} is of no probability")
    if options.logits:
        return
    refuse_positive(found)
    if not options.normalize and len(found) > 1:
        raise DistributionError(
            f"e^l of these log-probabilities sum to {_total(found)}; rounded logarithms never sum to 1",
            hint="--normalize divides by the sum; --tokens reads those of the tokens of one sequence",
        )


def _total(found: list[fmpq]) -> str:
    from infocalc.algebra.ball import value

    total: Expr = X.add(*[X.power(X.E, X.rational(x)) for x in found])
    return f"{value(total, {}, 15).decimal}"


def _entries(source: Source) -> tuple[Labels | None, list[str]]:
    """The labels, where there are some, and the numbers."""
    if source.data is None:
        text = _text(source)
        printed = literal(text) if "(" in text or text[:1] in ("[", "{") else None
        if isinstance(printed, dict):
            return tuple(printed), [str(x) for x in printed.values()]
        if printed and all(isinstance(x, str) for x in printed):
            return None, printed
        return labelled(parts_of(text.strip("[]")), False)
    rows = [cells for _, cells in source.data.records]
    labels = tuple(row[0] for row in rows) if source.data.labelled else None
    return labels, [row[-1] for row in rows]


def _text(source: Source) -> str:
    """Numbers as typed, or one a line."""
    if source.stream is None:
        text = source.text or ""
    else:
        text = source.stream.read().decode("utf-8", "replace")
    return " ".join(text.split()) if "," not in text else text.strip()
