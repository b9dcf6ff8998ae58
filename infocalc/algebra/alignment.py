"""Parts that cancel each other made visible.

(2u)^p and u^p become powers of one base, e^(asinh u) the algebraic function that it is. log(1 − z) is written
by log(1 + z) and atanh z where those are there too, and log(1 − iu) by log(1 + iu) and atan u.
"""

from __future__ import annotations

from math import gcd, lcm

from flint import fmpq

from infocalc.algebra.naming import LOGARITHMIC
from infocalc.algebra.normal import tidy
from infocalc.algebra.one_fraction import negated
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.functions import column, with_parts

_MOST_POWER = 8
#: words without which nothing can be aligned
_ALIGNED = LOGARITHMIC | {X.ROOT}


def aligned(e: Expr) -> Expr:
    """e with proportional bases of powers made one base and pairs of logarithms written by atanh and atan."""
    if e.words.isdisjoint(_ALIGNED):
        return e
    powers, calls = [], []
    for node in X.inner(e):
        if node.head == X.POW and not is_whole(node.args[1]):
            powers.append(node)
        elif node.head == X.CALL and node.data in LOGARITHMIC:
            calls.append(node)
    places = _radicands(powers) | _conjugate_radicands(powers) | _logarithms(calls)
    return _replaced(e, places) if places else e


def algebraic(e: Expr) -> Expr:
    """e with e^(k·asinh u) = (u + √(u² + 1))^k and its kin."""
    if e.words.isdisjoint(_HYPERBOLIC):
        return e
    found: dict[Expr, Expr] = {}
    for node in X.inner(e):
        if node.head == X.POW and node.args[0] is X.E:
            c, t = X.split_coefficient(node.args[1])
            if t.head == X.CALL and t.data in _HYPERBOLIC and type(c) is int and abs(c) <= _MOST_POWER:
                found[node] = X.power(_HYPERBOLIC[t.data](t.args[0]), X.num(c))
    return _replaced(e, found) if found else e


def is_whole(e: Expr) -> bool:
    return e.head == X.NUM and type(e.data) is int


def _replaced(e: Expr, places: dict[Expr, Expr]) -> Expr:
    def visit(node: Expr, parts: tuple[Expr, ...]) -> Expr:
        return places[node] if node in places else with_parts(node, parts)

    return X.fold(e, visit)


def _radicands(powers: list[Expr]) -> dict[Expr, Expr]:
    """(c·m)^p as |c|^p·(±m)^p, right for every complex m.

    That is where a power of another multiple of ±m occurs, or a number leaves the root: √(1 − x²/4) is
    √(4 − x²)/2.
    """
    groups: dict[tuple[bool, frozenset[Expr]], list[tuple[Expr, Expr, Expr]]] = {}
    for node in powers:
        if node.args[0].free:
            positive, size, factors = _primitive(_opened(node.args[0]))
            base = X.mul(*(factors if positive else _opposite(factors)))
            if base is X.ZERO:  # a hidden 0 stays hidden: it may stand below a bar
                continue
            groups.setdefault((positive, frozenset(factors)), []).append((node, size, base))
    found = {}
    for members in groups.values():
        several = len({node.args[0] for node, _, _ in members}) > 1
        for node, size, base in members:
            outside = X.power(size, node.args[1])
            loose = size.data.denominator != 1 or (outside.head == X.NUM and outside is not X.ONE)
            if several or loose or _has_power_of_sum(node.args[0]):
                found[node] = outside * X.power(base, node.args[1])
    return found


def _opened(e: Expr) -> Expr:
    """1 − (2x − 1)² as 4x·(1 − x)."""
    return tidy(e) if _has_power_of_sum(e) else e


def _has_power_of_sum(e: Expr) -> bool:
    """Whether (a + b)^2 and the like occurs in the terms of a sum."""
    factors = [f for t in e.args for f in (t.args if t.head == X.MUL else (t,))] if e.head == X.ADD else []
    return any(f.head == X.POW and f.args[0].head == X.ADD and is_whole(f.args[1]) for f in factors)


def _primitive(e: Expr) -> tuple[bool, Expr, list[Expr]]:
    """A product as the sign and the size of a number times factors.

    Sums among them begin with a plus and have whole coefficients without a common divisor.
    """
    c, factors = (e.data, list(e.args)) if e.head == X.MUL else (1, [e])
    for i, f in enumerate(factors):
        content = _content(f) if f.head == X.ADD else 1
        if content != 1:
            factors[i] = X.scale_terms(1 / fmpq(content), f)
            c *= content
    return c > 0, X.rational(abs(c)), factors


def _opposite(factors: list[Expr]) -> list[Expr]:
    """The factors of the negative of a product, with the minus in a sum where there is one."""
    place = next((i for i, f in enumerate(factors) if f.head == X.ADD), None)
    if place is None:
        return [X.MINUS_ONE, *factors]
    return [*factors[:place], negated(factors[place]), *factors[place + 1 :]]


def _content(e: Expr) -> X.Rational:
    """The rational number that a sum is a primitive multiple of, with the sign of its first term."""
    constant, coefficients = e.data
    numbers = [q for q in (constant, *coefficients) if q != 0]
    above = gcd(*[int(q.numerator) for q in numbers])
    below = lcm(*[int(q.denominator) for q in numbers])
    return X.normal(fmpq(above if coefficients[0] > 0 else -above, below))


def in_lowest_terms(e: Expr) -> Expr:
    """(8x − 4)/(8·√u) as (2x − 1)/(2·√u): a divisor of the number below the bar leaves a sum above it."""
    if e.head == X.ADD:
        return X.add(*map(in_lowest_terms, X.terms(e)))
    if e.head != X.MUL:
        return e
    c, factors = e.data, list(e.args)
    for i, f in enumerate(factors):
        common = gcd(int(c.denominator), int(_content(f).numerator)) if f.head == X.ADD else 1
        if common != 1:
            factors[i] = X.scale_terms(fmpq(1, common), f)
            c = c * common
    return X.mul(X.rational(c), *factors)


def _conjugate_radicands(powers: list[Expr]) -> dict[Expr, Expr]:
    """(1 − iu)^p as (1 + u²)^p·(1 + iu)^(−p), where a power of 1 + iu occurs; right for every real u."""
    sums = [node.args[0] for node in powers if node.args[0].head == X.ADD]
    bases = dict.fromkeys(base for base in sums if base.data[0] == 1)
    found: dict[Expr, Expr] = {}
    kept: set[Expr] = set()
    for base in bases if len(bases) > 1 else ():
        u = (base - 1) / X.I
        other = 1 - X.I * u
        if "i" in u.words or other not in bases or other in kept:
            continue
        kept.add(base)
        for node in powers:
            if node.args[0] is other:
                found[node] = X.power(1 + u**2, node.args[1]) * X.power(base, -node.args[1])
    return found


def _logarithms(calls: list[Expr]) -> dict[Expr, Expr]:
    """log(1 − z) = log(1 + z) − 2·atanh z, and with z = iu: log(1 − iu) = log(1 + iu) − 2i·atan u."""
    there = set(calls)
    found: dict[Expr, Expr] = {}
    for node in calls if len(calls) > 1 else ():
        if node.data != F.log.name or node.args[0].head != X.ADD or node.args[0].data[0] != 1:
            continue
        z = node.args[0] - 1
        other = F.log.apply(1 - z)
        if other not in there or node in found:
            continue
        u = z / X.I
        if "i" not in u.words:
            found[other] = node - 2 * X.I * F.atan(u)
        elif {F.atanh.apply(z), F.atanh.apply(-z)} & there:
            found[other] = node - 2 * F.atanh(z)
        elif {F.atan.apply(u), F.atan.apply(-u)} & there:
            found[other] = node - 2 * X.I * F.atan(u)
    return found


#: e^f(u) of inverse functions f
_HYPERBOLIC = column("exponential")
