"""Divergences with symbols for all parameters, at values that keep their conditions: those of the numbers.

What the conditions let through and the formula cannot say (0·log 0 at an end, a removable 0/0) may be
undefined, never another number.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from flint import fmpz

from infocalc.algebra.ball import value
from infocalc.errors import Undecided, Undefined
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import subs
from infocalc.information.closed.closed_form import ClosedForm, Infinite
from infocalc.information.closed.divergence import closed_divergence
from infocalc.information.condition import Condition
from infocalc.information.families.distribution import Distribution
from infocalc.information.measure import MEASURES
from infocalc.information.measures.closed_measures import measure_expr
from infocalc.information.reading.families import read
from tests.whole import part_of

from .members import MEMBERS, OTHERS

SETS = [{name: read(member.text) for name, member in MEMBERS.items()}]
SETS += [{text.partition("(")[0]: read(text) for text in texts} for texts in OTHERS]
FIRST = SETS[0]


def with_symbols(name: str, letter: str) -> tuple[Distribution, list[str]]:
    names = [f"{letter}{i}" for i in range(len(FIRST[name].parameters))]
    return read(f"{name}({', '.join(names)})"), names


def holds(c: Condition, place: dict[str, Expr]) -> bool:
    left, right = subs(c.left, place), subs(c.right, place)
    if c.relation == "integer":
        return left.head == X.NUM and left.data.denominator == 1
    if left is right:
        return c.relation != ">"
    d = Decimal(value(left - right, {}, 15).decimal)
    return {">": d > 0, ">=": d >= 0, "=": d == 0}[c.relation]


@pytest.mark.parametrize("a", part_of(sorted(MEMBERS), 4))
def test_symbols_and_numbers_agree(a: str) -> None:
    compared = 0
    for b in MEMBERS:
        if FIRST[a].discrete != FIRST[b].discrete:
            continue
        (p, first), (q, second) = with_symbols(a, "a"), with_symbols(b, "b")
        found = closed_divergence(p, q)
        if found is None:
            continue
        for laws in SETS:
            place = dict(zip([*first, *second], [*laws[a].parameters, *laws[b].parameters], strict=True))
            if all(holds(c, place) for c in found.conditions):
                compared += _compared(found, place, closed_divergence(laws[a], laws[b]))
    # a support that stays open, or an entropy without closed form and with it every divergence
    assert compared or a in ("GeneralizedPareto", "Hypergeometric", "ZipfFinite", "WrappedNormal")


def _compared(
    found: ClosedForm | Infinite, place: dict[str, Expr], known: ClosedForm | Infinite | None
) -> int:
    if isinstance(found, Infinite):
        assert not isinstance(known, ClosedForm)
        return 1
    if known is None:
        return 0
    try:
        got = Decimal(value(subs(found.expr, place), {}, 20).decimal)
    except (Undefined, Undecided):
        return 0
    assert isinstance(known, ClosedForm)
    want = Decimal(value(known.expr, {}, 20).decimal)
    assert abs(got - want) <= Decimal("1e-15") * max(abs(want), Decimal("1e-6"))
    return 1


@pytest.mark.parametrize("n", range(1, 13))
def test_the_entropy_of_a_binomial_law_has_logarithms_of_p_and_1_minus_p_and_of_primes(n: int) -> None:
    found, _ = measure_expr(MEASURES["entropy"], (read(f"Binomial({n}, p)"),))
    logs = {node.args[0] for node in X.nodes(found) if node.head == X.CALL}
    assert {u for u in logs if u.free} == {X.sym("p"), 1 - X.sym("p")}
    assert all(fmpz(u.data).is_prime() for u in logs if not u.free)
    numbers, _ = measure_expr(MEASURES["entropy"], (read(f"Binomial({n}, 2/7)"),))
    assert value(found, {"p": X.num(2, 7)}, 25).decimal == value(numbers, {}, 25).decimal
