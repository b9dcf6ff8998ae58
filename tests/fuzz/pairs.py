"""Random pairs of members of families, some at the ends of their ranges: no divergence is negative.

Closed forms only: a number by integration cannot be negative without a proof that it is, and takes long.
"""

from __future__ import annotations

from random import Random

from infocalc.algebra.ball import value
from infocalc.errors import InfocalcError, NoAnswer
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.information.closed.closed_form import ClosedForm
from infocalc.information.closed.divergence import closed_divergence
from infocalc.information.families import TABLE
from infocalc.information.families.distribution import Distribution
from infocalc.information.families.member import member
from infocalc.information.families.row import Family, Parameter

NAMES = sorted(TABLE)
#: tries at parameters that a family takes
TRIES = 20


def number(rng: Random, p: Parameter) -> Expr:
    """A value for a parameter, at an end of its range one time in ten."""
    end = rng.random() < 0.1
    match p.domain:
        case "probability" | "unit":
            return X.num(rng.randint(0, 1)) if end else X.num(rng.randint(1, 99), 100)
        case "integer" | "natural" | "count":
            return X.num(0 if end else rng.randint(0 if p.domain != "integer" else -5, 12))
        case "positive" | "nonnegative":
            return X.ZERO if end else X.num(rng.randint(1, 60), rng.choice((1, 4, 10)))
    return X.num(rng.randint(-30, 30), rng.choice((1, 4, 10)))


def random_member(rng: Random, row: Family) -> Distribution | None:
    for _ in range(TRIES):
        try:
            return member(row, tuple([number(rng, p) for p in row.parameters]))
        except InfocalcError:
            continue
    return None


def random_pair(rng: Random) -> tuple[Distribution, Distribution] | None:
    """Two members of one kind; of one family half of the time."""
    first = TABLE[rng.choice(NAMES)]
    second = first if rng.random() < 0.5 else TABLE[rng.choice(NAMES)]
    p, q = random_member(rng, first), random_member(rng, second)
    return None if p is None or q is None or p.discrete != q.discrete else (p, q)


def divergence(p: Distribution, q: Distribution) -> str | None:
    """D(P‖Q) in closed form to 15 digits, None where there is none, or no number."""
    try:
        found = closed_divergence(p, q)
        return value(found.expr, {}, 15).decimal if isinstance(found, ClosedForm) else None
    except NoAnswer:
        return None
