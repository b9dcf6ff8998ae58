"""Closed forms as a textbook has them: logarithms joined into quotients, the rational part apart."""

from __future__ import annotations

from math import gcd

from flint import fmpq

from infocalc.algebra.cost import cost, has_bar
from infocalc.algebra.factoring import TooLarge
from infocalc.algebra.field import Field
from infocalc.algebra.normal import tidy
from infocalc.algebra.one_fraction import negated, product_form
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import call, column, rebuild, with_parts
from infocalc.functions import calls as F
from infocalc.functions.row import OfArguments
from infocalc.information.closed.expansion import MOST_TERMS, Expansion, open_terms
from infocalc.information.facts import Facts

#: gamma functions whose arguments are no further apart are written with one
_FAR = 8
_RAISED, _U = column("raised"), X.sym("_u")


def standard_form(e: Expr, facts: Facts) -> Expr:
    """An equal form of e, for symbols that satisfy the facts."""
    found = _arranged(_shifted(e), facts)
    simpler = _with_simple_arguments(found)
    return found if simpler is found else _arranged(simpler, facts)


def _arranged(e: Expr, facts: Facts) -> Expr:
    """Logarithms opened, like terms collected, logarithms joined."""
    opened = Expansion(frozenset(), frozenset(), facts).expand(e).get(X.ONE, X.ZERO)
    return joined_logarithms(_collected(opened if opened.free else _multiplied_out(opened)))


def _with_simple_arguments(e: Expr) -> Expr:
    """log u with sums of fractions in u over one bar, so that (x²/g² + 1)/(x² + g²) is 1/g².

    What the terms of a sum in u share comes out: a²·b²/(a²·b² − a²·b²·r²) is 1/(1 − r²).
    """

    def visit(node: Expr, parts: tuple[Expr, ...]) -> Expr:
        if not F.log.heads(node):
            return with_parts(node, parts)
        (u,) = parts
        c, factors = (u.data, u.args) if u.head == X.MUL else (1, (u,))
        u = _without_content(X.mul(X.rational(c), *map(_over_one_bar, factors)))
        base, exponent = X.split_power(u)
        return exponent * F.log(base) if _wants_positive(exponent) else F.log(u)

    return X.fold(e, visit)


def _wants_positive(exponent: Expr) -> bool:
    """Whether b^exponent is positive only where b is: of an odd number and of a fraction."""
    if exponent.head != X.NUM or exponent is X.ONE:
        return False
    return type(exponent.data) is not int or exponent.data % 2 == 1


def _without_content(u: Expr) -> Expr:
    """u as a product, where that is no longer and u has a sum of products."""
    sums = [f for f in map(X.split_power, u.args if u.head == X.MUL else (u,)) if f[0].head == X.ADD]
    if not any(sum(t.head not in (X.SYM, X.NUM) for t in base.args) > 1 for base, _ in sums):
        return u
    found = product_form(u)
    if found is None:
        return u
    return found if cost(found) + (found.head == X.ADD) <= cost(u) else u


def _over_one_bar(factor: Expr) -> Expr:
    """(x²/g² + 1)^k as (x² + g²)^k/g^(2k)."""
    base, exponent = X.split_power(factor)
    if base.head != X.ADD or not any(map(has_bar, base.args)):
        return factor
    fraction = product_form(base)
    return factor if fraction is None else X.power(fraction, exponent)


def _step(node: Expr) -> OfArguments | None:
    """u ↦ f(u + 1) − f(u), where f is not in it: 1/u of digamma, log u of loggamma."""
    if node.head != X.CALL or node.data not in _RAISED or len(node.args) != 1:
        return None
    name = node.data

    def step(u: Expr) -> Expr:
        above: Expr = _RAISED[name](u)
        return above - call(name, u)

    return None if name in step(_U).words else step


def _shifted(e: Expr) -> Expr:
    """digamma(u + 1) = digamma(u) + 1/u and loggamma(u + 1) = loggamma(u) + log u, where u occurs too."""
    groups: dict[tuple[str, Expr], list[int]] = {}
    for node in X.nodes(e):
        if node.free and _step(node) is not None:
            u, k = _without_integer(node.args[0])
            groups.setdefault((node.data, u), []).append(k)
    least = {key: min(found) for key, found in groups.items() if min(found) < max(found) <= min(found) + _FAR}

    def visit(node: Expr, parts: tuple[Expr, ...]) -> Expr:
        node = with_parts(node, parts)
        step = _step(node)
        if step is None:
            return node
        u, k = _without_integer(node.args[0])
        first = least.get((node.data, u), k)
        more = [step(u + j) for j in range(first, k)]
        return X.add(call(node.data, u + first), *more) if more else node

    return X.fold(e, visit) if least else e


def _without_integer(u: Expr) -> tuple[Expr, int]:
    """u = v + k."""
    k = u.data[0] if u.head == X.ADD and type(u.data[0]) is int else 0
    return u - k, k


def _multiplied_out(e: Expr) -> Expr:
    """A constant as a polynomial in its logarithms, γ, π and their like, where that is shorter."""
    try:
        field = Field([e])
        n, d = field.fraction(e)
    except TooLarge:
        return e
    if len(d) != 1:
        return e
    below = X.power(field.expression(d), X.MINUS_ONE)
    return min(e, X.add(*[below * t for t in X.terms(field.expression(n))]), key=cost)


def _collected(e: Expr) -> Expr:
    """Σ of generators (products of calls and exponentials), coefficients and the rational rest tidied."""
    groups: dict[Expr, list[Expr]] = {}
    rest: list[Expr] = []
    for term in distributed(e):
        factors = term.args if term.head == X.MUL else (term,)
        special = [f for f in factors if _is_special(f)]
        if special:
            plain = [f for f in factors if f not in special]
            c = X.mul(X.rational(term.data if term.head == X.MUL else 1), *plain)
            groups.setdefault(X.mul(*special), []).append(c)
        else:
            rest.append(term)
    terms = [_shorter(_times(_as_factor(tidy(X.add(*cs))), g)) for g, cs in groups.items()]
    return X.add(*terms, tidy(X.add(*rest)))


def _shorter(term: Expr) -> Expr:
    """e^(−x)/(1 − e^(−x)) as 1/(e^x − 1)."""
    bars = [X.split_power(f) for f in term.args] if term.head == X.MUL else []
    waves = any(X.E in base.args for b, _ in bars if b.head == X.ADD for base in b.args)
    return min(term, tidy(term), key=cost) if waves else term


def _as_factor(c: Expr) -> Expr:
    """a/(a − 1) for 1/(a − 1) + 1: a product where that is no longer."""
    found = product_form(c) if c.head == X.ADD and any(map(has_bar, c.args)) else None
    return c if found is None or cost(found) > cost(c) else found


def _times(c: Expr, generator: Expr) -> Expr:
    """c·g, a number that divides every term of c in front: 5·(p − 1)·log(1 − p)."""
    if c.head != X.ADD or not all(type(k) is int for k in (c.data[0], *c.data[1])):
        return X.mul(c, generator)
    common = gcd(c.data[0], *c.data[1])
    return X.mul(X.num(common), X.scale_terms(fmpq(1, common), c), generator)


def distributed(e: Expr) -> list[Expr]:
    """The terms of e, sums of calls inside products multiplied out: k·(log a + log b)."""
    found: list[Expr] = []
    todo = open_terms(e)[::-1]
    while todo:
        term = todo.pop()
        factors = term.args if term.head == X.MUL else (term,)
        sums = [f for f in factors if f.head == X.ADD and _is_special(f)]
        if len(sums) == 1 and term.head == X.MUL and len(found) + len(todo) < MOST_TERMS:
            others = X.mul(X.rational(term.data), *[f for f in factors if f is not sums[0]])
            todo.extend(part for t in reversed(X.terms(sums[0])) for part in open_terms(others * t)[::-1])
        else:
            found.append(term)
    return found


def _is_special(e: Expr) -> bool:
    """Whether e is no rational function of symbols and constants."""
    return any(
        node.head not in (X.NUM, X.SYM, X.CONST, X.ADD, X.MUL)
        and not (node.head == X.POW and not node.args[1].free)
        for node in X.nodes(e)
    )


# ── logarithms ───────────────────────────────────────────────────────────────────────────────────


def joined_logarithms(e: Expr) -> Expr:
    """c·log a − c·log b as c·log(a/b) in every sum; logarithms of primes stay by themselves."""

    def visit(node: Expr, parts: tuple[Expr, ...]) -> Expr:
        node = rebuild(node, parts) if parts else node
        return _joined(node) if node.head == X.ADD else node

    return X.fold(e, visit)


def _joined(e: Expr) -> Expr:
    """One sum, its logarithms of equal coefficients joined."""
    groups: dict[Expr, list[tuple[int, Expr]]] = {}
    others: list[Expr] = []
    for term in X.terms(e):
        found = _logarithm(term)
        if found is None:
            others.append(term)
        else:
            size, sign, u = found
            if size not in groups and (turned := _turned(size)) in groups:
                size, sign = turned, -sign
            groups.setdefault(size, []).append((sign, u))
    for size, logs in groups.items():
        others.extend(_one_logarithm(size, logs))
    return X.add(*others)


def _turned(size: Expr) -> Expr:
    """−size with the sign in its first sum: p·(1 − q) of p·(q − 1)."""
    factors = list(size.args if size.head == X.MUL else (size,))
    for i, f in enumerate(factors):
        if f.head == X.ADD:
            factors[i] = negated(f)
            return X.mul(X.rational(size.data) if size.head == X.MUL else X.ONE, *factors)
    return -size


def _logarithm(term: Expr) -> tuple[Expr, int, Expr] | None:
    """|c|, its sign and u for a term c·log u; None for any other."""
    factors = term.args if term.head == X.MUL else (term,)
    logs = [f for f in factors if F.log.heads(f) and len(f.args) == 1]
    if len(logs) != 1:
        return None
    c = X.rational(term.data) if term.head == X.MUL else X.ONE
    size = X.mul(X.rational(abs(c.data)), *[f for f in factors if f is not logs[0]])
    sign, u = 1 if c.data > 0 else -1, logs[0].args[0]
    if u.head == X.ADD and negated(u) in factors:  # (p - 1)·log(1 - p) is -(1 - p)·log(1 - p)
        return _turned(size), -sign, u
    return size, sign, u


def _one_logarithm(size: Expr, logs: list[tuple[int, Expr]]) -> list[Expr]:
    """size·log(Π u^sign); numbers join only a constant such as π, or a number of the other sign."""
    symbols = [(s, u) for s, u in logs if u.head != X.NUM]
    numbers = [(s, u) for s, u in logs if u.head == X.NUM]
    if not symbols:
        return [X.mul(X.num(s), size, F.log(u)) for s, u in numbers]
    joins = numbers if any(not u.free for _, u in symbols) else []
    left = [X.mul(X.num(s), size, F.log(u)) for s, u in numbers if (s, u) not in joins]
    members = symbols + joins
    flip = 1 if any(s > 0 for s, _ in members) else -1
    inside = X.mul(*[X.power(u, X.num(flip * s)) for s, u in members])
    return [*left, X.mul(X.num(flip), size, F.log(inside))]
