"""The member of a family with given parameters, which are checked; what stays open is kept as conditions."""

from __future__ import annotations

from infocalc.errors import ParameterError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import subs
from infocalc.information.condition import Condition, plain
from infocalc.information.facts import Facts
from infocalc.information.families import TABLE
from infocalc.information.families.distribution import Distribution
from infocalc.information.families.row import DOMAINS, Family, Parameter


def _refused(row: Family, p: Parameter, value: Expr) -> ParameterError:
    return ParameterError(f"{row.name}: {p.name} must be {DOMAINS[p.domain]}, got {plain(value)}")


def open_conditions(row: Family, p: Parameter, value: Expr) -> list[Condition]:
    """What stays open of the conditions on a value."""
    verdicts = {c: Facts().holds(c) for c in p.conditions(value)}
    if False in verdicts.values():
        raise _refused(row, p, value)
    return [c for c, verdict in verdicts.items() if verdict is None]


def member(row: Family, values: tuple[Expr, ...]) -> Distribution:
    """The member of a family with these parameters, which are checked; open conditions are kept.

    At an end of the range it may be the member of another family: Binomial(n, 1) is all at n.
    """
    values = tuple(map(_end, values))
    end = row.end(*values) if row.end is not None else None
    if end is not None:
        _check_others(row, values)
        return member(TABLE[end.family], end.parameters)
    facts, conditions = Facts(), []
    for p, value in zip(row.parameters, values, strict=True):
        _check_finite(row, p, value)
        for c in p.conditions(value):
            verdict = facts.holds(c)
            if verdict is False or (verdict is None and not value.free):
                raise _refused(row, p, value)
            if verdict is None:
                conditions.append(c)
    facts = facts.given(conditions)
    if row.constraints is not None:
        names = row.constraints(*[X.sym(p.name) for p in row.parameters])
        for c, named in zip(row.constraints(*values), names, strict=True):
            verdict = facts.holds(c)
            if verdict is False or (verdict is None and not (c.left.free | c.right.free)):
                got = ", ".join(f"{p.name} = {plain(v)}" for p, v in zip(row.parameters, values, strict=True))
                raise ParameterError(f"{row.name}: {named} must hold, got {got}")
            if verdict is None:
                conditions.append(c)
    known = [c for p, v in zip(row.parameters, values, strict=True) for c in p.conditions(v)]
    known += list(row.constraints(*values)) if row.constraints is not None else []
    return Distribution(row, values, Facts().given(known), tuple(dict.fromkeys(conditions)))


def _end(value: Expr) -> Expr:
    """2·∞ + 1 as the infinity that it is."""
    parts = [X.split_coefficient(t) for t in X.terms(value) if X.OO in X.nodes(t)]
    if len(parts) == 1 and parts[0][1] is X.OO:
        return X.OO if parts[0][0] > 0 else -X.OO
    return value


def _check_others(row: Family, values: tuple[Expr, ...]) -> None:
    """Refuse what no end excuses: Binomial(-1, 0)."""
    for p, value in zip(row.parameters, values, strict=True):
        ends = (X.ZERO, X.ONE, X.OO)
        if value not in ends and any(Facts().holds(c) is False for c in p.conditions(value)):
            raise _refused(row, p, value)


def _check_finite(row: Family, p: Parameter, value: Expr) -> None:
    """±oo only as an end of a range whose default is one; no i, no truth values."""
    if value in (X.OO, -X.OO) and p.default is not None and p.default in (X.OO, -X.OO):
        return
    if any(node in (X.OO, X.I, X.TRUE, X.FALSE) for node in X.nodes(value)):
        raise _refused(row, p, value)


def substituted(p: Distribution, point: dict[str, Expr]) -> Distribution:
    """p with values for symbols; the values are checked against the domains."""
    values = tuple(subs(v, point) for v in p.parameters)
    return member(p.family, values)._replace(notes=p.notes)
