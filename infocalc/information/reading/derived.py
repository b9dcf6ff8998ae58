"""Laws made of one: Truncated(P, low, high), ZeroTruncated(P), Shifted(P, by), Scaled(P, by), Negative(P)."""

from __future__ import annotations

from infocalc.errors import ParameterError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.information.condition import Condition, plain
from infocalc.information.facts import Facts
from infocalc.information.families import TABLE
from infocalc.information.families.derived import affine, truncated
from infocalc.information.families.distribution import FEW, Distribution
from infocalc.information.families.support import Support

#: the laws made of another, with what they want beside it
DERIVED = {
    "Truncated": ("low", "high"),
    "ZeroTruncated": (),
    "Shifted": ("by",),
    "Scaled": ("by",),
    "Negative": (),
}


def derived(name: str, p: Distribution, values: tuple[Expr, ...]) -> Distribution:
    """The law of that name made of p; a ParameterError where p has none."""
    match name:
        case "Truncated":
            return _truncated(p, *values)
        case "ZeroTruncated":
            if not p.discrete or p.support is None or p.support.low is not X.ZERO:
                raise ParameterError("ZeroTruncated is of a law on 0, 1, 2, …", "Truncated(P, low, high)")
            return _truncated(p, X.ONE, X.OO)
        case "Shifted":
            return _affine(p, 1, values[0], X.ONE)
        case "Negative":
            return _affine(p, -1, X.ZERO, X.ONE)
    [factor] = values
    sign = (p.facts | Facts()).sign(factor)
    if sign not in (1, -1):
        raise ParameterError(f"Scaled: the factor must be a number other than 0, got {plain(factor)}")
    return _affine(p, sign, X.ZERO, factor if sign > 0 else -factor)


def _affine(p: Distribution, sign: int, shift: Expr, factor: Expr) -> Distribution:
    if p.discrete and (factor is not X.ONE or shift.head != X.NUM or type(shift.data) is not int):
        raise ParameterError("a law on the integers is shifted by an integer, and not scaled")
    if p.support is not None and p.support.circular and factor is not X.ONE:
        raise ParameterError("a law on the circle is not scaled", "Shifted turns it")
    values = (*p.parameters, shift, factor)
    return p._replace(family=affine(p.family, sign), parameters=values)


def _truncated(p: Distribution, low: Expr, high: Expr) -> Distribution:
    support = p.support
    if support is None or low.free or high.free or (p.free and not p.discrete):
        raise ParameterError("Truncated wants numbers: its ends, and the parameters of a density")
    if p.family.log_density is None or support.circular:
        raise ParameterError(f"Truncated: {p.family.name} has no density of one piece on the line")
    ends = _clipped(support, low, high, p)
    if ends == (support.low, support.high):
        return p
    if p.family.name == "Normal":
        return p._replace(family=TABLE["TruncatedNormal"], parameters=(*p.parameters, *ends))
    if p.family.name == "Uniform":
        return p._replace(parameters=ends)
    return p._replace(family=truncated(p.family), parameters=(*p.parameters, *ends))


def _clipped(support: Support, low: Expr, high: Expr, p: Distribution) -> tuple[Expr, Expr]:
    """The ends within the support; those of a law on the integers are integers, few beside the rest."""
    first = support.low if low is -X.OO or _below(low, support.low) else low
    last = support.high if high is X.OO or _below(support.high, high) else high
    empty = not _below(first, last) and not (support.discrete and first is last)
    if empty:
        raise ParameterError(f"Truncated: {p} has nothing between {plain(low)} and {plain(high)}")
    if support.discrete:
        for end in (first, last):
            if end not in (X.OO, -X.OO) and (end.head != X.NUM or type(end.data) is not int):
                raise ParameterError(f"Truncated: an end of a law on the integers is one, got {plain(end)}")
            if end.head == X.NUM and abs(end.data) > FEW:
                raise ParameterError(f"Truncated: ends beyond {FEW} are too far for an exact sum")
        if first is -X.OO or (last is X.OO and support.low is -X.OO):
            raise ParameterError("Truncated: a law on all integers is cut at both ends")
    return first, last


def _below(a: Expr, b: Expr) -> bool:
    """a < b, for numbers and ±oo."""
    if a is b or a is X.OO or b is -X.OO:
        return False
    if a is -X.OO or b is X.OO:
        return True
    return Facts().holds(Condition(b, ">", a)) is True
