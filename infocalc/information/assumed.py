"""--assume for distributions: what is known of their parameters beside what the families ask for."""

from __future__ import annotations

from collections.abc import Sequence

from infocalc.algebra.assumptions import Assumption
from infocalc.information.closed.mixture import Mixture
from infocalc.information.closed.symbolic_pmf import Symbolic
from infocalc.information.condition import Condition
from infocalc.information.families.distribution import Distribution
from infocalc.information.measures.of_others import Operand


def under(operands: Sequence[Operand], assumptions: Sequence[Assumption]) -> tuple[Operand, ...]:
    """The operands, each with the assumptions among its facts."""
    conditions = tuple([Condition(one.left, ">", one.right) for one in assumptions])
    return tuple([_under(p, conditions) for p in operands])


def _under(p: Operand, conditions: tuple[Condition, ...]) -> Operand:
    if isinstance(p, Distribution):
        return _member(p, conditions)
    if isinstance(p, Mixture):
        return p._replace(components=tuple([_member(c, conditions) for c in p.components]))
    if isinstance(p, Symbolic):
        return p._replace(conditions=tuple(dict.fromkeys((*p.conditions, *conditions))))
    return p


def _member(p: Distribution, conditions: tuple[Condition, ...]) -> Distribution:
    return p._replace(facts=p.facts.given(conditions))
