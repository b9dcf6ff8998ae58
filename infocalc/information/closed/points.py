"""A finite pmf as a law on the integers, beside a discrete family: a mixture of laws of one outcome."""

from __future__ import annotations

from infocalc.errors import DistributionError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.information.closed.mixture import Mixture
from infocalc.information.closed.symbolic_pmf import Symbolic
from infocalc.information.condition import Condition
from infocalc.information.families import TABLE
from infocalc.information.families.distribution import Distribution
from infocalc.notation.patterns import pattern

#: pairs of outcomes are compared one by one
MOST = 100
_INTEGER = pattern(r"[-+]?[0-9]{1,9}")


def numbered(p: Symbolic) -> Mixture:
    """The pmf on the integers that its labels are, or on 0, 1, …, n; refused for other labels."""
    if len(p.p) > MOST:
        raise DistributionError(f"at most {MOST} probabilities are compared with a family, got {len(p.p)}")
    if p.labels is None:
        places = list(range(len(p.p)))
        note = f"the probabilities are those of 0..{len(p.p) - 1}; other outcomes are labels: 1:1/2, 2:1/2"
    else:
        other = next((label for label in p.labels if not _INTEGER.fullmatch(label)), None)
        if other is not None:
            hint = "label the outcomes by the integers of the family, or leave the labels out for 0..n"
            raise DistributionError(f"outcome {other!r} is no outcome of a family on the integers", hint)
        places = [int(label) for label in p.labels]
        note = "the labels are the outcomes of the family"
    return _law([(X.num(k), w) for k, w in zip(places, p.p, strict=True)], p.conditions, (*p.notes, note))


def points(p: Distribution) -> Mixture | None:
    """A member with few outcomes, as one; None for others."""
    outcomes = p.outcomes() if p.discrete else None
    if outcomes is None or len(outcomes) > MOST:
        return None
    weights = [(X.num(k), p.mass(X.num(k))) for k in outcomes]
    return _law(weights, p.conditions, p.notes)


def _law(
    weights: list[tuple[Expr, Expr]], conditions: tuple[Condition, ...], notes: tuple[str, ...]
) -> Mixture:
    kept = [(k, w) for k, w in weights if w is not X.ZERO]
    laws = tuple(Distribution(TABLE["DiscreteUniform"], (k, k)) for k, _ in kept)
    return Mixture(tuple(w for _, w in kept), laws, conditions, notes)
